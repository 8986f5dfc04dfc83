import Foundation
import Operations
import Quantities
import Statistics
import Testing

/// Stations that hold up whoever comes when they are full. Oracle checks: 0.1 % false alarms each.
@Suite struct DoorTests {
  private func blocking(
    _ work: Distribution, servers: Int = 1, limit: Int = 0
  ) -> StationModel {
    var station = StationModel(
      name: "blocks", servers: servers, serviceTime: work, queueLimit: limit)
    station.whenFull = .block
    return station
  }

  /// Work of 2 s, then of 10 s with no room to wait; calls at 1, 2, 3 s. First server: the first to 3; the second to
  /// 5 and held up to 13; the third from 13 to 15, held up to 23. Second server: to 13, 23, 33.
  @Test func byHand() throws {
    let stations = [Trace.station(2) { _ in }, blocking(.constant(10))]
    let steps: [Step] = [.call(station: 0, purpose: 1), .call(station: 1, purpose: 2)]
    let result = try Trace.run(Trace.model(stations, steps, at: [1, 2, 3]))
    #expect(isClose(result.all.sojournTime, (12 + 21 + 30) / 3))
    #expect(isClose(result.stations[0].utilisation, 22 / Trace.length))
    #expect(isClose(result.stations[1].utilisation, 30 / Trace.length))
    #expect(isClose(result.stations[1].numberOutside, 16 / Trace.length))
    #expect(result.stations[1].waitingTime == 0 && result.stations[1].blockingShare == 0)
  }

  /// Who keeps no server waits outside all the same, also beyond the end of the window.
  @Test func nothingToHoldUp() throws {
    let result = try Trace.run(blocking(.constant(60)), at: [1, 2, 3])
    #expect(isClose(result.stations[0].numberOutside, (59 + 97) / Trace.length))
    #expect(result.all.completions == 1 && result.all.unfinished == 2)
  }

  @Test(arguments: [(0.5, 1.0, 1), (0.55, 0.8, 3)])
  func tandem(rate: Double, secondRate: Double, places: Int) throws {
    let truth = try BlockingTandem(
      arrivalRate: rate, firstRate: 1, secondRate: secondRate, places: places)
    let model = Oracle.network(
      [
        StationModel(name: "first", servers: 1, serviceTime: .exponential(mean: 1)),
        blocking(.exponential(mean: 1 / secondRate), limit: places - 1),
      ], [.call(station: 0, purpose: 1), .call(station: 1, purpose: 2)], arrivalRate: rate)
    let results = try Oracle.replicate(model, runIn: 2_000, length: 200_000)
    let (first, second) = (results.map { $0.stations[0] }, results.map { $0.stations[1] })
    try Oracle.check(
      "first", first.map(\.utilisation), truth.firstUtilisation + truth.blockedShare)
    try Oracle.check("second", second.map(\.utilisation), truth.secondUtilisation)
    try Oracle.check(
      "held up", second.map(\.numberOutside), truth.blockedShare, within: 0.05)
    try Oracle.check(
      "at first", first.map(\.numberInSystem), truth.firstMeanNumber, within: 0.05)
    try Oracle.check("at second", second.map(\.numberInSystem), truth.secondMeanNumber)
    try Oracle.check(
      "sojourn", results.map(\.all.sojournTime), truth.meanSojournTime, within: 0.05)
  }

  /// For those who keep a thread, waiting outside or inside is the same.
  @Test func layered() throws {
    let truth = try LayeredQueue(
      customers: 12, thinkTime: 2, front: .init(servers: 5, serviceTime: 0.3),
      back: .init(servers: 2, serviceTime: 0.5))
    let call = Call(station: 0, purpose: 1, holding: [.call(station: 1, purpose: 2)])
    var model = Oracle.network(
      [
        StationModel(name: "front", servers: 5, serviceTime: .exponential(mean: 0.3)),
        blocking(.exponential(mean: 0.5), servers: 2, limit: 1),
      ], [.call(call)], arrivalRate: 1)
    model.sources[0].pattern = .closed(customers: 12, thinkTime: .exponential(mean: 2))
    let results = try Oracle.replicate(model, runIn: 500, length: 30_000)
    try Oracle.check("throughput", results.map { $0.stations[0].throughput }, truth.throughput)
    try Oracle.check("threads", results.map { $0.stations[0].utilisation }, truth.front.utilisation)
    try Oracle.check("back", results.map { $0.stations[1].utilisation }, truth.back.utilisation)
    try Oracle.check(
      "outside or inside",
      results.map { $0.stations[1].numberOutside + $0.stations[1].numberInSystem },
      truth.back.meanNumberInSystem)
  }

  /// Who waits before a server that is down is let in when it is repaired: M/M/1 with breakdowns, with
  /// the queue outside.
  @Test func repairsLetIn() throws {
    let failure = FailureModel(
      meanTimeBetweenFailures: TimeSpan(seconds: 20), meanTimeToRepair: TimeSpan(seconds: 5))
    var model = Oracle.station(
      arrivalRate: 0.5, serviceTime: .exponential(mean: 1), failure: failure)
    let inside = try Oracle.replicate(model, runIn: 1_000, length: 50_000, times: 4)
    model.stations[0].queueLimit = 0
    model.stations[0].whenFull = .block
    let outside = try Oracle.replicate(model, runIn: 1_000, length: 50_000, times: 4)
    // The same requests with the same work and the same faults, in the same order.
    for (a, b) in zip(inside, outside) {
      #expect(isClose(a.all.sojournTime, try #require(b.all.sojournTime), within: 1e-6))
      #expect(isClose(a.stations[0].utilisation, b.stations[0].utilisation, within: 1e-6))
      #expect(b.stations[0].numberOutside > 0.3)
    }
  }

  /// Of 5 000 stations in a row, each but the last is held up by the next. When the last is free at 10 s, all
  /// move up at once, on a small stack, too: each is served at the next station from 10 s on.
  @Test func longChain() async throws {
    let count = 5_000
    var model = NetworkModel(groups: ["all"])
    for i in 0..<count {
      let isLast = i == count - 1
      model.stations.append(blocking(.constant(isLast ? 9 : 1)))
      let calls = [i, i + 1].prefix(isLast ? 1 : 2)
      model.journeys.append(
        JourneyModel(
          name: "\(i)", steps: calls.map { .call(station: $0, purpose: UInt64($0)) }))
      model.sources.append(
        SourceModel(
          name: "\(i)", key: UInt64(i), rate: Rate(perSecond: 1), journey: i, group: 0,
          pattern: .trace([1])))
    }
    let chain = model
    let result = try await Self.onSmallStack { try Trace.run(chain) }
    #expect(result.all.completions == count)
    // The last ends at 10 s, the one before it at 19 s, all others at 11 s.
    let times = 9 + 18 + 10 * Double(count - 2)
    #expect(isClose(result.all.sojournTime, times / Double(count)))
    #expect(isClose(result.stations[0].utilisation, 9 / Trace.length))
  }

  private static func onSmallStack<Result: Sendable>(
    _ work: @escaping @Sendable () throws -> Result
  ) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      let thread = Thread { continuation.resume(with: Swift.Result(catching: work)) }
      thread.stackSize = 512 << 10
      thread.start()
    }
  }

  /// Who gives up in a queue does not keep the next server that serves it: the fallback is free again at 4 s.
  @Test func whoGivesUpKeepsNothing() throws {
    let station = Trace.station(10) { $0.patience = .constant(1) }
    let call = Call(station: 0, purpose: 1, holding: [.wait(.constant(5), purpose: 4)])
    let attempt = Attempt(
      [.call(call)], otherwise: [.call(station: 1, purpose: 2)], goesOn: true, purpose: 3)
    let fallback = Trace.station(1, name: "fallback") { _ in }
    let result = try Trace.run(
      Trace.model([station, fallback], [.attempt(attempt)], at: [1, 2, 3]))
    #expect(result.all.completions == 3)
    #expect(isClose(result.all.sojournTime, (15 + 2 + 2) / 3))
    #expect(isClose(result.stations[1].utilisation, 2 / Trace.length))
  }
}
