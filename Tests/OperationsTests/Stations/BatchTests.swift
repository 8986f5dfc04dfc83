import Operations
import Quantities
import Statistics
import Testing

/// Servers that take several calls at once. Oracle checks: 0.1 % false alarms each.
@Suite struct BatchTests {
  @Test(arguments: [(1.5, 2), (3, 5), (0.5, 10)]) func bulkService(rate: Double, limit: Int) throws
  {
    let truth = try BulkServiceMM1(arrivalRate: rate, serviceRate: 1, batchLimit: limit)
    var model = Oracle.station(arrivalRate: rate, serviceTime: .exponential(mean: 1))
    model.stations[0].batchLimit = limit
    let station = try Oracle.replicate(model, runIn: 1_000, length: 100_000).map { $0.stations[0] }
    try Oracle.check("utilisation", station.map(\.utilisation), truth.utilisation)
    try Oracle.check("queue", station.map(\.queueLength), truth.meanQueueLength, within: 0.04)
    try Oracle.check("waiting", station.map(\.waitingTime), truth.meanWaitingTime, within: 0.04)
    try Oracle.check("sojourn", station.map(\.sojournTime), truth.meanSojournTime, within: 0.03)
    try Oracle.check(
      "number", station.map(\.numberInSystem), truth.meanNumberInSystem, within: 0.03)
  }

  /// Two at once, work of 10 s, calls at 1, 2, 3, 4 s: the first alone to 11, two to 21, the last to 31.
  @Test func byHand() throws {
    let station = Trace.station(10) { $0.batchLimit = 2 }
    let result = try Trace.run(station, at: [1, 2, 3, 4])
    #expect(isClose(result.all.sojournTime, (10 + 19 + 18 + 27) / 4))
    #expect(isClose(result.stations[0].waitingTime, (0 + 9 + 8 + 17) / 4))
    #expect(isClose(result.stations[0].utilisation, 30 / Trace.length))
    #expect(isClose(result.stations[0].numberInSystem, (10 + 19 + 18 + 27) / Trace.length))
  }

  /// All are called back after 5 s: the first is thrown away when its batch ends, the others leave the queue.
  @Test func calledBack() throws {
    let station = Trace.station(10) { $0.batchLimit = 2 }
    let attempt = Attempt([.call(station: 0, purpose: 1)], policy: 0, purpose: 2)
    var model = Trace.model([station], [.attempt(attempt)], at: [1, 2, 3, 20, 21])
    model.policies = [CallPolicy(name: "short", timeout: TimeSpan(seconds: 5), cancels: true)]
    let result = try Trace.run(model)
    #expect(result.all.failures.timedOut == 5)
    #expect(isClose(result.stations[0].utilisation, 20 / Trace.length))
    #expect(result.stations[0].throughput == 2 / Trace.length)
  }

  /// The first of two branches is enough. At 1 s: a is served to 11, b behind it is in the next batch when it
  /// is called back. At 2 s: c and d go with b from 11 to 21; c ends first, and calls d back, which has
  /// been served already.
  @Test func calledBackByOneOfTheSameBatch() throws {
    let station = Trace.station(10) { $0.batchLimit = 3 }
    let branch = [Step.call(station: 0, purpose: 1)]
    let parallel = Parallel(branches: [branch, branch], needed: 1, cancels: true, purpose: 2)
    let result = try Trace.run(Trace.model([station], [.parallel(parallel)], at: [1, 2]))
    #expect(result.all.completions == 2)
    #expect(isClose(result.all.sojournTime, (10 + 19) / 2))
    #expect(isClose(result.stations[0].utilisation, 20 / Trace.length))
    #expect(result.stations[0].throughput == 4 / Trace.length)
  }
}
