import EventEngine

/// Work that is called back: its caller has given up, or does not need it any more.
extension Kernel {
  /// Ends a record, which nobody waits for any more, wherever it is: it leaves queues and servers at once,
  /// and links, delays and batches when it comes out of them.
  mutating func callBack(_ request: Int) throws(EngineError) {
    switch requests[request].state {
    case .moving, .failing: requests[request].state = .calledBack
    case .calledBack: break
    case .queued:
      let station = Int(requests[request].station)
      try leaveQueue(request, of: station)
      noteCalledBack(request, at: station)
      try admitFromDoor(of: station)
      try discard(request)
    case .atDoor:
      leaveDoor(request, of: Int(requests[request].station))
      try discard(request)
    case .served where stations[Int(requests[request].station)].batchLimit > 1:
      requests[request].state = .calledBack
    case .served:
      try breakOff(request)
      try discard(request)
    case .waiting:
      try callBackChildren(of: request)
      try discard(request)
    }
  }

  /// Ends a record that was called back.
  mutating func discard(_ request: Int) throws(EngineError) {
    requests[request].handler = -1
    try end(request, .timedOut)
  }

  private mutating func callBackChildren(of request: Int) throws(EngineError) {
    loop.cancel(requests[request].givesUp)
    while requests[request].child >= 0 {
      let child = Int(requests[request].child)
      if requests[child].role == .attempt {
        withdrawAttempt(of: request, begunAt: requests[child].arrivedAt)
      }
      disown(child, by: request)
      try callBack(child)
    }
  }

  /// Ends a service before it is done.
  private mutating func breakOff(_ request: Int) throws(EngineError) {
    let station = Int(requests[request].station)
    stations[station].settle(at: loop.now)
    noteCalledBack(request, at: station)
    if stations[station].sharesServers { return try removeShared(request, at: station) }
    if stations[station].sharer >= 0 { return try breakOffContended(request, at: station) }
    let server = Int(requests[request].server)
    _ = interruptWork(of: server)
    try vacate(server: server, at: station)
  }

  private mutating func noteCalledBack(_ request: Int, at station: Int) {
    noteGone(from: station, .timedOut)
    guard isInWindow(requests[request].joinedAt) else { return }
    unsettled -= 1
    stations[station].meter.calledBack += 1
  }
}
