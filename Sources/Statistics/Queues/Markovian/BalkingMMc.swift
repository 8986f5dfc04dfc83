/// c servers and callers who dislike queues: who finds n waiting joins with probability (1 − p)ⁿ.
///
///     let counter = try BalkingMMc(
///       arrivalRate: 3, serviceRate: 1, servers: 2, balkingProbability: 0.1)
///     counter.balkingShare
///
/// Who finds all servers busy and nobody waiting still joins, as does who finds a free server.
/// Stable at any load.
///
/// - Source: Haight, Queueing with balking, Biometrika 44 (1957); Gross, Shortle, Thompson and Harris,
///   Fundamentals of Queueing Theory, 4th ed. (2008), section 2.10.1.
public struct BalkingMMc: CountedQueue, Hashable {
  /// λ of all callers [1/s], and μ of one server [1/s].
  public let arrivalRate: Double
  public let serviceRate: Double
  /// c [1].
  public let servers: Int
  /// p: what each waiting call takes off the chance to join [1].
  public let balkingProbability: Double
  /// Share of callers who go at once [1].
  public let balkingShare: Double
  /// Share of those who join that have to wait [1].
  public let waitingProbability: Double
  /// Mean number waiting, and waiting or in service [1].
  public let meanQueueLength: Double
  public let meanNumberInSystem: Double

  /// - Parameters:
  ///   - arrivalRate: λ of all callers [1/s], ≥ 0.
  ///   - serviceRate: μ of one server [1/s], > 0.
  ///   - servers: c, ≥ 1.
  ///   - balkingProbability: p, above 0 and at most 1; for nobody who balks use ``MMc``.
  /// - Throws: `StatisticsError.outOfRange`, `.notFinite`; also where more than ten million states
  ///   matter, which needs p below about 1e-6.
  /// - Complexity: O(states that matter).
  public init(
    arrivalRate: Double, serviceRate: Double, servers: Int, balkingProbability: Double
  ) throws(StatisticsError) {
    try requireNonNegative(arrivalRate, "arrivalRate")
    try requirePositive(serviceRate, "serviceRate")
    try requireCount(servers, "servers")
    guard balkingProbability > 0, balkingProbability <= 1 else {
      throw .outOfRange(
        name: "balkingProbability", found: balkingProbability, allowed: "above 0, at most 1")
    }
    self.arrivalRate = arrivalRate
    self.serviceRate = serviceRate
    self.servers = servers
    self.balkingProbability = balkingProbability
    let load = arrivalRate / serviceRate
    try requireFinite(load, "offered load")
    let logStay = Portable.log1p(-balkingProbability)
    /// Chance to stay away, of who finds n in the system.
    func away(_ n: Int) -> Double {
      n <= servers ? 0 : -Portable.expm1(Double(n - servers) * logStay)
    }
    let chain = try BirthDeathChain(last: nil) { n in
      load * (1 - away(n - 1)) / Double(min(n, servers))
    }
    balkingShare = chain.mean(away)
    let joined = chain.mean { 1 - away($0) }
    waitingProbability = chain.mean { $0 < servers ? 0 : 1 - away($0) } / joined
    meanQueueLength = chain.mean { Double(max(0, $0 - servers)) }
    meanNumberInSystem = chain.mean { Double($0) }
  }

  /// Customers served [1/s].
  public var throughput: Double { serviceRate * (meanNumberInSystem - meanQueueLength) }
  public var entryRate: Double { throughput }
  /// Share of the servers that work [1].
  public var utilisation: Double { (meanNumberInSystem - meanQueueLength) / Double(servers) }
}
