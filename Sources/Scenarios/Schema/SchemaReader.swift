import Quantities

/// Checks a tree against a shape and parses its texts, reporting every fault.
struct SchemaReader {
  var context: ExpressionContext
  /// Whether required keys must be there; not while a country is read that alternatives complete.
  var isComplete = true
  private(set) var faults = DiagnosticList()
  /// Names that refer to something, to be checked when everything is known.
  private(set) var references: [Reference] = []
  /// Tables that were read, by their text: alternatives share them.
  var traces: [String: ArrivalTrace] = [:]
  /// For each assumption by position, what the fields that use it reach.
  private(set) var uses: [Int: Set<Reach>] = [:]

  struct Reference: Sendable {
    var kind: NameKind
    var name: String
    var place: Place
    var path: String
  }

  /// Where the reader is.
  struct Position {
    var path: String
    var reaches: Set<Reach>

    func key(_ key: String, reaches: Set<Reach>? = nil) -> Position {
      Position(path: path.isEmpty ? key : "\(path).\(key)", reaches: reaches ?? self.reaches)
    }
  }

  init(context: ExpressionContext) { self.context = context }

  mutating func add(_ diagnostic: Diagnostic) { faults.add(diagnostic) }

  /// The parsed tree, or `nil` where it has faults.
  mutating func read(
    _ node: ScenarioNode, _ shape: SchemaShape, at position: Position
  ) -> CompiledNode? {
    switch shape {
    case .definition(let name):
      guard let shape = ScenarioSchema.definitions[name] else { return nil }
      return read(node, shape, at: position)
    case .scalar(let rule): return scalar(node, rule, at: position)
    case .variate(let rule): return variate(node, rule, at: position)
    case .object(let rule): return object(node, rule, at: position)
    case .map(let item, let named): return map(node, of: item, named, at: position)
    case .list(let item, let acceptsOne): return list(node, of: item, acceptsOne, at: position)
    case .choice(let rules): return choice(node, rules, at: position)
    }
  }

  // MARK: Maps and lists

  /// What could be read of fixed keys, or `nil` where there is no map.
  mutating func object(
    _ node: ScenarioNode, _ rule: ObjectRule, at position: Position
  ) -> CompiledNode? {
    guard case .map = node.content else {
      return refuse(node, position, "a map with \(enumeration(rule.keys))")
    }
    let meant = reportUnknownKeys(of: node, rule.keys, at: position)
    var result = CompiledNode(
      content: .map([]), place: node.place, path: shown(node, position), isPartial: meant != nil)
    var entries: [(key: String, value: CompiledNode)] = []
    entries.reserveCapacity(rule.fields.count)
    for field in rule.fields {
      let position = position.key(field.key, reaches: field.reaches)
      if let value = node[field.key] {
        let compiled = read(value, field.shape, at: position)
        compiled.map { entries.append((field.key, $0)) }
        result.isPartial = result.isPartial || compiled == nil
      } else if let neutral = field.neutral {
        entries.append((field.key, self.neutral(neutral, field.shape, node.place, position)))
      } else if field.isRequired, isComplete {
        result.isPartial = true
        if meant?.contains(field.key) != true { reportMissing(field, of: node, at: position) }
      }
    }
    result.content = .map(entries)
    return result
  }

  /// Reports keys that no rule names; returns the keys they were probably meant to be, or `nil` when
  /// all keys are known.
  mutating func reportUnknownKeys(
    of node: ScenarioNode, _ known: [String], at position: Position, kind: String = ""
  ) -> Set<String>? {
    var meant: Set<String>?
    for entry in node.entries where !known.contains(entry.key) {
      let nearest = Spelling.nearest(to: entry.key, in: known)
      meant = (meant ?? []).union([nearest].compactMap(\.self))
      // In {time: 1,5 s} the comma ends the first value.
      let isDecimal = entry.value.isNothing && entry.key.first?.isWholeNumber == true
      add(
        Diagnostic(
          at: entry.keyPlace, keyPath: shown(entry.value, position.key(entry.key)),
          "found an unknown key, allowed \(enumeration(known))\(kind)",
          suggestion: isDecimal
            ? "write decimals with a point"
            : ScenarioSchema.successor(of: position.key(entry.key).path)
              ?? nearest.map { "did you mean \($0)?" }))
    }
    return meant
  }

  private mutating func reportMissing(
    _ field: FieldRule, of node: ScenarioNode, at position: Position
  ) {
    add(
      Diagnostic(
        at: node.place, keyPath: shown(node, position),
        "found nothing, allowed \(field.shape.allowedText)", suggestion: "add \(field.key)"))
  }

  private mutating func map(
    _ node: ScenarioNode, of item: SchemaShape, _ named: String, at position: Position
  ) -> CompiledNode? {
    guard case .map(let written) = node.content else {
      return refuse(node, position, "a map from names (\(named)) to values")
    }
    var entries: [(key: String, value: CompiledNode)] = []
    for entry in written {
      let position = position.key(entry.key)
      guard Self.isName(entry.key) else {
        add(
          Diagnostic(
            at: entry.keyPlace, keyPath: shown(entry.value, position),
            "found the name \(excerpt(entry.key)), allowed letters, digits, _ and -"))
        continue
      }
      guard let value = read(entry.value, item, at: position) else { continue }
      entries.append((entry.key, value))
    }
    return CompiledNode(
      content: .map(entries), place: node.place, path: shown(node, position),
      isPartial: entries.count < written.count)
  }

  /// Names stand in key paths, in results and in files: no dots, spaces or punctuation.
  static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 64
      && text.unicodeScalars.allSatisfy {
        $0 == "_" || $0 == "-" || $0.properties.isAlphabetic || ("0"..."9").contains($0)
      }
  }

  private mutating func list(
    _ node: ScenarioNode, of item: SchemaShape, _ acceptsOne: Bool, at position: Position
  ) -> CompiledNode? {
    let written: [ScenarioNode]
    if case .list(let items) = node.content {
      written = items
    } else if acceptsOne, node.text != nil {
      written = [node]
    } else {
      return refuse(node, position, "a list")
    }
    var items: [CompiledNode] = []
    for (index, value) in written.enumerated() {
      guard let compiled = read(value, item, at: position.key(String(index))) else { continue }
      items.append(compiled)
    }
    return CompiledNode(
      content: .list(items), place: node.place, path: shown(node, position),
      isPartial: items.count < written.count)
  }

  /// One of several kinds of map, told by its first key.
  private mutating func choice(
    _ node: ScenarioNode, _ rules: [ObjectRule], at position: Position
  ) -> CompiledNode? {
    let kinds = rules.compactMap(\.fields.first?.key)
    let matching = rules.filter { rule in rule.fields.first.map { node[$0.key] != nil } ?? false }
    if matching.count == 1 { return object(node, matching[0], at: position) }
    guard case .map(let entries) = node.content else {
      return refuse(node, position, "a map with one of \(kinds.joined(separator: ", "))")
    }
    let found =
      entries.isEmpty
      ? "an empty map" : "the keys \(entries.map { excerpt($0.key) }.joined(separator: ", "))"
    let nearest = entries.compactMap { Spelling.nearest(to: $0.key, in: kinds) }.first
    add(
      Diagnostic(
        at: entries.first?.keyPlace ?? node.place, keyPath: shown(node, position),
        "found \(found), allowed exactly one of \(kinds.joined(separator: ", "))",
        suggestion: matching.isEmpty ? nearest.map { "did you mean \($0)?" } : nil))
    return nil
  }

  // MARK: Faults

  /// The key path as a reader would look it up in the file.
  func shown(_ node: ScenarioNode, _ position: Position) -> String {
    let isBare = node.origin.isEmpty || node.place.file == Scenario.settingPlace
    return isBare ? position.path : "\(node.origin).\(position.path)"
  }

  mutating func refuse(
    _ node: ScenarioNode, _ position: Position, _ allowed: String, suggestion: String? = nil
  ) -> CompiledNode? {
    add(
      Diagnostic(
        at: node.place, keyPath: shown(node, position),
        "found \(node.foundText), allowed \(allowed)", suggestion: suggestion))
    return nil
  }

  mutating func note(_ reference: Reference) { references.append(reference) }

  mutating func use(_ assumption: Int, reaches: Set<Reach>) {
    uses[assumption, default: []].formUnion(reaches)
  }
}
