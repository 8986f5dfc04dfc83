import Quantities

/// `operations:` Demand, service goals and the windows that are simulated request by request.
public struct OperationsTerms: Sendable {
  /// Transactions one person makes in a year, on all channels.
  public var transactionsPerPerson: Rate
  public var adoption: Adoption
  /// Busiest hour of a day over the day's mean hour [1], and busiest day over the mean day [1].
  public var peakHourRatio: Double
  public var peakDayRatio: Double
  /// Ordinary office hour over the day's mean hour [1].
  public var ordinaryHourRatio: Double
  /// Citizens who wait longer than this for the system give up and take the next channel.
  public var patience: TimeSpan
  /// Exchange-layer calls by machines for each transaction of a person [1], to registries.
  public var machineCallsPerTransaction: Double
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
  /// Worlds in which windows are simulated; elsewhere closed forms corrected by these stand in.
  public var worlds: Int
}

/// `stations:` An explicit multi-server station.
public struct Station: Sendable {
  public var name: String
  public var servers: Int
  public var serviceTime: VariateSpec
  /// Requests that may wait, beyond those in service; `nil` for no limit.
  public var queueLimit: Int?
  public var discipline: QueueDiscipline
  /// How long a request waits in the queue before it gives up; `nil` for ever.
  public var patience: VariateSpec?
  public var meanTimeBetweenFailures: TimeSpan?
  public var meanTimeToRepair: TimeSpan?
}

/// Who is served first at an explicit station.
public enum QueueDiscipline: String, CaseIterable, Sendable {
  case firstComeFirstServed = "first_come_first_served"
  case priority
  case preemptivePriority = "preemptive_priority"
  case processorSharing = "processor_sharing"
}

/// `links:` An explicit shared link: processor sharing of its bandwidth, then a propagation delay.
public struct Link: Sendable {
  public var name: String
  public var bandwidth: Bandwidth
  public var delay: TimeSpan
}

/// `journeys:` What one request does.
public struct Journey: Sendable {
  public var name: String
  public var body: JourneyBody
}

public enum JourneyBody: Sendable {
  case steps([JourneyStep])
  /// Open-network routing: first station by probability, then from station to station by
  /// probability; what is missing to 1 leaves. Names of stations.
  case routing(
    start: [(station: String, probability: Double)],
    next: [(from: String, to: String, probability: Double)])
}

public indirect enum JourneyStep: Sendable {
  /// A call to a block (or an explicit station), `times` on average; `registry` names whose
  /// registry when the block is one.
  case call(target: String, registry: String?, times: Double)
  /// The same, but nobody waits for the answer.
  case notify(target: String, times: Double)
  /// Time the citizen needs; no system works meanwhile.
  case think(VariateSpec)
  /// Data over an explicit link.
  case transfer(link: String, size: VariateSpec)
  case branch([(probability: Double, steps: [JourneyStep])])
  /// Several things at once; the request goes on when all are done.
  case parallel([[JourneyStep]])
}

/// `demand:` An explicit stream of requests.
public struct DemandStream: Sendable {
  public var name: String
  public var arrivals: DemandArrivals
  public var journey: String
  /// Requests at each arrival [1].
  public var batch: Int
  /// Urgency: 0 goes first.
  public var priority: Int
}

/// How the requests of an explicit stream come.
public enum DemandArrivals: Sendable {
  /// A Poisson process.
  case poisson(Rate)
  /// A Poisson process whose rate changes: each rate lasts so long, and at the end they begin again.
  case profile(rates: [Rate], each: TimeSpan)
  /// Independent gaps.
  case renewal(gap: VariateSpec)
  /// So many customers who think, ask, and think again.
  case closed(customers: Int, think: VariateSpec)
}

/// `window:` How long an explicit model is observed.
public struct ObservationWindow: Sendable {
  public var runIn: TimeSpan
  public var length: TimeSpan
  public var replications: Int
}
