/// What delivery and operations leave behind, in physical quantities per year.
///
/// Nothing in it is priced, not even people's time: prices turn it into a ``Ledger`` without any
/// simulation (``Valuation``), so keep it and re-cost at will. All arrays have shape [years], indexed
/// by year since the start.
public struct PhysicalAccount: Hashable, Sendable, Codable {
  /// Years of the horizon [1].
  public let years: Int
  /// What agencies pay for, all together.
  public var agency: PartyAccount
  /// What the centre pays for.
  public var centre: PartyAccount
  public var use: UseAccount
  /// Share of the programme's money that donors give [1]: they pay that share of all that delivery
  /// does, whoever orders it.
  public var donorShare: Double

  /// An account without entries.
  public init(years: Int) {
    self.years = max(0, years)
    agency = PartyAccount(years: self.years)
    centre = PartyAccount(years: self.years)
    use = UseAccount(years: self.years)
    donorShare = 0
  }
}

/// What one party pays for, in physical quantities per year.
public struct PartyAccount: Hashable, Sendable, Codable {
  /// Work done; see ``addWork(_:skill:activity:by:year:)``.
  public internal(set) var work: WorkTable
  /// Work that made software which lives until the horizon, by the year in which it went live.
  public internal(set) var assets: WorkTable
  /// Servers installed at each site [server-year], and for each block [server-year].
  public var serverYears: NamedSeries
  public var blockServerYears: NamedSeries
  /// Deployments live, by block [deployment-year]; what existed before the start is not among them.
  public var deploymentYears: NamedSeries
  /// What existed before the start and is kept up, by name [system-year].
  public var existingYears: NamedSeries
  /// Bandwidth installed [Mbit/s-year].
  public var bandwidthYears: [Double]
  /// Work that built the software which is live: what maintenance is a share of
  /// [person-month], averaged over the year.
  public var liveBuildWork: [Double]
  /// Work that adapted the packaged products which are live: what upgrades are a share of
  /// [person-month], averaged over the year.
  public var liveAdoptedWork: [Double]
  /// Share of the year in which shared blocks were governed [year].
  public var governanceYears: [Double]
  /// Kits for enrolment bought [1], and people sent to a training course [1].
  public var enrolmentKits: [Double]
  public var trainingCourses: [Double]

  /// An account without entries.
  public init(years: Int) {
    let empty = [Double](repeating: 0, count: years)
    let named = NamedSeries(years: years)
    (work, assets) = (WorkTable(years: years), WorkTable(years: years))
    (serverYears, blockServerYears, deploymentYears, existingYears) = (named, named, named, named)
    (bandwidthYears, liveBuildWork, liveAdoptedWork) = (empty, empty, empty)
    (governanceYears, enrolmentKits, trainingCourses) = (empty, empty, empty)
  }

  /// Books work [person-month] in a year of the horizon.
  public mutating func addWork(
    _ personMonths: Double, skill: Skill, activity: Activity, by worker: Worker = .employee,
    year: Int
  ) {
    work.add(personMonths, worker, skill, activity, year: year)
  }

  /// Books work [person-month] on what went live in a year of the horizon and lives until its end.
  /// Work that leaves no software is left out.
  public mutating func addAsset(
    _ personMonths: Double, skill: Skill, activity: Activity, by worker: Worker = .employee,
    wentLive year: Int
  ) {
    guard activity.createsSoftware else { return }
    assets.add(personMonths, worker, skill, activity, year: year)
  }
}

/// How the services were used, and how long they were live, per year.
public struct UseAccount: Hashable, Sendable, Codable {
  /// By kind of service: transactions on all channels [1/year], digital attempts [1/year], and those
  /// of them that succeeded [1/year]. Whoever did not succeed went to a counter.
  public var transactions: NamedSeries
  public var attempts: NamedSeries
  public var successes: NamedSeries
  /// Services live, averaged over the year [service-year].
  public var serviceYearsLive: [Double]

  /// An account without entries.
  public init(years: Int) {
    let named = NamedSeries(years: years)
    (transactions, attempts, successes) = (named, named, named)
    serviceYearsLive = [Double](repeating: 0, count: years)
  }
}

extension PhysicalAccount {
  /// The same with everything left out that the present value of costs does not ask for: who pays,
  /// what the work was for (but for training, and what lasts) and how services were used.
  ///
  /// It has the same present value of costs but for rounding to 24 bits, 6e-8 relative, and is several
  /// times smaller.
  public var condensed: PhysicalAccount {
    var account = PhysicalAccount(years: years)
    account.use.serviceYearsLive = use.serviceYearsLive.map(\.shortened)
    for party in [agency, centre] { account.agency.add(party) }
    account.agency.shorten()
    return account
  }
}

extension PartyAccount {
  fileprivate mutating func add(_ other: PartyAccount) {
    work.add(other.work) { $0.category == .trainingAndEnrolment ? .training : .build }
    assets.add(other.assets) { $0 == .adaptation ? .adaptation : .build }
    serverYears.add(other.serverYears)
    blockServerYears.add(other.blockServerYears)
    deploymentYears.add(other.deploymentYears)
    existingYears.add(other.existingYears)
    for path in Self.yearly {
      for (year, value) in other[keyPath: path].enumerated() { self[keyPath: path][year] += value }
    }
  }

  /// Rounds everything to what four bytes hold.
  fileprivate mutating func shorten() {
    work.entries = work.entries.map(\.shortened)
    assets.entries = assets.entries.map(\.shortened)
    for path in Self.named { self[keyPath: path].change { $0.map(\.shortened) } }
    for path in Self.yearly { self[keyPath: path] = self[keyPath: path].map(\.shortened) }
  }

  /// Quantities by name.
  static var named: [WritableKeyPath<PartyAccount, NamedSeries>] {
    [\.serverYears, \.blockServerYears, \.deploymentYears, \.existingYears]
  }

  /// Quantities that are not by name.
  static var yearly: [WritableKeyPath<PartyAccount, [Double]>] {
    [
      \.bandwidthYears, \.liveBuildWork, \.liveAdoptedWork, \.governanceYears, \.enrolmentKits,
      \.trainingCourses,
    ]
  }
}

extension Double {
  /// The nearest number that a `Float` holds; itself where that would overflow.
  fileprivate var shortened: Double {
    let short = Double(Float(self))
    return short.isFinite ? short : self
  }
}
