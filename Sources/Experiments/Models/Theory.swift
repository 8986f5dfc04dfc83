import Operations
import Quantities
import Scenarios
import Statistics

/// What queueing theory says about an explicit model, derived from the same network that is
/// simulated.
///
/// A model falls into parts that share no station and no link; each part has to be of a kind that is
/// known here: one station called once, with one thing that makes it special; calls and transfers in a
/// row, open or in a circle; open networks with random routing; things done at once; servers held or
/// blocked; links shared by few kinds of transfer; and one station against time.
struct Theory {
  struct Value {
    let entity: String
    let metric: Metric
    let expected: Double
    let source: String
    /// Largest half-width at which a check counts, relative to `expected` [1].
    let allowed: Double
    /// Of the window's time series, or `nil` for all of the window.
    var bucket: Int?
  }
  private(set) var values: [Value] = []
  /// Length of the buckets, where something is known against time.
  var bucket: TimeSpan?

  /// Half-widths: 1 % of theory; 2 % for quantiles, at utilisation 0.9 and above, and against time.
  private static let usual = 0.01
  private static let generous = 0.02

  /// Theory of an explicit model's baseline.
  init(of scenario: Scenario) throws(ExperimentError) {
    let country = try readCountry(scenario, scenario.baseline, [:])
    try self.init(NetworkModel(explicit: country))
  }

  init(_ model: NetworkModel) throws(ExperimentError) {
    guard model.outages.isEmpty else { throw Self.unknown("outages") }
    for source in model.sources {
      guard source.deadline == nil, source.lastMileRate == nil else {
        throw Self.unknown("deadlines or users' own connections")
      }
    }
    for part in model.separateParts { try derive(part) }
  }

  private mutating func derive(_ model: NetworkModel) throws(ExperimentError) {
    guard model.journeys.count == 1, let steps = model.journeys.first?.steps else {
      return try addFlows(model)
    }
    if steps.count == 1, try deriveAlone(model, steps[0]) { return }
    if let circle = Circle(model) { return try addCircle(model, circle, steps) }
    let rate = try Self.poissonRate(model)
    if let second = Self.blockedStation(model, steps) {
      return try addTandem(model, rate, steps, second)
    }
    try addRow(model, rate, steps)
  }

  /// A journey of one step; `false` where the step is of no special kind.
  private mutating func deriveAlone(
    _ model: NetworkModel, _ step: Step
  ) throws(ExperimentError) -> Bool {
    switch step {
    case .call(let call) where call.isPlain:
      try addStation(model.stations[call.station], model)
    case .call(let call) where !call.holding.isEmpty: try addLayers(model, call)
    case .attempt(let attempt): try addRetrials(model, attempt)
    case .parallel(let parallel):
      try addParallel(model, Self.poissonRate(model), parallel)
    case .route(let start, let next, _):
      try addRoutes(model, Self.poissonRate(model), start, next)
    default: return false
    }
    return true
  }

  static func unknown(_ found: String) -> ExperimentError {
    .wrongKind(
      found: "\(found), which has no closed form here",
      needed: "a kind of model that scenarios/verify has")
  }
}

// MARK: - Values

extension Theory {
  /// What every station in steady state has, by the metric that reports it.
  private static let shared: [(metric: Metric, value: @Sendable (any SteadyStateQueue) -> Double)] =
    [
      (.utilisation, { $0.utilisation }), (.waitingTime, { $0.meanWaitingTime }),
      (.sojournTime, { $0.meanSojournTime }), (.numberInSystem, { $0.meanNumberInSystem }),
    ]

  /// Adds what all stations share, or some of it. Where nobody ever waits there is nothing to check.
  mutating func add(
    _ entity: String, _ theory: some SteadyStateQueue, _ source: String, only: [Metric]? = nil
  ) {
    for (metric, value) in Self.shared where only?.contains(metric) ?? true {
      let expected = value(theory)
      if expected > 0 { add(entity, metric, expected, source, theory.utilisation) }
    }
  }

  mutating func add(
    _ entity: String, _ metric: Metric, _ expected: Double, _ source: String,
    _ utilisation: Double = 0, isQuantile: Bool = false, bucket: Int? = nil
  ) {
    let isHard = isQuantile || utilisation >= 0.9 || bucket != nil
    values.append(
      Value(
        entity: entity, metric: metric, expected: expected, source: source,
        allowed: isHard ? Self.generous : Self.usual, bucket: bucket))
  }
}
