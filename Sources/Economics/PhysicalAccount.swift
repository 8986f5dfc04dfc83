/// Whose work it is.
public enum Skill: String, CaseIterable, Hashable, Sendable, Codable {
  case engineer, integrator, trainer
  case procurementOfficer = "procurement_officer"
  case approver
}

/// Keys of a JSON object, not an array of pairs whose order changes from run to run.
extension Skill: CodingKeyRepresentable {}

/// What the work is for.
public enum Activity: String, CaseIterable, Hashable, Sendable, Codable {
  case design, approval, procurement, build, adaptation, integration, testing, training

  /// Where its cost is booked.
  public var category: CostCategory {
    switch self {
    case .design: .design
    case .approval: .governance
    case .procurement: .procurement
    case .build: .build
    case .adaptation: .adaptation
    case .integration: .integration
    case .testing: .testing
    case .training: .trainingAndEnrolment
    }
  }
}

/// What delivery and operations leave behind, in physical quantities per year.
///
/// Prices turn it into a ``Ledger`` without any simulation (``Valuation``), so keep it and re-cost
/// at will. All arrays have shape [years], indexed by year since the start.
public struct PhysicalAccount: Hashable, Sendable, Codable {
  /// Years of the horizon [1].
  public let years: Int
  /// What agencies pay for, all together.
  public var agency: PartyAccount
  /// What the centre pays for.
  public var centre: PartyAccount
  public var use: UseAccount

  /// An account without entries.
  public init(years: Int) {
    self.years = max(0, years)
    agency = PartyAccount(years: self.years)
    centre = PartyAccount(years: self.years)
    use = UseAccount(years: self.years)
  }
}

/// What one party pays for, in physical quantities per year.
public struct PartyAccount: Hashable, Sendable, Codable {
  /// Work [person-month], shape [years × skills × activities], row-major; see
  /// ``addWork(_:skill:activity:year:)``.
  public private(set) var work: [Double]
  /// Processors installed [vCPU-year].
  public var processorYears: [Double]
  /// Servers installed at each site [server-year], by the site's name.
  public var serverYears: [String: [Double]]
  /// Deployments live [deployment-year].
  public var deploymentYears: [Double]
  /// Bandwidth installed [Mbit/s-year].
  public var bandwidthYears: [Double]
  /// Licence fees [currency].
  public var licences: [Double]
  /// Upkeep of what existed before the start [currency].
  public var upkeep: [Double]
  /// Work that built the software which is live: what maintenance is a share of
  /// [person-month], averaged over the year.
  public var liveBuildWork: [Double]
  /// Share of the year in which shared blocks were governed [year].
  public var governanceYears: [Double]

  /// An account without entries.
  public init(years: Int) {
    let empty = [Double](repeating: 0, count: years)
    work = [Double](repeating: 0, count: years * Self.entriesPerYear)
    (processorYears, deploymentYears, bandwidthYears) = (empty, empty, empty)
    (licences, upkeep, liveBuildWork, governanceYears) = (empty, empty, empty, empty)
    serverYears = [:]
  }

  private static let entriesPerYear = Skill.allCases.count * Activity.allCases.count

  private static func index(_ skill: Skill, _ activity: Activity, _ year: Int) -> Int {
    let row = Skill.allCases.firstIndex(of: skill) ?? 0
    let column = Activity.allCases.firstIndex(of: activity) ?? 0
    return year * entriesPerYear + row * Activity.allCases.count + column
  }

  /// Books work [person-month] in a year of the horizon.
  public mutating func addWork(
    _ personMonths: Double, skill: Skill, activity: Activity, year: Int
  ) {
    work[Self.index(skill, activity, year)] += personMonths
  }

  /// Work booked [person-month].
  public func work(skill: Skill, activity: Activity, year: Int) -> Double {
    work[Self.index(skill, activity, year)]
  }

  /// Books servers [server-year] at a site in a year of the horizon.
  public mutating func addServers(_ serverYears: Double, site: String, year: Int) {
    let empty = [Double](repeating: 0, count: deploymentYears.count)
    self.serverYears[site, default: empty][year] += serverYears
  }
}

/// What using the services took from people, and how long services were live, per year.
public struct UseAccount: Hashable, Sendable, Codable {
  /// Requests done [1].
  public var digitalTransactions: [Double]
  public var counterTransactions: [Double]
  /// Citizens' time [h].
  public var citizenHoursOnline: [Double]
  public var citizenHoursAtCounter: [Double]
  /// Officials' time [h].
  public var officialHoursOnline: [Double]
  public var officialHoursAtCounter: [Double]
  /// Trips to an office [1].
  public var visits: [Double]
  /// Services live, averaged over the year [service-year].
  public var serviceYearsLive: [Double]

  /// An account without entries.
  public init(years: Int) {
    let empty = [Double](repeating: 0, count: years)
    (digitalTransactions, counterTransactions) = (empty, empty)
    (citizenHoursOnline, citizenHoursAtCounter) = (empty, empty)
    (officialHoursOnline, officialHoursAtCounter) = (empty, empty)
    (visits, serviceYearsLive) = (empty, empty)
  }
}
