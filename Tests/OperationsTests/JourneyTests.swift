import Operations
import Quantities
import Statistics
import Testing

/// What single steps do.
@Suite struct JourneyTests {
  static func seconds(_ x: Double) -> TimeSpan { TimeSpan(seconds: x) }

  /// Enough servers that nobody ever waits.
  static func ample(_ serviceTime: Distribution, name: String = "ample") -> StationModel {
    StationModel(name: name, servers: 10_000, serviceTime: serviceTime)
  }

  /// One request at a time (the rate is that low), all parts constant: the sum by hand.
  @Test func unloadedJourneyTakesTheSumOfItsParts() throws {
    let links = [
      LinkModel(
        name: "shared", bandwidth: Bandwidth(bitsPerSecond: 8e6), delay: Self.seconds(0.01)),
      LinkModel(
        name: "wide", bandwidth: Bandwidth(bitsPerSecond: 8e6), delay: Self.seconds(0.02),
        binds: false),
    ]
    let call = Call(
      station: 0, times: 2, purpose: 1, path: [0, 1], request: DataSize(bytes: 2e6),
      response: DataSize(bytes: 3e6), fixedDelay: Self.seconds(0.1))
    var model = Oracle.network(
      [Self.ample(.constant(0.5))], links: links,
      [
        .lastMile(size: DataSize(bytes: 1e5)),
        .call(call),
        .think(.constant(60), purpose: 2),
        .transfer(link: 0, size: .constant(5e5), purpose: 3),
        .transfer(link: 1, size: .constant(5e5), purpose: 4),
      ], arrivalRate: 1e-4)
    model.sources[0].lastMileRate = .constant(4e5)
    model.sources[0].lastMileRoundTrip = Self.seconds(0.3)
    let result = try Oracle.replicate(model, runIn: 0, length: 2e5, times: 1)[0]
    // Last mile 2 + 0.3; two calls of 0.5 service, 5 MB at 1 MB/s over both links at once, 0.06 travel
    // and 0.1; transfers of 0.5 each and 0.03 travel. Thinking does not count.
    let expected = 2.3 + 2 * (0.5 + 5 + 0.06 + 0.1) + 1 + 0.03
    #expect(result.all.completions >= 5)
    #expect(abs(try #require(result.all.sojournTime) - expected) < 1e-6)
    #expect(result.links[0].transfers == result.all.arrivals * 5)
    #expect(result.links[1].transfers == result.all.arrivals * 5)
    #expect(result.links[1].transferTime == nil && !result.links[1].binds)
  }

  /// A mean of 2.3 calls is two or three; a mean of 0.4 none or one.
  @Test func fractionalTimes() throws {
    let model = Oracle.network(
      [Self.ample(.constant(0.1)), Self.ample(.constant(0.1))],
      [.call(station: 0, times: 2.3, purpose: 1), .call(station: 1, times: 0.4, purpose: 2)],
      arrivalRate: 1)
    let results = try Oracle.replicate(model, runIn: 10, length: 10_000)
    let calls = { (i: Int) in results.map { $0.stations[i].throughput * 10_000 } }
    let requests = results.map { Double($0.all.arrivals) }
    try Oracle.check("2.3", zip(calls(0), requests).map { $0 / $1 }, 2.3, within: 0.01)
    try Oracle.check("0.4", zip(calls(1), requests).map { $0 / $1 }, 0.4, within: 0.03)
    try Oracle.check("sojourn", results.map(\.all.sojournTime), 0.27, within: 0.01)
  }

  @Test func noCallsAtAll() throws {
    let model = Oracle.network(
      [Self.ample(.constant(1))], [.call(station: 0, times: 0, purpose: 1)], arrivalRate: 1)
    let result = try Oracle.replicate(model, runIn: 0, length: 100, times: 1)[0]
    #expect(result.all.completions == result.all.arrivals && result.all.completions > 50)
    #expect(result.stations[0].arrivals == 0 && result.stations[0].sojournTime == nil)
    #expect(result.all.sojournTime == 0)
  }

  /// Nobody waits for notified work, but it takes capacity; where it fails, nobody is hurt.
  @Test func notifiedWorkIsNotWaitedFor() throws {
    let model = Oracle.network(
      [
        Self.ample(.constant(0.2)),
        StationModel(name: "log", servers: 1, serviceTime: .exponential(mean: 0.5)),
        StationModel(name: "full", servers: 1, serviceTime: .constant(5), queueLimit: 0),
      ],
      [
        .notify(station: 1, purpose: 1, fixedDelay: Self.seconds(3)),
        .notify(station: 2, purpose: 2), .call(station: 0, purpose: 3),
      ], arrivalRate: 1)
    let results = try Oracle.replicate(model, runIn: 200, length: 50_000)
    for result in results {
      #expect(abs(try #require(result.all.sojournTime) - 0.2) < 1e-9)
      #expect(result.all.completions == result.all.arrivals)
      // The same arrivals, three seconds later: the window's edges may cut off a few.
      #expect(abs(result.stations[1].arrivals - result.all.arrivals) < 20)
      #expect(result.stations[2].blockingShare > 0.5)
    }
    try Oracle.check("log", results.map { $0.stations[1].utilisation }, 0.5)
    try Oracle.check("sojourn", results.map { $0.stations[1].sojournTime }, 1, within: 0.04)
  }

  @Test func branchesByProbability() throws {
    let model = Oracle.network(
      [Self.ample(.constant(1)), Self.ample(.constant(2))],
      [
        .branch(
          [
            (0.5, [.call(station: 0, purpose: 1)]),
            (
              0.3,
              [
                .branch([(1, [.call(station: 1, purpose: 2)])], purpose: 4),
                .call(station: 0, purpose: 1),
              ]
            ),
          ], purpose: 3)
      ], arrivalRate: 2)
    let results = try Oracle.replicate(model, runIn: 10, length: 10_000)
    try Oracle.check("first", results.map { $0.stations[0].throughput }, 1.6)
    try Oracle.check("second", results.map { $0.stations[1].throughput }, 0.6, within: 0.03)
    try Oracle.check("sojourn", results.map(\.all.sojournTime), 0.5 + 0.3 * 3)
  }

  /// One user's rate is drawn once per request, so two pages take twice the time of one.
  @Test func lastMileRateIsTheUsersOwn() throws {
    var model = Oracle.network([], [.lastMile(size: DataSize(bytes: 1_250))], arrivalRate: 0.1)
    model.sources[0].lastMileRate = .uniform(low: 1_000, high: 9_000)
    let once = try Oracle.replicate(model, runIn: 0, length: 1_000, times: 1)[0]
    model.journeys[0].steps += model.journeys[0].steps
    let twice = try Oracle.replicate(model, runIn: 0, length: 1_000, times: 1)[0]
    let (a, b) = (try #require(once.all.sojournTime), try #require(twice.all.sojournTime))
    #expect(a > 1 && abs(b - 2 * a) < 1e-9)
  }
}
