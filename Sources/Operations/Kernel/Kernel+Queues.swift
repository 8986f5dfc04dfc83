import EventEngine
import Statistics

/// One queue of a station: both ends, or −1. Stations with priorities have one for each number.
struct Queue {
  var head: Int32 = -1
  var tail: Int32 = -1
}

/// Queues of stations, and who leaves them before being served.
extension Kernel {
  /// Makes the queues of a station.
  mutating func addQueues(_ count: Int, to station: Int) {
    stations[station].firstQueue = Int32(queues.count)
    stations[station].queueCount = Int32(count)
    for _ in 0..<count { queues.append(Queue()) }
  }

  /// The queue for a request at a station.
  @inline(__always)
  private func queue(of request: Int, at station: Int) -> Int {
    let first = Int(stations[station].firstQueue)
    let count = Int(stations[station].queueCount)
    return count == 1 ? first : first &+ min(Int(requests[request].priority), count &- 1)
  }

  /// Puts a request behind those of its urgency.
  @inline(__always)
  mutating func enqueue(_ request: Int, at station: Int) {
    requests[request].state = .queued
    append(request, to: queue(of: request, at: station))
    stations[station].queueLength &+= 1
  }

  /// Puts a request at the end of a queue.
  @inline(__always)
  mutating func append(_ request: Int, to queue: Int) {
    let record = Int32(truncatingIfNeeded: request)
    let tail = queues[queue].tail
    requests[request].next = -1
    requests[request].previous = tail
    if tail >= 0 { requests[Int(tail)].next = record } else { queues[queue].head = record }
    queues[queue].tail = record
  }

  /// Puts interrupted work before those of its urgency.
  mutating func requeue(_ request: Int, at station: Int) {
    let record = Int32(truncatingIfNeeded: request)
    let queue = queue(of: request, at: station)
    let head = queues[queue].head
    requests[request].next = head
    requests[request].previous = -1
    requests[request].state = .queued
    if head >= 0 { requests[Int(head)].previous = record } else { queues[queue].tail = record }
    queues[queue].head = record
    stations[station].queueLength &+= 1
  }

  /// Takes the first of the most urgent queue that has one; one of them must.
  @inline(__always)
  mutating func dequeue(at station: Int) -> Int {
    var queue = Int(stations[station].firstQueue)
    while queues[queue].head < 0 { queue &+= 1 }
    let request = Int(queues[queue].head)
    let next = requests[request].next
    queues[queue].head = next
    if next >= 0 { requests[Int(next)].previous = -1 } else { queues[queue].tail = -1 }
    stations[station].queueLength &-= 1
    if stations[station].patience != nil { loop.cancel(requests[request].givesUp) }
    return request
  }

  // MARK: Reneging

  /// A request that has just joined a queue will give up after its patience.
  mutating func wait(_ request: Int, at station: Int, _ name: StreamName) throws(EngineError) {
    guard let patience = stations[station].patience else { return }
    var stream = RandomStream(name.child(Purpose.patience))
    requests[request].givesUp = try loop.scheduleCancellable(
      after: max(0, patience.draw(&stream)), kind: EventKind.patienceEnd, payload: request)
  }

  /// A request that waits gives up: it leaves the queue unserved.
  mutating func giveUp(_ request: Int) throws(EngineError) {
    let station = Int(requests[request].station)
    try leaveQueue(request, of: station)
    noteGone(from: station, .abandoned)
    if isInWindow(requests[request].joinedAt) {
      unsettled -= 1
      stations[station].meter.noteAbandoned(after: loop.now - requests[request].joinedAt)
    }
    try admitFromDoor(of: station)
    try fail(request, .abandoned)
  }

  /// Takes a request out of the queue of its station.
  mutating func leaveQueue(_ request: Int, of station: Int) throws(EngineError) {
    stations[station].settle(at: loop.now)
    remove(request, from: queue(of: request, at: station))
    stations[station].queueLength &-= 1
    if stations[station].patience != nil { loop.cancel(requests[request].givesUp) }
    if stations[station].sharer >= 0 { try adjustSpeed(of: station) }
  }

  mutating func remove(_ request: Int, from queue: Int) {
    let (previous, next) = (requests[request].previous, requests[request].next)
    if previous >= 0 { requests[Int(previous)].next = next } else { queues[queue].head = next }
    if next >= 0 { requests[Int(next)].previous = previous } else { queues[queue].tail = previous }
  }

  // MARK: Interruption

  /// Takes a server from less urgent work, where the discipline says so.
  ///
  /// - Returns: whether a server is free now; it counts as idle.
  mutating func interrupt(at station: Int, for request: Int) -> Bool {
    // While some that have left finish their calls, nobody begins a new one; and who would be thrown
    // away at once interrupts nobody.
    guard stations[station].busy <= stations[station].serversUp, !isExpired(request, at: station)
    else { return false }
    let first = Int(stations[station].firstServer)
    var (victim, lowest) = (-1, Int(requests[request].priority))
    var latest = 0.0
    for server in first..<first + stations[station].mostServers
    where servers[server].doneAt < .infinity {
      let priority = Int(requests[Int(servers[server].request)].priority)
      let beganAt = servers[server].beganAt
      if priority > lowest || priority == lowest && victim >= 0 && beganAt >= latest {
        (victim, lowest, latest) = (server, priority, beganAt)
      }
    }
    guard victim >= 0 else { return false }
    stations[station].settle(at: loop.now)
    let displaced = interruptWork(of: victim)
    if servers[victim].isHere { addIdle(victim, to: station) }
    stations[station].busy &-= 1
    requeue(displaced, at: station)
    return true
  }
}
