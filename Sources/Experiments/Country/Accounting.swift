import Delivery
import Economics
import Operations
import Quantities
import Scenarios

/// Books what delivery and operations leave, in physical quantities per year.
///
/// Prices come later (`Valuation`), so stored quantities can be re-costed without simulating.
struct Accounting {
  let map: DeploymentMap
  let years: Int
  private(set) var account: PhysicalAccount

  init(_ map: DeploymentMap, years: Int) {
    self.map = map
    self.years = years
    account = PhysicalAccount(years: years)
  }

  /// What exists is kept up all the time, the same in every alternative; an old system until it is
  /// switched off.
  ///
  /// - Parameter retired: when each old system was, shape [legacy].
  static func bookUpkeep(
    into account: inout PhysicalAccount, _ country: Country, retired: [TimeSpan?]
  ) {
    for year in 0..<account.years {
      for name in Set(country.existing.map(\.accountName)) {
        account.agency.existingYears.add(1, of: name, year: year)
      }
      for (system, end) in zip(country.legacy, retired) {
        account.agency.existingYears.add(
          1 - liveShare(end, year), of: system.accountName, year: year)
      }
    }
  }

  /// Share of year `year` (0 = first) in which something live since `goLive` is live [1].
  static func liveShare(_ goLive: TimeSpan?, _ year: Int) -> Double {
    guard let goLive else { return 0 }
    return min(1, max(0, Double(year + 1) - goLive.years))
  }
}

// MARK: - The programme

extension Accounting {
  /// Work done, and software that lives and wants maintenance.
  mutating func bookDelivery() {
    account.donorShare = map.country.programme?.donorShare ?? 0
    for record in map.delivery.spend { book(record) }
    for record in map.delivery.spend { bookLiveWork(record) }
    bookPurchases()
    Self.bookUpkeep(into: &account, map.country, retired: map.delivery.legacy.map(\.retired))
    if map.delivery.joined.contains(true) {
      for year in 0..<years { account.centre.governanceYears[year] = 1 }
    }
  }

  /// Spreads a piece of work evenly over the years in which it was done.
  private mutating func book(_ record: WorkRecord) {
    let (start, end) = (record.startMonth / 12, record.endMonth / 12)
    let first = min(years - 1, max(0, Int(start)))
    let last = min(years - 1, max(first, Int(end)))
    for year in first...last {
      let overlap = max(0, min(end, Double(year + 1)) - max(start, Double(year)))
      let share = end > start && first != last ? overlap / (end - start) : year == first ? 1 : 0
      guard share > 0 else { continue }
      withParty(record.payer) {
        $0.addWork(
          record.personMonths * share, skill: Economics.Skill(record.skill),
          activity: Economics.Activity(record.activity), by: Economics.Worker(record.worker),
          year: year)
      }
    }
  }

  /// Kits for enrolment, and courses; people who learn are agencies' people.
  private mutating func bookPurchases() {
    for purchase in map.delivery.purchases {
      let year = min(years - 1, Int(purchase.month / 12))
      withParty(purchase.payer) { $0.enrolmentKits[year] += Double(purchase.kits) }
    }
    for cohort in map.delivery.cohorts {
      account.agency.trainingCourses[min(years - 1, Int(cohort.month / 12))] += cohort.people
    }
  }

  /// What the work made: software that wants maintenance while it lives, and is worth something at
  /// the horizon.
  private mutating func bookLiveWork(_ record: WorkRecord) {
    var activity = Economics.Activity(record.activity)
    // Only of a packaged product; what a service adapts is its own software.
    if activity == .adaptation, record.kind != .deployment { activity = .build }
    guard activity.createsSoftware, let goLive = goLive(record) else { return }
    let first = Int(goLive.years)
    let years = years
    guard (0..<years).contains(first) else { return }
    withParty(record.payer) {
      $0.addAsset(
        record.personMonths, skill: Economics.Skill(record.skill), activity: activity,
        by: Economics.Worker(record.worker), wentLive: first)
      for year in first..<years {
        let work = record.personMonths * Self.liveShare(goLive, year)
        $0.liveBuildWork[year] += work
        if activity == .adaptation { $0.liveAdoptedWork[year] += work }
      }
    }
  }

  /// When what the work was for went live.
  private func goLive(_ record: WorkRecord) -> TimeSpan? {
    let delivery = map.delivery
    return switch record.kind {
    case .deployment: delivery.deployments[record.subject].goLive
    case .service: delivery.services[record.subject].goLive
    case .link: delivery.links[record.subject].goLive
    case .membership: delivery.memberships[record.subject].goLive
    case .legacy: delivery.legacy[record.subject].wrapped
    // Its design is that of its services, for which the first one stands.
    case .contract: delivery.services[record.subject].goLive
    }
  }

  private mutating func withParty(
    _ party: Delivery.Party, _ body: (inout PartyAccount) -> Void
  ) {
    switch party {
    case .agency: body(&account.agency)
    case .centre: body(&account.centre)
    }
  }
}

// MARK: - Operations

extension Accounting {
  /// What is installed in a year.
  mutating func bookCapacity(_ plan: CapacityPlan, year: Int) {
    var siteLive = [Double](repeating: 0, count: map.sites.count)
    for (index, deployment) in map.delivery.deployments.enumerated() {
      let share = Self.liveShare(deployment.goLive, year)
      guard share > 0 else { continue }
      let block = map.country.blocks[deployment.block]
      let site = map.country.sites[map.sites[map.siteOf[index]].kind].name
      let copies = Double(deployment.copies)
      let servers = Double(plan.servers[index]) * copies
      siteLive[map.siteOf[index]] = max(siteLive[map.siteOf[index]], share)
      withParty(deployment.owner) {
        $0.blockServerYears.add(servers * share, of: block.name, year: year)
        $0.serverYears.add(servers * share, of: site, year: year)
        // What existed is run and licensed by its upkeep.
        guard !deployment.isExisting else { return }
        $0.deploymentYears.add(share * copies, of: block.name, year: year)
      }
    }
    for (index, site) in map.sites.enumerated() {
      withParty(site.owner) {
        $0.bandwidthYears[year] += plan.bandwidth[index].megabitsPerSecond * siteLive[index]
      }
    }
  }

  /// What using the services takes from people.
  ///
  /// - Parameter completion: share of digital attempts that succeed, by stream of demand; the others
  ///   take their time online and then go to the next channel, and to the counter in the end.
  mutating func bookUse(_ demand: Demand, completion: [Double], year: Int) {
    let country = map.country
    for (index, item) in map.catalogue.items.enumerated() {
      let live = Self.liveShare(map.delivery.services[index].goLive, year)
      let outcome = demand.outcome(of: item, at: Double(year) + 0.5, completion: completion)
      Self.book(
        into: &account.use, country.services[item.service], year: year,
        all: demand.allTransactions * item.demandShare,
        tried: outcome.tried.reduce(0, +) * live, digital: outcome.done.reduce(0, +) * live)
      account.use.serviceYearsLive[year] += live
    }
  }

  /// Everything at the counter, for an alternative that runs no programme.
  static func bookCountersOnly(
    into account: inout PhysicalAccount, _ country: Country, _ catalogue: Catalogue,
    _ demand: Demand
  ) {
    for year in 0..<account.years {
      for item in catalogue.items {
        book(
          into: &account.use, country.services[item.service], year: year,
          all: demand.allTransactions * item.demandShare, tried: 0, digital: 0)
      }
    }
  }

  private static func book(
    into use: inout UseAccount, _ service: Scenarios.Service, year: Int, all: Double,
    tried: Double, digital: Double
  ) {
    use.transactions.add(all, of: service.name, year: year)
    use.attempts.add(tried, of: service.name, year: year)
    use.successes.add(digital, of: service.name, year: year)
  }
}

// MARK: - The same words in both parts

extension ExistingBlock {
  /// As accounts and prices name it.
  var accountName: String { "\(block)@\(owner)" }
}

extension Scenarios.LegacySystem {
  /// As accounts and prices name it.
  var accountName: String { "legacy@\(name)" }
}

extension Programme {
  /// Share of the money that donors give [1].
  fileprivate var donorShare: Double {
    let all = tranches.reduce(0) { $0 + $1.amount.amount }
    let donors = tranches.filter { $0.source == .donor }.reduce(0) { $0 + $1.amount.amount }
    return all > 0 ? donors / all : 0
  }
}

extension Economics.Worker {
  init(_ worker: Delivery.Worker) {
    switch worker {
    case .employee: self = .employee
    case .consultant: self = .consultant
    }
  }
}

extension Economics.Skill {
  init(_ skill: Delivery.Skill) {
    switch skill {
    case .engineer: self = .engineer
    case .integrator: self = .integrator
    case .trainer: self = .trainer
    case .procurementOfficer: self = .procurementOfficer
    case .approver: self = .approver
    case .securitySpecialist: self = .securitySpecialist
    case .enroller: self = .enroller
    }
  }
}

extension Economics.Activity {
  init(_ activity: Delivery.Activity) {
    switch activity {
    case .design: self = .design
    case .approval: self = .approval
    case .procurement: self = .procurement
    case .build: self = .build
    case .adaptation: self = .adaptation
    case .integration: self = .integration
    case .testing: self = .testing
    case .training: self = .training
    case .selection: self = .selection
    case .migration: self = .migration
    case .security: self = .security
    case .enrolment: self = .enrolment
    }
  }
}
