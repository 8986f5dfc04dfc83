import Foundation
import Operations
import Scenarios
import Statistics
import TestSupport
import Testing

@testable import Experiments

/// The cheapest capacity, against staffing tables by hand.
@Suite struct CapacityPlanningTests {
  /// One M/M/c station with a mean service time of 1 s and an offered load in erlang.
  static func queue(_ load: Double, servers: Int) throws -> Scenario {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      """
      govsim: 1
      title: M/M/c
      question: How many servers?
      stations:
        desk: {servers: \(servers), service_time: {distribution: exponential, mean: 1 s}}
      journeys:
        visit: {steps: [{call: desk}]}
      demand:
        people: {rate: \(load)/s, journey: visit}
      window: {run_in: 60 s, length: 600 s, drain: 60 s, replications: 10}
      """, to: "queue.yaml")
    return try Scenario.load(path: file.path)
  }

  static func find(
    _ scenario: Scenario, _ goals: [String], failures: Int = 0, prices: [String: Double] = [:],
    breaking: Bool = false, threads: Int = 2
  ) async throws -> CapacityReport {
    try await findCapacity(
      scenario,
      CapacityOptions(
        objectives: try goals.map { try ServiceLevelObjective(parsing: $0) }, failures: failures,
        prices: prices, findsBreakingPoint: breaking),
      options: StudyOptions(seed: 3, threads: threads))
  }

  /// Erlang's C by its sum, and from it the share of calls that wait at most `limit` [service times].
  static func share(_ load: Double, _ servers: Int, within limit: Double) -> Double {
    var (term, sum) = (1.0, 0.0)
    for k in 0..<servers {
      sum += term
      term *= load / Double(k + 1)
    }
    let waiting = term / (1 - load / Double(servers))
    return 1 - waiting / (sum + waiting) * exp(-(Double(servers) - load) * limit)
  }

  /// Beside a busy desk, a vault with eight calls in ten minutes cannot be judged by the few windows that the
  /// desk needs: its size is Erlang C's, and is said to be. Of 0.78 erlang at least 97 % are to wait no
  /// longer than a sixtieth of a service.
  @Test func rareStationsKeepTheirClosedForm() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      """
      govsim: 1
      title: Desk and vault
      question: How many servers?
      stations:
        desk: {servers: 12, service_time: {distribution: exponential, mean: 1 s}}
        vault: {servers: 1, service_time: {distribution: exponential, mean: 60 s}}
      journeys:
        visit: {steps: [{call: desk}]}
        deposit: {steps: [{call: vault}]}
      demand:
        people: {rate: 10/s, journey: visit}
        owners: {rate: 0.013/s, journey: deposit}
      window: {run_in: 60 s, length: 600 s, drain: 60 s, replications: 10}
      """, to: "vault.yaml")
    let least = try #require((1...9).first { Self.share(0.78, $0, within: 1.0 / 60) >= 0.97 })
    let plan = try #require(
      try await Self.find(
        try Scenario.load(path: file.path), ["p97 waiting_time < 1 s"]
      ).plans.first)
    let vault = try #require(plan.places.first { $0.name == "vault" })
    #expect(least > 2 && vault.needed == Double(least) && vault.isByClosedForm)
    #expect(plan.byClosedForms == ["vault"])
  }

  /// The numbers of an Erlang C table. With one server less the share is at least 1.3 points short, with
  /// the table's it is at least 1.2 over, which is four standard errors or more: a false alarm in one of
  /// the seven rows once in a thousand seeds.
  @Test(
    "Staffing tables of M/M/c",
    arguments: [
      (1.0, 95.0, 0.5, 3), (5, 95, 0.5, 8), (10, 95, 0.5, 14), (50, 95, 0.5, 55), (1, 80, 0.1, 3),
      (5, 80, 0.1, 8), (10, 80, 0.0667, 14),
    ])
  func table(load: Double, percent: Double, limit: Double, servers: Int) async throws {
    #expect(Self.share(load, servers, within: limit) > percent / 100 + 0.012)
    #expect(Self.share(load, servers - 1, within: limit) < percent / 100 - 0.013)
    // From too few and from too many.
    for now in [Int(load) + 1, 3 * servers] {
      let report = try await Self.find(
        try Self.queue(load, servers: now), ["p\(percent) waiting_time < \(limit) s"])
      let plan = try #require(report.plans.first)
      #expect(plan.isMet && plan.places.map(\.needed) == [Double(servers)], "\(load) erlang")
      #expect(plan.places.first?.now == Double(now))
      let goal = try #require(plan.goals.first)
      #expect(goal.bound <= limit && goal.value <= goal.bound && goal.margin >= 0)
      // Less than the table's was tried and missed clearly, or cannot carry the load at all.
      #expect(plan.places.first?.binding?.isClear ?? (servers - 1 <= Int(load)))
    }
  }

  /// With one server down at any time, one more is needed; and the plan says when it breaks: the share
  /// within half a second falls to 95 % at the load that the closed form gives.
  @Test func oneFailureAddsOne() async throws {
    let report = try await Self.find(
      try Self.queue(10, servers: 14), ["p95 waiting_time < 0.5 s"], failures: 1, breaking: true)
    let plan = try #require(report.plans.first)
    #expect(plan.places.map(\.needed) == [15])
    #expect(plan.cost - plan.costNow == 1)
    let next = try #require(plan.next)
    #expect(
      next.place == "desk" && next.state == "one server of desk down"
        || next.state == "one server down")
    let truth = (100...140).map { Double($0) / 100 }
      .first { Self.share(10 * $0, 14, within: 0.5) < 0.95 }
    // Within the bisection's 2 % and the chance of some 20 000 calls.
    #expect(abs(next.load - (try #require(truth))) < 0.05)
  }

  static func tandem() throws -> Scenario {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      """
      govsim: 1
      title: Tandem
      question: Where does a server help most for its price?
      stations:
        desk: {servers: 3, service_time: {distribution: exponential, mean: 0.5 s}}
        office: {servers: 4, service_time: {distribution: exponential, mean: 0.75 s}}
      journeys:
        visit: {steps: [{call: desk}, {call: office}]}
      demand:
        people: {rate: 4/s, journey: visit}
      window: {run_in: 60 s, length: 1000 s, drain: 120 s, replications: 10}
      """, to: "tandem.yaml")
    return try Scenario.load(path: file.path)
  }

  /// Mean sojourn time of the tandem by Jackson's theorem [s].
  private static func sojourn(_ desk: Int, _ office: Int) throws -> Double {
    try MMc(arrivalRate: 4, serviceRate: 2, servers: desk).meanSojournTime
      + MMc(arrivalRate: 4, serviceRate: 1 / 0.75, servers: office).meanSojournTime
  }

  /// The cheapest of all splits follows the prices: 3 + 6 servers, or 4 + 5. Every other split that is as
  /// cheap is at least 2 % from the goal.
  @Test(arguments: [(300.0, 100.0, [3, 6]), (100.0, 300.0, [4, 5])])
  func cheapestSplit(desk: Double, office: Double, split: [Int]) async throws {
    let goal = 1.53
    var best: (cost: Double, split: [Int]) = (.infinity, [])
    for first in 3...10 {
      for second in 4...12 where try Self.sojourn(first, second) <= goal {
        let cost = desk * Double(first) + office * Double(second)
        if cost < best.cost { best = (cost, [first, second]) }
      }
    }
    #expect(best.split == split)
    let report = try await Self.find(
      try Self.tandem(), ["sojourn_time < \(goal) s"], prices: ["desk": desk, "office": office])
    let plan = try #require(report.plans.first)
    #expect(plan.places.map { Int($0.needed) } == split)
    #expect(plan.cost == 12 * best.cost)
  }

  /// Links that carry 0.35 and 0.45 Mbit/s and must not be busier than 60 %: no more than a step of 5 %
  /// beyond what that takes, and what chance asks for.
  @Test func bandwidth() async throws {
    let scenario = try Fixture.load("scenarios/verify/links.yaml")
    let report = try await Self.find(scenario, ["utilisation < 60 %"])
    let plan = try #require(report.plans.first)
    let links = plan.places.filter { $0.kind == "link" }
    #expect(!links.isEmpty && plan.isMet)
    for link in links { #expect(link.utilisation < 0.6 && link.utilisation > 0.5, "\(link.name)") }
  }

  @Test func whatNoCapacityMends() async throws {
    let report = try await Self.find(
      try Self.queue(5, servers: 6), ["p95 sojourn_time < 1 s"], failures: 1)
    let plan = try #require(report.plans.first)
    // P(service > 1 s) = 37 %.
    #expect(!report.isMet && plan.places.isEmpty)
    #expect(try #require(plan.reason).contains("even with endless servers"))
  }

  @Test func sameOnAnyNumberOfThreads() async throws {
    var texts: Set<Data> = []
    for threads in [1, 8] {
      let report = try await Self.find(
        try Self.queue(5, servers: 6), ["p95 waiting_time < 0.5 s"], failures: 1, breaking: true,
        threads: threads)
      texts.insert(try JSONEncoder.sorted.encode(report.plans))
    }
    #expect(texts.count == 1)
  }

  /// A small country: 12 000 people ask for so little that two servers of everything do.
  @Test func smallCountry() async throws {
    let scenario = try Fixture.load("scenarios/countries/tuvalu.yaml")
    let report = try await findCapacity(
      scenario,
      CapacityOptions(
        objectives: [
          try ServiceLevelObjective(parsing: "p95 waiting_time < 500 ms"),
          try ServiceLevelObjective(parsing: "utilisation < 80 %"),
        ], years: [10], windows: [.peakHour, .ordinaryHour], findsBreakingPoint: false),
      options: StudyOptions(seed: 1))
    let plan = try #require(report.plans.first)
    #expect(report.isMet && report.currency == "USD" && plan.year == 2034)
    let stations = plan.places.filter { $0.kind == "station" }
    #expect(!stations.isEmpty && stations.allSatisfy { $0.needed == 2 && $0.now >= 2 })
    #expect(plan.cost > 0 && plan.cost <= plan.costNow)
  }
}

extension JSONEncoder {
  fileprivate static var sorted: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return encoder
  }
}

/// Goals in words, and how they are judged.
@Suite struct ServiceLevelObjectiveTests {
  @Test func grammar() throws {
    let goal = try ServiceLevelObjective(parsing: " p99.5  waiting_time<=250 ms at identity ")
    #expect(goal.figure == .waitingTime && goal.quantile == 0.995)
    #expect(goal.limit == 0.25 && goal.place == "identity")
    #expect(goal.text == "p99.5 waiting_time<=250 ms at identity")
    let share = try ServiceLevelObjective(parsing: "completion_share > 99 %")
    #expect(share.figure == .completionShare && share.limit == 0.99 && share.place == nil)
    #expect(try ServiceLevelObjective(parsing: "utilisation<0.8").limit == 0.8)
  }

  @Test(
    "Strings that are no goals, and what the error must say",
    arguments: [
      ("", "such as"), ("p95 sojourn_time", "such as"), ("p95 latency < 2 s", "sojourn_time"),
      ("p95 sojourn_tme < 2 s", "did you mean sojourn_time"), ("p95 sojourn_time < 2", "unit"),
      ("p95 sojourn_time < 2 MB", "duration"), ("p95 sojourn_time > 2 s", "<"),
      ("completion_share < 99 %", ">"), ("completion_share > 100 %", "below 100 %"),
      ("p95 utilisation < 80 %", "quantile"), ("p100 sojourn_time < 2 s", "p99.9"),
      ("sojourn_time < -1 s", "above 0"), ("sojourn_time < 2 s at", "at NAME"),
      ("sojourn_time < nan s", "finite"),
    ])
  func refused(text: String, says: String) throws {
    #expect {
      try ServiceLevelObjective(parsing: text)
    } throws: { error in
      "\(error)".contains(says) && "\(error)".contains("--slo")
    }
  }

  @Test func unknownPlaces() async throws {
    for goal in ["utilisation < 80 % at dessk", "waiting_time < 1 s at people"] {
      await #expect(throws: ExperimentError.self) {
        try await CapacityPlanningTests.find(try CapacityPlanningTests.queue(1, servers: 2), [goal])
      }
    }
  }

  /// Where the truth lies on the limit itself, a goal is called met in at most 5 % of cases, whether
  /// requests come alone or in runs that succeed or fail together. 3 000 cases each: a false alarm above
  /// 6.3 % once in a thousand seeds.
  @Test(arguments: [1, 20])
  func falseClaims(together: Int) throws {
    let goal = try ServiceLevelObjective(parsing: "p95 waiting_time < 1 s")
    let requirement = Requirement(objective: 0, goal: goal, target: .station("desk"))
    var stream = RandomStream(StreamName(seed: 11).child(UInt64(together)))
    var claims = 0
    for _ in 0..<3_000 {
      let pairs = (0..<20).map { _ in
        let clusters = 400 / together
        let kept = (0..<clusters).filter { _ in stream.uniform() < 0.95 }.count
        return CountedPair(total: Double(kept * together), count: 400)
      }
      if try Judgement(pairs, requirement, level: 0.95).isMet { claims += 1 }
    }
    #expect(Double(claims) / 3_000 < 0.063)
    // And it is not called missed more often either, so that the bound is no empty promise.
    #expect(claims > 30)
  }
}
