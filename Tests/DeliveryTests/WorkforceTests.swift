import Quantities
import Statistics
import Testing

@testable import Delivery

/// People who come, go, learn and rest: schedules computed by hand, and theory where chance rules.
@Suite struct WorkforceTests {
  let name = StreamName(seed: 1)

  private func service(
    _ name: String, _ effort: Double, agency: Int = 0
  ) -> Portfolio.Service {
    .init(
      name: name, agency: agency, effort: Fixture.pm(effort), sharedFraction: .none, blocks: [])
  }

  private func oneEngineer(_ services: [Portfolio.Service]) -> Portfolio {
    Fixture.oneAgency(services: services, engineers: 1)
  }

  // MARK: Calendars

  /// Nobody works from the start of month 6 to the end of month 7. Work of 5 in the first year ends
  /// before; the next 5 take 1, rest 2 and take 4 more; the third takes 2 more of that year's months,
  /// and so on.
  @Test func nobodyWorksInClosures() throws {
    var portfolio = oneEngineer([service("a", 5), service("b", 5), service("c", 8)])
    portfolio.workforce.closures = [.init(from: 6, to: 8)]
    let live = try simulateDelivery(portfolio, name: name).liveMonths
    #expect(agree(live[0], 5) && agree(live[1], 12))
    // From 12 on: 6 until 18, a rest until 20, 2 more.
    #expect(agree(live[2], 22))
  }

  /// `elapsed` undoes `worked`, whatever the closures, overlapping ones included.
  @Test func calendarsAreConsistent() {
    var stream = RandomStream(StreamName(seed: 5))
    for _ in 0..<200 {
      let closures = (0..<3).map { _ in
        let from = 11 * stream.uniform()
        return Portfolio.Closure(from: from, to: min(12, from + 2 * stream.uniform()))
      }
      let calendar = WorkingCalendar(closures)
      let (start, months) = (40 * stream.uniform(), 30 * stream.uniform())
      let elapsed = calendar.elapsed(from: start, working: months)
      #expect(agree(calendar.worked(from: start, to: start + elapsed), months))
      // It is the first such moment: a little earlier, less has been done.
      #expect(calendar.worked(from: start, to: start + elapsed - 1e-6) < months)
    }
    #expect(WorkingCalendar([.init(from: 0, to: 12)]).elapsed(from: 3, working: 1) == .infinity)
  }

  // MARK: Attrition

  /// A post is filled and vacant by turns, both for exponential times: a chain of two states, whose mean
  /// time in the first is μ/(λ+μ)·T + λ/(λ+μ)²·(1 − e^−(λ+μ)T). 2 000 posts; a right engine misses
  /// the band of 4 standard errors once in 16 000 seeds.
  @Test func postsAreFilledAsTheoryHasIt() throws {
    let (leave, fill) = (0.3 / 12, 1 / 4.0)
    var portfolio = oneEngineer([service("a", 1)])
    portfolio.people = PerSkill(all: 0)
    portfolio.people.engineers = 2_000
    portfolio.workforce.attrition = leave * 12
    portfolio.workforce.recruitingTime = .exponential(mean: 4 * Fixture.months)
    let result = try simulateDelivery(portfolio, name: name)
    let pool = try #require(result.pools.first { $0.skill == .engineer })
    let horizon = portfolio.horizon.months
    let rate = leave + fill
    let mean =
      fill / rate * horizon + leave / rate / rate * (1 - Portable.exp(-rate * horizon))
    // Variance of the time in the first state over a long time: 2 λμ T / (λ+μ)³.
    let error = (2 * leave * fill * horizon / (rate * rate * rate) / 2_000).squareRoot()
    #expect((pool.staffedPersonMonths / 2_000 - mean).magnitude < 4 * error)
  }

  /// One engineer leaves after L; after 2 months comes somebody new, who works at half speed for 3. Of 60
  /// months of work, L are done, 1.5 in the 3 slow months, the rest at full speed until the next leaves.
  @Test func workWaitsForSuccessors() throws {
    var portfolio = oneEngineer([service("a", 60)])
    portfolio.workforce.attrition = 0.5
    portfolio.workforce.recruitingTime = Fixture.constant(months: 2)
    portfolio.workforce.rampUpTime = TimeSpan(months: 3)
    portfolio.workforce.newcomerProductivity = Share(fraction: 0.5)
    let chance = Chance(name)
    var post = Post(pool: 0, skill: .engineer, number: 0)
    var (time, left, isFirst) = (0.0, 60.0, true)
    while left > 0 {
      let stay = chance.stay(in: post, rate: 0.5)
      let slow = isFirst ? 0 : min(3, stay)
      let done = slow * 0.5 + max(0, stay - slow)
      if done >= left {
        time += left <= slow * 0.5 ? left * 2 : slow + left - slow * 0.5
        left = 0
      } else {
        left -= done
        time += stay + 2
        post.leavings += 1
        isFirst = false
      }
    }
    let result = try simulateDelivery(portfolio, name: name)
    #expect(post.leavings > 1, "the test needs somebody to leave")
    #expect(agree(result.services[0].goLive?.months, time))
    // Newcomers are paid for all the time that they take.
    #expect(result.totalWork > 60)
  }

  /// The same posts fall vacant at the same times, whoever's they are.
  @Test func organisationsMeetTheSameLeavings() throws {
    var portfolio = Fixture.country()
    portfolio.workforce.attrition = 0.2
    portfolio.workforce.recruitingTime = Fixture.constant(months: 3)
    let own = try simulateDelivery(portfolio, name: name)
    portfolio.organisation = Fixture.shared
    let shared = try simulateDelivery(portfolio, name: name)
    for skill in Skill.allCases {
      let staffed = { (result: DeliveryResult) in
        result.pools.filter { $0.skill == skill }.reduce(0) { $0 + $1.staffedPersonMonths }
      }
      #expect(agree(staffed(own), staffed(shared)))
      #expect(staffed(own) < Double(portfolio.people[skill]) * 120)
    }
  }

  // MARK: Learning

  /// Each doubling takes effort down to 80 %: 10, 8, and 10 × 3^log₂0.8 for the third.
  @Test func effortFallsWithExperience() throws {
    var portfolio = oneEngineer([service("a", 10), service("b", 10), service("c", 10)])
    portfolio.workforce.learningRate = 0.8
    let result = try simulateDelivery(portfolio, name: name)
    let third = 10 * Portable.pow(3, Portable.log(0.8) / Portable.log(2))
    #expect(agree(result.liveMonths[0], 10) && agree(result.liveMonths[1], 18))
    #expect(agree(result.liveMonths[2], 18 + third))
    #expect(agree(LearningCurve.factor(0.8, after: 3), 0.64))
    // What learning saved is given back.
    let promised = result.budget.reduce(0) { $0 + $1.committed }
    #expect(agree(promised, (18 + third) * 1_000))
  }

  // MARK: Consultants and courses

  /// Beside 8 person-months of employees consultants work 2: it takes as long, and costs their price.
  @Test func consultantsFillTheGap() throws {
    var portfolio = oneEngineer([service("a", 8)])
    portfolio.workforce.skillGap = Share(fraction: 0.25)
    portfolio.prices.consultant = 20_000
    let result = try simulateDelivery(portfolio, name: name)
    #expect(agree(result.liveMonths[0], 8))
    let consultants = result.spend.filter { $0.worker == .consultant }
    #expect(agree(consultants.reduce(0) { $0 + $1.personMonths }, 2))
    #expect(agree(result.budget.reduce(0) { $0 + $1.committed }, 8 * 1_000 + 2 * 20_000))
  }

  /// All 9 technical people go to a course of 2 months at the start; both services, whose money is asked
  /// for then, have consultants beside them and wait: 2 + 8, and 8 more. Begun after the course they need
  /// no consultants any more.
  @Test func coursesTakeTimeAndMoneyAndCloseTheGap() throws {
    var portfolio = oneEngineer([service("a", 8), service("b", 8)])
    portfolio.people.integrators = 4
    portfolio.people.securitySpecialists = 4
    portfolio.workforce.skillGap = .half
    portfolio.workforce.training = .init(peoplePerYear: 9, courseTime: TimeSpan(months: 2))
    portfolio.prices.course = 100
    portfolio.rules.servicesPerContract = 1
    portfolio.rules.approvalTime = .constant(0)
    portfolio.rules.designShare = .none
    let first = try simulateDelivery(portfolio, name: name)
    // Both ask for money at the start, when nobody has been trained yet.
    #expect(agree(first.liveMonths[0], 10) && agree(first.liveMonths[1], 18))
    // People at a course are paid by it, not by the project.
    #expect(agree(first.totalWork, 16 + 8))
    #expect(first.cohorts == [Cohort(month: 0, people: 9)])
    portfolio.rules.procurementTime = Fixture.constant(months: 3)
    let second = try simulateDelivery(portfolio, name: name)
    #expect(agree(second.liveMonths[0], 11) && agree(second.liveMonths[1], 19))
    #expect(second.spend.allSatisfy { $0.worker == .employee })
    // Courses are paid: 9 × 100 besides 16 months of work.
    #expect(agree(second.budget.reduce(0) { $0 + $1.committed }, 16 * 1_000 + 900))
    portfolio.funding.tranches = [.init(at: TimeSpan(months: 1), amount: 1e6)]
    #expect(try simulateDelivery(portfolio, name: name).cohorts.map(\.month) == [1])
  }

  // MARK: Lending

  /// Agency 1 has two services of 4 and one engineer; the centre's engineer has nothing to do. Lent, both
  /// services are done at 4; kept, the second at 8. Without work at agencies lending changes nothing.
  @Test(arguments: [(lends: true, live: 4.0), (lends: false, live: 8.0)])
  func idlePeopleOfTheCentreAreLent(lends: Bool, live: Double) throws {
    var portfolio = Fixture.oneAgency(
      services: [service("a", 4), service("b", 4)], engineers: 2)
    portfolio.organisation = .init(
      sharing: .shared, integration: .pointToPoint, centralShare: .half, lendsPeople: lends)
    let result = try simulateDelivery(portfolio, name: name)
    #expect(agree(result.liveMonths[0], 4) && agree(result.liveMonths[1], live))
    #expect(agree(result.totalWork, 8))
    let centre = result.pools.first { $0.owner == .party(.centre) && $0.skill == .engineer }
    #expect(agree(centre?.busyPersonMonths, lends ? 4 : 0))
  }

  /// Lent people never slow work down: one engineer of the centre begins it alone at 0; when the agency's
  /// own four are free at 1, they take over, for 39 of 40 are left. Kept, they would begin at 1: 1 + 40/4.
  @Test(arguments: [(lends: true, live: 10.75), (lends: false, live: 11.0)])
  func ownPeopleTakeOver(lends: Bool, live: Double) throws {
    var rules = Fixture.plainRules
    rules.teamSize = .fixed(4)
    var portfolio = Fixture.oneAgency(
      services: [service("a", 4), service("b", 40)], engineers: 5, rules: rules)
    portfolio.organisation = .init(
      sharing: .shared, integration: .pointToPoint, centralShare: Share(fraction: 0.2),
      lendsPeople: lends)
    let result = try simulateDelivery(portfolio, name: name)
    #expect(agree(result.liveMonths[0], 1) && agree(result.liveMonths[1], live))
  }

  /// The centre's own work comes first: a lent engineer comes back when the step ends, and none is lent
  /// while a block waits.
  @Test func ownWorkComesBeforeLending() throws {
    var portfolio = Fixture.oneAgency(
      blocks: [.init(name: "payments", effort: Fixture.pm(6))],
      services: [
        service("a", 4), service("b", 4),
        .init(name: "c", agency: 1, effort: .zero, sharedFraction: .none, blocks: [0]),
        .init(name: "d", agency: 0, effort: .zero, sharedFraction: .none, blocks: [0]),
      ], engineers: 3)
    portfolio.agencies.append(.init(name: "tax", serviceCount: 1))
    portfolio.organisation = .init(
      sharing: .shared, integration: .pointToPoint, centralShare: Share(fraction: 1.0 / 3),
      lendsPeople: true)
    let result = try simulateDelivery(portfolio, name: name)
    // The block is the centre's and takes its engineer from 0 to 6; b waits for a's engineer until 4.
    #expect(agree(result.deployments[0].goLive?.months, 6))
    #expect(agree(result.liveMonths[0], 4) && agree(result.liveMonths[1], 8))
  }
}

extension Share {
  fileprivate static let half = Share(fraction: 0.5)
}
