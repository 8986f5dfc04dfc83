import Quantities

/// `programme:` The people, money and rules that bring services to life, the same for every
/// alternative.
public struct Programme: Sendable {
  public var people: People
  public var workforce: WorkforceTerms?
  /// How software is developed here; what is not rated is nominal.
  public var cocomo: [CocomoRating]
  public var priority: PriorityRule
  /// Money as it is promised: each tranche falls due `at` months after the start.
  public var tranches: [Tranche]
  /// Delay of a tranche against its due date.
  public var trancheDelay: VariateSpec
  /// Share of the money that donors put into one pool.
  public var donorCoordination: Share
  /// Donors who appraise each project when they don't coordinate at all [1].
  public var donors: Int
  /// Probability that a block is built twice when donors don't coordinate at all.
  public var parallelSystems: Share
  /// Persons at work on one item at once, at most [1].
  public var teamSize: Double?
  /// Shares of an item's effort.
  public var designShare: Share
  public var testShare: Share
  /// Security work on top of an item's effort, as a share of it.
  public var securityShare: Share
  /// From a packaged block's design to the choice of a product, and the effort of comparing.
  public var selectionTime: VariateSpec
  public var selectionEffort: Effort
  /// Trainers' effort to train staff and enrol users for one service, and for one block.
  public var trainingPerService: Effort
  public var trainingPerBlock: Effort
  /// From asking for a decision to having it; an approver is busy for `approvalEffort` of it.
  public var approvalTime: VariateSpec
  public var approvalEffort: Effort
  /// From decision to signed contract; an officer is busy for `procurementEffort` of it.
  public var procurementTime: VariateSpec
  public var procurementEffort: Effort
  /// Services each agency puts into one procurement (framework contract) [1], ≥ 1.
  public var servicesPerContract: Int
  public var reuse: Reuse
  public var integration: IntegrationEffort
  public var overruns: Overruns
  public var onboarding: Onboarding
}

/// `people:` Head count by skill; alternatives only move people between agencies and centre.
public struct People: Sendable {
  public var engineers: Int
  public var integrators: Int
  public var trainers: Int
  public var procurementOfficers: Int
  public var approvers: Int
  public var securitySpecialists: Int
  public var enrollers: Int
}

/// In which order services are brought to life.
public enum PriorityRule: String, CaseIterable, Sendable {
  /// As the catalogue gives it.
  case given
  /// Most used services first.
  case value
  /// Least effort first.
  case cost
  /// Fewest missing parts first.
  case readiness
}

public struct Tranche: Sendable {
  public var at: TimeSpan
  public var amount: Money
  public var source: MoneySource
  /// Agencies that alone may spend it; empty for the general rule.
  public var earmarks: [String]
  /// Paid out when so many services are live [1], or such a share of what has come is promised.
  public var servicesLive: Int?
  public var committed: Share?
}

public enum MoneySource: String, CaseIterable, Sendable { case donor, government }

/// `reuse:` What reuse costs, relative to writing something once for one use.
public struct Reuse: Sendable {
  /// Relative cost of reuse (RCR): adapting a live block instead of writing it [1].
  public var costOfReuse: Double
  /// Relative cost of writing for reuse (RCWR): a block that others can use [1].
  public var costOfWritingForReuse: Double
  /// Share of a block's functions that one agency needs when it builds the block for itself alone.
  public var scopeForOneAgency: Share
  /// Share of a shared block that agencies insist on having their own way.
  public var customisation: Share
}

/// `integration:` What it takes to connect one agency's system with another's.
public struct IntegrationEffort: Sendable {
  /// Effort of one point-to-point link.
  public var link: Effort
  /// Effort of an agency's first link through the mediator, relative to `link` [1].
  public var firstThroughMediator: Double
  /// Effort of each later one, relative to `link` [1].
  public var laterThroughMediator: Double
}

/// `overruns:` Drawn once per project, on its plan.
public struct Overruns: Sendable {
  /// Median of actual over planned duration of active work [1], and its coefficient of variation.
  public var scheduleMedian: Double
  public var scheduleVariation: Double
  /// Standard deviation of the body of actual over planned effort (median 1) [1].
  public var effortSpread: Double
  /// Share of projects in the fat tail, for a project of no duration, and what each planned year adds.
  public var tailShare: Share
  public var tailSharePerYear: Share
  /// Pareto index of the tail, where it starts and where it is cut (actual over plan) [1].
  public var tailIndex: Double
  public var tailStart: Double
  public var tailEnd: Double
  /// Correlation of projects in one country (one shared factor) [1].
  public var countryCorrelation: Share
}

/// `onboarding:` Taking one agency into one shared block.
public struct Onboarding: Sendable {
  /// From request to being a member (certificates, firewalls, agreements).
  public var time: VariateSpec
  /// Integrators' effort at the block's owner (the centre).
  public var centreEffort: Effort
  /// Integrators' effort at the agency.
  public var agencyEffort: Effort
}

/// `organisation:` What distinguishes the alternatives, and nothing else does.
public struct Organisation: Sendable {
  /// Whether a programme is run at all; without it counters carry on.
  public var delivers: Bool
  /// Who owns deployments of a block: each agency its own, or one shared by all that join.
  public var sharing: Sharing
  public var integration: IntegrationMode
  /// Share of people of each skill who work at the centre; agencies keep the rest.
  public var centralShare: Share
  /// Whether idle people of the centre take over agencies' work that waits.
  public var lendsPeople: Bool
  /// Whether joining is an order.
  public var mandate: Bool
  /// Probability that an agency joins the shared blocks, by order or by choice as `mandate` says; others
  /// build alone.
  public var joining: Share
  /// From programme start until an agency that joins has decided to.
  public var joiningDelay: VariateSpec
  /// Extra time for decisions that bind the whole government, once per shared block.
  public var governanceDelay: VariateSpec
  /// Yearly cost of governing shared blocks (product owner, standards, certificates).
  public var governance: MoneyRate
  /// Name of the site where own deployments stand, and shared ones.
  public var siteOfOwn: String
  public var siteOfShared: String
}

public enum Sharing: String, CaseIterable, Sendable { case own, shared }
public enum IntegrationMode: String, CaseIterable, Sendable {
  case pointToPoint = "point_to_point"
  case mediator
}
