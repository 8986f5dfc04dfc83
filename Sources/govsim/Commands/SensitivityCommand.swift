import ArgumentParser
import Experiments
import Foundation
import Quantities
import Scenarios

/// What matters: one input at a time.
struct SensitivityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sensitivity",
    abstract: "Move one input at a time: which ones matter, and where the answer flips.",
    discussion: """
      Moves every assumption to the ends of its range (5 % and 95 % points) and every lever to its low \
      and its high, all other inputs at their central values, and prints how the difference between the \
      alternatives follows: the widest swing first. Where the difference changes its sign, it says at \
      which value.

      EXAMPLES
        govsim sensitivity scenarios/countries/rwanda.yaml
        govsim sensitivity scenarios/countries/rwanda.yaml --metric npv --top 25
      """)

  @Argument(help: ArgumentHelp("A scenario file with a country.", valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp("pvc, npv, or both if left out.", valueName: "name"))
  var metric: String?

  @Option(help: ArgumentHelp("Inputs shown, the strongest first.", valueName: "count"))
  var top = 12

  @Option(
    help: ArgumentHelp(
      "Runs of chance at each setting, at least 2. (default: 8)", valueName: "count"))
  var replications: Int?

  @OptionGroup var settings: SettingOptions
  @OptionGroup var chance: ChanceOptions
  @OptionGroup var options: OutputOptions

  func validate() throws {
    if let metric, !["pvc", "npv"].contains(metric) {
      throw ValidationError("--metric: found \(metric), allowed pvc or npv")
    }
    if top < 1 { throw ValidationError("--top: found \(top), allowed 1 or more") }
  }

  mutating func run() async throws {
    let scenario = try settings.load(file, options)
    let study = StudyOptions(
      seed: chance.seed, replications: replications, threads: chance.threadCount)
    let bar = ProgressBar(isShown: !options.quiet)
    defer { bar.clear() }
    var result = try await Interruption.cancelling {
      try await analyseSensitivity(scenario, options: study, progress: { bar.show($0) })
    }
    bar.clear()
    if let metric { result.rows.removeAll { $0.metric != metric } }
    if options.json { return try JSONOutput.write(result) }
    try Console.write(
      TornadoText(result: result, scenario: scenario, top: top).text(
        colour: options.isColoured))
    for note in result.notes { options.note("note: \(note)") }
  }
}

/// The tornado as text.
private struct TornadoText {
  let result: SensitivityResult
  let scenario: Scenario
  let top: Int

  func text(colour: Bool) -> String {
    var blocks: [String] = []
    var seen: [[String]] = []
    for row in result.rows where !seen.contains([row.metric, row.alternative]) {
      seen.append([row.metric, row.alternative])
      let own = result.rows.filter {
        [$0.metric, $0.alternative] == [row.metric, row.alternative]
      }
      blocks.append(block(own, colour))
    }
    return blocks.joined(separator: "\n") + "\n" + help
  }

  private func block(_ rows: [TornadoRow], _ colour: Bool) -> String {
    guard let first = rows.first else { return "" }
    let measure = MetricCatalogue.named(first.metric)?.title ?? first.metric
    let heading =
      "\(measure), \(title(first.alternative)) less \(title(first.baseline)): "
      + "\(money(first.atCentral)) ± \(size(first.errorAtCentral))"
    var table = TextTable([
      .left("input"), .right("low"), .right("high"), .right("difference at low"),
      .right("at high"), .right("swing ± error"), .right("flips at"),
    ])
    for row in rows.prefix(top) {
      table.add([
        row.title, row.low, row.high, money(row.atLow), money(row.atHigh),
        "\(size(row.swing)) ± \(size(row.errorOfSwing))", row.flip ?? "–",
      ])
    }
    let rest = rows.dropFirst(top)
    let flips = rest.compactMap { row in row.flip.map { "\(row.title) at \($0)" } }
    let more =
      rest.isEmpty
      ? "" : "\(FigureText.count(rest.count, "further input")) move it by less.\n"
    let flipped =
      flips.isEmpty ? "" : "Flips among them: \(flips.joined(separator: ", ")).\n"
    return Ink.bold.applied(to: heading, colour) + "\n" + table.text(colour: colour) + more
      + flipped
  }

  private func title(_ alternative: String) -> String {
    scenario.alternatives.first { $0.name == alternative }?.title ?? alternative
  }

  private func money(_ value: Double) -> String {
    (value > 0 ? "+" : value < 0 ? "−" : "") + size(value)
  }

  /// Without a sign.
  private func size(_ value: Double) -> String {
    let (scale, prefix) = value.magnitude >= 1e6 ? (1e6, "M ") : (1e3, "k ")
    let number = QuantityFormat.number((value / scale).magnitude, digits: 3)
    return "\(number) \(prefix)\(result.currency)"
  }

  private var help: String {
    """
    One input at a time, all others at their central values; \(result.replications) runs of chance at each setting, the
    same everywhere; no hours are simulated. Low and high are the 5 % and 95 % points of an assumption's
    range, or the ends of a lever. A swing is the change from low to high, with its computing error. "Flips
    at" is where the difference changes its sign; inputs that act together can flip it elsewhere.

    """
  }
}
