/// Taking back what was scheduled.
///
/// Cancelling marks an event dead where it lies. Dead events go when they come to the front, and all
/// at once when they are more than half of the calendar, so they cost O(log n) each and no more room
/// than the live ones.
extension EventLoop {
  /// Schedules an event `delay` [s] from now that can be taken back.
  ///
  ///     let patience = try loop.scheduleCancellable(after: 30, kind: 2, payload: caller)
  ///     …
  ///     loop.cancel(patience)
  ///
  /// - Throws: as ``schedule(after:kind:payload:)``; also `EngineError.tooManyHandles`.
  @inlinable @inline(__always)
  public mutating func scheduleCancellable(after delay: Double, kind: Int, payload: Int)
    throws(EngineError) -> EventHandle
  {
    let time = try admit(delay, kind, payload)
    let own = Event(time: time, tag: nextTag, kind: kind, payload: payload)
    let slot = try handles.take(own.tag)
    let tag = nextTag | Event.cancellable | UInt64(truncatingIfNeeded: slot)
    add(Event(time: time, tag: tag))
    return EventHandle(tag: tag)
  }

  /// Whether the event of a handle is still to fire.
  @inlinable public func isPending(_ handle: EventHandle) -> Bool { handles.isAlive(handle) }

  /// Takes an event back.
  ///
  /// - Returns: `false` for a stale handle, whose event has fired or was cancelled before.
  /// - Complexity: O(log n) amortised.
  @inlinable @discardableResult
  public mutating func cancel(_ handle: EventHandle) -> Bool {
    guard handles.isAlive(handle) else { return false }
    handles.release(handle.slot)
    noteCancelled()
    checkInvariants()
    return true
  }

  /// Moves an event to `delay` [s] from now; among others of its new time it comes last.
  ///
  /// - Returns: the new handle, or `nil` for a stale one.
  /// - Throws: as ``schedule(after:kind:payload:)``; then the event stays where it was.
  @inlinable public mutating func reschedule(_ handle: EventHandle, after delay: Double)
    throws(EngineError) -> EventHandle?
  {
    guard handles.isAlive(handle) else { return nil }
    let own = Event(time: 0, tag: handles.slots[handle.slot])
    let time = try admit(delay, own.kind, own.payload)
    // The slot goes over to the new entry, and the old one is dead by its number.
    handles.slots[handle.slot] = nextTag | (own.tag & (Event.cancellable - 1))
    let tag = nextTag | Event.cancellable | UInt64(truncatingIfNeeded: handle.slot)
    noteCancelled()
    add(Event(time: time, tag: tag))
    return EventHandle(tag: tag)
  }

  /// Counts an entry of the calendar that has just died.
  @inlinable mutating func noteCancelled() {
    deadCount &+= 1
    cancelledCount &+= 1
    if !firstIsSpent {
      discardCancelled()
    } else if deadCount &* 2 > calendar.count {
      dropSpent()
    }
  }

  /// The tag of a cancellable event that fires, whose handle becomes stale.
  @inlinable @inline(__always)
  mutating func releaseHandle(_ slot: Int) -> UInt64 {
    let tag = handles.slots[slot]
    handles.release(slot)
    return tag
  }

  /// Takes dead events from the front of the calendar, which must not be spent, and all of them when
  /// they are too many.
  @usableFromInline @inline(never)
  mutating func discardCancelled() {
    while deadCount > 0 && !handles.isAlive(calendar.first) {
      calendar.popFirst()
      deadCount &-= 1
    }
    if deadCount &* 2 > calendar.count { sweep() }
  }

  private mutating func sweep() {
    calendar.drain(into: &scratch)
    for i in 0..<scratch.count where handles.isAlive(scratch[i]) { calendar.push(scratch[i]) }
    scratch.removeAll()
    deadCount = 0
  }
}
