/// One server and room for `capacity` customers, the one in service included; others are turned
/// away.
///
/// - Source: Kleinrock, Queueing Systems, vol. 1 (1975), section 3.6.
public struct MM1K: SteadyStateQueue, Hashable {
  private let station: MMcK

  /// - Parameters:
  ///   - arrivalRate: λ offered [1/s], ≥ 0; may exceed μ.
  ///   - serviceRate: μ [1/s], > 0.
  ///   - capacity: K, 1 … 10 million.
  /// - Throws: `StatisticsError.outOfRange`, `.notFinite`.
  /// - Complexity: O(K).
  public init(arrivalRate: Double, serviceRate: Double, capacity: Int) throws(StatisticsError) {
    station = try MMcK(
      arrivalRate: arrivalRate, serviceRate: serviceRate, servers: 1, capacity: capacity)
  }

  /// λ offered [1/s], and μ [1/s].
  public var arrivalRate: Double { station.arrivalRate }
  public var serviceRate: Double { station.serviceRate }
  /// K [1].
  public var capacity: Int { station.capacity }
  /// Probabilities of 0 … K customers in the system, shape [K + 1].
  public var probabilities: [Double] { station.probabilities }
  /// Share of arrivals turned away [1].
  public var blockingProbability: Double { station.blockingProbability }
  /// Customers served [1/s].
  public var throughput: Double { station.throughput }
  public var entryRate: Double { station.entryRate }
  /// Share of time the server is busy [1].
  public var utilisation: Double { station.utilisation }
  /// Mean time in queue, and in queue and service, of those let in [s].
  public var meanWaitingTime: Double { station.meanWaitingTime }
  public var meanSojournTime: Double { station.meanSojournTime }
  /// Mean number waiting, and waiting or in service [1].
  public var meanQueueLength: Double { station.meanQueueLength }
  public var meanNumberInSystem: Double { station.meanNumberInSystem }
}
