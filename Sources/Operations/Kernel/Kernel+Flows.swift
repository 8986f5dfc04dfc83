import EventEngine
import Quantities
import Statistics

/// Data on their way over links: flows that share bandwidth (see `FlowNetwork`), or delays where no link
/// binds.
extension Kernel {
  /// Prepares links and ways over them.
  mutating func addLinks(of model: NetworkModel) {
    for (index, link) in model.simulatedLinks.enumerated() {
      addDirection(of: link, link.bandwidth, owner: 2 * index)
      addDirection(of: link, link.back ?? link.bandwidth, owner: 2 * index + 1)
    }
    for way in 0..<program.ways.count { ways.append(addWay(program.ways[way])) }
  }

  private mutating func addDirection(of link: LinkModel, _ bandwidth: Bandwidth, owner: Int) {
    let capacity = bandwidth.bitsPerSecond
    let first =
      link.binds ? flows.addLink(capacity: capacity, cells: link.cells, owner: owner) : -1
    links.append(
      LinkState(bandwidth: capacity, cells: link.cells, firstFlowLink: Int32(first)))
  }

  private mutating func addWay(_ way: Way) -> WayState {
    guard way.shared.count > 0 else { return WayState(path: -1, flowClass: -1) }
    let path = flows.addPath(
      wayLinks(way.shared).map { link in
        // Both directions of a link have its cells in common.
        PathLink(
          firstCell: links[link].firstFlowLink, cells: Int32(links[link].cells),
          identity: Int32(link / 2))
      }, cap: way.cap)
    let isPlain = flows.paths[path].cells == 1 && !way.isLastMile
    let flowClass = isPlain ? flows.flowClass(on: path, cells: 0, band: nil) : -1
    return WayState(path: Int32(path), flowClass: Int32(flowClass))
  }

  private func wayLinks(_ row: TableRow) -> [Int] {
    (Int(row.first)..<Int(row.first + row.count)).map { Int(program.wayLinks[$0]) }
  }

  // MARK: Sending

  /// A request starts to send `bits` [bit] over a way on which links bind.
  mutating func send(
    _ bits: Double, over way: Int, _ request: Int, resumeAt instruction: Int
  ) throws(EngineError) {
    requests[request].instruction = Int32(truncatingIfNeeded: instruction)
    requests[request].state = .moving
    requests[request].joinedAt = loop.now
    if isOpen {
      unsettled += 1
      note(bits, over: way)
    }
    flows.start(flowClass(of: request, over: way), bits: bits, job: request, at: loop.now)
    try scheduleFlowEnds()
  }

  /// Time in which a request sends data over a way on which no link binds [s].
  mutating func transmissionTime(of bits: Double, over way: Int, _ request: Int) -> Double {
    if isOpen { note(bits, over: way) }
    guard program.ways[way].isLastMile else { return bits / program.ways[way].cap }
    drawUserRate(of: request)
    let rate = requests[request].userRate
    return bits / (rate > 0 ? min(rate, program.ways[way].cap) : program.ways[way].cap)
  }

  /// Notes data on all links of a way.
  mutating func note(_ bits: Double, over way: Int) {
    let all = program.ways[way].links
    for i in Int(all.first)..<Int(all.first &+ all.count) {
      links[Int(program.wayLinks[i])].meter.note(bits: bits)
    }
  }

  /// The class of a request's flows: by the cells in which its user is, and the user's own data rate.
  private mutating func flowClass(of request: Int, over way: Int) -> Int {
    if ways[way].flowClass >= 0 { return Int(ways[way].flowClass) }
    let path = Int(ways[way].path)
    var band: RateBand?
    if program.ways[way].isLastMile {
      drawUserRate(of: request)
      let rate = requests[request].userRate
      band = rate > 0 ? RateBand(of: rate) : nil
    }
    let cells = flows.cells(on: path, of: requests[request].user)
    return flows.flowClass(on: path, cells: cells, band: band)
  }

  // MARK: Ends

  /// The first flow of a class may have ended.
  mutating func completeFlow(of flowClass: Int, at time: Double) throws(EngineError) {
    flows.classes[flowClass].dueAt = .infinity
    flows.classes[flowClass].settle(at: time)
    let wait = flows.classes[flowClass].timeToDeparture
    if !flows.classes[flowClass].dueIsExact && time + wait > time {
      idleEvents += 1
      return try scheduleFlowEnd(of: flowClass)
    }
    let request = flows.removeFirst(of: flowClass, at: time)
    try scheduleFlowEnds()
    let joinedAt = requests[request].joinedAt
    if isInWindow(joinedAt) {
      unsettled -= 1
      for hop in flows.classes[flowClass].firstHop..<flows.classes[flowClass].endHop {
        let owner = flows.links[Int(flows.hops[hop].link)].owner
        links[Int(owner)].meter.time.add(time - joinedAt)
        if isAwaited(request) { links[Int(owner)].meter.awaitedTime += time - joinedAt }
      }
    }
    try advance(request)
  }

  /// Schedules the ends that the last change moved forward. Those that it moved back come early, and are
  /// then scheduled anew.
  private mutating func scheduleFlowEnds() throws(EngineError) {
    for i in 0..<flows.changed.count {
      let flowClass = Int(flows.changed[i])
      flows.classes[flowClass].dueIsExact = false
      let end = loop.now + flows.classes[flowClass].timeToDeparture
      if end < flows.classes[flowClass].dueAt { try scheduleFlowEnd(of: flowClass) }
    }
  }

  /// Schedules the next end of a class, in place of the one that is pending; none while flows stand still.
  private mutating func scheduleFlowEnd(of flowClass: Int) throws(EngineError) {
    let wait = flows.classes[flowClass].timeToDeparture
    guard wait < .infinity else { return }
    loop.cancel(flows.classes[flowClass].due)
    flows.classes[flowClass].dueAt = loop.now + wait
    flows.classes[flowClass].dueIsExact = true
    flows.classes[flowClass].due = try loop.scheduleCancellable(
      after: wait, kind: EventKind.flowEnd, payload: flowClass)
  }

  // MARK: Outages

  /// Leaves a link a share of its bandwidth [1], in both directions; at 0 data on their way stand still.
  mutating func setBandwidth(of link: Int, toShare share: Double) throws(EngineError) {
    for direction in 2 * link...2 * link + 1 where links[direction].binds {
      let first = Int(links[direction].firstFlowLink)
      for cell in first..<first + links[direction].cells {
        flows.setCapacity(of: cell, to: share * links[direction].bandwidth, at: loop.now)
        try scheduleFlowEnds()
      }
    }
  }

  /// All data on their way over a link, in both directions, are lost.
  mutating func loseFlows(on link: Int) throws(EngineError) {
    for direction in 2 * link...2 * link + 1 {
      let first = Int(links[direction].firstFlowLink)
      for cell in first..<first + links[direction].cells {
        while flows.links[cell].firstHop >= 0 {
          let hop = Int(flows.links[cell].firstHop)
          try loseFlows(of: Int(flows.hops[hop].flowClass))
        }
      }
    }
  }

  /// All flows of a class are lost, in the order in which they would have ended.
  private mutating func loseFlows(of flowClass: Int) throws(EngineError) {
    var lost: [Int] = []
    while !flows.classes[flowClass].flows.isEmpty {
      lost.append(flows.removeFirst(of: flowClass, at: loop.now))
      try scheduleFlowEnds()
    }
    loop.cancel(flows.classes[flowClass].due)
    flows.classes[flowClass].dueAt = .infinity
    for request in lost {
      if isInWindow(requests[request].joinedAt) { unsettled -= 1 }
      if requests[request].state == .calledBack {
        try discard(request)
      } else {
        try fail(request, .lost)
      }
    }
  }

  // MARK: Window

  mutating func openLinks() {
    for i in 0..<flows.links.count { flows.links[i].meter.open(at: loop.now) }
  }

  /// Keeps the window's time averages apart from what the drain adds.
  mutating func closeLinks() {
    for i in 0..<flows.links.count {
      flows.links[i].settle(at: loop.now)
      links[Int(flows.links[i].owner)].meter.window.add(flows.links[i].meter)
    }
  }

  func linkResult(_ index: Int, name: String) -> LinkResult {
    let (there, back) = (2 * index, 2 * index + 1)
    var time = links[there].meter.time
    time.merge(links[back].meter.time)
    return LinkResult(
      name: name, binds: links[there].binds, there: links[there].result(length: close - open),
      back: links[back].result(length: close - open), transferTime: time.observedMean,
      awaitedTime: links[there].meter.awaitedTime + links[back].meter.awaitedTime)
  }
}

/// A way over links while it runs.
struct WayState {
  /// Its path among the flows, or −1 where no link binds.
  let path: Int32
  /// The class of all its flows, or −1 where that depends on the user.
  let flowClass: Int32
}

extension LinkState {
  fileprivate func result(length: Double) -> DirectionResult {
    let load = meter.bits / length
    let whole = wholeBandwidth
    let utilisation = binds ? meter.window.bits / (whole * length) : load / whole
    return DirectionResult(
      transfers: meter.transfers, load: load, utilisation: utilisation,
      boundShare: meter.window.fullTime / (Double(cells) * length),
      transfersUnderWay: binds ? meter.window.flowTime / length : utilisation,
      transferTime: meter.time.observedMean)
  }
}
