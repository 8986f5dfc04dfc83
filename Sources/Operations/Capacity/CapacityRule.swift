import Quantities
import Statistics

/// How much is installed: one rule for all alternatives, from closed forms.
///
///     let rule = CapacityRule(waitingGoal: TimeSpan(seconds: 0.5), spareServers: 1, linkUtilisation: 0.7)
///     let servers = try rule.servers(arrivalRate: peak, serviceTime: .exponential(mean: 0.2))
public struct CapacityRule: Hashable, Sendable {
  /// Longest waiting time of 95 of 100 calls [s], ≥ 0.
  public var waitingGoal: TimeSpan
  /// Servers that may be down while the goal still holds [1], ≥ 0.
  public var spareServers: Int
  /// Highest utilisation of a link [1], above 0, at most 1.
  public var linkUtilisation: Double

  public init(waitingGoal: TimeSpan, spareServers: Int, linkUtilisation: Double) {
    self.waitingGoal = waitingGoal
    self.spareServers = spareServers
    self.linkUtilisation = linkUtilisation
  }

  /// The smallest number of servers [1] that keeps the 95th percentile of waiting time within the goal
  /// while `spareServers` are down.
  ///
  /// Waiting times of M/M/c are stretched by (1 + cv²)/2 for other service laws. A station without
  /// demand gets one server and the spares.
  ///
  /// - Parameters:
  ///   - arrivalRate: calls at the forecast peak.
  ///   - serviceTime: of one call on one server [s].
  /// - Throws: `OperationsError.invalid` for impossible figures, `.unreachableGoal` where no number of
  ///   servers would do.
  /// - Complexity: O(servers).
  /// - Source: Erlang C; A. O. Allen, "Probability, Statistics, and Queueing Theory" (1990), ch. 5
  ///   (Allen–Cunneen approximation).
  public func servers(arrivalRate: Rate, serviceTime: Distribution) throws(OperationsError) -> Int {
    try checked()
    var faults = FaultList()
    faults.check(arrivalRate.perSecond, from: 0, "arrivalRate")
    faults.check(serviceTime, "serviceTime")
    if !faults.found.isEmpty { throw .invalid(faults.found) }
    let mean = serviceTime.mean
    guard mean > 0, arrivalRate.perSecond > 0 else { return 1 + spareServers }
    let stretch = (1 + serviceTime.variance / (mean * mean)) / 2
    do {
      let needed = try MMc.minimumServers(
        arrivalRate: arrivalRate.perSecond, serviceRate: 1 / mean, waitingQuantile: 0.95,
        atMost: waitingGoal.seconds / stretch)
      return needed + spareServers
    } catch {
      throw .unreachableGoal("\(error)")
    }
  }

  /// The smallest bandwidth, in whole Mbit/s, that keeps a link's utilisation within the ceiling.
  ///
  /// - Parameter load: data at the forecast peak [bit/s], ≥ 0; a link without load gets 1 Mbit/s.
  /// - Throws: `OperationsError.invalid` for impossible figures.
  public func bandwidth(load: Bandwidth) throws(OperationsError) -> Bandwidth {
    try checked()
    var faults = FaultList()
    faults.check(load.bitsPerSecond, from: 0, to: 1e18, "load")
    if !faults.found.isEmpty { throw .invalid(faults.found) }
    let megabits = (load.megabitsPerSecond / linkUtilisation).rounded(.up)
    return Bandwidth(bitsPerSecond: max(1, megabits) * 1e6)
  }

  /// - Throws: `OperationsError.invalid` for goals outside their range.
  public func checked() throws(OperationsError) {
    var faults = FaultList()
    faults.check(waitingGoal.seconds, from: 0, "waitingGoal")
    faults.check(spareServers, in: 0...1_000_000, "spareServers")
    faults.check(linkUtilisation, above: 0, "linkUtilisation")
    faults.check(linkUtilisation, from: 0, to: 1, "linkUtilisation")
    if !faults.found.isEmpty { throw .invalid(faults.found) }
  }
}
