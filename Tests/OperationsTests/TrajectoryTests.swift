import EventEngine
import Quantities
import Statistics
import Testing

@testable import Operations

/// The way a run takes, event by event.
@Suite struct TrajectoryTests {
  private let window = Window(
    runIn: TimeSpan(seconds: 10), length: TimeSpan(seconds: 500), drain: TimeSpan(seconds: 20))

  /// Failures, links, notified work, small queues: one trajectory, however events are held.
  @Test(arguments: [1, 2, 3] as [UInt64]) func theCalendarChangesNothing(seed: UInt64) throws {
    let results = try EventCalendar.Choice.allCases.map {
      try simulate(
        ConservationTests.everything, window: window, name: StreamName(seed: seed), calendar: $0)
    }
    for result in results { #expect(result == results[0]) }
    let other = try simulate(
      ConservationTests.everything, window: window, name: StreamName(seed: seed + 100))
    #expect(other.fingerprint != results[0].fingerprint)
  }

  /// Enough requests under way that the calendar moves from its heap to a ladder while it runs.
  @Test func movingToTheLadderChangesNothing() throws {
    let model = Oracle.network(
      [StationModel(name: "station", servers: 20_000, serviceTime: .exponential(mean: 15))],
      [.call(station: 0, purpose: 1)], arrivalRate: 1_000)
    let short = Window(runIn: .zero, length: TimeSpan(seconds: 40), drain: .zero)
    let results = try EventCalendar.Choice.allCases.map {
      try simulate(model, window: short, name: StreamName(seed: 4), calendar: $0)
    }
    for result in results { #expect(result == results[0]) }
    #expect(results[0].stations[0].numberInSystem > 8_000)
  }

  /// Requests that go round without time passing end in an error that names where they are.
  @Test func anEndlessCircleIsNamed() throws {
    var model = NetworkModel(groups: ["all"])
    model.stations = ["ledger", "archive", "desk"].map {
      StationModel(name: $0, servers: 1, serviceTime: .constant($0 == "desk" ? 1 : 0))
    }
    let next = [[(station: 1, probability: 1.0)], [(station: 0, probability: 1.0)], []]
    model.journeys = [
      JourneyModel(
        name: "round",
        steps: [.route(start: [(station: 0, probability: 1)], next: next, purpose: 1)])
    ]
    model.sources = [
      SourceModel(name: "web", key: 1, rate: Rate(perSecond: 1), journey: 0, group: 0)
    ]
    var caught: OperationsError?
    do throws(OperationsError) {
      _ = try simulate(model, window: window, name: StreamName(seed: 1))
    } catch {
      caught = error
    }
    guard case .endlessCircle(let time, let places)? = caught else {
      Issue.record("\(String(describing: caught))")
      return
    }
    #expect(time > 0 && Set(places) == ["station ledger", "station archive"])
    #expect("\(try #require(caught))".contains("without time passing, through station"))
  }

  /// Retries without a pause, against a bulkhead that stays full: the circle is one of attempts.
  @Test func namesRetriesWithoutAPause() throws {
    let call = Step.call(station: 0, purpose: 1)
    var model = Oracle.network(
      [StationModel(name: "slow", servers: 1, serviceTime: .constant(1e6))],
      [.attempt(Attempt([call], policy: 0, purpose: 2))], arrivalRate: 1)
    model.sources[0].pattern = .trace(Array(repeating: 1, count: 20))
    let retries = Retries(atMost: 1_000_000, pause: .constant(0))
    model.policies = [CallPolicy(name: "stubborn", retries: retries, atOnce: 1)]
    #expect(
      throws: OperationsError.endlessCircle(time: 1, places: ["an attempt of source source"])
    ) {
      try simulate(model, window: window, name: StreamName(seed: 1))
    }
  }

  /// A queue of calls that need no work is served at one instant, once the server is back: no circle.
  @Test func aLongQueueServedAtOnceIsNoCircle() throws {
    let failure = FailureModel(
      meanTimeBetweenFailures: TimeSpan(hours: 2), meanTimeToRepair: TimeSpan(hours: 2))
    let model = Oracle.station(arrivalRate: 200, serviceTime: .constant(0), failure: failure)
    let long = Window(runIn: .zero, length: TimeSpan(hours: 12), drain: .zero)
    let result = try simulate(model, window: long, name: StreamName(seed: 3))
    #expect(result.requests > 1_000_000)
    #expect(result.stations[0].queueLength > 10_000)
  }

  /// Short transfers overtake a long one again and again: each moves the link's one departure, and
  /// leaves nothing behind.
  @Test func overtakingLeavesNothingBehind() throws {
    var model = NetworkModel(groups: ["all"])
    model.links = [LinkModel(name: "link", bandwidth: Bandwidth(bitsPerSecond: 1e9))]
    for (index, bytes) in [1e13, 1_000].enumerated() {
      model.journeys.append(
        JourneyModel(
          name: "\(index)",
          steps: [.transfer(link: 0, size: .constant(bytes), purpose: UInt64(index))]))
      model.sources.append(
        SourceModel(
          name: "\(index)", key: UInt64(index), rate: Rate(perSecond: index == 0 ? 0.01 : 1_000),
          journey: index, group: 0))
    }
    let window = Window(runIn: .zero, length: TimeSpan(seconds: 500), drain: .zero)
    var kernel = try Kernel(
      model, window: window, name: StreamName(seed: 1), calendar: .automatic)
    try kernel.run()
    #expect(kernel.loop.firedCount > 500_000)
    // Candidates of two sources, one departure, and cancelled ones that wait for their sweep.
    #expect(kernel.loop.pendingCount <= 3)
    #expect(kernel.loop.entryCount <= 8)
  }
}
