import EventEngine
import Statistics

/// A caller's rules while it runs.
struct PolicyState {
  /// [s], infinite for never.
  let timeout: Double
  let cancels: Bool
  let retries: Retries?
  /// Most retries of one call [1].
  let retryLimit: Int
  let atOnce: Int
  var breaker: BreakerState?
  /// Attempts under way [1].
  var underWay = 0
  /// Retries that may be made now [1], where there is a budget.
  var budget = 0.0
  var meter = PolicyMeter()

  init(_ policy: CallPolicy) {
    timeout = policy.timeout?.seconds ?? .infinity
    cancels = policy.cancels
    retries = policy.retries
    retryLimit = policy.retries.map { $0.atMost ?? .max } ?? 0
    atOnce = policy.atOnce ?? .max
    breaker = policy.breaker.map(BreakerState.init)
    budget = policy.retries?.budget?.reserve ?? 0
  }

  /// A new call earns its share of a retry.
  mutating func earn() {
    guard let terms = retries?.budget else { return }
    budget = min(terms.reserve, budget + terms.share)
  }

  /// Why an attempt may not begin now, if it may not; the bulkhead first, so that a probe of the breaker
  /// is only given to what goes through.
  mutating func admit(at now: Double) -> RequestFailure? {
    if underWay >= atOnce { return .limited }
    if breaker?.admits(at: now) == false { return .broken }
    underWay += 1
    return nil
  }

  /// Whether a call that has been tried so often may be tried again.
  func mayRetry(after attempts: Int) -> Bool {
    guard let terms = retries, attempts <= retryLimit else { return false }
    return terms.budget == nil || budget >= 1
  }

  /// Takes a retry that will be made from the budget, where there is one.
  mutating func spend() {
    if retries?.budget != nil { budget -= 1 }
  }

  /// The pause before retry `number` (1, 2, …) [s].
  func pause(_ number: Int, _ name: StreamName) -> Double {
    guard let terms = retries else { return 0 }
    var stream = RandomStream(name.child(Purpose.pause))
    var pause = max(0, terms.pause.draw(&stream))
    let longest = terms.longest?.seconds ?? .infinity
    var doublings = 1
    while doublings < number && pause < longest && pause > 0 && terms.growth > 1 {
      pause *= terms.growth
      doublings += 1
    }
    pause = min(pause, longest)
    switch terms.jitter {
    case .none: return pause
    case .equal: return pause / 2 + pause / 2 * stream.uniform()
    case .full: return pause * stream.uniform()
    }
  }
}

/// A circuit breaker while it runs.
struct BreakerState {
  enum Position { case closed, open, halfOpen }
  let terms: CircuitBreaker
  private(set) var position = Position.closed
  /// The last outcomes, newest in the lowest bit; 1 for a failure.
  private var outcomes: UInt64 = 0
  private var outcomeCount = 0
  /// When it last opened [s].
  private var openedAt = 0.0
  /// Probes let through, and succeeded, since it was half-open [1].
  private var probesBegun = 0
  private var probesPassed = 0
  /// Times that it opened [1].
  private(set) var openings = 0

  init(_ terms: CircuitBreaker) { self.terms = terms }

  /// Whether a call may go through now; counts it as a probe where it is one.
  mutating func admits(at now: Double) -> Bool {
    if position == .open && now >= openedAt + terms.openFor.seconds {
      (position, probesBegun, probesPassed) = (.halfOpen, 0, 0)
    }
    switch position {
    case .closed: return true
    case .open: return false
    case .halfOpen:
      guard probesBegun < terms.probes else { return false }
      probesBegun += 1
      return true
    }
  }

  /// Notes how a call ended that went through. What began before it opened says nothing any more.
  mutating func note(isFailure: Bool, begunAt: Double, now: Double) {
    switch position {
    case .open: break
    case .halfOpen:
      guard begunAt >= openedAt + terms.openFor.seconds else { return }
      if isFailure { return open(at: now) }
      probesPassed += 1
      if probesPassed == terms.probes { (position, outcomes, outcomeCount) = (.closed, 0, 0) }
    case .closed:
      outcomes = outcomes << 1 | (isFailure ? 1 : 0)
      outcomeCount = min(outcomeCount + 1, terms.window)
      let kept = outcomes & (UInt64.max >> UInt64(64 - terms.window))
      guard outcomeCount == terms.window else { return }
      if Double(kept.nonzeroBitCount) >= terms.threshold * Double(terms.window) { open(at: now) }
    }
  }

  /// A call that went through ends without having shown anything; another may probe for it.
  mutating func withdraw(begunAt: Double) {
    guard position == .halfOpen, begunAt >= openedAt + terms.openFor.seconds else { return }
    probesBegun -= 1
  }

  private mutating func open(at now: Double) {
    position = .open
    openedAt = now
    openings += 1
  }
}

/// What is observed at one policy, in the window.
struct PolicyMeter {
  /// Calls, and attempts of them that went through [1].
  var calls = 0
  var attempts = 0
  /// Attempts after the first [1].
  var retries = 0
  /// Calls that failed for good [1].
  var failedCalls = 0
  /// Attempts that ran out of time [1].
  var timeouts = 0
  /// Attempts refused by the breaker, and by the bulkhead [1].
  var broken = 0
  var limited = 0
  /// Time of attempts that failed, and of pauses before the next ones [s].
  var lostTime = 0.0
  var pauseTime = 0.0
}
