/// One server, and customers who come in batches: M[X]/G/1, and M[X]/M/1 for exponential service.
///
///     // Letters that always come in pairs.
///     let post = try BatchMG1(
///       batchRate: 0.2, batchMean: 2, batchVariance: 0, serviceMean: 1, serviceVariance: 1)
///     post.meanWaitingTime
///
/// - Source: Gross, Shortle, Thompson and Harris, Fundamentals of Queueing Theory, 4th ed. (2008),
///   section 3.1; Burke, Delays in single-server queues with batch input, Operations Research 23
///   (1975).
public struct BatchMG1: SteadyStateQueue, Hashable {
  /// Batches [1/s].
  public let batchRate: Double
  /// Mean and variance of the customers in a batch [1].
  public let batchMean: Double
  public let batchVariance: Double
  /// Mean [s] and variance [s²] of the service time of one customer.
  public let serviceMean: Double
  public let serviceVariance: Double

  /// - Parameters:
  ///   - batchRate: [1/s], ≥ 0.
  ///   - batchMean: [1], ≥ 1.
  ///   - batchVariance: [1], ≥ f(1 − f), f the fraction of the mean: whole numbers cannot vary less.
  ///   - serviceMean: [s], > 0.
  ///   - serviceVariance: [s²], ≥ 0.
  /// - Throws: `StatisticsError.unstable` when ρ ≥ 1; `.outOfRange`, `.notFinite`.
  public init(
    batchRate: Double, batchMean: Double, batchVariance: Double, serviceMean: Double,
    serviceVariance: Double
  ) throws(StatisticsError) {
    try requireNonNegative(batchRate, "batchRate")
    try requireFinite(batchMean, "batchMean")
    guard batchMean >= 1 else {
      throw .outOfRange(name: "batchMean", found: batchMean, allowed: "at least 1")
    }
    let fraction = batchMean - batchMean.rounded(.down)
    let least = fraction * (1 - fraction)
    try requireFinite(batchVariance, "batchVariance")
    guard batchVariance >= least - 1e-12 * batchMean, batchVariance >= 0 else {
      throw .outOfRange(name: "batchVariance", found: batchVariance, allowed: "at least \(least)")
    }
    try requirePositive(serviceMean, "serviceMean")
    try requireNonNegative(serviceVariance, "serviceVariance")
    let utilisation = batchRate * batchMean * serviceMean
    try requireStable(utilisation, below: 1, "M[X]/G/1")
    self.batchRate = batchRate
    self.batchMean = batchMean
    self.batchVariance = batchVariance
    self.serviceMean = serviceMean
    self.serviceVariance = serviceVariance
  }

  /// M[X]/M/1: exponential service at rate μ [1/s].
  public init(
    batchRate: Double, batchMean: Double, batchVariance: Double, serviceRate: Double
  ) throws(StatisticsError) {
    try requirePositive(serviceRate, "serviceRate")
    let mean = 1 / serviceRate
    try self.init(
      batchRate: batchRate, batchMean: batchMean, batchVariance: batchVariance,
      serviceMean: mean, serviceVariance: mean * mean)
  }

  /// Customers [1/s].
  public var entryRate: Double { batchRate * batchMean }
  /// ρ [1].
  public var utilisation: Double { entryRate * serviceMean }
  /// Mean time in queue of a customer: for the batches before, and for those who are served before
  /// in the own batch [s].
  public var meanWaitingTime: Double {
    let secondMoment = serviceVariance + serviceMean * serviceMean
    let batchSecondMoment = batchVariance + batchMean * batchMean
    let inBatch = serviceMean * (batchSecondMoment / batchMean - 1)
    return (entryRate * secondMoment + inBatch) / (2 * (1 - utilisation))
  }
  /// Mean time in queue and service [s].
  public var meanSojournTime: Double { meanWaitingTime + serviceMean }
}
