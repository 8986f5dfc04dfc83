/// A server for everybody: Poisson arrivals, exponential service, nobody waits.
///
///     let site = try MMInfinity(arrivalRate: 20, serviceRate: 0.5)
///     site.meanNumberInSystem              // 40
///     site.meanNumber(at: 1, from: 0)      // 15.7, one second after opening
///
/// - Source: Kleinrock, Queueing Systems, vol. 1 (1975), section 3.4; transient: Takács,
///   Introduction to the Theory of Queues (1962), ch. 3.
public struct MMInfinity: SteadyStateQueue, Hashable {
  /// λ [1/s], and μ [1/s].
  public let arrivalRate: Double
  public let serviceRate: Double

  /// - Parameters:
  ///   - arrivalRate: λ [1/s], ≥ 0.
  ///   - serviceRate: μ [1/s], > 0.
  /// - Throws: `StatisticsError.outOfRange`, `.notFinite`.
  public init(arrivalRate: Double, serviceRate: Double) throws(StatisticsError) {
    try requireNonNegative(arrivalRate, "arrivalRate")
    try requirePositive(serviceRate, "serviceRate")
    self.arrivalRate = arrivalRate
    self.serviceRate = serviceRate
  }

  public var entryRate: Double { arrivalRate }
  /// Of endlessly many servers, none counts: 0.
  public var utilisation: Double { 0 }
  /// Nobody waits.
  public var meanWaitingTime: Double { 0 }
  /// 1/μ [s].
  public var meanSojournTime: Double { 1 / serviceRate }

  /// Probability of n customers in steady state (Poisson) [1].
  public func probability(of n: Int) -> Double {
    CountDistribution.poisson(mean: arrivalRate / serviceRate).probability(of: n)
  }

  /// Probability of n customers, t [s] after an empty start (Poisson) [1].
  public func probability(of n: Int, at t: Double) -> Double {
    CountDistribution.poisson(mean: meanNumber(at: t, from: 0)).probability(of: n)
  }

  /// Mean number of customers, t [s] ≥ 0 after there were exactly `start` [1].
  public func meanNumber(at t: Double, from start: Int) -> Double {
    let gone = -Portable.expm1(-serviceRate * t)
    return Double(start) * (1 - gone) + arrivalRate / serviceRate * gone
  }

  /// Variance of the same [1]: those who are still there of the first, and the newcomers.
  public func variance(at t: Double, from start: Int) -> Double {
    let gone = -Portable.expm1(-serviceRate * t)
    return Double(start) * gone * (1 - gone) + arrivalRate / serviceRate * gone
  }
}
