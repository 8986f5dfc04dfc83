import Quantities
import Statistics

/// A network of queues and links, and the requests that travel through it.
///
///     var model = NetworkModel()
///     model.stations = [StationModel(name: "identity", servers: 2, serviceTime: .exponential(mean: 0.1))]
///     model.journeys = [JourneyModel(name: "log in", steps: [.call(station: 0, purpose: 1)])]
///     model.groups = ["all"]
///     model.sources = [SourceModel(name: "web", key: 1, rate: Rate(perSecond: 15), journey: 0, group: 0)]
///     let result = try simulate(model, window: window, name: StreamName(seed: 1))
///
/// Parts refer to each other by index into these arrays; `checked()` finds indices that lead nowhere.
public struct NetworkModel: Sendable {
  public var stations: [StationModel]
  public var links: [LinkModel]
  public var journeys: [JourneyModel]
  public var sources: [SourceModel]
  /// Names of the groups that requests are reported by, such as "rural/web".
  public var groups: [String]
  /// Groups of machines' traffic, by index: they load the stations, and `WindowResult.all`, which
  /// speaks of citizens, leaves them out.
  public var backgroundGroups: Set<Int>

  public init(
    stations: [StationModel] = [], links: [LinkModel] = [], journeys: [JourneyModel] = [],
    sources: [SourceModel] = [], groups: [String] = [], backgroundGroups: Set<Int> = []
  ) {
    self.stations = stations
    self.links = links
    self.journeys = journeys
    self.sources = sources
    self.groups = groups
    self.backgroundGroups = backgroundGroups
  }
}

/// A multi-server station.
public struct StationModel: Sendable {
  public var name: String
  /// Servers installed [1], ≥ 1.
  public var servers: Int
  /// Work of one call on one server [s].
  public var serviceTime: Distribution
  /// Calls that may wait beyond those in service [1]; `nil` for no limit. A call that finds the
  /// queue full is blocked and its request fails. M/M/c/K has the limit K − c.
  public var queueLimit: Int?
  /// Who is served first.
  public var discipline: Discipline
  /// How long a call waits in the queue before its caller gives up [s] (reneging), drawn anew for each
  /// call; `nil` for as long as it takes. Calls in service, and those that were interrupted in it,
  /// don't give up.
  public var patience: Distribution?
  /// How its servers fail, or `nil` where they never do.
  public var failure: FailureModel?
  /// Physical identity, from which the draws of its faults are keyed: the same site has the same
  /// faults in every model, and stations with one key fail together, server by server.
  public var key: UInt64

  /// - Parameter key: `nil` for a hash of the name.
  public init(
    name: String, servers: Int, serviceTime: Distribution, queueLimit: Int? = nil,
    discipline: Discipline = .firstComeFirstServed, patience: Distribution? = nil,
    failure: FailureModel? = nil, key: UInt64? = nil
  ) {
    self.name = name
    self.servers = servers
    self.serviceTime = serviceTime
    self.queueLimit = queueLimit
    self.discipline = discipline
    self.patience = patience
    self.failure = failure
    self.key = key ?? StreamName.hash(name)
  }
}

extension StationModel {
  /// Whether its servers have records of their own, because they fail or are taken away.
  var tracksServers: Bool { failure != nil || discipline == .preemptivePriority }
}

/// Who is served first at a station.
public enum Discipline: String, CaseIterable, Hashable, Sendable {
  /// In order of coming.
  case firstComeFirstServed
  /// The lowest `SourceModel.priority` first, in order of coming among equals; nobody is interrupted.
  case priority
  /// The same, and a call that finds all servers busy interrupts one of a higher number, the highest
  /// first and among equals the one that began last. Interrupted work is resumed where it stopped,
  /// ahead of those of its own number.
  case preemptivePriority
  /// Everybody at once: n calls share c servers, each at the speed min(1, c/n). Nobody waits.
  case processorSharing

  /// Whether urgency matters.
  var hasPriorities: Bool { self == .priority || self == .preemptivePriority }
}

/// Each server by itself is up for an exponential time, then down for an exponential time.
///
/// The run begins in the stationary state: a server is down at time 0 with the probability
/// MTTR / (MTBF + MTTR). Work that a failure interrupts is resumed where it stopped, by the first
/// server that is free, ahead of the queue (even where the queue is full).
public struct FailureModel: Hashable, Sendable {
  /// Mean time from repair to the next failure [s], > 0.
  public var meanTimeBetweenFailures: TimeSpan
  /// Mean time from failure to repair [s], > 0.
  public var meanTimeToRepair: TimeSpan

  public init(meanTimeBetweenFailures: TimeSpan, meanTimeToRepair: TimeSpan) {
    self.meanTimeBetweenFailures = meanTimeBetweenFailures
    self.meanTimeToRepair = meanTimeToRepair
  }

  /// Share of time that one server is up [1].
  public var availability: Double {
    let up = meanTimeBetweenFailures.seconds
    return up / (up + meanTimeToRepair.seconds)
  }
}

/// A link: data are sent at its bandwidth, then travel for its delay.
public struct LinkModel: Sendable {
  public var name: String
  public var bandwidth: Bandwidth
  /// Propagation, one way.
  public var delay: TimeSpan
  /// Whether transfers slow each other down: all transfers under way, in both directions, share the
  /// bandwidth equally (egalitarian processor sharing). A link that does not bind sends everything
  /// at its full bandwidth at once.
  public var binds: Bool

  public init(name: String, bandwidth: Bandwidth, delay: TimeSpan = .zero, binds: Bool = true) {
    self.name = name
    self.bandwidth = bandwidth
    self.delay = delay
    self.binds = binds
  }
}

/// What one request does, from its arrival to its answer.
public struct JourneyModel: Sendable {
  public var name: String
  public var steps: [Step]

  public init(name: String, steps: [Step]) {
    self.name = name
    self.steps = steps
  }
}

/// When the requests of a source arrive.
public enum ArrivalPattern: Hashable, Sendable {
  /// A Poisson process of the source's rate.
  case poisson
  /// A Poisson process whose rate changes with time, from time 0 of the run; the source's rate is of no
  /// account.
  case profile(RateProfile)
  /// Independent gaps [s] whose mean is one over the source's rate; the first ends at a gap's length.
  case renewal(Distribution)
  /// So many customers in a closed circle: each thinks [s], asks, has an answer or fails, and thinks
  /// again. The source's rate is of no account.
  case closed(customers: Int, thinkTime: Distribution)
}

/// A stream of requests.
public struct SourceModel: Sendable {
  public var name: String
  /// Identity of what is asked (region × service × channel): all draws of its requests are keyed
  /// from it, so that the same errands arise in every model that has the key. No two sources of one
  /// model may have the same.
  public var key: UInt64
  /// Requests per second.
  public var rate: Rate
  /// Candidates per second, ≥ `rate`. Models with the same ceiling see the same candidates; each
  /// candidate has one mark in (0, 1) and becomes a request where the mark is below
  /// `rate / ceilingRate`. So a higher rate keeps all requests of a lower one.
  public var ceilingRate: Rate
  /// How arrivals follow each other.
  public var pattern: ArrivalPattern
  /// Requests that come at each arrival [1], ≥ 1.
  public var batchSize: Int
  /// Urgency at stations with priorities: 0 goes first.
  public var priority: Int
  /// Index into `NetworkModel.journeys`.
  public var journey: Int
  /// Index into `NetworkModel.groups`.
  public var group: Int
  /// System time (sojourn without thinking) beyond which an answer is late; `nil` for never. Work for
  /// late requests is done all the same.
  public var patience: TimeSpan?
  /// Data rate of the user's own connection [bit/s], drawn once per request; `nil` for no limit.
  public var lastMileRate: Distribution?
  /// Round trip on the user's own connection, spent at each `Step.lastMile`.
  public var lastMileRoundTrip: TimeSpan

  /// - Parameter ceilingRate: `nil` for the rate itself: every candidate is a request.
  public init(
    name: String, key: UInt64, rate: Rate, ceilingRate: Rate? = nil, journey: Int, group: Int,
    pattern: ArrivalPattern = .poisson, batchSize: Int = 1, priority: Int = 0,
    patience: TimeSpan? = nil, lastMileRate: Distribution? = nil,
    lastMileRoundTrip: TimeSpan = .zero
  ) {
    self.name = name
    self.key = key
    self.rate = rate
    self.ceilingRate = ceilingRate ?? rate
    self.pattern = pattern
    self.batchSize = batchSize
    self.priority = priority
    self.journey = journey
    self.group = group
    self.patience = patience
    self.lastMileRate = lastMileRate
    self.lastMileRoundTrip = lastMileRoundTrip
  }
}

/// The stretch of time that is observed.
///
///     0 ───── run-in ─────┤ observed: (runIn, runIn + length] ├── drain ──┤ end
///
/// Sources and faults run from 0 to the end. Time averages cover the observed stretch; requests and
/// calls are counted by when they *arrive*. Requests that arrived in the window are followed until
/// the end of the drain, and count as unfinished after it. The run stops early once all that the
/// window counts has settled, which changes nothing that is observed.
public struct Window: Hashable, Sendable {
  /// Before observation starts [s], ≥ 0. The system is empty at time 0.
  public var runIn: TimeSpan
  /// Observed [s], > 0.
  public var length: TimeSpan
  /// Followed after the window's end [s], ≥ 0.
  public var drain: TimeSpan
  /// How long requests go on arriving after the window's end [s], ≥ 0; long enough that what the
  /// window counts still meets others at the stations, and no longer than the drain.
  public var arrivalsAfterEnd: TimeSpan

  /// - Parameter arrivalsAfterEnd: `nil` for the whole drain.
  public init(
    runIn: TimeSpan, length: TimeSpan, drain: TimeSpan, arrivalsAfterEnd: TimeSpan? = nil
  ) {
    self.runIn = runIn
    self.length = length
    self.drain = drain
    self.arrivalsAfterEnd = arrivalsAfterEnd ?? drain
  }
}
