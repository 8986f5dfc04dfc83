/// The canonical text of a tree: what a file of its own would say.
extension ScenarioNode {
  /// YAML in block style, keys in their order, sources written where they first hold for everything
  /// below. The same bytes for the same content; reading it again gives the same values and sources.
  func canonicalText() -> String {
    var text = ""
    write(into: &text, indent: 0, inherited: Provenance(), path: [])
    return text
  }

  private func write(into text: inout String, indent: Int, inherited: Provenance, path: [String]) {
    let space = String(repeating: "  ", count: indent)
    switch content {
    case .scalar: text += "\(space)\(scalarText)\n"
    case .list(let items):
      for (index, item) in items.enumerated() {
        item.writeValue(
          after: "\(space)-", into: &text, indent: indent, inherited: inherited,
          path: path + [String(index)])
      }
    case .map(let entries):
      var inherited = inherited
      if let common = commonProvenance(path: path, inherited: inherited), common != inherited {
        inherited = common
        for (key, value) in common.fields { text += "\(space)\(key): \(value)\n" }
      }
      for entry in entries {
        entry.value.writeValue(
          after: "\(space)\(Self.quoted(entry.key)):", into: &text, indent: indent,
          inherited: inherited, path: path + [entry.key])
      }
    }
  }

  private func writeValue(
    after start: String, into text: inout String, indent: Int, inherited: Provenance,
    path: [String]
  ) {
    switch content {
    case .scalar:
      let isBare =
        provenance == inherited || provenance == Provenance() || !Self.hasProvenance(path)
      guard isBare else {
        let fields = provenance.fields.map { "\($0): \($1)" }.joined(separator: ", ")
        text += "\(start) {value: \(scalarText), \(fields)}\n"
        return
      }
      text += "\(start) \(scalarText)\n"
    case .list(let items) where items.isEmpty: text += "\(start) []\n"
    case .map(let entries) where entries.isEmpty: text += "\(start) {}\n"
    case .list, .map:
      text += "\(start)\n"
      write(into: &text, indent: indent + 1, inherited: inherited, path: path)
    }
  }

  /// Whether the value at a path takes the long form: names, titles and texts don't.
  private static func hasProvenance(_ path: [String]) -> Bool {
    let header = ["govsim", "sources", "levers", "thresholds", "comparison", "assumptions"]
    guard !header.contains(path.first ?? ""), let shape = ScenarioSchema.lookup(path)?.shape else {
      return false
    }
    return shape.isValue
  }

  /// The source that is written for everything below this map: the only one, or the most frequent
  /// one if all values below name a source; or `nil`. An assumption has the source of its value.
  private func commonProvenance(path: [String], inherited: Provenance) -> Provenance? {
    if path.first == "assumptions" { return path.count == 2 ? self["value"]?.provenance : nil }
    if path.isEmpty { return nil }
    var counts: [(provenance: Provenance, count: Int)] = []
    collect(path, &counts)
    if counts.count == 1, inherited == Provenance() { return counts.first?.provenance }
    guard !counts.contains(where: { $0.provenance.source.isEmpty }) else { return nil }
    var best: (provenance: Provenance, count: Int)?
    for candidate in counts where candidate.count > best?.count ?? 0 { best = candidate }
    return best?.provenance
  }

  private func collect(
    _ path: [String], _ counts: inout [(provenance: Provenance, count: Int)]
  ) {
    switch content {
    case .scalar:
      guard Self.hasProvenance(path) else { return }
      if let index = counts.firstIndex(where: { $0.provenance == provenance }) {
        counts[index].count += 1
      } else {
        counts.append((provenance, 1))
      }
    case .list(let items):
      for (index, item) in items.enumerated() { item.collect(path + [String(index)], &counts) }
    case .map(let entries):
      for entry in entries { entry.value.collect(path + [entry.key], &counts) }
    }
  }

  private var scalarText: String {
    guard case .scalar(let text, let isPlain) = content else { return "" }
    return isPlain && isNothing ? "null" : Self.quoted(text)
  }

  /// Plain where YAML can't take it for anything else, double-quoted otherwise.
  static func quoted(_ text: String) -> String {
    let first = text.unicodeScalars.first
    let isWord =
      first.map { $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "$" || $0 == "/" }
      ?? false
    let isSafe = text.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        || " _-./$%*+@()".unicodeScalars.contains(scalar)
    }
    let words = ["null", "Null", "NULL"]
    if isWord, isSafe, !text.hasSuffix(" "), !words.contains(text) { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\r": quoted += "\\r"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7f || scalar.value == 0x85
          || scalar.value == 0x2028 || scalar.value == 0x2029
        {
          let hex = String(scalar.value, radix: 16)
          quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        } else {
          quoted.unicodeScalars.append(scalar)
        }
      }
    }
    return quoted + "\""
  }
}

extension Provenance {
  /// Keys and canonical values of what is known.
  fileprivate var fields: [(String, String)] {
    var fields: [(String, String)] = []
    if !source.isEmpty { fields.append(("source", ScenarioNode.quoted(source))) }
    if let year { fields.append(("year", String(year))) }
    if let grade { fields.append(("grade", grade.rawValue)) }
    if !note.isEmpty { fields.append(("note", ScenarioNode.quoted(note))) }
    return fields
  }
}
