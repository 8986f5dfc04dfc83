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
      let hits = addHits(outages)
      for place in places(of: station) { stations[place].capacity.hits = hits }
    }
    for outages in linkHits { cuts.append(LinkCut(hits: addHits(outages))) }
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
    // What this outage loses when it begins, it loses by what it leaves itself.
    let losing = isNew && outages[outage].losesWork ? outages[outage].clock.share : 1
    let (stations, links) = (outages[outage].stations, outages[outage].links)
    for place in Int(stations.first)..<Int(stations.first + stations.count) {
      for station in self.places(of: Int(hits[place])) {
        try setCapacity(ofStation: station, losing: losing)
      }
    }
    for place in Int(links.first)..<Int(links.first + links.count) {
      try setCapacity(ofLink: Int(hits[place]), losing: losing)
    }
  }

  /// The smallest share that several outages leave, and that those among them leave which lose work.
  private func shareLeft(by row: TableRow) -> (share: Double, losersLeave: Double) {
    var (share, losersLeave) = (1.0, 1.0)
    for place in Int(row.first)..<Int(row.first + row.count) {
      let outage = Int(hits[place])
      share = min(share, outages[outage].clock.share)
      if outages[outage].losesWork { losersLeave = min(losersLeave, outages[outage].clock.share) }
    }
    return (share, losersLeave)
  }

  private mutating func setCapacity(
    ofStation station: Int, losing: Double
  ) throws(EngineError) {
    let (share, losersLeave) = shareLeft(by: stations[station].capacity.hits)
    stations[station].settle(at: loop.now)
    let before = stations[station].capacity.shareLeft
    stations[station].capacity.shareLeft = share
    stations[station].capacity.losersLeave = losersLeave
    try refit(
      station, interrupts: share < before, losesWork: stations[station].isEmptied(byShare: losing))
  }

  // MARK: Links

  private mutating func setCapacity(ofLink link: Int, losing: Double) throws(EngineError) {
    let (share, losersLeave) = shareLeft(by: cuts[link].hits)
    cuts[link].losersLeave = losersLeave
    if share != cuts[link].share {
      cuts[link].share = share
      try setBandwidth(of: link, toShare: share)
    }
    if losing == 0 { try loseFlows(on: link) }
  }

  /// A request is about to send data over a link where outages lose what is under way.
  ///
  /// - Returns: whether it goes on.
  mutating func pass(gate link: Int, _ request: Int) throws(EngineError) -> Bool {
    guard cuts[link].losersLeave == 0 else { return true }
    try fail(request, .lost)
    return false
  }
}
