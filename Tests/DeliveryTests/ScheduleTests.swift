import Quantities
import Statistics
import Testing

@testable import Delivery

/// Schedules computed by hand.
@Suite struct ScheduleTests {
  let name = StreamName(seed: 1)

  private func service(_ name: String, _ effort: Double) -> Portfolio.Service {
    .init(
      name: name, agency: 0, effort: Fixture.pm(effort), sharedFraction: .none, blocks: [])
  }

  /// Block A (8 person-months, team of 4) needs nothing, block B (16) needs A, the service needs B.
  ///
  ///     A: approve 1, procure 3, design 0.5, build 1, test 0.5, train 0.5            live at 6.5
  ///     B: approve 1, procure 3, design 1, wait for A, build 2, test 1, train 0.5    live at 10
  ///     S: 8 × (1 − 0.5 + 0.5 × 0.5) = 6: paperwork 4, design 0.375, wait for B,
  ///        build 0.75, test 0.375, train 0.25                                        live at 11.375
  @Test func networkFollowsItsCriticalPath() throws {
    var rules = Fixture.plainRules
    rules.teamSize = .fixed(4)
    rules.designShare = Share(fraction: 0.25)
    rules.testShare = Share(fraction: 0.25)
    rules.trainingPerBlock = Fixture.pm(2)
    rules.trainingPerService = Fixture.pm(1)
    rules.approvalTime = Fixture.constant(months: 1)
    rules.procurementTime = Fixture.constant(months: 3)
    rules.reuse.costOfReuse = 0.5
    let portfolio = Fixture.oneAgency(
      blocks: [
        .init(name: "B", effort: Fixture.pm(16), needs: [1]),
        .init(name: "A", effort: Fixture.pm(8)),
      ],
      services: [
        .init(
          name: "S", agency: 0, effort: Fixture.pm(8), sharedFraction: Share(fraction: 0.5),
          blocks: [0])
      ], engineers: 12, rules: rules)
    let result = try simulateDelivery(portfolio, name: name)
    #expect(result.deployments.map(\.block) == [1, 0])
    #expect(agree(result.deployments[0].goLive?.months, 6.5))
    #expect(agree(result.deployments[1].goLive?.months, 10))
    #expect(agree(result.services[0].goLive?.months, 11.375))
    #expect(agree(result.totalWork, 8 + 2 + 16 + 2 + 6 + 1))
  }

  /// Effort over COCOMO II's nominal schedule, 3.67 · effort^0.318: 18 person-months take 9.20 months and 80
  /// take 14.78, which are teams of 1.96 and 5.41.
  @Test(arguments: [(0.0, 1), (2, 1), (18, 2), (80, 5), (227, 11)])
  func teamsGrowWithTheirProjects(effort: Double, persons: Int) throws {
    let law = TeamSize.schedule(coefficient: 3.67, exponent: 0.318)
    #expect(law.crew(plannedEffort: effort) == persons)
    #expect(TeamSize.fixed(3.9).crew(plannedEffort: effort) == 3)
    var rules = Fixture.plainRules
    rules.teamSize = law
    let portfolio = Fixture.oneAgency(
      services: [service("a", effort)], engineers: 20, rules: rules)
    let live = try simulateDelivery(portfolio, name: name).liveMonths
    #expect(agree(live[0], effort / Double(persons)))
  }

  /// Two engineers, teams of one: the third service starts when the second one ends.
  @Test func twoTeamsTakeTurns() throws {
    let portfolio = Fixture.oneAgency(
      services: [service("a", 6), service("b", 4), service("c", 5)], engineers: 2)
    let live = try simulateDelivery(portfolio, name: name).liveMonths
    #expect(agree(live[0], 6) && agree(live[1], 4) && agree(live[2], 9))
  }

  /// Three engineers, teams of two. Until 3: a has two persons, b one. At 3 a ends; one person joins b
  /// (1 left), the other begins c. At 3.5 b ends and one person joins c, which has 4.5 left.
  @Test func freePeopleJoinTeamsUnderWay() throws {
    var rules = Fixture.plainRules
    rules.teamSize = .fixed(2)
    let portfolio = Fixture.oneAgency(
      services: [service("a", 6), service("b", 4), service("c", 5)], engineers: 3,
      rules: rules)
    let result = try simulateDelivery(portfolio, name: name)
    #expect(agree(result.liveMonths[0], 3))
    #expect(agree(result.liveMonths[1], 3.5))
    #expect(agree(result.liveMonths[2], 5.75))
    #expect(agree(result.utilisation.engineers, 15 / (3 * 5.75)))
  }

  /// Three engineers, teams of two, half of each effort (6 and 4) is design. At 1.5 a's design ends: one
  /// person joins b's design (0.5 left), one begins to build a. At 1.75 b's design ends: one person
  /// joins a (2.75 left), one begins to build b. At 3.125 a ends and one joins b (0.625 left). That b's
  /// design was once to end at 2 no longer matters.
  @Test func overtakenEndsAreForgotten() throws {
    var rules = Fixture.plainRules
    rules.teamSize = .fixed(2)
    rules.designShare = Share(fraction: 0.5)
    let portfolio = Fixture.oneAgency(
      services: [service("a", 6), service("b", 4)], engineers: 3, rules: rules)
    let live = try simulateDelivery(portfolio, name: name).liveMonths
    #expect(agree(live[0], 3.125) && agree(live[1], 3.4375))
  }

  /// A shared block: decision 1 + 2 of governance, 4 of building, then onboarding of 1, which cannot
  /// begin before the agency has decided to join. The centre need not wait for that decision; an
  /// agency that leads must, but needs no onboarding.
  @Test(arguments: [
    (joining: 0.0, centre: 0.5, live: [8.0, 8.0]),
    (joining: 10.0, centre: 0.5, live: [11.0, 11.0]),
    (joining: 10.0, centre: 0.0, live: [17.0, 18.0]),
  ])
  func sharedBlockWaitsForDecisions(joining: Double, centre: Double, live: [Double]) throws {
    var rules = Fixture.plainRules
    rules.approvalTime = Fixture.constant(months: 1)
    rules.onboarding.time = Fixture.constant(months: 1)
    var portfolio = Fixture.oneAgency(
      blocks: [.init(name: "payments", effort: Fixture.pm(4))],
      services: (0..<2).map {
        .init(name: "s\($0)", agency: $0, effort: .zero, sharedFraction: .none, blocks: [0])
      }, engineers: 4, rules: rules)
    portfolio.agencies.append(.init(name: "tax", serviceCount: 1))
    portfolio.organisation = .init(
      sharing: .shared, integration: .pointToPoint, centralShare: Share(fraction: centre),
      joiningDelay: Fixture.constant(months: joining),
      governanceDelay: Fixture.constant(months: 2))
    let result = try simulateDelivery(portfolio, name: name)
    #expect(result.deployments.count == 1 && result.deployments[0].isShared)
    #expect(result.memberships.count == (centre > 0 ? 2 : 1))
    for (found, expected) in zip(result.liveMonths, live) { #expect(agree(found, expected)) }
  }

  /// Two tranches of 5 each at 0 and 12 months; services of 4, 4 and 1 at price 1. The second service
  /// waits for money, and the third does not overtake it.
  @Test func workWaitsForMoneyInOrder() throws {
    var portfolio = Fixture.oneAgency(
      services: [service("a", 4), service("b", 4), service("c", 1)], engineers: 3)
    portfolio.prices = .init(employees: PerSkill(all: 1))
    portfolio.funding.tranches = [
      .init(at: .zero, amount: 5), .init(at: TimeSpan(months: 12), amount: 5),
    ]
    let live = try simulateDelivery(portfolio, name: name).liveMonths
    #expect(agree(live[0], 4) && agree(live[1], 16) && agree(live[2], 13))
  }

  /// As above, but no money will ever suffice for the second service: it is passed over.
  @Test func hopelessRequestIsPassedOver() throws {
    var portfolio = Fixture.oneAgency(
      services: [service("a", 4), service("b", 40), service("c", 1)], engineers: 3)
    portfolio.prices = .init(employees: PerSkill(all: 1))
    portfolio.funding.tranches = [.init(at: .zero, amount: 5)]
    let live = try simulateDelivery(portfolio, name: name).liveMonths
    #expect(agree(live[0], 4) && live[1] == nil && agree(live[2], 1))
  }

  /// Work of 6 stops at a horizon of 4: not reached, and four person-months are spent.
  @Test func horizonCutsWorkUnderWay() throws {
    var portfolio = Fixture.oneAgency(services: [service("a", 6)], engineers: 1)
    portfolio.horizon = TimeSpan(months: 4)
    let result = try simulateDelivery(portfolio, name: name)
    #expect(result.services[0].goLive == nil)
    #expect(result.services[0].timeToMarket == nil)
    #expect(agree(result.totalWork, 4))
  }

  /// Three services in contracts of two: the third waits for a contract of its own, and one officer
  /// signs one contract after the other.
  @Test func servicesShareContracts() throws {
    var rules = Fixture.plainRules
    rules.servicesPerContract = 2
    rules.procurementEffort = Fixture.pm(2)
    var portfolio = Fixture.oneAgency(
      services: [service("a", 1), service("b", 1), service("c", 1)], engineers: 3,
      rules: rules)
    portfolio.people.procurementOfficers = 1
    let result = try simulateDelivery(portfolio, name: name)
    #expect(agree(result.liveMonths[0], 3) && agree(result.liveMonths[1], 3))
    #expect(agree(result.liveMonths[2], 5))
    #expect(result.spend.filter { $0.activity == .procurement }.count == 2)
  }

  /// Onboarding takes its time or the work of both sides, whichever is longer.
  @Test(arguments: [(time: 5.0, live: 5.0), (time: 1.0, live: 3.0)])
  func onboardingTakesTimeOrWork(time: Double, live: Double) throws {
    var rules = Fixture.plainRules
    rules.onboarding = .init(
      time: Fixture.constant(months: time), centreEffort: Fixture.pm(1),
      agencyEffort: Fixture.pm(2))
    var portfolio = Fixture.oneAgency(
      blocks: [.init(name: "identity", effort: Fixture.pm(50))],
      services: [
        .init(name: "s", agency: 0, effort: .zero, sharedFraction: .none, blocks: [0])
      ], engineers: 4, rules: rules)
    portfolio.agencies.append(.init(name: "identity agency", serviceCount: 0))
    portfolio.existing = [.init(block: 0, owner: 1)]
    let result = try simulateDelivery(portfolio, name: name)
    #expect(agree(result.services[0].goLive?.months, live))
    #expect(result.memberships.count == 1)
    #expect(result.deployments.count == 1 && result.deployments[0].isExisting)
    #expect(Set(result.spend.map(\.payer)) == [.agency(0), .agency(1)])
  }

  /// The first link through the mediator costs 2 × 3, the second 0.5 × 3; point to point 3 each.
  @Test func mediatorMakesFirstLinkDearAndLaterOnesCheap() throws {
    var rules = Fixture.plainRules
    rules.integration = .init(
      link: Fixture.pm(3), firstThroughMediator: 2, laterThroughMediator: 0.5)
    var portfolio = Fixture.oneAgency(
      blocks: [.init(name: "mediator", effort: Fixture.pm(10), isMediator: true)],
      services: [
        .init(
          name: "s", agency: 0, effort: Fixture.pm(1), sharedFraction: .none, blocks: [],
          registries: [1, 2])
      ], engineers: 4, rules: rules)
    portfolio.agencies.append(.init(name: "land", serviceCount: 0))
    portfolio.agencies.append(.init(name: "tax", serviceCount: 0))
    let direct = try simulateDelivery(portfolio, name: name)
    #expect(direct.links.map(\.throughMediator) == [false, false])
    #expect(agree(direct.totalWork, 1 + 6))
    portfolio.organisation.sharing = .shared
    portfolio.organisation.integration = .mediator
    let mediated = try simulateDelivery(portfolio, name: name)
    #expect(mediated.links.map(\.throughMediator) == [true, true])
    #expect(agree(mediated.totalWork, 1 + 10 + 6 + 1.5))
    #expect(mediated.deployments[0].users == [0, 1, 2])
  }
}
