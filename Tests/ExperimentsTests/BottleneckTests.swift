import Scenarios
import Statistics
import Testing

@testable import Experiments

/// Where a model loses time, against M/M/1 and M/M/2.
@Suite struct BottleneckTests {
  static func report(_ loads: [Double], whatIfs: Int = 1) async throws -> BottleneckReport {
    let scenario = try Fixture.load("scenarios/verify/mm1.yaml")
      .setting("window.length", to: "50000 s").setting("window.replications", to: "20")
      .setting("demand.customers.rate", to: "0.5/s")
    return try await findBottlenecks(
      scenario, options: StudyOptions(seed: 1, confidenceLevel: 0.999),
      search: BottleneckOptions(loads: loads, whatIfs: whatIfs), progress: { _ in })
  }

  /// Half-loaded: as long in the queue as in service, full at twice the load; a second server takes
  /// away the difference of two closed forms. Five checks at 99.9 %: a false alarm once in 200 seeds.
  @Test func halfLoadedServer() async throws {
    let report = try await Self.report([0.5, 1, 1.5])
    let place = try #require(report.places.first)
    #expect(report.places.count == 1 && abs(place.visits - 1) < 0.01)
    #expect(abs(place.waiting - 1) < 0.03 && abs(place.service - 1) < 0.01)
    #expect(abs(try #require(place.fullAtLoad) - 2) < 0.02)
    #expect(report.elsewhere < 0.03)
    let two = try MMc(arrivalRate: 0.5, serviceRate: 1, servers: 2)
    let change = try #require(report.whatIfs.first?.sojournTime)
    let expected = two.meanSojournTime - 2
    #expect(change.lower < expected && expected < change.upper)
    #expect(change.upper - change.lower < 0.1)
    // Sojourn 1/(1 − ρ) at ρ = 0.25, 0.5 and 0.75.
    for (point, truth) in zip(report.loads, [4 / 3.0, 2, 4]) {
      #expect(point.sojournTime.lower < truth && truth < point.sojournTime.upper)
    }
    #expect(report.loads.map(\.isBorne) == [true, true, true])
  }

  /// The knee lies before the load that cannot be served, and the busiest place is named.
  @Test func kneeBeforeSaturation() async throws {
    let report = try await Self.report([0.2, 1, 1.5, 1.9, 2.5], whatIfs: 0)
    let knee = try #require(report.knee)
    // p95 is 3.0/(1 − ρ): three times that of ρ = 0.1 at ρ = 0.7.
    #expect(knee.load == 1 && report.whatIfs.isEmpty)
    let last = try #require(report.loads.last)
    #expect(!last.isBorne && last.utilisation > 0.99)
  }

  @Test func refusesWhatCannotBeMultiplied() async throws {
    await #expect(throws: ExperimentError.self) { try await Self.report([1, 0.5]) }
    await #expect(throws: ExperimentError.self) { try await Self.report([]) }
  }
}
