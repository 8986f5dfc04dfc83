import EventEngine
import Statistics

extension Benchmark {
  /// What may be done to the events of the hold model before they fire.
  public enum Holding: Sendable {
    /// Nothing.
    case plain
    /// Each has a handle, kept by the model.
    case cancellable
    /// After a share of the events [1] another one, chosen at random, is moved by its handle to
    /// + Exp(1) from now; each move counts as an event.
    case rescheduling(share: Double)
  }

  /// The hold model: the engine by itself. Each event that fires schedules one at + Exp(1); so the
  /// number pending stays the same.
  ///
  /// - Parameters:
  ///   - pending: events pending [1], 1 ... 2²⁴ − 1.
  ///   - events: events to fire [1].
  ///   - calendar: how the engine holds them.
  ///   - holding: whether events can be cancelled.
  /// - Source: D. W. Jones, "An empirical comparison of priority-queue and event-set implementations",
  ///   CACM 29 (1986).
  public static func hold(
    pending: Int, events: Int, calendar: EventCalendar.Choice = .automatic,
    holding: Holding = .cancellable
  ) -> Benchmark {
    Benchmark(name: "hold") { name, ready throws(ExperimentError) in
      try inPart("hold") { () throws(EngineError) in
        var model = HoldModel(pending: pending, calendar: calendar, name: name)
        try model.fill(pending, holding)
        ready()
        let done =
          switch holding {
          case .plain: try model.runPlain(events)
          case .cancellable: try model.runCancellable(events)
          case .rescheduling(let share): try model.runRescheduling(events, share)
          }
        return BenchmarkOutcome(
          events: done, statistic: nil, fingerprint: model.loop.fingerprint)
      }
    }
  }
}

/// The hold model while it runs.
private struct HoldModel: ~Copyable {
  var loop: EventLoop
  /// The handle of each pending event that has one, by its payload.
  var handles: Slab<EventHandle>
  var stream: RandomStream

  private let delay = Distribution.exponential(mean: 1)

  init(pending: Int, calendar: EventCalendar.Choice, name: StreamName) {
    loop = EventLoop(expecting: pending, calendar: calendar)
    handles = Slab(capacity: pending)
    stream = RandomStream(name)
  }

  mutating func fill(_ pending: Int, _ holding: Benchmark.Holding) throws(EngineError) {
    for payload in 0..<pending {
      let time = delay.draw(&stream)
      if case .plain = holding {
        try loop.schedule(after: time, kind: 0, payload: payload)
      } else {
        handles.append(try loop.scheduleCancellable(after: time, kind: 0, payload: payload))
      }
    }
  }

  // Each way has a loop of its own, so that none pays for the others' questions.

  mutating func runPlain(_ events: Int) throws(EngineError) -> Int {
    var left = events
    while left > 0, let event = loop.nextEvent(until: .infinity) {
      try loop.schedule(after: delay.draw(&stream), kind: 0, payload: event.payload)
      left -= 1
    }
    return events - left
  }

  mutating func runCancellable(_ events: Int) throws(EngineError) -> Int {
    var left = events
    while left > 0, let event = loop.nextEvent(until: .infinity) {
      handles[event.payload] = try loop.scheduleCancellable(
        after: delay.draw(&stream), kind: 0, payload: event.payload)
      left -= 1
    }
    return events - left
  }

  mutating func runRescheduling(_ events: Int, _ share: Double) throws(EngineError) -> Int {
    var left = events
    while left > 0, let event = loop.nextEvent(until: .infinity) {
      handles[event.payload] = try loop.scheduleCancellable(
        after: delay.draw(&stream), kind: 0, payload: event.payload)
      left -= 1
      guard stream.uniform() < share else { continue }
      let other = Int(stream.uniform() * Double(handles.count))
      let time = delay.draw(&stream)
      if let moved = try loop.reschedule(handles[other], after: time) { handles[other] = moved }
      left -= 1
    }
    return events - left
  }
}
