import Operations
import Quantities
import Statistics
import Testing

/// Things done at once of which not all are needed, and loops.
@Suite struct BranchTests {
  static func racing(needed: Int, cancels: Bool, work: [Double]) -> NetworkModel {
    let stations = work.enumerated().map {
      StationModel(name: "\($0)", servers: 1, serviceTime: .constant($1))
    }
    var model = Oracle.network(
      stations,
      [
        .parallel(
          Parallel(
            branches: work.indices.map { [.call(station: $0, purpose: UInt64($0))] },
            needed: needed, cancels: cancels, purpose: 9))
      ], arrivalRate: 1)
    model.sources[0].pattern = .trace([1])
    return model
  }

  /// Work of 5, 2 and 9 s at once: the first answer comes after 2 s, two after 5 s, all after 9 s. Work
  /// that is not needed any more is done all the same, or called back.
  @Test(arguments: [(1, 2.0), (2, 5.0), (3, 9.0)])
  func needed(count: Int, time: Double) throws {
    let result = try AttemptTests.run(Self.racing(needed: count, cancels: false, work: [5, 2, 9]))
    #expect(result.all.completions == 1 && result.all.sojournTime == time)
    #expect(result.stations.map(\.utilisation) == [0.005, 0.002, 0.009])
    let cancelled = try AttemptTests.run(
      Self.racing(needed: count, cancels: true, work: [5, 2, 9]))
    #expect(cancelled.all.sojournTime == time)
    #expect(cancelled.stations.map(\.utilisation) == [5, 2, 9].map { min($0, time) / 1_000 })
  }

  /// Two of three are needed; when two have failed, the request fails, at once.
  @Test func failsWhenTooFewAreLeft() throws {
    var model = Self.racing(needed: 2, cancels: false, work: [5, 2, 9])
    let policy = CallPolicy(name: "soon", timeout: TimeSpan(seconds: 3))
    model.policies = [policy]
    model.journeys[0].steps = [
      .attempt(
        Attempt(
          [
            .parallel(
              Parallel(
                branches: (0..<3).map { station in
                  let call = Step.call(station: station, purpose: UInt64(station))
                  return [.attempt(Attempt([call], policy: 0, purpose: UInt64(10 + station)))]
                }, needed: 2, purpose: 9))
          ], otherwise: [.wait(.constant(1), purpose: 20)], goesOn: true, purpose: 21))
    ]
    let result = try AttemptTests.run(model)
    // Those of 5 and 9 s fail after 3 s; the fallback takes 1 s.
    #expect(result.all.sojournTime == 4 && result.policies[0].timeouts == 2)
  }

  /// Again with probability 0.6, at most 4 times: 1 + 0.6 + 0.36 + 0.216 = 2.176 rounds on average.
  @Test func loop() throws {
    let model = Oracle.network(
      [StationModel(name: "form", servers: 50, serviceTime: .constant(0.1))],
      [.loop(Loop(steps: [.call(station: 0, purpose: 1)], again: 0.6, atMost: 4, purpose: 2))],
      arrivalRate: 1)
    let results = try Oracle.replicate(model, runIn: 10, length: 5_000)
    let rounds = results.map { $0.stations[0].throughput * 5_000 / Double($0.all.arrivals) }
    try Oracle.check("rounds", rounds, 2.176)
  }

  /// Failures inside a loop inside an attempt: each round draws for itself, and the deepest handler
  /// takes over.
  @Test func nestedHandlers() throws {
    let never = CallPolicy(name: "at once", timeout: TimeSpan(seconds: 1))
    var model = Oracle.network(
      [
        StationModel(name: "slow", servers: 9, serviceTime: .constant(5)),
        StationModel(name: "undo", servers: 9, serviceTime: .constant(1)),
        StationModel(name: "log", servers: 9, serviceTime: .constant(1)),
      ], [], arrivalRate: 1)
    model.policies = [never]
    let slow = Step.call(station: 0, purpose: 1)
    let inner = Attempt([slow], policy: 0, otherwise: [.call(station: 1, purpose: 2)], purpose: 3)
    let outer = Attempt(
      [.attempt(inner)], otherwise: [.call(station: 2, purpose: 4)], goesOn: true, purpose: 5)
    model.journeys[0].steps = [
      .loop(Loop(steps: [.attempt(outer)], again: 1, atMost: 3, purpose: 6))
    ]
    model.sources[0].pattern = .trace([1])
    let result = try AttemptTests.run(model)
    #expect(result.all.completions == 1 && result.all.sojournTime == 9)
    #expect(result.stations.map { $0.throughput * 1_000 } == [3, 3, 3])
  }
}
