import Quantities
import Statistics

/// What a programme must bring to life, with whom, and under which organisation.
///
/// A portfolio is plain values, complete in itself: every assumption is drawn, every override
/// applied. Two alternatives of one country differ in `organisation` only.
///
///     let result = try simulateDelivery(portfolio, name: StreamName(seed: 1))
///     result.services.map(\.goLive?.months)   // in programme order
///
/// The parts are nested because scenarios use the same words. Indices point into the arrays of
/// the same portfolio. Distributions of time are in seconds [s], as in scenarios.
public struct Portfolio: Hashable, Sendable {
  public var agencies: [Agency]
  public var blocks: [Block]
  public var existing: [ExistingBlock]
  /// Old systems that services depend on.
  public var legacy: [LegacySystem]
  /// In programme order: who comes first is served first at every queue.
  public var services: [Service]
  /// Head count by skill [person], the same for every organisation.
  public var people: PerSkill<Int>
  public var workforce: Workforce
  public var funding: Funding
  public var rules: Rules
  public var organisation: Organisation
  /// Planned money for work and things, for the budget only.
  public var prices: PlanPrices
  /// What isn't live by then counts as not reached.
  public var horizon: TimeSpan

  public init(
    agencies: [Agency], blocks: [Block], existing: [ExistingBlock] = [],
    legacy: [LegacySystem] = [], services: [Service], people: PerSkill<Int>,
    workforce: Workforce = Workforce(), funding: Funding, rules: Rules,
    organisation: Organisation, prices: PlanPrices, horizon: TimeSpan
  ) {
    self.agencies = agencies
    self.blocks = blocks
    self.existing = existing
    self.legacy = legacy
    self.services = services
    self.people = people
    self.workforce = workforce
    self.funding = funding
    self.rules = rules
    self.organisation = organisation
    self.prices = prices
    self.horizon = horizon
  }
}

extension Portfolio {
  /// A body that owns services, and often a registry.
  public struct Agency: Hashable, Sendable {
    public var name: String
    /// Identity in the names of random streams; must not depend on the alternative.
    public var key: UInt64
    /// Services it has in the whole catalogue [1]: its weight when people are shared out.
    public var serviceCount: Int

    /// - Parameter key: by default the hash of `name`.
    public init(name: String, key: UInt64? = nil, serviceCount: Int) {
      self.name = name
      self.key = key ?? StreamName.hash(name)
      self.serviceCount = serviceCount
    }
  }

  /// How a block is obtained.
  public enum Mode: Hashable, Sendable {
    /// Written by the owner's own people.
    case build
    /// A packaged or open-source product is taken, configured and localised.
    case adopt
  }

  /// A reusable building block.
  public struct Block: Hashable, Sendable {
    public var name: String
    /// Identity in the names of random streams.
    public var key: UInt64
    /// Effort to write the whole block once, for one owner, without reuse.
    public var effort: Effort
    public var mode: Mode
    /// Share of `effort` that configuring and localising a packaged product takes.
    public var adoptEffortShare: Share
    /// Blocks that must be live before this one can be built.
    public var needs: [Int]
    /// Kept by the owners of registries that services read; at most one block.
    public var isRegistry: Bool
    /// Carries exchange between agencies; at most one block.
    public var isMediator: Bool
    /// Whom it must register before it is of use; `nil` for nobody.
    public var enrolment: Enrolment?

    /// - Parameter key: by default the hash of `name`.
    public init(
      name: String, key: UInt64? = nil, effort: Effort, mode: Mode = .build,
      adoptEffortShare: Share = .all, needs: [Int] = [], isRegistry: Bool = false,
      isMediator: Bool = false, enrolment: Enrolment? = nil
    ) {
      self.name = name
      self.key = key ?? StreamName.hash(name)
      self.effort = effort
      self.mode = mode
      self.adoptEffortShare = adoptEffortShare
      self.needs = needs
      self.isRegistry = isRegistry
      self.isMediator = isMediator
      self.enrolment = enrolment
    }
  }

  /// Registering people for a block, in the field: one by one, with kits.
  public struct Enrolment: Hashable, Sendable {
    /// People who need the block, if all agencies use one deployment of it [person].
    public var population: Double
    /// Share of a deployment's people who must be registered before it goes live; the rest follow.
    public var launchShare: Share
    /// Registrations of one enroller [1/person-month].
    public var perPersonMonth: Double

    public init(population: Double, launchShare: Share, perPersonMonth: Double) {
      self.population = population
      self.launchShare = launchShare
      self.perPersonMonth = perPersonMonth
    }
  }

  /// A block that is live at the start, for everybody; a registry block for its owner only.
  public struct ExistingBlock: Hashable, Sendable {
    public var block: Int
    /// The agency that runs it.
    public var owner: Int

    public init(block: Int, owner: Int) {
      self.block = block
      self.owner = owner
    }
  }

  /// One service to be brought to life.
  public struct Service: Hashable, Sendable {
    public var name: String
    /// Identity in the names of random streams; no two services share one.
    public var key: UInt64
    public var agency: Int
    /// Effort to write the whole service once, without any block to reuse.
    public var effort: Effort
    /// Share of that effort which live blocks replace.
    public var sharedFraction: Share
    /// Blocks it calls. Registry and mediator blocks listed here are passed over: they follow
    /// from `registries` and from `organisation.integration`.
    public var blocks: [Int]
    /// Agencies whose registries it reads.
    public var registries: [Int]
    /// Requests of one person [1/year], on all channels: how many people ever meet its agency.
    public var useRate: Double

    /// - Parameter key: by default the hash of `name`.
    public init(
      name: String, key: UInt64? = nil, agency: Int, effort: Effort, sharedFraction: Share,
      blocks: [Int], registries: [Int] = [], useRate: Double = 0
    ) {
      self.name = name
      self.key = key ?? StreamName.hash(name)
      self.agency = agency
      self.effort = effort
      self.sharedFraction = sharedFraction
      self.blocks = blocks
      self.registries = registries
      self.useRate = useRate
    }
  }

  /// A monolith that does some of an agency's work today. No service of the agency goes live without it.
  public struct LegacySystem: Hashable, Sendable {
    public enum Strategy: Hashable, Sendable {
      /// Service by service its functions and data move to the new systems; then it is switched off.
      case migrate
      /// An adapter makes it callable; it runs on to the horizon.
      case wrap
    }
    public var name: String
    /// Identity in the names of random streams.
    public var key: UInt64
    public var agency: Int
    /// Effort to move all of it.
    public var effort: Effort
    public var strategy: Strategy
    /// Share of `effort` that an adapter takes.
    public var wrapShare: Share

    /// - Parameter key: by default the hash of `name`.
    public init(
      name: String, key: UInt64? = nil, agency: Int, effort: Effort, strategy: Strategy,
      wrapShare: Share
    ) {
      self.name = name
      self.key = key ?? StreamName.hash(name)
      self.agency = agency
      self.effort = effort
      self.strategy = strategy
      self.wrapShare = wrapShare
    }
  }
}
