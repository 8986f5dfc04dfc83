import Quantities

/// A parsed piece of a scenario together with drawn assumptions: gives typed values by key.
///
/// The schema has already been checked, so that nothing is missing here; where something is, the
/// schema and the country's types disagree, and an error says at which key.
struct Reading {
  let node: CompiledNode
  let draws: [Double]
  /// The scenario's own currency and price year.
  var currency = ""
  var priceYear = 0

  private func missing(_ key: String) -> ScenarioError {
    .invalid([Diagnostic(at: node.place, keyPath: "\(node.path).\(key)", "found nothing")])
  }

  func child(_ key: String) -> Reading? { node[key].map(with) }

  private func with(_ node: CompiledNode) -> Reading {
    Reading(node: node, draws: draws, currency: currency, priceYear: priceYear)
  }

  // MARK: Single values

  func optional(_ key: String) -> Double? { node[key]?.expression?.value(draws) }

  func optionalTimeSpan(_ key: String) -> TimeSpan? {
    optional(key).map { TimeSpan(seconds: $0) }
  }

  func number(_ key: String) throws(ScenarioError) -> Double {
    guard let value = optional(key) else { throw missing(key) }
    return value
  }

  func timeSpan(_ key: String) throws(ScenarioError) -> TimeSpan {
    TimeSpan(seconds: try number(key))
  }
  func rate(_ key: String) throws(ScenarioError) -> Rate { Rate(perSecond: try number(key)) }
  func dataSize(_ key: String) throws(ScenarioError) -> DataSize {
    DataSize(bytes: try number(key))
  }
  func bandwidth(_ key: String) throws(ScenarioError) -> Bandwidth {
    Bandwidth(bitsPerSecond: try number(key))
  }
  func effort(_ key: String) throws(ScenarioError) -> Effort {
    Effort(personMonths: try number(key))
  }
  func share(_ key: String) throws(ScenarioError) -> Share { Share(fraction: try number(key)) }

  func money(_ key: String) throws(ScenarioError) -> Money {
    Money(try number(key), currency: currency, priceYear: priceYear)
  }

  func moneyRate(_ key: String) throws(ScenarioError) -> MoneyRate {
    guard let expression = node[key]?.expression else { throw missing(key) }
    let money = Money(expression.value(draws), currency: currency, priceYear: priceYear)
    return MoneyRate(money, per: expression.period ?? TimeSpan(years: 1))
  }

  func whole(_ key: String) throws(ScenarioError) -> Int {
    guard let value = node[key]?.whole else { throw missing(key) }
    return value
  }

  func truth(_ key: String) throws(ScenarioError) -> Bool {
    guard let value = node[key]?.truth else { throw missing(key) }
    return value
  }

  func text(_ key: String) throws(ScenarioError) -> String {
    guard let value = node[key]?.text else { throw missing(key) }
    return value
  }

  func option<Option: RawRepresentable<String>>(_ key: String) throws(ScenarioError) -> Option {
    guard let value = Option(rawValue: try text(key)) else { throw missing(key) }
    return value
  }

  /// The option at a key, or what its absence means.
  func option<Option: RawRepresentable<String>>(_ key: String, or neutral: Option) -> Option {
    node[key]?.text.flatMap(Option.init) ?? neutral
  }

  func optionalVariate(_ key: String) throws(ScenarioError) -> VariateSpec? {
    node[key] == nil ? nil : try variate(key)
  }

  func variate(_ key: String) throws(ScenarioError) -> VariateSpec {
    guard case .variate(let family, let parameters)? = node[key]?.content else {
      throw missing(key)
    }
    var values: [String: Double] = [:]
    for (name, expression) in parameters { values[name] = expression.value(draws) }
    return VariateSpec(family: family, parameters: values)
  }

  func day(_ key: String) throws(ScenarioError) -> DayOfYear {
    guard let value = node[key]?.day else { throw missing(key) }
    return value
  }

  /// The numbers of a list, or `nil` when the key is absent.
  func numbers(_ key: String) -> [Double]? {
    node[key].map { $0.items.compactMap { $0.expression?.value(draws) } }
  }

  // MARK: Maps and lists

  func texts(_ key: String) -> [String] { (node[key]?.items ?? []).compactMap(\.text) }

  /// The value of each entry of the map at a key, with its name; none when the key is absent.
  func named<Value>(
    _ key: String, _ make: (String, Reading) throws(ScenarioError) -> Value
  ) throws(ScenarioError) -> [Value] {
    var values: [Value] = []
    for (name, value) in node[key]?.entries ?? [] { values.append(try make(name, with(value))) }
    return values
  }

  /// The value of each item of the list at a key; none when the key is absent.
  func list<Value>(
    _ key: String, _ make: (Reading) throws(ScenarioError) -> Value
  ) throws(ScenarioError) -> [Value] {
    var values: [Value] = []
    for item in node[key]?.items ?? [] { values.append(try make(with(item))) }
    return values
  }

  /// The map at a key, or `nil` when the key is absent.
  func part<Value>(
    _ key: String, _ make: (Reading) throws(ScenarioError) -> Value
  ) throws(ScenarioError) -> Value? {
    guard let part = child(key) else { return nil }
    return try make(part)
  }

  /// The map at a key.
  func required<Value>(
    _ key: String, _ make: (Reading) throws(ScenarioError) -> Value
  ) throws(ScenarioError) -> Value {
    guard let part = child(key) else { throw missing(key) }
    return try make(part)
  }

  /// Names and probabilities of the map at a key.
  func shares(_ key: String) -> [(name: String, share: Double)] {
    (node[key]?.entries ?? []).map { ($0.key, $0.value.expression?.value(draws) ?? 0) }
  }
}
