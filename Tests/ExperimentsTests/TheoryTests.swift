import Foundation
import Scenarios
import Testing

@testable import Experiments

/// Which closed form `verify` takes for which model, and what it refuses.
@Suite struct TheoryTests {
  private let exponential = "service_time: {distribution: exponential, mean: 1 s}"
  private let constant = "service_time: 1 s"
  private let failing = "mean_time_between_failures: 50 s, mean_time_to_repair: 10 s"

  /// Expected values of a file with one station, `desk`, by "entity metric".
  private func theory(
    _ desk: String, journey: String = "steps: [{call: desk}]", rate: String = "0.5/s",
    demand: String? = nil
  ) throws -> [String: Double] {
    let text = """
      govsim: 1
      title: Test
      question: Does theory know it?
      source: "Made up"
      stations:
        desk: {\(desk)}
      links:
        line: {bandwidth: 8 bit/s, delay: 3 s}
      journeys:
        visit: {\(journey)}
      demand:
        all: {\(demand ?? "rate: \(rate)"), journey: visit}
      window: {run_in: 1 s, length: 1 s, replications: 2}

      """
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("theory-\(UUID().uuidString).yaml")
    try text.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let values = try Theory(of: Scenario.load(path: file.path)).values
    return Dictionary(
      uniqueKeysWithValues: values.map { ("\($0.entity) \($0.metric.name)", $0.expected) })
  }

  private func isClose(_ found: Double?, _ expected: Double) -> Bool {
    found.map { abs($0 - expected) <= 1e-14 * expected } ?? false
  }

  @Test func oneStation() throws {
    let plain = try theory("servers: 1, \(exponential)")
    #expect(isClose(plain["desk waiting_time"], 1) && isClose(plain["desk utilisation"], 0.5))
    #expect(plain["desk sojourn_time.p95"] != nil)
    #expect(isClose(try theory("servers: 1, \(constant)")["desk waiting_time"], 0.5))
    // ρ = 1/2, K = 2: 4/7, 2/7, 1/7.
    let limited = try theory("servers: 1, \(exponential), queue_limit: 1")
    #expect(isClose(limited["desk blocking_share"], 1.0 / 7))
    // Two servers, none may wait, a = 1/2: (1/8)/(1 + 1/2 + 1/8).
    let loss = try theory("servers: 2, \(constant), queue_limit: 0")
    #expect(isClose(loss["desk blocking_share"], 1.0 / 13))
    #expect(loss["desk waiting_time"] == nil)
    let broken = try theory("servers: 1, \(exponential), \(failing)")
    #expect(isClose(broken["desk number_in_system"], 43.0 / 12))
  }

  /// Two calls of one station at 1/4 per second, and half a byte over a link of 1 byte/s: 2 s, 2 s,
  /// (1/2)/(1 − 1/8) s and 3 s on the way.
  @Test func row() throws {
    let values = try theory(
      "servers: 1, \(exponential)",
      journey: "steps: [{call: desk}, {think: 9 s}, {transfer: line, size: 0.5 B}, {call: desk}]",
      rate: "0.25/s")
    #expect(isClose(values["desk sojourn_time"], 2))
    #expect(isClose(values["line sojourn_time"], 4.0 / 7))
    #expect(isClose(values["all sojourn_time"], 7 + 4.0 / 7))
  }

  @Test func callersAndDisciplines() throws {
    let plain = "servers: 1, \(exponential)"
    // One class of priority is first come first served; sharing has the same mean for exponential work.
    for discipline in ["priority", "preemptive_priority", "processor_sharing"] {
      let values = try theory("\(plain), discipline: \(discipline)")
      #expect(isClose(values["desk sojourn_time"], 2), "\(discipline)")
    }
    // Who gives up as fast as others are served: M/M/∞ with a = 1/2, of whom those beyond one wait.
    let impatient = try theory("\(plain), patience: {distribution: exponential, mean: 1 s}")
    let number = try #require(impatient["desk number_in_system"])
    #expect(abs(number - 0.5) < 1e-12)
    // Batches of two at half the rate: the second waits a service more, on average half a second.
    let pairs = try theory(plain, demand: "rate: 0.25/s, batch: 2")
    #expect(isClose(pairs["desk waiting_time"], 2))
    // Exponential gaps are Poisson arrivals.
    let gaps = try theory(plain, demand: "gap: {distribution: exponential, mean: 2 s}")
    #expect(abs(try #require(gaps["desk waiting_time"]) - 1) < 1e-12)
    // Two customers who think 1 s at one server of 1 s: weights 1, 2, 2.
    let circle = "customers: 2, think: {distribution: exponential, mean: 1 s}"
    #expect(isClose(try theory(plain, demand: circle)["desk throughput"], 0.8))
    let twice = try theory(plain, journey: "steps: [{call: desk}, {call: desk}]", demand: circle)
    // Demand of 2 s a round: weights 1, 4, 8.
    #expect(isClose(twice["all throughput"], 12.0 / 13 / 2))
    for demand in ["gap: 2 s, batch: 2", "customers: 2, think: 3 s"] {
      #expect(throws: ExperimentError.self) { try theory(plain, demand: demand) }
    }
  }

  @Test func whatHasNoClosedFormIsRefused() throws {
    let one = "steps: [{call: desk}]"
    let two = "steps: [{call: desk}, {call: desk}]"
    let plain = "servers: 1, \(exponential)"
    let refused: [(desk: String, journey: String)] = [
      ("servers: 2, \(constant)", one), ("servers: 1, \(constant), queue_limit: 3", one),
      ("servers: 1, \(exponential), queue_limit: 3, \(failing)", one),
      ("servers: 2, \(exponential), \(failing)", one), ("servers: 1, \(constant)", two),
      ("servers: 1, \(exponential), \(failing)", two),
      ("servers: 1, \(exponential), queue_limit: 2", "start: {desk: 100 %}, routing: {}"),
      (
        plain,
        "steps: [{branch: [{probability: 50 %, steps: [{call: desk}]}, {probability: 50 %, steps: []}]}]"
      ),
      (plain, "steps: [{call: desk, times: 0.5}]"), (plain, "steps: [{notify: desk}]"),
      ("\(plain), patience: 3 s", one), ("\(plain), discipline: priority", two),
      ("\(plain), discipline: preemptive_priority, queue_limit: 2", one),
      ("servers: 2, \(exponential), discipline: preemptive_priority", one),
      ("servers: 2, \(constant), discipline: processor_sharing", one),
      ("\(plain), patience: {distribution: exponential, mean: 1 s}", two),
    ]
    for (desk, journey) in refused {
      let error = #expect(throws: ExperimentError.self, "\(desk) \(journey)") {
        try theory(desk, journey: journey)
      }
      guard case .wrongKind = error else {
        Issue.record("\(desk) \(journey): \(String(describing: error))")
        continue
      }
    }
    // Overloaded.
    #expect(throws: ExperimentError.self) { try theory(plain, rate: "1/s") }
  }
}
