/// One server, Poisson arrivals, any service time, first come first served (Pollaczek–Khinchine).
///
/// - Source: Kleinrock, Queueing Systems, vol. 1 (1975), ch. 5.
public struct MG1: SteadyStateQueue, Hashable {
  /// λ [1/s].
  public let arrivalRate: Double
  /// Mean [s] and variance [s²] of the service time.
  public let serviceMean: Double
  public let serviceVariance: Double

  /// - Parameters:
  ///   - arrivalRate: λ [1/s], ≥ 0.
  ///   - serviceMean: [s], > 0.
  ///   - serviceVariance: [s²], ≥ 0.
  /// - Throws: `StatisticsError.unstable` when λ·mean ≥ 1; `.outOfRange`, `.notFinite`.
  public init(
    arrivalRate: Double, serviceMean: Double, serviceVariance: Double
  ) throws(StatisticsError) {
    try requireNonNegative(arrivalRate, "arrivalRate")
    try requirePositive(serviceMean, "serviceMean")
    try requireNonNegative(serviceVariance, "serviceVariance")
    let utilisation = arrivalRate * serviceMean
    try requireStable(utilisation, below: 1, "M/G/1")
    self.arrivalRate = arrivalRate
    self.serviceMean = serviceMean
    self.serviceVariance = serviceVariance
  }

  public var entryRate: Double { arrivalRate }
  /// ρ [1].
  public var utilisation: Double { arrivalRate * serviceMean }
  /// E[S²] [s²].
  public var serviceSecondMoment: Double { serviceVariance + serviceMean * serviceMean }
  /// Mean time in queue [s].
  public var meanWaitingTime: Double { arrivalRate * serviceSecondMoment / (2 * (1 - utilisation)) }
  /// Mean time in queue and service [s].
  public var meanSojournTime: Double { meanWaitingTime + serviceMean }
}
