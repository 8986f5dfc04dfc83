import Quantities

/// Checks a lever against the schema entry that its path leads to.
struct LeverChecks {
  let root: ScenarioNode
  let context: ExpressionContext
  /// The lever as written.
  let node: CompiledNode
  private(set) var faults = DiagnosticList()

  init(root: ScenarioNode, context: ExpressionContext, node: CompiledNode) {
    self.root = root
    self.context = context
    self.node = node
  }

  /// The lever with its reach, after its path and both settings have been checked.
  mutating func settle(_ lever: Lever, all: [String]) -> Lever {
    var lever = lever
    let path = lever.path.split(separator: ".").map(String.init)
    guard let target = ScenarioSchema.lookup(path), isMovable(target.shape, path),
      exists(path, lever.alternatives.isEmpty ? all : lever.alternatives)
    else {
      let nearest = ScenarioSchema.nearest(to: lever.path)
      add(
        "path", "found \(excerpt(lever.path)), allowed the key path of a value of this scenario",
        nearest.map { "did you mean \($0)?" })
      return lever
    }
    if lever.reaches.isEmpty { lever.reaches = target.reaches }
    check(lever.low, "low", target.shape)
    check(lever.high, "high", target.shape)
    return lever
  }

  private func isMovable(_ shape: SchemaShape, _ path: [String]) -> Bool {
    let isCountry = ScenarioSchema.countryKeys.contains(path.first ?? "")
    switch shape {
    case .scalar, .variate:
      return isCountry || (path.first == "assumptions" && path.last == "value")
    default: return false
    }
  }

  /// Whether the value's surroundings exist in the country or in one of the alternatives.
  private func exists(_ path: [String], _ alternatives: [String]) -> Bool {
    let parent = path.dropLast()
    if root.node(at: parent) != nil { return true }
    return alternatives.contains { root.node(at: ["alternatives", $0] + parent) != nil }
  }

  private mutating func check(_ text: String, _ key: String, _ shape: SchemaShape) {
    var reader = SchemaReader(context: context)
    let place = node[key]?.place ?? node.place
    let value = ScenarioNode(text: text, at: place)
    _ = reader.read(value, shape, at: .init(path: "\(node.path).\(key)", reaches: []))
    faults.add(contentsOf: reader.faults)
  }

  private mutating func add(_ key: String, _ message: String, _ suggestion: String?) {
    let place = node[key]?.place ?? node.place
    faults.add(
      Diagnostic(at: place, keyPath: "\(node.path).\(key)", message, suggestion: suggestion))
  }
}
