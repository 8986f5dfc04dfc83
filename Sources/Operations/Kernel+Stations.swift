import EventEngine
import Statistics

/// Multi-server stations, first come first served.
extension Kernel {
  /// A call comes to a station: it is served at once, waits, or finds the queue full.
  @inline(__always)
  mutating func join(_ station: Int, _ request: Int, _ draw: DrawKey) throws(EngineError) {
    let now = loop.now
    if isOpen { stations[station].meter.arrivals &+= 1 }
    let waits = stations[station].busy >= stations[station].serversUp
    if waits && stations[station].queueLength >= stations[station].queueLimit {
      return block(request, at: station)
    }
    var stream = RandomStream(drawName(request, draw))
    let work = max(0, stations[station].serviceTime.draw(&stream))
    requests[request].station = Int32(truncatingIfNeeded: station)
    requests[request].joinedAt = now
    requests[request].work = work
    requests[request].waited = 0
    if isOpen { unsettled &+= 1 }
    stations[station].settle(at: now)
    requests[request].waitingSince = now
    if waits {
      enqueue(request, at: station)
    } else {
      stations[station].busy &+= 1
      try serve(request, at: station)
    }
  }

  private mutating func block(_ request: Int, at station: Int) {
    if isOpen { stations[station].meter.blocked += 1 }
    fail(request)
  }

  /// A free server, counted as busy already, takes a request.
  @inline(__always)
  private mutating func serve(_ request: Int, at station: Int) throws(EngineError) {
    if stations[station].failure == nil {
      try loop.schedule(
        after: requests[request].work, kind: EventKind.serviceEnd, payload: request)
    } else {
      try serveByIdleServer(request, at: station)
    }
  }

  /// A request has been served at a station without failures.
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

  // MARK: Queue

  @inline(__always)
  private mutating func enqueue(_ request: Int, at station: Int) {
    let record = Int32(truncatingIfNeeded: request)
    requests[request].next = -1
    let tail = stations[station].tail
    if tail >= 0 { requests[Int(tail)].next = record } else { stations[station].head = record }
    stations[station].tail = record
    stations[station].queueLength &+= 1
  }

  /// Puts interrupted work before all that wait.
  mutating func requeue(_ request: Int, at station: Int) {
    let record = Int32(truncatingIfNeeded: request)
    requests[request].next = stations[station].head
    if stations[station].head < 0 { stations[station].tail = record }
    stations[station].head = record
    stations[station].queueLength &+= 1
  }

  /// Takes the first of the queue, which must not be empty.
  @inline(__always)
  mutating func dequeue(at station: Int) -> Int {
    let request = Int(stations[station].head)
    stations[station].head = requests[request].next
    if stations[station].head < 0 { stations[station].tail = -1 }
    stations[station].queueLength &-= 1
    return request
  }
}
