/// A list of pending events that gives back the earliest first.
///
/// All conforming types give the same events in the same order: by time, and at equal times by
/// sequence number (first in, first out), in whatever order they were pushed. So a run does not
/// depend on which one holds it.
public protocol EventList: ~Copyable {
  /// An empty list with room for about `capacity` events [1].
  init(capacity: Int)

  /// Pending events [1].
  var count: Int { get }

  /// The event that fires next; one whose time is NaN where nothing is pending.
  var first: Event { get }

  /// Adds an event, not earlier than any that was taken out.
  mutating func push(_ event: Event)

  /// Takes out the event that fires next; the list must not be empty.
  @discardableResult mutating func popFirst() -> Event

  /// Takes out the first event and adds another; the list must not be empty.
  mutating func replaceFirst(with event: Event)

  /// Moves all events to the end of `events`, in no particular order.
  mutating func drain(into events: inout Slab<Event>)
}

extension EventList where Self: ~Copyable {
  /// Whether nothing is pending.
  @inlinable public var isEmpty: Bool { count == 0 }
}
