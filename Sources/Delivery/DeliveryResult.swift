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
  /// In the portfolio's order.
  public var legacy: [LegacyOutcome]
  /// Whether each agency joined the shared blocks (all false where every agency builds its own).
  public var joined: [Bool]
  /// All work done up to the horizon, in the order in which it ended.
  public var spend: [WorkRecord]
  /// Money as it arrived and as it was promised to work.
  public var budget: [BudgetEntry]
  public var pools: [PoolUse]
  /// Kits bought, and people sent to courses.
  public var purchases: [KitPurchase]
  public var cohorts: [Cohort]
  /// Events fired [1].
  public var eventCount: Int

  /// The deployment that an agency's calls to a block go to, or `nil` if it uses none.
  ///
  /// - Complexity: O(deployments).
  public func deployment(of block: Int, for agency: Int) -> Int? {
    deployments.firstIndex { $0.block == block && $0.users.contains(agency) }
  }

  /// Share of the posts' time that work took, by skill, from the start to the last work [1].
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
  /// Planned effort of design, building or adapting, and testing, of all its copies.
  public var plannedEffort: Effort
  /// 2 where donors who don't coordinate have it built twice, in parallel; else 1 [1].
  public var copies = 1
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
  case design, selection, approval, procurement, build, adaptation, migration, integration, testing,
    security, training, enrolment
}

/// What a piece of work belongs to. A contract holds the paperwork of several services.
public enum ItemKind: Int, CaseIterable, Hashable, Sendable {
  case deployment, membership, link, contract, service, legacy
}

/// Who does a piece of work.
public enum Worker: Int, CaseIterable, Hashable, Sendable { case employee, consultant }

/// A piece of work that was done.
public struct WorkRecord: Hashable, Sendable {
  /// From programme start [month].
  public var startMonth: Double
  public var endMonth: Double
  public var activity: Activity
  public var skill: Skill
  public var worker: Worker
  /// Work [person-month]; of newcomers more than of experienced people.
  public var personMonths: Double
  /// Whose project it is; people lent by others are paid by it too.
  public var payer: Party
  public var kind: ItemKind
  /// Index into `deployments`, `memberships`, `links`, `services` (a contract: its first service) or
  /// `legacy`.
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
  /// Posts [person].
  public var people: Int
  /// Time in which posts were filled [person-month].
  public var staffedPersonMonths: Double
  /// Time that people were held by work [person-month], stretched schedules included.
  public var busyPersonMonths: Double
}

/// What became of an old system.
public struct LegacyOutcome: Hashable, Sendable {
  /// When it could be called through an adapter; `nil` where it is moved, or not within the horizon.
  public var wrapped: TimeSpan?
  /// When the last service of its agency had left it; `nil` where it runs on.
  public var retired: TimeSpan?
}

/// Enrolment kits bought for one deployment.
public struct KitPurchase: Hashable, Sendable {
  /// From programme start [month].
  public var month: Double
  public var kits: Int
  public var payer: Party
}

/// People sent to a course together.
public struct Cohort: Hashable, Sendable {
  /// From programme start [month].
  public var month: Double
  /// [person]
  public var people: Double
}
