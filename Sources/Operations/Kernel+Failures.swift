import EventEngine
import Statistics

/// Stations whose servers fail: preemptive resume, each server by itself.
extension Kernel {
  /// Prepares a station, and its servers in their stationary state if they fail.
  mutating func addStation(_ model: StationModel, _ root: StreamName) throws(EngineError) {
    let station = stations.count
    stations.append(StationState(model, firstServer: servers.count))
    guard let failure = model.failure else { return }
    let name = root.child(Purpose.faults).child(model.key)
    for number in 0..<model.servers {
      let name = name.child(UInt64(number))
      let isUp = name.uniform < failure.availability
      servers.append(
        ServerState(station: Int32(station), isUp: isUp, faults: RandomStream(name)))
      let server = servers.count - 1
      if isUp { addIdle(server, to: station) } else { stations[station].serversUp -= 1 }
      try scheduleFault(of: server, failure)
    }
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
    let time = Distribution.exponential(mean: mean.seconds).draw(&servers[server].faults)
    guard loop.now + time <= end else { return }
    try loop.schedule(after: time, kind: EventKind.fault, payload: server)
  }

  /// The server's work goes to another idle server, or back to the head of the queue.
  private mutating func fail(_ server: Int, of station: Int) throws(EngineError) {
    servers[server].isUp = false
    stations[station].serversUp -= 1
    let request = Int(servers[server].request)
    guard request >= 0 else { return removeIdle(server, from: station) }
    requests[request].work = max(0, servers[server].doneAt - loop.now)
    requests[request].waitingSince = loop.now
    loop.cancel(servers[server].done)
    servers[server].request = -1
    servers[server].doneAt = .infinity
    if stations[station].idle >= 0 {
      try serveByIdleServer(request, at: station)
    } else {
      stations[station].busy -= 1
      requeue(request, at: station)
    }
  }

  private mutating func repair(_ server: Int, of station: Int) throws(EngineError) {
    servers[server].isUp = true
    stations[station].serversUp += 1
    addIdle(server, to: station)
    guard stations[station].queueLength > 0 else { return }
    stations[station].busy += 1
    try serveByIdleServer(dequeue(at: station), at: station)
  }

  /// An idle server, counted as busy already, takes a request.
  mutating func serveByIdleServer(_ request: Int, at station: Int) throws(EngineError) {
    let server = Int(stations[station].idle)
    removeIdle(server, from: station)
    let work = requests[request].work
    requests[request].waited += loop.now - requests[request].waitingSince
    servers[server].request = Int32(truncatingIfNeeded: request)
    servers[server].doneAt = loop.now + work
    servers[server].done = try loop.scheduleCancellable(
      after: work, kind: EventKind.serverDone, payload: server)
  }

  /// A server is done.
  mutating func completeService(byServer server: Int) throws(EngineError) {
    let station = Int(servers[server].station)
    let request = Int(servers[server].request)
    leave(request, station)
    servers[server].request = -1
    servers[server].doneAt = .infinity
    addIdle(server, to: station)
    if stations[station].queueLength > 0 {
      try serveByIdleServer(dequeue(at: station), at: station)
    } else {
      stations[station].busy -= 1
    }
    try advance(request)
  }

  // MARK: Idle servers

  private mutating func addIdle(_ server: Int, to station: Int) {
    let first = stations[station].idle
    servers[server].previousIdle = -1
    servers[server].nextIdle = first
    if first >= 0 { servers[Int(first)].previousIdle = Int32(server) }
    stations[station].idle = Int32(server)
  }

  private mutating func removeIdle(_ server: Int, from station: Int) {
    let (previous, next) = (servers[server].previousIdle, servers[server].nextIdle)
    if previous >= 0 {
      servers[Int(previous)].nextIdle = next
    } else {
      stations[station].idle = next
    }
    if next >= 0 { servers[Int(next)].previousIdle = previous }
  }
}
