import EventEngine
import Statistics

/// Servers with records of their own, because they fail or are taken away: preemptive resume, each by
/// itself.
extension Kernel {
  /// Prepares a station, and its servers in their stationary state if they fail.
  ///
  /// - Parameter isHit: whether an outage may break off its work.
  mutating func addStation(
    _ model: StationModel, _ root: StreamName, isHit: Bool
  ) throws(EngineError) {
    let station = stations.count
    stations.append(StationState(model, index: station, firstServer: servers.count))
    if isHit { stations[station].varies = true }
    if (callsBack || isHit) && !model.sharesSpeed && model.batchLimit == 1 {
      stations[station].tracksServers = true
    }
    addQueues(model.discipline.hasPriorities ? priorities : 1, to: station)
    if model.hasDoor {
      stations[station].door = Int32(queues.count)
      queues.append(Queue())
    }
    if model.sharesSpeed {
      stations[station].sharer = Int32(sharers.count)
      sharers.append(
        SharedServer(
          capacity: Double(stations[station].servers), share: 1, station: Int32(station)))
    }
    guard stations[station].tracksServers else { return }
    let name = root.child(Purpose.faults).child(model.key)
    for number in 0..<model.mostServers {
      try addServer(number, to: station, name.child(UInt64(number)))
    }
  }

  private mutating func addServer(
    _ number: Int, to station: Int, _ name: StreamName
  ) throws(EngineError) {
    let failure = stations[station].failure
    let isUp = failure.map { name.uniform < $0.availability } ?? true
    let isHere = number < stations[station].servers
    servers.append(
      ServerState(
        station: Int32(station), isUp: isUp, isHere: isHere, faults: RandomStream(name)))
    let server = servers.count - 1
    if isUp && isHere { addIdle(server, to: station) }
    if !isUp && isHere { stations[station].serversUp -= 1 }
    if let failure { try scheduleFault(of: server, failure) }
  }

  /// A server fails if it is up, and is repaired if it is down.
  mutating func failOrRepair(_ server: Int) throws(EngineError) {
    let station = Int(servers[server].station)
    stations[station].settle(at: loop.now)
    if servers[server].isUp {
      try fail(server, of: station)
    } else {
      try repair(server, of: station)
    }
    if let failure = stations[station].failure { try scheduleFault(of: server, failure) }
  }

  /// Faults after the end of the run are not scheduled.
  private mutating func scheduleFault(of server: Int, _ failure: FailureModel) throws(EngineError) {
    let mean =
      servers[server].isUp ? failure.meanTimeBetweenFailures : failure.meanTimeToRepair
    let time = mean.seconds * servers[server].faults.exponential()
    guard loop.now + time <= end else { return }
    try loop.schedule(after: time, kind: EventKind.fault, payload: server)
  }

  /// The server's work goes to another idle server, or back to the head of the queue.
  private mutating func fail(_ server: Int, of station: Int) throws(EngineError) {
    servers[server].isUp = false
    let isHere = servers[server].isHere
    if isHere { stations[station].setUp(stations[station].serversUp - 1, at: loop.now) }
    guard servers[server].request >= 0 else {
      if isHere { removeIdle(server, from: station) }
      return
    }
    stations[station].busy -= 1
    if servers[server].doneAt < .infinity {
      requeue(interruptWork(of: server), at: station)
    } else {
      loseHold(on: server, isLost: false)
    }
    try fill(station)
  }

  /// Breaks off what a server does; what is left of it can be resumed.
  ///
  /// - Returns: the request that it served.
  mutating func interruptWork(of server: Int) -> Int {
    let request = Int(servers[server].request)
    requests[request].work = max(0, servers[server].doneAt - loop.now)
    requests[request].waitingSince = loop.now
    loop.cancel(servers[server].done)
    servers[server].request = -1
    servers[server].doneAt = .infinity
    return request
  }

  private mutating func repair(_ server: Int, of station: Int) throws(EngineError) {
    servers[server].isUp = true
    guard servers[server].isHere else { return }
    stations[station].setUp(stations[station].serversUp + 1, at: loop.now)
    addIdle(server, to: station)
    try fill(station)
  }

  /// An idle server, counted as busy already, takes a request.
  mutating func serveByIdleServer(_ request: Int, at station: Int) throws(EngineError) {
    let server = Int(stations[station].idle)
    removeIdle(server, from: station)
    let work = requests[request].work
    requests[request].waited += loop.now - requests[request].waitingSince
    requests[request].state = .served
    requests[request].server = Int32(truncatingIfNeeded: server)
    servers[server].request = Int32(truncatingIfNeeded: request)
    servers[server].beganAt = loop.now
    servers[server].doneAt = loop.now + work
    servers[server].done = try loop.scheduleCancellable(
      after: work, kind: EventKind.serverDone, payload: server)
  }

  /// A server is done.
  mutating func completeService(byServer server: Int) throws(EngineError) {
    let station = Int(servers[server].station)
    let request = Int(servers[server].request)
    servers[server].doneAt = .infinity
    requests[request].state = .moving
    if requests[request].keepsIn >= 0 { return try keep(server, of: station, by: request) }
    leave(request, station)
    try vacate(server: server, at: station)
    try advance(request)
  }

  /// A server with a record, which still counts as busy, takes the next call, or none.
  mutating func vacate(server: Int, at station: Int) throws(EngineError) {
    servers[server].request = -1
    servers[server].doneAt = .infinity
    if servers[server].isHere { addIdle(server, to: station) }
    stations[station].busy -= 1
    try fill(station)
  }

  // MARK: Idle servers

  mutating func addIdle(_ server: Int, to station: Int) {
    let first = stations[station].idle
    servers[server].previousIdle = -1
    servers[server].nextIdle = first
    if first >= 0 { servers[Int(first)].previousIdle = Int32(server) }
    stations[station].idle = Int32(server)
  }

  mutating func removeIdle(_ server: Int, from station: Int) {
    let (previous, next) = (servers[server].previousIdle, servers[server].nextIdle)
    if previous >= 0 {
      servers[Int(previous)].nextIdle = next
    } else {
      stations[station].idle = next
    }
    if next >= 0 { servers[Int(next)].previousIdle = previous }
  }
}
