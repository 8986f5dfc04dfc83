import Foundation
import Operations
import Quantities
import Scenarios
import Testing

@testable import Experiments

/// What `validate` lets pass, the simulator must accept; so all that the simulator refuses is refused
/// before, with a line and a column.
@Suite("Files against the simulator's own checks")
struct ExplicitModelFuzz {
  private static func scenario(_ text: String) throws -> Scenario {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("govsim-\(UUID().uuidString).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    return try Scenario.load(path: file.path)
  }

  /// - Returns: whether the file is valid.
  private static func check(_ text: String) throws -> Bool {
    let scenario: Scenario
    do { scenario = try Self.scenario(text) } catch let error as ScenarioError {
      guard case .invalid(let faults) = error else { throw error }
      #expect(faults.allSatisfy { $0.line != nil && $0.column != nil }, "\(error)")
      return false
    }
    do {
      let country = try scenario.country(alternative: "base", values: [:])
      try NetworkModel(explicit: country).checked()
    } catch {
      Issue.record("valid for the file, not for the simulator: \(error)\n\(text)")
    }
    return true
  }

  @Test("800 files of random parts") func combinations() throws {
    var valid = 0
    for number in 0..<800 as Range<UInt64> {
      var maker = FileMaker(seed: number)
      if try Self.check(maker.file()) { valid += 1 }
    }
    // Both kinds must come up, or nothing is tested.
    #expect(valid > 100 && valid < 700, "\(valid) of 800 valid")
  }

  @Test("All pairs of rules of a station, and what stands before or behind it") func pairs() throws
  {
    let rules = FileMaker.stationRules
    var (valid, count) = (0, 0)
    for (i, first) in rules.enumerated() {
      for second in rules[(i + 1)...] {
        for (a, b) in first.flatMap({ a in second.map { (a, $0) } }) {
          let plain = FileMaker.file([a, b], isHit: false)
          // Every pair by itself, hit by an outage, held, and straight before a station that blocks.
          let files = [
            plain, FileMaker.file([a, b], isHit: true),
            plain.replacing("{call: a}", with: "{call: a, holding: [{call: b}]}"),
            plain.replacing("{call: a}", with: "{call: a}, {call: c}"),
          ]
          for file in files where try Self.check(file) { valid += 1 }
          count += files.count
        }
      }
    }
    #expect(count > 1_500 && valid > count / 4 && valid < count, "\(valid) of \(count) valid")
  }

  @Test("300 calendars of random parts can be laid over their year") func calendars() throws {
    var valid = 0
    for number in 0..<300 as Range<UInt64> {
      var maker = FileMaker(seed: number)
      if try Self.check(maker.calendarFile()) { valid += 1 }
    }
    #expect(valid > 50 && valid < 270, "\(valid) of 300 valid")
  }

  @Test("Opening hours are shifts that come again every week") func opening() throws {
    let path = "Tests/ScenariosTests/Good/everything.yaml"
    let country = try Fixture.load(path).country(alternative: "base", values: [:])
    let counter = try NetworkModel(explicit: country).stations[5]
    // Monday and Thursday 8 to 16 without a gap at noon, other days 8 to 12, Saturday 9 to 12.
    let hours: [Double] = [8, 16, 32, 36, 56, 60, 80, 88, 104, 108, 129, 132]
    #expect(counter.shifts.map(\.from.hours) == hours)
    #expect(counter.shifts.map(\.servers) == hours.indices.map { $0 % 2 == 0 ? 2 : 0 })
    #expect(counter.shiftPeriod?.hours == 168)
    // A run that begins on Thursday at 10:00: closes after 6 h, and holds the counter open until then.
    var later = counter
    later.open(country.stations[5].openingHours, runFrom: TimeSpan(hours: 82))
    #expect(later.shifts.first?.from.hours == 6 && later.shifts.first?.servers == 0)
    #expect(later.shifts.last?.from.hours == 166 && later.shifts.last?.servers == 2)
  }

  @Test("A file with everything in it is accepted") func everything() throws {
    let path = "Tests/ScenariosTests/Good/everything.yaml"
    let country = try Fixture.load(path).country(alternative: "base", values: [:])
    let model = try NetworkModel(explicit: country)
    try model.checked()
    #expect(model.policies.count == 2 && model.outages.count == 4)
    #expect(model.groupsApart == [1])
    guard case .attempt(let careful) = model.journeys[0].steps[0],
      case .call(let call) = careful.steps[0], case .attempt(let patient) = call.holding[0]
    else {
      Issue.record("a call with a policy is no attempt")
      return
    }
    #expect(careful.policy == 0 && patient.policy == 1 && !careful.goesOn)
    #expect(call.path == [1, 0] && call.request.bytes == 2_000 && call.times == 2)
  }
}

/// Writes scenario files of random parts.
private struct FileMaker {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 &+ 0x2545_f491_4f6c_dd1d }

  private mutating func draw(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(count))
  }

  private mutating func one(of texts: [String]) -> String { texts[draw(texts.count)] }

  /// Some of these fields, each with a probability of one in `rarity`.
  private mutating func some(of fields: [[String]], rarity: Int) -> [String] {
    fields.compactMap { texts in draw(rarity) == 0 ? one(of: texts) : nil }
  }

  mutating func file() -> String {
    var lines = ["govsim: 1", "stations:"]
    for name in ["a", "b", "c"] { lines.append("  \(name): {\(station())}") }
    lines += ["links:", "  l: {bandwidth: 1 Mbit/s, delay: 1 ms}"]
    lines.append(
      "  m: {bandwidth: 1 Mbit/s, delay: 0 s, back: 2 Mbit/s, cells: 3, last_mile: true}")
    lines.append("policies:")
    for name in ["p", "q"] { lines.append("  \(name): {\(policy())}") }
    if draw(3) == 0 { lines += ["outages:", "  o: {\(outage())}"] }
    lines += ["journeys:", "  j: {steps: [\(steps(depth: 0))]}", "demand:", "  d: {\(stream())}"]
    return lines.joined(separator: "\n")
      + "\nwindow: {run_in: 0 s, length: 10 s, replications: 1}\n"
  }

  mutating func calendarFile() -> String {
    let days = ["31 January", "10 January", "29 February", "31 December", "1 July"]
    let deadlines = (0..<draw(3)).map { _ in
      let share = [10, 30, 60, 100][draw(4)]
      let last = [1, 5, 30, 60][draw(4)]
      let length = one(of: ["1", "2", "7", "31", "365", "366"])
      return
        "{day: \(one(of: days)), share: \(share) %, last_day_share: \(last) %, days: \(length)}"
    }
    let week = one(of: ["[1, 1, 1, 1, 1, 0, 0]", "[0, 0, 0, 0, 0, 0, 1]", "[1, 2, 3, 4, 5, 6, 7]"])
    let month = one(of: [
      "[1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]", "[0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]",
    ])
    let fields =
      some(
        of: [
          ["weekdays: \(week)"], ["months: \(month)"],
          ["season: {first: \(one(of: days)), last: \(one(of: days))}"],
        ], rarity: 3) + ["deadlines: [\(deadlines.joined(separator: ", "))]"]
    return """
      govsim: 1
      stations: {a: {servers: 1, service_time: 1 s}}
      journeys: {j: {steps: [{call: a}]}}
      calendars: {c: {\(fields.joined(separator: ", "))}}
      demand: {d: {per_year: 1 M, calendar: c, journey: j}}
      window: {start: \(one(of: ["2026-01-01", "2028-12-31 23:00", "2023-06-01"])), run_in: 1 day, length: 2 days, replications: 1}

      """
  }

  /// What may be said of a station, by key.
  static let stationRules = [
    ["queue_limit: 0", "queue_limit: 3"],
    ["queue_limit: 3, when_full: block", "when_full: reject"],
    [
      "discipline: priority", "discipline: preemptive_priority",
      "discipline: processor_sharing", "discipline: first_come_first_served",
    ],
    ["patience: 1 s"], ["deterrence: 0 %", "deterrence: 5 %"], ["drops_expired: true"],
    ["contention: {serial_share: 2 %}", "contention: {}"],
    ["rate_limit: {rate: 1/s, burst: 1}"], ["cache: {hit_share: 100 %}"],
    ["batch_limit: 1", "batch_limit: 5"],
    ["replicas: 1", "replicas: 3", "replicas: 3, balancing: shortest_queue"],
    [
      "shifts: []", "shifts: [{from: 0 s, servers: 0}, {from: 1 h, servers: 7}]",
      "shifts: [{from: 0 s, servers: 0}], shift_end: interrupt, shift_period: 1 h",
      "shifts: [{from: 1 h, servers: 0}], closing: send_home, shift_period: 1 h",
      "shifts: [{from: 1 h, servers: 0}], closing: send_home",
      "opening_hours: [{days: [monday, sunday], from: 0 s, to: 24 h}]",
      "opening_hours: [{days: monday, from: 8 h, to: 9 h}], closing: send_home",
    ],
    [
      "autoscaling: {signal: queue_length, low: 0, target: 1, high: 2, least: 1, most: 4, interval: 1 s}"
    ],
    ["standby: a", "standby: b, failover_delay: 1 s"],
    ["mean_time_between_failures: 1 h, mean_time_to_repair: 1 min"],
  ]

  private mutating func station() -> String {
    let fields = some(of: Self.stationRules, rarity: 16)
    return (["servers: \(one(of: ["1", "2", "1000000"]))", "service_time: 1 s"] + fields)
      .joined(separator: ", ")
  }

  /// A station under two rules, called in all the ways that may clash with them.
  static func file(_ rules: [String], isHit: Bool) -> String {
    """
    govsim: 1
    stations:
      a: {servers: 2, service_time: 1 s, \(rules.joined(separator: ", "))}
      b: {servers: 2, service_time: 1 s}
      c: {servers: 2, service_time: 1 s, queue_limit: 1, when_full: block}
    \(isHit ? "outages: {o: {stations: a, at: 1 s, lasts: 1 s}}" : "links: {}")
    journeys: {j: {steps: [{call: b}, {call: a}]}}
    demand: {d: {rate: 1/s, journey: j}}
    window: {run_in: 0 s, length: 10 s, replications: 1}

    """
  }

  private mutating func policy() -> String {
    some(
      of: [
        ["timeout: 1 s"], ["cancel: true"], ["at_once: 1"],
        [
          "retries: {at_most: 3, pause: 1 s}", "retries: {at_most: 0, pause: 0 s}",
          draw(4) == 0 ? "retries: {pause: 0 s}" : "retries: {pause: 1 ms}",
          "retries: {pause: {distribution: uniform, low: 0 s, high: 1 s}, jitter: full, longest: 0 s}",
          "retries: {at_most: 2, pause: 1 s, growth: 2, budget: {share: 0 %, reserve: 1}}",
        ],
        ["breaker: {window: 64, threshold: 100 %, open_for: 1 s, probes: 1}"],
      ], rarity: 2
    ).joined(separator: ", ")
  }

  private mutating func outage() -> String {
    let whom = one(of: [
      "stations: [a, b]", "stations: c", "links: l", "stations: a, links: [l, m]",
    ])
    let when = one(of: [
      "at: 0 s, lasts: 1 h", "at: 1 h, restore: [{after: 1 h, share: 100 %}]",
      "every: 1 day, lasts: 1 day", "every: 1 day, from: 2 h, lasts: 23 h",
      "mean_time_between: 1 day, repair_time: 1 h",
      "mean_time_between: 1 day, restore: [{after: 1 h, share: 0 %}, {after: 2 h, share: 100 %}]",
      "mean_time_between: 1 day, restore: [{after: 1 h, share: 30 %}]",
    ])
    let rest = some(of: [["left: 30 %", "left: 100 %"], ["loses_work: true"]], rarity: 2)
    return ([when, whom] + rest).joined(separator: ", ")
  }

  private mutating func stream() -> String {
    let arrivals = one(of: [
      "rate: 1/s", "rate: 0/s", "rates: [0/s, 1/s], each: 1 h", "rates: [0/s], each: 1 h",
      "gap: 1 s", draw(3) == 0 ? "gap: 0 s" : "gap: 2 s", "customers: 3, think: 0 s",
    ])
    let fields = some(
      of: [
        ["batch: 3"], ["priority: 255"], ["patience: 1 s"], ["deadline: 1 s"],
        ["background: true"], ["last_mile: {rate: 1 Mbit/s, round_trip: 0 s}"],
      ], rarity: 3)
    return ([arrivals, "journey: j"] + fields).joined(separator: ", ")
  }

  private mutating func steps(depth: Int) -> String {
    (0...draw(3)).map { _ in "{\(step(depth: depth))}" }.joined(separator: ", ")
  }

  private mutating func step(depth: Int) -> String {
    let kind = draw(depth < 4 ? 14 : 9)
    let name = one(of: ["a", "b", "c"])
    switch kind {
    case 0...4: return (["call: \(name)"] + callFields(depth: depth)).joined(separator: ", ")
    case 5: return (["notify: \(name)"] + wayFields()).joined(separator: ", ")
    case 6:
      return one(of: [
        "wait: 0 s", draw(3) == 0 ? "think: 1 s" : "wait: 1 s",
        "wait: {distribution: exponential, mean: 1 s}",
      ])
    case 7:
      return
        "transfer: \(one(of: ["l", "[l]", "[l, m]", "[m, l]", draw(9) == 0 ? "[l, l]" : "m"])), size: 1 kB"
    case 8: return draw(4) == 0 ? "page: 1 kB" : "wait: 2 s"
    case 9, 10:
      let lanes = (0...draw(2)).map { _ in "{steps: [\(steps(depth: depth + 1))]}" }
      let rest = some(of: [["needed: 1", "needed: 1", "needed: 2"], ["cancel: true"]], rarity: 2)
      return (["parallel: [\(lanes.joined(separator: ", "))]"] + rest).joined(separator: ", ")
    case 11:
      let most = one(of: ["1", "100", "10000"])
      return "repeat: [\(steps(depth: depth + 1))], again: 30 %, at_most: \(most)"
    case 12:
      let rest = some(
        of: [["policy: p"], ["otherwise: [\(steps(depth: depth + 1))]"], ["then: go_on"]], rarity: 2
      )
      return (["attempt: [\(steps(depth: depth + 1))]"] + rest).joined(separator: ", ")
    default:
      return "branch: [{probability: 40 %, steps: [\(steps(depth: depth + 1))]}, "
        + "{probability: 60 %, steps: []}]"
    }
  }

  private mutating func wayFields() -> [String] {
    some(
      of: [
        ["times: 0", "times: 2.5", "times: 10000"], ["via: l", "via: [m, l]"], ["delay: 1 ms"],
      ], rarity: 5)
  }

  private mutating func callFields(depth: Int) -> [String] {
    var fields = wayFields() + some(of: [["policy: p", "policy: q"]], rarity: 4)
    if depth < 4, draw(5) == 0 { fields.append("holding: [\(steps(depth: depth + 1))]") }
    return fields
  }
}

/// What countries count of the steps that may repeat or fail.
@Suite("Calls of a service's journey")
struct JourneyCallTests {
  @Test(
    "A loop is gone through 1 + a + a² + … times on average",
    arguments: [(0, 5, 1), (0.5, 1, 1), (0.5, 3, 1.75), (0.3, 1_000_000, 1 / 0.7), (1, 4, 4)]
      as [(Double, Int, Double)])
  func rounds(again: Double, atMost: Int, expected: Double) {
    let rounds = Country.meanRounds(again: again, atMost: atMost)
    #expect(abs(rounds - expected) < 1e-12)
  }
}
