import Quantities

/// What happened in the window, bucket by bucket; the last one may be shorter.
///
/// Things are counted in the bucket in which they *happen*: an answer in that of its end, whenever the
/// request came. Times in [s], shares in [1]; quantiles are `nil` where nothing ended.
///
/// - Complexity: memory follows the number of buckets, not that of requests.
public struct TimeSeries: Hashable, Sendable {
  public var bucket: TimeSpan
  /// Shape [stations][buckets], in the model's order.
  public var stations: [[StationBucket]]
  /// Shape [groups][buckets].
  public var groups: [[GroupBucket]]
  /// Shape [links][buckets].
  public var links: [[LinkBucket]]
}

/// One station in one bucket. What comes in goes out or stays:
/// `callsAtStart + arrivals = completions + blocked + abandoned + failed + callsAtEnd`.
public struct StationBucket: Hashable, Sendable {
  /// Calls that came, and calls that were answered [1].
  public var arrivals: Int
  public var completions: Int
  /// Calls that found the queue full, and calls that gave up waiting or were sent home [1].
  public var blocked: Int
  public var abandoned: Int
  /// Calls that left without an answer for another reason: over the rate limit, deterred, too late, lost,
  /// called back [1].
  public var failed: Int
  /// Calls there when it began and when it ended, those that the cache answers included [1].
  public var callsAtStart: Int
  public var callsAtEnd: Int
  /// Mean share of busy servers [1].
  public var utilisation: Double
  /// Mean number of calls that wait [1].
  public var queueLength: Double
  /// Of the calls that left [s].
  public var sojournP50: Double?
  public var sojournP95: Double?
  public var sojournP99: Double?
}

/// One group of requests in one bucket.
public struct GroupBucket: Hashable, Sendable {
  /// Requests that came, were answered in time, were answered late [1].
  public var arrivals: Int
  public var completions: Int
  public var late: Int
  public var failures: FailureCounts
  /// Of the requests that were answered: time without thinking [s].
  public var sojournTime: Double?
  public var sojournP50: Double?
  public var sojournP95: Double?
  public var sojournP99: Double?
}

/// One link in one bucket.
public struct LinkBucket: Hashable, Sendable {
  /// Data carried over what could have been, in the direction that is used more [1].
  public var utilisation: Double
  /// Transfers that began, in both directions [1], and their data per second [bit/s].
  public var transfers: Int
  public var load: Double
}
