import EventEngine
import Quantities
import Statistics

extension NetworkModel {
  /// How far probabilities may exceed 1 in sum, by rounding [1].
  static let probabilityTolerance = 1e-9
  /// The highest number of `SourceModel.priority`, which goes last.
  static let highestPriority = 255
  /// Most calls that one step may make in a row [1].
  static let callLimit = 1e6

  /// Looks for all that cannot be simulated: indices that lead nowhere, negative or infinite rates,
  /// times and sizes, probabilities beyond 1, impossible distributions.
  ///
  /// - Throws: `OperationsError.invalid` with every fault found.
  public func checked() throws(OperationsError) {
    var faults = FaultList()
    checkStations(&faults)
    checkLinks(&faults)
    for (i, journey) in journeys.enumerated() {
      check(journey.steps, "journeys[\(i)].steps", depth: 0, &faults)
    }
    checkSources(&faults)
    if !faults.found.isEmpty { throw .invalid(faults.found) }
  }

  private func checkStations(_ faults: inout FaultList) {
    var servers = 0
    for (i, station) in stations.enumerated() {
      let place = "stations[\(i)]"
      faults.check(station.servers, in: 1...Event.payloadLimit, "\(place).servers")
      faults.check(station.serviceTime, "\(place).serviceTime")
      if let limit = station.queueLimit {
        faults.check(limit, in: 0...Int.max, "\(place).queueLimit")
      }
      checkDiscipline(station, place, &faults)
      if let failure = station.failure {
        faults.check(
          failure.meanTimeBetweenFailures.seconds, above: 0, "\(place).meanTimeBetweenFailures")
        faults.check(failure.meanTimeToRepair.seconds, above: 0, "\(place).meanTimeToRepair")
      }
      if station.tracksServers { servers += min(max(station.servers, 0), Event.payloadLimit) }
    }
    faults.check(
      servers, in: 0...Event.payloadLimit, "servers that fail or are taken away, all together")
  }

  private func checkDiscipline(
    _ station: StationModel, _ place: String, _ faults: inout FaultList
  ) {
    if let patience = station.patience { faults.check(patience, "\(place).patience") }
    guard station.discipline == .processorSharing else { return }
    let found = [
      station.queueLimit == nil ? nil : "a queue limit",
      station.patience == nil ? nil : "patience", station.failure == nil ? nil : "failures",
    ].compactMap(\.self)
    if !found.isEmpty {
      faults.add(
        "\(place).discipline", "processor sharing with \(found.joined(separator: ", "))",
        "none of them: nobody waits there, and servers share all work")
    }
  }

  private func checkLinks(_ faults: inout FaultList) {
    for (i, link) in links.enumerated() {
      faults.check(link.bandwidth.bitsPerSecond, above: 0, "links[\(i)].bandwidth")
      faults.check(link.delay.seconds, from: 0, "links[\(i)].delay")
    }
    faults.check(links.count, in: 0...Event.payloadLimit, "links.count")
  }

  private func checkSources(_ faults: inout FaultList) {
    var keys: [UInt64: Int] = [:]
    for (i, source) in sources.enumerated() {
      let place = "sources[\(i)]"
      if let first = keys.updateValue(i, forKey: source.key) {
        faults.add("\(place).key", "the key of sources[\(first)]", "a key of its own")
      }
      faults.check(source.rate.perSecond, from: 0, "\(place).rate")
      faults.check(source.ceilingRate.perSecond, from: 0, "\(place).ceilingRate")
      if source.ceilingRate < source.rate {
        faults.add(
          "\(place).ceilingRate", "\(source.ceilingRate.perSecond) /s",
          "at least the rate, \(source.rate.perSecond) /s")
      }
      checkPattern(source, place, &faults)
      faults.check(index: source.journey, of: journeys.count, "\(place).journey")
      faults.check(index: source.group, of: groups.count, "\(place).group")
      if let patience = source.patience {
        faults.check(patience.seconds, from: 0, "\(place).patience")
      }
      if let rate = source.lastMileRate { faults.check(rate, "\(place).lastMileRate") }
      faults.check(source.lastMileRoundTrip.seconds, from: 0, "\(place).lastMileRoundTrip")
    }
    faults.check(sources.count, in: 0...Event.payloadLimit, "sources.count")
  }

  private func checkPattern(_ source: SourceModel, _ place: String, _ faults: inout FaultList) {
    faults.check(source.batchSize, in: 1...1_000_000, "\(place).batchSize")
    faults.check(source.priority, in: 0...Self.highestPriority, "\(place).priority")
    switch source.pattern {
    // A profile was checked when it was made.
    case .poisson, .profile: break
    case .renewal(let gap):
      faults.check(gap, "\(place).pattern.renewal")
      faults.check(gap.mean, above: 0, "\(place).pattern.renewal.mean")
    case .closed(let customers, let thinkTime):
      faults.check(customers, in: 1...Event.payloadLimit, "\(place).pattern.customers")
      faults.check(thinkTime, "\(place).pattern.thinkTime")
    }
  }

  private func check(
    _ steps: [Step], _ place: String, depth: Int, _ faults: inout FaultList
  ) {
    if depth > 32 { return faults.add(place, "more than 32 branches in each other", "32") }
    for (i, step) in steps.enumerated() {
      let place = "\(place)[\(i)]"
      switch step {
      case .call(let station, let times, _, let path, let delay),
        .notify(let station, let times, _, let path, let delay):
        faults.check(index: station, of: stations.count, "\(place).station")
        faults.check(times, from: 0, to: Self.callLimit, "\(place).times")
        faults.check(delay.seconds, from: 0, "\(place).fixedDelay")
        check(path, "\(place).path", &faults)
      case .think(let time, _):
        faults.check(time, "\(place).time")
      case .transfer(let link, let size, _):
        faults.check(index: link, of: links.count, "\(place).link")
        faults.check(size, "\(place).size")
      case .lastMile(let size):
        faults.check(size.bytes, from: 0, "\(place).size")
      case .branch(let ways, _):
        faults.check(probabilities: ways.map(\.probability), place)
        for (j, way) in ways.enumerated() {
          check(way.steps, "\(place).branch[\(j)].steps", depth: depth + 1, &faults)
        }
      case .parallel(let branches, _):
        faults.check(branches.count, in: 1...1_000, "\(place).parallel")
        for (j, branch) in branches.enumerated() {
          let place = "\(place).parallel[\(j)]"
          if Self.thinks(in: branch) {
            faults.add(place, "time to think", "none: a citizen does not think in parallel")
          }
          check(branch, place, depth: depth + 1, &faults)
        }
      case .route(let start, let next, _):
        check(start: start, next: next, place, &faults)
      }
    }
  }

  private static func thinks(in steps: [Step]) -> Bool {
    steps.contains { step in
      switch step {
      case .think: true
      case .branch(let ways, _): ways.contains { thinks(in: $0.steps) }
      case .parallel(let branches, _): branches.contains { thinks(in: $0) }
      default: false
      }
    }
  }

  private func check(_ path: [Hop], _ place: String, _ faults: inout FaultList) {
    for (i, hop) in path.enumerated() {
      faults.check(index: hop.link, of: links.count, "\(place)[\(i)].link")
      faults.check(hop.request.bytes, from: 0, "\(place)[\(i)].request")
      faults.check(hop.response.bytes, from: 0, "\(place)[\(i)].response")
    }
  }

  private func check(
    start: [(station: Int, probability: Double)],
    next: [[(station: Int, probability: Double)]], _ place: String, _ faults: inout FaultList
  ) {
    if next.count != stations.count {
      faults.add(
        "\(place).next", "\(next.count) rows", "one for each of \(stations.count) stations")
    }
    for (j, row) in ([start] + next).enumerated() {
      let place = j == 0 ? "\(place).start" : "\(place).next[\(j - 1)]"
      faults.check(probabilities: row.map(\.probability), place)
      for way in row { faults.check(index: way.station, of: stations.count, "\(place).station") }
    }
  }
}

extension Window {
  /// - Throws: `OperationsError.invalid` for negative, empty or endless stretches.
  public func checked() throws(OperationsError) {
    var faults = FaultList()
    faults.check(runIn.seconds, from: 0, "window.runIn")
    faults.check(length.seconds, above: 0, "window.length")
    faults.check(drain.seconds, from: 0, "window.drain")
    faults.check(arrivalsAfterEnd.seconds, from: 0, "window.arrivalsAfterEnd")
    let end = runIn.seconds + length.seconds + drain.seconds
    if faults.found.isEmpty { faults.check(end, from: 0, "window.end") }
    if !faults.found.isEmpty { throw .invalid(faults.found) }
  }
}
