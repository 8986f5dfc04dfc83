import EventEngine
import Statistics

/// Multi-server stations with a queue.
extension Kernel {
  /// A call comes to a station: it is served at once, waits, interrupts another, or finds the queue
  /// full.
  @inline(__always)
  mutating func join(
    _ station: Int, _ request: Int, _ draw: DrawKey, resumeAt instruction: Int
  ) throws(EngineError) {
    requests[request].instruction = Int32(truncatingIfNeeded: instruction)
    try arrive(request, at: station, drawName(request, draw))
  }

  /// A call, which draws from `name`, comes to a station.
  @inline(__always)
  mutating func arrive(
    _ request: Int, at station: Int, _ name: StreamName
  ) throws(EngineError) {
    requests[request].station = Int32(truncatingIfNeeded: station)
    if _slowPath(stations[station].entrance >= 0) {
      return try joinByEntrance(station, request, name)
    }
    try admit(request, to: station, name)
  }

  /// A call has come past what stands before a station.
  ///
  /// - Parameter entrance: the index of that, or −1.
  @inline(__always)
  mutating func admit(
    _ request: Int, to station: Int, _ name: StreamName, entrance: Int = -1
  ) throws(EngineError) {
    var waits = stations[station].busy >= stations[station].serversUp
    if waits && _slowPath(stations[station].serversUp == 0),
      try turnAway(request, from: station, name)
    {
      return
    }
    if waits && stations[station].preempts { waits = !interrupt(at: station, for: request) }
    let isFull = waits && stations[station].queueLength >= stations[station].queueLimit
    if isFull && stations[station].door < 0 { return try block(request, at: station) }
    if entrance >= 0 && waits && entrances[entrance].balks(stations[station].queueLength, name) {
      return try balk(request, at: station)
    }
    var stream = RandomStream(name)
    requests[request].work = max(0, stations[station].serviceTime.draw(&stream))
    if isFull { return standAtDoor(request, of: station) }
    try enter(station, request, waits: waits)
    if waits && stations[station].patience != nil { try wait(request, at: station, name) }
  }

  /// A call for which there is room begins to wait, or to be served.
  @inline(__always)
  mutating func enter(_ station: Int, _ request: Int, waits: Bool) throws(EngineError) {
    let now = loop.now
    requests[request].joinedAt = now
    requests[request].waited = 0
    if isOpen {
      stations[station].meter.arrivals &+= 1
      unsettled &+= 1
    }
    if _slowPath(stations[station].hasRules) {
      return try enterByRule(station, request, waits: waits)
    }
    stations[station].settle(at: now)
    requests[request].waitingSince = now
    if waits {
      enqueue(request, at: station)
    } else {
      stations[station].busy &+= 1
      try serve(request, at: station)
    }
  }

  private mutating func block(_ request: Int, at station: Int) throws(EngineError) {
    if isOpen {
      stations[station].meter.arrivals += 1
      stations[station].meter.blocked += 1
    }
    try fail(request, .blocked)
  }

  /// A free server, counted as busy already, takes a request.
  @inline(__always)
  mutating func serve(_ request: Int, at station: Int) throws(EngineError) {
    requests[request].state = .served
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
    requests[request].state = .moving
    if _slowPath(requests[request].keepsIn >= 0) { return try keep(-1, of: station, by: request) }
    leave(request, station)
    try vacate(at: station)
    try advance(request)
  }

  /// A server without a record, which still counts as busy, takes the next call, or none.
  @inline(__always)
  mutating func vacate(at station: Int) throws(EngineError) {
    if _slowPath(stations[station].hasRules) { return try vacateByRule(at: station) }
    if stations[station].queueLength > 0 && stations[station].busy <= stations[station].serversUp {
      try serveNext(at: station)
    } else {
      stations[station].busy &-= 1
    }
  }

  /// A server without a record, which counts as busy already, takes the next call.
  @inline(__always)
  mutating func serveNext(at station: Int) throws(EngineError) {
    let next = dequeue(at: station)
    requests[next].waited = loop.now - requests[next].joinedAt
    requests[next].state = .served
    try loop.schedule(after: requests[next].work, kind: EventKind.serviceEnd, payload: next)
  }

  /// Notes that a request leaves a station; its server still counts as busy.
  @inline(__always)
  mutating func leave(_ request: Int, _ station: Int) {
    leave(
      station, request, cameAt: requests[request].joinedAt, waited: requests[request].waited)
  }

  @inline(__always)
  mutating func leave(_ station: Int, _ request: Int, cameAt joinedAt: Double, waited: Double) {
    let now = loop.now
    stations[station].settle(at: now)
    if isOpen {
      stations[station].meter.completions &+= 1
      if _slowPath(hasSeries) { recordSojourn(now - joinedAt, at: station) }
    }
    if isInWindow(joinedAt) {
      unsettled &-= 1
      stations[station].meter.note(
        waited: waited, sojourn: now - joinedAt, isAwaited: isAwaited(request))
    }
  }

  /// Whether a citizen's request waits for what a record does: neither notified nor a machine's.
  @inline(__always)
  func isAwaited(_ request: Int) -> Bool {
    requests[request].role != .notice && !sources[Int(requests[request].source)].isApart
  }

  /// Whether something that happened at `time` [s] happened in the window.
  @inline(__always)
  func isInWindow(_ time: Double) -> Bool { time > open && time <= close }
}
