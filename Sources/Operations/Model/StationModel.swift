import Quantities
import Statistics

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
  /// What a full queue does with who comes.
  public var whenFull = FullQueueRule.reject
  /// Share of callers that each waiting call keeps away [1], 0 ..< 1: who finds n waiting joins with the
  /// probability (1 − deterrence)ⁿ, and otherwise goes at once (balking).
  public var deterrence = 0.0
  /// Whether calls whose deadline has passed are thrown away when their turn comes, unserved.
  public var dropsExpired = false
  /// How calls slow each other down beyond waiting; `nil` for not at all.
  public var contention: Contention?
  /// Calls let in per second; `nil` for all.
  public var rateLimit: RateLimit?
  /// Answers given without a server; `nil` for none.
  public var cache: Cache?
  /// Most calls that one server takes from the queue at once [1], ≥ 1, for one service time (batch
  /// service). Who comes later waits for the next batch.
  public var batchLimit = 1
  /// Copies of the station [1], ≥ 1, each with its own servers and its own queue.
  public var replicas = 1
  /// Which copy a call goes to.
  public var balancing = Balancing.random
  /// Other numbers of servers at other times, in order; empty for always `servers`, which also holds
  /// before the first.
  public var shifts: [Shift] = []
  /// After this the shifts begin again, such as a week; the last then also holds before the first.
  /// `nil` where the last goes on for ever.
  public var shiftPeriod: TimeSpan?
  /// What servers do at the end of a shift with calls in service.
  public var shiftEnd = ShiftEnd.finish
  /// What happens to calls that wait when a shift leaves no server, and to those that come then.
  public var closingRule = ClosingRule.wait
  /// How the number of servers follows the load; `nil` for not at all.
  public var scaling: Autoscaling?
  /// Index of the station that calls go to while this one has no server up; `nil` for none.
  public var standby: Int?
  /// How long no server must have been up until they do.
  public var failoverDelay = TimeSpan.zero
  /// Whether results hold the times of all its calls, in cells (`StationResult.times`).
  public var keepsTimes = false
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

/// What a full queue does with who comes.
public enum FullQueueRule: String, CaseIterable, Hashable, Sendable {
  /// The call is blocked, and fails.
  case reject
  /// The call waits outside, and whoever sent it keeps the server it had until there is room (blocking
  /// after service).
  case block
}

/// How calls in the system slow each other down: with n of them, waiting ones included, every server
/// works at the speed 1 / (1 + σ (n − 1) + κ n (n − 1)).
///
/// - Source: N. J. Gunther, "Guerrilla Capacity Planning" (2007), ch. 4 (Universal Scalability Law).
public struct Contention: Hashable, Sendable {
  /// σ: share of the work that only one call can do at a time [1], ≥ 0.
  public var serialShare: Double
  /// κ: cost of keeping each two calls consistent, as a share of the work [1], ≥ 0.
  public var coherency: Double

  public init(serialShare: Double, coherency: Double) {
    self.serialShare = serialShare
    self.coherency = coherency
  }

  /// Speed of each server with so many calls in the system [1].
  @inline(__always)
  func speed(calls: Int) -> Double {
    let others = Double(calls - 1)
    return 1 / (1 + serialShare * others + coherency * Double(calls) * others)
  }
}

/// A token bucket: a call takes a token, or is turned away; tokens come at a steady rate.
public struct RateLimit: Hashable, Sendable {
  public var rate: Rate
  /// Most tokens kept [1], ≥ 1; a run begins with all of them.
  public var burst: Double

  public init(rate: Rate, burst: Double) {
    self.rate = rate
    self.burst = burst
  }
}

/// Answers without a server.
public struct Cache: Hashable, Sendable {
  /// Probability that a call is answered so [1].
  public var hitShare: Double
  /// Time of such an answer.
  public var hitTime: TimeSpan

  public init(hitShare: Double, hitTime: TimeSpan) {
    self.hitShare = hitShare
    self.hitTime = hitTime
  }
}

/// Which copy of a station a call goes to.
public enum Balancing: String, CaseIterable, Hashable, Sendable {
  /// Any of them, by chance.
  case random
  /// One after the other.
  case roundRobin
  /// The one with the fewest calls; among equals any, by chance.
  case shortestQueue
  /// The one with fewer calls of two that chance picks; among equals the first picked.
  case powerOfTwo
}

/// The number of servers from a time on.
public struct Shift: Hashable, Sendable {
  /// From the start of the run.
  public var from: TimeSpan
  /// [1], ≥ 0.
  public var servers: Int

  public init(from: TimeSpan, servers: Int) {
    self.from = from
    self.servers = servers
  }
}

/// What servers that leave do with calls in service.
public enum ShiftEnd: String, CaseIterable, Hashable, Sendable {
  /// They finish them first.
  case finish
  /// They leave at once; the work goes to another server or back to the head of the queue, and is
  /// resumed where it stopped.
  case interrupt
}

/// Servers added and removed by load, looked at in steady intervals from the start of the run.
///
/// The number wanted is the number there times the figure over `target`, rounded up, within `least` and
/// `most`. Where the figure is above `high` and more are wanted than are there or boot, the rest is
/// ordered and works after `bootDelay`; where it is below `low` and none boots, those that are too many
/// go, each when it is done with its call. After a change nothing is done for `coolDown`.
///
/// - Source: the rule of proportion is that of Kubernetes' horizontal pod autoscaler.
public struct Autoscaling: Hashable, Sendable {
  /// What is looked at.
  public enum Signal: String, CaseIterable, Hashable, Sendable {
    /// Busy time since the last look over time that servers were up [1].
    case utilisation
    /// Calls waiting per server that is up, at the look [1].
    case queueLength
  }
  public var signal: Signal
  public var low: Double
  public var target: Double
  public var high: Double
  public var least: Int
  public var most: Int
  public var interval: TimeSpan
  public var bootDelay: TimeSpan
  public var coolDown: TimeSpan

  public init(
    signal: Signal, low: Double, target: Double, high: Double, least: Int, most: Int,
    interval: TimeSpan, bootDelay: TimeSpan, coolDown: TimeSpan
  ) {
    self.signal = signal
    self.low = low
    self.target = target
    self.high = high
    self.least = least
    self.most = most
    self.interval = interval
    self.bootDelay = bootDelay
    self.coolDown = coolDown
  }
}

extension StationModel {
  /// Whether all calls in service advance at one speed, which changes with their number.
  var sharesSpeed: Bool { discipline == .processorSharing || contention != nil }
  /// Whether callers wait outside when it is full.
  var hasDoor: Bool { whenFull == .block && queueLimit != nil }
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
