import Quantities
import Statistics

extension Portfolio {
  /// How long things take and what they cost in effort: the same for every organisation.
  public struct Rules: Hashable, Sendable {
    public var teamSize: TeamSize
    /// Shares of an item's effort; what is left is building or adapting.
    public var designShare: Share
    public var testShare: Share
    /// Security assessment and hardening, on top of an item's effort, as a share of it.
    public var securityShare: Share
    /// From a packaged block's design to the choice of a product [s]; engineers compare products for
    /// `selectionEffort` of it.
    public var selectionTime: Distribution
    public var selectionEffort: Effort
    /// Trainers' effort for one service, and for one deployment of a block.
    public var trainingPerService: Effort
    public var trainingPerBlock: Effort
    /// From asking for a decision to having it [s]; an approver is busy for `approvalEffort` of it.
    public var approvalTime: Distribution
    public var approvalEffort: Effort
    /// From decision to contract [s]; an officer is busy for `procurementEffort` of it.
    public var procurementTime: Distribution
    public var procurementEffort: Effort
    /// Services that an agency puts into one contract [1], ≥ 1.
    public var servicesPerContract: Int
    public var reuse: Reuse
    public var integration: Integration
    public var overruns: Overruns
    public var onboarding: Onboarding

    public init(
      teamSize: TeamSize, designShare: Share, testShare: Share, securityShare: Share = .none,
      selectionTime: Distribution = .constant(0), selectionEffort: Effort = .zero,
      trainingPerService: Effort, trainingPerBlock: Effort, approvalTime: Distribution,
      approvalEffort: Effort,
      procurementTime: Distribution, procurementEffort: Effort, servicesPerContract: Int,
      reuse: Reuse, integration: Integration, overruns: Overruns, onboarding: Onboarding
    ) {
      self.teamSize = teamSize
      self.designShare = designShare
      self.testShare = testShare
      self.securityShare = securityShare
      self.selectionTime = selectionTime
      self.selectionEffort = selectionEffort
      self.trainingPerService = trainingPerService
      self.trainingPerBlock = trainingPerBlock
      self.approvalTime = approvalTime
      self.approvalEffort = approvalEffort
      self.procurementTime = procurementTime
      self.procurementEffort = procurementEffort
      self.servicesPerContract = servicesPerContract
      self.reuse = reuse
      self.integration = integration
      self.overruns = overruns
      self.onboarding = onboarding
    }
  }

  /// What reuse costs, relative to writing something once for one use.
  public struct Reuse: Hashable, Sendable {
    /// Relative cost of reuse (RCR): calling a live block instead of writing its function [1].
    public var costOfReuse: Double
    /// Relative cost of writing for reuse (RCWR): a block that several agencies use [1].
    public var costOfWritingForReuse: Double
    /// Share of a block that one agency needs when nobody else uses its deployment.
    public var scopeForOneAgency: Share
    /// Share of a shared block that the agencies insist on having their own way: it is written again by
    /// each user, and the block itself grows by it.
    public var customisation: Share

    public init(
      costOfReuse: Double, costOfWritingForReuse: Double, scopeForOneAgency: Share,
      customisation: Share = .none
    ) {
      self.costOfReuse = costOfReuse
      self.costOfWritingForReuse = costOfWritingForReuse
      self.scopeForOneAgency = scopeForOneAgency
      self.customisation = customisation
    }

    /// What calling a block costs, relative to writing its function [1].
    func costOfReuse(isShared: Bool) -> Double {
      let custom = isShared ? customisation.fraction : 0
      return costOfReuse + custom * max(0, 1 - costOfReuse)
    }

    /// What a block that several agencies use costs, relative to a block for one use [1].
    var costOfSharedBlock: Double { costOfWritingForReuse + customisation.fraction }
  }

  /// What it takes to connect a system of one agency with a registry of another.
  public struct Integration: Hashable, Sendable {
    /// Effort of one point-to-point link.
    public var link: Effort
    /// Effort of the first link that an agency makes through the mediator, relative to `link` [1].
    public var firstThroughMediator: Double
    /// Effort of each later one, relative to `link` [1].
    public var laterThroughMediator: Double

    public init(link: Effort, firstThroughMediator: Double, laterThroughMediator: Double) {
      self.link = link
      self.firstThroughMediator = firstThroughMediator
      self.laterThroughMediator = laterThroughMediator
    }
  }

  /// How far projects miss their plan. Drawn once per contract; see `OverrunLaw`.
  public struct Overruns: Hashable, Sendable {
    /// Median of actual over planned duration of active work [1], and its coefficient of variation.
    public var scheduleMedian: Double
    public var scheduleVariation: Double
    /// Standard deviation of the body of actual over planned effort [1].
    public var effortSpread: Double
    /// Share of projects in the fat tail at no duration, and what each planned year adds.
    public var tailShare: Share
    public var tailSharePerYear: Share
    /// Pareto index of the tail, where it starts and where it is cut (actual over plan) [1].
    public var tailIndex: Double
    public var tailStart: Double
    public var tailEnd: Double
    /// Correlation of the projects of one country (Gaussian copula with one factor).
    public var countryCorrelation: Share

    public init(
      scheduleMedian: Double, scheduleVariation: Double, effortSpread: Double, tailShare: Share,
      tailSharePerYear: Share, tailIndex: Double, tailStart: Double, tailEnd: Double,
      countryCorrelation: Share
    ) {
      self.scheduleMedian = scheduleMedian
      self.scheduleVariation = scheduleVariation
      self.effortSpread = effortSpread
      self.tailShare = tailShare
      self.tailSharePerYear = tailSharePerYear
      self.tailIndex = tailIndex
      self.tailStart = tailStart
      self.tailEnd = tailEnd
      self.countryCorrelation = countryCorrelation
    }
  }

  /// Taking one agency into one block that somebody else runs.
  public struct Onboarding: Hashable, Sendable {
    /// From asking to being a member [s]: certificates, firewalls, agreements.
    public var time: Distribution
    /// Integrators' effort at the block's owner, and at the agency.
    public var centreEffort: Effort
    public var agencyEffort: Effort

    public init(time: Distribution, centreEffort: Effort, agencyEffort: Effort) {
      self.time = time
      self.centreEffort = centreEffort
      self.agencyEffort = agencyEffort
    }
  }

  public enum Sharing: Hashable, Sendable {
    /// Each agency has its own deployments.
    case own
    /// Agencies that join use one deployment of each block; the others build alone.
    case shared
  }

  public enum IntegrationMode: Hashable, Sendable { case pointToPoint, mediator }

  /// What distinguishes alternatives, and nothing else does.
  public struct Organisation: Hashable, Sendable {
    public var sharing: Sharing
    public var integration: IntegrationMode
    /// Share of the people of each skill who work at the centre.
    public var centralShare: Share
    /// Whether people of the centre who have nothing to do take over agencies' work that waits.
    public var lendsPeople: Bool
    /// Probability that an agency joins the shared blocks.
    public var joining: Share
    /// From programme start until an agency that joins has decided to [s].
    public var joiningDelay: Distribution
    /// Extra time for a decision that binds several agencies, once per shared block [s].
    public var governanceDelay: Distribution

    public init(
      sharing: Sharing, integration: IntegrationMode, centralShare: Share,
      lendsPeople: Bool = false, joining: Share = .all, joiningDelay: Distribution = .constant(0),
      governanceDelay: Distribution = .constant(0)
    ) {
      self.sharing = sharing
      self.integration = integration
      self.centralShare = centralShare
      self.lendsPeople = lendsPeople
      self.joining = joining
      self.joiningDelay = joiningDelay
      self.governanceDelay = governanceDelay
    }
  }
}
