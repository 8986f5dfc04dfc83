/// One server that all customers share equally, Poisson arrivals, any service time (M/G/1-PS).
///
/// A web server's processor, a link under fair sharing. Of the work only its mean matters.
///
///     let link = try ProcessorSharingMG1(arrivalRate: 6, serviceMean: 0.1)
///     link.meanSojournTime                   // 0.25 s
///     link.meanSojournTime(ofWork: 1)        // 2.5 s
///
/// - Source: Kleinrock, Queueing Systems, vol. 2 (1976), section 4.4; insensitivity: Sakata,
///   Noguchi and Oizumi, Operations Research 19 (1971).
public struct ProcessorSharingMG1: SteadyStateQueue, Hashable {
  /// λ [1/s].
  public let arrivalRate: Double
  /// Mean time of one customer alone at the server [s].
  public let serviceMean: Double

  /// - Parameters:
  ///   - arrivalRate: λ [1/s], ≥ 0.
  ///   - serviceMean: work over the server's speed [s], > 0.
  /// - Throws: `StatisticsError.unstable` when λ·mean ≥ 1; `.outOfRange`, `.notFinite`.
  public init(arrivalRate: Double, serviceMean: Double) throws(StatisticsError) {
    try requireNonNegative(arrivalRate, "arrivalRate")
    try requirePositive(serviceMean, "serviceMean")
    let utilisation = arrivalRate * serviceMean
    try requireStable(utilisation, below: 1, "M/G/1-PS")
    self.arrivalRate = arrivalRate
    self.serviceMean = serviceMean
  }

  public var entryRate: Double { arrivalRate }
  /// ρ [1].
  public var utilisation: Double { arrivalRate * serviceMean }
  /// Mean time beyond what a customer alone would need; there is no queue [s].
  public var meanWaitingTime: Double { meanSojournTime - serviceMean }
  /// Mean time in the system [s].
  public var meanSojournTime: Double { meanSojournTime(ofWork: serviceMean) }

  /// Mean time in the system of customers who alone would need `work` [s]: work/(1 − ρ) [s].
  public func meanSojournTime(ofWork work: Double) -> Double { work / (1 - utilisation) }

  /// Probability of n customers: (1 − ρ) ρⁿ [1].
  public func probability(of n: Int) -> Double {
    guard n >= 0 else { return 0 }
    return (1 - utilisation) * Portable.pow(utilisation, Double(n))
  }
}
