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
      values.map { ("\($0.entity) \($0.metric.name)", $0.expected) },
      uniquingKeysWith: { _, last in last })
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

  /// Half of the requests call, each on average 1 + 1/2 + 1/4 times, twice at most three rounds: 0.875
  /// visits of a station at 0.4/s.
  @Test func meanVisits() throws {
    let values = try theory(
      "servers: 1, \(exponential)",
      journey:
        "steps: [{repeat: [{branch: [{probability: 50 %, steps: [{call: desk}]}, {probability: 50 %, steps: []}]}], again: 50 %, at_most: 3}]",
      rate: "0.4/s")
    #expect(isClose(values["desk utilisation"], 0.35))
    let half = try theory(
      "servers: 1, \(exponential)", journey: "steps: [{call: desk, times: 0.5}]")
    #expect(isClose(half["desk utilisation"], 0.25))
    #expect(isClose(half["all sojourn_time"], 0.5 / 0.75))
  }

  /// By hand: 40 % answered in 0.1 s, the rest at 0.3/s; four copies, each busy half the time; a bucket of
  /// one token, empty for 2 s after each call of 0.5/s that passes; a caller whom nobody slows down.
  @Test func mechanisms() throws {
    let cached = try theory(
      "servers: 1, \(exponential), cache: {hit_share: 40 %, hit_time: 0.1 s}")
    #expect(isClose(cached["desk sojourn_time"], 0.6 / 0.7 + 0.04))
    let copies = try theory(
      "servers: 1, \(exponential), replicas: 4, balancing: random", rate: "2/s")
    #expect(isClose(copies["desk waiting_time"], 1))
    #expect(isClose(copies["desk number_in_system"], 4))
    let limited = try theory(
      "servers: 50, \(exponential), rate_limit: {rate: 0.5/s, burst: 1}")
    #expect(isClose(limited["all completion_share"], 0.5))
    let again = "customers: 1, think: 0 s"
    let alone = try theory(
      "servers: 1, \(exponential), contention: {serial_share: 9 %}", demand: again)
    #expect(isClose(alone["desk throughput"], 1))
  }

  /// Two flows over both links, one over the first and three over the second, of 6 and 4.
  @Test func fairShares() {
    let shares = FairShares(capacities: [6, 4], paths: [[0, 1], [0], [1]])
    #expect(shares.rates([2, 1, 3]) == [0.8, 4.4, 0.8])
    #expect(shares.rates([0, 3, 0]) == [0, 2, 0])
    #expect(shares.rates([1, 5, 1]) == [1, 1, 3])
  }

  /// From an empty start: λ/μ (1 − e^(−μt)) averaged over the first step of 2 s, at 1/s and 1 s.
  @Test func againstTime() throws {
    let values = try theory("servers: 60, \(exponential)", demand: "rates: [1/s, 1/s], each: 2 s")
    let gone = 1 - exp(-2.0)
    // The last of equal names counts: the second step, 1 − e⁻² (1 − e⁻²)/2.
    #expect(abs((values["desk number_in_system"] ?? 0) - (1 - exp(-2) * gone / 2)) < 1e-12)
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
    #expect(isClose(twice["desk throughput"], 12.0 / 13))
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
      (plain, "steps: [{notify: desk}]"), (plain, "steps: [{attempt: [{call: desk}]}]"),
      ("\(plain), shifts: [{from: 3 s, servers: 2}]", one),
      ("\(plain), contention: {serial_share: 1 %}", one),
      ("servers: 2, \(exponential), replicas: 2", one),
      ("servers: 2, \(exponential), batch_limit: 2", one),
      ("\(plain), cache: {hit_share: 5 %}, deterrence: 5 %", one),
      ("\(plain), rate_limit: {rate: 1/s, burst: 2}", one),
      (plain, "steps: [{parallel: [{steps: [{call: desk}]}, {steps: [{call: desk}]}]}]"),
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
