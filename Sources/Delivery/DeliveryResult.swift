import Quantities

/// What one run of the delivery simulation left: dates, work and who did it.
///
/// Nothing here is priced except the budget; times count from programme start.
public struct DeliveryResult: Hashable, Sendable {
  /// Copies of blocks: first those that existed, in their order, then in programme order.
  public var deployments: [Deployment]
  /// In the portfolio's order.
  public var services: [ServiceOutcome]
  public var memberships: [Membership]
  public var links: [DataLink]
  /// Whether each agency joined the shared blocks (all false where every agency builds its own).
  public var joined: [Bool]
  /// All work done up to the horizon, in the order in which it ended.
  public var spend: [WorkRecord]
  /// Money as it arrived and as it was promised to work.
  public var budget: [BudgetEntry]
  public var pools: [PoolUse]
  /// Events fired [1].
  public var eventCount: Int

  /// The deployment that an agency's calls to a block go to, or `nil` if it uses none.
  ///
  /// - Complexity: O(deployments).
  public func deployment(of block: Int, for agency: Int) -> Int? {
    deployments.firstIndex { $0.block == block && $0.users.contains(agency) }
  }

  /// Share of the people's time that work took, by skill, from the start to the last work [1].
  /// Nil for a skill without people or a run without work.
  public var utilisation: PerSkill<Double?> {
    let end = spend.reduce(0) { max($0, $1.endMonth) }
    var result = PerSkill<Double?>(all: nil)
    for skill in Skill.allCases {
      let chosen = pools.filter { $0.skill == skill }
      let people = chosen.reduce(0) { $0 + $1.people }
      let busy = chosen.reduce(0) { $0 + $1.busyPersonMonths }
      if people > 0, end > 0 { result[skill] = busy / (Double(people) * end) }
    }
    return result
  }
}

/// One running copy of a block.
public struct Deployment: Hashable, Sendable {
  public var block: Int
  public var owner: Party
  /// Agencies whose systems call it, in programme order of their first need. For an existing block
  /// every agency that needs it.
  public var users: [Int]
  /// Live from the start, without any work.
  public var isExisting: Bool
  /// More than one agency uses it, by the platform's arrangement (not an existing block).
  public var isShared: Bool
  /// Planned effort of design, building or adapting, and testing.
  public var plannedEffort: Effort
  /// `nil`: not reached within the horizon.
  public var goLive: TimeSpan?
}

/// When one service came to life.
public struct ServiceOutcome: Hashable, Sendable {
  public var goLive: TimeSpan?
  /// From programme start to go-live; `nil` counts as later than the horizon, never as dropped.
  public var timeToMarket: TimeSpan? { goLive }
}

/// One party taken into a block that somebody else runs.
public struct Membership: Hashable, Sendable {
  /// Index into `DeliveryResult.deployments`.
  public var deployment: Int
  public var member: Party
  public var goLive: TimeSpan?
}

/// Data exchange from one agency's systems to another's registry.
public struct DataLink: Hashable, Sendable {
  public var consumer: Int
  public var registryOwner: Int
  public var throughMediator: Bool
  public var goLive: TimeSpan?
}

/// What a person-month was spent on.
public enum Activity: Int, CaseIterable, Hashable, Sendable {
  case design, approval, procurement, build, adaptation, integration, testing, training
}

/// What a piece of work belongs to. A contract holds the paperwork of several services.
public enum ItemKind: Int, CaseIterable, Hashable, Sendable {
  case deployment, membership, link, contract, service
}

/// A piece of work that was done.
public struct WorkRecord: Hashable, Sendable {
  /// From programme start [month].
  public var startMonth: Double
  public var endMonth: Double
  public var activity: Activity
  public var skill: Skill
  /// Work [person-month].
  public var personMonths: Double
  /// Whose project it is; people lent by others are paid by it too.
  public var payer: Party
  public var kind: ItemKind
  /// Index into `deployments`, `memberships`, `links` or `services` (a contract: its first service).
  public var subject: Int
}

/// A change of the budget, in the currency of the portfolio's prices.
public struct BudgetEntry: Hashable, Sendable {
  /// From programme start [month].
  public var month: Double
  /// Money that arrived with a tranche.
  public var arrived: Double
  /// Money promised to a project; below zero where a project gave back what it did not need.
  public var committed: Double
}

/// People of one skill who work for the same party.
public struct PoolUse: Hashable, Sendable {
  public enum Owner: Hashable, Sendable {
    case party(Party)
    /// One pool for all agencies, because there are fewer people of the skill than agencies.
    case allAgencies
  }
  public var owner: Owner
  public var skill: Skill
  /// Head count [person].
  public var people: Int
  /// Time that people were held by work [person-month], stretched schedules included.
  public var busyPersonMonths: Double
}
