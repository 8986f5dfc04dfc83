import EventEngine
import Statistics

extension Benchmark {
  /// The hold model: the engine by itself. Each event that fires schedules one at + Exp(1), which
  /// can be cancelled; so the number pending stays the same.
  ///
  /// - Parameters:
  ///   - pending: events pending [1], 1 ... 2²⁴ − 1.
  ///   - events: events to fire [1].
  ///   - calendar: how the engine holds them.
  ///   - reschedulingShare: share of events [1] after which another event, chosen at random, is moved
  ///     to + Exp(1) from now; each counts as an event.
  /// - Source: D. W. Jones, "An empirical comparison of priority-queue and event-set implementations",
  ///   CACM 29 (1986).
  public static func hold(
    pending: Int, events: Int, calendar: EventCalendar.Choice = .automatic,
    reschedulingShare: Double = 0
  ) -> Benchmark {
    Benchmark(name: "hold") { name, ready throws(ExperimentError) in
      try inPart("hold") { () throws(EngineError) in
        var model = try HoldModel(pending: pending, calendar: calendar, name: name)
        ready()
        let fired =
          reschedulingShare > 0
          ? try model.run(events: events, reschedulingShare: reschedulingShare)
          : try model.run(events: events)
        return BenchmarkOutcome(
          events: fired, statistic: nil, fingerprint: model.loop.fingerprint)
      }
    }
  }
}

/// The hold model while it runs.
private struct HoldModel: ~Copyable {
  var loop: EventLoop
  /// The handle of each pending event, by its payload.
  var handles: Slab<EventHandle>
  var stream: RandomStream

  private static let delay = Distribution.exponential(mean: 1)

  init(pending: Int, calendar: EventCalendar.Choice, name: StreamName) throws(EngineError) {
    loop = EventLoop(expecting: pending, calendar: calendar)
    handles = Slab(capacity: pending)
    stream = RandomStream(name)
    for payload in 0..<pending {
      handles.append(
        try loop.scheduleCancellable(
          after: Self.delay.draw(&stream), kind: 0, payload: payload))
    }
  }

  /// Fires so many events; none is moved.
  mutating func run(events: Int) throws(EngineError) -> Int {
    // A copy on the stack, which the compiler may keep in registers.
    var stream = stream
    let delay = Distribution.exponential(mean: 1)
    var left = events
    while left > 0, let event = loop.nextEvent(until: .infinity) {
      handles[event.payload] = try loop.scheduleCancellable(
        after: delay.draw(&stream), kind: 0, payload: event.payload)
      left -= 1
    }
    self.stream = stream
    return events - left
  }

  /// Fires or moves so many events in all.
  mutating func run(events: Int, reschedulingShare: Double) throws(EngineError) -> Int {
    let delay = Distribution.exponential(mean: 1)
    var left = events
    while left > 0, let event = loop.nextEvent(until: .infinity) {
      handles[event.payload] = try loop.scheduleCancellable(
        after: delay.draw(&stream), kind: 0, payload: event.payload)
      left -= 1
      guard stream.uniform() < reschedulingShare else { continue }
      let other = Int(stream.uniform() * Double(handles.count))
      let time = delay.draw(&stream)
      if let moved = try loop.reschedule(handles[other], after: time) { handles[other] = moved }
      left -= 1
    }
    return events - left
  }
}
