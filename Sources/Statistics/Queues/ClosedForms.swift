/// A station with Poisson arrivals, exponential service, one server.
public struct MM1: Hashable, Sendable {
  private let station: MMc

  /// - Throws: `StatisticsError.unstable` when λ/μ ≥ 1.
  public init(arrivalRate: Double, serviceRate: Double) throws(StatisticsError) {
    station = try MMc(arrivalRate: arrivalRate, serviceRate: serviceRate, servers: 1)
  }

  /// ρ = λ/μ [1].
  public var utilisation: Double { station.utilisation }
  /// Mean time in queue [s].
  public var meanWaitingTime: Double { station.meanWaitingTime }
  /// 1/(μ − λ) [s].
  public var meanSojournTime: Double { 1 / (station.serviceRate - station.arrivalRate) }
  /// Mean number waiting [1].
  public var meanQueueLength: Double { station.meanQueueLength }
  /// Mean number waiting or in service [1].
  public var meanNumberInSystem: Double { station.arrivalRate * meanSojournTime }

  /// The p-point of the waiting time [s].
  public func waitingQuantile(_ p: Double) -> Double { station.waitingQuantile(p) }
  /// The p-point of the sojourn time [s], which is exponential.
  public func sojournQuantile(_ p: Double) -> Double {
    -Portable.log1p(-p) * meanSojournTime
  }
}

/// One server and room for `capacity` customers, the one in service included; others are turned
/// away.
///
/// - Source: Kleinrock, Queueing Systems, vol. 1 (1975), section 3.6.
public struct MM1K: Hashable, Sendable {
  /// λ offered [1/s], and μ [1/s].
  public let arrivalRate: Double
  public let serviceRate: Double
  /// K [1].
  public let capacity: Int
  /// Probabilities of 0 … K customers in the system.
  public let probabilities: [Double]

  /// - Throws: `StatisticsError.outOfRange` for a capacity outside 1 … 10 million or a rate ≤ 0.
  /// - Complexity: O(K).
  public init(arrivalRate: Double, serviceRate: Double, capacity: Int) throws(StatisticsError) {
    try requirePositive(arrivalRate, "arrivalRate")
    try requirePositive(serviceRate, "serviceRate")
    try requireCount(capacity, "capacity")
    guard capacity <= 10_000_000 else {
      throw .outOfRange(name: "capacity", found: Double(capacity), allowed: "up to 10 million")
    }
    self.arrivalRate = arrivalRate
    self.serviceRate = serviceRate
    self.capacity = capacity
    let load = arrivalRate / serviceRate
    // Weights of the fuller end where load > 1, so that powers shrink and never overflow.
    let ratio = min(load, 1 / load)
    var weights = [1.0]
    for _ in 0..<capacity { weights.append(weights[weights.count - 1] * ratio) }
    let sum = weights.reduce(0, +)
    let sorted = load <= 1 ? weights : weights.reversed()
    probabilities = sorted.map { $0 / sum }
  }

  /// Share of arrivals turned away [1].
  public var blockingProbability: Double { probabilities[capacity] }
  /// Customers served [1/s].
  public var throughput: Double { arrivalRate * (1 - blockingProbability) }
  /// Share of time the server is busy [1].
  public var utilisation: Double { 1 - probabilities[0] }
  /// Mean number waiting or in service [1].
  public var meanNumberInSystem: Double {
    probabilities.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
  }
  /// Mean number waiting [1].
  public var meanQueueLength: Double { meanNumberInSystem - utilisation }
  /// Mean time in the system of those let in [s].
  public var meanSojournTime: Double { meanNumberInSystem / throughput }
  /// Mean time in queue of those let in [s].
  public var meanWaitingTime: Double { meanQueueLength / throughput }
}

/// One server, Poisson arrivals, any service time (Pollaczek–Khinchine).
///
/// - Source: Kleinrock, Queueing Systems, vol. 1 (1975), section 5.6.
public struct MG1: Hashable, Sendable {
  /// λ [1/s].
  public let arrivalRate: Double
  /// Mean [s] and variance [s²] of the service time.
  public let serviceMean: Double
  public let serviceVariance: Double

  /// - Throws: `StatisticsError.unstable` when λ·mean ≥ 1.
  public init(
    arrivalRate: Double, serviceMean: Double, serviceVariance: Double
  ) throws(StatisticsError) {
    try requireNonNegative(arrivalRate, "arrivalRate")
    try requirePositive(serviceMean, "serviceMean")
    try requireNonNegative(serviceVariance, "serviceVariance")
    let utilisation = arrivalRate * serviceMean
    guard utilisation < 1 else { throw .unstable(name: "M/G/1", utilisation: utilisation) }
    self.arrivalRate = arrivalRate
    self.serviceMean = serviceMean
    self.serviceVariance = serviceVariance
  }

  /// ρ [1].
  public var utilisation: Double { arrivalRate * serviceMean }
  /// Mean time in queue [s].
  public var meanWaitingTime: Double {
    arrivalRate * (serviceVariance + serviceMean * serviceMean) / (2 * (1 - utilisation))
  }
  /// Mean time in queue and service [s].
  public var meanSojournTime: Double { meanWaitingTime + serviceMean }
  /// Mean number waiting [1].
  public var meanQueueLength: Double { arrivalRate * meanWaitingTime }
  /// Mean number waiting or in service [1].
  public var meanNumberInSystem: Double { arrivalRate * meanSojournTime }
}
