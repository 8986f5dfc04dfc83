import ArgumentParser
import Experiments
import Foundation
import Reports
import Scenarios
import Store

/// Writes a stored study as files that other software reads.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a stored study as CSV tables with a datapackage.json, as JSON, or its charts.",
    discussion: """
      Names and units are the same in all formats. csv: tidy tables, and a datapackage.json that \
      describes every column. json: one file NAME.json, what govsim compare --json prints with the \
      inputs and all rows besides. vega-lite: the charts of the report, each a file charts/ID.vl.json \
      with its data inside. docs/results.md tells how to read the file itself with the sqlite3 shell.

      EXAMPLES
        govsim export reports/rwanda.sqlite --output rwanda-tables
        govsim export reports/rwanda.sqlite --format json --format vega-lite
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case csv, json
    case vegaLite = "vega-lite"
  }

  @Argument(help: ArgumentHelp("A file that govsim compare has written.", valueName: "file"))
  var file: String

  @Option(
    help: ArgumentHelp(
      "csv, json or vega-lite; may be repeated. (default: csv and vega-lite)", valueName: "name"))
  var format: [Format] = []

  @Option(
    help: ArgumentHelp(
      "Folder for the files. (default: NAME in notebooks-data/)", valueName: "folder"))
  var output: String?

  @OptionGroup var options: OutputOptions

  mutating func run() throws {
    let study = try StudyFiles.read(file)
    let files = StudyFiles(study: study.record.study, store: file, output: nil)
    let folder = output.map { URL(fileURLWithPath: $0) } ?? files.data
    let formats = format.isEmpty ? [.csv, .vegaLite] : format
    var written: [URL] = []
    for format in Format.allCases where formats.contains(format) {
      switch format {
      case .csv: written += try TidyExport.write(study, to: folder, parts: [.tables])
      case .vegaLite: written += try TidyExport.write(study, to: folder, parts: [.charts])
      case .json: written.append(try writeDocument(study, files, to: folder))
      }
    }
    if options.json { return try JSONOutput.write(["files": written.map(\.path)]) }
    try Console.write(written.map { $0.shortPath + "\n" }.joined())
  }

  private func writeDocument(
    _ study: StoredStudy, _ files: StudyFiles, to folder: URL
  ) throws -> URL {
    let record = study.record
    let scenario = try Scenario.load(
      stored: record.scenarioText, study: record.study, digest: record.scenarioDigest,
      settings: record.settings ?? [])
    let thresholds = ThresholdCheck.all(scenario.thresholds, study.summaries)
    let store = URL(fileURLWithPath: file)
    let document = StudyDocument(
      comparison: ComparisonDocument(study, thresholds, files, store: store),
      inputs: study.inputs, rows: study.rows)
    let place = folder.appendingPathComponent("\(record.study).json")
    try TidyExport.write(try JSONOutput.text(document), to: place)
    return place
  }
}

/// The JSON of `compare` with all that the store has besides.
private struct StudyDocument: Encodable {
  var comparison: ComparisonDocument
  var inputs: [InputRow]
  var rows: [ResultRow]

  enum Key: CodingKey { case inputs, rows }

  func encode(to encoder: any Encoder) throws {
    try comparison.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(inputs, forKey: .inputs)
    try container.encode(rows, forKey: .rows)
  }
}
