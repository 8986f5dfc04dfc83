import Delivery
import Economics
import Scenarios
import Statistics

/// Compares all alternatives of a country over paired worlds.
///
/// Worlds are computed by themselves and may finish in any order; results depend on the scenario, the
/// seed and the number of worlds only, never on threads.
///
/// Worlds that an earlier run of the same study left are priced and summed up, not simulated: thirty
/// worlds and then sixty give the same bits as sixty at once.
///
/// - Parameters:
///   - finished: what an earlier run handed to `finishedWorld`, from world 0 on without gaps; of more
///     than `options.worlds` only the first.
///   - isOver: whether no further world may begin; `nil` for never. At least two are computed.
///   - progress: called after each world, from one task at a time.
///   - finishedWorld: called once for each further world in order, with all its rows and quantities; a
///     store makes them durable here.
/// - Returns: all results; times and host of `run` are left for whoever has a clock.
/// - Throws: `ExperimentError`; `.otherWorld` when a finished world is not of this study; `.cancelled` when
///   the task was cancelled, with the worlds that `finishedWorld` has seen.
public func compareAlternatives(
  _ scenario: Scenario, options: StudyOptions, finished: [FinishedWorld] = [],
  isOver: (@Sendable () -> Bool)? = nil, progress: @Sendable (StudyProgress) -> Void,
  finishedWorld: @Sendable (FinishedWorld) throws -> Void
) async throws(ExperimentError) -> StudyResult {
  try options.checked()
  let runner = try WorldRunner(scenario, options)
  let staged = try await runner.stagedOutcomes(
    finished, isOver: isOver, progress: progress, finishedWorld: finishedWorld)
  let outcomes = staged.outcomes
  var result = try StudyResult(scenario, runner, outcomes)
  result.run.precision = staged.precision.isEmpty ? nil : staged.precision
  if options.mapsLevers {
    var reached = options
    reached.worlds = outcomes.count
    let map = try await LeverMapper(scenario, reached).map(progress: progress)
    result.map = map.rows
    result.notes += map.notes
  }
  result.run.threads = options.threads
  let takenOver = min(finished.count, outcomes.count)
  result.run.worldsTakenOver = takenOver == 0 ? nil : takenOver
  result.run.windows = outcomes.reduce(0) { $0 + $1.windows }
  result.run.requests = outcomes.reduce(0) { $0 + $1.requests }
  result.run.events = outcomes.reduce(0) { $0 + $1.events }
  return result
}

/// What a study is made from, before any of it is computed: a store knows by it which worlds may stand
/// in one file.
///
/// - Throws: `ExperimentError` when the options or the scenario do not allow a study.
public func studyRecord(
  _ scenario: Scenario, options: StudyOptions
) throws(ExperimentError) -> StudyRecord {
  try options.checked()
  let central = try readCountry(scenario, scenario.baseline, [:])
  return StudyRecord(
    scenario, try WorldRunner(scenario, options), central, worlds: options.worlds)
}

/// What one world left, to be made durable.
public struct FinishedWorld: Sendable {
  /// From 0.
  public let world: Int
  public let rows: [ResultRow]
  /// Physical quantities in packed form, from which stored results are re-costed.
  public let quantities: [UInt8]
  /// Windows that were simulated, their requests and their events [1].
  public let windows: Int
  public let requests: Int
  public let events: Int

  public init(
    world: Int, rows: [ResultRow], quantities: [UInt8], windows: Int = 0, requests: Int = 0,
    events: Int = 0
  ) {
    (self.world, self.rows, self.quantities) = (world, rows, quantities)
    (self.windows, self.requests, self.events) = (windows, requests, events)
  }

  init(_ outcome: WorldOutcome) {
    self.init(
      world: outcome.world.index, rows: outcome.rows, quantities: outcome.quantities,
      windows: outcome.windows, requests: outcome.requests, events: outcome.events)
  }
}
