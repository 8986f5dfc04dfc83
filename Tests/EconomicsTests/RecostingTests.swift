import Economics
import Foundation
import Testing

@Suite("Re-costing without simulation")
struct RecostingTests {
  /// Each price, and the categories of the ledger that may move with it.
  static let levers: [(String, @Sendable (inout Prices) -> Void, Set<String>)] = [
    ("engineer", { $0.wages[.engineer, default: 0] *= 2 }, work.union(lasting)),
    ("integrator", { $0.wages[.integrator, default: 0] *= 2 }, work.union(atEnd)),
    ("trainer", { $0.wages[.trainer, default: 0] *= 2 }, work.union(atEnd)),
    (
      "procurement officer", { $0.wages[.procurementOfficer, default: 0] *= 2 }, work.union(atEnd)
    ),
    ("approver", { $0.wages[.approver, default: 0] *= 2 }, work.union(atEnd)),
    ("security", { $0.wages[.securitySpecialist, default: 0] *= 2 }, work.union(atEnd)),
    ("enroller", { $0.wages[.enroller, default: 0] *= 2 }, work.union(atEnd)),
    ("consultant", { $0.consultant *= 2 }, work),
    ("operator wage", { $0.operatorWage *= 2 }, ["operations_staff"]),
    ("official wage", { $0.officialWage *= 2 }, ["official_time"]),
    ("hours", { $0.workingHoursPerMonth *= 2 }, ["official_time"]),
    (
      "overhead", { $0.overhead *= 2 },
      work.union(lasting).union(["operations_staff", "official_time"])
    ),
    ("processor", { $0.processor *= 2 }, ["hosting"]),
    ("bandwidth", { $0.bandwidth *= 2 }, ["bandwidth"]),
    ("servers", { $0.servers["agency", default: 0] *= 2 }, ["hosting"]),
    ("processors", { $0.blocks["payments"]?.processors *= 2 }, ["hosting"]),
    ("licence", { $0.blocks["payments"]?.licence *= 2 }, ["licences"]),
    ("upkeep", { $0.existing["identity@id", default: 0] *= 2 }, ["upkeep"]),
    ("maintenance", { $0.software.maintenanceShare *= 2 }, ["maintenance"]),
    ("upgrades", { $0.software.versionUpkeepShare *= 2 }, ["version_upkeep"]),
    ("exit", { $0.software.exitCostShare *= 2 }, ["exit"]),
    ("asset life", { $0.software.assetLife *= 2 }, ["residual_value"]),
    ("per deployment", { $0.operatorsPerDeployment *= 2 }, ["operations_staff"]),
    ("per server", { $0.operatorsPerServer *= 2 }, ["operations_staff"]),
    ("security", { $0.securityPerDeployment *= 2 }, ["security"]),
    ("change management", { $0.changeManagementShare *= 2 }, ["change_management"]),
    ("kit", { $0.enrolmentKit *= 2 }, ["training_and_enrolment", "change_management"]),
    ("course", { $0.trainingCourse *= 2 }, ["training_and_enrolment", "change_management"]),
    ("governance", { $0.governance *= 2 }, ["governance"]),
    ("citizen hour", { $0.citizenHour *= 2 }, ["citizen_time", "failed_attempts"]),
    (
      "online", { $0.services["permit"]?.citizenOnline *= 2 }, ["citizen_time", "failed_attempts"]
    ),
    ("at counter", { $0.services["tax"]?.citizenAtCounter *= 2 }, ["citizen_time"]),
    ("official online", { $0.services["permit"]?.officialOnline *= 2 }, ["official_time"]),
    ("official", { $0.services["tax"]?.officialAtCounter *= 2 }, ["official_time"]),
    ("fare", { $0.farePerVisit *= 2 }, ["travel"]),
    ("failed visits", { $0.failedVisitShare = 0.7 }, ["travel"]),
  ]

  /// In the test's account every skill works on every activity.
  static let work: Set<String> = [
    "design", "procurement", "build", "adaptation", "integration", "testing", "migration",
    "security_work", "training_and_enrolment", "change_management", "governance",
  ]
  /// What is a share of the cost of work that was done.
  static let atEnd: Set<String> = ["exit", "residual_value"]
  static let lasting = atEnd.union(["maintenance", "version_upkeep"])

  private func amounts(_ ledger: Ledger) -> [String: Double] {
    var amounts: [String: Double] = [:]
    for flow in ledger.flows {
      let key = flow.costCategory?.rawValue ?? flow.burdenCategory?.rawValue ?? ""
      amounts[key, default: 0] += flow.amount
    }
    return amounts
  }

  /// A price moves exactly the categories it reaches, and every price moves something.
  @Test(arguments: levers.indices)
  func pricesReachWhatTheyName(_ index: Int) throws {
    let (name, change, reached) = Self.levers[index]
    var prices = LedgerTests.prices
    change(&prices)
    let before = amounts(try Valuation.ledger(LedgerTests.account, LedgerTests.prices))
    let after = amounts(try Valuation.ledger(LedgerTests.account, prices))
    let moved = Set(before.keys.filter { before[$0] != after[$0] })
    #expect(moved == reached, "\(name)")
  }

  @Test func discountRateMovesOnlyPresentValues() throws {
    var prices = LedgerTests.prices
    prices.discountRate = 0.03
    let before = try Valuation.ledger(LedgerTests.account, LedgerTests.prices)
    let after = try Valuation.ledger(LedgerTests.account, prices)
    #expect(before.flows == after.flows)
    #expect(after.presentValueOfCosts > before.presentValueOfCosts)
  }

  @Test func samePricesSameLedger() throws {
    let first = try Valuation.ledger(LedgerTests.account, LedgerTests.prices)
    let second = try Valuation.ledger(LedgerTests.account, LedgerTests.prices)
    #expect(first == second)
  }

  /// An account survives storage, and its text is the same each time.
  @Test func accountsCanBeStored() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = try encoder.encode(LedgerTests.account)
    #expect(try encoder.encode(LedgerTests.account) == text)
    #expect(try JSONDecoder().decode(PhysicalAccount.self, from: text) == LedgerTests.account)
    let prices = try encoder.encode(LedgerTests.prices)
    #expect(try JSONDecoder().decode(Prices.self, from: prices) == LedgerTests.prices)
    #expect(try encoder.encode(LedgerTests.prices) == prices)
  }

  @Test func categoriesAreNamed() {
    #expect(Set(CostCategory.allCases.map(\.title)).count == CostCategory.allCases.count)
    #expect(CostCategory.allCases.filter(\.isCapital).count == 11)
    for activity in Activity.allCases {
      #expect(activity.category.isCapital == (activity != .approval))
    }
  }
}
