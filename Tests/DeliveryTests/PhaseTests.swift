import Quantities
import Statistics
import Testing

@testable import Delivery

/// Phases that some projects have and others don't: schedules computed by hand.
@Suite struct PhaseTests {
  let name = StreamName(seed: 1)

  private func service(
    _ name: String, _ effort: Double, blocks: [Int] = [], useRate: Double = 0
  ) -> Portfolio.Service {
    .init(
      name: name, agency: 0, effort: Fixture.pm(effort), sharedFraction: .none, blocks: blocks,
      useRate: useRate)
  }

  /// A product is chosen between design and decision, in 7 months, 2 of them engineers' work; what is
  /// built needs no choice. Design 2 + choice 7 + decision 1 + adapting 5 + test 1 = 16; without: 9.
  @Test(arguments: [(mode: Portfolio.Mode.adopt, live: 16.0), (mode: .build, live: 9.0)])
  func packagedBlocksAreChosen(mode: Portfolio.Mode, live: Double) throws {
    var rules = Fixture.plainRules
    rules.designShare = Share(fraction: 0.25)
    rules.testShare = Share(fraction: 0.125)
    rules.approvalTime = Fixture.constant(months: 1)
    rules.selectionTime = Fixture.constant(months: 7)
    rules.selectionEffort = Fixture.pm(2)
    let portfolio = Fixture.oneAgency(
      blocks: [.init(name: "payments", effort: Fixture.pm(8), mode: mode)],
      services: [service("s", 0, blocks: [0])], engineers: 1, rules: rules)
    let result = try simulateDelivery(portfolio, name: name)
    #expect(agree(result.deployments[0].goLive?.months, live))
    let selection = result.spend.filter { $0.activity == .selection }
    #expect(selection.count == (mode == .adopt ? 1 : 0))
  }

  /// Security work is a quarter of the effort more, by one specialist for both services.
  @Test func securityIsAPhaseOfItsOwn() throws {
    var rules = Fixture.plainRules
    rules.securityShare = Share(fraction: 0.25)
    var portfolio = Fixture.oneAgency(
      services: [service("a", 8), service("b", 8)], engineers: 2, rules: rules)
    portfolio.people.securitySpecialists = 1
    let live = try simulateDelivery(portfolio, name: name).liveMonths
    #expect(agree(live[0], 10) && agree(live[1], 12))
  }

  /// An old system of 12 for two services: moved, each takes 6 of it first and the second switches it off;
  /// wrapped, an adapter of 3 comes first and the system stays.
  @Test func oldSystemsAreMovedOrWrapped() throws {
    var portfolio = Fixture.oneAgency(services: [service("a", 4), service("b", 4)], engineers: 1)
    portfolio.legacy = [
      .init(
        name: "tax", agency: 0, effort: Fixture.pm(12), strategy: .migrate,
        wrapShare: Share(fraction: 0.25))
    ]
    let moved = try simulateDelivery(portfolio, name: name)
    // One engineer: a is moved, then built, for it comes first; then b.
    #expect(agree(moved.liveMonths[0], 10) && agree(moved.liveMonths[1], 20))
    #expect(agree(moved.legacy[0].retired?.months, 20) && moved.legacy[0].wrapped == nil)
    #expect(
      agree(moved.spend.filter { $0.activity == .migration }.reduce(0) { $0 + $1.personMonths }, 12)
    )
    portfolio.legacy[0].strategy = .wrap
    let wrapped = try simulateDelivery(portfolio, name: name)
    #expect(agree(wrapped.legacy[0].wrapped?.months, 3) && wrapped.legacy[0].retired == nil)
    #expect(agree(wrapped.liveMonths[0], 7) && agree(wrapped.liveMonths[1], 11))
    portfolio.horizon = TimeSpan(months: 12)
    portfolio.legacy[0].strategy = .migrate
    #expect(try simulateDelivery(portfolio, name: name).legacy[0].retired == nil)
  }

  /// 1 000 people, of whom 1 − e⁻² ask the agency for something in a year; a kit with two enrollers
  /// registers 100 people a month. A quarter must be registered before the block is live.
  @Test func peopleAreEnrolled() throws {
    var portfolio = Fixture.oneAgency(
      blocks: [
        .init(
          name: "identity", effort: Fixture.pm(1),
          enrolment: .init(
            population: 1_000, launchShare: Share(fraction: 0.25), perPersonMonth: 50))
      ],
      services: [service("s", 0, blocks: [0], useRate: 2)], engineers: 1)
    portfolio.people.enrollers = 10
    portfolio.workforce.enrolmentKits = 1
    portfolio.workforce.enrollersPerKit = 2
    let people = 1_000 * (1 - Portable.exp(-2))
    let result = try simulateDelivery(portfolio, name: name)
    #expect(agree(result.deployments[0].goLive?.months, 1 + people / 4 / 100))
    let enrolment = result.spend.filter { $0.activity == .enrolment }
    #expect(agree(enrolment.reduce(0) { $0 + $1.personMonths }, people / 50))
    #expect(agree(enrolment.map(\.endMonth).max(), 1 + people / 100))
    #expect(result.purchases.map(\.kits) == [1])
    portfolio.people.enrollers = 0
    #expect(portfolio.faults().map(\.path) == ["blocks[0].enrolment"])
  }

  /// Enrollers who leave and come back: ends that were scheduled before are overtaken, and each registration
  /// is done once.
  @Test(arguments: 0..<20) func enrolmentEndsOnce(seed: Int) throws {
    var portfolio = Fixture.oneAgency(
      blocks: [
        .init(
          name: "identity", effort: Fixture.pm(1),
          enrolment: .init(
            population: 1_000, launchShare: Share(fraction: 0.25), perPersonMonth: 20))
      ],
      services: [service("s", 1, blocks: [0], useRate: 9)], engineers: 2)
    portfolio.people.enrollers = 4
    (portfolio.workforce.enrolmentKits, portfolio.workforce.enrollersPerKit) = (2, 2)
    portfolio.workforce.attrition = 2
    portfolio.workforce.recruitingTime = Fixture.constant(months: 1)
    let result = try simulateDelivery(portfolio, name: StreamName(seed: UInt64(seed)))
    #expect(result.services[0].goLive != nil)
    let work = result.spend.filter { $0.activity == .enrolment }
    #expect(work.count == 2)
    #expect(agree(work.reduce(0) { $0 + $1.personMonths }, 50 * (1 - Portable.exp(-9))))
  }

  /// Kits travel: two blocks that need the same four kits need money for four, so that a budget of four is
  /// enough, and the second block is not held back.
  @Test func kitsArePaidOnce() throws {
    var portfolio = Fixture.oneAgency(
      blocks: ["identity", "registry"].map {
        .init(
          name: $0, effort: .zero,
          enrolment: .init(population: 100, launchShare: .all, perPersonMonth: 1))
      },
      services: [
        .init(
          name: "s", agency: 0, effort: .zero, sharedFraction: .none, blocks: [0, 1], useRate: 1)
      ], engineers: 2)
    (portfolio.people.enrollers, portfolio.workforce.enrolmentKits) = (4, 4)
    portfolio.prices.employees = PerSkill(all: 0)
    portfolio.prices.enrolmentKit = 10
    portfolio.funding.tranches = [.init(at: .zero, amount: 40)]
    let result = try simulateDelivery(portfolio, name: name)
    #expect(result.purchases.map(\.kits) == [4])
    #expect(result.deployments.allSatisfy { $0.goLive != nil })
    #expect(agree(result.budget.reduce(0) { $0 + $1.committed }, 40))
  }

  /// Two agencies with half of the use each: each one's own block registers 1 − e⁻¹ of the people, more
  /// together than the shared one's 1 − e⁻².
  @Test func whoUsesTwoAgenciesIsEnrolledTwiceInSilos() throws {
    var portfolio = Fixture.oneAgency(
      blocks: [
        .init(
          name: "identity", effort: .zero,
          enrolment: .init(population: 100, launchShare: .all, perPersonMonth: 1))
      ],
      services: (0..<2).map {
        .init(
          name: "s\($0)", agency: $0, effort: .zero, sharedFraction: .none, blocks: [0],
          useRate: 1)
      }, engineers: 2)
    portfolio.agencies.append(.init(name: "tax", serviceCount: 1))
    portfolio.workforce.enrolmentKits = 4
    let work = { (result: DeliveryResult) in
      result.spend.filter { $0.activity == .enrolment }.reduce(0) { $0 + $1.personMonths }
    }
    let own = try simulateDelivery(portfolio, name: name)
    #expect(agree(work(own), 200 * (1 - Portable.exp(-1))))
    portfolio.organisation.sharing = .shared
    let shared = try simulateDelivery(portfolio, name: name)
    #expect(agree(work(shared), 100 * (1 - Portable.exp(-2))))
  }

  /// A share of 20 % that each agency has its own way: reuse costs 0.2 + 0.2 × 0.8 and the shared block
  /// 1.5 + 0.2. Blocks that nobody shares are no dearer.
  @Test func customisationMakesSharingDearer() throws {
    var rules = Fixture.plainRules
    rules.reuse = .init(
      costOfReuse: 0.2, costOfWritingForReuse: 1.5, scopeForOneAgency: .all,
      customisation: Share(fraction: 0.2))
    var portfolio = Fixture.oneAgency(
      blocks: [.init(name: "payments", effort: Fixture.pm(10))],
      services: (0..<2).map {
        .init(
          name: "s\($0)", agency: $0, effort: Fixture.pm(5), sharedFraction: .all, blocks: [0])
      }, engineers: 2, rules: rules)
    portfolio.agencies.append(.init(name: "tax", serviceCount: 1))
    let own = try simulateDelivery(portfolio, name: name)
    #expect(agree(own.totalWork, 2 * 10 + 2 * 5 * 0.2))
    portfolio.organisation.sharing = .shared
    let shared = try simulateDelivery(portfolio, name: name)
    #expect(agree(shared.totalWork, 10 * 1.7 + 2 * 5 * 0.36))
  }
}
