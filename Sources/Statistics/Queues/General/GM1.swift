/// One server, exponential service, and any law of independent times between arrivals.
///
///     let desk = try GM1(interarrivalTime: .constant(1.25), serviceRate: 1)
///     desk.meanWaitingTime        // less than with chance arrivals
///
/// The share σ of arrivals that must wait solves σ = A*(μ(1 − σ)), A* the Laplace–Stieltjes
/// transform of the time between arrivals. It is found for 1 − σ, with a relative error of about
/// 1e-16/(1 − ρ).
///
/// - Source: Kleinrock, Queueing Systems, vol. 1 (1975), section 6.4, equation 6.27.
public struct GM1: SteadyStateQueue, Hashable {
  /// μ [1/s], and one over the mean time between arrivals [1/s].
  public let serviceRate: Double
  public let arrivalRate: Double
  /// 1 − σ: share of arrivals that find the server idle [1].
  public let idleProbability: Double

  /// - Parameters:
  ///   - interarrivalTime: [s]; constant, exponential, Erlang, gamma, hyperexponential or uniform.
  ///   - serviceRate: μ [1/s], > 0.
  /// - Throws: `StatisticsError.unstable` when ρ ≥ 1; `.outOfRange` for other families and bad
  ///   parameters.
  /// - Complexity: 64 transforms.
  public init(interarrivalTime: Distribution, serviceRate: Double) throws(StatisticsError) {
    try interarrivalTime.checked()
    guard interarrivalTime.hasLaplaceTransform else {
      throw .outOfRange(
        name: "interarrivalTime of mean", found: interarrivalTime.mean,
        allowed: "constant, exponential, Erlang, gamma, hyperexponential or uniform")
    }
    try requireNonNegative(interarrivalTime.quantile(0), "shortest interarrivalTime")
    try self.init(
      interarrivalMean: interarrivalTime.mean, serviceRate: serviceRate, lowest: 0,
      complement: interarrivalTime.laplaceComplement)
  }

  /// - Parameters:
  ///   - interarrivalMean: [s], > 0.
  ///   - serviceRate: μ [1/s], > 0.
  ///   - transform: A*(s) for s [1/s] ≥ 0: the mean of e^(−sX).
  /// - Throws: `StatisticsError.unstable` when ρ ≥ 1; `.outOfRange` for a transform that leaves
  ///   0 … 1; `.notFinite`.
  /// - Complexity: 64 transforms. The result is good to about 1e-15 over `idleProbability`, which
  ///   must exceed 1e-9.
  public init(
    interarrivalMean: Double, serviceRate: Double, transform: (Double) -> Double
  ) throws(StatisticsError) {
    for point in [0, 0.5, 1] {
      let value = transform(point * serviceRate)
      guard value >= 0, value <= 1 else {
        throw .outOfRange(name: "transform", found: value, allowed: "0 … 1")
      }
    }
    try self.init(interarrivalMean: interarrivalMean, serviceRate: serviceRate, lowest: 1e-9) {
      1 - transform($0)
    }
  }

  private init(
    interarrivalMean: Double, serviceRate: Double, lowest: Double,
    complement: (Double) -> Double
  ) throws(StatisticsError) {
    try requirePositive(interarrivalMean, "mean time between arrivals")
    try requirePositive(serviceRate, "serviceRate")
    let utilisation = 1 / (interarrivalMean * serviceRate)
    try requireStable(utilisation, below: 1, "G/M/1")
    self.serviceRate = serviceRate
    arrivalRate = 1 / interarrivalMean
    // 1 − A*(μx) is concave and starts steeper than x, so it falls below x once.
    idleProbability = Portable.smallest(from: lowest, through: 1) { x in
      x > 0 && complement(serviceRate * x) <= x
    }
  }

  public var entryRate: Double { arrivalRate }
  /// ρ [1].
  public var utilisation: Double { arrivalRate / serviceRate }
  /// σ: share of arrivals that must wait [1].
  public var waitingProbability: Double { 1 - idleProbability }
  /// Mean time in queue [s].
  public var meanWaitingTime: Double { waitingProbability * meanSojournTime }
  /// Mean time in queue and service: 1/(μ(1 − σ)) [s]; the law is exponential.
  public var meanSojournTime: Double { 1 / (serviceRate * idleProbability) }

  /// P(waiting time > t), t [s].
  public func waitingTail(_ t: Double) -> Double {
    t < 0 ? 1 : waitingProbability * sojournTail(t)
  }
  /// P(sojourn time > t), t [s].
  public func sojournTail(_ t: Double) -> Double {
    t < 0 ? 1 : Portable.exp(-t / meanSojournTime)
  }
}
