/// What physical quantities cost, all in the scenario's currency and price year [currency].
public struct Prices: Hashable, Sendable, Codable {
  /// Gross wage of one person by skill [currency/month].
  public var wages: [Skill: Double]
  /// Gross wages of those who run deployments and of those at the counter [currency/month].
  public var operatorWage: Double
  public var officialWage: Double
  /// Working hours in a person-month [h]; COCOMO II counts 152.
  public var workingHoursPerMonth: Double
  /// Cost of a person-month over the wage, of everyone [1].
  public var overhead: Double
  /// One processor [currency per vCPU-month].
  public var processor: Double
  /// One Mbit/s [currency per Mbit/s-month].
  public var bandwidth: Double
  /// One server at each site, above its processors [currency per server-month], by the site's name.
  public var servers: [String: Double]
  /// Software upkeep per year over what building it cost [1/year].
  public var maintenanceShare: Double
  /// Operators for one deployment, and for each server [persons].
  public var operatorsPerDeployment: Double
  public var operatorsPerServer: Double
  /// Security work [currency per deployment-year].
  public var securityPerDeployment: Double
  /// Change management over training and enrolment [1].
  public var changeManagementShare: Double
  /// Governing shared blocks [currency/year].
  public var governance: Double
  /// An hour of a citizen's time [currency/h].
  public var citizenHour: Double
  /// Fares of one trip to an office [currency].
  public var farePerVisit: Double
  /// Real discount rate [1/year].
  public var discountRate: Double

  public init(
    wages: [Skill: Double], operatorWage: Double, officialWage: Double,
    workingHoursPerMonth: Double, overhead: Double, processor: Double, bandwidth: Double,
    servers: [String: Double], maintenanceShare: Double, operatorsPerDeployment: Double,
    operatorsPerServer: Double, securityPerDeployment: Double, changeManagementShare: Double,
    governance: Double, citizenHour: Double, farePerVisit: Double, discountRate: Double
  ) {
    self.wages = wages
    self.operatorWage = operatorWage
    self.officialWage = officialWage
    self.workingHoursPerMonth = workingHoursPerMonth
    self.overhead = overhead
    self.processor = processor
    self.bandwidth = bandwidth
    self.servers = servers
    self.maintenanceShare = maintenanceShare
    self.operatorsPerDeployment = operatorsPerDeployment
    self.operatorsPerServer = operatorsPerServer
    self.securityPerDeployment = securityPerDeployment
    self.changeManagementShare = changeManagementShare
    self.governance = governance
    self.citizenHour = citizenHour
    self.farePerVisit = farePerVisit
    self.discountRate = discountRate
  }

  /// What a person-month of a skill costs, overhead included [currency].
  public func personMonth(_ skill: Skill) -> Double { (wages[skill] ?? 0) * overhead }
  /// What an hour of an official costs, overhead included [currency].
  public var officialHour: Double { officialWage * overhead / workingHoursPerMonth }

  /// Refuses prices that are negative or not finite, and working hours of zero.
  func check() throws(EconomicsError) {
    let named: [(String, Double)] = [
      ("operator wage", operatorWage), ("official wage", officialWage), ("overhead", overhead),
      ("processor", processor), ("bandwidth", bandwidth), ("maintenance share", maintenanceShare),
      ("operators per deployment", operatorsPerDeployment),
      ("operators per server", operatorsPerServer), ("security", securityPerDeployment),
      ("change management share", changeManagementShare), ("governance", governance),
      ("citizen hour", citizenHour), ("fare per visit", farePerVisit),
    ]
    let skills = Skill.allCases.map { ("wage of \($0.rawValue)", wages[$0] ?? .nan) }
    let sites = servers.map { ("server at \($0.key)", $0.value) }.sorted { $0.0 < $1.0 }
    for (name, value) in named + skills + sites {
      guard value >= 0, value < .infinity else {
        throw .outOfRange(name: name, found: value, allowed: "a finite number, at least 0")
      }
    }
    guard workingHoursPerMonth > 0, workingHoursPerMonth < .infinity else {
      throw .outOfRange(
        name: "working hours per month", found: workingHoursPerMonth, allowed: "above 0")
    }
  }
}
