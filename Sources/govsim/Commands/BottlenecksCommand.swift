import ArgumentParser
import Experiments
import Foundation
import Quantities
import Scenarios

/// Says where a model loses time, what gives way first, and what one step more would buy.
struct BottlenecksCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bottlenecks",
    abstract: "Find where requests lose time, and what one step more would buy.",
    discussion: """
      Of a file with stations, journeys and demand, or of a stretch of a country's year. Prints where \
      a request's time goes, what happens as load grows, and what one more server or twice the \
      bandwidth would change, with 95 % intervals. All runs share their chance, so that differences \
      show the change. Of a country, what is not asked for is kept short, and the output says so.

      EXAMPLES
        govsim bottlenecks scenarios/verify/jackson.yaml --loads 0.5,1,1.2
        govsim bottlenecks scenarios/countries/rwanda.yaml --window peak-hour --replications 10
      """)

  @Argument(help: ArgumentHelp("A scenario file.", valueName: "file"))
  var file: String

  @Option(
    help: ArgumentHelp(
      "Loads to try, as multiples of the file's, ascending. (default: 0.25,0.5,0.75,1,1.25,1.5,2,3; "
        + "of a country 0.5,1,1.25,1.5,2)", valueName: "factors"))
  var loads: String?

  @Option(
    name: .customLong("what-ifs"),
    help: ArgumentHelp("Places at which one step more is tried.", valueName: "count"))
  var whatIfs: Int = 5

  @Option(
    help: ArgumentHelp(
      "Runs of chance, at least 2. (default: what the file's window says; of a country 5)",
      valueName: "count"))
  var replications: Int?

  @OptionGroup var country: CountryOptions
  @OptionGroup var settings: SettingOptions
  @OptionGroup var chance: ChanceOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard loads == nil || factors != nil else {
      throw ValidationError(
        "--loads: found '\(loads ?? "")', allowed numbers with commas between them, such as 0.5,1,2"
      )
    }
  }

  private var factors: [Double]? {
    let numbers = loads?.split(separator: ",", omittingEmptySubsequences: false)
      .map { Double($0.trimmingCharacters(in: .whitespaces)) }
    return numbers?.contains { $0 == nil } ?? true ? nil : numbers?.compactMap { $0 }
  }

  mutating func run() async throws {
    let scenario = try settings.load(file, output)
    let options = StudyOptions(
      seed: chance.seed, replications: replications, threads: chance.threadCount)
    let search = BottleneckOptions(loads: factors, whatIfs: whatIfs)
    let choice = country.choice
    let stopwatch = Stopwatch()
    let bar = ProgressBar(isShown: !output.quiet)
    defer { bar.clear() }
    var report = try await Interruption.cancelling {
      try await findBottlenecks(
        scenario, options: options, search: search, choice: choice
      ) { bar.show($0) }
    }
    stopwatch.stamp(&report.run)
    bar.clear()
    guard !output.json else { return try JSONOutput.write(report) }
    try Console.write(BottleneckText(report: report, isColoured: output.isColoured).text)
    output.note(
      "\(FigureText.count(report.run.windows, "run")) in "
        + "\(TimeSpan(seconds: report.run.wallSeconds)); seed \(chance.seed)")
  }
}

/// The tables of a report.
private struct BottleneckText {
  let report: BottleneckReport
  let isColoured: Bool

  var text: String {
    let head = [Ink.bold.applied(to: report.title, isColoured)] + report.notes
    return (head + ["", places, loads, knee, "", whatIfs]).joined(separator: "\n")
  }

  private var places: String {
    let all = report.sojournTime.mean
    var table = TextTable([
      .left("where a request's time goes"), .right("busy"), .right("visits"), .right("waiting"),
      .right("service"), .right("share"), .right("p95 of a visit"), .right("full at load"),
    ])
    let used = report.places.filter(\.isUsed)
    for place in used {
      let time = place.waiting + place.service
      let isRetries = place.kind == .retries
      table.add([
        isRetries ? "retries: \(place.name)" : place.name,
        isRetries ? "" : percent(place.utilisation), QuantityFormat.number(place.visits, digits: 3),
        seconds(place.waiting), seconds(place.service),
        isRetries || all == 0 ? "" : percent(time / all), place.sojournP95.map(seconds) ?? "",
        place.fullAtLoad.map { "× \(QuantityFormat.number($0, digits: 3))" } ?? "",
      ])
    }
    if report.elsewhere > 0 {
      table.add([
        "own connections, fixed delays", "", "", "", seconds(report.elsewhere),
        percent(report.elsewhere / all), "", "",
      ])
    }
    let unused = report.places.count - used.count
    return table.text(colour: isColoured)
      + (unused == 0
        ? ""
        : "Left out: \(FigureText.count(unused, "place")) where no request went or no call was retried; "
          + "--json has all.\n")
  }

  private var loads: String {
    guard !report.loads.isEmpty else { return "" }
    var table = TextTable([
      .left("load"), .right("requests"), .right("mean"), .right("p95"), .right("completed"),
      .left("busiest"), .right(""),
    ])
    for point in report.loads {
      table.add([
        "× \(QuantityFormat.number(point.load))",
        "\(QuantityFormat.number(point.arrivalRate, digits: 3))/s", seconds(point.sojournTime.mean),
        seconds(point.sojournP95.mean), percent(point.completionShare.mean), point.busiest,
        percent(point.utilisation),
      ])
    }
    return table.text(colour: isColoured)
  }

  /// What the sweep found, in a sentence.
  private var knee: String {
    guard let last = report.loads.last else { return "" }
    guard let knee = report.knee else { return "" }
    let borne = "Borne up to × \(QuantityFormat.number(knee.load))"
    guard knee.load < last.load,
      let next = report.loads.first(where: { $0.load > knee.load })
    else { return "\(borne), the heaviest load tried." }
    return "\(borne); at × \(QuantityFormat.number(next.load)) the slowest requests take more than "
      + "three times as long as at the lightest load, or more than 1 % more of them fail. Busiest then: "
      + "\(next.busiest) (\(percent(next.utilisation)))."
  }

  private var whatIfs: String {
    guard !report.whatIfs.isEmpty else { return "" }
    var table = TextTable([
      .left("one step more"), .right("mean"), .right("95 % interval"), .right("p95"),
      .right("completed"), .left(""),
    ])
    for change in report.whatIfs {
      let completed = change.completionShare.mean * 100
      table.add([
        change.change, signed(change.sojournTime.mean),
        "\(signed(change.sojournTime.lower)) to \(signed(change.sojournTime.upper))",
        signed(change.sojournP95.mean),
        "\(completed < 0 ? "" : "+")\(FigureText.fixed(completed, 2)) %",
        change.isClear ? "" : "no clear difference",
      ])
    }
    return table.text(colour: isColoured)
  }

  private func seconds(_ value: Double) -> String { TimeSpan(seconds: value).formatted() }

  private func signed(_ value: Double) -> String {
    (value < 0 ? "−" : "+") + TimeSpan(seconds: abs(value)).formatted()
  }

  private func percent(_ share: Double) -> String { "\(FigureText.fixed(share * 100, 1)) %" }
}

extension BottleneckReport.Place {
  /// Whether anything happened there.
  fileprivate var isUsed: Bool { visits > 0 || waiting + service > 0 || utilisation > 0 }
}
