import Experiments
import Foundation
import Reports

/// The JSON of `compare`, and of `report` with settings: everything outside `run` depends on the scenario and the options alone.
struct ComparisonDocument: Encodable {
  /// The record of the run and the files that it left.
  struct Run: Encodable {
    var record: RunRecord
    var files: [String: String]

    enum Key: CodingKey { case files }

    func encode(to encoder: any Encoder) throws {
      try record.encode(to: encoder)
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(files, forKey: .files)
    }
  }

  var record: StudyRecord
  var thresholds: [ThresholdCheck]
  var summaries: [SummaryRow]
  var comparisons: [ComparisonRow]
  var breakEven: [BreakEven]
  var drivers: [Driver]
  var notes: [String]
  /// Where each alternative wins over two levers; none with `--no-map`.
  var map: [MapRow]
  var run: Run

  init(_ result: StudyResult, _ thresholds: [ThresholdCheck], _ files: StudyFiles, store: URL) {
    (record, self.thresholds) = (result.record, thresholds)
    (summaries, comparisons) = (result.summaries, result.comparisons)
    (breakEven, drivers, notes) = (result.breakEven, result.drivers, result.notes)
    map = result.map
    run = Run(
      record: result.run,
      files: [
        "store": store.path, "report": files.report.path, "tables": files.data.path,
      ])
  }
}

extension ComparisonDocument {
  /// The same for human eyes.
  static func text(
    of result: StudyResult, _ thresholds: [ThresholdCheck], _ options: OutputOptions
  ) -> String {
    let colour = options.isColoured
    let checks = thresholds.map { $0.line(colour: colour) + "\n" }.joined()
    return checks + (checks.isEmpty ? "" : "\n")
      + ComparisonTable.text(result, width: Console.width, colour: colour)
  }
}
