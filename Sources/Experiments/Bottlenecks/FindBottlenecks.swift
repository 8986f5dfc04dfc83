import Operations
import Quantities
import Scenarios
import Statistics

/// Where a model, or a stretch of a country's year, loses time, what gives way first, and what one step more would buy.
///
/// All runs share their chance: replication by replication, the same requests come and ask for the same
/// work, so differences show the change and little else.
///
/// - Throws: `ExperimentError.wrongKind` for recorded arrivals.
public func findBottlenecks(
  _ scenario: Scenario, options: StudyOptions, search: BottleneckOptions,
  choice: CountryChoice? = nil,
  progress: @Sendable (StudyProgress) -> Void
) async throws(ExperimentError) -> BottleneckReport {
  try options.checked()
  try search.checked()
  let plan = try NetworkRun(scenario, options, choice)
  let effort = BottleneckEffort(plan, search, options, choice)
  let (model, replications) = (plan.model, 0..<effort.replications)
  let runner = NetworkRunner(effort.window, options)
  let steps = 1 + effort.loads.count + search.whatIfs
  func tell(_ done: Int, _ stage: String) {
    progress(StudyProgress(worldsDone: done, worlds: steps, stage: stage))
  }
  let base = try await runner.run(model, replications)
  tell(1, "the load at hand")
  var report = BottleneckReport(
    study: scenario.study, title: scenario.title, notes: plan.notes + effort.notes,
    seed: options.seed,
    places: try places(base, model), sojournTime: try runner.estimate(base) { $0.all.sojournTime },
    loads: [], knee: nil, whatIfs: [], run: .none)
  let ceiling = max(1, effort.loads.last ?? 1)
  for (index, load) in effort.loads.enumerated() {
    let results = try await runner.run(
      try model.loaded(load, ceiling: ceiling), replications)
    let point = try BottleneckReport.LoadPoint(
      load, results, runner, lightest: report.loads.first)
    report.loads.append(point)
    tell(2 + index, "load × \(QuantityFormat.number(load))")
  }
  report.knee = report.loads.prefix(while: \.isBorne).last
  let changes = changes(of: model, at: report.places.prefix(search.whatIfs))
  for (index, change) in changes.enumerated() {
    let results = try await runner.run(change.model, replications)
    report.whatIfs.append(try .init(change.text, results, base, runner))
    tell(2 + effort.loads.count + index, change.text)
  }
  report.whatIfs.sort { $0.sojournTime.mean < $1.sojournTime.mean }
  report.run.threads = options.threads
  report.run.windows = effort.replications * (1 + effort.loads.count + changes.count)
  report.run.requests = base.reduce(0) { $0 + $1.requests }
  report.run.events = base.reduce(0) { $0 + $1.events }
  return report
}

extension NetworkRunner {
  /// The mean of a figure over the replications that have one.
  fileprivate func estimate(
    _ results: [WindowResult], _ figure: (WindowResult) -> Double?
  ) throws(ExperimentError) -> BottleneckReport.Estimate {
    try estimate(results.compactMap(figure))
  }

  /// The mean difference of a figure, over the replications that have it in both.
  fileprivate func difference(
    _ results: [WindowResult], _ base: [WindowResult], _ figure: (WindowResult) -> Double?
  ) throws(ExperimentError) -> BottleneckReport.Estimate {
    try estimate(
      zip(results, base).compactMap { changed, before in
        guard let changed = figure(changed), let before = figure(before) else { return nil }
        return changed - before
      })
  }

  private func estimate(_ samples: [Double]) throws(ExperimentError) -> BottleneckReport.Estimate {
    guard samples.count > 1 else {
      throw .model(part: "bottlenecks", what: "fewer than two runs have an answered request")
    }
    let interval = try inPart("statistics") { () throws(StatisticsError) in
      try Intervals.student(samples, level: level)
    }
    return .init(mean: interval.mean, lower: interval.lower, upper: interval.upper)
  }
}

// MARK: - Places

/// Where time goes, most first.
private func places(
  _ results: [WindowResult], _ model: NetworkModel
) throws(ExperimentError) -> [BottleneckReport.Place] {
  let requests = results.reduce(0.0) { $0 + Double($1.all.arrivals) }
  guard requests > 0 else {
    throw .model(part: "bottlenecks", what: "no request came in the window; lengthen window.length")
  }
  let count = Double(results.count)
  func perRequest(_ total: (WindowResult) -> Double) -> Double {
    results.reduce(0) { $0 + total($1) } / requests
  }
  func mean(_ figure: (WindowResult) -> Double) -> Double {
    results.reduce(0) { $0 + figure($1) } / count
  }
  var places: [BottleneckReport.Place] = []
  for (index, station) in model.stations.enumerated() {
    let utilisation = mean { $0.stations[index].utilisation }
    let p95 = results.compactMap { $0.stations[index].sojournP95 }
    places.append(
      .init(
        name: station.name, kind: .station, utilisation: utilisation,
        visits: perRequest { Double($0.stations[index].arrivals) },
        waiting: perRequest { $0.stations[index].awaited.waiting },
        service: perRequest { $0.stations[index].awaited.service },
        sojournP95: p95.isEmpty ? nil : p95.reduce(0, +) / Double(p95.count),
        fullAtLoad: utilisation > 0 ? 1 / utilisation : nil))
  }
  for (index, link) in model.links.enumerated() {
    let utilisation = mean { $0.links[index].utilisation }
    places.append(
      .init(
        name: link.name, kind: .link, utilisation: utilisation,
        visits: perRequest { Double($0.links[index].transfers) }, waiting: 0,
        service: perRequest { $0.links[index].awaitedTime }, sojournP95: nil,
        fullAtLoad: utilisation > 0 ? 1 / utilisation : nil))
  }
  for (index, policy) in model.policies.enumerated() where policy.retries != nil {
    places.append(
      .init(
        name: policy.name, kind: .retries, utilisation: 0,
        visits: perRequest { Double($0.policies[index].retries) },
        waiting: perRequest { $0.policies[index].pauseTime },
        service: perRequest { $0.policies[index].lostTime }, sojournP95: nil, fullAtLoad: nil))
  }
  return places.sorted { $0.waiting + $0.service > $1.waiting + $1.service }
}

// MARK: - Loads and changes

extension BottleneckReport.LoadPoint {
  /// How much longer the slowest requests may take than at the lightest load [1], and how many fewer
  /// may be completed [1], for a load to be borne.
  private static let bearableStretch = 3.0
  private static let bearableLoss = 0.01

  init(
    _ load: Double, _ results: [WindowResult], _ runner: NetworkRunner, lightest: Self?
  ) throws(ExperimentError) {
    self.load = load
    let seconds = runner.window.length.seconds
    arrivalRate = try runner.estimate(results) { Double($0.all.arrivals) / seconds }.mean
    sojournTime = try runner.estimate(results) { $0.all.sojournTime }
    sojournP95 = try runner.estimate(results) { $0.all.sojournP95 }
    completionShare = try runner.estimate(results) { $0.all.completionShare }
    (busiest, utilisation) = Self.busiest(results)
    isBorne = true
    guard let lightest else { return }
    isBorne =
      sojournP95.mean <= Self.bearableStretch * lightest.sojournP95.mean
      && completionShare.mean >= lightest.completionShare.mean - Self.bearableLoss
  }

  /// The station or link with the highest mean utilisation [1]; no name where nothing is used.
  private static func busiest(_ results: [WindowResult]) -> (name: String, utilisation: Double) {
    let places = results.map { result in
      result.stations.map { ($0.name, $0.utilisation) }
        + result.links.map { ($0.name, $0.utilisation) }
    }
    var busiest = (name: "", utilisation: 0.0)
    for (index, place) in (places.first ?? []).enumerated() {
      let mean = places.reduce(0) { $0 + $1[index].1 } / Double(places.count)
      if mean > busiest.utilisation { busiest = (place.0, mean) }
    }
    return busiest
  }
}

extension BottleneckReport.WhatIf {
  init(
    _ change: String, _ results: [WindowResult], _ base: [WindowResult], _ runner: NetworkRunner
  ) throws(ExperimentError) {
    self.change = change
    sojournTime = try runner.difference(results, base) { $0.all.sojournTime }
    sojournP95 = try runner.difference(results, base) { $0.all.sojournP95 }
    completionShare = try runner.difference(results, base) { $0.all.completionShare }
    isClear = [sojournTime, sojournP95, completionShare].contains { $0.lower > 0 || $0.upper < 0 }
  }
}

/// One step more at each place that can have it.
private func changes(
  of model: NetworkModel, at places: some Sequence<BottleneckReport.Place>
) -> [(text: String, model: NetworkModel)] {
  places.compactMap { place in
    switch place.kind {
    case .station:
      guard let index = model.stations.firstIndex(where: { $0.name == place.name }) else {
        return nil
      }
      return ("one more server at \(place.name)", model.withOneMoreServer(at: index))
    case .link:
      guard let index = model.links.firstIndex(where: { $0.name == place.name }) else { return nil }
      return ("twice the bandwidth of \(place.name)", model.withTwiceTheBandwidth(of: index))
    case .retries: return nil
    }
  }
}
