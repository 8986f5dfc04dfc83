/// Jobs that split in two: each part goes to an M/M/1 station of its own, and the job ends when both
/// parts have been served.
///
///     let checks = try ForkJoin(arrivalRate: 0.5, serviceRate: 1)
///     checks.meanSojournTime        // 2.875 s; each part alone 2 s
///
/// - Source: Flatto and Hahn, Two parallel queues created by arrivals with two demands, SIAM J.
///   Appl. Math. 44 (1984); the mean: Nelson and Tantawi, Approximate analysis of fork/join
///   synchronization in parallel queues, IEEE Trans. Computers 37 (1988).
public struct ForkJoin: Hashable, Sendable {
  /// One of the two stations.
  public let station: MM1
  /// Jobs [1/s].
  public var arrivalRate: Double { station.entryRate }

  /// - Parameters:
  ///   - arrivalRate: jobs λ [1/s], ≥ 0.
  ///   - serviceRate: μ of each station [1/s], > 0.
  /// - Throws: `StatisticsError.unstable` when λ/μ ≥ 1; `.outOfRange`, `.notFinite`.
  public init(arrivalRate: Double, serviceRate: Double) throws(StatisticsError) {
    station = try MM1(arrivalRate: arrivalRate, serviceRate: serviceRate)
  }

  /// ρ of each station [1].
  public var utilisation: Double { station.utilisation }
  /// Mean time from a job's arrival until both parts are served: (12 − ρ)/8 · 1/(μ − λ) [s].
  public var meanSojournTime: Double { (12 - utilisation) / 8 * station.meanSojournTime }
  /// Mean time that the part served first waits for the other [s].
  public var meanSynchronisationTime: Double { 2 * (meanSojournTime - station.meanSojournTime) }
  /// Mean number of jobs not yet joined [1].
  public var meanNumberInSystem: Double { arrivalRate * meanSojournTime }
}
