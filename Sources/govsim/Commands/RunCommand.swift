import ArgumentParser
import Experiments
import Foundation
import Quantities
import Reports
import Scenarios

/// Runs a scenario request by request and prints what every station did.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a scenario request by request.",
    discussion: """
      A file with stations, journeys and demand over its window; or one alternative of a country in a \
      stretch of one year, at the central values of all assumptions. Prints the figures of every \
      stream, station, link and policy: means over replications with half-widths of 95 % intervals; \
      figures that are zero are left out. With --bucket also what happened when, and with --output a \
      page with charts and CSV tables in reports/.

      EXAMPLES
        govsim run scenarios/verify/mm1.yaml
        govsim run scenarios/exercises/retry-storm-collapse.yaml --bucket 1min --output storm
        govsim run scenarios/countries/rwanda.yaml --alternative platform --window deadline-day
      """)

  @Argument(help: ArgumentHelp("A scenario file.", valueName: "file"))
  var file: String

  @Option(
    help: ArgumentHelp(
      "Runs of chance; one alone has no intervals. (default: what the file's window says)",
      valueName: "count"))
  var replications: Int?

  @Option(
    help: ArgumentHelp(
      "Also a time series, in buckets of this length, such as 10s or \"5 min\".",
      valueName: "duration"))
  var bucket: TimeSpan?

  @Option(
    help: ArgumentHelp(
      "Observe from here on, since the start of the run. (default: as the file's window says)",
      valueName: "duration"))
  var from: TimeSpan?

  @Option(help: ArgumentHelp("Observe until here.", valueName: "duration"))
  var to: TimeSpan?

  @Option(
    name: .customLong("output"),
    help: ArgumentHelp(
      "Write reports/NAME.html, reports/NAME.csv and, with --bucket, reports/NAME-series.csv.",
      valueName: "name"))
  var name: String?

  @OptionGroup var country: CountryOptions
  @OptionGroup var settings: SettingOptions
  @OptionGroup var chance: ChanceOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    let isPlain = name?.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0))
    }
    guard isPlain ?? true, name?.first != ".", name != "" else {
      throw ValidationError(
        "--output: found a name with other characters than letters, digits, - _ .")
    }
  }

  mutating func run() async throws {
    let scenario = try settings.load(file, output)
    let options = StudyOptions(
      seed: chance.seed, replications: replications, threads: chance.threadCount)
    let observation = RunObservation(bucket: bucket, from: from, to: to)
    let choice = country.choice
    let stopwatch = Stopwatch()
    var result = try await Interruption.cancelling {
      try await runModel(
        scenario, options: options, observing: observation, choice: choice)
    }
    stopwatch.stamp(&result.run)
    if output.json {
      try JSONOutput.write(ModelDocument(result))
    } else {
      try Console.write(RunText(result).text(colour: output.isColoured))
    }
    tellAbout(result)
    try writeFiles(result)
  }

  private func tellAbout(_ result: ModelResult) {
    let run = result.run
    let each =
      run.requests > 0
      ? " (\(QuantityFormat.number(Double(run.events) / Double(run.requests))) a request)" : ""
    guard !output.json else { return }
    output.note(
      "\(FigureText.count(run.requests, "request")), \(FigureText.count(run.events, "event"))\(each) "
        + "in \(TimeSpan(seconds: run.wallSeconds)); seed \(chance.seed)")
  }

  private func writeFiles(_ result: ModelResult) throws {
    guard let name else { return }
    let project = ProjectFolders.project(of: file) ?? ProjectFolders.workingFolder
    func place(_ suffix: String) -> URL {
      project.appendingPathComponent("reports").appendingPathComponent(name + suffix)
    }
    let report = RunReport(result, version: Software.version, command: repetition)
    let (page, table) = (place(".html"), place(".csv"))
    try report.write(to: page, chartBundle: ProjectFolders.loadChartBundle(output))
    try RunTables.writeSummaries(of: result, to: table)
    output.note("page      \(page.shortPath)")
    output.note("table     \(table.shortPath)")
    guard let series = result.series else { return }
    try RunTables.writeSeries(series, clock: result.clock, to: place("-series.csv"))
    output.note("series    \(place("-series.csv").shortPath)")
  }

  /// The command that gives the same results again.
  private var repetition: String {
    var words = ["govsim", "run", file, "--seed", "\(chance.seed)"]
    if let replications { words += ["--replications", "\(replications)"] }
    words += country.words
    for (option, span) in [("--bucket", bucket), ("--from", from), ("--to", to)] {
      if let span { words += [option, "\(span.seconds)s"] }
    }
    for setting in settings.settings { words += ["--set", setting.text] }
    return words.map(ShellText.quoted).joined(separator: " ")
  }
}

extension TimeSpan: ExpressibleByArgument {
  public init?(argument: String) {
    guard let span = try? TimeSpan(parsing: argument), span.seconds.isFinite else { return nil }
    self = span
  }
}

/// The JSON of `run`: everything outside `run` depends on the scenario and the seed alone.
private struct ModelDocument: Encodable {
  var study: String
  var title: String
  var seed: UInt64
  var replications: Int
  var fingerprint: String
  var entities: [ModelEntity]
  var rows: [ResultRow]
  var summaries: [SummaryRow]
  var series: SeriesDocument?
  var run: RunRecord

  init(_ result: ModelResult) {
    (study, title, seed) = (result.study, result.title, result.seed)
    (replications, fingerprint) = (result.replications, result.fingerprint)
    (entities, rows, summaries, run) = (
      result.entities, result.rows, result.summaries, result.run
    )
    series = result.series.map(SeriesDocument.init)
  }
}

/// A time series in JSON: bucket by bucket, column by column.
private struct SeriesDocument: Encodable {
  struct Column: Encodable {
    var kind: ModelSeries.Kind
    var entity: String
    var metric: String
    var unit: String
    /// `null` where a bucket has no value.
    var mean: [Double?]
    /// Empty after a single replication.
    var halfWidth: [Double?]
  }

  /// [s].
  var bucket: Double
  var start: Double
  var end: Double
  var columns: [Column]

  init(_ series: ModelSeries) {
    func finite(_ values: [Double]) -> [Double?] { values.map { $0.isFinite ? $0 : nil } }
    (bucket, start, end) = (series.bucket.seconds, series.start.seconds, series.end.seconds)
    columns = series.columns.map { column in
      Column(
        kind: column.kind, entity: column.entity, metric: column.metric, unit: column.unit,
        mean: finite(column.mean), halfWidth: finite(column.halfWidth))
    }
  }
}
