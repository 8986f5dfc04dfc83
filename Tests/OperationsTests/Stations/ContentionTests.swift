import Operations
import Quantities
import Statistics
import Testing

/// Calls that slow each other down. All oracle checks: 0.1 % false alarms each with a new seed.
@Suite struct ContentionTests {
  /// With n calls every server works at the speed 1/n.
  private let halving = Contention(serialShare: 1, coherency: 0)

  // MARK: By hand

  /// Work of 4 s, calls at 1 and 3 s. One server: the first alone to 3, at half speed to 7, the second
  /// alone to 11. Two servers: both at half speed to 7, the second alone to 9. Shared: both at a quarter to 11,
  /// then the second alone to 13.
  @Test(arguments: [(1, 7.0, 11.0), (2, 7, 9)])
  func byHand(servers: Int, first: Double, second: Double) throws {
    let station = Trace.station(4, servers: servers) { $0.contention = halving }
    let result = try Trace.run(station, at: [1, 3])
    #expect(isClose(result.all.sojournTime, (first - 1 + second - 3) / 2))
    #expect(isClose(result.all.sojournP99, max(first - 1, second - 3), within: 0.004))
    let busy = servers == 1 ? 10.0 : first - 1 + second - 3
    #expect(isClose(result.stations[0].utilisation, busy / Double(servers) / Trace.length))
    #expect(isClose(result.stations[0].queueLength, servers == 1 ? 4 / Trace.length : 0))
  }

  @Test func sharedByHand() throws {
    let station = Trace.station(4) {
      $0.contention = halving
      $0.discipline = .processorSharing
    }
    let result = try Trace.run(station, at: [1, 3])
    #expect(isClose(result.all.sojournTime, 10))
    #expect(isClose(result.stations[0].utilisation, 12 / Trace.length))
  }

  /// The second gives up at 5: the first, at half speed from 3 to 5, has 1 s of work left then.
  @Test func whoGivesUpGivesSpeedBack() throws {
    let station = Trace.station(4) {
      $0.contention = halving
      $0.patience = .constant(2)
    }
    let result = try Trace.run(station, at: [1, 3])
    #expect(result.all.failures.abandoned == 1 && result.all.completions == 1)
    #expect(isClose(result.all.sojournTime, 5))
  }

  /// The same by calling back, out of the queue, and out of service of two servers.
  @Test(arguments: [1, 2]) func whoIsCalledBackGivesSpeedBack(servers: Int) throws {
    let station = Trace.station(4, servers: servers) { $0.contention = halving }
    var model = Trace.model([station], [.call(station: 0, purpose: 1)], at: [1])
    model.policies = [CallPolicy(name: "short", timeout: TimeSpan(seconds: 2), cancels: true)]
    model.journeys.append(
      JourneyModel(
        name: "short",
        steps: [.attempt(Attempt([.call(station: 0, purpose: 1)], policy: 0, purpose: 2))]))
    model.sources.append(
      SourceModel(
        name: "short", key: 2, rate: Rate(perSecond: 1), journey: 1, group: 0,
        pattern: .trace([3])))
    let result = try Trace.run(model)
    #expect(result.all.failures.timedOut == 1 && result.all.completions == 1)
    #expect(isClose(result.all.sojournTime, 5))
    #expect(isClose(result.stations[0].utilisation, (servers == 1 ? 5 : 7) / Double(servers) / 100))
  }

  // MARK: Closed forms

  @Test(
    arguments: [(30, 4, 0.0, 0.0005), (12, 3, 0.05, 0.002), (8, 10, 0.1, 0.01)],
    [Discipline.firstComeFirstServed, .processorSharing])
  func circle(_ row: (callers: Int, servers: Int, Double, Double), discipline: Discipline) throws {
    let law = try UniversalScalability(serialShare: row.2, coherency: row.3)
    let truth = try ContendedCircle(
      callers: row.callers, thinkTime: 2, servers: row.servers, serviceTime: 0.6, law: law)
    var model = Oracle.station(
      arrivalRate: 1, serviceTime: .exponential(mean: 0.6), servers: row.servers)
    model.stations[0].discipline = discipline
    model.stations[0].contention = Contention(serialShare: row.2, coherency: row.3)
    model.sources[0].pattern = .closed(
      customers: row.callers, thinkTime: .exponential(mean: 2))
    let station = try Oracle.replicate(model, runIn: 500, length: 20_000).map { $0.stations[0] }
    try Oracle.check("throughput", station.map(\.throughput), truth.throughput)
    try Oracle.check("number", station.map(\.numberInSystem), truth.meanNumberInSystem)
    try Oracle.check("utilisation", station.map(\.utilisation), truth.utilisation)
    try Oracle.check("sojourn", station.map(\.sojournTime), truth.meanSojournTime)
  }

  /// Threads that are kept during a nested call count as calls at the station, and do none of its work:
  /// against the chain of (calls at the front, those of them at the back).
  @Test func heldServers() throws {
    struct State: Hashable { var front: Int, back: Int }
    let (customers, threads, servers) = (9, 4, 2)
    let law = try UniversalScalability(serialShare: 0.05, coherency: 0.01)
    func working(_ s: State) -> Double {
      Double(min(s.front, threads) - s.back) * law.speed(s.front) / 0.3
    }
    let chain = try MarkovChain(from: State(front: 0, back: 0)) { s in
      [
        (to: State(front: s.front + 1, back: s.back), rate: Double(customers - s.front) / 2),
        (to: State(front: s.front, back: s.back + 1), rate: working(s)),
        (to: State(front: s.front - 1, back: s.back - 1), rate: Double(min(s.back, servers)) / 0.4),
      ]
    }
    let call = Call(station: 0, purpose: 1, holding: [.call(station: 1, purpose: 2)])
    var model = Oracle.network(
      [
        StationModel(name: "front", servers: threads, serviceTime: .exponential(mean: 0.3)),
        StationModel(name: "back", servers: servers, serviceTime: .exponential(mean: 0.4)),
      ], [.call(call)], arrivalRate: 1)
    model.stations[0].contention = Contention(serialShare: 0.05, coherency: 0.01)
    model.sources[0].pattern = .closed(customers: customers, thinkTime: .exponential(mean: 2))
    let results = try Oracle.replicate(model, runIn: 500, length: 20_000)
    let front = results.map { $0.stations[0] }
    try Oracle.check("throughput", front.map(\.throughput), chain.mean(working))
    try Oracle.check("number", front.map(\.numberInSystem), chain.mean { Double($0.front) })
    let taken = chain.mean { Double(min($0.front, threads)) } / Double(threads)
    try Oracle.check("threads", front.map(\.utilisation), taken)
    try Oracle.check(
      "back", results.map { $0.stations[1].numberInSystem }, chain.mean { Double($0.back) },
      within: 0.03)
  }
}
