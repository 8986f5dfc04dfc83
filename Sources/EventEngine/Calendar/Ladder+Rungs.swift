/// Moving events down the ladder, from the top to the near heap.
extension Ladder {
  /// Fills the empty near heap with the earliest events; the ladder must not be empty.
  ///
  /// - Returns: a time [s] before which every event belongs into the near heap.
  mutating func refill(_ near: inout QuaternaryHeap) -> Double {
    while near.isEmpty {
      if depth == 0 {
        openTop(&near)
      } else if rungs[depth &- 1].count == 0 {
        depth &-= 1
      } else {
        openNextBucket(&near)
      }
    }
    return depth > 0 ? rungs[depth &- 1].edge : topStart
  }

  /// Takes the next bucket of the lowest rung: to the near heap, or to a rung of its own.
  private mutating func openNextBucket(_ near: inout QuaternaryHeap) {
    let rung = depth &- 1
    var index = rungs[rung].current &+ 1
    while rungs[rung].buckets[index].count == 0 { index &+= 1 }
    rungs[rung].current = index
    let size = Int(rungs[rung].buckets[index].count)
    rungs[rung].count &-= size
    if size > Self.crowd && depth < Self.depthLimit && divide(bucket: index, of: rung) { return }
    count &-= size
    for _ in 0..<size { near.push(chunks.removeLast(of: &rungs[rung].buckets[index])) }
  }

  /// Makes a rung of one crowded bucket, unless its times are too close to be told apart. A rung
  /// with nothing left gives its place to the new one.
  private mutating func divide(bucket index: Int, of rung: Int) -> Bool {
    var bucket = rungs[rung].buckets[index]
    let size = Int(bucket.count)
    let (low, high) = chunks.span(of: bucket)
    let level = rungs[rung].count == 0 ? rung : depth
    guard openRung(level, from: low, to: high, count: size) else { return false }
    rungs[rung].buckets[index] = Bucket()
    for _ in 0..<size { place(chunks.removeLast(of: &bucket)) }
    return true
  }

  /// Makes the lowest rung of a heap that has grown long, unless its times are too close or the
  /// ladder has all its rungs.
  mutating func take(_ near: inout QuaternaryHeap) -> Bool {
    while depth > 0 && rungs[depth &- 1].count == 0 { depth &-= 1 }
    guard depth < Self.depthLimit else { return false }
    var high = 0.0
    for i in QuaternaryHeap.root..<near.end { high = max(high, near.node[i].time) }
    guard openRung(depth, from: near.first.time, to: high, count: near.count) else { return false }
    count &+= near.count
    while !near.isEmpty { place(near.removeLast()) }
    return true
  }

  /// Cuts what lies near in the top into rung 0, or leaves it to the heap where it is not much.
  private mutating func openTop(_ near: inout QuaternaryHeap) {
    let (low, high, mean) = span(ofTop: top.count)
    // By Markov's inequality at most a quarter lies beyond, so the top shrinks geometrically.
    let far = low + 4 * (mean - low)
    let end = far > low && far < high ? far : high
    let isRung = top.count > Self.fewest && openRung(depth, from: low, to: end, count: top.count)
    // Just after, so that events of equal time stay together.
    topStart = (isRung ? end : high).nextUp
    var kept = 0
    for i in 0..<top.count {
      let event = top[i]
      if isRung && event.time > end {
        top[kept] = event
        kept &+= 1
      } else if isRung {
        place(event)
      } else {
        count &-= 1
        near.push(event)
      }
    }
    top.truncate(to: kept)
  }

  /// The earliest, the latest and the mean time [s] in the top.
  private func span(ofTop count: Int) -> (low: Double, high: Double, mean: Double) {
    var (low, high, sum) = (Double.infinity, 0.0, 0.0)
    for i in 0..<count {
      let time = top[i].time
      low = min(low, time)
      high = max(high, time)
      sum += time
    }
    return (low, high, sum / Double(count))
  }

  /// Puts an event of the rung just opened into its bucket.
  private mutating func place(_ event: Event) {
    let rung = depth &- 1
    let index = max(0, rungs[rung].index(of: event.time))
    chunks.append(event, to: &rungs[rung].buckets[index])
    rungs[rung].count &+= 1
  }

  /// Opens an empty rung for `count` events from `low` to `high` [s], both included, as the lowest one:
  /// below all others, or in the place of the last.
  ///
  /// - Returns: `false` where the times are too close, or too far apart, for buckets.
  private mutating func openRung(
    _ level: Int, from low: Double, to high: Double, count: Int
  ) -> Bool {
    let bucketCount = max(2, count / Self.occupancy)
    let scale = Double(bucketCount) / (high - low)
    guard scale.isFinite, scale > 0 else { return false }
    if level == rungs.count { rungs.append(Rung()) }
    rungs[level].start = low
    rungs[level].scale = scale
    rungs[level].bucketCount = bucketCount
    rungs[level].lastBucket = Double(bucketCount - 1)
    rungs[level].current = -1
    rungs[level].count = 0
    while rungs[level].buckets.count < bucketCount { rungs[level].buckets.append(Bucket()) }
    depth = level &+ 1
    return true
  }
}
