import ArgumentParser
import Experiments
import Foundation
import Quantities
import Scenarios

/// Finds the cheapest capacity that meets goals, and what breaks next.
struct CapacityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capacity",
    abstract: "Find the cheapest servers and bandwidth that meet goals.",
    discussion: """
      Of a file with stations, or of a country in the years whose windows it simulates. The goals must \
      hold in every window, also with one server of any one station down, with the confidence asked \
      for. Prints what is needed beside what is installed, its cost, the margin of each goal, and what \
      breaks first as demand grows. Ends with 99 where no capacity meets the goals, and says why.

      A goal is [pNN] FIGURE < LIMIT [at NAME]: sojourn_time or waiting_time, their mean or a quantile \
      such as p95; utilisation, blocking_share, abandonment_share; or completion_share > LIMIT. \
      waiting_time and utilisation hold at every station unless NAME is given; the others are about \
      whole requests.

      EXAMPLES
        govsim capacity scenarios/exercises/help-desk.yaml --slo "p80 waiting_time < 20 s"
        govsim capacity scenarios/countries/rwanda.yaml --slo "p95 waiting_time < 500 ms" \
      --slo "utilisation < 80 %" --confidence 95%
      """)

  @Argument(help: ArgumentHelp("A scenario file.", valueName: "file"))
  var file: String

  @Option(
    name: .customLong("slo"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A goal, such as \"p95 sojourn_time < 2 s\" or \"completion_share > 99 %\". May be repeated; "
        + "all must hold.", valueName: "goal"))
  var goals: [String] = []

  @Option(
    help: ArgumentHelp(
      "Probability with which what is called enough is enough.", valueName: "share"))
  var confidence: String = "95%"

  @Option(
    help: ArgumentHelp(
      "Servers that may be down at any one station while the goals hold: 0 or 1.",
      valueName: "count"))
  var failures: Int = 1

  @Option(
    help: ArgumentHelp("Of a country. (default: the one the file names last)", valueName: "name"))
  var alternative: String?

  @Option(
    help: ArgumentHelp(
      "Of a country: year of the programme. May be repeated. (default: those whose windows the file "
        + "simulates)", valueName: "number"))
  var year: [Int] = []

  @Option(
    help: ArgumentHelp(
      "Of a country: with commas between them. (default: ordinary-hour,peak-hour,deadline-day)",
      valueName: "windows"))
  var windows: String?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Of a file with stations: monthly price of a server of a station, or of one Mbit/s of a link, such "
        + "as desk=300. May be repeated. (default: 1)", valueName: "name=price"))
  var price: [String] = []

  @Option(
    help: ArgumentHelp(
      "Runs of chance for a first look at a size, at least 2; close calls take up to eight times as "
        + "many. (default: as many as have 20 000 requests)", valueName: "count"))
  var replications: Int?

  @OptionGroup var settings: SettingOptions
  @OptionGroup var chance: ChanceOptions
  @OptionGroup var output: OutputOptions

  mutating func run() async throws {
    let search = try asked()
    let scenario = try settings.load(file, output)
    let options = StudyOptions(
      seed: chance.seed, replications: replications, threads: chance.threadCount)
    let stopwatch = Stopwatch()
    let bar = ProgressBar(isShown: !output.quiet)
    defer { bar.clear() }
    var report = try await Interruption.cancelling {
      try await findCapacity(scenario, search, options: options) { bar.show($0) }
    }
    stopwatch.stamp(&report.run)
    bar.clear()
    if output.json {
      try JSONOutput.write(report)
    } else {
      try Console.write(CapacityText(report: report, isColoured: output.isColoured).text)
      output.note(
        "\(FigureText.count(report.run.windows, "run")), "
          + "\(FigureText.count(report.run.requests, "request")) in "
          + "\(TimeSpan(seconds: report.run.wallSeconds)); seed \(chance.seed)")
    }
    guard report.isMet else { throw Failure(.thresholdMissed) }
  }

  private func asked() throws -> CapacityOptions {
    var objectives: [ServiceLevelObjective] = []
    for goal in goals { objectives.append(try ServiceLevelObjective(parsing: goal)) }
    return CapacityOptions(
      objectives: objectives, confidence: try level(), failures: failures,
      alternative: alternative, years: year, windows: try kinds(), prices: try prices())
  }

  private func level() throws -> Double {
    do { return try Share(parsing: confidence).fraction } catch {
      throw ValidationError(
        "--confidence: found '\(confidence)', allowed a share such as 95% or 0.95")
    }
  }

  private func kinds() throws -> [CapacityWindow.Kind] {
    guard let windows else { return CapacityWindow.Kind.allCases }
    let names = windows.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    let kinds = names.compactMap(CapacityWindow.Kind.init)
    guard !kinds.isEmpty, kinds.count == names.count, Set(kinds) != [.deadlineDay] else {
      throw ValidationError(
        "--windows: found '\(windows)', allowed ordinary-hour, peak-hour and deadline-day with commas "
          + "between them, one of the hours at least")
    }
    return kinds
  }

  private func prices() throws -> [String: Double] {
    var prices: [String: Double] = [:]
    for text in price {
      let halves = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard halves.count == 2, let amount = Double(halves[1]) else {
        throw ValidationError("--price: found '\(text)', allowed NAME=NUMBER, such as desk=300")
      }
      prices[halves[0]] = amount
    }
    return prices
  }
}
