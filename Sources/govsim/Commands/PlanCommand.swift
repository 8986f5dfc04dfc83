import ArgumentParser
import Experiments
import Foundation
import Quantities
import Scenarios

/// What differs between two scenarios, before anything is run.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Say what differs between two scenarios, what can move, and what a study would take.",
    discussion: """
      Lists the values that the second file adds (+), changes (~) and drops (-), the results that they can \
      move, and how long a comparison of the second would take on this machine. With one file: the settings \
      made with --set against the file as it is.

      EXAMPLES
        govsim plan scenarios/countries/rwanda.yaml my-plan.yaml
        govsim plan scenarios/countries/rwanda.yaml --set programme.people.engineers=160
      """)

  @Argument(help: ArgumentHelp("The scenario as it is.", valueName: "file"))
  var file: String

  @Argument(help: ArgumentHelp("The scenario as it would be.", valueName: "other file"))
  var other: String?

  @Option(help: ArgumentHelp("Worlds that the study would have.", valueName: "count"))
  var worlds: Int = StudyOptions().worlds

  @Flag(
    name: .customLong("detailed-exitcode"),
    help: "Exit with 2 where the scenarios differ, with 0 where they do not.")
  var hasDetailedExitCode = false

  @OptionGroup var settings: SettingOptions
  @OptionGroup var chance: ChanceOptions
  @OptionGroup var options: OutputOptions

  mutating func run() throws {
    let before = try Scenario.load(path: file)
    let after = try settings.load(other ?? file, options)
    let document = try PlanDocument(
      changes: before.changes(to: after), forecast: forecast(of: after))
    if options.json {
      try JSONOutput.write(document)
    } else {
      try Console.write(document.text(colour: options.isColoured))
    }
    if hasDetailedExitCode && !document.changes.isEmpty { throw Failure(.differs) }
  }

  /// From the first world, computed now.
  private func forecast(of scenario: Scenario) throws -> PlanDocument.Forecast? {
    // A file with stations of its own is run, not compared.
    guard scenario.alternatives.count > 1 else { return nil }
    let study = StudyOptions(seed: chance.seed, worlds: worlds, threads: chance.threadCount)
    let start = ContinuousClock.now
    let sample = try StudySample(scenario, options: study)
    let seconds = (ContinuousClock.now - start).seconds
    return PlanDocument.Forecast(
      worlds: worlds, threads: study.threads,
      seconds: seconds * Double(worlds) / Double(min(study.threads, worlds)),
      bytes: Double(worlds)
        * (Double(sample.rows) * Self.bytesPerRow + Double(sample.quantityBytes)))
  }

  /// A row in a finished file, its share of the index included [byte]; measured.
  private static let bytesPerRow = 40.0
}

/// The JSON of `plan`.
private struct PlanDocument: Encodable {
  /// What a comparison of the second scenario would take.
  struct Forecast: Encodable {
    var worlds: Int
    var threads: Int
    /// Wall time without the map of levers [s], and size of the result file [byte].
    var seconds: Double
    var bytes: Double
  }

  var changes: [InputChange]
  /// Parts of the model that the changes reach.
  var reaches: [String]
  /// `nil` for a file without alternatives.
  var forecast: Forecast?

  init(changes: [InputChange], forecast: Forecast?) {
    (self.changes, self.forecast) = (changes, forecast)
    reaches = Set(changes.flatMap(\.reaches)).sorted()
  }

  func text(colour: Bool) -> String {
    let lines = changes.map { line($0, colour) }
    let head = lines.isEmpty ? "No value differs.\n" : lines.joined(separator: "\n") + "\n\n"
    return head + (lines.isEmpty ? "" : summary) + time
  }

  private func line(_ change: InputChange, _ colour: Bool) -> String {
    let (before, after) = (change.before ?? "", change.after ?? "")
    switch change.kind {
    case .added: return Ink.good.applied(to: "+ \(change.path): \(after)", colour) + place(change)
    case .removed: return Ink.bad.applied(to: "- \(change.path): \(before)", colour) + place(change)
    case .changed:
      return Ink.bold.applied(to: "~ \(change.path): \(before) → \(after)", colour)
        + place(change)
    }
  }

  private func place(_ change: InputChange) -> String {
    change.place.isEmpty ? "" : "   (\(change.place))"
  }

  private var summary: String {
    let counts = InputChange.Kind.allCases.map { kind in
      (kind.rawValue, changes.count { $0.kind == kind })
    }
    let list = counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }.joined(separator: ", ")
    let moves = reaches.compactMap { Self.outputs[$0] }
    let what =
      moves.isEmpty ? "No simulated result can move." : moves.joined(separator: "\n")
    let recost =
      reaches == [Reach.valuation.rawValue]
      ? "\nA stored study can be priced anew without simulating: govsim report FILE --set …" : ""
    return "\(list.prefix(1).uppercased())\(list.dropFirst()).\n\(what)\(recost)\n\n"
  }

  /// What each part of the model gives.
  private static let outputs = [
    Reach.valuation.rawValue:
      "Valuation is reached: costs, benefits, net present value, who pays and who gains can move.",
    Reach.delivery.rawValue:
      "Delivery is reached: times to market, effort, deployments, and with them costs and use can move.",
    Reach.operations.rawValue:
      "Operations are reached: capacity, waiting, completed requests, and with them costs and benefits "
      + "can move.",
  ]

  private var time: String {
    guard let forecast else { return "" }
    let size = QuantityFormat.number(forecast.bytes / 1e6, digits: 2)
    return "A comparison of \(FigureText.count(forecast.worlds, "world")) would take about "
      + "\(TimeSpan(seconds: forecast.seconds.rounded(.up))) and \(size) MB here (measured on one world; "
      + "without the map of levers).\n"
  }
}
