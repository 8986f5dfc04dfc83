/// An M/M/1 station on its way from a known number of customers to steady state, or to ever longer
/// queues.
///
///     let counter = try TransientMM1(arrivalRate: 0.8, serviceRate: 1)
///     try counter.states(at: [10, 100], startingWith: 5)
///
/// - Source: forward equations, Kleinrock, Queueing Systems, vol. 1 (1975), section 2.5;
///   equation 2.163 there is the solution in Bessel functions.
public struct TransientMM1: Sendable {
  private let station: TimeVaryingMMc
  /// λ [1/s].
  public let arrivalRate: Double
  /// μ [1/s].
  public var serviceRate: Double { station.serviceRate }

  /// - Parameters:
  ///   - arrivalRate: λ [1/s], ≥ 0; may exceed μ.
  ///   - serviceRate: μ [1/s], > 0.
  /// - Throws: `StatisticsError.outOfRange`, `.notFinite`.
  public init(arrivalRate: Double, serviceRate: Double) throws(StatisticsError) {
    try requireNonNegative(arrivalRate, "arrivalRate")
    self.arrivalRate = arrivalRate
    station = try TimeVaryingMMc(serviceRate: serviceRate, servers: 1) { _ in arrivalRate }
  }

  /// The station at each of the times; see ``TimeVaryingMMc/states(at:startingWith:room:)``.
  public func states(
    at times: [Double], startingWith start: Int = 0
  ) throws(StatisticsError) -> [TimeVaryingMMc.State] {
    try station.states(at: times, startingWith: start)
  }
}
