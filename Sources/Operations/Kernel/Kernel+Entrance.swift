import EventEngine
import Statistics

/// What a call meets before a station: first the rate limit, then the cache, then the balancer, then the
/// look at the queue.
extension Kernel {
  /// Prepares all stations: those of the model at their own indices, then the replicas.
  mutating func addStations(of model: NetworkModel, _ root: StreamName) throws(EngineError) {
    let hit = model.hitStations
    for (index, station) in model.stations.enumerated() {
      if station.replicas > 1 {
        addFront(of: station)
      } else {
        try addStation(station, root, isHit: hit.contains(index))
      }
    }
    for (front, station) in model.stations.enumerated() where station.hasEntrance {
      let first = stations.count
      if station.replicas > 1 {
        for number in 0..<station.replicas {
          try addStation(station.replica(number), root, isHit: hit.contains(front))
          stations[stations.count - 1].front = Int32(front)
        }
      }
      stations[front].entrance = Int32(entrances.count)
      entrances.append(Entrance(station, replicas: first..<stations.count))
    }
  }

  private mutating func addFront(of model: StationModel) {
    stations.append(StationState(model.front, index: stations.count, firstServer: servers.count))
    stations[stations.count - 1].queueCount = 0
  }

  /// The kernel's stations that do the work of one of the model's: itself, or its replicas.
  func places(of station: Int) -> Range<Int> {
    let entrance = Int(stations[station].entrance)
    let replicas = entrance >= 0 ? entrances[entrance].replicas : 0..<0
    return replicas.isEmpty ? station..<station + 1 : replicas
  }

  /// A call comes to a station with something before it.
  @inline(never)
  mutating func joinByEntrance(
    _ front: Int, _ request: Int, _ name: StreamName
  ) throws(EngineError) {
    let entrance = Int(stations[front].entrance)
    guard entrances[entrance].admits(at: loop.now) else {
      if isOpen {
        stations[front].meter.arrivals += 1
        stations[front].meter.limited += 1
        stations[front].meter.failed += 1
      }
      return try fail(request, .limited)
    }
    // A call that fails over has drawn before the station that it was sent to.
    let chance = failsOver ? name.child(Purpose.standby) : name
    if entrances[entrance].hits(chance) { return try answer(request, from: front) }
    let station = balance(entrance, at: front, chance)
    requests[request].station = Int32(truncatingIfNeeded: station)
    try admit(request, to: station, name, entrance: entrance)
  }

  /// A caller does not join the queue.
  mutating func balk(_ request: Int, at station: Int) throws(EngineError) {
    if isOpen {
      stations[station].meter.arrivals += 1
      stations[station].meter.balked += 1
      stations[station].meter.failed += 1
    }
    try fail(request, .abandoned)
  }

  // MARK: Cache

  /// A cache answers a call: no server is taken, and what the call would have held one for is not done.
  private mutating func answer(_ request: Int, from station: Int) throws(EngineError) {
    let (now, entrance) = (loop.now, Int(stations[station].entrance))
    let time = entrances[entrance].hitTime
    if isOpen {
      stations[station].meter.arrivals += 1
      stations[station].meter.hits += 1
      unsettled += 1
    }
    entrances[entrance].answering += 1
    stations[station].meter.besideTime += windowPart(from: now, to: now + time)
    requests[request].joinedAt = now
    requests[request].waited = 0
    requests[request].state = .moving
    if requests[request].givesBack >= 0 { try giveBack(by: request) }
    if requests[request].keepsIn >= 0 { keepNothing(request) }
    try loop.schedule(after: time, kind: EventKind.answer, payload: request)
  }

  /// The answer of a cache comes.
  mutating func receiveAnswer(_ request: Int) throws(EngineError) {
    let station = Int(requests[request].station)
    entrances[Int(stations[station].entrance)].answering -= 1
    leave(request, station)
    try advance(request)
  }

  /// A request that would keep a server goes on without one.
  private mutating func keepNothing(_ request: Int) {
    let slot = Int(requests[request].keepsIn)
    if case .hold(_, _, _, let answered) = program.code[Int(requests[request].instruction) - 1] {
      requests[request].instruction = answered
    }
    requests[request].keepsIn = -1
    emptySlot(slot, of: request)
  }

  /// How much of a stretch of time lies in the window [s].
  func windowPart(from start: Double, to stop: Double) -> Double {
    max(0, min(stop, close) - max(start, open))
  }

  // MARK: Replicas

  /// The station that a call goes to.
  private mutating func balance(_ entrance: Int, at front: Int, _ name: StreamName) -> Int {
    let (first, count) = (
      entrances[entrance].replicas.lowerBound, entrances[entrance].replicas.count
    )
    guard count > 0 else { return front }
    let chance = name.child(Purpose.balancing)
    switch entrances[entrance].balancing {
    case .random: return first + Self.pick(count, chance)
    case .roundRobin:
      let turn = entrances[entrance].turn
      entrances[entrance].turn = turn + 1 == count ? 0 : turn + 1
      return first + turn
    case .shortestQueue: return shortest(first, count, chance)
    case .powerOfTwo:
      let one = Self.pick(count, chance)
      let next = Self.pick(count - 1, chance.child(1))
      let other = next >= one ? next + 1 : next
      let isShorter = stations[first + other].calls < stations[first + one].calls
      return first + (isShorter ? other : one)
    }
  }

  /// The replica with the fewest calls; among equals any, by chance.
  private func shortest(_ first: Int, _ count: Int, _ chance: StreamName) -> Int {
    var (fewest, ties) = (Int.max, 0)
    for station in first..<first + count {
      let calls = stations[station].calls
      if calls < fewest { (fewest, ties) = (calls, 1) } else if calls == fewest { ties += 1 }
    }
    var left = ties == 1 ? 0 : Self.pick(ties, chance)
    for station in first..<first + count where stations[station].calls == fewest {
      if left == 0 { return station }
      left -= 1
    }
    return first
  }

  /// One of so many, each with the same chance.
  private static func pick(_ count: Int, _ chance: StreamName) -> Int {
    min(count - 1, Int(chance.uniform * Double(count)))
  }
}
