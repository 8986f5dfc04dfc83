import EventEngine

/// Egalitarian processor sharing (see `SharedServer`): calls at stations whose servers share all work.
extension Kernel {
  /// Adds a job to those that share a server.
  mutating func share(_ sharer: Int, with request: Int, _ work: Double) throws(EngineError) {
    let now = loop.now
    sharers[sharer].settle(at: now)
    sharers[sharer].add(work, request)
    if now + sharers[sharer].timeToDeparture < sharers[sharer].dueAt {
      try scheduleDeparture(from: sharer)
    }
  }

  /// The first job of a shared server may have ended.
  mutating func completeShare(of sharer: Int, at time: Double) throws(EngineError) {
    sharers[sharer].settle(at: time)
    if !sharers[sharer].dueIsExact && time + sharers[sharer].timeToDeparture > time {
      idleEvents += 1
      return try scheduleDeparture(from: sharer)
    }
    let station = Int(sharers[sharer].station)
    stations[station].settle(at: time)
    let request = sharers[sharer].removeFirst()
    if !stations[station].sharesServers {
      return try completeContended(of: request, at: station)
    }
    if !sharers[sharer].jobs.isEmpty { try scheduleDeparture(from: sharer) }
    try completeSharedService(of: request, at: station, left: sharers[sharer].jobs.count)
    try advance(request)
  }

  /// Schedules a shared server's next departure, in place of the one that is pending.
  mutating func scheduleDeparture(from sharer: Int) throws(EngineError) {
    let wait = sharers[sharer].timeToDeparture
    loop.cancel(sharers[sharer].due)
    sharers[sharer].dueAt = loop.now + wait
    sharers[sharer].dueIsExact = true
    guard wait < .infinity else { return }
    sharers[sharer].due = try loop.scheduleCancellable(
      after: wait, kind: EventKind.departure, payload: sharer)
  }

  mutating func cancelDeparture(from sharer: Int) {
    loop.cancel(sharers[sharer].due)
    sharers[sharer].dueAt = .infinity
  }

  /// Schedules a shared server's departure anew after its speed has changed or a job has gone.
  mutating func moveDeparture(from sharer: Int) throws(EngineError) {
    if sharers[sharer].jobs.isEmpty { return cancelDeparture(from: sharer) }
    try scheduleDeparture(from: sharer)
  }

  /// A call comes to a station whose calls share all servers.
  mutating func joinShared(_ station: Int, _ request: Int) throws(EngineError) {
    requests[request].state = .served
    let sharer = Int(stations[station].sharer)
    try share(sharer, with: request, requests[request].work)
    try noteSharing(at: station, calls: sharers[sharer].jobs.count)
  }

  private mutating func completeSharedService(
    of request: Int, at station: Int, left: Int
  ) throws(EngineError) {
    let sojourn = loop.now - requests[request].joinedAt
    // What the call lost by sharing.
    requests[request].waited = max(0, sojourn - requests[request].work)
    leave(request, station)
    try noteSharing(at: station, calls: left)
  }

  /// Takes a call out before it is done.
  mutating func removeShared(_ request: Int, at station: Int) throws(EngineError) {
    let sharer = Int(stations[station].sharer)
    sharers[sharer].settle(at: loop.now)
    sharers[sharer].remove(request)
    try noteSharing(at: station, calls: sharers[sharer].jobs.count)
    try moveDeparture(from: sharer)
  }

  /// Counts n calls at c servers as min(n, c) in service and the rest as waiting.
  mutating func noteSharing(at station: Int, calls: Int) throws(EngineError) {
    stations[station].busy = min(calls, stations[station].serversUp)
    stations[station].queueLength = calls - stations[station].busy
    if stations[station].contention != nil { try adjustSpeed(of: station) }
  }
}
