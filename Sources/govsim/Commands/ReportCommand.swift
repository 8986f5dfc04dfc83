import ArgumentParser
import Foundation
import Reports
import Store

/// Makes report and tables anew from a stored study.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Make the HTML report and the CSV tables anew from a stored study.",
    discussion: """
      Nothing is simulated. The report goes beside the study, the tables into notebooks-data/; with \
      --output both go below that folder.

      EXAMPLE
        govsim report reports/rwanda.sqlite
      """)

  @Argument(help: ArgumentHelp("A file that govsim compare has written.", valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp("Folder for everything.", valueName: "folder"))
  var output: String?

  @OptionGroup var options: OutputOptions

  mutating func run() throws {
    let study = try StudyFiles.read(file)
    let files = StudyFiles(study: study.record.study, store: file, output: output)
    try files.writeReport(of: study, chartBundle: ProjectFolders.loadChartBundle(options))
    try files.writeData(of: study)
    let written = WrittenFiles(report: files.report.path, data: files.data.path)
    if options.json { return try JSONOutput.write(written) }
    try Console.write("report  \(files.report.shortPath)\ntables  \(files.data.shortPath)\n")
  }
}

private struct WrittenFiles: Encodable {
  var report: String
  var data: String
}
