import ArgumentParser
import Experiments
import Foundation
import Quantities
import Scenarios

/// Runs a scenario of explicit stations and prints what every station did.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a scenario of explicit stations.",
    discussion: """
      For files with stations, journeys and demand, and no country. Prints every station's metrics, \
      means over replications with half-widths of 95 % intervals. Countries go to govsim compare.

      EXAMPLE
        govsim run scenarios/verify/mm1.yaml
      """)

  @Argument(help: ArgumentHelp("A scenario file.", valueName: "file"))
  var file: String

  @Option(
    help: ArgumentHelp(
      "Runs of chance, at least 2. (default: what the file's window says)", valueName: "count"))
  var replications: Int?

  @OptionGroup var settings: SettingOptions
  @OptionGroup var chance: ChanceOptions
  @OptionGroup var output: OutputOptions

  mutating func run() async throws {
    let scenario = try settings.load(file, output)
    let options = StudyOptions(
      seed: chance.seed, replications: replications, threads: chance.threadCount)
    let stopwatch = Stopwatch()
    var result = try await Interruption.cancelling {
      try await runModel(scenario, options: options)
    }
    stopwatch.stamp(&result.run)
    guard !output.json else { return try JSONOutput.write(ModelDocument(result)) }
    try Console.write(text(of: result))
    let run = result.run
    output.note(
      "\(FigureText.count(run.requests, "request")), \(FigureText.count(run.events, "event")) in "
        + "\(TimeSpan(seconds: run.wallSeconds)); seed \(chance.seed)")
  }

  private func text(of result: ModelResult) -> String {
    let colour = output.isColoured
    var table = TextTable([
      .left("where"), .left("metric"), .right("mean"), .right("± half-width"), .right("in %"),
      .left("unit"),
    ])
    var last = ""
    for row in result.summaries {
      let place = [row.entity, row.window].filter { !$0.isEmpty }.joined(separator: ", ")
      let halfWidth = (row.upper - row.lower) / 2
      let relative = row.mean == 0 ? "" : FigureText.fixed(100 * halfWidth / row.mean.magnitude, 2)
      table.add([
        place == last ? "" : place, row.metric, QuantityFormat.number(row.mean, digits: 5),
        QuantityFormat.number(halfWidth, digits: 2), relative, row.unit,
      ])
      last = place
    }
    return Ink.bold.applied(to: result.title, colour) + "\n\n" + table.text(colour: colour)
  }
}

/// The JSON of `run`: everything outside `run` depends on the scenario and the seed alone.
private struct ModelDocument: Encodable {
  var study: String
  var title: String
  var seed: UInt64
  var fingerprint: String
  var rows: [ResultRow]
  var summaries: [SummaryRow]
  var run: RunRecord

  init(_ result: ModelResult) {
    (study, title, seed) = (result.study, result.title, result.seed)
    fingerprint = result.fingerprint
    (rows, summaries, run) = (result.rows, result.summaries, result.run)
  }
}
