import Foundation
import Scenarios
import TestSupport
import Testing

@testable import Experiments

/// Figures of stations whose number of servers changes.
@Suite struct ChangingCapacityTests {
  /// One server all day, three from 6:00 to 12:00: over a day 1.5 servers, and two changes.
  @Test func shifts() async throws {
    let text = """
      govsim: 1
      title: Shifts
      question: How many servers are there?
      source: "Made up"
      stations:
        desk:
          servers: 1
          service_time: {distribution: exponential, mean: 1 s}
          shifts: [{from: 6 h, servers: 3}, {from: 12 h, servers: 1}]
        portal: {servers: 2, service_time: {distribution: exponential, mean: 1 s}}
      journeys:
        visit: {steps: [{call: portal}, {call: desk}]}
      demand:
        all: {rate: 0.2/s, journey: visit}
      window: {run_in: 0 s, length: 24 h, replications: 2}

      """
    let folder = try TemporaryFolder()
    let file = folder.url("shifts.yaml")
    try Data(text.utf8).write(to: file)
    let result = try await runModel(Scenario.load(path: file.path), options: StudyOptions())
    func mean(_ station: String, _ metric: Metric) -> Double? {
      result.summaries.first { $0.entity == station && $0.metric == metric.name }?.mean
    }
    #expect(abs(try #require(mean("desk", .serversThere)) - 1.5) < 1e-9)
    // Whoever leaves finishes its call first.
    let paid = try #require(mean("desk", .serversPaid))
    #expect(paid >= 1.5 && paid < 1.51)
    #expect(mean("desk", .serverChanges) == 2)
    #expect(mean("portal", .serversThere) == nil)
  }
}
