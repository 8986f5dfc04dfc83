import Quantities

/// `regions:` A part of the country with its own access to networks and power.
public struct Region: Sendable {
  public var name: String
  public var title: String
  /// People living here [1].
  public var population: Double
  /// Share of people who use the internet.
  public var online: Share
  /// Share of people with a mobile phone of any kind; `nil` for those online.
  public var mobile: Share?
  /// Share of people with an assisted service point in reach.
  public var assistedReach: Share
  public var lastMile: LastMile
  /// Radio cells that its people share; `nil` where only their own connections count.
  public var cells: RadioCells?
  /// From its cells to the country's backbone; `nil` where it does not count.
  public var backhaul: Backhaul?
  /// Offices with counters [1]; 0 where counters are not simulated.
  public var offices: Int
}

/// `cells:` Equal cells of mobile networks, with users spread over them by chance.
public struct RadioCells: Sendable {
  public var count: Int
  /// Of one cell, to its users and from them.
  public var bandwidth: Bandwidth
}

/// `backhaul:` The link between a region and the country's backbone.
public struct Backhaul: Sendable {
  public var bandwidth: Bandwidth
  /// One way.
  public var delay: TimeSpan
}

/// `last_mile:` One user's own connection: a rate cap and a round trip, never shared.
public struct LastMile: Sendable {
  /// Usable data rate of one user [bit/s], by chance between users.
  public var rate: VariateSpec
  /// Round trip between user and the country's backbone.
  public var roundTrip: TimeSpan
}

/// `sites:` A kind of place where servers stand.
public struct Site: Sendable {
  public var name: String
  public var title: String
  /// Round trip between backbone and site.
  public var roundTrip: TimeSpan
  /// Mean time between failures of one server.
  public var serverMeanTimeBetweenFailures: TimeSpan
  /// Mean time to repair one server.
  public var serverMeanTimeToRepair: TimeSpan
  /// Of each owner's link here; `nil` where the goal sizes it.
  public var bandwidth: Bandwidth?
  /// Monthly price of standing one server here beyond its processors (power, cooling, guard).
  public var pricePerServer: MoneyRate
}

/// `agencies:` A body that owns services, and often an authoritative registry.
public struct Agency: Sendable {
  public var name: String
  public var title: String
  /// Names of the registries it keeps, as journeys refer to them.
  public var registries: [String]
}

/// `blocks:` A reusable building block: the software, and what one server of it can do.
public struct Block: Sendable {
  public var name: String
  public var title: String
  /// Service time of one call on one server.
  public var serviceTime: VariateSpec
  /// Processors of one server [vCPU].
  public var processors: Double
  /// Size of a call and of its answer.
  public var request: DataSize
  public var response: DataSize
  /// Servers of each deployment [1]; `nil` where the goal sizes them.
  public var servers: Int?
  /// Blocks that must be live before this one can be built.
  public var needs: [String]
  /// Effort to write the whole block once, for one owner, without reuse.
  public var work: WorkSize
  /// How it is obtained.
  public var mode: BlockMode
  /// Share of `work` that configuring and localising a packaged product takes.
  public var adoptEffortShare: Share
  /// Yearly licence or support fee of the packaged product, per deployment (0 for open source).
  public var licence: MoneyRate
  /// One deployment is the registry of its owner: calls go to the owner named by the journey.
  public var isRegistry: Bool
  /// Carries every call between agencies where `organisation.integration` is `mediator`.
  public var isMediator: Bool
  /// Whom it must register before it is of use; `nil` for nobody.
  public var enrolment: EnrolmentTerms?
}

public enum BlockMode: String, CaseIterable, Sendable {
  /// Written by the owner's own team.
  case build
  /// A packaged or open-source product is bought or taken, configured and localised.
  case adopt
}

/// `services:` An archetype of citizen service.
public struct Service: Sendable {
  public var name: String
  public var title: String
  /// Effort to write the whole service once, without any block to reuse.
  public var work: WorkSize
  /// Share of that effort which live building blocks replace.
  public var sharedFraction: Share
  /// Its own calendar, or `nil` for that of `operations`.
  public var calendar: String?
  /// Whether it can be used by text, without pages.
  public var isTextual: Bool
  public var journey: [JourneyStep]
  /// Citizen's hours for one visit-based transaction, travel and waiting included.
  public var citizenTimeAtCounter: TimeSpan
  /// Official's hours for one visit-based transaction.
  public var officialTimeAtCounter: TimeSpan
  /// Citizen's and official's hours when it is done digitally.
  public var citizenTimeOnline: TimeSpan
  public var officialTimeOnline: TimeSpan
}

/// `catalogue:` So many services of one archetype at one agency.
public struct CatalogueLine: Sendable {
  public var service: String
  public var agency: String
  /// Number of services [1].
  public var count: Int
  /// Share of all the country's transactions that go to this line, split evenly over its services.
  public var demandShare: Share
}

/// `existing:` A block that is live at the start: sunk, usable on every side, with its upkeep.
public struct ExistingBlock: Sendable {
  public var block: String
  /// The agency that runs it for everybody.
  public var owner: String
  /// Yearly upkeep, the same in every alternative.
  public var upkeep: MoneyRate
}
