import Economics
import Testing

@Suite("Ledgers and valuation")
struct LedgerTests {
  static let prices = Prices(
    wages: [
      .engineer: 1_000, .integrator: 1_200, .trainer: 800, .procurementOfficer: 700,
      .approver: 1_500,
    ],
    operatorWage: 900, officialWage: 608, workingHoursPerMonth: 152, overhead: 1.5, processor: 25,
    bandwidth: 20, servers: ["agency": 60, "national": 40], maintenanceShare: 0.2,
    operatorsPerDeployment: 0.25, operatorsPerServer: 0.02, securityPerDeployment: 5_000,
    changeManagementShare: 0.1, governance: 100_000, citizenHour: 0.26, farePerVisit: 0.8,
    discountRate: 0.1)

  /// Two years; every quantity of both parties is different from zero and from every other.
  static var account: PhysicalAccount {
    var account = PhysicalAccount(years: 2)
    fill(&account.agency, scale: 1)
    fill(&account.centre, scale: 3)
    account.use.citizenHoursOnline = [100, 200]
    account.use.citizenHoursAtCounter = [1_000, 900]
    account.use.officialHoursOnline = [10, 20]
    account.use.officialHoursAtCounter = [90, 80]
    account.use.visits = [500, 450]
    account.use.serviceYearsLive = [1.5, 4]
    return account
  }

  private static func fill(_ party: inout PartyAccount, scale: Double) {
    for (i, activity) in Activity.allCases.enumerated() {
      for (j, skill) in Skill.allCases.enumerated() {
        let work = scale * Double(1 + i + 10 * j)
        party.addWork(work, skill: skill, activity: activity, year: i % 2)
      }
    }
    party.processorYears = [4 * scale, 8 * scale]
    party.addServers(2 * scale, site: "agency", year: 0)
    party.addServers(3 * scale, site: "national", year: 1)
    party.deploymentYears = [1 * scale, 2 * scale]
    party.bandwidthYears = [5 * scale, 6 * scale]
    party.licences = [700 * scale, 800 * scale]
    party.upkeep = [11 * scale, 12 * scale]
    party.liveBuildWork = [30 * scale, 40 * scale]
    party.governanceYears = [0.5 * scale, 1 * scale]
  }

  /// One quantity at a time, by hand.
  @Test func everyQuantityHasItsPrice() throws {
    func cost(_ category: CostCategory, _ change: (inout PhysicalAccount) -> Void) throws -> Double
    {
      var account = PhysicalAccount(years: 1)
      change(&account)
      let ledger = try Valuation.ledger(account, Self.prices)
      let amount = ledger.flows.filter { $0.costCategory == category }.map(\.amount).reduce(0, +)
      // Nothing else is booked, but for change management beside training.
      let others: Set<CostCategory?> = Set(ledger.flows.map(\.costCategory)).subtracting([category])
      #expect(
        others.isSubset(of: [
          .changeManagement, .trainingAndEnrolment, .operationsStaff, .security, .hosting,
        ]))
      return amount
    }
    func near(_ found: Double, _ expected: Double) -> Bool {
      abs(found - expected) < 1e-9 * expected
    }

    #expect(
      near(
        try cost(.build) { $0.agency.addWork(2, skill: .engineer, activity: .build, year: 0) },
        3_000))
    #expect(
      near(
        try cost(.design) { $0.centre.addWork(1, skill: .engineer, activity: .design, year: 0) },
        1_500))
    #expect(
      near(
        try cost(.integration) {
          $0.agency.addWork(1, skill: .integrator, activity: .integration, year: 0)
        }, 1_800))
    #expect(
      near(
        try cost(.governance) {
          $0.agency.addWork(0.2, skill: .approver, activity: .approval, year: 0)
        }, 450))
    #expect(
      near(
        try cost(.procurement) {
          $0.agency.addWork(1, skill: .procurementOfficer, activity: .procurement, year: 0)
        }, 1_050))
    #expect(
      near(
        try cost(.trainingAndEnrolment) {
          $0.agency.addWork(1, skill: .trainer, activity: .training, year: 0)
        }, 1_200))
    #expect(
      near(
        try cost(.changeManagement) {
          $0.agency.addWork(1, skill: .trainer, activity: .training, year: 0)
        }, 120))
    #expect(near(try cost(.hosting) { $0.agency.processorYears[0] = 2 }, 600))
    #expect(near(try cost(.hosting) { $0.agency.addServers(2, site: "agency", year: 0) }, 1_440))
    #expect(
      near(try cost(.operationsStaff) { $0.agency.addServers(2, site: "national", year: 0) }, 648))
    #expect(near(try cost(.operationsStaff) { $0.agency.deploymentYears[0] = 1 }, 4_050))
    #expect(near(try cost(.security) { $0.agency.deploymentYears[0] = 1 }, 5_000))
    #expect(near(try cost(.bandwidth) { $0.centre.bandwidthYears[0] = 10 }, 2_400))
    #expect(near(try cost(.maintenance) { $0.agency.liveBuildWork[0] = 30 }, 9_000))
    #expect(near(try cost(.governance) { $0.centre.governanceYears[0] = 0.5 }, 50_000))
    #expect(near(try cost(.licences) { $0.agency.licences[0] = 7 }, 7))
    #expect(near(try cost(.upkeep) { $0.agency.upkeep[0] = 7 }, 7))
  }

  @Test func burdensByHand() throws {
    let ledger = try Valuation.ledger(Self.account, Self.prices)
    func total(_ category: BenefitCategory) -> [Double] {
      ledger.totals { $0.burdenCategory == category }
    }
    #expect(abs(total(.citizenTime)[0] - 1_100 * 0.26) < 1e-9)
    #expect(abs(total(.travel)[1] - 450 * 0.8) < 1e-9)
    // 608 × 1.5/152 = 6 an hour.
    #expect(abs(total(.officialTime)[0] - 600) < 1e-9)
    #expect(
      ledger.flows.filter { $0.burdenCategory == .officialTime }.allSatisfy { $0.party == .agency })
  }

  @Test func totalsReconcile() throws {
    let ledger = try Valuation.ledger(Self.account, Self.prices)
    let total = ledger.flows.filter { $0.costCategory != nil }.map(\.amount).reduce(0, +)
    #expect(total > 0)
    func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-12 * abs(b) }
    #expect(near(ledger.costsByYear.reduce(0, +), total))
    #expect(near(ledger.costsByCategory.map(\.amount).reduce(0, +), total))
    #expect(near(ledger.capitalCosts + ledger.operatingCosts, total))
    let byCategory = CostCategory.allCases.map { ledger.presentValueOfCosts($0) }.reduce(0, +)
    #expect(near(byCategory, ledger.presentValueOfCosts))
    let byParty = Party.allCases.map { ledger.presentValueOfCosts(paidBy: $0) }.reduce(0, +)
    #expect(near(byParty, ledger.presentValueOfCosts))
    #expect(
      near(
        ledger.presentValueOfCosts(paidBy: .centre), 3 * ledger.presentValueOfCosts(paidBy: .agency)
      ))
    #expect(ledger.presentValueOfCosts(paidBy: .citizen) == 0)
    // Every category but outage, which nothing books yet.
    let booked = Set(ledger.flows.compactMap(\.costCategory))
    #expect(booked == Set(CostCategory.allCases).subtracting([.outage]))
  }

  /// Costs 100 and 200 at 21 %: 100/1.1 + 200/1.331. The reference takes 500 of citizens' time a
  /// year and costs 10 a year; this one takes 100.
  static func simple() throws -> (ledger: Ledger, reference: Ledger) {
    let discounting = try Discounting(rate: 0.21)
    let ledger = try Ledger(
      flows: [
        CashFlow(year: 0, item: .cost(.build), party: .agency, amount: 100),
        CashFlow(year: 1, item: .cost(.hosting), party: .centre, amount: 200),
        CashFlow(year: 0, item: .burden(.citizenTime), party: .citizen, amount: 100),
        CashFlow(year: 1, item: .burden(.citizenTime), party: .citizen, amount: 100),
      ], years: 2, discounting: discounting, serviceYearsLive: 4)
    let reference = try Ledger(
      flows: (0..<2).flatMap { year in
        [
          CashFlow(year: year, item: .cost(.upkeep), party: .agency, amount: 10),
          CashFlow(year: year, item: .burden(.citizenTime), party: .citizen, amount: 500),
        ]
      }, years: 2, discounting: discounting, serviceYearsLive: 0)
    return (ledger, reference)
  }

  @Test func figuresByHand() throws {
    let (ledger, reference) = try Self.simple()
    let annuity = 1 / 1.1 + 1 / 1.331
    let costs = 100 / 1.1 + 200 / 1.331
    func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 1e-10 }
    #expect(near(ledger.presentValueOfCosts, costs))
    #expect(ledger.capitalCosts == 100 && ledger.operatingCosts == 200)
    #expect(near(try #require(ledger.presentValueOfCostsPerServiceYear), costs / 4))
    #expect(reference.presentValueOfCostsPerServiceYear == nil)
    #expect(near(try ledger.presentValueOfBenefits(against: reference), 400 * annuity))
    #expect(
      near(try ledger.presentValueOfBenefits(.citizenTime, against: reference), 400 * annuity))
    #expect(try ledger.presentValueOfBenefits(.travel, against: reference) == 0)
    let value = 400 * annuity - (costs - 10 * annuity)
    #expect(near(try ledger.netPresentValue(against: reference), value))
    #expect(near(try reference.netPresentValue(against: ledger), -value))
    #expect(try ledger.netPresentValue(against: ledger) == 0)
    let ratio = try #require(try ledger.benefitCostRatio(against: reference))
    #expect(near(ratio, 400 * annuity / (costs - 10 * annuity)))
    #expect(try reference.benefitCostRatio(against: ledger) == nil)
    #expect(try ledger.netFlows(against: reference) == [310, 210])
    let gains = try Party.allCases.map { try ledger.presentValueOfGain(of: $0, against: reference) }
    #expect(near(gains.reduce(0, +), value))
    #expect(near(gains[0], 400 * annuity))
  }

  @Test func badLedgersAreRefused() throws {
    let discounting = try Discounting(rate: 0.05)
    func ledger(_ flow: CashFlow, years: Int = 2) throws -> Ledger {
      try Ledger(flows: [flow], years: years, discounting: discounting, serviceYearsLive: 0)
    }
    let late = CashFlow(year: 2, item: .cost(.build), party: .agency, amount: 1)
    #expect(throws: EconomicsError.self) { try ledger(late) }
    let undefined = CashFlow(year: 0, item: .cost(.build), party: .agency, amount: .nan)
    #expect(throws: EconomicsError.self) { try ledger(undefined) }
    let (two, _) = try Self.simple()
    let three = try ledger(late, years: 3)
    #expect(throws: EconomicsError.horizonMismatch(found: 3, expected: 2)) {
      try two.netPresentValue(against: three)
    }
  }

  @Test func badPricesAreRefused() {
    func ledger(_ change: (inout Prices) -> Void) throws -> Ledger {
      var prices = Self.prices
      change(&prices)
      return try Valuation.ledger(Self.account, prices)
    }
    #expect(throws: EconomicsError.missingPrice(site: "national", known: ["agency"])) {
      try ledger { $0.servers["national"] = nil }
    }
    #expect(throws: EconomicsError.self) { try ledger { $0.overhead = .nan } }
    #expect(throws: EconomicsError.self) { try ledger { $0.processor = -1 } }
    #expect(throws: EconomicsError.self) { try ledger { $0.wages[.trainer] = nil } }
    #expect(throws: EconomicsError.self) { try ledger { $0.workingHoursPerMonth = 0 } }
    #expect(throws: EconomicsError.self) { try ledger { $0.discountRate = -1 } }
  }
}
