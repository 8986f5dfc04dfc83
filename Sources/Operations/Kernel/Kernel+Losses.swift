import EventEngine
import Statistics

/// Calls that are lost with the servers, sent home, or go to a standby.
extension Kernel {
  /// A call comes to a station without any server: it may go to the standby, or fail at once.
  ///
  /// - Returns: whether the station is rid of it.
  @inline(never)
  mutating func turnAway(
    _ request: Int, from station: Int, _ name: StreamName
  ) throws(EngineError) -> Bool {
    let capacity = stations[station].capacity
    if capacity.standby >= 0, !failsOver, isUp(Int(capacity.standby)),
      loop.now - capacity.downSince >= capacity.failoverDelay
    {
      try failOver(request, to: Int(capacity.standby), name)
      return true
    }
    let isClosed = stations[station].servers == 0
    if stations[station].isEmptied(byShare: capacity.losersLeave) {
      try refuse(request, at: station, .lost)
    } else if isClosed && capacity.sendsHome {
      try refuse(request, at: station, .abandoned)
    } else {
      return false
    }
    return true
  }

  /// Whether any server of a station of the model is up.
  private func isUp(_ station: Int) -> Bool {
    for place in places(of: station) where stations[place].serversUp > 0 { return true }
    return false
  }

  /// A call goes to the standby, which passes it on to nobody else.
  private mutating func failOver(
    _ request: Int, to standby: Int, _ name: StreamName
  ) throws(EngineError) {
    failsOver = true
    try arrive(request, at: standby, name)
    failsOver = false
    // A standby that does not block has let the call in by now.
    if requests[request].givesBack >= 0 && requests[request].state != .atDoor {
      try giveBack(by: request)
    }
  }

  private mutating func refuse(
    _ request: Int, at station: Int, _ failure: RequestFailure
  ) throws(EngineError) {
    if isOpen {
      stations[station].meter.arrivals += 1
      stations[station].meter.lost += failure == .lost ? 1 : 0
      stations[station].meter.abandoned += failure == .abandoned ? 1 : 0
      noteGone(from: station, failure)
    }
    try fail(request, failure)
  }

  /// Calls that wait at a station or before it fail, in the order in which they would have been served;
  /// settle first.
  mutating func clear(_ station: Int, _ failure: RequestFailure) throws(EngineError) {
    while stations[station].queueLength > 0 {
      try lose(dequeue(at: station), at: station, failure)
    }
    let door = Int(stations[station].door)
    while door >= 0, queues[door].head >= 0 {
      let request = Int(queues[door].head)
      leaveDoor(request, of: station)
      try refuse(request, at: station, failure)
    }
  }

  /// A call that has been taken out of a station fails.
  mutating func lose(
    _ request: Int, at station: Int, _ failure: RequestFailure
  ) throws(EngineError) {
    let joinedAt = requests[request].joinedAt
    noteGone(from: station, failure)
    if isInWindow(joinedAt) {
      unsettled -= 1
      if failure == .abandoned {
        stations[station].meter.noteAbandoned(after: loop.now - joinedAt)
      } else {
        stations[station].meter.lost += 1
      }
    }
    try fail(request, failure)
  }

  /// Notes that a call leaves a station without an answer, whenever it came.
  mutating func noteGone(from station: Int, _ failure: RequestFailure) {
    guard isOpen else { return }
    if failure == .abandoned {
      stations[station].meter.gaveUp += 1
    } else {
      stations[station].meter.failed += 1
    }
  }
}
