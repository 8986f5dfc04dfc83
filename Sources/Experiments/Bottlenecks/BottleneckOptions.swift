import Operations
import Quantities

/// How to look for bottlenecks.
public struct BottleneckOptions: Hashable, Sendable {
  /// Loads of the sweep, as multiples of the load at hand, ascending, above 0; `nil` for the usual.
  public var loads: [Double]?
  /// Places of which one step more is tried [1].
  public var whatIfs: Int

  public init(loads: [Double]? = nil, whatIfs: Int = 5) {
    self.loads = loads
    self.whatIfs = whatIfs
  }

  func checked() throws(ExperimentError) {
    guard let loads else { return try checkWhatIfs() }
    guard !loads.isEmpty, loads.count <= 100, loads.allSatisfy({ $0 > 0 && $0 <= 1_000 }),
      zip(loads, loads.dropFirst()).allSatisfy({ $0 < $1 })
    else {
      throw .badOption(
        name: "--loads", found: loads.map { "\($0)" }.joined(separator: ","),
        allowed: "up to 100 ascending factors above 0, up to 1000")
    }
    try checkWhatIfs()
  }

  private func checkWhatIfs() throws(ExperimentError) {
    guard (0...100).contains(whatIfs) else {
      throw .badOption(name: "--what-ifs", found: "\(whatIfs)", allowed: "0 to 100")
    }
  }
}

/// How much is computed to find bottlenecks. A country is much larger than a model of its own, so what the
/// user does not ask for is less of it.
struct BottleneckEffort {
  let loads: [Double]
  let window: Window
  let replications: Int
  /// What is less than it could be, in a sentence; none for what was asked for.
  let notes: [String]

  private static let usualLoads = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3]
  private static let countryLoads = [0.5, 1, 1.25, 1.5, 2]
  private static let countryReplications = 5
  private static let countryLength = TimeSpan(seconds: 600)

  init(
    _ plan: NetworkRun, _ search: BottleneckOptions, _ options: StudyOptions,
    _ choice: CountryChoice?
  ) {
    guard plan.clock.isOfYear else {
      (loads, window) = (search.loads ?? Self.usualLoads, plan.window)
      (replications, notes) = (plan.replications, [])
      return
    }
    loads = search.loads ?? Self.countryLoads
    replications = options.replications ?? Self.countryReplications
    let isShort = choice?.stretch == nil && Self.countryLength < plan.window.length
    var window = plan.window
    if isShort { window.length = Self.countryLength }
    self.window = window
    var less: [String] = []
    if isShort { less.append("the first \(Self.countryLength) of the peak hour (--window)") }
    if options.replications == nil { less.append("\(replications) runs (--replications)") }
    if search.loads == nil { less.append("\(loads.count) loads (--loads)") }
    notes = less.isEmpty ? [] : ["for a quick answer: \(less.joined(separator: ", "))"]
  }
}
