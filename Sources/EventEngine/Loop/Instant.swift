/// A watch over what happens while the clock stands still.
///
/// Events that are scheduled with delay 0 fire after all others of their instant. So they come in
/// generations: those scheduled by the first generation, those scheduled by the second … A model that
/// is right comes to an end after a few; one that never does is caught in a loop.
@usableFromInline struct Instant: ~Copyable {
  /// The instant under watch [s]; NaN at first.
  @usableFromInline var time = Double.nan
  /// Generations so far [1].
  @usableFromInline var generation = 0
  /// The first tag of the generation that is being scheduled.
  @usableFromInline var generationStart: UInt64 = 0
  @usableFromInline let limit: Int
  /// What was scheduled in the last generations before the limit.
  @usableFromInline var trace = Slab<FiredEvent>()

  /// Events [1] of a loop that are named at most.
  static var traceLimit: Int { 64 }

  init(limit: Int) { self.limit = limit }

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
  /// - Throws: `EngineError.zeroDelayLoop` when the chain that led to it is longer than the limit.
  @usableFromInline @inline(never)
  mutating func noteZeroDelay(_ kind: Int, _ payload: Int) throws(EngineError) {
    if instant.time != clock {
      instant.time = clock
      instant.generation = 1
      instant.generationStart = nextTag
      instant.trace.removeAll()
    } else if firing >= instant.generationStart {
      instant.generation += 1
      instant.generationStart = nextTag
    }
    let isNear = instant.generation > instant.limit - Instant.traceLimit
    if isNear && instant.trace.count < Instant.traceLimit {
      let event = Event(time: clock, tag: nextTag, kind: kind, payload: payload)
      instant.trace.append(FiredEvent(event))
    }
    if instant.generation > instant.limit {
      throw .zeroDelayLoop(time: clock, events: instant.members)
    }
  }
}
