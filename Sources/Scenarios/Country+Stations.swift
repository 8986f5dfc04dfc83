import Quantities

/// `stations:` An explicit multi-server station.
public struct Station: Sendable {
  public var name: String
  public var servers: Int
  public var serviceTime: VariateSpec
  /// Requests that may wait, beyond those in service; `nil` for no limit.
  public var queueLimit: Int?
  public var whenFull: FullQueue
  public var discipline: QueueDiscipline
  /// How long a request waits in the queue before it gives up; `nil` for ever.
  public var patience: VariateSpec?
  /// Share of callers that each waiting request keeps away [1].
  public var deterrence: Double
  /// Whether requests whose deadline has passed are thrown away, unserved, when their turn comes.
  public var dropsExpired: Bool
  public var meanTimeBetweenFailures: TimeSpan?
  public var meanTimeToRepair: TimeSpan?
  public var contention: ContentionTerms?
  public var rateLimit: RateLimitTerms?
  public var cache: CacheTerms?
  /// Most requests that one server takes at once, for one service time [1].
  public var batchLimit: Int
  /// Copies of the station [1].
  public var replicas: Int
  public var balancing: LoadBalancing
  /// Other numbers of servers at other times, in order of time.
  public var shifts: [ShiftTerms]
  /// After this the shifts begin again; `nil` where the last goes on for ever.
  public var shiftPeriod: TimeSpan?
  /// When it is open in each week, in place of shifts; empty for always.
  public var openingHours: [OpeningTerms]
  public var shiftEnd: EndOfShift
  public var closing: ClosingTime
  public var autoscaling: AutoscalingTerms?
  /// Name of the station that requests go to while this one has no server.
  public var standby: String?
  /// How long there must have been none until they do.
  public var failoverDelay: TimeSpan
}

/// Who is served first at an explicit station.
public enum QueueDiscipline: String, CaseIterable, Sendable {
  case firstComeFirstServed = "first_come_first_served"
  case priority
  case preemptivePriority = "preemptive_priority"
  case processorSharing = "processor_sharing"
}

/// What a full queue does with who comes.
public enum FullQueue: String, CaseIterable, Sendable {
  /// They fail.
  case reject
  /// They wait outside, and whoever sent them keeps the server it had.
  case block
}

/// `contention:` How requests in a station slow each other down.
public struct ContentionTerms: Hashable, Sendable {
  /// Share of the work that only one of them can do at a time [1].
  public var serialShare: Double
  /// Cost of keeping each two of them consistent, as a share of the work [1].
  public var coherency: Double
}

/// `rate_limit:` A token bucket.
public struct RateLimitTerms: Hashable, Sendable {
  public var rate: Rate
  /// Most requests let in at one instant [1].
  public var burst: Double
}

/// `cache:` Answers without a server.
public struct CacheTerms: Hashable, Sendable {
  public var hitShare: Share
  public var hitTime: TimeSpan
}

/// Which copy of a station a request goes to.
public enum LoadBalancing: String, CaseIterable, Sendable {
  case random
  case roundRobin = "round_robin"
  case shortestQueue = "shortest_queue"
  case powerOfTwo = "power_of_two"
}

/// `shifts:` The number of servers from a time on.
public struct ShiftTerms: Hashable, Sendable {
  /// From the start of the run.
  public var from: TimeSpan
  public var servers: Int
}

/// `opening_hours:` A part of the same days of every week.
public struct OpeningTerms: Hashable, Sendable {
  /// From 0, Monday.
  public var days: [Int]
  /// Since midnight.
  public var from: TimeSpan
  public var to: TimeSpan

  static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]
}

/// What becomes of requests that wait, or come, when a shift leaves no server.
public enum ClosingTime: String, CaseIterable, Sendable {
  case wait
  /// They go home: they fail as abandoned.
  case sendHome = "send_home"
}

/// What servers that leave do with requests in service.
public enum EndOfShift: String, CaseIterable, Sendable {
  case finish
  case interrupt
}

/// `autoscaling:` The number of servers follows the load.
public struct AutoscalingTerms: Hashable, Sendable {
  public var signal: ScalingSignal
  public var low: Double
  public var target: Double
  public var high: Double
  public var least: Int
  public var most: Int
  public var interval: TimeSpan
  public var bootDelay: TimeSpan
  public var coolDown: TimeSpan
}

/// What an autoscaler looks at.
public enum ScalingSignal: String, CaseIterable, Sendable {
  /// Mean share of busy servers since the last look.
  case utilisation
  /// Requests waiting per server.
  case queueLength = "queue_length"
}

/// `links:` An explicit link: users share its bandwidth in each direction, then a propagation delay.
public struct Link: Sendable {
  public var name: String
  /// In each direction, unless `back` says otherwise.
  public var bandwidth: Bandwidth
  /// From the far end to the near one.
  public var back: Bandwidth?
  public var delay: TimeSpan
  /// Equal cells side by side [1]; the bandwidth is that of one.
  public var cells: Int
  /// Whether users hang on it: a transfer has at most the data rate of its user's own connection.
  public var isLastMile: Bool
}

/// `outages:` Something that takes stations and links down together.
public struct Outage: Sendable {
  public var name: String
  public var stations: [String]
  public var links: [String]
  /// Kinds of sites, and regions, of a country.
  public var sites: [String]
  public var regions: [String]
  public var pattern: OutagePattern
  /// Share of servers and bandwidth that is left meanwhile.
  public var left: Share
  /// How capacity comes back: from so long after the start on, that share; the last entry is the end.
  /// Empty for all of it at the end.
  public var restore: [(after: TimeSpan, share: Share)]
  /// Whether work in service and in queues is lost; otherwise it waits.
  public var losesWork: Bool
}

/// When an outage happens. Lengths are those of `restore`, where that is given.
public enum OutagePattern: Hashable, Sendable {
  case once(at: TimeSpan, lasts: TimeSpan)
  case every(TimeSpan, from: TimeSpan, lasts: TimeSpan)
  case random(meanTimeBetween: TimeSpan, repairTime: VariateSpec)
}
