/// The pending events of a run: those due soon in a heap, and where they are many, the others in a
/// ladder of buckets.
///
///     var calendar = EventCalendar(expecting: 1_000_000)
///     calendar.push(Event(time: 2, sequence: 1, kind: 0, payload: 7))
///     let event = calendar.popFirst()
///
/// A calendar begins as a heap. When its heap grows longer than it is good for, it moves the events
/// into a ladder, and back when they have become few. The order of events is the same either way.
///
/// - Complexity: amortised O(1) with the ladder, O(log n) with the heap or at worst; a move is O(n),
///   at most once in n operations.
@frozen public struct EventCalendar: ~Copyable, EventList {
  /// How the pending events are held.
  public enum Choice: String, CaseIterable, Sendable {
    /// As suits the number pending.
    case automatic
    /// Always all in the heap.
    case heap
    /// Always in a ladder.
    case ladder
  }

  /// The earliest events; empty only when nothing is pending.
  @usableFromInline var near: QuaternaryHeap
  /// The others.
  @usableFromInline var far: Ladder
  /// Every event before this time [s] goes to the heap; infinite while there is no ladder.
  @usableFromInline var nearEnd: Double
  /// Above so many events [1] in the heap they move to a ladder.
  @usableFromInline var most: Int
  /// With fewer events [1] the ladder is given up.
  @usableFromInline let fewest: Int

  /// An empty calendar.
  ///
  /// - Parameters:
  ///   - count: pending events [1] to make room for; a guess will do.
  ///   - choice: how to hold them.
  public init(expecting count: Int, choice: Choice = .automatic) {
    let room = max(16, min(count, Event.payloadLimit))
    let isLong = choice == .ladder || choice == .automatic && room > Self.crossover
    near = QuaternaryHeap(capacity: isLong ? Self.crossover : room)
    far = Ladder(capacity: isLong ? room : 16)
    nearEnd = choice == .ladder ? 0 : .infinity
    most = choice == .heap ? .max : Self.crossover
    fewest = choice == .ladder ? 0 : Self.crossover / 4
  }

  /// An empty calendar with room for about `capacity` events [1].
  public init(capacity: Int) { self.init(expecting: capacity) }

  /// Pending events [1] above which a ladder is faster than a heap.
  static var crossover: Int { 8_192 }

  /// Pending events [1].
  @inlinable public var count: Int { near.count &+ far.count }
  /// The event that fires next, or `Event.never`.
  @inlinable public var first: Event {
    @inline(__always) get { near.first }
  }

  /// Adds an event.
  @inlinable @inline(__always)
  public mutating func push(_ event: Event) {
    if _fastPath(event.time < nearEnd) {
      near.push(event)
      if _slowPath(near.count > most) { moveToLadder() }
    } else {
      pushFar(event)
    }
  }

  /// Takes out the event that fires next; the calendar must not be empty.
  @inlinable @inline(__always) @discardableResult
  public mutating func popFirst() -> Event {
    let event = near.popFirst()
    if near.isEmpty { refill() }
    return event
  }

  /// Takes out the first event and adds another. The calendar must not be empty.
  @inlinable @inline(__always)
  public mutating func replaceFirst(with event: Event) {
    if _fastPath(event.time < nearEnd) {
      near.replaceFirst(with: event)
    } else {
      near.popFirst()
      pushFar(event)
    }
  }

  /// Moves all events to the end of `events`, in no particular order.
  public mutating func drain(into events: inout Slab<Event>) {
    near.drain(into: &events)
    far.drain(into: &events)
    if nearEnd < .infinity { nearEnd = 0 }
  }

  @usableFromInline @inline(never)
  mutating func pushFar(_ event: Event) {
    if !far.insert(event) {
      near.push(event)
      if near.count > most { moveToLadder() }
    }
    if near.isEmpty { refill() }
  }

  /// Fills the empty heap from the ladder, or gives the ladder up when it has become short.
  @usableFromInline @inline(never)
  mutating func refill() {
    if far.count == 0 { return }
    if far.count < fewest {
      var events = Slab<Event>(capacity: far.count)
      far.drain(into: &events)
      for i in 0..<events.count { near.push(events[i]) }
      nearEnd = .infinity
    } else {
      nearEnd = far.refill(&near)
    }
    most = max(Self.crossover, near.count &* 2)
  }

  /// Moves all events of a heap that has grown long to the ladder: to its top, or to a rung of their
  /// own. Where their times are too close for buckets they stay, until there are twice as many.
  @usableFromInline @inline(never)
  mutating func moveToLadder() {
    if nearEnd == .infinity {
      near.drain(into: &far.top)
      far.count = far.top.count
      refill()
    } else if far.take(&near) {
      refill()
    } else {
      most = near.count &* 2
    }
  }
}
