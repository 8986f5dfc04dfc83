import Quantities

extension VariateSpec.Family {
  /// A parameter: whether it has the field's unit, and what it may be.
  struct Parameter: Sendable {
    var name: String
    var hasUnit: Bool
    var range: ValueRange
    var isRequired = true
    var isWhole = false
  }

  /// The parameters that each family takes, in the order they are usually written.
  var parameters: [Parameter] {
    func location(_ name: String, _ range: ValueRange = .atLeastZero, isRequired: Bool = true)
      -> Parameter
    {
      Parameter(name: name, hasUnit: true, range: range, isRequired: isRequired)
    }
    func plain(_ name: String, _ range: ValueRange, isWhole: Bool = false) -> Parameter {
      Parameter(name: name, hasUnit: false, range: range, isWhole: isWhole)
    }
    let mean = location("mean", .aboveZero)
    switch self {
    case .constant: return [location("value")]
    case .exponential: return [mean]
    case .erlang: return [mean, plain("shape", .from(1, to: 1_000), isWhole: true)]
    case .lognormal, .gamma: return [mean, plain("cv", .above(0, to: 100))]
    case .hyperexponential: return [mean, plain("cv", .above(1, to: 100))]
    case .uniform: return [location("low"), location("high", .aboveZero)]
    case .triangular, .pert:
      return [location("low"), location("mode"), location("high", .aboveZero)]
    case .weibull: return [location("scale", .aboveZero), plain("shape", .above(0, to: 1_000))]
    case .pareto:
      return [
        location("low", .aboveZero), plain("shape", .above(0, to: 1_000)),
        location("high", .aboveZero, isRequired: false),
      ]
    case .normal: return [location("mean"), location("standard_deviation", .aboveZero)]
    }
  }
}

extension SchemaReader {
  /// A quantity, or `{distribution: NAME, …}` with the parameters of that family.
  mutating func variate(_ node: ScenarioNode, _ rule: ScalarRule, at position: Position)
    -> CompiledNode?
  {
    guard case .quantity(let dimension) = rule.kind else { return nil }
    if let text = node.text, !node.isNothing {
      guard let value = expression(node, text, dimension, rule, at: position) else { return nil }
      return CompiledNode(
        content: .variate(.constant, [("value", value)]), place: node.place,
        path: shown(node, position))
    }
    guard case .map = node.content else {
      return refuse(node, position, "\(rule.allowedText), or {distribution: …}")
    }
    guard let family = family(of: node, at: position) else { return nil }
    let values = parameters(of: family, node, dimension, rule, at: position)
    guard let values else { return nil }
    return CompiledNode(
      content: .variate(family, values), place: node.place, path: shown(node, position))
  }

  private mutating func family(of node: ScenarioNode, at position: Position) -> VariateSpec.Family?
  {
    let names = VariateSpec.Family.allCases.map(\.rawValue)
    let position = position.key("distribution")
    guard let name = node["distribution"] else {
      add(
        Diagnostic(
          at: node.place, keyPath: shown(node, position),
          "found nothing, allowed \(names.joined(separator: ", "))", suggestion: "add distribution")
      )
      return nil
    }
    if let text = name.text, let family = VariateSpec.Family(rawValue: text) { return family }
    let nearest = name.text.flatMap { Spelling.nearest(to: $0, in: names) }
    _ = refuse(
      name, position, names.joined(separator: ", "),
      suggestion: nearest.map { "did you mean \($0)?" })
    return nil
  }

  private mutating func parameters(
    of family: VariateSpec.Family, _ node: ScenarioNode, _ dimension: Dimension, _ rule: ScalarRule,
    at position: Position
  ) -> [(name: String, value: Expression)]? {
    let known = family.parameters
    let keys = ["distribution"] + known.map(\.name)
    let meant = reportUnknownKeys(of: node, keys, at: position, kind: " (\(family.rawValue))")
    var isGood = meant == nil
    var values: [(name: String, value: Expression)] = []
    for parameter in known {
      let position = position.key(parameter.name)
      guard let value = node[parameter.name] else {
        guard parameter.isRequired else { continue }
        isGood = false
        if meant?.contains(parameter.name) == true { continue }
        add(
          Diagnostic(
            at: node.place, keyPath: shown(node, position),
            "found nothing, allowed the \(parameter.name) of \(family.rawValue)",
            suggestion: "add \(parameter.name)"))
        continue
      }
      guard let expression = self.parameter(value, parameter, dimension, at: position) else {
        isGood = false
        continue
      }
      values.append((parameter.name, expression))
    }
    guard isGood, checkShape(family, values, node, rule, at: position) else { return nil }
    return values
  }

  private mutating func parameter(
    _ node: ScenarioNode, _ parameter: VariateSpec.Family.Parameter, _ dimension: Dimension,
    at position: Position
  ) -> Expression? {
    let own = parameter.isWhole ? Dimension.count : parameter.hasUnit ? dimension : .number
    let rule = ScalarRule(
      kind: .quantity(own), range: parameter.range, takesAssumptions: !parameter.isWhole)
    guard let text = node.text, !node.isNothing else {
      _ = refuse(node, position, rule.allowedText)
      return nil
    }
    return expression(node, text, own, rule, at: position)
  }

  /// Parameters that are impossible together, at the central, low and high values of the assumptions.
  private mutating func checkShape(
    _ family: VariateSpec.Family, _ values: [(name: String, value: Expression)],
    _ node: ScenarioNode, _ rule: ScalarRule, at position: Position
  ) -> Bool {
    for draws in [context.draws(\.value), context.draws(\.low), context.draws(\.high)] {
      var drawn: [String: Double] = [:]
      for (name, expression) in values { drawn[name] = expression.value(draws) }
      guard let fault = family.fault(drawn, rule.range) else { continue }
      add(Diagnostic(at: node.place, keyPath: shown(node, position), fault))
      return false
    }
    return true
  }
}

extension ExpressionContext {
  /// One value of each assumption, by position.
  func draws(_ value: (Symbol) -> Double) -> [Double] {
    var draws = [Double](repeating: 0, count: symbols.count)
    for symbol in symbols.values { draws[symbol.index] = value(symbol) }
    return draws
  }
}

extension VariateSpec.Family {
  /// Why these parameters (base units) are impossible together, or `nil`.
  func fault(_ parameters: [String: Double], _ range: ValueRange) -> String? {
    let low = parameters["low"] ?? 0
    let high = parameters["high"] ?? .infinity
    let mode = parameters["mode"] ?? low
    switch self {
    case .constant:
      guard let value = parameters["value"], !range.contains(value) else { return nil }
      return "found a constant that is out of range, allowed a value as for the field itself"
    case .uniform, .triangular, .pert:
      guard low >= high || mode < low || mode > high else { return nil }
      return "found low, mode or high out of order, allowed low ≤ mode ≤ high and low < high"
    case .pareto:
      if low >= high { return "found low ≥ high, allowed low < high" }
      guard high == .infinity, (parameters["shape"] ?? 2) <= 1 else { return nil }
      return
        "found a shape of at most 1 without high (the mean is infinite), allowed a larger shape, or high"
    case .normal:
      guard (parameters["mean"] ?? 0) < 4 * (parameters["standard_deviation"] ?? 0) else {
        return nil
      }
      return "found a standard deviation of more than a quarter of the mean (values below 0), "
        + "allowed less, or a distribution without negative values"
    case .exponential, .erlang, .lognormal, .gamma, .hyperexponential, .weibull: return nil
    }
  }
}
