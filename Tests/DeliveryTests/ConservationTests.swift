import Quantities
import Statistics
import Testing

@testable import Delivery

/// People, money and effort neither appear nor vanish.
@Suite struct ConservationTests {
  @Test(arguments: [0, 0.05, 0.3, 0.9, 1]) func peopleAreConserved(centralShare: Double) {
    var portfolio = Fixture.country(organisation: Fixture.shared)
    portfolio.organisation.centralShare = Share(fraction: centralShare)
    // Enrollers without kits have nothing to do; these are enough for all 20.
    (portfolio.workforce.enrolmentKits, portfolio.workforce.enrollersPerKit) = (4, 5)
    let pools = Staffing(portfolio).pools
    for skill in Skill.allCases {
      let people = pools.filter { $0.skill == skill }.reduce(0) { $0 + $1.people }
      #expect(people == portfolio.people[skill])
    }
    #expect(pools.allSatisfy { $0.people > 0 })
  }

  @Test func peopleAreDividedByLargestRemainder() {
    #expect(Staffing.divide(10, by: [1, 1, 1]) == [4, 3, 3])
    #expect(Staffing.divide(10, by: [6, 1, 0]) == [7, 2, 1])
    #expect(Staffing.divide(3, by: [100, 1, 1]) == [1, 1, 1])
    #expect(Staffing.divide(4, by: [0, 0]) == [2, 2])
  }

  /// Fewer approvers than agencies: one pool for all, and the silo still gets its decisions.
  @Test func fewPeopleFormOnePool() throws {
    let portfolio = Fixture.country()
    let approvers = Staffing(portfolio).pools.filter { $0.skill == .approver }
    #expect(approvers.map(\.owner) == [.allAgencies])
    let result = try simulateDelivery(portfolio, name: StreamName(seed: 1))
    #expect(result.services.filter { $0.goLive != nil }.count > 100)
  }

  /// At every instant work begun so far costs no more than the money that has come.
  @Test(arguments: 0..<6) func moneyIsNeverOverspent(seed: Int) throws {
    var portfolio = Fixture.country(
      organisation: seed % 2 == 0 ? Fixture.own : Fixture.shared)
    // Less than half of what the programme needs: most requests have to wait.
    for i in portfolio.funding.tranches.indices { portfolio.funding.tranches[i].amount = 250_000 }
    let result = try simulateDelivery(portfolio, name: StreamName(seed: UInt64(seed)))
    var promised = 0.0
    for entry in result.budget {
      promised += entry.arrived - entry.committed
      #expect(promised >= -1e-6)
    }
    let arrivals = result.budget.filter { $0.arrived > 0 }
    for record in result.spend {
      let begun = result.spend.filter { $0.startMonth <= record.startMonth }
      let cost = begun.reduce(0) { $0 + $1.personMonths * portfolio.prices.employees[$1.skill] }
      let arrived = arrivals.filter { $0.month <= record.startMonth }.reduce(0) { $0 + $1.arrived }
      if cost > arrived * (1 + 1e-9) { Issue.record("\(cost) of \(arrived) spent") }
    }
    let reached = result.services.filter { $0.goLive != nil }.count
    #expect(reached > 0 && reached < 240, "the budget must bind")
  }

  /// All work done is the sum of the items' planned efforts times their factors.
  @Test(arguments: [Fixture.own, Fixture.shared])
  func effortIsConserved(organisation: Portfolio.Organisation) throws {
    var portfolio = Fixture.country(organisation: organisation)
    portfolio.horizon = TimeSpan(years: 200)
    portfolio.funding.tranches = [.init(at: .zero, amount: 1e9)]
    let name = StreamName(seed: 12)
    let result = try simulateDelivery(portfolio, name: name)
    #expect(!result.services.contains { $0.goLive == nil })
    let chance = Chance(name)
    let rules = portfolio.rules
    var expected = 0.0
    for contract in ContractTable(portfolio, chance).contracts {
      let work = contract.services.reduce(0) {
        $0 + rules.plannedEffort(of: portfolio.services[$1]) + 1
      }
      expected += work * contract.factors.effort + 0.2 + 0.5
    }
    for deployment in result.deployments where !deployment.isExisting {
      let planned = deployment.plannedEffort.personMonths + 2
      let key = ThingKey(
        kind: .deployment, subject: portfolio.blocks[deployment.block].key,
        agency: portfolio.agencies[deployment.users[0]].key)
      let factors = chance.overrun(
        key, rules.overrunLaw(plannedEffort: planned),
        correlation: rules.overruns.countryCorrelation)
      expected += planned * factors.effort + 0.2 + 0.5
    }
    expected += Double(result.memberships.count) * (0.3 + 0.5)
    var connected = Set<Int>()
    for link in result.links {
      let isFirst = link.throughMediator && connected.insert(link.consumer).inserted
      expected += link.throughMediator ? (isFirst ? 4 : 1) : 2
    }
    #expect(agree(result.totalWork, expected))
  }

  /// At the end nobody is free while work waits for them, the centre's idle people lent included.
  @Test(arguments: 0..<6) func nobodyIdlesWhileWorkWaits(seed: Int) throws {
    var portfolio = Fixture.country(organisation: Fixture.shared)
    portfolio.organisation.lendsPeople = seed % 2 == 0
    portfolio.people.engineers = 40
    portfolio.workforce.attrition = 0.2
    portfolio.workforce.recruitingTime = Fixture.constant(months: 3)
    let chance = Chance(StreamName(seed: UInt64(seed)))
    for years in [2.0, 4, 7] {
      portfolio.horizon = TimeSpan(years: years)
      let staffing = Staffing(portfolio)
      let plan = WorkPlanBuilder(portfolio, chance, staffing).build()
      var simulation = DeliverySimulation(
        portfolio, plan: plan, staffing: staffing, chance: chance)
      try simulation.run()
      var waits = PerSkill(all: false)
      for (pool, use) in zip(simulation.pools, simulation.poolUse) {
        #expect(pool.free == 0 || pool.waiting.first == nil)
        if pool.waiting.first != nil { waits[use.skill] = true }
      }
      guard portfolio.organisation.lendsPeople else { continue }
      for skill in Skill.allCases where waits[skill] && simulation.lender[skill] >= 0 {
        #expect(simulation.pools[simulation.lender[skill]].free == 0)
      }
      let busy = simulation.poolUse.filter { $0.skill == .engineer }
        .reduce(0) { $0 + $1.busyPersonMonths }
      #expect(busy > 0)
    }
  }

  /// No pool works more than its people can, and no record lies outside the run.
  @Test func poolsStayWithinTheirPeople() throws {
    for organisation in [Fixture.own, Fixture.shared] {
      let portfolio = Fixture.country(organisation: organisation)
      let result = try simulateDelivery(portfolio, name: StreamName(seed: 2))
      for pool in result.pools {
        let most = Double(pool.people) * portfolio.horizon.months
        #expect(pool.busyPersonMonths <= most * (1 + 1e-9))
      }
      for skill in Skill.allCases {
        if let utilisation = result.utilisation[skill] { #expect(0...1 ~= utilisation) }
      }
      #expect(
        result.spend.allSatisfy {
          0 <= $0.startMonth && $0.startMonth <= $0.endMonth
            && $0.endMonth <= portfolio.horizon.months && $0.personMonths > 0
        })
    }
  }

  /// Every service goes live after all that it needs.
  @Test func needsComeFirst() throws {
    let portfolio = Fixture.country(organisation: Fixture.shared)
    let result = try simulateDelivery(portfolio, name: StreamName(seed: 8))
    #expect(result.services.contains { $0.goLive != nil })
    for (index, service) in portfolio.services.enumerated() {
      guard let live = result.services[index].goLive else { continue }
      for block in service.blocks where !portfolio.blocks[block].isRegistry {
        let deployment = try #require(result.deployment(of: block, for: service.agency))
        let ready = try #require(result.deployments[deployment].goLive)
        #expect(ready < live)
      }
      for owner in service.registries {
        let deployment = try #require(result.deployment(of: 1, for: owner))
        #expect(try #require(result.deployments[deployment].goLive) < live)
        guard owner != service.agency else { continue }
        let link = result.links.first { $0.consumer == service.agency && $0.registryOwner == owner }
        #expect(try #require(link?.goLive) < live)
      }
    }
  }
}
