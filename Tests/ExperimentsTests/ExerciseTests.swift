import Quantities
import Scenarios
import Testing

@testable import Experiments

/// The exercises end as their pages say.
@Suite struct ExerciseTests {
  private static func run(
    _ name: String, _ settings: [(path: String, text: String)] = [], from: Double, to: Double,
    bucket: Double? = nil, replications: Int = 2
  ) async throws -> ModelResult {
    try await ModelSeriesTests.run(
      "scenarios/exercises/\(name).yaml", settings, replications: replications,
      RunObservation(
        bucket: bucket.map { TimeSpan(seconds: $0) }, from: TimeSpan(seconds: from),
        to: TimeSpan(seconds: to)))
  }

  private static func value(_ result: ModelResult, _ entity: String, _ metric: Metric) -> Double? {
    result.summaries.first { $0.entity == entity && $0.metric == metric.name }?.mean
  }

  /// Ten minutes after a minute of outage: nothing is answered, though no more is asked than before.
  @Test func eagerAppsStayDown() async throws {
    let before = try await Self.run("retry-storm-collapse", from: 60, to: 300)
    let after = try await Self.run("retry-storm-collapse", from: 960, to: 1200)
    #expect(try #require(Self.value(before, "citizens", .completionShare)) > 0.999)
    #expect(try #require(Self.value(after, "citizens", .completionShare)) < 0.01)
    #expect(try #require(Self.value(after, "app", .attemptsPerCall)) > 4.9)
    let asked = [before, after].compactMap { Self.value($0, "citizens", .arrivals) }
    #expect(asked.allSatisfy { abs($0 - 120) < 3 })
  }

  @Test func patientAppsRecover() async throws {
    let after = try await Self.run("retry-storm-recovery", from: 420, to: 660)
    #expect(try #require(Self.value(after, "citizens", .completionShare)) > 0.999)
    #expect(try #require(Self.value(after, "app", .breakerOpenings)) >= 1)
  }

  /// Eight times the load of one service: with one block for all everybody is down afterwards, with
  /// blocks of their own one of seven. Four times: the shared block carries it.
  @Test(arguments: [
    ("shared", 80, 0.0), ("own", 80, 1 / 7.0), ("shared", 160, 1), ("own", 160, 1 / 7.0),
  ])
  func retriesThroughPools(kind: String, peak: Int, down: Double) async throws {
    let result = try await Self.run(
      "pooling-retries-\(kind)",
      [("demand.tax.rates", "[20/s, 20/s, \(peak)/s, 20/s, 20/s, 20/s, 20/s, 20/s]")],
      from: 1200, to: 1500, bucket: 60)
    let share = try #require(Self.value(result, "all", .downShare))
    #expect(abs(share - down) < 1e-9)
  }

  /// Outages: one block takes all services down at once, blocks of their own one or two; who has a
  /// block alone waits longer. 120 days hold about four outages of each block.
  @Test func poolingBothWays() async throws {
    let settings = [("window.length", "120 days")]
    func result(_ kind: String) async throws -> ModelResult {
      try await Self.run(
        "pooling-\(kind)", settings, from: 0, to: 120 * 86_400, bucket: 3_600)
    }
    let (shared, own) = (try await result("shared"), try await result("own"))
    func pair(_ metric: Metric) throws -> (Double, Double) {
      (
        try #require(Self.value(shared, "all", metric)),
        try #require(Self.value(own, "all", metric))
      )
    }
    let most = try pair(.downMost)
    #expect(most.0 == 1 && most.1 < 0.5)
    let sojourn = try pair(.sojournTime)
    #expect(sojourn.1 > 2 * sojourn.0)
    let worst = try pair(.worstDay)
    #expect(worst.0 < worst.1)
  }

  /// What a run costs is its events: ten times the people, ten times the events, within 1 %; their
  /// number is a sum over 150 000 requests and more, so its standard error is about 0.3 %.
  @Test func tenTimesThePeopleTenTimesTheEvents() async throws {
    let one = try await Self.run("ten-times-one", from: 600, to: 3_600, replications: 1)
    let ten = try await Self.run("ten-times-ten", from: 600, to: 3_600, replications: 1)
    let ratio = Double(ten.run.events) / Double(one.run.events)
    #expect(abs(ratio - 10) < 0.1)
  }

  /// A minute of Estonia's day: each request is an arrival, two signatures and two checks, four lines
  /// in logs, the registry, and two transfers with their way: 14 events.
  @Test func exchangeLayerPassesEveryStation() async throws {
    let result = try await Self.run(
      "estonia-day", from: 0, to: 60, bucket: 1, replications: 1)
    let perRequest = Double(result.run.events) / Double(result.run.requests)
    #expect(perRequest > 13.9 && perRequest <= 14)
    #expect(try #require(result.series).count == 60)
  }
}
