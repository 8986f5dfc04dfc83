import Delivery
import Economics
import Scenarios
import Statistics
import Testing

@testable import Experiments

/// How the three parts meet: each arrow, cut, changes what it is there for.
@Suite struct ArrowTests {
  private func replication(
    _ scenario: Scenario, _ alternative: String = "platform"
  ) throws -> Replication {
    // All assumptions at their centre.
    let runner = try WorldRunner(scenario, StudyOptions(seed: 7, worlds: 4))
    return try Replication(
      try readCountry(scenario, alternative, [:]), prefix: nil,
      name: StreamName(seed: 7).child("chance").child(3).child(0),
      planPrices: runner.planPrices)
  }

  /// Delivery fixes when services are live: without engineers nothing is used digitally, and nothing but
  /// paperwork and what exists is paid.
  @Test func goLivesReachUse() throws {
    var usual = try replication(try Fixture.rwanda())
    let early = try Fixture.setting(
      Fixture.rwanda(), [(path: "programme.people.engineers", text: "1")])
    var cut = try replication(early)
    usual.book()
    cut.book()
    let use = { (run: Replication) in
      run.account.use.serviceYearsLive.reduce(0, +)
    }
    #expect(use(usual) > 0)
    #expect(use(cut) < use(usual) / 10)
  }

  /// Capacity follows from the forecast: ten times the demand takes more servers, unless they are fixed.
  @Test func forecastsReachCapacity() throws {
    let rwanda = try Fixture.rwanda()
    let busy = try Fixture.setting(
      rwanda, [(path: "operations.transactions_per_person", text: "100 /year")])
    let servers = { (scenario: Scenario) throws in
      try self.replication(scenario).plans.last?.servers.reduce(0, +) ?? 0
    }
    #expect(try servers(busy) > servers(rwanda))
    let blocks = try readCountry(rwanda, "platform", [:]).blocks.map(\.name)
    let fixed = blocks.map { (path: "blocks.\($0).servers", text: "3") }
    let plan = try replication(Fixture.setting(busy, fixed)).plans.last
    #expect(plan?.servers.allSatisfy { $0 == 0 || $0 == 3 } == true)
  }

  /// What fails goes to the counter now, and some of those who failed stay there next year.
  @Test func failuresReachUseNowAndNextYear() throws {
    let rwanda = try Fixture.rwanda()
    let run = try replication(rwanda)
    let network = try #require(run.network)
    let half = network.demand.streams.map { _ in 0.5 }
    let all = network.demand.streams.map { _ in 1.0 }
    let item = try #require(run.catalogue.items.first)
    let tried = { (demand: Demand) in
      demand.streams.reduce(0) { $0 + demand.yearlyTransactions(of: item, in: $1, at: 3) }
    }
    let terms = try #require(readCountry(rwanda, "platform", [:]).operations)
    let lost = terms.adoption.lostAfterFailure.fraction
    #expect(lost > 0)
    let after = tried(network.demand.following(completion: half)) / tried(network.demand)
    #expect((after - (1 - lost / 2)).magnitude < 1e-12)
    #expect(tried(network.demand.following(completion: all)) == tried(network.demand))
    let now = network.demand.outcome(of: item, at: 3, completion: half).done.reduce(0, +)
    let none = network.demand.outcome(of: item, at: 3, completion: all).done.reduce(0, +)
    #expect(now < none)
  }

  /// Windows reach use through completion by year: linear between observed years, constant outside.
  @Test func completionIsInterpolated() throws {
    var run = try replication(try Fixture.rwanda())
    #expect(run.completion.isEmpty && run.completion.shares(in: 4).allSatisfy { $0 == 1 })
    let observed = try run.observeWindows().filter { $0.kind == .ordinaryHour }
    #expect(observed.map(\.year) == [4, 9])
    let (first, last) = (run.completion.shares(in: 4), run.completion.shares(in: 9))
    #expect(run.completion.shares(in: 0) == first && run.completion.shares(in: 12) == last)
    for (index, share) in run.completion.shares(in: 6).enumerated() {
      #expect((share - (first[index] + 0.4 * (last[index] - first[index]))).magnitude < 1e-12)
    }
  }

  /// Whoever failed before is missing in later windows: the last year's arrivals fall with what was lost.
  @Test func failuresReachLaterWindows() throws {
    // A portal whose services are live in the first year that is looked at.
    let portal = try Fixture.load("scenarios/validation/portal.yaml")
    let lost = "operations.adoption.lost_after_failure"
    let keeping = try Fixture.setting(portal, [(path: lost, text: "0 %")])
    let losing = try Fixture.setting(portal, [(path: lost, text: "100 %")])
    let arrivals = { (scenario: Scenario) throws -> [Int] in
      var run = try self.replication(scenario)
      return try run.observeWindows().filter { $0.kind == .ordinaryHour }
        .map { $0.states.first?.result.all.arrivals ?? 0 }
    }
    let (kept, left) = (try arrivals(keeping), try arrivals(losing))
    // The first window has nobody before it.
    #expect(kept[0] == left[0] && kept[0] > 0)
    #expect(left[1] < kept[1])
  }

  /// Prices reach the ledger and nothing else; people's wages also the programme, through its budget.
  @Test func pricesReachTheLedgerOnly() async throws {
    let rwanda = try Fixture.rwanda()
    let dear = try Fixture.setting(rwanda, [(path: "money.processor", text: "1000 USD/month")])
    let (before, after) = (
      try await Fixture.study(rwanda, worlds: 2), try await Fixture.study(dear, worlds: 2)
    )
    func physical(_ study: StudyResult) -> [ResultRow] {
      study.rows.filter { $0.unit != "USD" && $0.metric.hasPrefix("time_to_market") }
    }
    #expect(physical(before) == physical(after) && !physical(before).isEmpty)
    #expect(before.mean("pvc", "silo") != after.mean("pvc", "silo"))
  }

  /// Chance is named by what is asked: alternatives meet the same citizens, and one more replication
  /// leaves the others as they are.
  @Test func randomnessBelongsToWhatIsAsked() async throws {
    let rwanda = try Fixture.rwanda()
    let two = try await compareAlternatives(
      rwanda, options: StudyOptions(seed: 7, worlds: 2, replications: 2), progress: { _ in },
      finishedWorld: { _ in })
    let three = try await compareAlternatives(
      rwanda, options: StudyOptions(seed: 7, worlds: 2, replications: 3), progress: { _ in },
      finishedWorld: { _ in })
    #expect(two.rows == three.rows.filter { $0.replication < 2 })
  }
}

/// Both sides are asked the same.
@Suite struct ScopeTests {
  @Test(arguments: ["rwanda", "estonia", "tuvalu", "somalia"])
  func alternativesDifferInTheirOrganisationOnly(country: String) throws {
    let scenario = try Fixture.load("scenarios/countries/\(country).yaml")
    #expect(try ScopeCheck.notes(scenario) == [])
  }

  @Test func anotherScopeIsNoticed() throws {
    let wider = try Fixture.setting(
      Fixture.rwanda(), [(path: "programme.people.engineers", text: "200")],
      alternatives: ["platform"])
    let notes = try ScopeCheck.notes(wider)
    #expect(notes.count == 1 && notes[0].contains("programme"))
  }
}
