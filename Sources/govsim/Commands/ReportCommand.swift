import ArgumentParser
import Experiments
import Foundation
import Reports
import Scenarios
import Store

/// Makes report and tables anew from a stored study, at other prices too.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract:
      "Make the HTML report and the CSV tables anew from a stored study, at other prices too.",
    discussion: """
      Nothing is simulated. The report goes beside the study, the tables into notebooks-data/; with \
      --output both go below that folder. With --set the stored quantities are priced anew, and \
      everything economic is computed again, as govsim compare would give it; the stored study stays \
      as it is, and the report is named NAME-recosted. Only what reaches valuation can be set: \
      govsim explain says it of each key.

      EXAMPLES
        govsim report reports/rwanda.sqlite
        govsim report reports/rwanda.sqlite --set money.discount_rate=8%
      """)

  @Argument(help: ArgumentHelp("A file that govsim compare has written.", valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp("Folder for everything.", valueName: "folder"))
  var output: String?

  @OptionGroup var settings: SettingOptions
  @OptionGroup var options: OutputOptions

  mutating func run() throws {
    guard settings.settings.isEmpty else { return try recost() }
    let study = try StudyFiles.read(file)
    let files = StudyFiles(study: study.record.study, store: file, output: output)
    try write(study, to: files)
    let written = WrittenFiles(report: files.report.path, data: files.data.path)
    if options.json { return try JSONOutput.write(written) }
    try Console.write("report  \(files.report.shortPath)\ntables  \(files.data.shortPath)\n")
  }

  private func write(_ study: StoredStudy, to files: StudyFiles) throws {
    try files.writeReport(of: study, chartBundle: ProjectFolders.loadChartBundle(options))
    try files.writeData(of: study)
  }
}

private struct WrittenFiles: Encodable {
  var report: String
  var data: String
}

// MARK: - Re-costing

extension ReportCommand {
  /// Prices the stored quantities anew.
  private func recost() throws {
    let (study, quantities) = try StudyFiles.readWithQuantities(file)
    let record = study.record
    let stored = try Scenario.load(
      stored: record.scenarioText, study: record.study, digest: record.scenarioDigest,
      settings: record.settings ?? [])
    let scenario = try changed(stored, study)
    var result = try Experiments.recost(study, quantities, as: scenario)
    let texts = settings.settings.map(\.text).joined(separator: ", ")
    result.notes.insert(
      "Re-costed with \(texts): prices and benefits are new, delivery and operations are those of "
        + "the stored study.", at: 0)
    if !study.map.isEmpty {
      result.notes.insert(
        "The map of levers is left out: it was computed at the stored prices.", at: 1)
    }
    let files = StudyFiles(study: "\(record.study)-recosted", store: file, output: output)
    try write(result, to: files)
    let thresholds = ThresholdCheck.all(scenario.thresholds, result.summaries)
    if options.json {
      let store = URL(fileURLWithPath: file)
      return try JSONOutput.write(ComparisonDocument(result, thresholds, files, store: store))
    }
    try Console.write(ComparisonDocument.text(of: result, thresholds, options))
    options.note("")
    options.note("report    \(files.report.shortPath)")
    options.note("tables    \(files.data.shortPath)")
  }

  /// The scenario with the settings made, if re-costing can follow them.
  private func changed(_ stored: Scenario, _ study: StudyResult) throws -> Scenario {
    do {
      for setting in settings.settings where stored.reach(ofSetting: setting.path) != nil {
        try Recosting.check(setting.path, of: stored)
      }
      let scenario = try settings.apply(to: stored)
      try Recosting.check(scenario, against: stored)
      return scenario
    } catch let error as ExperimentError {
      throw Failure(
        .invalidScenario, "--set \(error); to simulate with it run: \(comparison(study))")
    }
  }

  /// The command that computes the study with the settings.
  private func comparison(_ study: StudyResult) -> String {
    let record = study.record
    var words = ["govsim", "compare", study.run.file ?? "\(record.study).yaml"]
    words += ["--worlds", "\(record.worlds)", "--seed", "\(record.seed)"]
    words += (record.without ?? []).flatMap { ["--without", $0] }
    if record.isPoint == true { words.append("--point") }
    for text in (record.settings ?? []) + settings.settings.map(\.text) {
      words += ["--set", text]
    }
    return words.map(ShellText.quoted).joined(separator: " ")
  }
}
