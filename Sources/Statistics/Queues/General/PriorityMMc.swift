/// c servers, several classes with priorities and one exponential service time; nobody's service is
/// broken off.
///
/// - Source: Cobham, Priority assignment in waiting line problems, Operations Research 2 (1954);
///   Kella and Yechiali, Waiting times in the non-preemptive priority M/M/c queue, Stochastic
///   Models 1 (1985).
public struct PriorityMMc: SteadyStateQueue, Hashable {
  /// λ of each class, from the highest priority to the lowest [1/s], shape [classes].
  public let arrivalRates: [Double]
  /// Mean time in queue of each class [s], shape [classes].
  public let meanWaitingTimes: [Double]
  private let together: MMc

  /// - Parameters:
  ///   - arrivalRates: λ of each class [1/s], ≥ 0, shape [classes], not all 0.
  ///   - serviceRate: μ of one server [1/s], > 0, for all classes.
  ///   - servers: c, ≥ 1.
  /// - Throws: `StatisticsError.unstable` when all classes together offer cμ or more;
  ///   `.outOfRange`, `.notFinite`.
  /// - Complexity: O(c + classes).
  public init(
    arrivalRates: [Double], serviceRate: Double, servers: Int
  ) throws(StatisticsError) {
    for rate in arrivalRates { try requireNonNegative(rate, "arrivalRates") }
    let sum = arrivalRates.reduce(0, +)
    try requirePositive(sum, "sum of arrivalRates")
    together = try MMc(arrivalRate: sum, serviceRate: serviceRate, servers: servers)
    self.arrivalRates = arrivalRates
    let fullRate = Double(servers) * serviceRate
    var higher = 0.0
    var waits: [Double] = []
    for rate in arrivalRates {
      // Sums of rates, so that the last of them is that of ``together``, to the bit.
      let including = higher + rate
      waits.append(together.erlangC / (fullRate - higher) * (fullRate / (fullRate - including)))
      higher = including
    }
    meanWaitingTimes = waits
  }

  /// Mean time in queue and service of each class [s], shape [classes].
  public var meanSojournTimes: [Double] { meanWaitingTimes.map { $0 + 1 / together.serviceRate } }
  /// Probability of having to wait, the same for every class [1].
  public var waitingProbability: Double { together.erlangC }
  public var entryRate: Double { together.entryRate }
  /// ρ of all classes together [1].
  public var utilisation: Double { together.utilisation }
  /// Over the customers of all classes [s]; priorities among equals change no mean.
  public var meanWaitingTime: Double { together.meanWaitingTime }
  public var meanSojournTime: Double { together.meanSojournTime }
}
