import Delivery
import Economics
import Scenarios
import Statistics

/// Compares all alternatives of a country over paired worlds.
///
/// Worlds are computed by themselves and may finish in any order; results depend on the scenario, the
/// seed and the number of worlds only, never on threads.
///
/// - Parameters:
///   - progress: called after each world, from one task at a time.
///   - finishedWorld: called once for each world in order, with all its rows and quantities; a store
///     makes them durable here.
/// - Returns: all results; times and host of `run` are left for whoever has a clock.
/// - Throws: `ExperimentError`; `.cancelled` when the task was cancelled, with the worlds that
///   `finishedWorld` has seen.
public func compareAlternatives(
  _ scenario: Scenario, options: StudyOptions, progress: @Sendable (StudyProgress) -> Void,
  finishedWorld: @Sendable (FinishedWorld) throws -> Void
) async throws(ExperimentError) -> StudyResult {
  try options.checked()
  let runner = try WorldRunner(scenario, options)
  let outcomes = try await runner.allOutcomes(progress: progress, finishedWorld: finishedWorld)
  var result = try StudyResult(scenario, runner, outcomes)
  if options.mapsLevers {
    let map = try await LeverMapper(scenario, options).map(progress: progress)
    result.map = map.rows
    result.notes += map.notes
  }
  result.run.threads = options.threads
  result.run.windows = outcomes.reduce(0) { $0 + $1.windows }
  result.run.requests = outcomes.reduce(0) { $0 + $1.requests }
  result.run.events = outcomes.reduce(0) { $0 + $1.events }
  return result
}

/// What one world left, to be made durable.
public struct FinishedWorld: Sendable {
  /// From 0.
  public let world: Int
  public let rows: [ResultRow]
  /// Physical quantities in packed form, from which stored results are re-costed.
  public let quantities: [UInt8]
}

extension WorldRunner {
  /// Computes all worlds and hands them over in order.
  func allOutcomes(
    progress: @Sendable (StudyProgress) -> Void,
    finishedWorld: @Sendable (FinishedWorld) throws -> Void
  ) async throws(ExperimentError) -> [WorldOutcome] {
    try await inOrder(
      count: options.worlds, threads: options.threads,
      { world throws(ExperimentError) in try outcome(ofWorld: world) },
      deliver: {
        try finishedWorld(
          FinishedWorld(world: $0.world.index, rows: $0.rows, quantities: $0.quantities))
      },
      progress: { done in
        progress(StudyProgress(worldsDone: done, worlds: options.worlds, stage: "worlds"))
      })
  }
}
