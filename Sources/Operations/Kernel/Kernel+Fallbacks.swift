import EventEngine
import Statistics

/// Users whose request failed, or came too late, and who try another source.
extension Kernel {
  mutating func addFallbacks(of source: SourceModel, to index: Int) {
    let first = Int32(fallbacks.count)
    for way in source.fallbacks { fallbacks.append(way) }
    sources[index].fallbacks = TableRow(first: first, count: Int32(source.fallbacks.count))
    guard let times = source.openTimes else { return }
    sources[index].openTimes = TableRow(first: Int32(openTimes.count), count: Int32(times.count))
    for open in times { openTimes.append(open) }
  }

  /// The user of a request that has failed or was late may ask elsewhere, after some time.
  ///
  /// - Parameter isCounted: whether the request counts in the window.
  mutating func fallBack(from request: Int, isCounted: Bool) throws(EngineError) {
    let source = Int(requests[request].source)
    let ways = sources[source].fallbacks
    let user = requests[request].user
    let mark = user.child(Purpose.fallback).uniform
    var (sum, way) = (0.0, Int(ways.first))
    let end = way &+ Int(ways.count)
    while way < end {
      sum += fallbacks[way].probability
      if mark < sum { break }
      way &+= 1
    }
    guard way < end else { return }
    if isCounted { groups[Int(sources[source].group)].fallbacks += 1 }
    let target = fallbacks[way].source
    let name = sources[target].name.child(user.bits)
    var stream = RandomStream(name.child(Purpose.fallbackDelay))
    let wanted = loop.now + max(0, fallbacks[way].delay.draw(&stream))
    guard let time = timeOpen(from: wanted, at: target, &stream), time <= lastArrival else {
      return
    }
    let record = try take(
      Request(
        name: name, user: name, arrivedAt: time, deadline: time + sources[target].deadline,
        instruction: sources[target].entry, source: Int32(truncatingIfNeeded: target),
        role: .uncounted, priority: sources[target].priority))
    try loop.schedule(after: max(0, time - loop.now), kind: EventKind.fallback, payload: record)
  }

  /// When a user who wants to come at a time does: then, or while it is closed at any time of the next
  /// stretch in which it is open; `nil` for never again.
  private func timeOpen(
    from wanted: Double, at source: Int, _ stream: inout RandomStream
  ) -> Double? {
    guard let row = sources[source].openTimes else { return wanted }
    var (low, high) = (Int(row.first), Int(row.first + row.count))
    while low < high {
      let middle = (low + high) / 2
      if openTimes[middle].to.seconds > wanted { high = middle } else { low = middle + 1 }
    }
    guard low < Int(row.first + row.count) else { return nil }
    let (from, to) = (openTimes[low].from.seconds, openTimes[low].to.seconds)
    return wanted >= from ? wanted : from + stream.uniform() * (to - from)
  }

  /// A user who fell back comes.
  mutating func meetAgain(_ request: Int) throws(EngineError) {
    arrivals += 1
    if isOpen {
      let group = Int(sources[Int(requests[request].source)].group)
      unsettled += 1
      groups[group].arrivals += 1
      groups[group].overflow += 1
      if _slowPath(hasSeries) { recordArrival(in: group) }
      requests[request].role = .counted
    }
    try advance(request)
  }
}
