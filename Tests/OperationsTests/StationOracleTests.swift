import Operations
import Quantities
import Statistics
import Testing

/// Stations against closed forms.
@Suite struct StationOracleTests {
  @Test func mm1() throws {
    let truth = try MM1(arrivalRate: 0.7, serviceRate: 1)
    let model = Oracle.station(arrivalRate: 0.7, serviceTime: .exponential(mean: 1))
    let results = try Oracle.replicate(model, runIn: 1_000, length: 500_000)
    let station = results.map { $0.stations[0] }
    try Oracle.check("waiting", station.map(\.waitingTime), truth.meanWaitingTime)
    try Oracle.check("sojourn", station.map(\.sojournTime), truth.meanSojournTime)
    try Oracle.check("queue", station.map(\.queueLength), truth.meanQueueLength)
    try Oracle.check("number", station.map(\.numberInSystem), truth.meanNumberInSystem)
    try Oracle.check("utilisation", station.map(\.utilisation), 0.7)
    try Oracle.check("throughput", station.map(\.throughput), 0.7)
    try Oracle.check("p50", station.map(\.sojournP50), truth.sojournQuantile(0.5))
    try Oracle.check("p95", station.map(\.sojournP95), truth.sojournQuantile(0.95))
    try Oracle.check("p99", station.map(\.sojournP99), truth.sojournQuantile(0.99), within: 0.03)
    try Oracle.check("waiting p95", station.map(\.waitingTimeP95), truth.waitingQuantile(0.95))
    #expect(station.allSatisfy { $0.blockingShare == 0 && $0.serversDownShare == 0 })
  }

  @Test(arguments: [(2, 1.4), (5, 4.0), (40, 36.0)]) func mmc(servers: Int, arrivalRate: Double)
    throws
  {
    let truth = try MMc(arrivalRate: arrivalRate, serviceRate: 1, servers: servers)
    let model = Oracle.station(
      arrivalRate: arrivalRate, serviceTime: .exponential(mean: 1), servers: servers)
    let results = try Oracle.replicate(model, runIn: 1_000, length: 500_000 / arrivalRate)
    let station = results.map { $0.stations[0] }
    try Oracle.check("waiting", station.map(\.waitingTime), truth.meanWaitingTime, within: 0.06)
    try Oracle.check("sojourn", station.map(\.sojournTime), truth.meanSojournTime)
    try Oracle.check("number", station.map(\.numberInSystem), truth.meanNumberInSystem)
    try Oracle.check("utilisation", station.map(\.utilisation), truth.utilisation)
    try Oracle.check(
      "waiting p95", station.map(\.waitingTimeP95), truth.waitingQuantile(0.95), within: 0.06)
  }

  @Test(arguments: [
    Distribution.constant(1), .erlang(shape: 4, mean: 1), .hyperexponential(mean: 1, cv: 2),
    .lognormal(mean: 1, cv: 1),
  ])
  func mg1(serviceTime: Distribution) throws {
    let truth = try MG1(
      arrivalRate: 0.6, serviceMean: serviceTime.mean, serviceVariance: serviceTime.variance)
    let model = Oracle.station(arrivalRate: 0.6, serviceTime: serviceTime)
    let results = try Oracle.replicate(model, runIn: 2_000, length: 800_000)
    let station = results.map { $0.stations[0] }
    try Oracle.check("waiting", station.map(\.waitingTime), truth.meanWaitingTime, within: 0.03)
    try Oracle.check("sojourn", station.map(\.sojournTime), truth.meanSojournTime)
    try Oracle.check("queue", station.map(\.queueLength), truth.meanQueueLength, within: 0.03)
    try Oracle.check("utilisation", station.map(\.utilisation), truth.utilisation)
  }

  @Test(arguments: [1, 4, 8]) func mm1k(capacity: Int) throws {
    let truth = try MM1K(arrivalRate: 1.1, serviceRate: 1, capacity: capacity)
    let model = Oracle.station(
      arrivalRate: 1.1, serviceTime: .exponential(mean: 1), queueLimit: capacity - 1)
    let results = try Oracle.replicate(model, runIn: 500, length: 100_000)
    let station = results.map { $0.stations[0] }
    try Oracle.check("blocking", station.map(\.blockingShare), truth.blockingProbability)
    try Oracle.check("throughput", station.map(\.throughput), truth.throughput)
    try Oracle.check("sojourn", station.map(\.sojournTime), truth.meanSojournTime)
    try Oracle.check("number", station.map(\.numberInSystem), truth.meanNumberInSystem)
    for result in results {
      #expect(result.all.failures.blocked + result.all.completions == result.all.arrivals)
      #expect(result.all.failures.blocked > 0)
    }
  }

  /// Erlang B: no room to wait at all.
  @Test func lossSystemOfFour() throws {
    let load = 3.0
    let blocking = (1...4).reduce(1.0) { b, k in load * b / (Double(k) + load * b) }
    let model = Oracle.station(
      arrivalRate: load, serviceTime: .erlang(shape: 2, mean: 1), servers: 4, queueLimit: 0)
    let results = try Oracle.replicate(model, runIn: 200, length: 50_000)
    try Oracle.check("blocking", results.map { $0.stations[0].blockingShare }, blocking)
    #expect(results.allSatisfy { $0.stations[0].waitingTime == 0 })
    #expect(results.allSatisfy { $0.stations[0].waitingTimeP95 == 0 })
  }

  /// The sojourn time of M/M/1 is exponential, so P(late) = e^(−(μ − λ) patience).
  @Test func patience() throws {
    let model = Oracle.station(
      arrivalRate: 0.5, serviceTime: .exponential(mean: 1), patience: TimeSpan(seconds: 4))
    let results = try Oracle.replicate(model, runIn: 500, length: 200_000)
    let late = results.map { Double($0.all.late) / Double($0.all.arrivals) }
    try Oracle.check("late", late, Portable.exp(-0.5 * 4), within: 0.03)
    // Late work is done all the same.
    try Oracle.check("utilisation", results.map { $0.stations[0].utilisation }, 0.5)
  }
}
