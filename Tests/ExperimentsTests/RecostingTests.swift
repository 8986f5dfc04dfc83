import Quantities
import Scenarios
import Testing

@testable import Experiments

/// Stored quantities priced anew give what a fresh run would.
@Suite struct StoredRecostingTests {
  /// A study of Rwanda with its quantities by world.
  private static func stored(_ scenario: Scenario) async throws -> (StudyResult, [Int: [UInt8]]) {
    let kept = Kept()
    let study = try await compareAlternatives(
      scenario, options: StudyOptions(seed: 7, worlds: 3), progress: { _ in },
      finishedWorld: { world in kept.quantities[world.world] = world.quantities })
    return (study, kept.quantities)
  }

  /// Worlds are handed over one at a time.
  private final class Kept: @unchecked Sendable { var quantities: [Int: [UInt8]] = [:] }

  static let settings: [[(path: String, text: String)]] = [
    [("money.discount_rate", "8 %")],
    [("money.discounting", "{value: real, source: test}"), ("money.asset_life", "0 years")],
    [
      ("assumptions.fare_per_visit.high", "4"), ("assumptions.fare_per_visit.value", "2"),
      ("assumptions.exit_cost_share.value", "0.5"),
    ],
    [
      ("services.citizen_certificate.citizen_time_at_counter", "9 h"),
      ("money.failed_visit_share", "30 %"), ("money.maintenance_share", "35 %"),
      ("money.processor", "100 USD/month"), ("organisation.governance", "9 M USD/year"),
    ],
  ]

  /// Rows bit for bit; summaries, verdicts, break-even and drivers equal.
  @Test func recostedIsFresh() async throws {
    let rwanda = try Fixture.rwanda()
    let (study, quantities) = try await Self.stored(rwanda)
    let service = try #require(
      rwanda.inputs.first { $0.path.hasSuffix(".citizen_time_at_counter") }?.path)
    for var settings in Self.settings {
      for index in settings.indices where settings[index].path.hasSuffix("time_at_counter") {
        settings[index].path = service
      }
      let stored = try Scenario.load(
        stored: study.record.scenarioText, study: study.record.study,
        digest: study.record.scenarioDigest, settings: study.record.settings ?? [])
      for (path, _) in settings { try Recosting.check(path, of: stored) }
      let changed = try Fixture.setting(stored, settings)
      try Recosting.check(changed, against: stored)
      let recosted = try recost(study, quantities, as: changed)
      let fresh = try await Fixture.study(Fixture.setting(rwanda, settings), worlds: 3)
      #expect(recosted.rows == fresh.rows)
      #expect(recosted.rows != study.rows)
      #expect(recosted.summaries == fresh.summaries)
      #expect(recosted.comparisons == fresh.comparisons)
      #expect(recosted.breakEven == fresh.breakEven)
      #expect(recosted.drivers == fresh.drivers)
      #expect(recosted.notes == fresh.notes)
      #expect(recosted.record == fresh.record)
      #expect(recosted.inputs.map(\.text) == fresh.inputs.map(\.text))
      #expect(recosted.inputs.filter { $0.place == "--set" }.count >= 1)
    }
  }

  /// Without a setting nothing changes, and packed quantities stay well below the rows.
  @Test func unchangedStaysUnchanged() async throws {
    let rwanda = try Fixture.rwanda()
    let (study, quantities) = try await Self.stored(rwanda)
    let same = try recost(study, quantities, as: rwanda)
    #expect(same.rows == study.rows && same.summaries == study.summaries)
    #expect(same.inputs == study.inputs)
    let bytes = quantities.values.map(\.count).reduce(0, +)
    // A row takes some 33 bytes of the file with its index.
    #expect(bytes < study.rows.count * 33 * 6 / 10)
    #expect(throws: ExperimentError.self) { try recost(study, [0: [1, 2, 3]], as: rwanda) }
  }

  @Test(arguments: [
    "money.wages.engineer", "money.overhead", "money.consultant", "money.enrolment_kit",
    "assumptions.training_course_price.value", "assumptions.developer_wage_to_gdp.value",
    "assumptions.gdp_per_head.value", "organisation.central_share", "programme.team_size",
    "operations.transactions_per_person", "time.horizon", "comparison.baseline", "title",
    "assumptions.cost_of_reuse.high", "nonsense",
  ])
  func whatWasSimulatedIsRefused(path: String) throws {
    let rwanda = try Fixture.rwanda()
    #expect(throws: ExperimentError.self) { try Recosting.check(path, of: rwanda) }
  }

  /// Whatever is said to reach valuation only leaves every other row as it is, also what planners
  /// reckon with; and it moves something economic.
  @Test(arguments: ["rwanda", "tuvalu", "somalia"])
  func valuationReachesNothingElse(country: String) throws {
    let scenario = try Fixture.load("scenarios/countries/\(country).yaml")
    let options = StudyOptions(seed: 7, worlds: 2, replications: 2)
    let economics = Set(MetricCatalogue.economics.map(\.name))
    func others(_ scenario: Scenario) throws -> [ResultRow] {
      let values = Dictionary(
        uniqueKeysWithValues: scenario.assumptions.map { ($0.name, $0.value) })
      // So late a world has no windows.
      let rows = try WorldRunner(scenario, options).outcome(of: World(9_999, values: values)).rows
      return rows.filter { !economics.contains($0.metric) }
    }
    let before = try others(scenario)
    let movable = scenario.assumptions.filter { $0.reaches == [.valuation] }
    #expect(movable.count >= 15)
    for assumption in movable {
      let path = "assumptions.\(assumption.name)"
      let low = try #require(Self.written(assumption.low, of: assumption))
      let after = try others(scenario.setting("\(path).value", to: low))
      let isSame = before == after
      #expect(isSame, "\(assumption.name) reaches more than valuation")
    }
  }

  /// A value of an assumption's base unit as a file would write it.
  private static func written(_ value: Double, of assumption: Assumption) -> String? {
    guard let unit = try? UnitOfMeasure(parsing: assumption.unit) else { return nil }
    return "\(unit.written(value))"
  }

  /// Wages reach delivery, because budgets are planned with them: at ten times the wages the same
  /// tranches last for less.
  @Test func wagesReachDelivery() throws {
    let rwanda = try Fixture.rwanda()
    #expect(rwanda.reach(ofSetting: "money.wages.engineer") == [.valuation, .delivery])
    #expect(rwanda.reach(ofSetting: "money.wages.operator") == [.valuation])
    let path = "money.wages.engineer"
    let text = try #require(rwanda.inputs.first { $0.path == path }?.text)
    let dearer = try rwanda.setting(path, to: "\(text) * 10")
    #expect(throws: ExperimentError.self) { try Recosting.check(dearer, against: rwanda) }
    func live(_ scenario: Scenario) throws -> [ResultRow] {
      try WorldRunner(scenario, StudyOptions(seed: 7, worlds: 2))
        .rows(settingAssumption: nil, to: 0).filter { $0.metric == "service_years_live" }
    }
    #expect(try live(dearer) != live(rwanda))
  }
}
