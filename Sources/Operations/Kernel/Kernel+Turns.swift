import EventEngine

/// Stations with rules of their own about whose turn it is: several calls at once, none whose deadline has
/// passed, servers that are shared, a door.
extension Kernel {
  /// A call for which there is room begins to wait, or to be served.
  @inline(never)
  mutating func enterByRule(_ station: Int, _ request: Int, waits: Bool) throws(EngineError) {
    stations[station].settle(at: loop.now)
    requests[request].waitingSince = loop.now
    let sharesServers = stations[station].sharesServers
    if (!waits || sharesServers) && isExpired(request, at: station) {
      drop(request, at: station)
    } else if sharesServers {
      try joinShared(station, request)
    } else if waits {
      enqueue(request, at: station)
      if stations[station].sharer >= 0 { try adjustSpeed(of: station) }
    } else {
      stations[station].busy &+= 1
      try begin(request, at: station)
    }
    if requests[request].givesBack >= 0 { try giveBack(by: request) }
  }

  /// A free server without a record, counted as busy already, takes a request and perhaps more.
  mutating func begin(_ request: Int, at station: Int) throws(EngineError) {
    if stations[station].sharer >= 0 { return try beginContended(request, at: station) }
    if stations[station].batchLimit > 1 { return try beginBatch(request, at: station) }
    try serve(request, at: station)
  }

  /// A server without a record, which still counts as busy, takes the next call, or none.
  @inline(never)
  mutating func vacateByRule(at station: Int) throws(EngineError) {
    let isWanted = stations[station].busy <= stations[station].serversUp
    let next = isWanted ? nextInTurn(at: station) : -1
    if next >= 0 {
      requests[next].waited = loop.now - requests[next].joinedAt
      try begin(next, at: station)
    } else {
      stations[station].busy &-= 1
      if stations[station].sharer >= 0 { try adjustSpeed(of: station) }
    }
    try admitFromDoor(of: station)
  }

  // MARK: Deadlines

  /// The call whose turn it is, out of the queue, or −1; those whose deadline has passed are thrown away
  /// where the station looks at it. Settle first.
  @inline(__always)
  mutating func nextInTurn(at station: Int) -> Int {
    while stations[station].queueLength > 0 {
      let request = dequeue(at: station)
      if !_slowPath(stations[station].dropsExpired) || !isExpired(request, at: station) {
        return request
      }
      drop(request, at: station)
    }
    return -1
  }

  func isExpired(_ request: Int, at station: Int) -> Bool {
    stations[station].dropsExpired && loop.now >= requests[request].deadline
  }

  /// Throws a call away that is in no queue any more; it fails once what happens now is dealt with.
  private mutating func drop(_ request: Int, at station: Int) {
    noteGone(from: station, .expired)
    if isInWindow(requests[request].joinedAt) {
      unsettled -= 1
      let waited = requests[request].waited + loop.now - requests[request].waitingSince
      stations[station].meter.noteExpired(after: waited)
    }
    requests[request].failure = .expired
    requests[request].state = .failing
    ready.append(Int32(truncatingIfNeeded: request))
  }

  // MARK: Batches

  /// A server takes a request and as many of the queue as it may, for the time of the first.
  private mutating func beginBatch(_ first: Int, at station: Int) throws(EngineError) {
    var (last, size) = (first, 1)
    requests[first].state = .served
    while size < stations[station].batchLimit {
      let next = nextInTurn(at: station)
      if next < 0 { break }
      requests[next].waited = loop.now - requests[next].joinedAt
      requests[next].state = .served
      requests[last].next = Int32(truncatingIfNeeded: next)
      (last, size) = (next, size + 1)
    }
    requests[last].next = -1
    let work = requests[first].work
    stations[station].followers += size - 1
    let seconds = windowPart(from: loop.now, to: loop.now + work)
    stations[station].meter.besideTime += Double(size - 1) * seconds
    try loop.schedule(after: work, kind: EventKind.batchEnd, payload: first)
  }

  /// A batch has been served: its calls go on in the order in which they came.
  @inline(never)
  mutating func completeBatch(of first: Int) throws(EngineError) {
    let station = Int(requests[first].station)
    var member = first
    while member >= 0 {
      leave(member, station)
      if member != first { stations[station].followers -= 1 }
      let isCalledBack = requests[member].state == .calledBack
      ready.append(Int32(truncatingIfNeeded: member))
      if !isCalledBack { requests[member].state = .moving }
      member = Int(requests[member].next)
    }
    try vacate(at: station)
  }
}
