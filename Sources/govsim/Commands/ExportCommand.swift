import ArgumentParser
import Foundation
import Reports
import Store

/// Writes a stored study as CSV tables.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a stored study as tidy CSV tables with a datapackage.json.",
    discussion: """
      Names and units are those of --json. datapackage.json describes every column.

      EXAMPLE
        govsim export reports/rwanda.sqlite --output rwanda-tables
      """)

  @Argument(help: ArgumentHelp("A file that govsim compare has written.", valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp("Folder for the tables.", valueName: "folder"))
  var output: String

  @OptionGroup var options: OutputOptions

  mutating func run() throws {
    let study = try StudyFiles.read(file)
    let written = try TidyExport.write(study, to: URL(fileURLWithPath: output))
    if options.json { return try JSONOutput.write(["files": written.map(\.path)]) }
    try Console.write(written.map { $0.shortPath + "\n" }.joined())
  }
}
