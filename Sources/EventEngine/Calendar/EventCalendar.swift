/// The pending events of a run: those due soon in a heap, and where they are many, the others in a
/// ladder of buckets.
///
///     var calendar = EventCalendar(expecting: 1_000_000)
///     calendar.push(Event(time: 2, sequence: 1, kind: 0, payload: 7))
///     let event = calendar.popFirst()
///
/// A calendar begins as a heap. When more are pending than a heap is good for, it moves them into a
/// ladder, and back when they have become few. The order of events is the same either way.
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
  /// Above so many events [1] in the heap a ladder is set up.
  @usableFromInline var most: Int
  /// With fewer events [1] the ladder is given up.
  @usableFromInline let fewest: Int

  /// An empty calendar.
  ///
  /// - Parameters:
  ///   - count: pending events [1] to expect, for the choice and to make room; a guess will do.
  ///   - choice: how to hold them.
  public init(expecting count: Int, choice: Choice = .automatic) {
    let isLadder = choice == .ladder || choice == .automatic && count > Self.crossover
    near = QuaternaryHeap(capacity: isLadder ? 1_024 : count)
    far = Ladder(capacity: isLadder ? count : 16)
    nearEnd = isLadder ? 0 : .infinity
    most = isLadder || choice == .heap ? .max : Self.crossover
    fewest = isLadder ? 0 : Self.crossover / 4
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
      if _slowPath(near.count > most) { climb() }
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
    if !far.insert(event) { near.push(event) }
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
      (nearEnd, most) = (.infinity, Self.crossover)
    } else {
      nearEnd = far.refill(&near)
    }
  }

  /// Moves all events from the heap to a ladder.
  @usableFromInline @inline(never)
  mutating func climb() {
    near.drain(into: &far.top)
    far.count = far.top.count
    most = .max
    refill()
  }
}
