/// c servers and room for K customers, those in service included; others are turned away.
///
///     let desk = try MMcK(arrivalRate: 4, serviceRate: 1, servers: 3, capacity: 8)
///     desk.blockingProbability
///
/// Stable at any load. With K = c it is Erlang's loss system.
///
/// - Source: Gross, Shortle, Thompson and Harris, Fundamentals of Queueing Theory, 4th ed. (2008),
///   section 2.5.
public struct MMcK: CountedQueue, Hashable {
  /// λ offered [1/s], and μ of one server [1/s].
  public let arrivalRate: Double
  public let serviceRate: Double
  /// c and K [1].
  public let servers: Int
  public let capacity: Int
  /// Probabilities of 0 … K customers in the system, shape [K + 1].
  public let probabilities: [Double]
  /// Mean number waiting, and waiting or in service [1].
  public let meanQueueLength: Double
  public let meanNumberInSystem: Double

  /// - Parameters:
  ///   - arrivalRate: λ [1/s], ≥ 0.
  ///   - serviceRate: μ of one server [1/s], > 0.
  ///   - servers: c, ≥ 1.
  ///   - capacity: K, from c to ten million.
  /// - Throws: `StatisticsError.outOfRange`, `.notFinite`.
  /// - Complexity: O(K).
  public init(
    arrivalRate: Double, serviceRate: Double, servers: Int, capacity: Int
  ) throws(StatisticsError) {
    try requireNonNegative(arrivalRate, "arrivalRate")
    try requirePositive(serviceRate, "serviceRate")
    try requireCount(servers, "servers")
    guard capacity >= servers, capacity <= BirthDeathChain.stateLimit else {
      throw .outOfRange(
        name: "capacity", found: Double(capacity), allowed: "from \(servers) to 10 million")
    }
    self.arrivalRate = arrivalRate
    self.serviceRate = serviceRate
    self.servers = servers
    self.capacity = capacity
    let load = arrivalRate / serviceRate
    try requireFinite(load, "offered load")
    let chain = try BirthDeathChain(last: capacity) { load / Double(min($0, servers)) }
    probabilities = chain.probabilities
    meanQueueLength = chain.mean { Double(max(0, $0 - servers)) }
    meanNumberInSystem = chain.mean { Double($0) }
  }

  /// Share of arrivals turned away [1].
  public var blockingProbability: Double { probabilities[capacity] }
  /// Share of those let in that have to wait [1].
  public var waitingProbability: Double {
    let full = probabilities[servers...].dropLast().reduce(0, +)
    return full / probabilities.dropLast().reduce(0, +)
  }
  /// Customers served [1/s].
  public var throughput: Double { arrivalRate * probabilities.dropLast().reduce(0, +) }
  public var entryRate: Double { throughput }
  /// Share of the servers that work [1].
  public var utilisation: Double {
    (meanNumberInSystem - meanQueueLength) / Double(servers)
  }
}
