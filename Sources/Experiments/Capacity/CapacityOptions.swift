/// What capacity must hold, and what of it is looked at.
public struct CapacityOptions: Hashable, Sendable {
  public var objectives: [ServiceLevelObjective]
  /// Probability with which a size that is called enough is enough [1], above 0.5, below 1.
  public var confidence: Double
  /// Servers that may be down at any one station while the goals hold [1], 0 or 1.
  public var failures: Int
  /// Of a country; `nil` for the one that the file names last.
  public var alternative: String?
  /// Years of the programme, from 1; empty for those whose windows the file simulates.
  public var years: [Int]
  /// Of a country.
  public var windows: [CapacityWindow.Kind]
  /// Monthly prices by the name of a station [per server] or link [per Mbit/s], of a model of its own.
  public var prices: [String: Double]
  /// Whether the load at which the first goal breaks is looked for.
  public var findsBreakingPoint: Bool

  public init(
    objectives: [ServiceLevelObjective], confidence: Double = 0.95, failures: Int = 1,
    alternative: String? = nil, years: [Int] = [],
    windows: [CapacityWindow.Kind] = CapacityWindow.Kind.allCases, prices: [String: Double] = [:],
    findsBreakingPoint: Bool = true
  ) {
    self.objectives = objectives
    self.confidence = confidence
    self.failures = failures
    self.alternative = alternative
    self.years = years
    self.windows = windows
    self.prices = prices
    self.findsBreakingPoint = findsBreakingPoint
  }

  func checked() throws(ExperimentError) {
    guard !objectives.isEmpty else {
      throw .badOption(
        name: "--slo", found: "none", allowed: "at least one, such as 'p95 sojourn_time < 2 s'")
    }
    guard confidence > 0.5, confidence < 1 else {
      throw .badOption(
        name: "--confidence", found: "\(confidence * 100) %", allowed: "above 50 %, below 100 %")
    }
    guard (0...1).contains(failures) else {
      throw .badOption(name: "--failures", found: "\(failures)", allowed: "0 or 1")
    }
    for (name, price) in prices.sorted(by: { $0.key < $1.key }) where !(price > 0 && price < 1e12) {
      throw .badOption(name: "--price", found: "\(name)=\(price)", allowed: "above 0")
    }
  }
}
