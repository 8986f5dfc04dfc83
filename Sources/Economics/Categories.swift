/// What a cost is for.
public enum CostCategory: String, CaseIterable, Hashable, Sendable, Codable {
  case design, procurement, build, adaptation, integration, testing, licences, hosting, bandwidth
  case operationsStaff = "operations_staff"
  case trainingAndEnrolment = "training_and_enrolment"
  case governance
  case changeManagement = "change_management"
  case security, maintenance, outage, upkeep

  /// CAPEX (spent once, to bring something to life) or OPEX (spent each year that it lives).
  public var isCapital: Bool {
    switch self {
    case .design, .procurement, .build, .adaptation, .integration, .testing,
      .trainingAndEnrolment, .changeManagement:
      true
    case .licences, .hosting, .bandwidth, .operationsStaff, .governance, .security, .maintenance,
      .outage, .upkeep:
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
    case .licences: "Licences"
    case .hosting: "Hosting"
    case .bandwidth: "Bandwidth"
    case .operationsStaff: "Operations staff"
    case .trainingAndEnrolment: "Training and enrolment"
    case .governance: "Governance"
    case .changeManagement: "Change management"
    case .security: "Security"
    case .maintenance: "Software maintenance"
    case .outage: "Outages"
    case .upkeep: "Upkeep of what existed"
    }
  }
}

/// What using services takes from people. Taking less of it than another alternative is a benefit.
public enum BenefitCategory: String, CaseIterable, Hashable, Sendable, Codable {
  case citizenTime = "citizen_time"
  case travel
  case officialTime = "official_time"

  /// As a reader of the report sees it.
  public var title: String {
    switch self {
    case .citizenTime: "Citizens' time"
    case .travel: "Citizens' travel"
    case .officialTime: "Officials' time"
    }
  }
}

/// Who pays or gains.
public enum Party: String, CaseIterable, Hashable, Sendable, Codable {
  case citizen, agency, centre
}
