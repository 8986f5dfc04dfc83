/// A watch over what happens while the clock stands still.
///
/// Events may cause others at the same instant, and in a model that is right this comes to an end. One
/// that never does is caught in a loop: it schedules more events for this very instant than a limit,
/// to which come `perPending` for each event that was pending when the first was scheduled, so that
/// a crowd of events with a few followers each is no loop.
@usableFromInline struct Instant: ~Copyable {
  /// Events [1] scheduled for this very instant while it lasts.
  @usableFromInline var count = 0
  /// The instant under watch [s]; NaN at first.
  @usableFromInline var time = Double.nan
  /// How many events [1] may be scheduled for this instant.
  @usableFromInline var allowed = 0
  /// The latest of them before the limit.
  @usableFromInline var trace = Slab<FiredEvent>()

  /// Events [1] of a loop that are named at most.
  static var traceLimit: Int { 64 }
  /// Events [1] allowed for each that is pending.
  static var perPending: Int { 64 }

  init() {}

  /// The events of the loop, in order, each once.
  var members: [FiredEvent] {
    var result: [FiredEvent] = []
    for i in 0..<trace.count where !result.contains(trace[i]) { result.append(trace[i]) }
    return result
  }
}

extension EventLoop {
  /// Notes an event that is scheduled for this very instant.
  ///
  /// - Throws: `EngineError.zeroDelayLoop` when there are more than a model that is right has.
  @usableFromInline @inline(never)
  mutating func noteZeroDelay(_ kind: Int, _ payload: Int) throws(EngineError) {
    // What is scheduled from outside, before the run or between two parts of it, causes nothing.
    guard isUnderWay else { return }
    if instant.time != clock {
      instant.time = clock
      instant.count = 0
      let crowd = Instant.perPending * pendingCount
      instant.allowed = zeroDelayLimit > .max - crowd ? .max : zeroDelayLimit + crowd
      instant.trace.removeAll()
    }
    instant.count &+= 1
    if instant.count > instant.allowed - Instant.traceLimit {
      instant.trace.append(
        FiredEvent(Event(time: clock, tag: nextTag, kind: kind, payload: payload)))
    }
    if instant.count > instant.allowed {
      throw .zeroDelayLoop(time: clock, events: instant.members)
    }
  }
}
