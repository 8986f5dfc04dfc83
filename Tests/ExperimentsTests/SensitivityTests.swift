import Scenarios
import Testing

@testable import Experiments

/// Inputs move what they should move, and each of them moves something.
@Suite struct SensitivityTests {
  @Test func doubledWagesRaiseBothCosts() async throws {
    let rwanda = try Fixture.rwanda()
    // All wages are products with this share, so doubling GDP per head's use doubles them.
    let skills = [
      "engineer", "integrator", "trainer", "procurement_officer", "approver", "operator",
    ]
    let dearer = try skills.reduce(rwanda) { scenario, skill in
      let path = "money.wages.\(skill)"
      let text = try #require(rwanda.inputs.first { $0.path == path }?.text)
      return try scenario.setting(path, to: "\(text) * 2")
    }
    let (before, after) = (
      try await Fixture.study(rwanda), try await Fixture.study(dearer)
    )
    // Money is short: for dearer people there are fewer services rather than higher costs. What all worlds
    // cost over what they all deliver rises.
    func costOfService(_ study: StudyResult, _ alternative: String) throws -> Double {
      try #require(study.mean("pvc", alternative))
        / #require(study.mean("service_years_live", alternative))
    }
    for alternative in ["silo", "platform"] {
      #expect(try costOfService(after, alternative) > costOfService(before, alternative))
    }
  }

  @Test func halvedCentralTeamSlowsThePlatformOnly() async throws {
    let rwanda = try Fixture.rwanda()
    let usual = try rwanda.setting(
      "organisation.central_share", to: "20 %", alternatives: ["platform"])
    let halved = try rwanda.setting(
      "organisation.central_share", to: "10 %", alternatives: ["platform"])
    let (before, after) = (
      try await Fixture.study(usual, worlds: 12), try await Fixture.study(halved, worlds: 12)
    )
    #expect(before.values(of: "silo") == after.values(of: "silo"))
    // Fewer years of live services within the horizon: the platform delivers later.
    let there = try #require(before.mean("service_years_live", "platform"))
    let here = try #require(after.mean("service_years_live", "platform"))
    #expect(here < there)
  }

  /// Two services give sharing less to share: its cost over the silo's is higher than for 240, in the mean
  /// of six worlds. Nobody leaves, for whose newcomers do how much of the work is chance.
  @Test func shortCatalogueRaisesTheRelativeCostOfSharing() throws {
    let rwanda = try Fixture.setting(
      Fixture.rwanda(), [(path: "programme.workforce.attrition", text: "0 /year")])
    let runner = try WorldRunner(rwanda, StudyOptions(seed: 7, worlds: 6))
    var (two, all) = (0.0, 0.0)
    for index in 0..<6 {
      let world = World(index, of: rwanda.assumptions, seed: 7)
      two +=
        try runner.effort("platform", world, prefix: 2)
        / runner.effort("silo", world, prefix: 2)
      all +=
        try runner.effort("platform", world, prefix: nil)
        / runner.effort("silo", world, prefix: nil)
    }
    #expect(two > all)
  }

  /// Every assumption moved from low to high changes at least one stored value: in Rwanda, or, for what
  /// Rwanda does without, in a country that has it.
  @Test func noAssumptionIsDead() throws {
    let elsewhere = [
      "enrolment_need": "tuvalu", "enrolment_launch_share": "tuvalu", "enrolment_rate": "tuvalu",
      "enrolment_kit_price": "tuvalu", "course_time": "somalia",
      "training_course_price": "somalia", "joining_by_choice": "somalia",
      "joining_delay": "in a hurry",
    ]
    // Hours are simulated in world 0 only, and looked at only where operations are reached.
    let oneWorldOfWindows = (path: "operations.windows.worlds", text: "1")
    var runners: [String: WorldRunner] = [:]
    let options = StudyOptions(seed: 7, worlds: 2, replications: 2)
    for country in ["rwanda", "tuvalu", "somalia"] {
      runners[country] = try WorldRunner(
        try Fixture.setting(
          try Fixture.load("scenarios/countries/\(country).yaml"), [oneWorldOfWindows]),
        options)
    }
    // Agencies decide long before a shared block is live, unless it is live soon.
    runners["in a hurry"] = try WorldRunner(
      try Fixture.setting(
        Fixture.rwanda(),
        ["approval_time", "procurement_time", "selection_time", "tranche_delay"].map {
          (path: "programme.\($0)", text: "0 months")
        } + [oneWorldOfWindows]), options)
    for assumption in try Fixture.rwanda().assumptions {
      let runner = try #require(runners[elsewhere[assumption.name] ?? "rwanda"])
      let there = try #require(
        runner.scenario.assumptions.first { $0.name == assumption.name })
      let world = there.reaches.contains(.operations) ? 0 : 1
      let rows = try [there.low, there.high].map { value in
        try runner.rows(settingAssumption: there.name, to: value, world: world)
      }
      // Not the rows themselves: a failing test would print them all.
      let isAlive = rows[0] != rows[1]
      #expect(isAlive, "\(assumption.name) changes nothing")
    }
  }

  @Test func noLeverIsDead() throws {
    let rwanda = try Fixture.rwanda()
    for lever in rwanda.levers {
      let rows = try [lever.low, lever.high].map { text in
        let moved = try rwanda.setting(lever.path, to: text, alternatives: lever.alternatives)
        return try WorldRunner(moved, StudyOptions(seed: 7, worlds: 2))
          .rows(settingAssumption: nil, to: 0)
      }
      let isAlive = rows[0] != rows[1]
      #expect(isAlive, "\(lever.name) changes nothing")
    }
  }
}

extension WorldRunner {
  /// All rows of a world whose assumptions stand at their central values, but for one.
  func rows(
    settingAssumption name: String?, to value: Double, world: Int = 0
  ) throws -> [ResultRow] {
    var values = Dictionary(
      uniqueKeysWithValues: scenario.assumptions.map { ($0.name, $0.value) })
    if let name { values[name] = value }
    return try outcome(of: World(world, values: values)).rows
  }
}
