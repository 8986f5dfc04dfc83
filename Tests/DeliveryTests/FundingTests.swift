import Quantities
import Statistics
import Testing

@testable import Delivery

/// Whose money it is, when it comes, and what donors ask for: schedules computed by hand.
@Suite struct FundingTests {
  let name = StreamName(seed: 1)

  /// Two agencies with a service of 4 person-months each, at price 1.
  private func twoAgencies(_ tranches: [Portfolio.Tranche]) -> Portfolio {
    var portfolio = Fixture.oneAgency(
      services: (0..<2).map {
        .init(
          name: "s\($0)", agency: $0, effort: Fixture.pm(4), sharedFraction: .none, blocks: [])
      }, engineers: 2)
    portfolio.agencies[0].serviceCount = 1
    portfolio.agencies.append(.init(name: "tax", serviceCount: 1))
    portfolio.prices = .init(employees: PerSkill(all: 1))
    portfolio.funding.tranches = tranches
    return portfolio
  }

  /// Money for the second agency only: the first waits a year for money of its own.
  @Test func earmarkedMoneyIsForOne() throws {
    let portfolio = twoAgencies([
      .init(at: .zero, amount: 4, earmarks: [.agency(1)]),
      .init(at: TimeSpan(months: 12), amount: 4),
    ])
    let live = try simulateDelivery(portfolio, name: name).liveMonths
    #expect(agree(live[0], 16) && agree(live[1], 4))
  }

  /// 6 for two projects of 4. In one pool the first has its money; split in two, each has 3 and neither.
  @Test(arguments: [(coordination: 1.0, first: 4.0 as Double?), (coordination: 0.0, first: nil)])
  func coordinationPoolsMoney(coordination: Double, first: Double?) throws {
    var portfolio = twoAgencies([.init(at: .zero, amount: 6)])
    portfolio.funding.coordination = Share(fraction: coordination)
    let result = try simulateDelivery(portfolio, name: name)
    #expect(result.services[0].goLive?.months == first)
    #expect(result.services[1].goLive == nil)
  }

  /// A quarter is earmarked in halves: 0.75 each, 4.5 in the pool. The first takes 0.75 and 3.25 of the
  /// pool; the second needs 3.25 more and finds 1.25.
  @Test func ownMoneyIsSpentFirst() throws {
    var portfolio = twoAgencies([.init(at: .zero, amount: 6), .init(at: .zero, amount: 0)])
    portfolio.funding.coordination = Share(fraction: 0.75)
    let few = try simulateDelivery(portfolio, name: name)
    #expect(few.services[0].goLive != nil && few.services[1].goLive == nil)
    // 8 in all do: 1 each, and 6 in the pool for 3 each.
    portfolio.funding.tranches = [.init(at: .zero, amount: 8)]
    let enough = try simulateDelivery(portfolio, name: name)
    #expect(enough.services.allSatisfy { $0.goLive?.months == 4 })
  }

  /// The second tranche, due at 1, comes when the first service is live at 4.
  @Test func trancheWaitsForServices() throws {
    var portfolio = twoAgencies([
      .init(at: .zero, amount: 4),
      .init(at: TimeSpan(months: 1), amount: 4, condition: .servicesLive(1)),
    ])
    let live = try simulateDelivery(portfolio, name: name).liveMonths
    #expect(agree(live[0], 4) && agree(live[1], 8))
    portfolio.funding.tranches[1].condition = .servicesLive(2)
    #expect(try simulateDelivery(portfolio, name: name).services[1].goLive == nil)
  }

  /// Of 5 received 4 are promised, 80 %: enough for a condition of 70 %, not for one of 90 %.
  @Test(arguments: [(share: 0.7, second: 5.0 as Double?), (share: 0.9, second: nil)])
  func trancheWaitsForCommitment(share: Double, second: Double?) throws {
    let portfolio = twoAgencies([
      .init(at: .zero, amount: 5),
      .init(
        at: TimeSpan(months: 1), amount: 4, condition: .committed(Share(fraction: share))),
    ])
    let result = try simulateDelivery(portfolio, name: name)
    #expect(result.services[1].goLive?.months == second)
  }

  /// All money is the agencies' own, 6 each. A shared block of 8 is paid by both whom it serves, 4 each, and
  /// the rest of 4 is enough for their services of 1.
  @Test func sharedBlocksArePaidByTheirUsers() throws {
    var portfolio = twoAgencies([.init(at: .zero, amount: 12)])
    portfolio.blocks = [.init(name: "payments", effort: Fixture.pm(8))]
    for i in 0..<2 {
      portfolio.services[i].blocks = [0]
      portfolio.services[i].effort = Fixture.pm(1)
    }
    portfolio.funding.coordination = .none
    portfolio.organisation = .init(
      sharing: .shared, integration: .pointToPoint, centralShare: Share(fraction: 0.5))
    let result = try simulateDelivery(portfolio, name: name)
    #expect(result.deployments[0].owner == .centre)
    #expect(result.services.allSatisfy { $0.goLive != nil })
    // One agency's money alone would not do.
    portfolio.funding.tranches = [.init(at: .zero, amount: 12, earmarks: [.agency(1)])]
    #expect(try simulateDelivery(portfolio, name: name).services[1].goLive != nil)
    portfolio.funding.tranches = [.init(at: .zero, amount: 7, earmarks: [.agency(1)])]
    #expect(try simulateDelivery(portfolio, name: name).deployments[0].goLive == nil)
  }

  /// Money that depends on services is not waited for by the first project, which is too dear for what is
  /// sure: the second overtakes it, and its service brings the money.
  @Test func conditionalMoneyBlocksNobody() throws {
    var portfolio = twoAgencies([
      .init(at: .zero, amount: 5),
      .init(at: TimeSpan(months: 1), amount: 40, condition: .servicesLive(1)),
    ])
    portfolio.services[0].effort = Fixture.pm(40)
    let live = try simulateDelivery(portfolio, name: name).liveMonths
    #expect(agree(live[1], 4) && agree(live[0], 44))
  }

  /// Services of one contract don't count on the same rest of its money: what all work costs is promised,
  /// and no more than has come.
  @Test func restsArePromisedOnce() throws {
    var portfolio = Fixture.oneAgency(
      services: (0..<4).map {
        .init(
          name: "s\($0)", agency: 0, effort: Fixture.pm(10), sharedFraction: .none, blocks: [])
      }, engineers: 4)
    portfolio.rules.servicesPerContract = 4
    portfolio.rules.overruns.tailShare = .all
    portfolio.prices = .init(employees: PerSkill(all: 1))
    portfolio.funding.tranches = [
      .init(at: .zero, amount: 60), .init(at: TimeSpan(months: 60), amount: 300),
    ]
    let result = try simulateDelivery(portfolio, name: name)
    for record in result.spend {
      let begun = result.spend.filter { $0.startMonth <= record.startMonth }
        .reduce(0) { $0 + $1.personMonths }
      let arrived = record.startMonth < 60 ? 60.0 : 360
      #expect(begun <= arrived * (1 + 1e-9))
    }
    #expect(result.totalWork > 60, "the overrun must bind")
  }

  /// Three donors who don't coordinate appraise each project three times; at 50 % twice on average.
  @Test(arguments: [(coordination: 1.0, work: 0.5), (coordination: 0.5, work: 1), (0, 1.5)])
  func donorsAppraiseEachForThemselves(coordination: Double, work: Double) throws {
    var portfolio = twoAgencies([.init(at: .zero, amount: 1e6)])
    portfolio.funding.coordination = Share(fraction: coordination)
    portfolio.funding.donors = 3
    portfolio.rules.approvalEffort = Fixture.pm(0.5)
    let result = try simulateDelivery(portfolio, name: name)
    let approvals = result.spend.filter { $0.activity == .approval }
    #expect(approvals.count == 2 && approvals.allSatisfy { agree($0.personMonths, work) })
  }

  /// Without coordination every block is built twice, with it once; at 50 % and a probability of 60 %,
  /// 30 % of 400 blocks are (a right engine misses 4 standard errors once in 16 000 seeds).
  @Test(arguments: [(coordination: 1.0, share: 0.0), (0, 1), (0.5, 0.3)])
  func uncoordinatedDonorsBuildTwice(coordination: Double, share: Double) throws {
    var portfolio = Fixture.oneAgency(
      blocks: (0..<400).map { .init(name: "b\($0)", effort: Fixture.pm(1)) },
      services: [
        .init(
          name: "s", agency: 0, effort: .zero, sharedFraction: .none, blocks: Array(0..<400))
      ], engineers: 400)
    portfolio.funding.coordination = Share(fraction: coordination)
    portfolio.funding.parallelSystems = Share(fraction: coordination == 0 ? 1 : 0.6)
    let result = try simulateDelivery(portfolio, name: name)
    let twice = result.deployments.filter { $0.copies == 2 }
    #expect(twice.allSatisfy { agree($0.plannedEffort.personMonths, 2) })
    #expect(agree(result.totalWork, 400 + Double(twice.count)))
    let error = (share * (1 - share) * 400).squareRoot()
    #expect((Double(twice.count) - 400 * share).magnitude <= 4 * error)
  }

  /// Newcomers at half speed cost more than was promised: arrears, which are settled from what is left.
  @Test func arrearsArePaid() throws {
    var portfolio = twoAgencies([.init(at: .zero, amount: 100)])
    portfolio.services = [portfolio.services[0]]
    portfolio.services[0].effort = Fixture.pm(20)
    portfolio.workforce.attrition = 2
    portfolio.workforce.recruitingTime = Fixture.constant(months: 1)
    portfolio.workforce.rampUpTime = TimeSpan(months: 3)
    portfolio.workforce.newcomerProductivity = Share(fraction: 0.5)
    let result = try simulateDelivery(portfolio, name: name)
    #expect(result.services[0].goLive != nil && result.totalWork > 20)
    #expect(agree(result.budget.reduce(0) { $0 + $1.committed }, result.totalWork))
  }
}
