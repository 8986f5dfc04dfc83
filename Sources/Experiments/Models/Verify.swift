import Operations
import Scenarios
import Statistics

/// One figure of the simulator against what theory says of the same file.
public struct VerificationCheck: Hashable, Sendable, Codable {
  public var model: String
  public var metric: String
  public var entity: String
  public var unit: String
  public var expected: Double
  public var simulated: Double
  public var halfWidth: Double
  /// Distance from theory in standard errors of the simulated mean [1].
  public var standardErrorsOff: Double
  public var allowedHalfWidth: Double
  public var level: Double
  /// "predicted": nothing in the simulation was set to meet the expected value.
  public var kind: String
  public var source: String
  /// Theory lies inside the interval, and the interval is no wider than allowed.
  public var passes: Bool
}

/// Level of each check's interval. By Bonferroni, a table of m right checks shows a false alarm with
/// a probability of at most m times one minus this.
public let verificationLevel = 0.999

/// Checks the simulator against queueing theory, through the same files and the same operations model
/// that users run.
///
/// - Parameter simulated: what is simulated instead of each scenario; theory still comes from
///   `scenarios`. Tests pass a wrong model here to see that checks can fail.
public func verify(
  _ scenarios: [Scenario], simulated: [Scenario]? = nil, options: StudyOptions,
  progress: @Sendable (StudyProgress) -> Void
) async throws(ExperimentError) -> [VerificationCheck] {
  var options = options
  options.confidenceLevel = verificationLevel
  var checks: [VerificationCheck] = []
  for (index, scenario) in scenarios.enumerated() {
    let theory = try Theory(of: scenario)
    let result = try await runModel(simulated?[index] ?? scenario, options: options)
    for value in theory.values {
      guard
        let row = result.summaries.first(where: {
          $0.entity == value.entity && $0.metric == value.metric.name
        })
      else {
        throw .model(part: scenario.study, what: "no \(value.metric.name) of \(value.entity)")
      }
      checks.append(try VerificationCheck(scenario, value, row))
    }
    progress(
      StudyProgress(worldsDone: index + 1, worlds: scenarios.count, stage: scenario.title))
  }
  return checks
}

extension VerificationCheck {
  init(_ scenario: Scenario, _ value: Theory.Value, _ row: SummaryRow) throws(ExperimentError) {
    let halfWidth = (row.upper - row.lower) / 2
    let critical = try inPart("statistics") { () throws(StatisticsError) in
      try Intervals.studentQuantile(level: row.level, degreesOfFreedom: row.n - 1)
    }
    let standardError = halfWidth / critical
    let allowed = value.allowed * value.expected
    let isInside = row.lower <= value.expected && value.expected <= row.upper
    self.init(
      model: scenario.title, metric: value.metric.name, entity: value.entity,
      unit: value.metric.unit, expected: value.expected, simulated: row.mean,
      halfWidth: halfWidth,
      standardErrorsOff: standardError > 0 ? (row.mean - value.expected) / standardError : 0,
      allowedHalfWidth: allowed, level: row.level, kind: "predicted", source: value.source,
      passes: isInside && halfWidth <= allowed)
  }
}
