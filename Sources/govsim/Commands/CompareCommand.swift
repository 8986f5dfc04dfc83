import ArgumentParser
import Experiments
import Foundation
import Quantities
import Reports
import Scenarios
import Store

/// The main job: the alternatives of a country, world by world.
struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare the alternatives of a country: what they cost, how long they take, whether "
      + "they hold.",
    discussion: """
      Simulates all alternatives in the same worlds, prints the decision, and writes one SQLite file \
      with everything, one HTML report and tidy CSV tables: into reports/ and notebooks-data/ beside \
      the scenarios folder, or below --output. Worlds of the same study that are there already, \
      finished or interrupted, are taken over: the result is that of one uninterrupted run.

      EXAMPLES
        govsim compare scenarios/countries/rwanda.yaml
        govsim compare scenarios/countries/rwanda.yaml --precision 2%
        govsim compare scenarios/countries/rwanda.yaml --worlds 192      # goes on from those there
        govsim compare scenarios/countries/rwanda.yaml --worlds 200 --seed 7 \\
          --set assumptions.discount_rate.value=0.05
      """)

  @Argument(help: ArgumentHelp("A scenario file with a country.", valueName: "file"))
  var file: String

  @Option(
    name: [.long, .customLong("replications")],
    help: ArgumentHelp(
      "Worlds: draws of all assumptions, at least 2; 8 are a block. Runs of chance inside each world "
        + "come on top. (default: 96)",
      valueName: "count"))
  var worlds: Int?

  @Option(help: ArgumentHelp("Folder for everything that is written.", valueName: "folder"))
  var output: String?

  @Flag(
    name: .customLong("no-map"),
    help: "Leave out where each alternative wins over the two levers that matter most.")
  var leavesOutMap = false

  @Flag(help: "Compute all worlds anew, whatever is there.")
  var fresh = false

  @OptionGroup var precision: PrecisionOptions
  @OptionGroup var settings: SettingOptions
  @OptionGroup var chance: ChanceOptions
  @OptionGroup var options: OutputOptions

  func validate() throws {
    if worlds != nil && !precision.goals.isEmpty {
      throw ValidationError("--worlds sets their number; with --precision it is --max-worlds")
    }
  }

  mutating func run() async throws {
    let scenario = try settings.load(file, options)
    try ThresholdCheck.check(scenario)
    let files = StudyFiles(study: scenario.study, scenario: file, output: output)
    try files.check()
    let record = try studyRecord(scenario, options: study)
    let stored = try finishedStudy(record, files)
    let result: StudyResult
    if let stored { result = stored } else { result = try await compute(scenario, record, files) }
    try files.writeReport(of: result, chartBundle: ProjectFolders.loadChartBundle(options))
    try files.writeData(of: result)
    let thresholds = ThresholdCheck.all(scenario.thresholds, result.summaries)
    if options.json {
      try JSONOutput.write(ComparisonDocument(result, thresholds, files, store: files.store))
    } else {
      try Console.write(ComparisonDocument.text(of: result, thresholds, options))
      if precision.explainsVariance {
        try Console.write(
          "\n" + VarianceTable(record: result.record).text(colour: options.isColoured))
      }
    }
    tellAbout(result, files, wasThere: stored != nil)
    let missed = thresholds.count { !$0.passes }
    guard missed == 0 else {
      throw Failure(
        .thresholdMissed,
        "\(FigureText.count(missed, "threshold")) missed; change the programme or the thresholds")
    }
  }

  // MARK: Computing

  private var study: StudyOptions {
    get throws {
      let goals = try precision.precision
      return StudyOptions(
        seed: chance.seed, worlds: mostWorlds, threads: chance.threadCount,
        mapsLevers: !leavesOutMap, without: Set(precision.turnedOff), isPoint: precision.point,
        precision: goals)
    }
  }

  private var mostWorlds: Int {
    precision.goals.isEmpty
      ? worlds ?? StudyOptions().worlds : precision.mostWorlds ?? PrecisionOptions.mostWorlds
  }

  /// The study itself where the files hold it already.
  private func finishedStudy(_ record: StudyRecord, _ files: StudyFiles) throws -> StudyResult? {
    guard !fresh, precision.goals.isEmpty else { return nil }
    return try files.finishedStudy(record, hasMap: !leavesOutMap)
  }

  /// Runs the study into a store; when interrupted, finished worlds stay there.
  private func compute(
    _ scenario: Scenario, _ record: StudyRecord, _ files: StudyFiles
  ) async throws -> StudyResult {
    let (study, stopwatch) = (try study, Stopwatch())
    let isOver = try precision.isOver
    let earlier = try fresh ? files.noEarlierWork(record) : files.earlierWork(record)
    let store = earlier.store
    if let note = earlier.note { options.note(note) }
    let bar = ProgressBar(isShown: !options.quiet)
    defer { bar.clear() }
    var result: StudyResult
    do {
      result = try await Interruption.cancelling {
        try await compareAlternatives(
          scenario, options: study, finished: earlier.worlds, isOver: isOver,
          progress: { bar.show($0) },
          finishedWorld: { world in try store.append(world) })
      }
      stopwatch.stamp(&result.run)
      result.run.file = file
      // The file holds the worlds of the result and no others.
      try store.keepWorlds(result.record.worlds)
      try store.finish(result)
    } catch {
      bar.clear()
      throw try abandon(store, files, because: error)
    }
    try store.close()
    try files.publishStore()
    return result
  }

  /// Closes the store of a study that did not come to its end; a store without a world goes away.
  private func abandon(
    _ store: ResultStore, _ files: StudyFiles, because error: any Error
  ) throws -> any Error {
    let kept = (try? store.finishedWorlds().count) ?? 0
    if kept == 0 { try store.discard() } else { try store.close() }
    guard case .cancelled = error as? ExperimentError else { return error }
    let place = kept == 0 ? "" : " kept in \(files.unfinishedStore.shortPath)"
    return Failure(
      .interrupted,
      "interrupted: \(FigureText.count(kept, "finished world")) of \(mostWorlds)\(place); to "
        + "\(kept == 0 ? "start again" : "go on from there") run: \(command(worlds: nil))")
  }

  // MARK: Telling

  private func tellAbout(_ result: StudyResult, _ files: StudyFiles, wasThere: Bool) {
    let (run, worlds) = (result.run, result.record.worlds)
    options.note("")
    for row in run.precision ?? [] { options.note("precision \(PrecisionText.text(row))") }
    let taken = run.worldsTakenOver.map { " (\($0) taken over)" } ?? ""
    options.note(
      wasThere
        ? "computed  nothing: this study was there; --fresh computes it anew"
        : "computed  \(FigureText.count(worlds, "world"))\(taken), "
          + "\(FigureText.count(run.windows, "window")), "
          + "\(FigureText.count(run.requests, "request")), "
          + "\(FigureText.count(run.events, "event")) in \(TimeSpan(seconds: run.wallSeconds))")
    options.note("report    \(files.report.shortPath)")
    options.note("results   \(files.store.shortPath)")
    options.note("tables    \(files.data.shortPath)")
    options.note("repeat    \(command(worlds: worlds))")
  }

  /// The command that gives the same results again, with the number of worlds that was reached, or that
  /// goes on as it began.
  private func command(worlds reached: Int?) -> String {
    var words = ["govsim", "compare", file]
    if let reached {
      words += ["--worlds", "\(reached)"]
    } else {
      words += precision.goals.flatMap { ["--precision", $0] }
      if precision.goals.isEmpty { words += ["--worlds", "\(mostWorlds)"] }
      if let most = precision.mostWorlds { words += ["--max-worlds", "\(most)"] }
      if let time = precision.timeLimit { words += ["--time", time] }
    }
    words += ["--seed", "\(chance.seed)"]
    words += precision.turnedOff.flatMap { ["--without", $0.rawValue] }
    if precision.point { words.append("--point") }
    for setting in settings.settings { words += ["--set", setting.text] }
    if leavesOutMap { words.append("--no-map") }
    if let output { words += ["--output", output] }
    return words.map(ShellText.quoted).joined(separator: " ")
  }
}
