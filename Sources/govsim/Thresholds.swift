import Experiments
import Scenarios

/// A limit of the scenario against what came out.
struct ThresholdCheck: Encodable {
  var name: String
  var alternative: String
  var metric: String
  var unit: String
  var above: Double?
  var below: Double?
  /// The mean that comes closest to breaking the limit, or goes furthest beyond it; `nil` where the
  /// study has no such result.
  var value: Double?
  var passes: Bool

  /// Where a metric has several means (years, windows, stations), all of them must keep the limit;
  /// figures of the whole country, where there are some, speak for it.
  init(_ threshold: Threshold, _ summaries: [SummaryRow]) {
    (name, alternative) = (threshold.name, threshold.alternative)
    (metric, unit) = (threshold.metric, threshold.unit)
    (above, below) = (threshold.above, threshold.below)
    let rows = summaries.filter {
      $0.metric == threshold.metric && $0.alternative == threshold.alternative
    }
    let national = rows.filter { $0.entity == "country" }
    let means = (national.isEmpty ? rows : national).map(\.mean)
    let room = means.map { Self.room($0, threshold) }
    let tightest = room.indices.min { room[$0] < room[$1] }
    value = tightest.map { means[$0] }
    passes = tightest.map { room[$0] > 0 } ?? false
    if let row = rows.first { unit = row.unit }
  }

  /// Distance to the nearest limit; negative beyond it.
  private static func room(_ mean: Double, _ threshold: Threshold) -> Double {
    min(
      threshold.below.map { $0 - mean } ?? .infinity, threshold.above.map { mean - $0 } ?? .infinity
    )
  }

  static func all(_ thresholds: [Threshold], _ summaries: [SummaryRow]) -> [ThresholdCheck] {
    thresholds.map { ThresholdCheck($0, summaries) }
  }

  /// Refuses limits on metrics that do not exist, before anything is computed.
  static func check(_ scenario: Scenario) throws {
    for threshold in scenario.thresholds where MetricCatalogue.named(threshold.metric) == nil {
      throw Failure(
        .invalidScenario,
        "\(scenario.study): thresholds.\(threshold.name).metric: found \(threshold.metric), allowed "
          + "a metric that govsim explain lists")
    }
  }

  /// `✓ affordable: platform's pvc is 312 M USD, to be below 400 M USD`
  func line(colour: Bool) -> String {
    let found = value.map { FigureText.text($0, unit: unit) } ?? "missing"
    let limits = [
      above.map { "above \(FigureText.text($0, unit: unit))" },
      below.map { "below \(FigureText.text($0, unit: unit))" },
    ].compactMap(\.self)
    let mark = passes ? Ink.good.applied(to: "✓", colour) : Ink.bad.applied(to: "✗", colour)
    return "\(mark) \(name): \(metric) of \(alternative) is \(found), to be "
      + limits.joined(separator: " and ")
  }
}
