/// One server without a queue: who finds it busy tries again after exponential times, until served.
///
///     let line = try RetrialMM1(arrivalRate: 0.5, serviceRate: 1, retrialRate: 0.2)
///     line.meanRetrials        // 1.2 attempts more per customer
///
/// - Source: Falin and Templeton, Retrial Queues (1997), section 1.2.
public struct RetrialMM1: SteadyStateQueue, Hashable {
  /// λ [1/s], μ [1/s], and ν of each customer who will try again [1/s].
  public let arrivalRate: Double
  public let serviceRate: Double
  public let retrialRate: Double

  /// - Parameters:
  ///   - arrivalRate: λ of first attempts [1/s], ≥ 0.
  ///   - serviceRate: μ [1/s], > 0.
  ///   - retrialRate: ν = 1 / mean time between attempts of one customer [1/s], > 0.
  /// - Throws: `StatisticsError.unstable` when λ/μ ≥ 1; `.outOfRange`, `.notFinite`.
  public init(
    arrivalRate: Double, serviceRate: Double, retrialRate: Double
  ) throws(StatisticsError) {
    try requireNonNegative(arrivalRate, "arrivalRate")
    try requirePositive(serviceRate, "serviceRate")
    try requirePositive(retrialRate, "retrialRate")
    try requireStable(arrivalRate, below: serviceRate, "M/M/1 with retrials")
    self.arrivalRate = arrivalRate
    self.serviceRate = serviceRate
    self.retrialRate = retrialRate
  }

  public var entryRate: Double { arrivalRate }
  /// ρ, which is also the share of first attempts that find the server busy [1].
  public var utilisation: Double { arrivalRate / serviceRate }
  /// Mean number of customers who will try again: λ(λ + ρν)/(ν(μ − λ)) [1].
  public var meanQueueLength: Double {
    arrivalRate * meanWaitingTime
  }
  /// Mean time from the first attempt to the start of service [s].
  public var meanWaitingTime: Double {
    (arrivalRate / retrialRate + utilisation) / (serviceRate - arrivalRate)
  }
  /// Mean time from the first attempt to the end of service [s].
  public var meanSojournTime: Double { meanWaitingTime + 1 / serviceRate }
  /// Mean number of attempts of a customer after the first [1].
  public var meanRetrials: Double { retrialRate * meanWaitingTime }
  /// Probability that the server is idle and nobody will try again: (1 − ρ)^(1 + λ/ν) [1].
  public var emptyProbability: Double {
    Portable.exp((1 + arrivalRate / retrialRate) * Portable.log1p(-utilisation))
  }
}
