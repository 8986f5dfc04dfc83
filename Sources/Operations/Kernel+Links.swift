import EventEngine

/// Shared links: egalitarian processor sharing (see `LinkState`).
extension Kernel {
  /// A request starts to send `bits` [bit] over a link.
  mutating func send(_ bits: Double, over link: Int, _ request: Int) throws(EngineError) {
    let now = loop.now
    requests[request].joinedAt = now
    if isOpen {
      unsettled += 1
      links[link].meter.note(bits: bits)
    }
    links[link].settle(at: now)
    if links[link].transfers.isEmpty { links[link].virtualTime = 0 }
    let ends = links[link].virtualTime + bits
    let sequence = links[link].sequence
    links[link].sequence = (sequence &+ 1) & (Event.sequenceLimit - 1)
    links[link].transfers.push(
      Event(time: ends, sequence: sequence, kind: 0, payload: request))
    links[link].dueIsExact = false
    if now + links[link].timeToDeparture < links[link].dueAt { try scheduleDeparture(on: link) }
  }

  /// The first transfer on a link may have ended.
  mutating func completeTransfer(on link: Int, at time: Double) throws(EngineError) {
    links[link].settle(at: time)
    if !links[link].dueIsExact && time + links[link].timeToDeparture > time {
      idleEvents += 1
      return try scheduleDeparture(on: link)
    }
    let first = links[link].transfers.popFirst()
    links[link].virtualTime = first.time
    links[link].dueAt = .infinity
    if !links[link].transfers.isEmpty { try scheduleDeparture(on: link) }
    let request = first.payload
    let joinedAt = requests[request].joinedAt
    if isInWindow(joinedAt) {
      unsettled -= 1
      links[link].meter.time.add(time - joinedAt)
    }
    try advance(request)
  }

  /// Schedules a link's next departure, in place of the one that is pending.
  private mutating func scheduleDeparture(on link: Int) throws(EngineError) {
    let wait = links[link].timeToDeparture
    loop.cancel(links[link].due)
    links[link].dueAt = loop.now + wait
    links[link].dueIsExact = true
    links[link].due = try loop.scheduleCancellable(
      after: wait, kind: EventKind.departure, payload: link)
  }
}
