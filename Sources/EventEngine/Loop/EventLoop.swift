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
/// - Stopping: after ``stop()`` no event fires until ``resume()``. ``pause`` says why `nextEvent`
///   returned `nil`: the horizon, nothing pending, or a stop.
/// - Loops: events that cause each other without time passing end in
///   `EngineError.zeroDelayLoop`, which names them (see ``zeroDelayLimit``).
/// - Limits: 2³⁵ events a run, 16 kinds, 2²⁴ payloads; `schedule` throws, nothing ever wraps.
/// - Complexity: `schedule` O(1) on average, `nextEvent` O(log n) for n pending events.
@frozen public struct EventLoop: ~Copyable {
  @usableFromInline var clock: Double
  @usableFromInline var calendar: EventCalendar
  /// Whether the calendar's first entry has fired already: the next `schedule` overwrites it, which
  /// saves half of the sifting.
  @usableFromInline var firstIsSpent: Bool
  /// Cancelled events that still lie in the calendar [1]; never its first entry, at most half.
  @usableFromInline var deadCount: Int
  @usableFromInline var handles: HandleTable
  /// Events cancelled so far [1].
  @usableFromInline var cancelledCount: Int
  /// Sequence number of the next event to be scheduled, as a tag without kind and payload.
  @usableFromInline var nextTag: UInt64
  @usableFromInline let tagEnd: UInt64
  /// Whether an event has fired since the loop was last at rest.
  @usableFromInline var isUnderWay: Bool
  @usableFromInline var isStopped: Bool
  @usableFromInline var instant: Instant
  @usableFromInline var trajectory: Fingerprint

  /// Room for the events of a calendar while it is swept.
  var scratch: Slab<Event>

  /// How many events may be scheduled for the very instant at which the clock stands [1], ≥ 0; 64 more
  /// for each that was pending when the first of them was scheduled. A model whose entities wait
  /// outside of the calendar raises it with their number.
  public var zeroDelayLimit: Int
  /// Why `nextEvent` last returned `nil`.
  public private(set) var pause: Pause?

  /// A loop at time 0 with nothing pending.
  ///
  /// - Parameters:
  ///   - pending: events [1] expected to be pending at a time; a guess will do.
  ///   - calendar: which list holds the pending events; results do not depend on it.
  ///   - eventLimit: events that may be scheduled in all [1], at most 2³⁵ − 2.
  ///   - zeroDelayLimit: see there.
  public init(
    expecting pending: Int = 1_024, calendar: EventCalendar.Choice = .automatic,
    eventLimit: UInt64 = Event.sequenceLimit, zeroDelayLimit: Int = 1_000_000
  ) {
    clock = 0
    self.calendar = EventCalendar(expecting: pending, choice: calendar)
    firstIsSpent = false
    deadCount = 0
    handles = HandleTable()
    cancelledCount = 0
    nextTag = Event.sequenceStep
    tagEnd = min(eventLimit, Event.sequenceLimit - 2) * Event.sequenceStep + Event.sequenceStep
    isUnderWay = false
    isStopped = false
    instant = Instant()
    scratch = Slab()
    self.zeroDelayLimit = max(0, zeroDelayLimit)
    trajectory = Fingerprint()
  }

  /// The clock [s], from 0; it never goes back.
  @inlinable public var now: Double { clock }
  /// Events fired so far [1].
  @inlinable public var firedCount: Int {
    Int(truncatingIfNeeded: nextTag / Event.sequenceStep &- 1) &- cancelledCount &- pendingCount
  }
  /// Events that wait to fire [1].
  @inlinable public var pendingCount: Int { calendar.count &- deadCount &- bit(firstIsSpent) }

  /// Entries of the calendar [1]: pending events, cancelled ones that are still there (no more than
  /// the others), and perhaps the one that fired last.
  @inlinable public var entryCount: Int { calendar.count }
  /// A hash of all that has fired, for comparing runs.
  @inlinable public var fingerprint: UInt64 { trajectory.bits }

  /// Time of the event that fires next [s], or `nil` when none is pending.
  @inlinable public mutating func nextTime() -> Double? { peek()?.time }

  /// The event that fires next, or `nil` when none is pending; it stays pending.
  @inlinable public mutating func peek() -> FiredEvent? {
    dropSpent()
    guard !calendar.isEmpty else { return nil }
    let event = calendar.first
    let tag = event.isCancellable ? handles.slots[event.payload] : event.tag
    return FiredEvent(Event(time: event.time, tag: tag))
  }

  /// Schedules an event `delay` [s] from now.
  ///
  /// - Throws: `EngineError` for a delay that is negative, infinite or NaN, a kind or payload out
  ///   of range, more events than the limit, or a chain of events without end at this instant.
  @inlinable @inline(__always)
  public mutating func schedule(after delay: Double, kind: Int, payload: Int)
    throws(EngineError)
  {
    let time = try admit(delay, kind, payload)
    add(Event(time: time, tag: nextTag, kind: kind, payload: payload))
  }

  /// The next event, or `nil` when none is left at or before `horizon` [s]; see ``pause``.
  @inlinable @inline(__always)
  public mutating func nextEvent(until horizon: Double) -> FiredEvent? {
    dropSpent()
    let event = calendar.first
    guard event.time <= horizon && !isStopped else {
      rest(until: horizon)
      return nil
    }
    firstIsSpent = true
    clock = event.time
    isUnderWay = true
    let tag = event.isCancellable ? releaseHandle(event.payload) : event.tag
    let result = FiredEvent(Event(time: event.time, tag: tag))
    trajectory.add(time: result.time, kind: result.kind, payload: result.payload)
    return result
  }

  /// Ends the run with the event under way: `nextEvent` gives no further event until ``resume()``.
  @inlinable public mutating func stop() { isStopped = true }

  /// Goes on after a ``stop()``.
  @inlinable public mutating func resume() { isStopped = false }

  /// Notes why no event fires, and moves the clock to a finite horizon that was reached.
  @usableFromInline @inline(never)
  mutating func rest(until horizon: Double) {
    isUnderWay = false
    instant.time = .nan
    pause = isStopped ? .stopped : calendar.isEmpty ? .nothingPending : .horizon
    if !isStopped && horizon.isFinite && horizon > clock { clock = horizon }
  }

  // MARK: Calendar

  /// Checks what is to be scheduled, and gives the time at which it fires [s].
  @inlinable @inline(__always)
  mutating func admit(_ delay: Double, _ kind: Int, _ payload: Int) throws(EngineError) -> Double {
    let time = clock + delay
    let isPlain =
      time > clock && time <= .greatestFiniteMagnitude
      && UInt(bitPattern: kind) < UInt(bitPattern: Event.kindLimit)
      && UInt(bitPattern: payload) < UInt(bitPattern: Event.payloadLimit) && nextTag < tagEnd
    if _slowPath(!isPlain) { try admitRare(delay, kind, payload) }
    return time
  }

  /// Checks what is not plainly right: what is scheduled for this very instant, and faults.
  @usableFromInline @inline(never)
  mutating func admitRare(_ delay: Double, _ kind: Int, _ payload: Int) throws(EngineError) {
    guard delay >= 0, (clock + delay).isFinite else {
      throw .invalidDelay(delay: delay, now: clock)
    }
    guard (0..<Event.kindLimit).contains(kind) else { throw .invalidKind(kind) }
    guard (0..<Event.payloadLimit).contains(payload) else { throw .invalidPayload(payload) }
    guard nextTag < tagEnd else { throw .tooManyEvents(limit: tagEnd / Event.sequenceStep - 1) }
    try noteZeroDelay(kind, payload)
  }

  @inlinable @inline(__always)
  mutating func add(_ event: Event) {
    nextTag &+= Event.sequenceStep
    if firstIsSpent {
      firstIsSpent = false
      calendar.replaceFirst(with: event)
      if _slowPath(deadCount > 0) { discardCancelled() }
    } else {
      calendar.push(event)
    }
    checkInvariants()
  }

  @inlinable @inline(__always)
  mutating func dropSpent() {
    if firstIsSpent {
      firstIsSpent = false
      calendar.popFirst()
      if _slowPath(deadCount > 0) { discardCancelled() }
      checkInvariants()
    }
  }
}

/// Why a loop gave no event.
public enum Pause: Hashable, Sendable {
  /// The next event lies after the horizon.
  case horizon
  /// No event is pending.
  case nothingPending
  /// `EventLoop.stop()` was called.
  case stopped
}
