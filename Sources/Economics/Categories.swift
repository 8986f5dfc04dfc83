/// What a cost is for.
public enum CostCategory: String, CaseIterable, Hashable, Sendable, Codable {
  case design, procurement, build, adaptation, integration, testing, migration
  case securityWork = "security_work"
  case licences, hosting, bandwidth
  case operationsStaff = "operations_staff"
  case trainingAndEnrolment = "training_and_enrolment"
  case governance
  case changeManagement = "change_management"
  case security, maintenance
  case versionUpkeep = "version_upkeep"
  case exit, outage, upkeep
  case residualValue = "residual_value"

  /// CAPEX (spent once, to bring something to life) or OPEX (what its life and its end take). The
  /// value that is left at the end counts against CAPEX.
  public var isCapital: Bool {
    switch self {
    case .design, .procurement, .build, .adaptation, .integration, .testing, .migration,
      .securityWork, .trainingAndEnrolment, .changeManagement, .residualValue:
      true
    case .licences, .hosting, .bandwidth, .operationsStaff, .governance, .security, .maintenance,
      .versionUpkeep, .exit, .outage, .upkeep:
      false
    }
  }

  /// As a reader of the report sees it.
  public var title: String {
    switch self {
    case .design: "Design"
    case .procurement: "Procurement"
    case .build: "Building software"
    case .adaptation: "Adapting software"
    case .integration: "Integration"
    case .testing: "Testing"
    case .migration: "Moving old systems"
    case .securityWork: "Making systems safe"
    case .licences: "Licences"
    case .hosting: "Hosting"
    case .bandwidth: "Bandwidth"
    case .operationsStaff: "Operations staff"
    case .trainingAndEnrolment: "Training and enrolment"
    case .governance: "Governance"
    case .changeManagement: "Change management"
    case .security: "Running security"
    case .maintenance: "Software maintenance"
    case .versionUpkeep: "Upgrades of packaged software"
    case .exit: "Leaving packaged software"
    case .outage: "Outages"
    case .upkeep: "Upkeep of what existed"
    case .residualValue: "Value left at the end"
    }
  }
}

/// What using services takes from people. Taking less of it than another alternative is a benefit.
public enum BenefitCategory: String, CaseIterable, Hashable, Sendable, Codable {
  case citizenTime = "citizen_time"
  /// Time online of attempts that failed; `citizenTime` has all other.
  case failedAttempts = "failed_attempts"
  case travel
  case officialTime = "official_time"

  /// As a reader of the report sees it.
  public var title: String {
    switch self {
    case .citizenTime: "Citizens' time"
    case .failedAttempts: "Citizens' failed attempts"
    case .travel: "Citizens' travel"
    case .officialTime: "Officials' time"
    }
  }
}

/// Who pays or gains.
public enum Party: String, CaseIterable, Hashable, Sendable, Codable {
  case citizen, agency, centre
  /// Who gives money for the programme.
  case donor

  /// As a reader of the report sees it.
  public var title: String {
    switch self {
    case .citizen: "Citizens"
    case .agency: "Agencies"
    case .centre: "Central team"
    case .donor: "Donors"
    }
  }
}
