import Quantities

/// Lists the values of a scenario with their sources.
struct InputList {
  let root: ScenarioNode
  let sources: SourceList
  /// From paths as shown in messages to paths below the scenario folder.
  let shortPaths: [String: String]
  /// Sorted by name.
  let assumptions: [Assumption]

  /// One record for each value of the country and of the alternatives' overrides, and one for each
  /// assumption.
  func records() -> [InputRecord] {
    var records: [InputRecord] = []
    for entry in root.entries {
      switch entry.key {
      case "alternatives":
        for alternative in entry.value.entries {
          let path = ["alternatives", alternative.key]
          collect(alternative.value, .object(ScenarioSchema.alternative), path, [], &records)
        }
      case let key where ScenarioSchema.countryKeys.contains(key):
        guard let field = ScenarioSchema.root.field(key) else { continue }
        collect(entry.value, field.shape, [key], field.reaches ?? [], &records)
      default: continue
      }
    }
    return records + assumptions.compactMap(record)
  }

  private func record(_ assumption: Assumption) -> InputRecord? {
    guard let node = root.node(at: ["assumptions", assumption.name, "value"]) else { return nil }
    let unit = assumption.unit == "1" ? "" : " \(assumption.unit)"
    return InputRecord(
      path: "assumptions.\(assumption.name)", text: (node.text ?? "") + unit,
      source: assumption.source, year: assumption.year, grade: assumption.grade,
      reaches: assumption.reaches, place: place(node))
  }

  private func collect(
    _ node: ScenarioNode, _ shape: SchemaShape, _ path: [String], _ reaches: Set<Reach>,
    _ records: inout [InputRecord]
  ) {
    switch node.content {
    case .map(let entries):
      for entry in entries {
        guard let next = ScenarioSchema.step(into: shape, entry.key) else { continue }
        collect(entry.value, next.shape, path + [entry.key], next.reaches ?? reaches, &records)
      }
    case .list(let items):
      for (index, item) in items.enumerated() {
        guard let next = ScenarioSchema.step(into: shape, String(index)) else { continue }
        collect(item, next.shape, path + [String(index)], reaches, &records)
      }
    case .scalar(let text, _):
      guard shape.isValue else { return }
      let origin = origin(of: node, text)
      records.append(
        InputRecord(
          path: path.joined(separator: "."), text: Self.shown(text),
          source: sources.citation(origin.source),
          year: origin.year, grade: origin.grade, reaches: reaches, place: place(node)))
    }
  }

  /// Where a value comes from: an assumption that stands alone has its own source, whatever is written
  /// around it; a product without a source names its assumptions.
  private func origin(of node: ScenarioNode, _ text: String) -> Provenance {
    let names = text.split { $0 == " " || $0 == "\t" }.filter { $0.hasPrefix("$") }.map {
      $0.dropFirst()
    }
    let used = names.compactMap { name in assumptions.first { $0.name == name } }
    guard let first = used.first else { return node.provenance }
    if used.count == 1, text == "$" + first.name {
      return Provenance(source: first.source, year: first.year, grade: first.grade)
    }
    guard node.provenance.source.isEmpty else { return node.provenance }
    let trust = Grade.allCases
    let least = used.map(\.grade).max {
      trust.firstIndex(of: $0) ?? 0 < trust.firstIndex(of: $1) ?? 0
    }
    let list = used.map(\.name).joined(separator: ", ")
    return Provenance(
      source: used.count == 1 ? "assumption \(list)" : "assumptions \(list)", grade: least)
  }

  /// The value itself, or of a table how long it is.
  private static func shown(_ text: String) -> String {
    let rows = text.count { $0.isNewline }
    return rows > 0 ? "a table of \(rows) lines" : text
  }

  private func place(_ node: ScenarioNode) -> String {
    let file = shortPaths[node.place.file] ?? node.place.file
    return node.place.line > 0 ? "\(file):\(node.place.line)" : file
  }
}
