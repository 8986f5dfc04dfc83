import Operations
import Quantities
import Statistics
import Testing

/// Copies of a station behind a balancer. Oracle checks: 0.1 % false alarms each.
@Suite struct ReplicaTests {
  private func balanced(
    _ arrivalRate: Double, _ replicas: Int, _ balancing: Balancing, servers: Int = 1
  ) -> NetworkModel {
    var model = Oracle.station(
      arrivalRate: arrivalRate, serviceTime: .exponential(mean: 1), servers: servers)
    model.stations[0].replicas = replicas
    model.stations[0].balancing = balancing
    return model
  }

  private func check(_ model: NetworkModel, _ truth: some SteadyStateQueue, times: Double) throws {
    let results = try Oracle.replicate(model, runIn: 2_000, length: 150_000)
    let station = results.map { $0.stations[0] }
    try Oracle.check("utilisation", station.map(\.utilisation), truth.utilisation)
    try Oracle.check("waiting", station.map(\.waitingTime), truth.meanWaitingTime, within: 0.05)
    try Oracle.check("sojourn", station.map(\.sojournTime), truth.meanSojournTime, within: 0.04)
    try Oracle.check(
      "number", station.map(\.numberInSystem), times * truth.meanNumberInSystem, within: 0.04)
    for result in station {
      #expect(result.replicas.map(\.arrivals).reduce(0, +) == result.arrivals)
      let parts = result.replicas.map(\.utilisation).reduce(0, +) / Double(result.replicas.count)
      #expect(isClose(result.utilisation, parts))
    }
  }

  @Test func random() throws {
    let truth = try ShortestQueue.random(arrivalRate: 2.1, serviceRate: 1, servers: 3)
    try check(balanced(2.1, 3, .random), truth, times: 3)
  }

  @Test func randomOverStationsOfTwo() throws {
    let truth = try MMc(arrivalRate: 1.5, serviceRate: 1, servers: 2)
    try check(balanced(4.5, 3, .random, servers: 2), truth, times: 3)
  }

  @Test(arguments: [2, 4]) func roundRobin(replicas: Int) throws {
    let rate = 0.75 * Double(replicas)
    let truth = try ShortestQueue.roundRobin(
      arrivalRate: rate, serviceRate: 1, servers: replicas)
    try check(balanced(rate, replicas, .roundRobin), truth, times: Double(replicas))
  }

  @Test(arguments: [(2, 1.6), (3, 2.1)]) func shortestQueue(replicas: Int, rate: Double) throws {
    let truth = try ShortestQueue(arrivalRate: rate, serviceRate: 1, servers: replicas)
    try check(balanced(rate, replicas, .shortestQueue), truth, times: 1)
  }

  @Test(arguments: [(3, 2.1), (4, 2.6)]) func powerOfTwo(replicas: Int, rate: Double) throws {
    let truth = try ShortestQueue(
      arrivalRate: rate, serviceRate: 1, servers: replicas, sampled: 2)
    try check(balanced(rate, replicas, .powerOfTwo), truth, times: 1)
  }

  /// Two replicas take turns: the third call waits for the first, from 3 to 11 s.
  @Test func turnsByHand() throws {
    let station = Trace.station(10) { ($0.replicas, $0.balancing) = (2, .roundRobin) }
    let result = try Trace.run(station, at: [1, 2, 3])
    #expect(isClose(result.all.sojournTime, (10 + 10 + 18) / 3))
    #expect(result.stations[0].replicas.map(\.arrivals) == [2, 1])
    #expect(result.stations[0].replicas.map(\.name) == ["station 1", "station 2"])
    #expect(isClose(result.stations[0].utilisation, 0.15))
    #expect(isClose(result.stations[0].queueLength, 8 / Trace.length))
  }

  /// Whoever looks for the shortest queue finds the free one, also with two servers each.
  @Test(arguments: [Balancing.shortestQueue, .powerOfTwo])
  func freeOnesAreFound(balancing: Balancing) throws {
    let station = Trace.station(50, servers: 2) { ($0.replicas, $0.balancing) = (2, balancing) }
    for seed in 1...20 as ClosedRange<UInt64> {
      let model = Trace.model([station], [.call(station: 0, purpose: 1)], at: [1, 2, 3, 4])
      let result = try Trace.run(model, seed: seed)
      #expect(result.stations[0].replicas.map(\.arrivals) == [2, 2])
      #expect(isClose(result.all.sojournTime, 50))
    }
  }

  /// Routes know a replica by its station.
  @Test func routesGoThroughReplicas() throws {
    let many = Trace.station(1, name: "many") { ($0.replicas, $0.balancing) = (3, .random) }
    let after = Trace.station(2, name: "after") { ($0.replicas, $0.balancing) = (2, .roundRobin) }
    let next = [[], [(station: 2, probability: 1.0)], [(station: 0, probability: 1.0)]]
    let route = Step.route(start: [(station: 1, probability: 1)], next: next, purpose: 1)
    let stations = [Trace.station(4, name: "last") { _ in }, many, after]
    let result = try Trace.run(Trace.model(stations, [route], at: [1]))
    #expect(result.all.completions == 1 && isClose(result.all.sojournTime, 7))
    #expect(result.stations.map(\.arrivals) == [1, 1, 1])
  }

  /// Each replica has faults of its own; the first those that the station has by itself.
  @Test func faultsOfTheirOwn() throws {
    var model = balanced(0.1, 3, .random, servers: 2)
    model.stations[0].failure = FailureModel(
      meanTimeBetweenFailures: TimeSpan(seconds: 90), meanTimeToRepair: TimeSpan(seconds: 30))
    let results = try Oracle.replicate(model, runIn: 0, length: 20_000)
    try Oracle.check(
      "down", results.map { $0.stations[0].serversDownShare }, 0.25, within: 0.05)
    let down = results[0].stations[0].replicas.map(\.serversDownShare)
    #expect(Set(down).count == 3)
    model.stations[0].replicas = 1
    let alone = try Oracle.replicate(model, runIn: 0, length: 20_000, times: 1)[0].stations[0]
    #expect(isClose(alone.serversDownShare, down[0]) && alone.replicas.isEmpty)
  }

  /// Callers of a full replica are blocked, or wait before it; those before a balancer are limited.
  @Test func limitsOfReplicas() throws {
    var model = balanced(3, 2, .random)
    model.stations[0].queueLimit = 2
    let truth = try MMcK(arrivalRate: 1.5, serviceRate: 1, servers: 1, capacity: 3)
    let station = try Oracle.replicate(model, runIn: 500, length: 50_000).map { $0.stations[0] }
    try Oracle.check("blocked", station.map(\.blockingShare), truth.blockingProbability)
    model.stations[0].rateLimit = RateLimit(rate: Rate(perSecond: 1), burst: 1)
    let limited = try Oracle.replicate(model, runIn: 500, length: 50_000).map { $0.stations[0] }
    let bucket = try TokenBucket(arrivalRate: 3, refillRate: 1, burst: 1)
    try Oracle.check("limited", limited.map(\.limitedShare), bucket.lossProbability)
    #expect(limited.allSatisfy { $0.replicas.allSatisfy { $0.limitedShare == 0 } })
  }
}
