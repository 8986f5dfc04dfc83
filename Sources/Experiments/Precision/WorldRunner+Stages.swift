import Statistics

/// Worlds of a study, and how far the precision that was asked for was reached.
struct StagedWorlds: Sendable {
  var outcomes: [WorldOutcome] = []
  var precision: [PrecisionRow] = []
}

extension WorldRunner {
  /// Worlds that are begun together while a time limit runs [1].
  private static let worldsPerLook = 4

  /// Computes worlds until all goals are reached, there are as many as allowed, or `isOver` says so; without
  /// goals the number that the options name.
  ///
  /// - Parameters:
  ///   - finished: worlds that an earlier run left, from world 0 on.
  ///   - isOver: whether no further world may begin; looked at between worlds.
  func stagedOutcomes(
    _ finished: [FinishedWorld], isOver: (@Sendable () -> Bool)?,
    progress: @Sendable (StudyProgress) -> Void,
    finishedWorld: @Sendable (FinishedWorld) throws -> Void
  ) async throws(ExperimentError) -> StagedWorlds {
    var staged = StagedWorlds()
    // The same stages whatever is there already, so that the same goal gives the same worlds.
    var target =
      options.precision.isEmpty ? options.worlds : min(StoppingRule.pilot, options.worlds)
    var said: String?
    while true {
      while staged.outcomes.count < target {
        // Worlds that are there are taken over whatever the time: nothing finished is thrown away.
        let isEnough = staged.outcomes.count >= max(2, finished.count)
        if isEnough, isOver?() == true { return try measured(staged) }
        let count = staged.outcomes.count
        let next = isOver == nil ? target : min(target, count + Self.worldsPerLook)
        let wanted = target
        let precision = said
        staged.outcomes += try await outcomes(
          count..<next, finished,
          progress: { done in
            progress(
              StudyProgress(
                worldsDone: count + done, worlds: wanted, stage: "worlds", precision: precision))
          }, finishedWorld: finishedWorld)
      }
      if options.precision.isEmpty { return staged }
      let wanted: Int
      (staged.precision, wanted) = try precision(of: staged.outcomes)
      guard wanted > target, target < options.worlds else { return staged }
      target = min(wanted, options.worlds)
      said = staged.precision.max { $0.excess < $1.excess }?.words
    }
  }

  private func measured(_ staged: StagedWorlds) throws(ExperimentError) -> StagedWorlds {
    var staged = staged
    if !options.precision.isEmpty { staged.precision = try precision(of: staged.outcomes).rows }
    return staged
  }

  private func precision(
    of outcomes: [WorldOutcome]
  ) throws(ExperimentError) -> (rows: [PrecisionRow], wanted: Int) {
    let metrics = Set(options.precision.map(\.metric))
    let rows = outcomes.flatMap { $0.rows.filter { metrics.contains($0.metric) } }
    return try Summarising(rows, options.design).precision(
      options.precision, contenders: contenders, baseline: scenario.baseline,
      level: options.confidenceLevel)
  }

  /// Computes the worlds of a range that are not there yet and hands them over in order.
  private func outcomes(
    _ range: Range<Int>, _ finished: [FinishedWorld], progress: @Sendable (Int) -> Void,
    finishedWorld: @Sendable (FinishedWorld) throws -> Void
  ) async throws(ExperimentError) -> [WorldOutcome] {
    try await inOrder(
      count: range.count, threads: options.threads,
      { place throws(ExperimentError) in
        let world = range.lowerBound + place
        guard world < finished.count else { return try outcome(ofWorld: world) }
        return try takeOver(finished[world], as: world)
      },
      deliver: { outcome in
        if outcome.world.index >= finished.count { try finishedWorld(FinishedWorld(outcome)) }
      }, progress: progress)
  }
}

extension PrecisionRow {
  /// Error over goal [1]: above 1 where it is not reached.
  fileprivate var excess: Double { goal > 0 ? halfWidth / goal : .infinity }

  /// Such as "pvc ± 2.3 % of 2 %".
  fileprivate var words: String {
    func text(_ value: Double) -> String { "\((value * 1_000).rounded() / 10) %" }
    guard let share, let goalShare else { return "\(metric) × \(text(excess)) of what is wanted" }
    return "\(metric) ± \(text(share)), wanted \(text(goalShare))"
  }
}
