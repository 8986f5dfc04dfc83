import Economics
import Scenarios

/// Prices a stored study anew: nothing is simulated.
///
/// Every row of economics, and every summary, comparison, break-even and driver, comes out as a run of
/// `scenario` would give it; the other rows are those that were stored. That holds because the settings
/// reach `valuation` only (``Recosting/check(_:of:)``).
///
/// - Parameters:
///   - study: the stored study, with its rows.
///   - quantities: what `FinishedWorld.quantities` held, by world.
///   - scenario: the study's scenario with the settings made.
/// - Throws: `ExperimentError.notStored` where quantities are missing; `.model` where they are damaged.
public func recost(
  _ study: StudyResult, _ quantities: [Int: [UInt8]], as scenario: Scenario
) throws(ExperimentError) -> StudyResult {
  let record = study.record
  let options = StudyOptions(
    seed: record.seed, worlds: record.worlds, replications: record.replications,
    confidenceLevel: record.confidenceLevel, without: record.turnedOff,
    isPoint: record.isPoint ?? false)
  let runner = try WorldRunner(scenario, options)
  let rows = Dictionary(grouping: study.rows, by: \.world)
  var outcomes: [WorldOutcome] = []
  for index in 0..<record.worlds {
    guard let bytes = quantities[index] else {
      throw .notStored(alternative: "world \(index)")
    }
    outcomes.append(
      try runner.outcome(
        ofStored: FinishedWorld(world: index, rows: rows[index] ?? [], quantities: bytes)))
  }
  var result = try StudyResult(scenario, runner, outcomes)
  result.run = study.run
  result.inputs = result.inputs.map { $0.placed(as: study.inputs) }
  return result
}

extension WorldRunner {
  /// Prices what a stored world left.
  ///
  /// - Throws: `ExperimentError.model` where its quantities are damaged, `.notStored` where some lack.
  func outcome(ofStored stored: FinishedWorld) throws(ExperimentError) -> WorldOutcome {
    let accounts = try inPart("store") { () throws(EconomicsError) in
      try WorldAccounts(packed: stored.quantities)
    }
    return try outcome(
      of: SimulatedWorld(
        world: world(stored.world),
        runs: SimulatedRun.all(in: stored.rows), accounts: accounts,
        tally: WindowTally(
          windows: stored.windows, requests: stored.requests, events: stored.events)))
  }

  /// The same for a world that a study goes on from: it must come out as it was stored.
  ///
  /// - Throws: `ExperimentError.otherWorld` where it does not.
  func takeOver(
    _ stored: FinishedWorld, as index: Int
  ) throws(ExperimentError) -> WorldOutcome {
    guard stored.world == index else { throw .otherWorld(index) }
    let outcome = try outcome(ofStored: stored)
    guard outcome.rows == stored.rows else { throw .otherWorld(index) }
    return outcome
  }
}

extension SimulatedRun {
  private static let economics = Set(MetricCatalogue.economics.map(\.name))

  /// The runs of one world from its rows, in the order in which they were stored.
  fileprivate static func all(in rows: [ResultRow]) -> [SimulatedRun] {
    var runs: [SimulatedRun] = []
    var isPriced = false
    for row in rows {
      if runs.last?.alternative != row.alternative || runs.last?.replication != row.replication {
        runs.append(SimulatedRun(alternative: row.alternative, replication: row.replication))
        isPriced = false
      }
      if economics.contains(row.metric) {
        isPriced = true
      } else if isPriced {
        runs[runs.count - 1].after.append(row)
      } else {
        runs[runs.count - 1].before.append(row)
      }
    }
    return runs
  }
}

extension InputRow {
  /// With the place it had in the files, unless a setting changed it.
  fileprivate func placed(as stored: [InputRow]) -> InputRow {
    let same = stored.first { $0.path == path && $0.text == text && $0.range == range }
    if let same { return same }
    var row = self
    row.place = "--set"
    return row
  }
}

/// What may be set when stored results are re-costed.
public enum Recosting {
  /// Refuses a setting that reaches more than `valuation`.
  ///
  /// - Parameters:
  ///   - path: dotted key path, such as `money.discount_rate` or `assumptions.fare_per_visit.value`.
  ///   - scenario: what the path is looked up in, without the setting.
  /// - Throws: `ExperimentError.notRecostable`.
  public static func check(_ path: String, of scenario: Scenario) throws(ExperimentError) {
    let reaches = scenario.reach(ofSetting: path) ?? Set(Reach.allCases)
    guard reaches == [.valuation] else {
      throw .notRecostable(path: path, reaches: text(reaches))
    }
  }

  /// Refuses settings that moved anything beyond `valuation`, whatever their path.
  ///
  /// - Throws: `ExperimentError.notRecostable` with the first input that moved.
  public static func check(
    _ changed: Scenario, against stored: Scenario
  ) throws(ExperimentError) {
    for assumption in stored.assumptions where assumption.reaches != [.valuation] {
      let other = changed.assumptions.first { $0.name == assumption.name }
      guard let other, other.quantile(0.5) == assumption.quantile(0.5),
        other.low == assumption.low, other.high == assumption.high,
        other.value == assumption.value, other.distribution == assumption.distribution
      else {
        throw .notRecostable(
          path: "assumptions.\(assumption.name)", reaches: text(assumption.reaches))
      }
    }
    let simulated = { (scenario: Scenario) in
      scenario.inputs.filter { !$0.path.hasPrefix("assumptions.") && $0.reaches != [.valuation] }
    }
    for (before, after) in zip(simulated(stored), simulated(changed))
    where before.path != after.path || before.text != after.text {
      throw .notRecostable(path: after.path, reaches: text(after.reaches))
    }
  }

  private static func text(_ reaches: Set<Reach>) -> String {
    let names = Reach.allCases.filter(reaches.contains).map(\.rawValue)
    return names.isEmpty ? "no price" : names.joined(separator: " and ")
  }
}
