/// A station with Poisson arrivals, exponential service and c equal servers in steady state.
///
///     let desk = try MMc(arrivalRate: 5, serviceRate: 2, servers: 3)
///     desk.meanWaitingTime        // [s] when rates are [1/s]
///
/// - Source: Erlang (1917); Kleinrock, Queueing Systems, vol. 1 (1975), ch. 3.
public struct MMc: SteadyStateQueue, Hashable {
  /// λ [1/s].
  public let arrivalRate: Double
  /// μ of one server [1/s].
  public let serviceRate: Double
  /// c [1].
  public let servers: Int
  /// Probability that an arrival has to wait (Erlang C) [1].
  public let erlangC: Double

  /// - Parameters:
  ///   - arrivalRate: λ [1/s], ≥ 0.
  ///   - serviceRate: μ of one server [1/s], > 0.
  ///   - servers: c, 1 … 10 million.
  /// - Throws: `StatisticsError.unstable` when λ/(cμ) ≥ 1, but for rounding; `.outOfRange`,
  ///   `.notFinite`.
  /// - Complexity: O(c).
  public init(arrivalRate: Double, serviceRate: Double, servers: Int) throws(StatisticsError) {
    try requireNonNegative(arrivalRate, "arrivalRate")
    try requirePositive(serviceRate, "serviceRate")
    try ErlangB.requireServers(servers)
    let fullRate = Double(servers) * serviceRate
    try requireFinite(fullRate, "servers × serviceRate")
    try requireStable(arrivalRate, below: fullRate, "M/M/c")
    self.arrivalRate = arrivalRate
    self.serviceRate = serviceRate
    self.servers = servers
    erlangC = Self.erlangC(
      blocking: ErlangB.blocking(load: arrivalRate / serviceRate, servers: servers),
      utilisation: arrivalRate / fullRate)
  }

  /// Erlang C from Erlang B.
  private static func erlangC(blocking: Double, utilisation: Double) -> Double {
    blocking / (1 - utilisation * (1 - blocking))
  }

  public var entryRate: Double { arrivalRate }
  /// a = λ/μ: mean number of busy servers [1].
  public var offeredLoad: Double { arrivalRate / serviceRate }
  /// ρ = λ/(cμ) [1].
  public var utilisation: Double { arrivalRate / fullRate }
  /// cμ [1/s].
  private var fullRate: Double { Double(servers) * serviceRate }
  /// cμ − λ [1/s].
  private var spareRate: Double { fullRate - arrivalRate }
  /// Mean time in queue [s].
  public var meanWaitingTime: Double { erlangC / spareRate }
  /// Mean time in queue and service [s].
  public var meanSojournTime: Double { meanWaitingTime + 1 / serviceRate }

  /// P(waiting time > t), t [s] ≥ 0.
  public func waitingTail(_ t: Double) -> Double {
    t < 0 ? 1 : erlangC * Portable.exp(-spareRate * t)
  }

  /// The p-point of the waiting time [s], 0 ≤ p < 1; 0 while at least p of arrivals need not wait.
  public func waitingQuantile(_ p: Double) -> Double {
    guard p >= 0, p < 1 else { return p == 1 ? .infinity : .nan }
    return max(0, Portable.log(erlangC / (1 - p)) / spareRate)
  }

  /// P(sojourn time > t), t [s] ≥ 0.
  public func sojournTail(_ t: Double) -> Double {
    if t < 0 { return 1 }
    let gap = abs(spareRate - serviceRate)
    // (1 − e^(−gap t))/gap, which tends to t as the two rates meet; with the slower decay in front,
    // nothing overflows.
    let x = gap * t
    let integral = x < 1e-12 ? t * (1 - x / 2) : -Portable.expm1(-x) / gap
    let slower = Portable.exp(-min(spareRate, serviceRate) * t)
    return Portable.exp(-serviceRate * t) + erlangC * serviceRate * slower * integral
  }

  /// The p-point of the sojourn time [s], 0 ≤ p < 1.
  public func sojournQuantile(_ p: Double) -> Double {
    guard p >= 0, p < 1 else { return p == 1 ? .infinity : .nan }
    let largest = Double.greatestFiniteMagnitude
    return Portable.smallest(from: 0, through: largest) { sojournTail($0) <= 1 - p }
  }

  /// The fewest servers with which the p-point of the waiting time is at most `t` [s].
  ///
  /// - Parameters:
  ///   - arrivalRate: λ [1/s], ≥ 0; 0 needs one server.
  ///   - serviceRate: μ of one server [1/s], > 0.
  ///   - p: share of arrivals that must not wait longer, 0 … 1, below 1.
  ///   - t: longest allowed waiting time [s], ≥ 0.
  /// - Throws: `StatisticsError.outOfRange` or `.notFinite`; also for more than ten million
  ///   servers.
  /// - Complexity: O(servers).
  public static func minimumServers(
    arrivalRate: Double, serviceRate: Double, waitingQuantile p: Double, atMost t: Double
  ) throws(StatisticsError) -> Int {
    try requireNonNegative(arrivalRate, "arrivalRate")
    try requirePositive(serviceRate, "serviceRate")
    try requireNonNegative(t, "atMost")
    guard p >= 0, p < 1 else {
      throw .outOfRange(name: "waitingQuantile", found: p, allowed: "0 … 1, below 1")
    }
    let load = arrivalRate / serviceRate
    guard load < 1e7 else {
      throw .outOfRange(name: "offered load", found: load, allowed: "below 10 million servers")
    }
    var blocking = 1.0
    var servers = 0
    while true {
      servers += 1
      blocking = ErlangB.next(blocking, load: load, servers: servers)
      let fullRate = Double(servers) * serviceRate
      guard isStable(arrivalRate, below: fullRate) else { continue }
      let waits = erlangC(blocking: blocking, utilisation: arrivalRate / fullRate)
      if waits * Portable.exp(-(fullRate - arrivalRate) * t) <= 1 - p { return servers }
    }
  }
}
