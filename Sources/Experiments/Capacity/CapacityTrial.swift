import Operations
import Quantities
import Statistics

/// Simulates sizes, and judges every requirement.
struct CapacityTrial {
  let windows: [CapacityWindow]
  let requirements: [Requirement]
  let options: StudyOptions
  /// Of each one-sided bound.
  let level: Double
  /// What was simulated so far.
  private(set) var run = RunRecord.none

  init(
    _ windows: [CapacityWindow], _ requirements: [Requirement], _ options: StudyOptions,
    level: Double
  ) {
    let watched = Set(requirements.compactMap(\.stationWithTimes))
    self.windows = windows.map { window in
      var window = window
      for index in window.model.stations.indices {
        window.model.stations[index].keepsTimes = watched.contains(
          window.model.stations[index].name)
      }
      return window
    }
    (self.requirements, self.options, self.level) = (requirements, options, level)
  }

  /// What replications of one window leave.
  struct Observed {
    /// Shape [requirements][replications].
    var pairs: [[CountedPair]]
    /// All replications together, for quantiles, shape [requirements].
    var times: [CallTimes?]
    /// Waiting per request at each station and link, by name, total over replications [s].
    var waiting: [String: Double] = [:]
    var requests = 0.0
  }

  /// What one replication leaves of it.
  private struct Figures: Sendable {
    var pairs: [CountedPair]
    var times: [CallTimes?]
    var waiting: [(name: String, seconds: Double)]
    var requests: Int
    var events: Int
    var citizens: Int
  }

  /// - Parameter keepsTimes: whether quantiles are asked for, and not only whether goals are kept.
  mutating func observe(
    _ model: NetworkModel, _ window: CapacityWindow, _ replications: Range<Int>,
    keepsTimes: Bool = false
  ) async throws(ExperimentError) -> Observed {
    let requirements = requirements
    let runner = NetworkRunner(window.window, options)
    var observed = Observed(
      pairs: requirements.map { _ in [] }, times: requirements.map { _ in nil })
    let atOnce = keepsTimes ? 16 : max(1, replications.count)
    for first in stride(from: replications.lowerBound, to: replications.upperBound, by: atOnce) {
      let some = first..<min(first + atOnce, replications.upperBound)
      let results = try await runner.run(model, some) { result in
        Figures(
          pairs: requirements.map { $0.pair(result) },
          times: keepsTimes ? requirements.map { $0.times(result) } : [],
          waiting: keepsTimes ? result.waitingByPlace : [], requests: result.requests,
          events: result.events, citizens: result.all.arrivals)
      }
      for figures in results { add(figures, to: &observed) }
    }
    return observed
  }

  private mutating func add(_ figures: Figures, to observed: inout Observed) {
    for (index, pair) in figures.pairs.enumerated() { observed.pairs[index].append(pair) }
    for (index, times) in figures.times.enumerated() {
      guard let times else { continue }
      guard observed.times[index] != nil else {
        observed.times[index] = times
        continue
      }
      observed.times[index]?.merge(times)
    }
    for place in figures.waiting { observed.waiting[place.name, default: 0] += place.seconds }
    observed.requests += Double(figures.citizens)
    run.windows += 1
    run.requests += figures.requests
    run.events += figures.events
  }

  /// Every requirement, shape [requirements]; one that has too few calls to say anything passes.
  func judge(
    _ observed: Observed, _ window: CapacityWindow, level: Double
  ) throws(ExperimentError) -> [Judgement] {
    var judgements: [Judgement] = []
    for (pairs, requirement) in zip(observed.pairs, requirements) {
      let counted = isRare(requirement, window) ? [] : pairs
      judgements.append(try Judgement(counted, requirement, level: level))
    }
    return judgements
  }

  /// Requests that a first look at a size simulates [1].
  private static let wantedRequests = 20_000.0
  private static let fewestReplications = 10
  private static let mostReplications = 1_000
  /// Calls in a first look below which closed forms speak for a station [1].
  private static let fewCalls = 200.0

  /// Replications of a first look at a window.
  func replications(_ window: CapacityWindow) -> Int {
    if let asked = options.replications { return asked }
    let wanted = (Self.wantedRequests / max(window.requests, 0.01)).rounded(.up)
    return min(Self.mostReplications, max(Self.fewestReplications, Int(wanted)))
  }

  /// Whether a window has too few calls to judge a requirement by.
  func isRare(_ requirement: Requirement, _ window: CapacityWindow) -> Bool {
    guard let station = requirement.stationWithForms else { return false }
    return (window.calls[station] ?? 0) * Double(replications(window)) < Self.fewCalls
  }

  /// Whether in some searched window too few calls come to judge a station by.
  func isSometimesRare(_ station: String) -> Bool {
    requirements.contains { requirement in
      requirement.stationWithForms == station
        && windows.contains { $0.isSearched && isRare(requirement, $0) }
    }
  }

  /// Stations that closed forms alone speak for.
  var rareStations: [String] {
    let rare = requirements.filter { requirement in
      windows.allSatisfy { isRare(requirement, $0) }
    }
    return Set(rare.compactMap(\.stationWithForms)).sorted()
  }
}

extension WindowResult {
  /// Waiting of citizens' requests at stations, and their time on links [s].
  fileprivate var waitingByPlace: [(name: String, seconds: Double)] {
    stations.map { ($0.name, $0.awaited.waiting) } + links.map { ($0.name, $0.awaitedTime) }
  }
}
