import Delivery
import Economics
import Quantities
import Scenarios
import Statistics

/// Holds the simulation of programmes against schedules made by hand, against the overruns of finished
/// projects that it was given, and against what came of one programme that it was not.
///
/// - Parameters:
///   - portal: Rwanda's portal from June 2023 on, as it was known then: its last two alternatives are the
///     programme as programmes go, and the same unhindered.
///   - seed: of all chance.
/// - Throws: `ExperimentError` where something cannot be simulated.
public func verifyProgrammes(
  portal: Scenario, seed: UInt64
) throws(ExperimentError) -> [VerificationCheck] {
  var table = ProgrammeTable(seed: seed)
  try table.addSchedules()
  try table.addOverruns(try readCountry(portal, portal.baseline, [:]))
  try table.addPortal(portal)
  return table.checks
}

/// `verifyProgrammes` in the making.
private struct ProgrammeTable {
  let seed: UInt64
  var checks: [VerificationCheck] = []

  private mutating func add(
    _ group: VerificationCheck.Group, _ model: String, _ entity: String, _ metric: String,
    _ unit: String, expected: Double, found: Double, band: ClosedRange<Double>, kind: String,
    source: String, passes: Bool
  ) {
    checks.append(
      VerificationCheck(
        group: group, model: model, metric: metric, entity: entity, unit: unit,
        expected: expected, simulated: found, halfWidth: 0, standardErrorsOff: 0,
        allowedHalfWidth: 0, level: 1, lowest: band.lowerBound, highest: band.upperBound,
        kind: kind, source: source, passes: passes))
  }
}

// MARK: - Schedules by hand

extension ProgrammeTable {
  /// A small project network against its critical path, and two teams against their exact schedule.
  mutating func addSchedules() throws(ExperimentError) {
    let network = HandMade.network
    let live = try simulated(network)
    let (model, source) = (
      "Project network",
      "by hand: a service that needs block B, which needs block A; design, decision and contract run ahead"
    )
    for (entity, expected, found) in [
      ("block A", 6.5, live.deployments.first { $0.block == 1 }?.goLive),
      ("block B", 10, live.deployments.first { $0.block == 0 }?.goLive),
      ("service", 11.375, live.services.first?.goLive),
    ] {
      addSchedule(model, entity, expected, found, source)
    }
    let turns = try simulated(HandMade.twoTeams)
    for (index, expected) in [6.0, 4, 9].enumerated() {
      addSchedule(
        "Two teams", "service \(index + 1)", expected, turns.services[index].goLive,
        "by hand: projects of 6, 4 and 5 months; the third begins when the second ends")
    }
  }

  private func simulated(_ portfolio: Portfolio) throws(ExperimentError) -> DeliveryResult {
    let name = StreamName(seed: seed)
    return try inPart("delivery") { () throws(DeliveryError) in
      try simulateDelivery(portfolio, name: name)
    }
  }

  private mutating func addSchedule(
    _ model: String, _ entity: String, _ expected: Double, _ found: TimeSpan?, _ source: String
  ) {
    let months = found?.months ?? .infinity
    let reach = 1e-9 * expected
    add(
      .arithmetic, model, entity, "go-live", "months", expected: expected, found: months,
      band: expected - reach...expected + reach, kind: "arithmetic", source: source,
      passes: (months - expected).magnitude <= reach)
  }
}

/// Portfolios whose schedules can be made by hand.
private enum HandMade {
  static let network = portfolio(
    blocks: [
      .init(name: "B", effort: Effort(personMonths: 16), needs: [1]),
      .init(name: "A", effort: Effort(personMonths: 8)),
    ],
    services: [
      .init(
        name: "S", agency: 0, effort: Effort(personMonths: 8),
        sharedFraction: Share(fraction: 0.5), blocks: [0])
    ], engineers: 12, rules: networkRules)

  static let twoTeams = portfolio(
    blocks: [],
    services: [6.0, 4, 5].enumerated().map { index, effort in
      .init(
        name: "\(index)", agency: 0, effort: Effort(personMonths: effort), sharedFraction: .none,
        blocks: [])
    }, engineers: 2, rules: rules)

  private static var networkRules: Portfolio.Rules {
    var rules = rules
    rules.teamSize = .fixed(4)
    (rules.designShare, rules.testShare) = (Share(fraction: 0.25), Share(fraction: 0.25))
    rules.trainingPerBlock = Effort(personMonths: 2)
    rules.trainingPerService = Effort(personMonths: 1)
    rules.approvalTime = .constant(TimeSpan.secondsPerMonth)
    rules.procurementTime = .constant(3 * TimeSpan.secondsPerMonth)
    rules.reuse.costOfReuse = 0.5
    return rules
  }

  /// Nothing takes time but building, and nothing overruns.
  static let rules = Portfolio.Rules(
    teamSize: .fixed(1), designShare: .none, testShare: .none, trainingPerService: .zero,
    trainingPerBlock: .zero, approvalTime: .constant(0), approvalEffort: .zero,
    procurementTime: .constant(0), procurementEffort: .zero, servicesPerContract: 1,
    reuse: .init(costOfReuse: 1, costOfWritingForReuse: 1, scopeForOneAgency: .all),
    integration: .init(link: .zero, firstThroughMediator: 1, laterThroughMediator: 1),
    overruns: .init(
      scheduleMedian: 1, scheduleVariation: 0, effortSpread: 0, tailShare: .none,
      tailSharePerYear: .none, tailIndex: 1.1, tailStart: 1.25, tailEnd: 8,
      countryCorrelation: .none),
    onboarding: .init(time: .constant(0), centreEffort: .zero, agencyEffort: .zero))

  static func portfolio(
    blocks: [Portfolio.Block], services: [Portfolio.Service], engineers: Int,
    rules: Portfolio.Rules
  ) -> Portfolio {
    var people = PerSkill(all: 4)
    people.engineers = engineers
    return Portfolio(
      agencies: [.init(name: "agency", serviceCount: services.count)], blocks: blocks,
      services: services, people: people,
      funding: .init(tranches: [.init(at: .zero, amount: 1e12)]), rules: rules,
      organisation: .init(sharing: .own, integration: .pointToPoint, centralShare: .none),
      prices: .init(employees: PerSkill(all: 1)), horizon: TimeSpan(years: 1_000))
  }
}

// MARK: - Overruns of finished projects

extension ProgrammeTable {
  /// Projects of each group [1].
  private static let projects = 4_000

  /// Validation case 13: the law was set from these figures; simulated projects must give them back.
  ///
  /// Projects of one country move together, so they are made independent here; what is published mixes
  /// many countries.
  mutating func addOverruns(_ country: Country) throws(ExperimentError) {
    guard let programme = country.programme else { return }
    let overruns = programme.overruns
    var rules = HandMade.rules
    rules.overruns = try Portfolio.Rules(programme).overruns
    rules.overruns.countryCorrelation = .none
    let mean = try factors(rules, plannedMonths: 35)
    let longer = try factors(rules, plannedMonths: 47)
    let source =
      "Budzier & Flyvbjerg 2012: 1 355 public IT projects; what the model was given is given back"
    func share(_ found: [Double], above limit: Double) -> Double {
      Double(found.count { $0 > limit }) / Double(found.count)
    }
    let tail = share(mean.effort, above: overruns.tailStart)
    let model = "Overruns"
    func addPoints(_ metric: String, _ published: Double, _ found: Double, _ reach: Double) {
      add(
        .measurement, model, "projects of 35 months", metric, "share", expected: published,
        found: found, band: published - reach...published + reach, kind: "input reproduced",
        source: source, passes: (found - published).magnitude <= reach)
    }
    addPoints("median overrun of cost", 0, Self.median(mean.effort) - 1, 0.05)
    addPoints("median delay", 0.24, Self.median(mean.schedule) - 1, 0.05)
    addPoints("share above +25 % (e-government)", 0.21, tail, 0.03)
    addPoints(
      "more of them for a year more", 0.042,
      share(longer.effort, above: overruns.tailStart) - tail, 0.03)
  }

  private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  /// Actual over planned effort and duration of one-person projects, each in a contract of its own.
  private func factors(
    _ rules: Portfolio.Rules, plannedMonths: Double
  ) throws(ExperimentError) -> (effort: [Double], schedule: [Double]) {
    let portfolio = HandMade.portfolio(
      blocks: [],
      services: (0..<Self.projects).map {
        .init(
          name: "\($0)", agency: 0, effort: Effort(personMonths: plannedMonths),
          sharedFraction: .none, blocks: [])
      }, engineers: Self.projects, rules: rules)
    let result = try simulated(portfolio)
    var work = [Double](repeating: 0, count: Self.projects)
    var time = work
    for record in result.spend where record.kind == .service {
      work[record.subject] += record.personMonths
      time[record.subject] += record.endMonth - record.startMonth
    }
    return (
      work.map { $0 / plannedMonths }, zip(time, work).map { $1 > 0 ? $0 / $1 : 0 }
    )
  }
}

// MARK: - One programme

extension ProgrammeTable {
  private static let worlds = 60
  /// 400 services were planned within these, 27 a month when rounded [month].
  private static let monthsPlanned = 15.0
  /// From June 2023 to November 2025 [month].
  private static let monthsObserved = 29.0

  /// Validation case 14. Nothing in the file was set to meet the outcome.
  mutating func addPortal(_ portal: Scenario) throws(ExperimentError) {
    let (asProgrammesGo, unhindered) = ("platform", "unhindered")
    let source =
      "The New Times via allAfrica 2023-06-05 (plan), jasdooit.com 2025-11-05 (240 services); "
      + "the band is ours, 5 to 95 % of \(Self.worlds) worlds"
    for (alternative, metric, months, published) in [
      (asProgrammesGo, "services a month to November 2025", Self.monthsObserved, 4.7),
      (
        unhindered, "services a month, first 15 months", Self.monthsPlanned,
        400 / Self.monthsPlanned
      ),
    ] {
      let rates = try rates(portal, alternative, months: months).sorted()
      let band = rates[Self.worlds / 20]...rates[Self.worlds - 1 - Self.worlds / 20]
      add(
        .outcome, "Rwanda's portal", alternative, metric, "1", expected: published,
        found: rates[Self.worlds / 2], band: band, kind: "predicted", source: source,
        passes: band.contains(published))
    }
  }

  /// Services that come to life in the first months, by world [1/month].
  private func rates(
    _ scenario: Scenario, _ alternative: String, months: Double
  ) throws(ExperimentError) -> [Double] {
    let central = try readCountry(scenario, scenario.baseline, [:])
    let prices = try Prices(central).plan
    var rates: [Double] = []
    for index in 0..<Self.worlds {
      let world = World(index, of: scenario.assumptions, seed: seed)
      let country = try readCountry(scenario, alternative, world.values)
      let portfolio = try Portfolio(country, Catalogue(country), planPrices: prices)
      let name = StreamName(seed: seed).child("portal").child(UInt64(index))
      let result = try inPart("delivery") { () throws(DeliveryError) in
        try simulateDelivery(portfolio, name: name)
      }
      let live = result.services.count { $0.goLive.map { $0.months <= months } ?? false }
      rates.append(Double(live) / months)
    }
    return rates
  }
}
