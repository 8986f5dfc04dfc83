/// A station with Poisson arrivals, exponential service, one server.
///
///     let counter = try MM1(arrivalRate: 0.8, serviceRate: 1)
///     counter.meanSojournTime        // 5 s
///
/// - Source: Kleinrock, Queueing Systems, vol. 1 (1975), section 3.2.
public struct MM1: SteadyStateQueue, Hashable {
  private let station: MMc

  /// - Parameters:
  ///   - arrivalRate: λ [1/s], ≥ 0.
  ///   - serviceRate: μ [1/s], > 0.
  /// - Throws: `StatisticsError.unstable` when λ/μ ≥ 1; `.outOfRange`, `.notFinite`.
  public init(arrivalRate: Double, serviceRate: Double) throws(StatisticsError) {
    station = try MMc(arrivalRate: arrivalRate, serviceRate: serviceRate, servers: 1)
  }

  /// λ [1/s].
  public var entryRate: Double { station.arrivalRate }
  /// ρ = λ/μ [1].
  public var utilisation: Double { station.utilisation }
  /// Mean time in queue [s].
  public var meanWaitingTime: Double { station.meanWaitingTime }
  /// 1/(μ − λ) [s].
  public var meanSojournTime: Double { 1 / (station.serviceRate - station.arrivalRate) }

  /// The p-point of the waiting time [s].
  public func waitingQuantile(_ p: Double) -> Double { station.waitingQuantile(p) }
  /// The p-point of the sojourn time [s], which is exponential.
  public func sojournQuantile(_ p: Double) -> Double {
    -Portable.log1p(-p) * meanSojournTime
  }
}
