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
  /// In programme order: who comes first is served first at every queue.
  public var services: [Service]
  /// Head count by skill [person], the same for every organisation.
  public var people: PerSkill<Int>
  public var tranches: [Tranche]
  /// Delay of a tranche against its due date [s].
  public var trancheDelay: Distribution
  public var rules: Rules
  public var organisation: Organisation
  /// Planned money for a person-month of each skill [currency/person-month], for the budget only.
  public var prices: PerSkill<Double>
  /// What isn't live by then counts as not reached.
  public var horizon: TimeSpan

  public init(
    agencies: [Agency], blocks: [Block], existing: [ExistingBlock] = [], services: [Service],
    people: PerSkill<Int>, tranches: [Tranche], trancheDelay: Distribution = .constant(0),
    rules: Rules, organisation: Organisation, prices: PerSkill<Double>, horizon: TimeSpan
  ) {
    self.agencies = agencies
    self.blocks = blocks
    self.existing = existing
    self.services = services
    self.people = people
    self.tranches = tranches
    self.trancheDelay = trancheDelay
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

    /// - Parameter key: by default the hash of `name`.
    public init(
      name: String, key: UInt64? = nil, effort: Effort, mode: Mode = .build,
      adoptEffortShare: Share = .all, needs: [Int] = [], isRegistry: Bool = false,
      isMediator: Bool = false
    ) {
      self.name = name
      self.key = key ?? StreamName.hash(name)
      self.effort = effort
      self.mode = mode
      self.adoptEffortShare = adoptEffortShare
      self.needs = needs
      self.isRegistry = isRegistry
      self.isMediator = isMediator
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

    /// - Parameter key: by default the hash of `name`.
    public init(
      name: String, key: UInt64? = nil, agency: Int, effort: Effort, sharedFraction: Share,
      blocks: [Int], registries: [Int] = []
    ) {
      self.name = name
      self.key = key ?? StreamName.hash(name)
      self.agency = agency
      self.effort = effort
      self.sharedFraction = sharedFraction
      self.blocks = blocks
      self.registries = registries
    }
  }

  /// Money promised for a date.
  public struct Tranche: Hashable, Sendable {
    public var at: TimeSpan
    /// In the currency of `prices`.
    public var amount: Double

    public init(at: TimeSpan, amount: Double) {
      self.at = at
      self.amount = amount
    }
  }
}
