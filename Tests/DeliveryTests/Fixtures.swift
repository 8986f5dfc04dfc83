import Quantities
import Statistics

@testable import Delivery

/// Portfolios to test with: no chance, no delays and no extra effort unless a test asks for them.
enum Fixture {
  static let months = TimeSpan.secondsPerMonth

  static func pm(_ value: Double) -> Effort { Effort(personMonths: value) }

  /// So many months, exactly.
  static func constant(months value: Double) -> Distribution { .constant(value * months) }

  static let noOverruns = Portfolio.Overruns(
    scheduleMedian: 1, scheduleVariation: 0, effortSpread: 0, tailShare: .none,
    tailSharePerYear: .none, tailIndex: 1.1, tailStart: 1.25, tailEnd: 8,
    countryCorrelation: .none)

  static let overruns = Portfolio.Overruns(
    scheduleMedian: 1.24, scheduleVariation: 0.3, effortSpread: 0.2,
    tailShare: Share(fraction: 0.12), tailSharePerYear: Share(fraction: 0.042), tailIndex: 1.1,
    tailStart: 1.25, tailEnd: 8, countryCorrelation: Share(fraction: 0.3))

  /// Nothing takes time but building; reuse changes nothing.
  static let plainRules = Portfolio.Rules(
    teamSize: .fixed(1), designShare: .none, testShare: .none, trainingPerService: .zero,
    trainingPerBlock: .zero, approvalTime: .constant(0), approvalEffort: .zero,
    procurementTime: .constant(0), procurementEffort: .zero, servicesPerContract: 1,
    reuse: .init(costOfReuse: 1, costOfWritingForReuse: 1, scopeForOneAgency: .all),
    integration: .init(link: .zero, firstThroughMediator: 1, laterThroughMediator: 1),
    overruns: noOverruns,
    onboarding: .init(time: .constant(0), centreEffort: .zero, agencyEffort: .zero))

  /// Rules of the kind that a scenario has, with chance in everything.
  static let countryRules = Portfolio.Rules(
    teamSize: .fixed(4), designShare: Share(fraction: 0.15), testShare: Share(fraction: 0.2),
    trainingPerService: pm(1), trainingPerBlock: pm(2),
    approvalTime: .lognormal(mean: 2 * months, cv: 0.5), approvalEffort: pm(0.2),
    procurementTime: .lognormal(mean: 6 * months, cv: 0.5), procurementEffort: pm(0.5),
    servicesPerContract: 8,
    reuse: .init(
      costOfReuse: 0.2, costOfWritingForReuse: 1.5, scopeForOneAgency: Share(fraction: 0.6)),
    integration: .init(link: pm(2), firstThroughMediator: 2, laterThroughMediator: 0.5),
    overruns: overruns,
    onboarding: .init(
      time: .triangular(low: months, mode: 2 * months, high: 3 * months), centreEffort: pm(0.3),
      agencyEffort: pm(0.5)))

  static let own = Portfolio.Organisation(
    sharing: .own, integration: .pointToPoint, centralShare: .none)

  static let shared = Portfolio.Organisation(
    sharing: .shared, integration: .mediator, centralShare: Share(fraction: 0.3),
    joining: Share(fraction: 0.85),
    joiningDelay: .triangular(low: 0, mode: 6 * months, high: 18 * months),
    governanceDelay: .triangular(low: 0, mode: 3 * months, high: 9 * months))

  /// One agency, as many people as asked for, all money at once.
  static func oneAgency(
    blocks: [Portfolio.Block] = [], services: [Portfolio.Service], engineers: Int,
    rules: Portfolio.Rules = plainRules
  ) -> Portfolio {
    var people = PerSkill(all: 4)
    people.engineers = engineers
    return Portfolio(
      agencies: [.init(name: "registry office", serviceCount: services.count)], blocks: blocks,
      services: services, people: people,
      funding: .init(tranches: [.init(at: .zero, amount: 1e12)]), rules: rules, organisation: own,
      prices: .init(employees: PerSkill(all: 1_000)),
      horizon: TimeSpan(years: 30))
  }

  /// A country: ten blocks with needs, a registry and a mediator among them, identity existing.
  static func country(
    agencies: Int = 16, services: Int = 240, organisation: Portfolio.Organisation = own,
    rules: Portfolio.Rules = countryRules
  ) -> Portfolio {
    let tranches = (0..<10).map {
      Portfolio.Tranche(at: TimeSpan(years: Double($0)), amount: 8e6)
    }
    return Portfolio(
      agencies: (0..<agencies).map {
        .init(name: "agency \($0)", serviceCount: services / agencies)
      },
      blocks: blocks, existing: [.init(block: 0, owner: 0)],
      services: (0..<services).map { service($0, agencies: agencies) },
      people: PerSkill(
        engineers: 120, integrators: 40, trainers: 30, procurementOfficers: 12, approvers: 8,
        securitySpecialists: 8, enrollers: 20),
      funding: .init(
        tranches: tranches,
        delay: .triangular(low: 0, mode: 3 * months, high: 12 * months)), rules: rules,
      organisation: organisation,
      prices: .init(
        employees: PerSkill(
          engineers: 1_500, integrators: 1_500, trainers: 900, procurementOfficers: 1_000,
          approvers: 2_000, securitySpecialists: 1_500, enrollers: 500)),
      horizon: TimeSpan(years: 10))
  }

  static let blocks: [Portfolio.Block] = [
    .init(name: "identity", effort: pm(60)),
    .init(
      name: "registry", effort: pm(40), mode: .adopt, adoptEffortShare: Share(fraction: 0.5),
      isRegistry: true),
    .init(name: "mediator", effort: pm(40), isMediator: true),
    .init(name: "payments", effort: pm(50), needs: [0]),
    .init(name: "messaging", effort: pm(20)),
    .init(name: "workflow", effort: pm(60), mode: .adopt, adoptEffortShare: Share(fraction: 0.4)),
    .init(name: "documents", effort: pm(30), needs: [0]),
    .init(name: "portal", effort: pm(40), needs: [0, 4]),
    .init(name: "consent", effort: pm(25), needs: [0]),
    .init(name: "scheduler", effort: pm(20)),
  ]

  private static func service(_ index: Int, agencies: Int) -> Portfolio.Service {
    let agency = index % agencies
    let round = index / agencies
    let blocks = [[0, 3, 4], [0, 5, 7], [0, 6, 8], [0, 9, 7, 4]][(agency + round) % 4]
    return Portfolio.Service(
      name: "service \(index)", agency: agency, effort: pm(4 + Double(index % 7)),
      sharedFraction: Share(fraction: 0.5), blocks: blocks + [1],
      registries: [round % min(5, agencies), agency % 3 % agencies])
  }
}

extension DeliveryResult {
  /// Go-live of each service [month], `nil` where not reached.
  var liveMonths: [Double?] { services.map { $0.goLive?.months } }
  /// All work [person-month].
  var totalWork: Double { spend.reduce(0) { $0 + $1.personMonths } }
  /// Mean time to market [month], the horizon where not reached.
  func meanTimeToMarket(horizon: TimeSpan) -> Double {
    services.reduce(0) { $0 + ($1.timeToMarket ?? horizon).months } / Double(services.count)
  }
}

/// Whether two numbers agree to 1e-9 of their size.
func agree(_ a: Double?, _ b: Double) -> Bool {
  guard let a else { return false }
  return abs(a - b) <= 1e-9 * max(1, abs(b))
}
