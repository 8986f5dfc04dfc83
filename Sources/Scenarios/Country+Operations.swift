import Quantities

/// `operations:` Demand, service goals and the windows that are simulated request by request.
public struct OperationsTerms: Sendable {
  /// Transactions one person makes in a year, on all channels.
  public var transactionsPerPerson: Rate
  public var adoption: Adoption
  /// Calendar of services that name none.
  public var calendar: String
  /// Power to which the factors of calendars are raised [1].
  public var peakedness: Double
  /// How services call, where a step says nothing else; `nil` for as long as it takes.
  public var policy: String?
  /// After an outage, until queues are taken to be as ever.
  public var recoveryTime: TimeSpan
  /// Citizens who wait longer than this for the system, in the whole transaction, give up and take the
  /// next channel.
  public var patience: TimeSpan
  /// Exchange-layer calls by machines for each transaction of a person [1], to registries.
  public var machineCallsPerTransaction: Double
  /// Ways to a service other than the web.
  public var channels: ChannelTerms
  public var goal: CapacityGoal
  public var windows: WindowTerms
  /// Data that one interaction page takes on the last mile.
  public var pageWeight: DataSize
  public var interactionsPerTransaction: Double
}

/// `adoption:` Bass diffusion of digital use among those who can.
public struct Adoption: Sendable {
  /// Innovation coefficient p and imitation coefficient q [1/year].
  public var innovation: Rate
  public var imitation: Rate
  /// Ceiling, as a share of the people who are online (or have an assisted point in reach).
  public var ceiling: Share
  /// Share of use already reached at the start.
  public var initial: Share
  /// Share of those whose attempts failed in one year who stay at the counter in the next.
  public var lostAfterFailure: Share
}

/// `goal:` What installed capacity must hold at the forecast peak: one rule for all alternatives.
public struct CapacityGoal: Sendable {
  /// 95th percentile of waiting time at each station.
  public var waitingTime: TimeSpan
  /// Servers that may be down while the goal still holds [1].
  public var spareServers: Int
  /// Highest utilisation of a link.
  public var linkUtilisation: Share
}

/// `windows:` Hours that are simulated request by request.
public struct WindowTerms: Sendable {
  /// Years after the start, 1 = first year.
  public var years: [Int]
  public var runIn: TimeSpan
  public var length: TimeSpan
  /// Worlds whose windows are simulated, the first ones; in others every digital request counts as
  /// completed, and they have no figures of windows.
  public var worlds: Int
}
