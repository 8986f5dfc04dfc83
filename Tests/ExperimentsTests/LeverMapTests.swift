import Testing

@testable import Experiments
@testable import Scenarios

/// Maps of two levers: what is built to win in one corner wins there, and only numbers count.
@Suite struct LeverMapTests {
  private static let governance = lever(
    "governance", "organisation.governance", "0 USD/year", "60 M USD/year", ["platform"])
  private static let joining = lever(
    "mandate", "organisation.joining", "40 %", "100 %", ["platform"])
  private static let donors = lever("donors", "programme.donor_coordination", "0 %", "100 %")
  private static let reuse = lever("reuse", "programme.reuse.cost_of_reuse", "0.05", "1")
  private static let discounting = lever("discounting", "money.discount_rate", "3 %", "12 %")

  private static func lever(
    _ name: String, _ path: String, _ low: String, _ high: String, _ alternatives: [String] = []
  ) -> Lever {
    Lever(
      name: name, title: "", path: path, low: low, high: high, reaches: [],
      alternatives: alternatives)
  }

  private static func map(
    _ scenario: Scenario, _ levers: [Lever], worlds: Int = 3, threads: Int = 2
  ) async throws -> LeverMap {
    var scenario = scenario
    scenario.levers = levers
    let options = StudyOptions(seed: 7, worlds: worlds, threads: threads)
    return try await LeverMapper(scenario, options).map(progress: { _ in })
  }

  /// Everybody shares and steering is free in one corner; in the other it costs 60 M USD a year.
  @Test func bothCanWin() async throws {
    let alone = try Fixture.setting(
      Fixture.rwanda(), [(path: "programme.donor_coordination", text: "0 %")])
    let map = try await Self.map(alone, [Self.joining, Self.governance], worlds: 40)
    let costs = map.rows.filter { $0.metric == "pvc" }
    #expect(map.notes.isEmpty)
    #expect(costs.count == 16 && map.rows.count == 32)
    #expect(costs.first?.xLever == "governance")
    let middle = ["20000000 USD/year", "40000000 USD/year"]
    #expect(costs.prefix(4).map(\.xSetting) == ["0 USD/year"] + middle + ["60 M USD/year"])
    let free = try #require(
      costs.last { $0.xSetting == "0 USD/year" && $0.ySetting == "100 %" })
    let dear = try #require(costs.last { $0.xSetting == "60 M USD/year" })
    #expect(free.verdict == "cheaper" && free.rank == 2 && free.mean < 0 && free.n == 40)
    #expect(dear.verdict == "dearer" && dear.rank == -2 && dear.mean > 0)
    #expect(dear.lower <= dear.mean && dear.mean <= dear.upper && dear.probability == 0)
    // Both levers move the platform alone: the same worlds computed without knowing so are the same.
    for row in [free, dear] {
      let settings = [
        (path: Self.governance.path, text: row.xSetting),
        (path: Self.joining.path, text: row.ySetting),
      ]
      let moved = try Fixture.setting(alone, settings, alternatives: ["platform"])
      let runner = try WorldRunner(moved, StudyOptions(seed: 7))
      let differences = try (0..<40).map { world in
        let values = try runner.mapWorld(world, knowing: MapWorld()).values
        return try #require(values["platform"]).pvc - #require(values["silo"]).pvc
      }
      let mean = differences.reduce(0, +) / 40
      #expect(abs(mean - row.mean) <= 1e-12 * abs(row.mean))
    }
  }

  /// With the labels of the alternatives swapped, every cell is mirrored.
  @Test func mirroredAlternativesMirrorTheMap() async throws {
    let rwanda = try Fixture.rwanda()
    let swapped = try rwanda.renamingAlternatives(["silo": "platform", "platform": "silo"])
    let levers = [Self.donors, Self.reuse]
    let (map, mirrored) = (
      try await Self.map(rwanda, levers), try await Self.map(swapped, levers)
    )
    #expect(map.rows.count == 32 && mirrored.rows.count == 32)
    #expect(Set(map.rows.map(\.mean)).count > 16)
    for (row, other) in zip(map.rows, mirrored.rows) {
      #expect(row.xSetting == other.xSetting && row.ySetting == other.ySetting)
      #expect(row.mean == -other.mean && row.lower == -other.upper)
      #expect(row.rank == other.rank.map { -$0 })
      #expect(abs(row.probability + other.probability - 1) < 1e-12)
    }
  }

  /// Three levers, so that screening has a choice; the weakest is left out.
  @Test func threadsDoNotMatter() async throws {
    let rwanda = try Fixture.rwanda()
    let levers = [
      Self.lever("nothing", "organisation.governance", "5 USD/year", "6 USD/year", ["platform"]),
      Self.donors, Self.discounting,
    ]
    let one = try await Self.map(rwanda, levers, worlds: 2, threads: 1)
    let three = try await Self.map(rwanda, levers, worlds: 2, threads: 3)
    #expect(one.rows == three.rows)
    #expect(one.rows.allSatisfy { $0.xLever != "nothing" && $0.yLever != "nothing" })
    #expect(one.rows.allSatisfy { !$0.xPresent.isEmpty && $0.n == 2 })
  }

  /// A world without windows is the study's own of that number, bit for bit.
  @Test func valuesAreThoseOfTheStudy() async throws {
    let rwanda = try Fixture.setting(
      Fixture.rwanda(), [(path: "operations.windows.worlds", text: "1")])
    let study = try await Fixture.study(rwanda, worlds: 2)
    #expect(study.map.isEmpty)
    let runner = try WorldRunner(rwanda, StudyOptions(seed: 7))
    let values = try runner.mapWorld(1, knowing: MapWorld()).values
    #expect(values.count == 2)
    for (alternative, value) in values {
      func stored(_ metric: String) -> Double? {
        study.rows.first {
          $0.alternative == alternative && $0.world == 1 && $0.replication == 0
            && $0.metric == metric && $0.entity == "country"
        }?.value
      }
      #expect(stored("pvc") == value.pvc)
      #expect(stored("npv") == value.npv)
    }
  }

  @Test func saysWhyThereIsNone() async throws {
    let rwanda = try Fixture.rwanda()
    let none = try await Self.map(rwanda, [Self.donors])
    #expect(none.rows.isEmpty)
    #expect(none.notes == ["There is no map of levers: the scenario has fewer than two levers."])
    let refused = Self.lever("bad", "programme.reuse.cost_of_reuse", "0.5", "nonsense")
    let one = try await Self.map(rwanda, [Self.donors, refused])
    #expect(one.rows.isEmpty && one.notes.first?.contains("both of their ends") == true)
  }

  @Test func moreWorldsOfTheStudyMakeMoreOfACell() {
    #expect([2, 40, 100, 160, 400].map { LeverMap.worlds(of: $0) } == [2, 40, 40, 40, 100])
  }
}

/// Settings between the ends of a lever.
@Suite struct LeverGridTests {
  private struct Case: Sendable, CustomStringConvertible {
    var path: String
    var low: String
    var high: String
    var count: Int
    var settings: [String]
    var description: String { "\(low) to \(high)" }
  }

  private static let cases = [
    // Geometric in whole numbers.
    Case(
      path: "programme.people.engineers", low: "40", high: "160", count: 5,
      settings: ["40", "57", "80", "113", "160"]),
    Case(
      path: "programme.services_per_contract", low: "4", high: "16", count: 5,
      settings: ["4", "6", "8", "11", "16"]),
    // Whole numbers run out.
    Case(
      path: "programme.services_per_contract", low: "2", high: "4", count: 5,
      settings: ["2", "3", "4"]),
    // Linear: from 0, and within a factor of three.
    Case(
      path: "programme.donor_coordination", low: "0 %", high: "100 %", count: 5,
      settings: ["0 %", "25 %", "50 %", "75 %", "100 %"]),
    Case(
      path: "organisation.joining", low: "40 %", high: "100 %", count: 4,
      settings: ["40 %", "60 %", "80 %", "100 %"]),
    // Three digits where two would move a setting too far.
    Case(
      path: "operations.transactions_per_person", low: "3 /year", high: "20 /year", count: 4,
      settings: ["3 /year", "5.65 /year", "10.6 /year", "20 /year"]),
    Case(
      path: "money.discount_rate", low: "3 %", high: "12 %", count: 4,
      settings: ["3 %", "4.8 %", "7.6 %", "12 %"]),
    // Downwards, units of one kind, and no numbers.
    Case(
      path: "money.discount_rate", low: "12 %", high: "3 %", count: 4,
      settings: ["12 %", "7.6 %", "4.8 %", "3 %"]),
    Case(
      path: "money.asset_life", low: "6 months", high: "2 years", count: 3,
      settings: ["6 months", "12 months", "2 years"]),
    Case(
      path: "organisation.sharing", low: "own", high: "shared", count: 5,
      settings: ["own", "shared"]),
  ]

  @Test(arguments: cases) private func settings(_ item: Case) throws {
    let rwanda = try Fixture.rwanda()
    let lever = Lever(
      name: "lever", title: "", path: item.path, low: item.low, high: item.high, reaches: [],
      alternatives: ["platform"])
    let grid = LeverGrid(lever, of: rwanda, count: item.count)
    #expect(grid.settings == item.settings)
    // A file may say every one of them.
    for text in grid.settings {
      _ = try rwanda.setting(item.path, to: text, alternatives: ["platform"])
    }
  }

  @Test func theScenarioLiesWhereItStands() throws {
    let rwanda = try Fixture.setting(
      Fixture.rwanda(), [(path: "organisation.joining", text: "70 %")], alternatives: ["platform"])
    let lever = try #require(rwanda.levers.first { $0.name == "mandate" })
    let grid = LeverGrid(lever, of: rwanda, count: 4)
    #expect(grid.present == "70 %")
    #expect(abs(try #require(grid.presentPlace) - 1.5) < 1e-9)
    #expect(LeverGrid.place(of: 0, in: [1, 2]) == nil)
    #expect(LeverGrid.place(of: 8, in: [12, 8, 4]) == 1)
    // An assumption gives the value in the base unit; alternatives that differ give none.
    let discounting = try #require(rwanda.levers.first { $0.name == "discounting" })
    #expect(!LeverGrid(discounting, of: rwanda).present.isEmpty)
    var sharing = lever
    (sharing.path, sharing.alternatives) = ("organisation.sharing", [])
    (sharing.low, sharing.high) = ("own", "shared")
    #expect(LeverGrid(sharing, of: rwanda).present.isEmpty)
  }
}
