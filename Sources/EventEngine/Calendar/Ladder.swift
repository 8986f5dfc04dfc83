/// Events that are not due soon, in buckets of time; the far part of an ``EventCalendar``.
///
///     top      later than all rungs, unsorted
///     rung 0   ▏ ▏ ▏▪▏▪▏▪▏…   buckets of equal width, unsorted
///     rung 1        ▏ ▏▪▏▪▏…  one crowded bucket of rung 0, cut finer
///     near     a heap of the bucket that is under way
///
/// Adding an event drops it into a bucket: one write, however many are pending. A bucket is sorted
/// only when its time comes, by a heap small enough for the fastest cache. A bucket with too many
/// events becomes a rung of its own; where that does not help (all times equal, or `depthLimit`
/// rungs), it goes to the heap as it is, so that no load makes the list slower than a heap for long.
/// The width of rung 0 follows the mean of the times ahead, and what lies beyond four times that
/// mean stays in the top, so that a few far events do not coarsen the rest. When the heap itself grows
/// long, its events become a rung.
///
/// Where an event belongs follows from its time alone: events of equal time are always together.
///
/// - Complexity: amortised O(1) for spread-out times, O(log n) at worst.
/// - Source: W. T. Tang, R. S. M. Goh and I. L.-J. Thng, "Ladder queue: an O(1) priority queue
///   structure for large-scale discrete event simulation", ACM TOMACS 15 (2005). Here the bottom is
///   a heap instead of a sorted list, and buckets are chains of chunks instead of linked events.
@usableFromInline struct Ladder: ~Copyable {
  /// Rungs 0 ..< depth are in use, each within one bucket of the one before.
  @usableFromInline var rungs = Slab<Rung>(capacity: Ladder.depthLimit)
  @usableFromInline var depth = 0
  @usableFromInline var chunks: ChunkPool
  /// Events at `topStart` [s] or later.
  @usableFromInline var top: Slab<Event>
  @usableFromInline var topStart = 0.0
  /// Events in rungs and top [1].
  @usableFromInline var count = 0

  /// An empty ladder with room for about `capacity` events [1].
  init(capacity: Int) {
    chunks = ChunkPool(capacity: capacity)
    top = Slab(capacity: capacity)
  }

  /// Events [1] per bucket of a new rung, on average.
  static var occupancy: Int { 16 }
  /// A bucket with more events [1] is cut finer.
  static var crowd: Int { 256 }
  /// The top is cut into buckets where it has more events [1].
  static var fewest: Int { 64 }
  /// Rungs in use at most [1].
  static var depthLimit: Int { 8 }

  /// Takes an event, unless it is too early for every bucket and belongs into the near heap.
  @inlinable mutating func insert(_ event: Event) -> Bool {
    let time = event.time
    if time >= topStart {
      top.append(event)
      count &+= 1
      return true
    }
    var rung = 0
    while rung < depth {
      let index = rungs[rung].index(of: time)
      if index > rungs[rung].current {
        chunks.append(event, to: &rungs[rung].buckets[index])
        rungs[rung].count &+= 1
        count &+= 1
        return true
      }
      rung &+= 1
    }
    return false
  }

  /// Moves all events to the end of `events`, in no particular order.
  mutating func drain(into events: inout Slab<Event>) {
    while depth > 0 {
      depth &-= 1
      for index in 0..<rungs[depth].bucketCount {
        while rungs[depth].buckets[index].count > 0 {
          events.append(chunks.removeLast(of: &rungs[depth].buckets[index]))
        }
      }
    }
    while !top.isEmpty { events.append(top.removeLast()) }
    (topStart, count) = (0, 0)
  }
}

/// A stretch of time cut into buckets of equal width.
@usableFromInline struct Rung: ~Copyable {
  /// Where the first bucket begins [s].
  @usableFromInline var start = 0.0
  /// Buckets per second.
  @usableFromInline var scale = 0.0
  @usableFromInline var bucketCount = 0
  /// `bucketCount` − 1, as a number to compare with.
  @usableFromInline var lastBucket = 0.0
  /// The bucket that was emptied last, or −1.
  @usableFromInline var current = -1
  /// Events in the buckets after `current` [1].
  @usableFromInline var count = 0
  /// At least `bucketCount` of them; those up to `current` are empty.
  @usableFromInline var buckets = Slab<Bucket>()

  /// The bucket for `time` [s]: at most 0 for what comes before the rung, the last for what comes
  /// after. It never falls as time grows, in spite of rounding, which is all that the order needs.
  @inlinable @inline(__always)
  func index(of time: Double) -> Int {
    let place = (time - start) * scale
    return Int(max(-1, min(place, lastBucket)))
  }

  /// A time [s] before which every event belongs to `current` or an earlier bucket; lower than the
  /// edge of the next bucket by more than `index(of:)` can err.
  var edge: Double {
    (start + Double(current &+ 1) / scale * (1 - 1e-15)).nextDown.nextDown
  }
}
