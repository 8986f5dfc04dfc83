/// One server that breaks down and is repaired, at any time, busy or idle; work is resumed.
///
/// Up for exponential times, down for exponential times. For exponential service this is the
/// M/M/1 with breakdowns.
///
///     let counter = try BreakdownMG1(
///       arrivalRate: 0.5, serviceMean: 1, serviceVariance: 1, meanTimeBetweenFailures: 50,
///       meanTimeToRepair: 10)
///     counter.meanNumberInSystem        // 3.58; without breakdowns it would be 1
///
/// Seen by the customers, each service takes a *completion time*: the service and all repairs in
/// the midst of it. The station is an M/G/1 of completion times, and who comes while nobody is
/// served may find the server down besides.
///
/// - Source: White and Christie, Queuing with preemptive priorities or with breakdown, Operations
///   Research 6 (1958); Avi-Itzhak and Naor, Some queuing problems with the service station subject
///   to breakdown, Operations Research 11 (1963).
public struct BreakdownMG1: SteadyStateQueue, Hashable {
  /// λ [1/s].
  public let arrivalRate: Double
  /// Mean [s] and variance [s²] of the service time without repairs.
  public let serviceMean: Double
  public let serviceVariance: Double
  /// Mean time from repair to the next failure, and from failure to repair [s].
  public let meanTimeBetweenFailures: Double
  public let meanTimeToRepair: Double

  /// - Parameters:
  ///   - arrivalRate: λ [1/s], ≥ 0.
  ///   - serviceMean: [s], > 0.
  ///   - serviceVariance: [s²], ≥ 0.
  ///   - meanTimeBetweenFailures: [s], > 0.
  ///   - meanTimeToRepair: [s], ≥ 0.
  /// - Throws: `StatisticsError.unstable` when λ × mean completion time ≥ 1; `.outOfRange`,
  ///   `.notFinite`.
  public init(
    arrivalRate: Double, serviceMean: Double, serviceVariance: Double,
    meanTimeBetweenFailures: Double, meanTimeToRepair: Double
  ) throws(StatisticsError) {
    try requireNonNegative(arrivalRate, "arrivalRate")
    try requirePositive(serviceMean, "serviceMean")
    try requireNonNegative(serviceVariance, "serviceVariance")
    try requirePositive(meanTimeBetweenFailures, "meanTimeBetweenFailures")
    try requireNonNegative(meanTimeToRepair, "meanTimeToRepair")
    self.arrivalRate = arrivalRate
    self.serviceMean = serviceMean
    self.serviceVariance = serviceVariance
    self.meanTimeBetweenFailures = meanTimeBetweenFailures
    self.meanTimeToRepair = meanTimeToRepair
    let load = arrivalRate * completionMean
    try requireStable(load, below: 1, "M/G/1 with breakdowns")
  }

  /// Share of time that the server is up [1].
  public var availability: Double {
    meanTimeBetweenFailures / (meanTimeBetweenFailures + meanTimeToRepair)
  }
  /// Repairs [s] per second of service [1].
  private var stretch: Double { meanTimeToRepair / meanTimeBetweenFailures }
  /// Mean completion time [s].
  public var completionMean: Double { serviceMean * (1 + stretch) }
  /// Variance of the completion time [s²].
  public var completionVariance: Double {
    serviceVariance * (1 + stretch) * (1 + stretch)
      + 2 * serviceMean * stretch * meanTimeToRepair
  }

  public var entryRate: Double { arrivalRate }
  /// Share of time that the server works, neither down nor idle: λ × service mean [1].
  public var utilisation: Double { arrivalRate * serviceMean }
  /// Mean time not in service, repairs included [s].
  public var meanWaitingTime: Double { meanSojournTime - serviceMean }
  /// Mean time from arrival to the end of service [s].
  public var meanSojournTime: Double {
    let secondMoment = completionVariance + completionMean * completionMean
    let queue = arrivalRate * secondMoment / (2 * (1 - arrivalRate * completionMean))
    return completionMean + queue + (1 - availability) * meanTimeToRepair
  }
  /// The same if the server fails in service only, never while idle: the M/G/1 of completion times
  /// [s].
  public var meanSojournTimeFailingInServiceOnly: Double {
    meanSojournTime - (1 - availability) * meanTimeToRepair
  }
}
