/// One server that takes up to b waiting customers at once and serves them together.
///
///     let mailer = try BulkServiceMM1(arrivalRate: 3, serviceRate: 1, batchLimit: 5)
///     mailer.meanWaitingTime
///
/// Poisson arrivals; the time of a batch is exponential, whatever its size. A free server starts with
/// whoever is there, one at least, and who comes during a service waits for the next (the general
/// bulk service rule with a least batch of one). While the server works, n wait with probability
/// A zⁿ, with z the root in (0, 1) of λ = μ (z + … + zᵇ): the rate up across each level against the
/// rates down across it. That is exact; the share of time left over is the idle server's, A μ/λ.
///
/// - Source: Bailey, On queueing processes with bulk service, Journal of the Royal Statistical
///   Society B 16 (1954); Neuts, A general class of bulk queues with Poisson input, Annals of
///   Mathematical Statistics 38 (1967). The geometric law follows from the balance equations.
public struct BulkServiceMM1: SteadyStateQueue, Hashable {
  /// λ [1/s], and μ of a batch [1/s].
  public let arrivalRate: Double
  public let serviceRate: Double
  /// b [1].
  public let batchLimit: Int
  /// z: chance of one more waiting, given so many [1].
  public let ratio: Double

  /// - Parameters:
  ///   - arrivalRate: λ [1/s], > 0.
  ///   - serviceRate: μ: one over the mean time of a batch [1/s], > 0.
  ///   - batchLimit: b, 1 … 1 million.
  /// - Throws: `StatisticsError.unstable` when λ/(bμ) ≥ 1; `.outOfRange`, `.notFinite`.
  /// - Complexity: O(b). The result is good to about 1e-15/(1 − z).
  public init(arrivalRate: Double, serviceRate: Double, batchLimit: Int) throws(StatisticsError) {
    try requirePositive(arrivalRate, "arrivalRate")
    try requirePositive(serviceRate, "serviceRate")
    guard (1...1_000_000).contains(batchLimit) else {
      throw .outOfRange(name: "batchLimit", found: Double(batchLimit), allowed: "1 … 1 million")
    }
    let fullRate = Double(batchLimit) * serviceRate
    try requireFinite(fullRate, "batchLimit × serviceRate")
    try requireStable(arrivalRate, below: fullRate, "M/M/1 with bulk service")
    self.arrivalRate = arrivalRate
    self.serviceRate = serviceRate
    self.batchLimit = batchLimit
    let load = arrivalRate / serviceRate
    ratio = Portable.smallest(from: 0, through: 1) { z in
      (0..<batchLimit).reduce(0) { sum, _ in (sum + 1) * z } >= load
    }
  }

  public var entryRate: Double { arrivalRate }
  /// Share of time that the server works, with however many; also that of arrivals that wait [1].
  public var utilisation: Double { 1 / (1 + (1 - ratio) * serviceRate / arrivalRate) }
  /// Mean number waiting [1].
  public var meanQueueLength: Double { utilisation * ratio / (1 - ratio) }
  /// Mean number served together [1].
  public var meanBatch: Double { arrivalRate / (serviceRate * utilisation) }
  /// Mean time in queue [s].
  public var meanWaitingTime: Double { meanQueueLength / arrivalRate }
  /// Mean time in queue and service [s].
  public var meanSojournTime: Double { meanWaitingTime + 1 / serviceRate }
}
