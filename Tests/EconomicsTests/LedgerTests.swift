import Economics
import Testing

@Suite("Ledgers and valuation")
struct LedgerTests {
  static let prices = Prices(
    wages: [
      .engineer: 1_000, .integrator: 1_200, .trainer: 800, .procurementOfficer: 700,
      .approver: 1_500, .securitySpecialist: 1_300, .enroller: 600,
    ],
    consultant: 16_800, operatorWage: 900, officialWage: 608, workingHoursPerMonth: 152,
    overhead: 1.5, processor: 25, bandwidth: 20, servers: ["agency": 60, "national": 40],
    blocks: [
      "identity": BlockPrices(processors: 2, licence: 700),
      "payments": BlockPrices(processors: 4, licence: 50),
    ],
    services: [
      "permit": ServiceTimes(
        citizenOnline: 0.5, citizenAtCounter: 5, officialOnline: 0.1, officialAtCounter: 0.4),
      "tax": ServiceTimes(
        citizenOnline: 2, citizenAtCounter: 4, officialOnline: 0.2, officialAtCounter: 1),
    ],
    existing: ["identity@id": 11],
    software: SoftwareTerms(
      maintenanceShare: 0.2, versionUpkeepShare: 0.15, exitCostShare: 0.3, assetLife: 8),
    operatorsPerDeployment: 0.25, operatorsPerServer: 0.02, securityPerDeployment: 5_000,
    changeManagementShare: 0.1, enrolmentKit: 3_000, trainingCourse: 300, governance: 100_000,
    citizenHour: 0.26, farePerVisit: 0.8, failedVisitShare: 0.5, discountRate: 0.1)

  /// Two years; every quantity of both parties is different from zero and from every other.
  static var account: PhysicalAccount {
    var account = PhysicalAccount(years: 2)
    fill(&account.agency, scale: 1)
    fill(&account.centre, scale: 3)
    account.donorShare = 0.25
    account.use.transactions["permit"] = [1_000, 1_100]
    account.use.attempts["permit"] = [200, 400]
    account.use.successes["permit"] = [150, 390]
    account.use.transactions["tax"] = [70, 80]
    account.use.serviceYearsLive = [1.5, 4]
    return account
  }

  private static func fill(_ party: inout PartyAccount, scale: Double) {
    for (i, activity) in Activity.allCases.enumerated() {
      for (j, skill) in Skill.allCases.enumerated() {
        let work = scale * Double(1 + i + 10 * j)
        party.addWork(work, skill: skill, activity: activity, year: i % 2)
        party.addWork(work / 7, skill: skill, activity: activity, by: .consultant, year: j % 2)
        party.addAsset(work / 2, skill: skill, activity: activity, wentLive: i % 2)
      }
    }
    for (year, factor) in [1.0, 2.0].enumerated() {
      party.serverYears.add((2 + factor) * scale, of: "agency", year: year)
      party.serverYears.add(3 * factor * scale, of: "national", year: year)
      party.blockServerYears.add(4 * factor * scale, of: "identity", year: year)
      party.blockServerYears.add(5 * factor * scale, of: "payments", year: year)
      party.deploymentYears.add(factor * scale, of: "identity", year: year)
      party.deploymentYears.add(0.5 * factor * scale, of: "payments", year: year)
      party.existingYears.add(scale, of: "identity@id", year: year)
    }
    party.bandwidthYears = [5 * scale, 6 * scale]
    party.liveBuildWork = [30 * scale, 40 * scale]
    party.liveAdoptedWork = [3 * scale, 4 * scale]
    party.governanceYears = [0.5 * scale, 1 * scale]
    party.enrolmentKits = [2 * scale, 1 * scale]
    party.trainingCourses = [20 * scale, 10 * scale]
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
          .licences,
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
    #expect(
      near(
        try cost(.procurement) {
          $0.agency.addWork(2, skill: .procurementOfficer, activity: .selection, year: 0)
        }, 2_100))
    #expect(
      near(
        try cost(.migration) {
          $0.centre.addWork(1, skill: .engineer, activity: .migration, year: 0)
        }, 1_500))
    #expect(
      near(
        try cost(.securityWork) {
          $0.centre.addWork(2, skill: .securitySpecialist, activity: .security, year: 0)
        }, 3_900))
    #expect(
      near(
        try cost(.trainingAndEnrolment) {
          $0.agency.addWork(3, skill: .enroller, activity: .enrolment, year: 0)
        }, 2_700))
    // A consultant's price holds everything: no overhead on top.
    #expect(
      near(
        try cost(.build) {
          $0.agency.addWork(2, skill: .engineer, activity: .build, by: .consultant, year: 0)
        }, 33_600))
    #expect(near(try cost(.trainingAndEnrolment) { $0.agency.enrolmentKits[0] = 2 }, 6_000))
    #expect(near(try cost(.trainingAndEnrolment) { $0.agency.trainingCourses[0] = 5 }, 1_500))
    #expect(near(try cost(.changeManagement) { $0.agency.trainingCourses[0] = 5 }, 150))
  }

  private func costs(_ change: (inout PhysicalAccount) -> Void) throws -> [CostCategory: Double] {
    var account = PhysicalAccount(years: 1)
    change(&account)
    let ledger = try Valuation.ledger(account, Self.prices)
    return Dictionary(uniqueKeysWithValues: ledger.costsByCategory.map { ($0, $1) })
  }

  /// What runs, by hand.
  @Test func everyRunningQuantityHasItsPrice() throws {
    func near(_ found: Double?, _ expected: Double) -> Bool {
      abs((found ?? 0) - expected) < 1e-9 * expected
    }
    // Two servers of two processors: 4 × 25 × 12.
    #expect(
      near(try costs { $0.agency.blockServerYears["identity"] = [2] }[.hosting], 1_200))
    let placed = try costs { $0.agency.serverYears["agency"] = [2] }
    #expect(near(placed[.hosting], 1_440) && near(placed[.operationsStaff], 648))
    let deployed = try costs { $0.agency.deploymentYears["payments"] = [2] }
    #expect(near(deployed[.operationsStaff], 8_100) && near(deployed[.security], 10_000))
    #expect(near(deployed[.licences], 100))
    #expect(near(try costs { $0.centre.bandwidthYears[0] = 10 }[.bandwidth], 2_400))
    #expect(near(try costs { $0.agency.liveBuildWork[0] = 30 }[.maintenance], 9_000))
    // 10 person-months × 1 500 × 15 %.
    #expect(near(try costs { $0.agency.liveAdoptedWork[0] = 10 }[.versionUpkeep], 2_250))
    #expect(near(try costs { $0.centre.governanceYears[0] = 0.5 }[.governance], 50_000))
    #expect(near(try costs { $0.agency.existingYears["identity@id"] = [3] }[.upkeep], 33))
  }

  /// Ten years; 10 person-months adapted a product that went live in year 7, 4 built something in
  /// year 1. At the end they are 2.5 and 8.5 years old, of a life of 8.
  @Test func whatIsLeftAtTheEnd() throws {
    var account = PhysicalAccount(years: 10)
    account.donorShare = 1
    account.centre.addAsset(10, skill: .engineer, activity: .adaptation, wentLive: 7)
    account.centre.addAsset(4, skill: .engineer, activity: .build, wentLive: 1)
    // Leaves no software.
    account.centre.addAsset(4, skill: .engineer, activity: .training, wentLive: 9)
    let ledger = try Valuation.ledger(account, Self.prices)
    let residual = ledger.flows.filter { $0.costCategory == .residualValue }
    #expect(residual.count == 1)
    let flow = try #require(residual.first)
    #expect(abs(flow.amount + 15_000 * 5.5 / 8) < 1e-9)
    #expect(flow.year == 9 && flow.isAtYearEnd && flow.party == .centre)
    let exit = ledger.flows.filter { $0.costCategory == .exit }
    #expect(exit.map(\.amount) == [4_500] && exit.map(\.party) == [.centre])
    // Both are due when the tenth year ends: 1.1^-10.
    let value: Double = (4_500 - 15_000 * 5.5 / 8) * 0.38554328942953148
    #expect(abs(ledger.presentValueOfCosts - value) < 1e-9)
    #expect(abs(ledger.capitalCosts + 10_312.5) < 1e-9 && ledger.operatingCosts == 4_500)
    var none = Self.prices
    none.software.assetLife = 0
    #expect(try Valuation.ledger(account, none).presentValueOfCosts(.residualValue) == 0)
  }

  /// Donors pay their share of the programme and nothing that runs.
  @Test func donorsPayForTheProgramme() throws {
    var account = PhysicalAccount(years: 1)
    account.donorShare = 0.75
    account.agency.addWork(2, skill: .engineer, activity: .build, year: 0)
    account.agency.addWork(1, skill: .trainer, activity: .training, year: 0)
    account.centre.bandwidthYears[0] = 10
    let ledger = try Valuation.ledger(account, Self.prices)
    func paid(_ party: Party) -> Double {
      ledger.totals { $0.costCategory != nil && $0.party == party }[0]
    }
    // 3 000 for building, 1 200 for training and 120 to manage the change.
    #expect(abs(paid(.donor) - 0.75 * 4_320) < 1e-9)
    #expect(abs(paid(.agency) - 0.25 * 4_320) < 1e-9)
    #expect(paid(.centre) == 2_400 && paid(.citizen) == 0)
    account.donorShare = 1.5
    #expect(throws: EconomicsError.self) { try Valuation.ledger(account, Self.prices) }
  }

  /// 1 000 permits, 200 tried digitally, 150 of them with success: 50 try in vain, 850 go to a
  /// counter. 70 taxes are all paid at counters.
  @Test func burdensByHand() throws {
    let ledger = try Valuation.ledger(Self.account, Self.prices)
    func total(_ category: BenefitCategory) -> Double {
      ledger.totals { $0.burdenCategory == category }[0]
    }
    func near(_ found: Double, _ expected: Double) -> Bool { abs(found - expected) < 1e-9 }
    let hours: Double = 150 * 0.5 + 850 * 5 + 70 * 4
    #expect(near(total(.citizenTime), hours * 0.26))
    #expect(near(total(.failedAttempts), 50 * 0.5 * 0.26))
    // Every other trip fails: two trips an errand.
    #expect(near(total(.travel), 920 * 2 * 0.8))
    // 608 × 1.5/152 = 6 an hour.
    let officialHours: Double = 200 * 0.1 + 850 * 0.4 + 70
    #expect(near(total(.officialTime), officialHours * 6))
    #expect(
      ledger.flows.filter { $0.burdenCategory == .officialTime }.allSatisfy { $0.party == .agency })
    #expect(ledger.successfulRequests == [150, 390])
    // Requests are discounted like money: 150/1.1^0.5 + 390/1.1^1.5.
    let requests: Double = (150 + 390 / 1.1) * 0.9534625892455924
    let levelised = try #require(ledger.levelisedCostPerRequest)
    #expect(near(levelised * requests / ledger.presentValueOfCosts, 1))
  }

  /// What the break-even sweep keeps of an account has the same present value of costs.
  @Test func condensedAccountsCostTheSame() throws {
    let whole = try Valuation.ledger(Self.account, Self.prices)
    let condensed = try Valuation.ledger(Self.account.condensed, Self.prices)
    #expect(abs(condensed.presentValueOfCosts / whole.presentValueOfCosts - 1) < 6e-8)
    #expect(condensed.serviceYearsLive == whole.serviceYearsLive)
  }

  @Test func totalsReconcile() throws {
    let ledger = try Valuation.ledger(Self.account, Self.prices)
    let total = ledger.flows.filter { $0.costCategory != nil }.map(\.amount).reduce(0, +)
    #expect(total > 0)
    func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-12 * abs(b) }
    #expect(near(ledger.costsByYear.reduce(0, +), total))
    #expect(near(ledger.costsByCategory.map(\.amount).reduce(0, +), total))
    #expect(near(ledger.capitalCosts + ledger.operatingCosts, total))
    let (capital, operating) = (
      ledger.presentValue { $0.costCategory?.isCapital == true },
      ledger.presentValue { $0.costCategory?.isCapital == false }
    )
    #expect(near(capital + operating, ledger.presentValueOfCosts))
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
    let missing = EconomicsError.missingPrice(
      kind: "a server at site", name: "national", known: ["agency"])
    #expect(throws: missing) { try ledger { $0.servers["national"] = nil } }
    #expect(throws: EconomicsError.self) { try ledger { $0.blocks["identity"] = nil } }
    #expect(throws: EconomicsError.self) { try ledger { $0.services["tax"] = nil } }
    #expect(throws: EconomicsError.self) { try ledger { $0.existing = [:] } }
    #expect(throws: EconomicsError.self) { try ledger { $0.failedVisitShare = 1 } }
    #expect(throws: EconomicsError.self) { try ledger { $0.software.assetLife = -1 } }
    #expect(throws: EconomicsError.self) { try ledger { $0.overhead = .nan } }
    #expect(throws: EconomicsError.self) { try ledger { $0.processor = -1 } }
    #expect(throws: EconomicsError.self) { try ledger { $0.wages[.trainer] = nil } }
    #expect(throws: EconomicsError.self) { try ledger { $0.workingHoursPerMonth = 0 } }
    #expect(throws: EconomicsError.self) { try ledger { $0.discountRate = -1 } }
  }
}
