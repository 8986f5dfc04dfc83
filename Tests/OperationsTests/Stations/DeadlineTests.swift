import Operations
import Quantities
import Statistics
import Testing

/// Calls that are thrown away when their turn comes too late. Oracle checks: 0.1 % false alarms each.
@Suite struct DeadlineTests {
  /// Work of 10 s, 12 s to live, calls at 1, 2, 3 s: served to 11, to 21, and not at all.
  @Test(arguments: [Discipline.firstComeFirstServed, .priority, .preemptivePriority])
  func byHand(discipline: Discipline) throws {
    let station = Trace.station(10) { ($0.dropsExpired, $0.discipline) = (true, discipline) }
    var model = Trace.model([station], [.call(station: 0, purpose: 1)], at: [1, 2, 3])
    model.sources[0].deadline = TimeSpan(seconds: 12)
    let result = try Trace.run(model)
    #expect(result.all.failures.expired == 1 && result.all.completions == 2)
    #expect(isClose(result.stations[0].utilisation, 20 / Trace.length))
    #expect(isClose(result.stations[0].waitingTime, (0 + 9 + 18) / 3))
    #expect(isClose(result.stations[0].expiredShare, 1 / 3.0))
    model.stations[0].dropsExpired = false
    #expect(try Trace.run(model).all.completions == 3)
  }

  /// A free server does not take a call that comes too late, either; nor do servers that all share.
  @Test(arguments: [Discipline.firstComeFirstServed, .processorSharing])
  func tooLateOnArrival(discipline: Discipline) throws {
    let late = Trace.station(1, name: "late") {
      ($0.dropsExpired, $0.discipline) = (true, discipline)
    }
    let stations = [Trace.station(10, name: "slow") { _ in }, late]
    var model = Trace.model(
      stations, [.call(station: 0, purpose: 1), .call(station: 1, purpose: 2)], at: [1])
    model.sources[0].deadline = TimeSpan(seconds: 10)
    let result = try Trace.run(model)
    #expect(result.all.failures.expired == 1)
    #expect(result.stations[1].arrivals == 1 && result.stations[1].utilisation == 0)
  }

  /// Handlers of failures take over, as with any other failure: 11 to 12 at the fallback.
  @Test func fallback() throws {
    let station = Trace.station(10) { $0.dropsExpired = true }
    let attempt = Attempt(
      [.call(station: 0, purpose: 1)], otherwise: [.call(station: 1, purpose: 2)], goesOn: true,
      purpose: 3)
    let fallback = Trace.station(1, name: "fallback") { _ in }
    var model = Trace.model([station, fallback], [.attempt(attempt)], at: [1, 2])
    model.sources[0].deadline = TimeSpan(seconds: 9)
    let result = try Trace.run(model)
    #expect(result.all.completions == 2 && isClose(result.all.sojournTime, 10))
    #expect(result.stations[1].arrivals == 1)
  }

  /// M/M/1 whose calls are served only if their turn comes within d. Who finds work of more than d is never
  /// served, so the density of work is λ p₀ e^(−(μ−λ)x) up to d and falls like e^(−μx) beyond, by level
  /// crossings.
  @Test(arguments: [(0.8, 2.0), (1.3, 4.0)]) func oneServer(rate: Double, limit: Double) throws {
    let excess = Portable.exp((rate - 1) * limit)
    let empty = 1 / (1 + rate * (1 - excess) / (1 - rate) + rate * excess)
    let truth = rate * empty * excess
    var model = Oracle.station(arrivalRate: rate, serviceTime: .exponential(mean: 1))
    model.stations[0].dropsExpired = true
    model.sources[0].deadline = TimeSpan(seconds: limit)
    let station = try Oracle.replicate(model, runIn: 500, length: 100_000).map { $0.stations[0] }
    try Oracle.check("expired", station.map(\.expiredShare), truth, within: 0.03)
    try Oracle.check("utilisation", station.map(\.utilisation), 1 - empty)
  }

  /// An urgent call whose deadline has passed interrupts nobody: work of 20 s from 5 to 25, though the other
  /// comes at 11.
  @Test func tooLateToInterrupt() throws {
    let station = Trace.station(20, name: "station") {
      ($0.dropsExpired, $0.discipline) = (true, .preemptivePriority)
    }
    var model = Trace.model(
      [station, Trace.station(10, name: "before") { _ in }],
      [.call(station: 1, purpose: 1), .call(station: 0, purpose: 2)], at: [1])
    model.journeys.append(JourneyModel(name: "plain", steps: [.call(station: 0, purpose: 2)]))
    model.sources.append(model.sources[0])
    model.sources[0].deadline = TimeSpan(seconds: 10)
    (model.sources[1].key, model.sources[1].pattern) = (2, .trace([5]))
    (model.sources[1].journey, model.sources[1].priority) = (1, 1)
    let result = try Trace.run(model)
    #expect(result.all.failures.expired == 1 && result.all.completions == 1)
    #expect(isClose(result.all.sojournTime, 20))
  }
}
