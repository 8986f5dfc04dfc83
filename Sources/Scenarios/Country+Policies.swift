import Quantities

/// `policies:` How a caller deals with calls that are slow or fail.
public struct Policy: Sendable {
  public var name: String
  /// After this the caller gives an attempt up; `nil` for never.
  public var timeout: TimeSpan?
  /// Whether an attempt that was given up is called back; otherwise its work is done all the same.
  public var cancels: Bool
  public var retries: RetryTerms?
  public var breaker: BreakerTerms?
  /// Most attempts under way at once [1]; `nil` for no limit.
  public var atOnce: Int?
}

/// `retries:` When a failed attempt is made again.
public struct RetryTerms: Sendable {
  /// `nil` for as often as it takes.
  public var atMost: Int?
  /// Before the first retry.
  public var pause: VariateSpec
  /// Factor by which the pause grows from retry to retry [1].
  public var growth: Double
  public var longest: TimeSpan?
  public var jitter: PauseJitter
  public var budget: BudgetTerms?
}

/// How chance spreads pauses before retries.
public enum PauseJitter: String, CaseIterable, Sendable {
  case none, equal, full
}

/// `budget:` Limits retries to a share of the calls.
public struct BudgetTerms: Hashable, Sendable {
  public var share: Double
  /// Most retries kept for later [1].
  public var reserve: Double
}

/// `breaker:` Refuses calls for a while when too many have failed.
public struct BreakerTerms: Hashable, Sendable {
  /// Outcomes that are looked at [1].
  public var window: Int
  /// Share of failures that opens it.
  public var threshold: Share
  public var openFor: TimeSpan
  /// Calls let through to try [1].
  public var probes: Int
}
