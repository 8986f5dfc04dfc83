/// The pending events, earliest first: a 4-ary min-heap of 16-byte notices.
///
///     var calendar = EventCalendar()
///     calendar.push(Event(time: 2, sequence: 0, kind: 1, payload: 7))
///     let event = calendar.popFirst()
///
/// The root is node 3, so that the four children of node i start at 4 (i − 2): every family fills
/// exactly one 64-byte cache line. Events of equal time come out in order of their tags.
///
/// - Complexity: `push` O(1) on average, O(log n) at worst; `popFirst`, `replaceFirst` O(log n).
/// - Source: D. B. Johnson, "Priority queues with update and finding minimum spanning trees",
///   Inf. Process. Lett. 4 (1975); A. LaMarca and R. Ladner, "The influence of caches on the
///   performance of heaps", ACM JEA 1 (1996).
@frozen public struct EventCalendar: ~Copyable {
  @usableFromInline var node: Slab<Event>

  /// An empty calendar with room for `capacity` events [1] before it grows.
  @inlinable public init(capacity: Int = 1_024) {
    node = Slab(capacity: capacity + 3)
    for _ in 0..<3 { node.append(Event(time: 0, tag: 0)) }
  }

  /// Pending events [1].
  @inlinable public var count: Int { node.count &- 3 }
  /// Whether nothing is pending.
  @inlinable public var isEmpty: Bool { node.count == 3 }
  /// The event that fires next; the calendar must not be empty.
  @inlinable public var first: Event { node[3] }

  /// Adds an event.
  @inlinable public mutating func push(_ event: Event) {
    var i = node.count
    node.append(event)
    while i > 3 {
      let parent = (i &>> 2) &+ 2
      if !(event.key < node[parent].key) { break }
      node[i] = node[parent]
      i = parent
    }
    node[i] = event
  }

  /// Takes out the event that fires next; the calendar must not be empty.
  @inlinable @discardableResult
  public mutating func popFirst() -> Event {
    let result = node[3]
    let last = node.removeLast()
    if node.count > 3 { replaceFirst(with: last) }
    return result
  }

  /// Takes out the first event and adds another in one sift: cheaper than pop and push when an
  /// event schedules its own successor. The calendar must not be empty.
  @inlinable @inline(__always)
  public mutating func replaceFirst(with event: Event) {
    let end = node.count
    var i = 3
    while true {
      let c = (i &- 2) &<< 2
      if c &+ 4 > end {
        i = siftIntoLastFamily(i, children: c, event)
        break
      }
      // Tournament of the four children without branches that depend on data.
      let a = c &+ bit(node[c &+ 1].key < node[c].key)
      let b = c &+ 2 &+ bit(node[c &+ 3].key < node[c &+ 2].key)
      let smallest = a ^ ((a ^ b) & (0 &- bit(node[b].key < node[a].key)))
      if !(node[smallest].key < event.key) { break }
      node[i] = node[smallest]
      i = smallest
    }
    node[i] = event
  }

  /// The last step down, where a family may have fewer than four members.
  @inlinable @inline(__always)
  mutating func siftIntoLastFamily(_ i: Int, children c: Int, _ event: Event) -> Int {
    let end = node.count
    if c >= end { return i }
    var smallest = c
    var j = c &+ 1
    while j < end {
      if node[j].key < node[smallest].key { smallest = j }
      j &+= 1
    }
    if !(node[smallest].key < event.key) { return i }
    node[i] = node[smallest]
    return smallest
  }
}

@inlinable @inline(__always)
func bit(_ condition: Bool) -> Int { condition ? 1 : 0 }
