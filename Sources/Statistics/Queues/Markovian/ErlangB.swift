/// c servers and no queue: who finds all busy is turned away (M/M/c/c; by insensitivity M/G/c/c).
///
///     let lines = try ErlangB(arrivalRate: 10, serviceRate: 1, servers: 15)
///     lines.blockingProbability                                    // 0.0365
///     try ErlangB.minimumServers(offeredLoad: 10, blocking: 0.01)  // 18
///
/// - Source: Erlang, Solution of some problems in the theory of probabilities of significance in
///   automatic telephone exchanges (1917); recursion: Jagerman, Bell System Technical Journal 53
///   (1974).
public struct ErlangB: SteadyStateQueue, Hashable {
  /// λ offered [1/s], and μ of one server [1/s].
  public let arrivalRate: Double
  public let serviceRate: Double
  /// c [1].
  public let servers: Int
  /// Share of arrivals turned away [1].
  public let blockingProbability: Double

  /// - Parameters:
  ///   - arrivalRate: λ [1/s], ≥ 0.
  ///   - serviceRate: μ of one server [1/s], > 0. Of the service time only its mean matters.
  ///   - servers: c, 1 … 10 million.
  /// - Throws: `StatisticsError.outOfRange`, `.notFinite`.
  /// - Complexity: O(c).
  public init(arrivalRate: Double, serviceRate: Double, servers: Int) throws(StatisticsError) {
    try requireNonNegative(arrivalRate, "arrivalRate")
    try requirePositive(serviceRate, "serviceRate")
    try requireFinite(arrivalRate / serviceRate, "offered load")
    try Self.requireServers(servers)
    self.arrivalRate = arrivalRate
    self.serviceRate = serviceRate
    self.servers = servers
    blockingProbability = Self.blocking(load: arrivalRate / serviceRate, servers: servers)
  }

  /// a = λ/μ [1].
  public var offeredLoad: Double { arrivalRate / serviceRate }
  /// Customers served [1/s].
  public var throughput: Double { arrivalRate * (1 - blockingProbability) }
  public var entryRate: Double { throughput }
  /// Share of the servers that work [1].
  public var utilisation: Double { throughput / serviceRate / Double(servers) }
  /// Nobody waits.
  public var meanWaitingTime: Double { 0 }
  /// 1/μ [s].
  public var meanSojournTime: Double { 1 / serviceRate }

  /// Refuses counts for which the recursion would take more than a moment.
  static func requireServers(_ servers: Int) throws(StatisticsError) {
    guard servers >= 1, servers <= 10_000_000 else {
      throw .outOfRange(name: "servers", found: Double(servers), allowed: "1 … 10 million")
    }
  }

  /// B(c, a), for a load that has been checked.
  static func blocking(load: Double, servers: Int) -> Double {
    var blocking = 1.0
    for k in 1...servers { blocking = next(blocking, load: load, servers: k) }
    return blocking
  }

  /// B(k, a) from B(k − 1, a): one more server.
  static func next(_ blocking: Double, load: Double, servers: Int) -> Double {
    load * blocking / (Double(servers) + load * blocking)
  }

  /// The fewest servers that turn away at most a share `goal` of arrivals.
  ///
  /// - Parameters:
  ///   - offeredLoad: a = λ/μ [1], ≥ 0, below ten million.
  ///   - goal: largest allowed blocking probability [1], above 0, at most 1.
  /// - Returns: c ≥ 1.
  /// - Throws: `StatisticsError.outOfRange`, `.notFinite`.
  /// - Complexity: O(servers).
  public static func minimumServers(
    offeredLoad: Double, blocking goal: Double
  ) throws(StatisticsError) -> Int {
    try requireNonNegative(offeredLoad, "offeredLoad")
    guard offeredLoad < 1e7 else {
      throw .outOfRange(name: "offeredLoad", found: offeredLoad, allowed: "below 10 million")
    }
    guard goal > 0, goal <= 1 else {
      throw .outOfRange(name: "blocking", found: goal, allowed: "above 0, at most 1")
    }
    var blocking = 1.0
    var servers = 0
    repeat {
      servers += 1
      blocking = next(blocking, load: offeredLoad, servers: servers)
    } while blocking > goal
    return servers
  }
}
