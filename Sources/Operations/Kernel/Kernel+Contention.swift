import EventEngine

/// Stations whose calls slow each other down: all servers work at one speed, which changes with the number
/// of calls at the station, so that a `SharedServer` holds those in service.
extension Kernel {
  /// A free server, counted as busy already, takes a request.
  mutating func beginContended(_ request: Int, at station: Int) throws(EngineError) {
    let sharer = Int(stations[station].sharer)
    requests[request].state = .served
    sharers[sharer].settle(at: loop.now)
    sharers[sharer].add(requests[request].work, request)
    try adjustSpeed(of: station)
  }

  /// A server is done with a call; the station and the shared server have been settled.
  mutating func completeContended(of request: Int, at station: Int) throws(EngineError) {
    requests[request].state = .moving
    if requests[request].keepsIn >= 0 {
      try adjustSpeed(of: station)
      return try keep(-1, of: station, by: request)
    }
    leave(request, station)
    try vacate(at: station)
    try advance(request)
  }

  /// Takes a call out of service before it is done; the station has been settled.
  mutating func breakOffContended(_ request: Int, at station: Int) throws(EngineError) {
    let sharer = Int(stations[station].sharer)
    sharers[sharer].settle(at: loop.now)
    sharers[sharer].remove(request)
    try vacate(at: station)
  }

  /// Lets the servers work at the speed that goes with the number of calls there is now. The shared server
  /// must have been settled before what is in service changed.
  mutating func adjustSpeed(of station: Int) throws(EngineError) {
    let sharer = Int(stations[station].sharer)
    sharers[sharer].settle(at: loop.now)
    if sharers[sharer].jobs.isEmpty { return cancelDeparture(from: sharer) }
    sharers[sharer].pace = stations[station].contention?.speed(calls: stations[station].calls) ?? 1
    sharers[sharer].dueIsExact = false
    if loop.now + sharers[sharer].timeToDeparture < sharers[sharer].dueAt {
      try scheduleDeparture(from: sharer)
    }
  }
}
