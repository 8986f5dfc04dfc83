import Operations
import Statistics

/// One goal at one place: what is counted in each replication, and how it is judged.
struct Requirement: Sendable {
  enum Target: Hashable, Sendable {
    /// Of one group, or of all citizens' requests.
    case requests(group: String?)
    case station(String)
    case link(String)
  }
  /// Index into the objectives.
  let objective: Int
  let goal: ServiceLevelObjective
  let target: Target

  /// Its place in words; empty for all requests.
  var place: String {
    switch target {
    case .requests(let group): group ?? ""
    case .station(let name), .link(let name): name
    }
  }

  /// The station whose calls it counts, where closed forms can stand in for too few of them.
  var stationWithForms: String? {
    guard case .station(let name) = target, goal.figure == .waitingTime else { return nil }
    return name
  }

  /// Whether it is judged by counts of requests or calls, of which some share keeps it.
  var isShare: Bool { goal.figure != .utilisation && (goal.quantile != nil || !goal.figure.isTime) }
  /// What the ratio of the counts is compared with [1 or s], and whether it must be above.
  var limit: Double { goal.quantile ?? goal.limit }
  var isFloor: Bool { goal.quantile != nil || goal.figure.isBetterHigh }
}

/// What one replication says about one requirement: a total, and over how many.
struct CountedPair: Hashable, Sendable {
  var total = 0.0
  var count = 0.0
}

extension Requirement {
  /// The station's times of a result must be kept.
  var stationWithTimes: String? {
    guard case .station(let name) = target, goal.quantile != nil else { return nil }
    return name
  }

  func pair(_ result: WindowResult) -> CountedPair {
    switch target {
    case .requests(let group):
      guard let group else { return pair(of: result.all) }
      return result.groups.first { $0.name == group }.map(pair) ?? CountedPair()
    case .station(let name):
      return result.stations.first { $0.name == name }.map(pair) ?? CountedPair()
    case .link(let name):
      let link = result.links.first { $0.name == name }
      return CountedPair(total: link?.utilisation ?? 0, count: 1)
    }
  }

  private func pair(of group: GroupResult) -> CountedPair {
    let arrivals = Double(group.arrivals)
    let answered = Double(group.sojourns.count)
    switch goal.figure {
    case .sojournTime where goal.quantile != nil:
      return CountedPair(total: group.sojourns.count(atMost: goal.limit), count: answered)
    case .sojournTime, .waitingTime:
      return CountedPair(total: (group.sojournTime ?? 0) * answered, count: answered)
    case .completionShare: return CountedPair(total: Double(group.completions), count: arrivals)
    case .blockingShare:
      return CountedPair(total: Double(group.failures.blocked), count: arrivals)
    case .abandonmentShare:
      return CountedPair(total: Double(group.failures.abandoned), count: arrivals)
    case .utilisation: return CountedPair()
    }
  }

  private func pair(of station: StationResult) -> CountedPair {
    let arrivals = Double(station.arrivals)
    switch goal.figure {
    case .sojournTime, .waitingTime: return times(of: station)
    case .completionShare:
      let served = 1 - station.blockingShare - station.abandonmentShare
      return CountedPair(total: served * arrivals, count: arrivals)
    case .blockingShare:
      return CountedPair(total: station.blockingShare * arrivals, count: arrivals)
    case .abandonmentShare:
      return CountedPair(total: station.abandonmentShare * arrivals, count: arrivals)
    case .utilisation: return CountedPair(total: station.utilisation, count: 1)
    }
  }

  /// Calls that are still there when the run ends have kept no limit.
  private func times(of station: StationResult) -> CountedPair {
    let isWait = goal.figure == .waitingTime
    let refused =
      station.blockingShare + station.balkingShare + station.limitedShare + station.lostShare
      + station.hitShare
    let came = Double(station.arrivals) * (1 - refused)
    guard goal.quantile != nil, let times = station.times else {
      let mean = (isWait ? station.waitingTime : station.sojournTime) ?? 0
      return CountedPair(total: mean * came, count: came)
    }
    let known = Double(isWait ? times.count : times.sojourns.count)
    let within =
      isWait
      ? Double(times.count - times.waits.count) + times.waits.count(atMost: goal.limit)
      : times.sojourns.count(atMost: goal.limit)
    return CountedPair(total: within, count: max(known, came.rounded()))
  }

  /// The times that a quantile is read from: those above 0, and how many there are in all.
  func times(_ result: WindowResult) -> CallTimes? {
    guard goal.quantile != nil else { return nil }
    switch target {
    case .requests(let group):
      let found = group == nil ? result.all : result.groups.first { $0.name == group }
      return found.map { CallTimes(count: $0.sojourns.count, waits: $0.sojourns) }
    case .station(let name):
      guard let times = result.stations.first(where: { $0.name == name })?.times else { return nil }
      guard goal.figure == .waitingTime else {
        return CallTimes(count: times.sojourns.count, waits: times.sojourns)
      }
      return CallTimes(count: times.count, waits: times.waits)
    case .link: return nil
    }
  }
}
