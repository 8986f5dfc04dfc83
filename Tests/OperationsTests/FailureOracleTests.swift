import Operations
import Quantities
import Statistics
import Testing

/// Stations whose servers fail, against Markov chains.
@Suite struct FailureOracleTests {
  static let failure = FailureModel(
    meanTimeBetweenFailures: TimeSpan(seconds: 50), meanTimeToRepair: TimeSpan(seconds: 10))

  /// M/M/1 whose server fails at any time, preemptive resume.
  ///
  /// The generating functions of the number in system while up and while down are
  /// P₀(z) = μ p₀₀ / (μ − λz − λξz/(λ(1 − z) + η)) and P₁(z) = ξ P₀(z)/(λ(1 − z) + η); the mean is
  /// P₀'(1) + P₁'(1).
  @Test func mm1WithBreakdowns() throws {
    let (arrive, serve, fail, repair) = (0.5, 1.0, 0.02, 0.1)
    let up = repair / (repair + fail)
    let whileUp =
      up * (arrive + arrive * fail * (repair + arrive) / (repair * repair)) / (serve - arrive / up)
    let whileDown = fail * (whileUp / repair + up * arrive / (repair * repair))
    let model = Oracle.station(
      arrivalRate: arrive, serviceTime: .exponential(mean: 1), failure: Self.failure)
    let results = try Oracle.replicate(model, runIn: 2_000, length: 600_000)
    let station = results.map { $0.stations[0] }
    let number = whileUp + whileDown
    try Oracle.check("number", station.map(\.numberInSystem), number, within: 0.03)
    try Oracle.check("sojourn", station.map(\.sojournTime), number / arrive, within: 0.03)
    try Oracle.check("waiting", station.map(\.waitingTime), number / arrive - 1, within: 0.04)
    try Oracle.check("down", station.map(\.serversDownShare), 1 - up, within: 0.03)
    try Oracle.check("utilisation", station.map(\.utilisation), arrive)
  }

  /// Two servers that fail by themselves, against the chain (number in system, servers up).
  @Test func mm2WithBreakdowns() throws {
    let truth = Self.meanNumber(
      arrive: 1.2, serve: 1, fail: 0.02, repair: 0.1, servers: 2, cut: 400)
    let model = Oracle.station(
      arrivalRate: 1.2, serviceTime: .exponential(mean: 1), servers: 2, failure: Self.failure)
    let results = try Oracle.replicate(model, runIn: 3_000, length: 600_000)
    let station = results.map { $0.stations[0] }
    try Oracle.check("number", station.map(\.numberInSystem), truth, within: 0.05)
    try Oracle.check("down", station.map(\.serversDownShare), 1.0 / 6, within: 0.03)
    try Oracle.check("utilisation", station.map(\.utilisation), 0.6)
    try Oracle.check("throughput", station.map(\.throughput), 1.2)
  }

  /// A server is down at time 0 with the stationary probability: no run-in is needed.
  @Test func startsInStationaryState() throws {
    let failure = FailureModel(
      meanTimeBetweenFailures: TimeSpan(seconds: 3e6), meanTimeToRepair: TimeSpan(seconds: 1e6))
    let model = Oracle.station(
      arrivalRate: 0, serviceTime: .constant(1), servers: 1_000, failure: failure)
    let results = try Oracle.replicate(model, runIn: 0, length: 1, drain: 0)
    try Oracle.check("down", results.map { $0.stations[0].serversDownShare }, 0.25, within: 0.06)
  }

  /// Interrupted work is resumed, not lost and not begun anew: a constant service time of 30 s on a
  /// server that fails every 50 s would take 41 s of work on average if it had to begin anew.
  @Test func resumesWhereItStopped() throws {
    let model = Oracle.station(
      arrivalRate: 0.02, serviceTime: .constant(30), servers: 1, failure: Self.failure)
    let results = try Oracle.replicate(model, runIn: 2_000, length: 500_000, drain: 10_000)
    try Oracle.check("utilisation", results.map { $0.stations[0].utilisation }, 0.6)
    #expect(results.allSatisfy { $0.all.unfinished == 0 })
  }

  /// Where another server is idle, interrupted work goes on there at once and nobody ever waits.
  @Test func interruptedWorkMovesToAnIdleServer() throws {
    let model = Oracle.station(
      arrivalRate: 1, serviceTime: .constant(20), servers: 200, failure: Self.failure)
    let station = try Oracle.replicate(model, runIn: 100, length: 5_000, times: 1)[0].stations[0]
    #expect(station.serversDownShare > 0.1)
    #expect(station.waitingTime == 0 && station.queueLength == 0)
    #expect(abs(try #require(station.sojournTime) - 20) < 1e-6)
  }

  /// Stationary mean number of the chain, by Gauss–Seidel sweeps over the balance equations.
  static func meanNumber(
    arrive: Double, serve: Double, fail: Double, repair: Double, servers: Int, cut: Int
  ) -> Double {
    let width = servers + 1
    var p = [Double](repeating: 1 / Double((cut + 1) * width), count: (cut + 1) * width)
    for _ in 0..<4_000 {
      for n in 0...cut {
        for u in 0...servers {
          var inflow = n > 0 ? p[(n - 1) * width + u] * arrive : 0
          if n < cut { inflow += p[(n + 1) * width + u] * serve * Double(min(n + 1, u)) }
          if u > 0 { inflow += p[n * width + u - 1] * repair * Double(servers - u + 1) }
          if u < servers { inflow += p[n * width + u + 1] * fail * Double(u + 1) }
          let outflow =
            (n < cut ? arrive : 0) + serve * Double(min(n, u)) + fail * Double(u)
            + repair * Double(servers - u)
          p[n * width + u] = inflow / outflow
        }
      }
      let sum = p.reduce(0, +)
      for i in p.indices { p[i] /= sum }
    }
    return (0...cut).reduce(0) { mean, n in
      mean + Double(n) * p[n * width..<(n + 1) * width].reduce(0, +)
    }
  }
}
