import Operations
import Quantities
import Scenarios
import Statistics

/// One figure of the simulator against what is known of the same file.
public struct VerificationCheck: Hashable, Sendable, Codable {
  /// What the figure is held against, in the order of the table.
  public enum Group: String, CaseIterable, Hashable, Sendable, Codable {
    case theory
    case againstTime
    case identity
    case measurement
    /// Formulas that nothing is simulated for.
    case arithmetic
    /// What came of programmes: shown with our band, and not judged, for one history fails no model.
    case outcome
  }
  public var group: Group
  public var model: String
  public var metric: String
  public var entity: String
  /// Of the window's time series, or `nil` for all of the window.
  public var bucket: Int?
  public var unit: String
  public var expected: Double
  public var simulated: Double
  /// Of the simulated mean; 0 for a figure without chance.
  public var halfWidth: Double
  /// Distance from `expected` in standard errors of the simulated mean [1]; 0 without chance.
  public var standardErrorsOff: Double
  public var allowedHalfWidth: Double
  /// Of the interval; 1 where a band or an identity decides, which a right engine never misses.
  public var level: Double
  /// The simulated mean has to lie from `lowest` to `highest`; `nil` where the interval decides.
  public var lowest: Double?
  public var highest: Double?
  /// "predicted": nothing in the simulation was set to meet the expected value. "input reproduced": it was
  /// given what it takes. "arithmetic", "by hand", "identity": no chance is involved.
  public var kind: String
  public var source: String
  public var passes: Bool
}

/// Level of the interval of each check against theory. A table of m such checks of a right engine shows a
/// false alarm with a probability of at most m times one minus this (Bonferroni).
public let verificationLevel = 0.9997

/// Checks the simulator against theory, identities and published figures, through the same files and the
/// same operations model that users run.
///
/// - Parameter simulated: what is simulated instead of each scenario; what is known still comes from
///   `scenarios`. Tests pass a wrong model here to see that checks can fail.
/// - Returns: all checks, by group, each group in the order of the scenarios.
public func verify(
  _ scenarios: [Scenario], simulated: [Scenario]? = nil, options: StudyOptions,
  progress: @Sendable (StudyProgress) -> Void
) async throws(ExperimentError) -> [VerificationCheck] {
  var options = options
  options.confidenceLevel = verificationLevel
  var checks: [VerificationCheck] = []
  for (index, scenario) in scenarios.enumerated() {
    let verification = try Verification(scenario, simulated?[index] ?? scenario, options)
    checks += try await verification.checks()
    progress(
      StudyProgress(worldsDone: index + 1, worlds: scenarios.count, stage: scenario.title))
  }
  return VerificationCheck.Group.allCases.flatMap { group in checks.filter { $0.group == group } }
}

/// All that is checked of one file.
private struct Verification {
  let scenario: Scenario
  let simulated: Scenario
  let options: StudyOptions
  /// What the files say.
  let country: Country
  let simulatedCountry: Country

  init(
    _ scenario: Scenario, _ simulated: Scenario, _ options: StudyOptions
  ) throws(ExperimentError) {
    (self.scenario, self.simulated, self.options) = (scenario, simulated, options)
    country = try readCountry(scenario, scenario.baseline, [:])
    simulatedCountry = try readCountry(simulated, simulated.baseline, [:])
  }

  private func plan() throws(ExperimentError) -> NetworkRun {
    try NetworkRun(explicit: simulatedCountry, options)
  }

  func checks() async throws(ExperimentError) -> [VerificationCheck] {
    guard !country.demand.isEmpty else { return try measurementChecks([]) }
    let theory = try theory()
    var checks: [VerificationCheck] = []
    var summaries: [SummaryRow] = []
    if let theory, let bucket = theory.bucket {
      let results = try await observe(every: bucket)
      checks += try checksAgainstTime(theory, results)
      checks += littleChecks(results)
    } else {
      summaries = try await runModel(simulated, options: options).summaries
      for value in theory?.values ?? [] { checks.append(try check(value, in: summaries)) }
      checks += try littleChecks(summaries)
    }
    checks.append(try conservationCheck())
    return try checks + measurementChecks(summaries)
  }

  /// Theory may be silent only of a file that states what its figures should be.
  private func theory() throws(ExperimentError) -> Theory? {
    do { return try Theory(of: scenario) } catch {
      guard case .wrongKind = error, !country.measurements.isEmpty else { throw error }
      return nil
    }
  }
}

/// What is held against time: the stations of one replication.
private struct ObservedStations: Sendable {
  let stations: [StationResult]
  /// Shape [stations][buckets].
  let buckets: [[StationBucket]]
}

// MARK: - Theory

extension Verification {
  private func check(
    _ value: Theory.Value, in summaries: [SummaryRow]
  ) throws(ExperimentError) -> VerificationCheck {
    let row = try row(value.entity, value.metric.name, in: summaries)
    return try check(
      value, .theory,
      Interval(mean: row.mean, lower: row.lower, upper: row.upper, level: row.level, n: row.n))
  }

  private func row(
    _ entity: String, _ metric: String, in summaries: [SummaryRow]
  ) throws(ExperimentError) -> SummaryRow {
    guard let row = summaries.first(where: { $0.entity == entity && $0.metric == metric }) else {
      throw .model(part: scenario.study, what: "no \(metric) of \(entity)")
    }
    return row
  }

  private func check(
    _ value: Theory.Value, _ group: VerificationCheck.Group, _ interval: Interval
  ) throws(ExperimentError) -> VerificationCheck {
    let halfWidth = interval.halfWidth
    let critical = try inPart("statistics") { () throws(StatisticsError) in
      try Intervals.studentQuantile(level: interval.level, degreesOfFreedom: interval.n - 1)
    }
    let allowed = value.allowed * value.expected
    let off = interval.mean - value.expected
    return VerificationCheck(
      group: group, model: scenario.title, metric: value.metric.name, entity: value.entity,
      bucket: value.bucket, unit: value.metric.unit, expected: value.expected,
      simulated: interval.mean, halfWidth: halfWidth,
      standardErrorsOff: halfWidth > 0 ? off * critical / halfWidth : 0,
      allowedHalfWidth: allowed, level: interval.level, kind: "predicted", source: value.source,
      passes: interval.contains(value.expected) && halfWidth <= allowed)
  }

  /// The stations of the replications of `runModel`, with time series.
  private func observe(
    every bucket: TimeSpan
  ) async throws(ExperimentError) -> [ObservedStations] {
    let plan = try plan()
    guard plan.window.runIn == .zero else {
      throw .wrongKind(found: "a run-in", needed: "none, to be held against time from the start")
    }
    var window = plan.window
    window.bucket = bucket
    return try await NetworkRunner(window, options).run(plan.model, 0..<plan.replications) {
      ObservedStations(stations: $0.stations, buckets: $0.series?.stations ?? [])
    }
  }

  /// Means over each bucket of the window, over replications.
  private func checksAgainstTime(
    _ theory: Theory, _ results: [ObservedStations]
  ) throws(ExperimentError) -> [VerificationCheck] {
    var checks: [VerificationCheck] = []
    for value in theory.values {
      let station = country.stations.firstIndex { $0.name == value.entity }
      guard let bucket = value.bucket, let station else { continue }
      let servers = Double(country.stations[station].servers)
      let seen = results.map { $0.buckets[station] }
      guard seen.allSatisfy({ $0.indices.contains(bucket) }) else {
        throw .wrongKind(found: "a window shorter than the rates", needed: "one for all of them")
      }
      let samples = seen.map {
        value.metric == .utilisation
          ? $0[bucket].utilisation : $0[bucket].utilisation * servers + $0[bucket].queueLength
      }
      let interval = try inPart("statistics") { () throws(StatisticsError) in
        try Intervals.student(samples, level: options.confidenceLevel)
      }
      checks.append(try check(value, .againstTime, interval))
    }
    return checks
  }
}

// MARK: - Identities

extension Verification {
  /// Mean sojourn times over the window's length that a window in steady state may cut at its ends [1].
  private static let edges = 20.0

  /// Little's law at every station whose calls are not called back: L = X W of the calls that leave; where
  /// some give up, of the queue.
  ///
  /// The law holds over all time. A window adds what remains of calls inside at its start, and does not
  /// count those inside at its end; in the mean of a steady state that is cv² sojourn times over the
  /// window's length, and cv² is below 7 for all models here.
  private func littleChecks(_ summaries: [SummaryRow]) throws(ExperimentError)
    -> [VerificationCheck]
  {
    let calledBack = try plan().model.stationsCalledBack
    return country.stations.filter { !calledBack.contains($0.name) }.compactMap { station in
      func mean(_ metric: Metric) -> Double {
        summaries.first { $0.entity == station.name && $0.metric == metric.name }?.mean ?? 0
      }
      let gone = mean(.abandonmentShare) * mean(.arrivals)
      let left = mean(.throughput) + gone
      let (sojourn, length) = (mean(.sojournTime), country.window?.length.seconds ?? 1)
      let edge = Self.edges * sojourn / length
      return gone > 0
        ? littleCheck(
          station.name, .queueLength, mean(.queueLength), left * mean(.waitingTime), edge)
        : littleCheck(station.name, .numberInSystem, mean(.numberInSystem), left * sojourn, edge)
    }
  }

  /// From an empty start only calls inside at the end are missing: about as many as in the last bucket,
  /// for the time they have been there.
  private func littleChecks(_ results: [ObservedStations]) -> [VerificationCheck] {
    country.stations.indices.compactMap { index in
      let stations = results.map { $0.stations[index] }
      func mean(_ value: (Int) -> Double) -> Double {
        results.indices.reduce(0) { $0 + value($1) } / Double(results.count)
      }
      let sojourn = mean { stations[$0].sojournTime ?? 0 }
      let left = mean { stations[$0].throughput }
      let last = mean { number in
        let bucket = results[number].buckets[index].last
        let servers = Double(country.stations[index].servers)
        return bucket.map { $0.utilisation * servers + $0.queueLength } ?? 0
      }
      let length = country.window?.length.seconds ?? 1
      let number = mean { stations[$0].numberInSystem }
      let edge = 2 * (last / number) * sojourn / length
      return littleCheck(
        country.stations[index].name, .numberInSystem, number, left * sojourn, edge)
    }
  }

  private func littleCheck(
    _ station: String, _ metric: Metric, _ number: Double, _ expected: Double, _ edge: Double
  ) -> VerificationCheck? {
    guard number > 0 else { return nil }
    return exact(
      metric, station, expected, number, within: expected * edge,
      source: "L = λW: Little, Operations Research 9 (1961)")
  }

  /// Requests that came are those that ended, counted when they ended, and those still inside.
  private func conservationCheck() throws(ExperimentError) -> VerificationCheck {
    let plan = try plan()
    let length = plan.window.length
    let window = Window(runIn: .zero, length: length, drain: .zero, bucket: length)
    let result = try inPart("operations") { () throws(OperationsError) in
      try simulate(
        plan.model, window: window, name: StreamName(seed: options.seed).child("conservation"))
    }
    let ended = (result.series?.groups ?? []).flatMap(\.self).reduce(0) {
      $0 + $1.completions + $1.late + $1.failures.sum
    }
    let accounted = ended + result.groups.reduce(0) { $0 + $1.unfinished }
    return exact(
      Metric.requests, "all", Double(result.requests), Double(accounted), within: 0,
      source: "arrived = completed + late + failed by cause + inside, from an empty start")
  }

  private func exact(
    _ metric: Metric, _ entity: String, _ expected: Double, _ found: Double,
    within tolerance: Double, source: String
  ) -> VerificationCheck {
    let band = (expected - tolerance)...(expected + tolerance)
    return VerificationCheck(
      group: .identity, model: scenario.title, metric: metric.name, entity: entity,
      unit: metric.unit, expected: expected, simulated: found, halfWidth: 0, standardErrorsOff: 0,
      allowedHalfWidth: 0, level: 1, lowest: band.lowerBound, highest: band.upperBound,
      kind: "identity", source: source, passes: band.contains(found))
  }
}

// MARK: - Published figures

extension Verification {
  private func measurementChecks(
    _ summaries: [SummaryRow]
  ) throws(ExperimentError) -> [VerificationCheck] {
    guard !country.measurements.isEmpty else { return [] }
    let sized = try SizingFigures(simulatedCountry.sizing)
    var checks: [VerificationCheck] = []
    for measurement in country.measurements {
      guard let metric = MetricCatalogue.named(measurement.metric) else {
        throw .badOption(
          name: "\(scenario.study): measurements.\(measurement.name).metric",
          found: measurement.metric, allowed: "a metric that govsim explain lists")
      }
      func figure(_ entity: String) throws(ExperimentError) -> (mean: Double, halfWidth: Double) {
        if let value = sized.value(entity, metric) { return (value, 0) }
        let row = try row(entity, metric.name, in: summaries)
        return (row.mean, (row.upper - row.lower) / 2)
      }
      var (mean, halfWidth) = try figure(measurement.of)
      if let other = measurement.against {
        let base = try figure(other)
        // Independent errors of both means, to the first order.
        let (own, others) = (halfWidth / mean, base.halfWidth / base.mean)
        mean /= base.mean
        halfWidth = mean * (own * own + others * others).squareRoot()
        mean -= 1
      }
      checks.append(check(measurement, metric, mean, halfWidth))
    }
    return checks
  }

  /// The mean lies in the band, and chance moves it by half the band at most. Rounding in the last digits
  /// is no miss.
  private func check(
    _ measurement: Measurement, _ metric: Metric, _ mean: Double, _ halfWidth: Double
  ) -> VerificationCheck {
    let slack = 1e-9 * measurement.value.magnitude
    let band = (measurement.low - slack)...(measurement.high + slack)
    let allowed = (band.upperBound - band.lowerBound) / 2
    let path = "measurements.\(measurement.name).value"
    let isChange = measurement.against != nil
    return VerificationCheck(
      group: .measurement, model: scenario.title,
      metric: isChange ? "change of \(metric.name)" : metric.name,
      entity: measurement.against.map { "\(measurement.of) / \($0)" } ?? measurement.of,
      unit: isChange ? "share" : metric.unit, expected: measurement.value, simulated: mean,
      halfWidth: halfWidth, standardErrorsOff: 0, allowedHalfWidth: allowed, level: 1,
      lowest: measurement.low, highest: measurement.high,
      kind: measurement.kind.rawValue.split(separator: "_").joined(separator: " "),
      source: scenario.inputs.first { $0.path == path }?.source ?? "",
      passes: band.contains(mean) && halfWidth <= allowed)
  }
}

/// What the parts of a `sizing:` take.
private struct SizingFigures {
  private var parts: [String: UnitSizing] = [:]

  init(_ terms: [SizingTerms]) throws(ExperimentError) {
    for part in terms { parts[part.name] = try Self.sizing(part) }
  }

  private static func sizing(_ part: SizingTerms) throws(ExperimentError) -> UnitSizing {
    guard let load = part.load, let perUnit = part.perUnit else {
      return UnitSizing(
        units: part.units ?? 0, processors: part.processors, memory: part.memory,
        headroom: part.headroom)
    }
    let peak = part.peakHourShare.map { UnitSizing.peak(daily: load, share: $0) } ?? load
    return try inPart("sizing.\(part.name)") { () throws(OperationsError) in
      try UnitSizing(
        peak: peak, perUnit: perUnit, processors: part.processors, memory: part.memory,
        headroom: part.headroom)
    }
  }

  /// Of one part, or of "all"; `nil` for what is no part or no such metric.
  func value(_ entity: String, _ metric: Metric) -> Double? {
    let chosen = entity == "all" ? Array(parts.values) : parts[entity].map { [$0] } ?? []
    guard !chosen.isEmpty else { return nil }
    let values: [Double]
    switch metric {
    case .units: values = chosen.map { Double($0.units) }
    case .processors: values = chosen.map(\.processors)
    case .processorLimit: values = chosen.map(\.processorsWithHeadroom)
    case .memory: values = chosen.map(\.memory.bytes)
    default: return nil
    }
    return values.sorted().reduce(0, +)
  }
}
