import Quantities
import Statistics
import Testing

@testable import Delivery

/// Nothing differs where nothing should, and what differs does so in the direction that it must.
@Suite struct FairnessTests {
  private func run(_ portfolio: Portfolio, seed: UInt64) throws -> DeliveryResult {
    try simulateDelivery(portfolio, name: StreamName(seed: seed))
  }

  @Test func sameOrganisationGivesSameBits() throws {
    for organisation in [Fixture.own, Fixture.shared] {
      let portfolio = Fixture.country(organisation: organisation)
      let first = try run(portfolio, seed: 3)
      let second = try run(portfolio, seed: 3)
      let other = try run(portfolio, seed: 4)
      #expect(first == second)
      #expect(first != other)
    }
  }

  /// One agency, no centre, no onboarding, no delays: sharing with nobody is building for oneself.
  @Test(arguments: 0..<5) func sharingWithNobodyChangesNothing(seed: Int) throws {
    var rules = Fixture.countryRules
    rules.reuse.costOfWritingForReuse = 1
    rules.reuse.scopeForOneAgency = .all
    rules.integration = .init(
      link: Fixture.pm(2), firstThroughMediator: 1, laterThroughMediator: 1)
    rules.onboarding = Fixture.plainRules.onboarding
    var portfolio = Fixture.country(agencies: 1, services: 40, rules: rules)
    let own = try run(portfolio, seed: UInt64(seed))
    portfolio.organisation = .init(
      sharing: .shared, integration: .mediator, centralShare: .none)
    let shared = try run(portfolio, seed: UInt64(seed))
    #expect(own.services == shared.services)
    #expect(own.spend == shared.spend)
    #expect(own.budget == shared.budget)
    #expect(own.services.contains { $0.goLive != nil })
  }

  /// Nobody joins, no centre: the shared alternative is the silo, bit for bit.
  @Test func nobodyJoinsMeansSilo() throws {
    var portfolio = Fixture.country()
    let own = try run(portfolio, seed: 6)
    portfolio.organisation = Fixture.shared
    portfolio.organisation.centralShare = .none
    portfolio.organisation.joining = .none
    let shared = try run(portfolio, seed: 6)
    #expect(own.services == shared.services)
    #expect(own.spend == shared.spend)
  }

  /// One service: a silo is no dearer in effort, whatever reuse costs.
  @Test(arguments: 0..<20) func oneServiceIsNoDearerInASilo(seed: Int) throws {
    var portfolio = Fixture.country()
    portfolio.services = [portfolio.services[1]]
    portfolio.services[0].registries = [1]
    portfolio.horizon = TimeSpan(years: 50)
    let own = try run(portfolio, seed: UInt64(seed))
    portfolio.organisation = Fixture.shared
    portfolio.organisation.joining = .all
    let shared = try run(portfolio, seed: UInt64(seed))
    #expect(own.services[0].goLive != nil && shared.services[0].goLive != nil)
    #expect(own.totalWork <= shared.totalWork * (1 + 1e-12))
  }

  /// Reuse nearly free, sixteen agencies, no delays: sharing takes less effort.
  @Test(arguments: 0..<5) func freeReuseFavoursSharing(seed: Int) throws {
    var rules = Fixture.countryRules
    rules.reuse.costOfWritingForReuse = 1
    rules.onboarding = .init(
      time: .constant(0), centreEffort: Fixture.pm(0.01), agencyEffort: Fixture.pm(0.01))
    var portfolio = Fixture.country(rules: rules)
    portfolio.horizon = TimeSpan(years: 60)
    portfolio.funding.tranches = [.init(at: .zero, amount: 1e9)]
    let own = try run(portfolio, seed: UInt64(seed))
    portfolio.organisation = .init(
      sharing: .shared, integration: .mediator, centralShare: Share(fraction: 0.3))
    let shared = try run(portfolio, seed: UInt64(seed))
    #expect(!own.services.contains { $0.goLive == nil })
    #expect(!shared.services.contains { $0.goLive == nil })
    #expect(shared.totalWork < own.totalWork)
  }

  /// Half the central team: the platform is slower on average, the silo the same bit for bit.
  ///
  /// Ten paired seeds; the mean difference is several times its standard error, and seeds are fixed.
  @Test func smallerCentreSlowsThePlatformOnly() throws {
    var slower = 0.0
    for seed in UInt64(0)..<10 {
      var portfolio = Fixture.country(organisation: Fixture.shared)
      portfolio.organisation.centralShare = Share(fraction: 0.2)
      let before = try run(portfolio, seed: seed)
      portfolio.organisation.centralShare = Share(fraction: 0.1)
      let after = try run(portfolio, seed: seed)
      let live = { (result: DeliveryResult) in
        result.deployments.filter(\.isShared).reduce(0) {
          $0 + ($1.goLive ?? portfolio.horizon).months
        }
      }
      slower += live(after) - live(before)
    }
    #expect(slower > 0)
    var portfolio = Fixture.country()
    let silo = try run(portfolio, seed: 1)
    portfolio.organisation.joiningDelay = Fixture.shared.joiningDelay
    portfolio.organisation.governanceDelay = Fixture.shared.governanceDelay
    portfolio.organisation.joining = .none
    #expect(try run(portfolio, seed: 1) == silo)
  }

  /// Lending brings services to life sooner on average: ten paired seeds, fixed; the mean is several times
  /// its standard error.
  @Test func lendingHelps() throws {
    var sooner = 0.0
    for seed in UInt64(0)..<10 {
      var portfolio = Fixture.country(organisation: Fixture.shared)
      portfolio.people.engineers = 60
      let kept = try run(portfolio, seed: seed).meanTimeToMarket(horizon: portfolio.horizon)
      portfolio.organisation.lendsPeople = true
      let lent = try run(portfolio, seed: seed).meanTimeToMarket(horizon: portfolio.horizon)
      sooner += kept - lent
    }
    #expect(sooner > 0)
  }

  /// A service meets the same overrun in both organisations: actual over planned effort is equal.
  @Test func servicesMeetTheSameLuck() throws {
    var portfolio = Fixture.country(services: 64)
    portfolio.horizon = TimeSpan(years: 80)
    portfolio.funding.tranches = [.init(at: .zero, amount: 1e9)]
    let own = try run(portfolio, seed: 9)
    portfolio.organisation = Fixture.shared
    let shared = try run(portfolio, seed: 9)
    let work = { (result: DeliveryResult, service: Int) in
      result.spend.filter { $0.kind == .service && $0.subject == service }
        .reduce(0) { $0 + $1.personMonths }
    }
    var factors = Set<Double>()
    for service in portfolio.services.indices {
      #expect(work(own, service) > 0)
      #expect(agree(work(own, service), work(shared, service)))
      let planned = portfolio.rules.plannedEffort(of: portfolio.services[service]) + 1
      factors.insert(work(own, service) / planned)
    }
    #expect(factors.count > 10)
  }

  /// A shared block has the luck that its first user's own block would have had.
  @Test func sharedBlockMeetsItsLeadersLuck() throws {
    var rules = Fixture.plainRules
    rules.overruns = Fixture.overruns
    rules.overruns.tailSharePerYear = .none
    var portfolio = Fixture.oneAgency(
      blocks: [.init(name: "payments", effort: Fixture.pm(10))],
      services: (0..<2).map {
        .init(name: "s\($0)", agency: $0, effort: .zero, sharedFraction: .none, blocks: [0])
      }, engineers: 4, rules: rules)
    portfolio.agencies.append(.init(name: "tax", serviceCount: 1))
    let own = try run(portfolio, seed: 5)
    portfolio.organisation.sharing = .shared
    portfolio.organisation.centralShare = Share(fraction: 0.5)
    let shared = try run(portfolio, seed: 5)
    let work = { (result: DeliveryResult, subject: Int) in
      result.spend.filter { $0.kind == .deployment && $0.subject == subject }
        .reduce(0) { $0 + $1.personMonths }
    }
    #expect(shared.deployments.count == 1 && own.deployments.count == 2)
    #expect(shared.deployments[0].owner == .centre)
    #expect(agree(work(shared, 0), work(own, 0)))
    #expect(work(own, 0) != work(own, 1))
  }
}
