/// What physical quantities cost, all in the scenario's currency and price year [currency], and the
/// terms they are valued on.
public struct Prices: Hashable, Sendable, Codable {
  /// Gross wage of one employee by skill [currency/month].
  public var wages: [Skill: Double]
  /// What a consultant of any skill costs, all included [currency/month].
  public var consultant: Double
  /// Gross wages of those who run deployments and of those at the counter [currency/month].
  public var operatorWage: Double
  public var officialWage: Double
  /// Working hours in a person-month [h]; COCOMO II counts 152.
  public var workingHoursPerMonth: Double
  /// Cost of an employee's person-month over the wage [1].
  public var overhead: Double
  /// One processor [currency per vCPU-month].
  public var processor: Double
  /// One Mbit/s [currency per Mbit/s-month].
  public var bandwidth: Double
  /// One server at each site, above its processors [currency per server-month], by the site's name.
  public var servers: [String: Double]
  /// What the account's names stand for.
  public var blocks: [String: BlockPrices]
  public var services: [String: ServiceTimes]
  /// Upkeep of what existed before the start, by its name [currency/year].
  public var existing: [String: Double]
  /// What software takes after it is built.
  public var software: SoftwareTerms
  /// Operators for one deployment, and for each server [persons].
  public var operatorsPerDeployment: Double
  public var operatorsPerServer: Double
  /// Running security [currency per deployment-year].
  public var securityPerDeployment: Double
  /// Change management over training and enrolment [1].
  public var changeManagementShare: Double
  /// One kit for enrolment, and one person's training course [currency].
  public var enrolmentKit: Double
  public var trainingCourse: Double
  /// Governing shared blocks [currency/year].
  public var governance: Double
  /// An hour of a citizen's time [currency/h].
  public var citizenHour: Double
  /// Fares of one trip to an office [currency].
  public var farePerVisit: Double
  /// Share of trips to an office that end without a result [1], < 1.
  public var failedVisitShare: Double
  /// Real discount rate [1/year].
  public var discountRate: Double

  public init(
    wages: [Skill: Double], consultant: Double, operatorWage: Double, officialWage: Double,
    workingHoursPerMonth: Double, overhead: Double, processor: Double, bandwidth: Double,
    servers: [String: Double], blocks: [String: BlockPrices], services: [String: ServiceTimes],
    existing: [String: Double], software: SoftwareTerms, operatorsPerDeployment: Double,
    operatorsPerServer: Double, securityPerDeployment: Double, changeManagementShare: Double,
    enrolmentKit: Double, trainingCourse: Double, governance: Double, citizenHour: Double,
    farePerVisit: Double, failedVisitShare: Double, discountRate: Double
  ) {
    self.wages = wages
    self.consultant = consultant
    self.operatorWage = operatorWage
    self.officialWage = officialWage
    self.workingHoursPerMonth = workingHoursPerMonth
    self.overhead = overhead
    self.processor = processor
    self.bandwidth = bandwidth
    self.servers = servers
    self.blocks = blocks
    self.services = services
    self.existing = existing
    self.software = software
    self.operatorsPerDeployment = operatorsPerDeployment
    self.operatorsPerServer = operatorsPerServer
    self.securityPerDeployment = securityPerDeployment
    self.changeManagementShare = changeManagementShare
    self.enrolmentKit = enrolmentKit
    self.trainingCourse = trainingCourse
    self.governance = governance
    self.citizenHour = citizenHour
    self.farePerVisit = farePerVisit
    self.failedVisitShare = failedVisitShare
    self.discountRate = discountRate
  }
}

/// What one block costs while it lives.
public struct BlockPrices: Hashable, Sendable, Codable {
  /// Processors of one server [vCPU].
  public var processors: Double
  /// Licence of one deployment [currency/year].
  public var licence: Double

  public init(processors: Double, licence: Double) {
    (self.processors, self.licence) = (processors, licence)
  }
}

/// What one transaction of a kind of service takes from people [h].
///
/// Hours at the counter hold the whole errand, failed trips included.
public struct ServiceTimes: Hashable, Sendable, Codable {
  public var citizenOnline: Double
  public var citizenAtCounter: Double
  public var officialOnline: Double
  public var officialAtCounter: Double

  public init(
    citizenOnline: Double, citizenAtCounter: Double, officialOnline: Double,
    officialAtCounter: Double
  ) {
    (self.citizenOnline, self.citizenAtCounter) = (citizenOnline, citizenAtCounter)
    (self.officialOnline, self.officialAtCounter) = (officialOnline, officialAtCounter)
  }
}

/// What software takes after it is built, as shares of the work that it took, and how long it lasts.
public struct SoftwareTerms: Hashable, Sendable, Codable {
  /// Maintenance over the work that built what is live [1/year].
  public var maintenanceShare: Double
  /// Upgrades over the work that adapted the packaged products which are live [1/year].
  public var versionUpkeepShare: Double
  /// Leaving packaged products at the end over the work that adapted them [1].
  public var exitCostShare: Double
  /// Years until software is worth nothing, in a straight line; 0 for no residual value [year].
  public var assetLife: Double

  public init(
    maintenanceShare: Double, versionUpkeepShare: Double, exitCostShare: Double, assetLife: Double
  ) {
    self.maintenanceShare = maintenanceShare
    self.versionUpkeepShare = versionUpkeepShare
    self.exitCostShare = exitCostShare
    self.assetLife = assetLife
  }

  /// Share of its cost that software is still worth at an age [year].
  public func residualShare(age: Double) -> Double {
    assetLife > 0 ? max(0, 1 - age / assetLife) : 0
  }
}

extension Prices {
  /// What an employee's person-month of a skill costs, overhead included [currency].
  public func personMonth(_ skill: Skill) -> Double { (wages[skill] ?? 0) * overhead }
  /// What an hour of an official costs, overhead included [currency].
  public var officialHour: Double { officialWage * overhead / workingHoursPerMonth }
  /// Trips to an office for one errand [1]: trips are repeated until one succeeds.
  public var tripsPerErrand: Double { 1 / (1 - failedVisitShare) }

  /// Of a person-month, shape [workers × skills].
  var personMonths: [Double] {
    Skill.allCases.map { personMonth($0) } + Skill.allCases.map { _ in consultant }
  }

  func block(_ name: String) throws(EconomicsError) -> BlockPrices {
    guard let prices = blocks[name] else {
      throw .missingPrice(kind: "block", name: name, known: blocks.keys.sorted())
    }
    return prices
  }

  func service(_ name: String) throws(EconomicsError) -> ServiceTimes {
    guard let times = services[name] else {
      throw .missingPrice(kind: "service", name: name, known: services.keys.sorted())
    }
    return times
  }

  func server(at site: String) throws(EconomicsError) -> Double {
    guard let price = servers[site] else {
      throw .missingPrice(kind: "a server at site", name: site, known: servers.keys.sorted())
    }
    return price
  }

  func upkeep(of name: String) throws(EconomicsError) -> Double {
    guard let price = existing[name] else {
      throw .missingPrice(kind: "upkeep of", name: name, known: existing.keys.sorted())
    }
    return price
  }

  /// Refuses prices that are negative or not finite, and shares without meaning.
  func check() throws(EconomicsError) {
    for (name, value) in single + listed {
      guard value >= 0, value < .infinity else {
        throw .outOfRange(name: name, found: value, allowed: "a finite number, at least 0")
      }
    }
    guard workingHoursPerMonth > 0, workingHoursPerMonth < .infinity else {
      throw .outOfRange(
        name: "working hours per month", found: workingHoursPerMonth, allowed: "above 0")
    }
    guard failedVisitShare < 1 else {
      throw .outOfRange(
        name: "failed visit share", found: failedVisitShare, allowed: "at least 0 and below 1")
    }
  }

  private var single: [(String, Double)] {
    [
      ("consultant", consultant), ("operator wage", operatorWage),
      ("official wage", officialWage), ("overhead", overhead), ("processor", processor),
      ("bandwidth", bandwidth), ("maintenance share", software.maintenanceShare),
      ("version upkeep share", software.versionUpkeepShare),
      ("exit cost share", software.exitCostShare), ("asset life", software.assetLife),
      ("operators per deployment", operatorsPerDeployment),
      ("operators per server", operatorsPerServer), ("security", securityPerDeployment),
      ("change management share", changeManagementShare), ("enrolment kit", enrolmentKit),
      ("training course", trainingCourse), ("governance", governance),
      ("citizen hour", citizenHour), ("fare per visit", farePerVisit),
      ("failed visit share", failedVisitShare),
    ]
  }

  private var listed: [(String, Double)] {
    let skills = Skill.allCases.map { ("wage of \($0.rawValue)", wages[$0] ?? .nan) }
    let sites = servers.map { ("server at \($0.key)", $0.value) }
    let upkeep = existing.map { ("upkeep of \($0.key)", $0.value) }
    let blocks = blocks.flatMap { name, prices in
      [("processors of \(name)", prices.processors), ("licence of \(name)", prices.licence)]
    }
    let times = services.flatMap { name, times in
      [
        times.citizenOnline, times.citizenAtCounter, times.officialOnline, times.officialAtCounter,
      ].map { ("time for \(name)", $0) }
    }
    return skills + (sites + upkeep + blocks + times).sorted { $0.0 < $1.0 }
  }
}
