/// Why the engine refused to schedule an event. The run cannot go on after any of them.
public enum EngineError: Error, Hashable, Sendable {
  /// A delay that is negative, infinite or not a number, or that leads beyond the largest number;
  /// `delay` and `now` in [s].
  case invalidDelay(delay: Double, now: Double)
  /// A kind outside 0 ..< 16.
  case invalidKind(Int)
  /// A payload outside 0 ..< 2²⁴: more live entities than an event can name.
  case invalidPayload(Int)
  /// The run scheduled `limit` events [1] already.
  case tooManyEvents(limit: UInt64)
  /// `limit` cancellable events [1] are pending already.
  case tooManyHandles(limit: Int)
  /// Events cause each other at `time` [s] without end; `events` are those of the loop.
  case zeroDelayLoop(time: Double, events: [FiredEvent])
}

extension EngineError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .invalidDelay(let delay, let now):
      "at \(now) s: a delay of \(delay) s; allowed: 0 s or more, finite"
    case .invalidKind(let kind):
      "event kind \(kind); allowed: 0 to \(Event.kindLimit - 1)"
    case .invalidPayload(let payload):
      "event payload \(payload); allowed: 0 to \(Event.payloadLimit - 1) live entities"
    case .tooManyEvents(let limit):
      "more than \(limit) events in one run; shorten the window"
    case .tooManyHandles(let limit):
      "more than \(limit) events that can be cancelled are pending"
    case .zeroDelayLoop(let time, let events):
      "at \(time) s: events cause each other without end while no time passes: "
        + events.map { "kind \($0.kind) of \($0.payload)" }.joined(separator: ", ")
    }
  }
}
