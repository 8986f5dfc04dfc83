import Statistics

/// What one window left behind. Times in [s], rates in [1/s], shares in [1].
///
/// "In the window" means in (runIn, runIn + length]. Means and percentiles are `nil` where nothing
/// was observed.
public struct WindowResult: Hashable, Sendable {
  /// As in `NetworkModel.stations`, in order.
  public var stations: [StationResult]
  /// As in `NetworkModel.groups`, in order.
  public var groups: [GroupResult]
  /// As in `NetworkModel.links`, in order.
  public var links: [LinkResult]
  /// As in `NetworkModel.policies`, in order.
  public var policies: [PolicyResult]
  /// Bucket by bucket, where `Window.bucket` asks for it.
  public var series: TimeSeries?
  /// All groups but `NetworkModel.groupsApart`.
  public var all: GroupResult
  /// Things that happened in the model from time 0 until the run stopped: arrivals of requests, ends of
  /// service, of transfers and of delays, failures and repairs [1].
  public var events: Int
  /// Requests that arrived from time 0 until the run stopped [1].
  public var requests: Int
  /// A hash of all events that the engine fired, in order: equal for equal runs, on any machine.
  public var fingerprint: UInt64
}

/// One station in the window.
public struct StationResult: Hashable, Sendable {
  public var name: String
  /// Calls that came in the window, those turned away included [1].
  public var arrivals: Int
  /// Calls answered in the window, from a cache or by a server, per second [1/s].
  public var throughput: Double
  /// Time average of busy servers over servers there [1]: `serversBusy` over `serversInstalled`. Above 1
  /// where servers that have left finish their calls, or 0 where none was ever there.
  public var utilisation: Double
  /// Time average of calls that wait [1].
  public var queueLength: Double
  /// Time average of calls that wait, are served or are answered from the cache [1].
  public var numberInSystem: Double
  /// Mean time not served, interruptions included, of calls that came in the window and were
  /// completed, or gave up waiting, before the drain's end [s]; where calls share the servers, what
  /// they lost by sharing.
  public var waitingTime: Double?
  /// 95th percentile of the same [s].
  public var waitingTimeP95: Double?
  /// Mean time from coming to leaving of the same calls [s].
  public var sojournTime: Double?
  /// Percentiles of sojourn time [s].
  public var sojournP50: Double?
  public var sojournP95: Double?
  public var sojournP99: Double?
  /// Calls blocked over calls that came in the window [1]; 0 where none came.
  public var blockingShare: Double
  /// Calls that gave up waiting over calls that came in the window [1]; 0 where none came.
  public var abandonmentShare: Double
  /// Calls that did not join the queue they found, over calls that came in the window [1]; 0 where none
  /// came.
  public var balkingShare: Double
  /// The same of calls that the rate limit turned away [1].
  public var limitedShare: Double
  /// The same of calls that the cache answered [1].
  public var hitShare: Double
  /// The same of calls that were thrown away because their deadline had passed [1].
  public var expiredShare: Double
  /// Time average of calls that wait outside, because the station is full and blocks [1]; they are in no
  /// other figure of the station.
  public var numberOutside: Double
  /// Calls lost with the servers over calls that came in the window [1]; 0 where none came.
  public var lostShare: Double
  /// Time average of servers that are down over servers there [1].
  public var serversDownShare: Double
  /// Time average of servers there, down ones included [1].
  public var serversInstalled: Double
  /// Time average of busy servers [1].
  public var serversBusy: Double
  /// Time average of servers to pay for [1]: those there, those that boot, and those that have left and
  /// finish their calls.
  public var serversPaid: Double
  /// Times that a shift or the scaling changed the number of servers in the window [1].
  public var serverChanges: Int
  /// Completed calls that came in the window and that a citizen's request waited for: neither notified nor
  /// of groups apart.
  public var awaited: AwaitedCalls
  /// Its replicas, each by itself; none where it has only one. What the entrance did, limiting and
  /// answering from the cache, is no replica's.
  public var replicas: [StationResult] = []
  /// The times themselves, where `StationModel.keepsTimes` asks for them.
  public var times: CallTimes?
}

/// Times of the calls of a station that came in the window, in cells.
public struct CallTimes: Hashable, Sendable {
  /// Calls whose waiting is known [1]; those that are not in `waits` did not wait.
  public var count: Int
  /// Waiting times above 0 [s].
  public var waits: LogHistogram
  /// Sojourn times [s].
  public var sojourns: LogHistogram

  public init(count: Int = 0, waits: LogHistogram = .init(), sojourns: LogHistogram = .init()) {
    (self.count, self.waits, self.sojourns) = (count, waits, sojourns)
  }
}

/// Calls that somebody waits for, with the time that they took, all together.
public struct AwaitedCalls: Hashable, Sendable {
  /// [1].
  public private(set) var count = 0
  /// [s].
  public private(set) var waiting = 0.0
  /// Time after waiting [s].
  public private(set) var service = 0.0

  public init() {}

  @inline(__always)
  mutating func add(waiting: Double, service: Double) {
    count &+= 1
    self.waiting += waiting
    self.service += service
  }

  mutating func add(_ other: AwaitedCalls) {
    count += other.count
    waiting += other.waiting
    service += other.service
  }
}

/// Requests of one group that arrived in the window.
///
/// Each of them ends in exactly one way:
/// `arrivals = completions + late + failures.sum + unfinished`.
public struct GroupResult: Hashable, Sendable {
  public var name: String
  /// Requests that arrived in the window [1].
  public var arrivals: Int
  /// Of these, users who had no answer in time from another source [1].
  public var overflow: Int
  /// Users of its requests who had no answer in time, and go elsewhere [1].
  public var fallbacks: Int
  /// Answered within their patience [1].
  public var completions: Int
  /// Answered, but later than their patience [1].
  public var late: Int
  /// Failed, by cause.
  public var failures: FailureCounts
  /// Neither answered nor failed at the end of the drain [1].
  public var unfinished: Int
  /// `completions` over `arrivals` [1]; `nil` where nobody came.
  public var completionShare: Double?
  /// Mean system time (sojourn without thinking) of completed and late requests, and of unfinished
  /// ones their age at the end of the drain, which is a lower bound [s].
  public var sojournTime: Double?
  /// Percentiles of the same [s].
  public var sojournP50: Double?
  public var sojournP95: Double?
  public var sojournP99: Double?
  /// The same times themselves, in cells.
  public var sojourns: LogHistogram
}

/// Requests that failed, by cause [1].
public struct FailureCounts: Hashable, Sendable {
  /// A queue was full.
  public var blocked: Int
  /// They gave up waiting in a queue, or did not join one.
  public var abandoned: Int
  /// Their callers gave up waiting for an answer, for good.
  public var timedOut: Int
  /// A rate limit or a bulkhead turned them away.
  public var limited: Int
  /// A circuit breaker refused them.
  public var broken: Int
  /// Their deadline passed.
  public var expired: Int
  /// The servers that worked for them, or all that could have, were lost.
  public var lost: Int

  init(_ counts: SIMD8<Int>) {
    func count(_ cause: RequestFailure) -> Int { counts[cause.rawValue] }
    (blocked, abandoned, timedOut) = (count(.blocked), count(.abandoned), count(.timedOut))
    (limited, broken, expired) = (count(.limited), count(.broken), count(.expired))
    lost = count(.lost)
  }

  public var sum: Int { blocked + abandoned + timedOut + limited + broken + expired + lost }
}

/// The calls under one policy in the window.
public struct PolicyResult: Hashable, Sendable {
  public var name: String
  /// Calls begun, however often they were tried [1].
  public var calls: Int
  /// Attempts that went through, the first ones included [1], and those after the first [1].
  public var attempts: Int
  public var retries: Int
  /// Calls that failed for good [1].
  public var failedCalls: Int
  /// Attempts that ran out of time [1].
  public var timeouts: Int
  /// Attempts refused by the breaker, and by the bulkhead [1].
  public var refusedByBreaker: Int
  public var refusedByBulkhead: Int
  /// Times that the breaker opened, in the whole run [1].
  public var breakerOpenings: Int
  /// Time of attempts that failed in the window, and of pauses before the next ones, all together [s].
  public var lostTime: Double
  public var pauseTime: Double
}
