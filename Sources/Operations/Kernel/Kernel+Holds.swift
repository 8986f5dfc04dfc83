import EventEngine

/// Servers that calls keep: while they make calls of their own, or until they are let in elsewhere.
extension Kernel {
  /// A request has been served and keeps the server, with its record or −1, while it goes on.
  mutating func keep(
    _ server: Int, of station: Int, by request: Int
  ) throws(EngineError) {
    let slot = Int(requests[request].keepsIn)
    requests[request].keepsIn = -1
    requests[request].holds = UInt8(slot + 1)
    holds[request &* program.holds &+ slot] = Hold(
      station: Int32(truncatingIfNeeded: station), server: Int32(truncatingIfNeeded: server),
      joinedAt: requests[request].joinedAt, waited: requests[request].waited)
    try advance(request)
  }

  /// A request gives the server in a slot back, and so leaves its station.
  mutating func release(_ slot: Int, of request: Int) throws(EngineError) {
    let hold = holds[request &* program.holds &+ slot]
    requests[request].holds = UInt8(slot)
    guard hold.station >= 0 else { return }
    let station = Int(hold.station)
    leave(station, request, cameAt: hold.joinedAt, waited: hold.waited)
    guard stations[station].tracksServers else { return try vacate(at: station) }
    if hold.server >= 0 { return try vacate(server: Int(hold.server), at: station) }
    stations[station].bereft -= 1
  }

  /// Gives back the servers beyond the first few, last taken first.
  mutating func releaseHolds(of request: Int, keeping count: Int) throws(EngineError) {
    while Int(requests[request].holds) > count {
      try release(Int(requests[request].holds) - 1, of: request)
    }
  }

  /// A server fails or leaves while a request keeps it: the request goes on without, and fails when it
  /// would give the server back if its work there is lost.
  mutating func loseHold(on server: Int, isLost: Bool) {
    let request = Int(servers[server].request)
    servers[server].request = -1
    stations[Int(servers[server].station)].bereft += 1
    for slot in 0..<Int(requests[request].holds)
    where holds[request &* program.holds &+ slot].server == Int32(truncatingIfNeeded: server) {
      holds[request &* program.holds &+ slot].server = -1
      holds[request &* program.holds &+ slot].isLost = isLost
    }
  }

  /// A request goes on as if it kept a server, but keeps none.
  mutating func emptySlot(_ slot: Int, of request: Int) {
    requests[request].holds = UInt8(slot + 1)
    holds[request &* program.holds &+ slot] = Hold()
  }

  // MARK: Blocking after service

  /// A call finds a full station that blocks.
  mutating func standAtDoor(_ request: Int, of station: Int) {
    requests[request].state = .atDoor
    requests[request].joinedAt = loop.now
    append(request, to: Int(stations[station].door))
  }

  /// Lets in who stands before a station, as long as there is room.
  ///
  /// Who is let in gives a server back, which may let the next in elsewhere, and so on along any chain
  /// of stations. That is done at once, before more are let in here; a list keeps track, so that a long
  /// chain needs no deep stack.
  mutating func admitFromDoor(of station: Int) throws(EngineError) {
    let door = Int(stations[station].door)
    guard door >= 0, queues[door].head >= 0 else { return }
    doors.append(Int32(truncatingIfNeeded: station))
    // Whoever lets in now goes on here next.
    guard doors.count == 1 else { return }
    while !doors.isEmpty {
      if try !letIn(to: Int(doors[doors.count - 1])) { _ = doors.removeLast() }
    }
  }

  /// Lets in the first who stands before a station.
  ///
  /// - Returns: whether somebody did and there was room.
  private mutating func letIn(to station: Int) throws(EngineError) -> Bool {
    let request = Int(queues[Int(stations[station].door)].head)
    let waits = stations[station].busy >= stations[station].serversUp
    let isFull = waits && stations[station].queueLength >= stations[station].queueLimit
    if request < 0 || isFull { return false }
    leaveDoor(request, of: station)
    try enter(station, request, waits: waits)
    return true
  }

  /// Takes a request away from the door of a station.
  mutating func leaveDoor(_ request: Int, of station: Int) {
    remove(request, from: Int(stations[station].door))
    if isOpen { noteOutside(request, at: station) }
  }

  /// Notes those who stand outside when the window closes.
  mutating func closeDoor(of station: Int) {
    let door = Int(stations[station].door)
    var request = door >= 0 ? queues[door].head : -1
    while request >= 0 {
      noteOutside(Int(request), at: station)
      request = requests[Int(request)].next
    }
  }

  private mutating func noteOutside(_ request: Int, at station: Int) {
    stations[station].meter.outsideTime +=
      windowPart(from: requests[request].joinedAt, to: loop.now)
  }

  /// A request has been let in, and gives back the server that it kept until then.
  mutating func giveBack(by request: Int) throws(EngineError) {
    let slot = Int(requests[request].givesBack)
    requests[request].givesBack = -1
    try release(slot, of: request)
  }
}
