import EventEngine
import Statistics

/// Servers that come and go.
///
/// Servers are numbered, and those with the lowest numbers are there. One that is to leave with a call may
/// finish it; meanwhile it counts among the busy ones, and no call is begun as long as so many are busy
/// as are up. So stations with and without records of their servers do the same.
extension Kernel {
  /// Prepares what changes the number of servers, and the state of outages at time 0.
  mutating func addCapacityChanges(
    _ model: NetworkModel, _ root: StreamName
  ) throws(EngineError) {
    for (index, station) in model.stations.enumerated() {
      for place in places(of: index) {
        if !station.shifts.isEmpty { try addShifts(station, to: place) }
        guard let rule = station.scaling else { continue }
        scalings.append(ScalingState(rule: rule, station: Int32(place)))
        try scheduleLook(scalings.count - 1)
      }
    }
    try addOutages(model, root)
  }

  /// An event that changes capacity.
  @inline(never)
  mutating func changeCapacity(_ kind: Int, _ payload: Int) throws(EngineError) {
    switch kind {
    case EventKind.shift: try beginShift(payload)
    case EventKind.look: try look(payload)
    case EventKind.boot: try boot(payload)
    default: try changeOutage(payload)
    }
  }

  /// Schedules an event for a time [s], unless the run ends before.
  mutating func schedule(at time: Double, kind: Int, payload: Int) throws(EngineError) {
    guard time <= end else { return }
    try loop.schedule(after: max(0, time - loop.now), kind: kind, payload: payload)
  }

  /// Changes the number of servers that should be there.
  mutating func setServers(
    of station: Int, to count: Int, interrupts: Bool
  ) throws(EngineError) {
    guard count != stations[station].servers else { return }
    stations[station].settle(at: loop.now)
    stations[station].servers = count
    if isOpen { stations[station].meter.changes += 1 }
    try refit(station, interrupts: interrupts, losesWork: false)
  }

  /// Brings servers in line with how many should be there, after that has changed; settle first.
  ///
  /// - Parameters:
  ///   - interrupts: whether servers that leave break off what they do.
  ///   - losesWork: whether that is lost, and what waits if no server is left.
  mutating func refit(
    _ station: Int, interrupts: Bool, losesWork: Bool
  ) throws(EngineError) {
    let limit = stations[station].serversLeft
    if stations[station].sharer >= 0 {
      return try refitShared(station, limit, losesWork: losesWork)
    }
    if stations[station].tracksServers {
      refitRecords(station, limit)
      if interrupts { try breakOffAbsent(station, losesWork: losesWork) }
    } else {
      stations[station].setUp(limit, at: loop.now)
    }
    if losesWork && stations[station].serversUp == 0 { try clear(station, .lost) }
    try fill(station)
  }

  /// Servers that are free take calls that wait.
  @inline(__always)
  mutating func fill(_ station: Int) throws(EngineError) {
    while stations[station].queueLength > 0
      && stations[station].busy < stations[station].serversUp
    {
      let next = nextInTurn(at: station)
      if next < 0 { break }
      stations[station].busy &+= 1
      if !stations[station].tracksServers {
        requests[next].waited = loop.now - requests[next].joinedAt
      }
      try begin(next, at: station)
    }
    try admitFromDoor(of: station)
  }

  // MARK: Servers with records

  private mutating func refitRecords(_ station: Int, _ limit: Int) {
    let first = Int(stations[station].firstServer)
    var up = 0
    for server in first..<first + stations[station].mostServers {
      let isHere = server - first < limit
      let isIdle = servers[server].isUp && servers[server].request < 0
      if isHere != servers[server].isHere {
        servers[server].isHere = isHere
        if isIdle && isHere { addIdle(server, to: station) }
        if isIdle && !isHere { removeIdle(server, from: station) }
      }
      up += isHere && servers[server].isUp ? 1 : 0
    }
    stations[station].setUp(up, at: loop.now)
  }

  /// Servers that are not there stop at once, in the order in which their calls came.
  private mutating func breakOffAbsent(_ station: Int, losesWork: Bool) throws(EngineError) {
    let first = Int(stations[station].firstServer)
    let absent = (first..<first + stations[station].mostServers).filter {
      !servers[$0].isHere && servers[$0].request >= 0
    }
    let came = absent.map { requests[Int(servers[$0].request)].joinedAt }
    let order = absent.indices.sorted { (came[$0], $0) < (came[$1], $1) }
    if losesWork {
      for index in order { try loseWork(of: absent[index], at: station) }
    } else {
      for index in order.reversed() { putBackWork(of: absent[index], at: station) }
    }
  }

  /// Puts a server's call back at the head of its queue.
  private mutating func putBackWork(of server: Int, at station: Int) {
    stations[station].busy -= 1
    if servers[server].doneAt < .infinity {
      requeue(interruptWork(of: server), at: station)
    } else {
      loseHold(on: server, isLost: false)
    }
  }

  /// A server's call fails, or will when it comes back to its server.
  private mutating func loseWork(of server: Int, at station: Int) throws(EngineError) {
    // What was lost before may have called this back.
    guard servers[server].request >= 0 else { return }
    stations[station].busy -= 1
    guard servers[server].doneAt < .infinity else { return loseHold(on: server, isLost: true) }
    try lose(interruptWork(of: server), at: station, .lost)
  }

  // MARK: Shared servers

  private mutating func refitShared(
    _ station: Int, _ limit: Int, losesWork: Bool
  ) throws(EngineError) {
    let sharer = Int(stations[station].sharer)
    sharers[sharer].settle(at: loop.now)
    sharers[sharer].setCapacity(Double(limit))
    stations[station].setUp(limit, at: loop.now)
    if losesWork && limit == 0 {
      while !sharers[sharer].jobs.isEmpty {
        let request = sharers[sharer].jobs.popFirst().payload
        try lose(request, at: station, .lost)
      }
    }
    try noteSharing(at: station, calls: sharers[sharer].jobs.count)
    try moveDeparture(from: sharer)
  }
}
