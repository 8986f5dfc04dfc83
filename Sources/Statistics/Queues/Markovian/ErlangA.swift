/// c servers, and customers who leave the queue when their patience ends (M/M/c + M).
///
///     let hotline = try ErlangA(
///       arrivalRate: 1.1, serviceRate: 0.1, servers: 10, abandonmentRate: 0.05)
///     hotline.abandonmentProbability
///
/// Stable at any load. Without patience it becomes Erlang's loss system, with endless patience the
/// delay system.
///
/// - Source: Palm, Research on telephone traffic carried by full availability groups, Tele 1
///   (1957); Mandelbaum and Zeltyn, Service engineering in action: the Palm/Erlang-A queue (2007),
///   section 3. Palm's sums are taken from the largest term outwards; states that weigh less than
///   1e-30 of it are left out, so that probabilities and numbers smaller than that come out as 0.
public struct ErlangA: CountedQueue, Hashable {
  /// λ [1/s], μ of one server [1/s], and θ = 1 / mean patience [1/s].
  public let arrivalRate: Double
  public let serviceRate: Double
  public let abandonmentRate: Double
  /// c [1].
  public let servers: Int
  /// Share of arrivals that find all servers busy [1].
  public let waitingProbability: Double
  /// Mean number waiting, and waiting or in service [1].
  public let meanQueueLength: Double
  public let meanNumberInSystem: Double
  /// Mean time in queue of those who are served in the end [s].
  public let meanWaitingTimeOfServed: Double

  /// - Parameters:
  ///   - arrivalRate: λ [1/s], ≥ 0.
  ///   - serviceRate: μ of one server [1/s], > 0.
  ///   - servers: c, ≥ 1.
  ///   - abandonmentRate: θ [1/s], > 0; for endless patience use ``MMc``.
  /// - Throws: `StatisticsError.outOfRange`, `.notFinite`; also where more than ten million states
  ///   matter, which needs λ/θ above about 1e11.
  /// - Complexity: O(c + √(λ/θ)), or O(1/(1 − ρ)) states where patience hardly matters.
  public init(
    arrivalRate: Double, serviceRate: Double, servers: Int, abandonmentRate: Double
  ) throws(StatisticsError) {
    try requireNonNegative(arrivalRate, "arrivalRate")
    try requirePositive(serviceRate, "serviceRate")
    try requireCount(servers, "servers")
    try requirePositive(abandonmentRate, "abandonmentRate")
    self.arrivalRate = arrivalRate
    self.serviceRate = serviceRate
    self.servers = servers
    self.abandonmentRate = abandonmentRate
    func departureRate(_ n: Int) -> Double {
      Double(min(n, servers)) * serviceRate + Double(max(0, n - servers)) * abandonmentRate
    }
    let chain = try BirthDeathChain(last: nil) { arrivalRate / departureRate($0) }
    waitingProbability = chain.mean { $0 >= servers ? 1 : 0 }
    meanQueueLength = chain.mean { Double(max(0, $0 - servers)) }
    meanNumberInSystem = chain.mean { Double($0) }
    meanWaitingTimeOfServed = Self.waitOfServed(
      chain, arrivalRate, Double(servers) * serviceRate, servers, abandonmentRate)
  }

  /// Who finds i others waiting is served with probability cμ/(cμ + (i + 1)θ), and then has waited
  /// for i + 1 departures, at the rates cμ + θ, …, cμ + (i + 1)θ.
  private static func waitOfServed(
    _ chain: BirthDeathChain, _ arrivalRate: Double, _ fullRate: Double, _ servers: Int,
    _ abandonmentRate: Double
  ) -> Double {
    var served = 0.0
    var waited = 0.0
    let below = Double(max(0, chain.first - servers))
    var time =
      reciprocals(from: fullRate / abandonmentRate, count: below) / abandonmentRate
    for (index, probability) in chain.probabilities.enumerated() {
      let state = chain.first + index
      if state < servers {
        served += probability
      } else {
        let rate = fullRate + Double(state + 1 - servers) * abandonmentRate
        time += 1 / rate
        served += probability * fullRate / rate
        waited += probability * fullRate / rate * time
      }
    }
    return waited / served
  }

  /// 1/(x + 1) + … + 1/(x + count), as the gap between two values of ψ (DLMF 5.11.2).
  private static func reciprocals(from x: Double, count: Double) -> Double {
    var low = x + 1
    let end = x + count + 1
    var sum = 0.0
    while low < 20, low < end {
      sum += 1 / low
      low += 1
    }
    guard low < end else { return sum }
    func tail(_ x: Double) -> Double {
      let w = 1 / (x * x)
      return -0.5 / x - w * (1.0 / 12 - w * (1.0 / 120 - w * (1.0 / 252 - w / 240)))
    }
    return sum + Portable.log1p((end - low) / low) + (tail(end) - tail(low))
  }

  public var entryRate: Double { arrivalRate }
  /// Share of arrivals that give up waiting [1].
  public var abandonmentProbability: Double {
    meanQueueLength > 0 ? abandonmentRate * meanQueueLength / arrivalRate : 0
  }
  /// Customers served [1/s].
  public var throughput: Double {
    serviceRate * (meanNumberInSystem - meanQueueLength)
  }
  /// Share of the servers that work [1].
  public var utilisation: Double {
    (meanNumberInSystem - meanQueueLength) / Double(servers)
  }
}
