/// One server, several classes with priorities, Poisson arrivals, any service times.
///
///     let desk = try PriorityMG1(
///       classes: [
///         .init(arrivalRate: 0.2, serviceMean: 1, serviceVariance: 1),
///         .init(arrivalRate: 0.5, serviceMean: 1, serviceVariance: 1),
///       ], discipline: .nonPreemptive)
///     desk.meanWaitingTimes        // the first class waits least [s]
///
/// - Source: Cobham, Priority assignment in waiting line problems, Operations Research 2 (1954);
///   preemptive: White and Christie, Operations Research 6 (1958); both: Kleinrock, Queueing
///   Systems, vol. 2 (1976), section 3.6.
public struct PriorityMG1: SteadyStateQueue, Hashable {
  /// What an arrival of higher priority does to a service under way.
  public enum Discipline: Hashable, Sendable {
    /// Waits until it ends.
    case nonPreemptive
    /// Breaks it off; the rest of it is done later.
    case preemptiveResume
  }

  /// From the highest priority to the lowest; first come first served within a class.
  public let classes: [PriorityClass]
  public let discipline: Discipline
  /// Mean time of each class not in service, interruptions included [s], shape [classes].
  public let meanWaitingTimes: [Double]

  /// - Throws: `StatisticsError.unstable` when all classes together need 1 or more of the server;
  ///   `.tooFewSamples` without a class or with nobody coming; `.outOfRange`, `.notFinite`.
  /// - Complexity: O(classes).
  public init(classes: [PriorityClass], discipline: Discipline) throws(StatisticsError) {
    guard !classes.isEmpty else { throw .tooFewSamples(found: 0, needed: 1) }
    for item in classes { try item.checked() }
    try requirePositive(classes.reduce(0) { $0 + $1.arrivalRate }, "sum of arrivalRate")
    let total = classes.reduce(0) { $0 + $1.utilisation }
    try requireStable(total, below: 1, "M/G/1 with priorities")
    self.classes = classes
    self.discipline = discipline
    var residual =
      discipline == .nonPreemptive ? classes.reduce(0) { $0 + $1.residualWork } : 0
    var higher = 0.0
    var waits: [Double] = []
    for item in classes {
      let including = higher + item.utilisation
      var wait = 0.0
      if discipline == .preemptiveResume {
        residual += item.residualWork
        // While a service lasts, it is broken off for a share `higher` of the time.
        wait = item.serviceMean * higher / (1 - higher)
      }
      waits.append(wait + residual / ((1 - higher) * (1 - including)))
      higher = including
    }
    meanWaitingTimes = waits
  }

  /// Mean time from arrival to the end of service of each class [s], shape [classes].
  public var meanSojournTimes: [Double] {
    zip(classes, meanWaitingTimes).map { $0.serviceMean + $1 }
  }
  public var entryRate: Double { classes.reduce(0) { $0 + $1.arrivalRate } }
  /// ρ of all classes together [1].
  public var utilisation: Double { classes.reduce(0) { $0 + $1.utilisation } }
  /// Over the customers of all classes [s].
  public var meanWaitingTime: Double { average(meanWaitingTimes) }
  public var meanSojournTime: Double { average(meanSojournTimes) }

  private func average(_ times: [Double]) -> Double {
    zip(classes, times).reduce(0) { $0 + $1.0.arrivalRate * $1.1 } / entryRate
  }
}
