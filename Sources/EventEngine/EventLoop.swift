/// An event that has just fired.
@frozen public struct FiredEvent: Sendable {
  /// When [s]; equal to the loop's `now`.
  public let time: Double
  /// What sort of event, 0 ... 15, as scheduled.
  public let kind: Int
  /// Whom it concerns, as scheduled.
  public let payload: Int

  @inlinable @inline(__always)
  init(_ event: Event) {
    time = event.time
    kind = event.kind
    payload = event.payload
  }
}

/// Clock and calendar of one run: schedule events, then take them in order of time.
///
///     var loop = EventLoop()
///     try loop.schedule(after: 1.5, kind: 0, payload: 42)
///     while let event = loop.nextEvent(until: 3_600) {
///       switch event.kind { … }
///     }
///
/// - Ties: events of equal time fire in the order in which they were scheduled, always.
/// - Horizon: everything *at* the horizon fires, also what is scheduled there with delay 0. When
///   nothing is left up to a finite horizon, `nextEvent` returns `nil` and the clock stands at the
///   horizon; later events stay pending, and a call with a later horizon goes on with them.
/// - Limits: 2³⁶ events a run, 16 kinds, 2²⁴ payloads; `schedule` throws, nothing ever wraps.
/// - Complexity: `schedule` O(1) on average, `nextEvent` O(log n) for n pending events.
@frozen public struct EventLoop: ~Copyable {
  @usableFromInline var clock: Double
  @usableFromInline var fired: Int
  @usableFromInline var calendar: EventCalendar
  /// Whether the calendar's first entry has fired already: the next `schedule` overwrites it, which
  /// saves half of the sifting.
  @usableFromInline var firstIsSpent: Bool
  @usableFromInline var sequence: UInt64
  @usableFromInline let sequenceLimit: UInt64

  /// A loop at time 0 with nothing pending.
  ///
  /// - Parameters:
  ///   - capacity: pending events [1] to make room for at once.
  ///   - eventLimit: events that may be scheduled in all [1], at most 2³⁶.
  @inlinable public init(capacity: Int = 1_024, eventLimit: UInt64 = Event.sequenceLimit) {
    clock = 0
    fired = 0
    calendar = EventCalendar(capacity: capacity)
    firstIsSpent = false
    sequence = 0
    sequenceLimit = min(eventLimit, Event.sequenceLimit)
  }

  /// The clock [s], from 0; it never goes back.
  @inlinable public var now: Double { clock }
  /// Events fired so far [1].
  @inlinable public var firedCount: Int { fired }
  /// Events that wait to fire [1].
  @inlinable public var pendingCount: Int { calendar.count &- bit(firstIsSpent) }

  /// Time of the event that fires next [s], or `nil` when none is pending.
  @inlinable public mutating func nextTime() -> Double? {
    dropSpent()
    return calendar.isEmpty ? nil : calendar.first.time
  }

  /// Schedules an event `delay` [s] from now.
  ///
  /// - Throws: `EngineError` for a delay that is negative, infinite or NaN, a kind or payload out
  ///   of range, or more events than the limit.
  @inlinable @inline(__always)
  public mutating func schedule(after delay: Double, kind: Int, payload: Int)
    throws(EngineError)
  {
    let isValid =
      delay >= 0 && delay <= .greatestFiniteMagnitude
      && UInt(bitPattern: kind) < 16
      && UInt(bitPattern: payload) < 1 &<< 24 && sequence < sequenceLimit
    guard _fastPath(isValid) else { throw refusal(delay, kind, payload) }
    add(Event(time: clock + delay, sequence: sequence, kind: kind, payload: payload))
  }

  /// The next event, or `nil` when none is left at or before `horizon` [s].
  @inlinable @inline(__always)
  public mutating func nextEvent(until horizon: Double) -> FiredEvent? {
    dropSpent()
    if calendar.isEmpty || !(calendar.first.time <= horizon) {
      if horizon.isFinite && horizon > clock { clock = horizon }
      return nil
    }
    let event = calendar.first
    firstIsSpent = true
    clock = event.time
    fired &+= 1
    return FiredEvent(event)
  }

  @inlinable @inline(__always)
  mutating func dropSpent() {
    if firstIsSpent {
      calendar.popFirst()
      firstIsSpent = false
    }
  }

  @inlinable @inline(__always)
  mutating func add(_ event: Event) {
    sequence &+= 1
    if firstIsSpent {
      firstIsSpent = false
      calendar.replaceFirst(with: event)
    } else {
      calendar.push(event)
    }
  }

  @usableFromInline @inline(never)
  func refusal(_ delay: Double, _ kind: Int, _ payload: Int) -> EngineError {
    if !(delay >= 0 && delay.isFinite) { return .invalidDelay(delay: delay, now: now) }
    if !(0..<Event.kindLimit).contains(kind) { return .invalidKind(kind) }
    if !(0..<Event.payloadLimit).contains(payload) { return .invalidPayload(payload) }
    return .tooManyEvents(limit: sequenceLimit)
  }
}
