import EventEngine
import Statistics

/// Multi-server stations with a queue.
extension Kernel {
  /// A call comes to a station: it is served at once, waits, interrupts another, or finds the queue
  /// full.
  @inline(__always)
  mutating func join(_ station: Int, _ request: Int, _ draw: DrawKey) throws(EngineError) {
    let now = loop.now
    if isOpen { stations[station].meter.arrivals &+= 1 }
    var waits = stations[station].busy >= stations[station].serversUp
    if waits && stations[station].preempts { waits = !interrupt(at: station, for: request) }
    if waits && stations[station].queueLength >= stations[station].queueLimit {
      return try block(request, at: station)
    }
    let name = drawName(request, draw)
    var stream = RandomStream(name)
    let work = max(0, stations[station].serviceTime.draw(&stream))
    requests[request].station = Int32(truncatingIfNeeded: station)
    requests[request].joinedAt = now
    requests[request].work = work
    requests[request].waited = 0
    if isOpen { unsettled &+= 1 }
    if _slowPath(stations[station].sharer >= 0) { return try joinShared(station, request) }
    stations[station].settle(at: now)
    requests[request].waitingSince = now
    if waits {
      enqueue(request, at: station)
      if stations[station].patience != nil { try wait(request, at: station, name) }
    } else {
      stations[station].busy &+= 1
      try serve(request, at: station)
    }
  }

  private mutating func block(_ request: Int, at station: Int) throws(EngineError) {
    if isOpen { stations[station].meter.blocked += 1 }
    try fail(request, .blocked)
  }

  /// A free server, counted as busy already, takes a request.
  @inline(__always)
  private mutating func serve(_ request: Int, at station: Int) throws(EngineError) {
    if stations[station].tracksServers {
      try serveByIdleServer(request, at: station)
    } else {
      try loop.schedule(
        after: requests[request].work, kind: EventKind.serviceEnd, payload: request)
    }
  }

  /// A request has been served at a station that keeps no record of its servers.
  @inline(__always)
  mutating func completeService(of request: Int) throws(EngineError) {
    let station = Int(requests[request].station)
    leave(request, station)
    if stations[station].queueLength > 0 {
      let next = dequeue(at: station)
      requests[next].waited = loop.now - requests[next].joinedAt
      try loop.schedule(after: requests[next].work, kind: EventKind.serviceEnd, payload: next)
    } else {
      stations[station].busy &-= 1
    }
    try advance(request)
  }

  /// Notes that a request leaves a station; its server still counts as busy.
  @inline(__always)
  mutating func leave(_ request: Int, _ station: Int) {
    let now = loop.now
    stations[station].settle(at: now)
    if isOpen { stations[station].meter.completions &+= 1 }
    let joinedAt = requests[request].joinedAt
    if isInWindow(joinedAt) {
      unsettled &-= 1
      stations[station].meter.note(waited: requests[request].waited, sojourn: now - joinedAt)
    }
  }

  /// Whether something that happened at `time` [s] happened in the window.
  @inline(__always)
  func isInWindow(_ time: Double) -> Bool { time > open && time <= close }
}
