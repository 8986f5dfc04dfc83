import Operations
import Quantities
import Scenarios
import Statistics

/// What the replications of an explicit model left.
public struct ModelResult: Sendable {
  public var study: String
  public var title: String
  public var question: String
  public var seed: UInt64
  /// Independent runs of chance [1]; a single one has no intervals.
  public var replications: Int
  /// What was observed, since the start of the run.
  public var start: TimeSpan
  public var end: TimeSpan
  /// How times of the run are told.
  public var clock = RunClock.sinceStart
  /// A hash of all events of all replications, in order, in 16 hexadecimal digits: equal for equal
  /// runs on any machine and any number of threads.
  public var fingerprint: String
  public var run: RunRecord
  /// One row for each replication, station or stream, and metric.
  public var rows: [ResultRow]
  /// Means over replications with confidence intervals.
  public var summaries: [SummaryRow]
  /// What each entity of the summaries is, in their order.
  public var entities: [ModelEntity]
  /// Bucket by bucket, where `RunObservation.bucket` asks for it.
  public var series: ModelSeries?
  /// What a reader should know besides, in sentences.
  public var notes: [String]
}

/// What of a run is observed, other than the file's `window:` says.
public struct RunObservation: Hashable, Sendable {
  /// Length of the buckets of a time series; `nil` for none.
  public var bucket: TimeSpan?
  /// Begin and end of what is observed, since the start of the run; `nil` for those of the window.
  public var from: TimeSpan?
  public var to: TimeSpan?

  public init(bucket: TimeSpan? = nil, from: TimeSpan? = nil, to: TimeSpan? = nil) {
    (self.bucket, self.from, self.to) = (bucket, from, to)
  }

  fileprivate func applied(to window: Window) throws(ExperimentError) -> Window {
    let start = from ?? window.runIn
    let end = to ?? TimeSpan(seconds: window.runIn.seconds + window.length.seconds)
    guard start.seconds >= 0, start < end else {
      throw .badOption(
        name: "--from, --to", found: "\(start) to \(end)",
        allowed: "a stretch of time, since the start of the run")
    }
    var changed = window
    changed.runIn = start
    changed.length = TimeSpan(seconds: end.seconds - start.seconds)
    changed.bucket = bucket
    return changed
  }
}

/// Runs an explicit model (stations, journeys, demand) over its `window:`, or a stretch of a country's
/// year, request by request.
///
/// Replications may run at once; one of them never splits over threads, for its end depends on its
/// beginning.
///
/// - Parameter choice: what of a country; `nil` for the peak hour of its last year.
public func runModel(
  _ scenario: Scenario, options: StudyOptions, observing observation: RunObservation = .init(),
  choice: CountryChoice? = nil
) async throws(ExperimentError) -> ModelResult {
  try options.checked(fewestReplications: 1)
  let plan = try NetworkRun(scenario, options, choice)
  let (model, replications) = (plan.model, plan.replications)
  let window = try observation.applied(to: plan.window)
  let runner = NetworkRunner(window, options)
  var gathered = GatheredRuns(scenario, model, seed: options.seed)
  var fold: SeriesFold?
  if window.bucket != nil {
    let empty = SeriesFold(model, window, level: options.confidenceLevel)
    try empty.checked()
    fold = empty
  }
  // A series is taken in and let go before the next ones are made, so that memory does not follow
  // the number of replications.
  let atOnce = fold == nil ? replications : options.threads
  for first in stride(from: 0, to: replications, by: atOnce) {
    let some = first..<min(first + atOnce, replications)
    for result in try await runner.run(model, some) {
      gathered.add(result, model, window)
      if let series = result.series { fold?.add(series) }
    }
  }
  var result = try gathered.result(window, options)
  (result.clock, result.notes, result.series) = (plan.clock, plan.notes, try fold?.result())
  return result
}

/// What is kept of the replications, one after the other.
private struct GatheredRuns {
  private let scenario: Scenario
  private let entities: [ModelEntity]
  private var rows: [ResultRow] = []
  private var run = RunRecord.none
  private var trajectories: StreamName

  init(_ scenario: Scenario, _ model: NetworkModel, seed: UInt64) {
    self.scenario = scenario
    entities = model.entities
    trajectories = StreamName(seed: seed)
  }

  mutating func add(_ result: WindowResult, _ model: NetworkModel, _ window: Window) {
    var series = RowSeries(
      study: scenario.study, scenario: scenario.title, alternative: scenario.baseline, world: 0,
      replication: run.windows)
    result.rows(of: model, length: window.length, entities, into: &series)
    if let times = result.series {
      let entity = model.groups.count > 1 ? ModelEntity.all.name : entities.first?.name
      WorstStretch(times, model, window).rows(of: entity ?? "", into: &series)
    }
    rows += series.rows
    run.windows += 1
    run.requests += result.requests
    run.events += result.events
    trajectories = trajectories.child(result.fingerprint)
  }

  func result(
    _ window: Window, _ options: StudyOptions
  ) throws(ExperimentError) -> ModelResult {
    var run = run
    run.threads = options.threads
    return ModelResult(
      study: scenario.study, title: scenario.title, question: scenario.question,
      seed: options.seed, replications: run.windows, start: window.runIn,
      end: TimeSpan(seconds: window.runIn.seconds + window.length.seconds),
      fingerprint: trajectories.bits.hexadecimal, run: run, rows: rows,
      summaries: try overReplications(rows, level: options.confidenceLevel),
      entities: entities, series: nil, notes: [])
  }
}

/// Means over replications: an explicit model has one world, so its replications are the sample.
private func overReplications(
  _ rows: [ResultRow], level: Double
) throws(ExperimentError) -> [SummaryRow] {
  guard let template = rows.first else { return [] }
  let sample = rows.map { row in
    var row = row
    row.world = row.replication
    return row
  }
  return try Summarising(sample, .independent).summaries(template, level: level)
}
