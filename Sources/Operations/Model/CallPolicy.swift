import Quantities
import Statistics

/// How a caller deals with calls that are slow or fail: the rules of one client towards one service.
///
///     CallPolicy(
///       name: "portal to identity", timeout: TimeSpan(seconds: 2),
///       retries: Retries(atMost: 3, pause: .constant(0.2), growth: 2, jitter: .full))
///
/// All attempts under one policy share its budget, its breaker and its bulkhead.
public struct CallPolicy: Sendable {
  public var name: String
  /// After this the caller gives an attempt up; `nil` for never.
  public var timeout: TimeSpan?
  /// Whether an attempt that was given up is called back: it leaves queues and servers at once, and
  /// links and delays when it comes out of them. Otherwise its work is done all the same.
  public var cancels: Bool
  public var retries: Retries?
  public var breaker: CircuitBreaker?
  /// Most attempts under way at once [1] (bulkhead); one more fails at once. `nil` for no limit.
  public var atOnce: Int?

  public init(
    name: String, timeout: TimeSpan? = nil, cancels: Bool = false, retries: Retries? = nil,
    breaker: CircuitBreaker? = nil, atOnce: Int? = nil
  ) {
    self.name = name
    self.timeout = timeout
    self.cancels = cancels
    self.retries = retries
    self.breaker = breaker
    self.atOnce = atOnce
  }
}

/// When a failed attempt is made again.
///
/// The pause before retry k (1, 2, …) is min(`longest`, `pause` · `growth`^(k − 1)), with jitter.
public struct Retries: Hashable, Sendable {
  /// Most retries of one call [1]; `nil` for as often as it takes.
  public var atMost: Int?
  /// Before the first retry [s], drawn anew each time.
  public var pause: Distribution
  /// Factor by which the pause grows from retry to retry [1], ≥ 1.
  public var growth: Double
  public var longest: TimeSpan?
  public var jitter: Jitter
  public var budget: RetryBudget?

  public init(
    atMost: Int?, pause: Distribution, growth: Double = 1, longest: TimeSpan? = nil,
    jitter: Jitter = .none, budget: RetryBudget? = nil
  ) {
    self.atMost = atMost
    self.pause = pause
    self.growth = growth
    self.longest = longest
    self.jitter = jitter
    self.budget = budget
  }
}

/// How chance spreads pauses before retries.
///
/// - Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog (2015).
public enum Jitter: String, CaseIterable, Hashable, Sendable {
  /// The whole pause.
  case none
  /// Half the pause, and a uniform share of the other half.
  case equal
  /// A uniform share of the pause.
  case full
}

/// Limits retries to a share of the calls: each call earns `share` of a retry, and at most `reserve`
/// are kept. A run begins with the reserve full.
///
/// - Source: Finagle, `RetryBudget` (Twitter, 2016).
public struct RetryBudget: Hashable, Sendable {
  /// Retries per call in the long run [1], ≥ 0.
  public var share: Double
  /// Most retries kept for later [1], ≥ 1.
  public var reserve: Double

  public init(share: Double, reserve: Double) {
    self.share = share
    self.reserve = reserve
  }
}

/// Refuses calls for a while when too many have failed.
///
/// *Closed*: calls go through, and the last `window` outcomes are kept; when as many are there and the
/// failed ones reach `threshold`, it opens. *Open*: calls fail at once, for `openFor`. *Half-open*: so
/// many `probes` go through, others fail at once; when all have succeeded it closes and forgets, and
/// when one fails it opens again.
///
/// - Source: M. T. Nygard, "Release It!" (2007), section 5.2; counting as in Resilience4j.
public struct CircuitBreaker: Hashable, Sendable {
  /// Outcomes kept [1], 1 ... 64.
  public var window: Int
  /// Share of failures that opens it [1], above 0, at most 1.
  public var threshold: Double
  public var openFor: TimeSpan
  /// Calls let through to try [1], ≥ 1.
  public var probes: Int

  public init(window: Int, threshold: Double, openFor: TimeSpan, probes: Int) {
    self.window = window
    self.threshold = threshold
    self.openFor = openFor
    self.probes = probes
  }
}
