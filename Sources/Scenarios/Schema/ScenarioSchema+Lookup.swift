import Quantities

extension ScenarioSchema {
  /// The shape and reach at a key path, such as `regions.urban.population`, or `nil`. Names of the
  /// user's own choice may be anything, also `*`; positions of lists are numbers or `*`.
  static func lookup(_ path: [String]) -> (shape: SchemaShape, text: String, reaches: Set<Reach>)? {
    var shape = SchemaShape.object(root)
    var text = root.text
    var reaches: Set<Reach> = []
    for key in path {
      guard let next = step(into: shape, key) else { return nil }
      shape = next.shape
      text = next.text ?? text
      reaches = next.reaches ?? reaches
    }
    return (shape, text, reaches)
  }

  static func step(
    into shape: SchemaShape, _ key: String
  ) -> (shape: SchemaShape, text: String?, reaches: Set<Reach>?)? {
    switch shape {
    case .definition(let name): return definitions[name].flatMap { step(into: $0, key) }
    case .object(let rule): return rule.field(key).map { ($0.shape, $0.text, $0.reaches) }
    case .choice(let rules):
      return rules.lazy.compactMap { $0.field(key) }.first.map { ($0.shape, $0.text, $0.reaches) }
    case .map(let item, _): return (item, nil, nil)
    case .list(let item, _): return Int(key) != nil || key == "*" ? (item, nil, nil) : nil
    case .variate(let rule): return parameter(key, of: rule).map { ($0, nil, nil) }
    case .scalar: return nil
    }
  }

  /// A parameter of a distribution.
  private static func parameter(_ key: String, of rule: ScalarRule) -> SchemaShape? {
    let all = VariateSpec.Family.allCases.flatMap(\.parameters)
    guard let parameter = all.first(where: { $0.name == key }) else {
      return key == "distribution" ? .options(VariateSpec.Family.allCases.map(\.rawValue)) : nil
    }
    let own =
      parameter.isWhole ? .quantity(.count) : parameter.hasUnit ? rule.kind : .quantity(.number)
    return .scalar(ScalarRule(kind: own, range: parameter.range))
  }
}
