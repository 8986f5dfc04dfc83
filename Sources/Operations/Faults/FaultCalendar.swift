import Quantities
import Statistics

/// How much of its time a system spends in which state of disrepair, so that windows simulated by state
/// can be weighted.
///
///     let calendar = FaultCalendar(model, recoveryTime: TimeSpan(hours: 1))
///     let shares = calendar.shares(over: TimeSpan(years: 10))
///     shares[.allUp]                       // 0.97
///     shares.hoursPerYear(.oneServerDown)  // 210
///
/// Servers and outages are independent of each other. Stations with one key and the same failure model
/// have their servers in common, number by number.
public struct FaultCalendar: Sendable {
  /// A class of states of the whole system; the first that holds, from below, counts.
  public enum State: String, CaseIterable, Hashable, Sendable {
    /// Nothing is wrong.
    case allUp
    /// Exactly one server has failed, by itself.
    case oneServerDown
    /// Two or more have.
    case severalServersDown
    /// After an outage: its restore curve runs, or it ended less than the recovery time ago.
    case recovery
    /// An outage is under way, before its first step of restoring.
    case outage
  }

  /// After an outage it takes so long until queues are as ever.
  public let recoveryTime: TimeSpan
  let outages: [OutageModel]
  /// How often each kind of server is there, every physical one once.
  let servers: [(key: UInt64, failure: FailureModel, count: Int)]

  /// - Parameter model: a checked one, see `NetworkModel.checked()`. Servers beyond
  ///   `StationModel.servers`, of shifts and scaling, do not count.
  public init(_ model: NetworkModel, recoveryTime: TimeSpan = .zero) {
    self.recoveryTime = recoveryTime
    outages = model.outages
    var servers: [(key: UInt64, failure: FailureModel, count: Int)] = []
    let stations = model.stations.flatMap { station in
      station.replicas > 1 ? (0..<station.replicas).map { station.replica($0) } : [station]
    }
    for station in stations {
      guard let failure = station.failure else { continue }
      let known = servers.firstIndex { $0.key == station.key && $0.failure == failure }
      if let known {
        servers[known].count = max(servers[known].count, station.servers)
      } else {
        servers.append((station.key, failure, station.servers))
      }
    }
    self.servers = servers
  }
}

/// Shares of a stretch of time by state.
public struct FaultShares: Hashable, Sendable {
  /// [1], in the order of `FaultCalendar.State.allCases`; they add up to 1.
  public let shares: [Double]

  /// Share of time in a state [1].
  public subscript(state: FaultCalendar.State) -> Double {
    FaultCalendar.State.allCases.firstIndex(of: state).map { shares[$0] } ?? 0
  }

  public func hoursPerYear(_ state: FaultCalendar.State) -> Double {
    self[state] * TimeSpan(years: 1).hours
  }
}

extension FaultCalendar {
  /// Expected shares of the time from 0 to a horizon, in closed form.
  ///
  /// Servers: a product of their availabilities. Random outages: shares of their renewal cycles, in
  /// product form. Scheduled outages: laid side by side up to the horizon, so that those that never
  /// meet do not, and taken as independent of the random ones.
  ///
  /// - Parameter horizon: above 0.
  /// - Complexity: O(n log n) for n scheduled outages up to the horizon.
  public func shares(over horizon: TimeSpan) -> FaultShares {
    var (notDown, quiet) = scheduledShares(over: horizon.seconds)
    for case (let outage, .random(let meanTimeBetween, let repairTime)) in outages.map({
      ($0, $0.pattern)
    }) {
      let up = meanTimeBetween.seconds
      let length = outage.meanLength
      let down = outage.restore.first?.after.seconds ?? repairTime.mean
      // Of the time until the next failure, the mean that falls within the recovery time.
      let after = up * (1 - Portable.exp(-recoveryTime.seconds / up))
      notDown *= 1 - down / (up + length)
      quiet *= (up - after) / (up + length)
    }
    let (none, one) = serverShares()
    return FaultShares(shares: [
      quiet * none, quiet * one, quiet * max(0, 1 - none - one), notDown - quiet, 1 - notDown,
    ])
  }

  /// Probabilities that no server is down, and that exactly one is.
  private func serverShares() -> (none: Double, one: Double) {
    var (none, odds) = (1.0, 0.0)
    for kind in servers {
      let up = kind.failure.availability
      for _ in 0..<kind.count { none *= up }
      odds += Double(kind.count) * (1 - up) / up
    }
    return (none, none * odds)
  }

  /// Shares of time in which no scheduled outage is down, and in which none is down or recovers.
  private func scheduledShares(over horizon: Double) -> (notDown: Double, quiet: Double) {
    var down: [(from: Double, to: Double)] = []
    var troubled = down
    for outage in outages {
      // Names matter to random outages only.
      if case .random = outage.pattern { continue }
      var clock = OutageClock(outage, StreamName(seed: 0))
      while clock.changesAt < horizon {
        let start = clock.changesAt
        clock.change()
        down.append((start, min(horizon, clock.changesAt)))
        while clock.phase != .quiet {
          let end = clock.changesAt + recoveryTime.seconds
          clock.change()
          if clock.phase == .quiet { troubled.append((start, min(horizon, end))) }
        }
      }
    }
    return (1 - Self.covered(down) / horizon, 1 - Self.covered(troubled) / horizon)
  }

  /// Length of the union of intervals.
  private static func covered(_ intervals: [(from: Double, to: Double)]) -> Double {
    var (sum, reached) = (0.0, 0.0)
    for interval in intervals.sorted(by: { $0.from < $1.from }) where interval.to > reached {
      sum += interval.to - max(interval.from, reached)
      reached = interval.to
    }
    return sum
  }
}
