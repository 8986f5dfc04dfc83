/// N sources that each think, then ask one of c servers, and think again once served (M/M/c//N).
///
/// Machines that fail and are repaired; officials at their screens. Always stable.
///
///     let workshop = try MachineRepair(
///       sources: 10, requestRate: 0.1, serviceRate: 1, servers: 2)
///     workshop.throughput
///
/// - Source: Palm, Arbetskraftens fördelning vid betjäning av automatmaskiner, Industritidningen
///   Norden 75 (1947); Kleinrock, Queueing Systems, vol. 1 (1975), sections 3.8 and 3.10.
public struct MachineRepair: CountedQueue, Hashable {
  /// N and c [1].
  public let sources: Int
  public let servers: Int
  /// Requests of one thinking source [1/s], and μ of one server [1/s].
  public let requestRate: Double
  public let serviceRate: Double
  /// Probabilities of 0 … N sources waiting or in service, shape [N + 1].
  public let probabilities: [Double]
  /// Mean number waiting, and waiting or in service [1].
  public let meanQueueLength: Double
  public let meanNumberInSystem: Double

  /// - Parameters:
  ///   - sources: N, 1 … 10 million.
  ///   - requestRate: one over the mean thinking time [1/s], > 0.
  ///   - serviceRate: μ of one server [1/s], > 0.
  ///   - servers: c, ≥ 1.
  /// - Throws: `StatisticsError.outOfRange`, `.notFinite`.
  /// - Complexity: O(N).
  public init(
    sources: Int, requestRate: Double, serviceRate: Double, servers: Int
  ) throws(StatisticsError) {
    try requireCount(sources, "sources")
    guard sources <= BirthDeathChain.stateLimit else {
      throw .outOfRange(name: "sources", found: Double(sources), allowed: "up to 10 million")
    }
    try requirePositive(requestRate, "requestRate")
    try requirePositive(serviceRate, "serviceRate")
    try requireCount(servers, "servers")
    self.sources = sources
    self.servers = servers
    self.requestRate = requestRate
    self.serviceRate = serviceRate
    let chain = try BirthDeathChain(last: sources) { n in
      Double(sources - n + 1) * requestRate / (Double(min(n, servers)) * serviceRate)
    }
    probabilities = chain.probabilities
    meanQueueLength = chain.mean { Double(max(0, $0 - servers)) }
    meanNumberInSystem = chain.mean { Double($0) }
  }

  /// Services completed [1/s].
  public var throughput: Double { serviceRate * (meanNumberInSystem - meanQueueLength) }
  public var entryRate: Double { throughput }
  /// Share of the servers that work [1].
  public var utilisation: Double {
    (meanNumberInSystem - meanQueueLength) / Double(servers)
  }
  /// Share of time that one source thinks, such as a machine's share of time running [1].
  public var availability: Double { throughput / requestRate / Double(sources) }
  /// Share of requests that find all servers busy [1]; who asks sees the others only.
  public var waitingProbability: Double {
    var waiting = 0.0
    var all = 0.0
    for (n, probability) in probabilities.enumerated() {
      let asking = probability * Double(sources - n)
      all += asking
      if n >= servers { waiting += asking }
    }
    return waiting / all
  }
}
