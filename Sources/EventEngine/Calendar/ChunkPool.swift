/// Events of one bucket, in no order: a chain of chunks in a ``ChunkPool``.
@usableFromInline struct Bucket {
  /// The chunk that is being filled, or −1.
  @usableFromInline var chunk: Int32 = -1
  /// Events in the bucket [1].
  @usableFromInline var count: Int32 = 0

  @inlinable init() {}
}

/// Storage of many buckets: chunks of eight events (two cache lines) that are chained and used again.
@usableFromInline struct ChunkPool: ~Copyable {
  @usableFromInline var events: Slab<Event>
  /// The next chunk of the same chain, or −1.
  @usableFromInline var next: Slab<Int32>
  /// The chunk that was freed last, or −1.
  @usableFromInline var free: Int32

  @inlinable static var size: Int { 8 }

  @inlinable init(capacity: Int) {
    events = Slab(capacity: max(Self.size, capacity))
    next = Slab(capacity: max(1, capacity / Self.size))
    free = -1
  }

  /// Adds an event to a bucket.
  @inlinable @inline(__always)
  mutating func append(_ event: Event, to bucket: inout Bucket) {
    let count = Int(bucket.count)
    let place = count & (Self.size &- 1)
    if place == 0 { bucket.chunk = take(before: bucket.chunk) }
    events[Int(bucket.chunk) &* Self.size &+ place] = event
    bucket.count = Int32(count &+ 1)
  }

  /// The earliest and latest time [s] in a bucket.
  func span(of bucket: Bucket) -> (low: Double, high: Double) {
    var (low, high) = (Double.infinity, 0.0)
    var chunk = Int(bucket.chunk)
    var place = Int(bucket.count) & (Self.size &- 1)
    if place == 0 { place = Self.size }
    while chunk >= 0 {
      while place > 0 {
        place &-= 1
        let time = events[chunk &* Self.size &+ place].time
        low = min(low, time)
        high = max(high, time)
      }
      chunk = Int(next[chunk])
      place = Self.size
    }
    return (low, high)
  }

  /// Takes out the event that was added last; the bucket must not be empty.
  @inlinable @inline(__always)
  mutating func removeLast(of bucket: inout Bucket) -> Event {
    let count = Int(bucket.count) &- 1
    let place = count & (Self.size &- 1)
    let chunk = Int(bucket.chunk)
    let event = events[chunk &* Self.size &+ place]
    bucket.count = Int32(truncatingIfNeeded: count)
    if place == 0 {
      bucket.chunk = next[chunk]
      next[chunk] = free
      free = Int32(truncatingIfNeeded: chunk)
    }
    return event
  }

  /// An unused chunk at the head of a chain.
  @inlinable @inline(__always)
  mutating func take(before following: Int32) -> Int32 {
    if _slowPath(free < 0) { grow() }
    let chunk = free
    free = next[Int(chunk)]
    next[Int(chunk)] = following
    return chunk
  }

  @inlinable @inline(never)
  mutating func grow() {
    free = Int32(next.count)
    next.append(-1)
    for _ in 0..<Self.size { events.append(Event(time: 0, tag: 0)) }
  }
}
