import Operations
import Quantities
import Scenarios
import Statistics

/// What the replications of an explicit model left.
public struct ModelResult: Sendable, Codable {
  public var study: String
  public var title: String
  public var seed: UInt64
  /// A hash of all events of all replications, in order, in 16 hexadecimal digits: equal for equal
  /// runs on any machine and any number of threads.
  public var fingerprint: String
  public var run: RunRecord
  /// One row for each replication, station or stream, and metric.
  public var rows: [ResultRow]
  /// Means over replications with confidence intervals.
  public var summaries: [SummaryRow]
}

/// Runs an explicit model (stations, journeys, demand; no country) over its `window:`.
///
/// - Throws: `ExperimentError.wrongKind` for a country.
public func runModel(
  _ scenario: Scenario, options: StudyOptions
) async throws(ExperimentError) -> ModelResult {
  try options.checked()
  let (model, window, replications) = try explicitRun(scenario, options)
  let name = StreamName(seed: options.seed).child("model")
  let results = try await inOrder(
    count: replications, threads: options.threads,
    { replication throws(ExperimentError) in
      try inPart("operations") { () throws(OperationsError) in
        try simulate(model, window: window, name: name.child(UInt64(replication)))
      }
    })
  var rows: [ResultRow] = []
  for (replication, result) in results.enumerated() {
    var series = RowSeries(
      study: scenario.study, scenario: scenario.title, alternative: scenario.baseline, world: 0,
      replication: replication)
    result.rows(length: window.length, into: &series)
    rows += series.rows
  }
  var run = RunRecord.none
  run.threads = options.threads
  run.windows = results.count
  run.requests = results.reduce(0) { $0 + $1.requests }
  run.events = results.reduce(0) { $0 + $1.events }
  let trajectories = results.reduce(StreamName(seed: options.seed)) { $0.child($1.fingerprint) }
  return ModelResult(
    study: scenario.study, title: scenario.title, seed: options.seed,
    fingerprint: trajectories.bits.hexadecimal, run: run, rows: rows,
    summaries: try overReplications(rows, level: options.confidenceLevel))
}

/// The network that an explicit model is, what is observed of it, and how often.
func explicitRun(
  _ scenario: Scenario, _ options: StudyOptions
) throws(ExperimentError) -> (NetworkModel, Window, replications: Int) {
  let country = try readCountry(scenario, scenario.baseline, [:])
  let model = try NetworkModel(explicit: country)
  guard let terms = country.window else {
    throw .wrongKind(found: "a file without window", needed: "window")
  }
  let window = Window(runIn: terms.runIn, length: terms.length, drain: .zero)
  return (model, window, options.replications ?? terms.replications)
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
  return try Summarising(sample).summaries(template, level: level)
}

extension WindowResult {
  /// Rows of every station, link and stream of demand.
  func rows(length: TimeSpan, into series: inout RowSeries) {
    for station in stations {
      let served =
        station.arrivals > 0 ? 1 - station.blockingShare - station.abandonmentShare : nil
      let values: [(Metric, Double?)] = [
        (.arrivals, Double(station.arrivals) / length.seconds),
        (.throughput, station.throughput), (.utilisation, station.utilisation),
        (.queueLength, station.queueLength), (.numberInSystem, station.numberInSystem),
        (.waitingTime, station.waitingTime), (.sojournTime, station.sojournTime),
        (.sojournP50, station.sojournP50), (.sojournP95, station.sojournP95),
        (.sojournP99, station.sojournP99), (.completionShare, served),
        (.blockingShare, station.blockingShare), (.abandonmentShare, station.abandonmentShare),
      ]
      for (metric, value) in values { series.add(metric, value, entity: station.name) }
    }
    for link in links {
      series.add(.utilisation, link.utilisation, entity: link.name)
      series.add(.sojournTime, link.transferTime, entity: link.name)
    }
    for group in groups {
      let values: [(Metric, Double?)] = [
        (.arrivals, Double(group.arrivals) / length.seconds),
        (.throughput, Double(group.completions) / length.seconds),
        (.sojournTime, group.sojournTime), (.sojournP50, group.sojournP50),
        (.sojournP95, group.sojournP95), (.sojournP99, group.sojournP99),
        (.completionShare, group.completionShare),
        (
          .blockingShare,
          group.arrivals > 0 ? Double(group.failures.blocked) / Double(group.arrivals) : nil
        ),
        (
          .abandonmentShare,
          group.arrivals > 0 ? Double(group.failures.abandoned) / Double(group.arrivals) : nil
        ),
      ]
      for (metric, value) in values { series.add(metric, value, entity: group.name) }
    }
  }
}
