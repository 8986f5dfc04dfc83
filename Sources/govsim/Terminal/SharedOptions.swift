import ArgumentParser
import Experiments
import Foundation

/// What every command understands.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Print JSON instead of tables.")
  var json = false

  @Flag(help: "Print no progress and no notes on standard error.")
  var quiet = false

  @Flag(
    name: .customLong("no-color"),
    help: "Print no colours, as with the environment variable NO_COLOR.")
  var noColor = false

  /// Whether tables on stdout are coloured.
  var isColoured: Bool { Console.outputIsTerminal && Console.environmentAllowsColour && !noColor }

  /// Says something about the run on stderr, unless that is not wanted.
  func note(_ line: String) {
    if !quiet { Console.complain(line) }
  }
}

/// What commands with chance in them understand besides.
struct ChanceOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Everything random follows from it.", valueName: "number"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "Worlds or replications computed at once; changes no result. (default: all cores)",
      valueName: "count"))
  var threads: Int?

  var threadCount: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }
}
