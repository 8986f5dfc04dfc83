/// Pending events, earliest first, in a 4-ary min-heap of 16-byte notices.
///
///     var heap = QuaternaryHeap(capacity: 64)
///     heap.push(Event(time: 2, sequence: 1, kind: 1, payload: 7))
///     let event = heap.popFirst()
///
/// The root is node 3, so that the four children of node i start at 4 (i − 2): every family fills
/// exactly one 64-byte cache line. The last family is filled up with `Event.never`, which comes after
/// every event, so that all families have four members.
///
/// - Complexity: `push` O(1) on average, O(log n) at worst; `popFirst`, `replaceFirst` O(log n).
/// - Source: D. B. Johnson, "Priority queues with update and finding minimum spanning trees",
///   Inf. Process. Lett. 4 (1975); A. LaMarca and R. Ladner, "The influence of caches on the
///   performance of heaps", ACM JEA 1 (1996).
@frozen public struct QuaternaryHeap: ~Copyable, EventList {
  @usableFromInline var node: Slab<Event>
  /// The node after the last event.
  @usableFromInline var end: Int

  /// An empty heap with room for `capacity` events [1] before it grows.
  @inlinable public init(capacity: Int) {
    node = Slab(capacity: capacity + 8)
    end = Self.root
    appendFamily()
  }

  @inlinable static var root: Int { 3 }

  /// Pending events [1].
  @inlinable public var count: Int { end &- Self.root }
  /// The event that fires next, or `Event.never`.
  @inlinable public var first: Event {
    @inline(__always) get { node[Self.root] }
  }

  /// Adds an event.
  @inlinable public mutating func push(_ event: Event) {
    var i = end
    if i == node.count { appendFamily() }
    end &+= 1
    while i > Self.root {
      let parent = (i &>> 2) &+ 2
      if !(event.key < node[parent].key) { break }
      node[i] = node[parent]
      i = parent
    }
    node[i] = event
  }

  /// Takes out the event that fires next; the heap must not be empty.
  @inlinable @discardableResult
  public mutating func popFirst() -> Event {
    precondition(end > Self.root)
    let result = first
    let last = removeLast()
    if end > Self.root { replaceFirst(with: last) }
    return result
  }

  /// Takes out the first event and adds another in one sift: cheaper than pop and push when an
  /// event schedules its own successor. The heap must not be empty.
  @inlinable @inline(__always)
  public mutating func replaceFirst(with event: Event) {
    precondition(end > Self.root)
    var i = Self.root
    while true {
      let family = (i &- 2) &<< 2
      if family >= end { break }
      let (place, least) = node.withFour(from: family, earliestOfFour)
      if !(least.key < event.key) { break }
      node[i] = least
      i = family &+ place
    }
    node[i] = event
  }

  /// Moves all events to the end of `events`, in no particular order.
  @inlinable public mutating func drain(into events: inout Slab<Event>) {
    while !isEmpty { events.append(removeLast()) }
  }

  /// Takes out the event of the last node, some late one; the heap must not be empty.
  @inlinable mutating func removeLast() -> Event {
    end &-= 1
    let last = node[end]
    node[end] = .never
    return last
  }

  @inlinable mutating func appendFamily() {
    for _ in 0..<4 { node.append(.never) }
  }
}

/// The place (0 to 3) of the earliest of four events, and the event: a tournament without branches
/// that depend on data.
@inlinable @inline(__always)
func earliestOfFour(_ four: FourNeighbours<Event>) -> (place: Int, event: Event) {
  let a = bit(four[1].key < four[0].key)
  let b = 2 &+ bit(four[3].key < four[2].key)
  let place = four[b].key < four[a].key ? b : a
  return (place, four[place])
}

@inlinable @inline(__always)
func bit(_ condition: Bool) -> Int { condition ? 1 : 0 }
