import EventEngine
import Statistics

/// Outages of stations and links.
extension Kernel {
  /// Prepares outages, some of which may be under way at time 0.
  mutating func addOutages(_ model: NetworkModel, _ root: StreamName) throws(EngineError) {
    for outage in model.outages {
      var state = OutageState(clock: OutageClock(outage, root), losesWork: outage.losesWork)
      state.stations = addHits(outage.stations)
      state.links = addHits(outage.links)
      outages.append(state)
    }
    addHitters(model)
    for outage in 0..<outages.count {
      if outages[outage].clock.phase != .quiet { try spread(outage, isNew: true) }
      try scheduleOutage(outage)
    }
  }

  /// Notes for each station and link which outages hit it.
  private mutating func addHitters(_ model: NetworkModel) {
    var stationHits = model.stations.map { _ in [Int]() }
    var linkHits = model.links.map { _ in [Int]() }
    for (index, outage) in model.outages.enumerated() {
      for station in outage.stations { stationHits[station].append(index) }
      for link in outage.links { linkHits[link].append(index) }
    }
    for (station, outages) in stationHits.enumerated() {
      stations[station].capacity.hits = addHits(outages)
    }
    for (link, outages) in linkHits.enumerated() { links[link].hits = addHits(outages) }
  }

  private mutating func addHits(_ indices: [Int]) -> TableRow {
    let first = Int32(hits.count)
    for index in indices { hits.append(Int32(index)) }
    return TableRow(first: first, count: Int32(indices.count))
  }

  private mutating func scheduleOutage(_ outage: Int) throws(EngineError) {
    try schedule(
      at: outages[outage].clock.changesAt, kind: EventKind.outage, payload: outage)
  }

  /// An outage begins, ends, or leaves more than before.
  mutating func changeOutage(_ outage: Int) throws(EngineError) {
    let isNew = outages[outage].clock.phase == .quiet
    outages[outage].clock.change()
    try spread(outage, isNew: isNew)
    try scheduleOutage(outage)
  }

  /// Passes the state of an outage on to what it hits, stations first.
  private mutating func spread(_ outage: Int, isNew: Bool) throws(EngineError) {
    let losesWork = isNew && outages[outage].losesWork
    let (stations, links) = (outages[outage].stations, outages[outage].links)
    for place in Int(stations.first)..<Int(stations.first + stations.count) {
      try setCapacity(ofStation: Int(hits[place]), losesWork: losesWork)
    }
    for place in Int(links.first)..<Int(links.first + links.count) {
      let link = Int(hits[place])
      let (share, losesTransfers) = shareLeft(by: self.links[link].hits)
      self.links[link].losesTransfers = losesTransfers
      try setCapacity(ofLink: link, share: share)
      if losesWork && share == 0 { try loseTransfers(on: link) }
    }
  }

  /// What several outages leave together: the smallest share, and whether any of them loses work.
  private func shareLeft(by row: TableRow) -> (share: Double, losesWork: Bool) {
    var (share, losesWork) = (1.0, false)
    for place in Int(row.first)..<Int(row.first + row.count) {
      let outage = Int(hits[place])
      share = min(share, outages[outage].clock.share)
      losesWork = losesWork || (outages[outage].losesWork && outages[outage].clock.share < 1)
    }
    return (share, losesWork)
  }

  private mutating func setCapacity(
    ofStation station: Int, losesWork: Bool
  ) throws(EngineError) {
    stations[station].settle(at: loop.now)
    let before = stations[station].capacity.shareLeft
    let (share, losesCalls) = shareLeft(by: stations[station].capacity.hits)
    stations[station].capacity.shareLeft = share
    stations[station].capacity.losesCalls = losesCalls
    try refit(station, interrupts: share < before, losesWork: losesWork)
  }

  // MARK: Links

  /// Changes how much of a link is there. At 0, transfers stand still; a link that does not bind then
  /// lets nothing through, and otherwise is as it was.
  ///
  /// - Parameter share: of its bandwidth [1], 0 ... 1.
  mutating func setCapacity(ofLink link: Int, share: Double) throws(EngineError) {
    links[link].share = share
    guard links[link].binds else {
      if share > 0 { openGate(of: link) }
      return
    }
    settle(link: link)
    sharers[link].settle(at: loop.now)
    sharers[link].setCapacity(links[link].bandwidth * share)
    try moveDeparture(from: link)
  }

  /// Transfers under way on a link fail, and those that wait for it.
  mutating func loseTransfers(on link: Int) throws(EngineError) {
    settle(link: link)
    sharers[link].settle(at: loop.now)
    while !sharers[link].jobs.isEmpty {
      let request = sharers[link].jobs.popFirst().payload
      if isInWindow(requests[request].joinedAt) { unsettled -= 1 }
      try failOnItsWay(request)
    }
    try moveDeparture(from: link)
    while let request = firstAtGate(of: link) { try failOnItsWay(request) }
  }

  private mutating func failOnItsWay(_ request: Int) throws(EngineError) {
    if requests[request].state == .calledBack { return try discard(request) }
    try fail(request, .lost)
  }

  /// A request meets a link that outages may cut.
  ///
  /// - Returns: whether it goes on at once.
  mutating func pass(
    gate link: Int, _ request: Int, resumeAt instruction: Int
  ) throws(EngineError) -> Bool {
    guard links[link].share == 0 else { return true }
    if links[link].losesTransfers {
      try fail(request, .lost)
      return false
    }
    let gate = Int(links[link].gate)
    guard gate >= 0 else { return true }
    requests[request].instruction = Int32(truncatingIfNeeded: instruction)
    requests[request].state = .moving
    append(request, to: gate)
    return false
  }

  /// Those who wait go on, in the order in which they came.
  private mutating func openGate(of link: Int) {
    while let request = firstAtGate(of: link) { ready.append(Int32(truncatingIfNeeded: request)) }
  }

  private mutating func firstAtGate(of link: Int) -> Int? {
    let gate = Int(links[link].gate)
    guard gate >= 0, queues[gate].head >= 0 else { return nil }
    let request = Int(queues[gate].head)
    remove(request, from: gate)
    return request
  }
}
