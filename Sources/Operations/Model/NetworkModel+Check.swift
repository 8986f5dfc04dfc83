import EventEngine
import Quantities
import Statistics

extension NetworkModel {
  /// How far probabilities may exceed 1 in sum, by rounding [1].
  static let probabilityTolerance = 1e-9
  /// The highest number of `SourceModel.priority`, which goes last.
  static let highestPriority = 255
  /// Most cells of all links together [1].
  static let cellLimit = 1_000_000
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
    for (i, policy) in policies.enumerated() { policy.check("policies[\(i)]", &faults) }
    for (i, journey) in journeys.enumerated() {
      check(journey.steps, "journeys[\(i)].steps", StepContext(), &faults)
    }
    checkSources(&faults)
    checkCapacity(&faults)
    if !faults.found.isEmpty { throw .invalid(faults.found) }
  }

  private func checkStations(_ faults: inout FaultList) {
    var servers = 0
    let (hit, callsBack) = (hitStations, callsBack)
    for (i, station) in stations.enumerated() {
      let place = "stations[\(i)]"
      faults.check(station.servers, in: 1...Event.payloadLimit, "\(place).servers")
      faults.check(station.serviceTime, "\(place).serviceTime")
      if let limit = station.queueLimit {
        faults.check(limit, in: 0...Int.max, "\(place).queueLimit")
      }
      checkDiscipline(station, place, &faults)
      station.checkEntrance(place, &faults)
      station.checkTurns(place, isHit: outages.contains { $0.stations.contains(i) }, &faults)
      if let failure = station.failure {
        faults.check(
          failure.meanTimeBetweenFailures.seconds, above: 0, "\(place).meanTimeBetweenFailures")
        faults.check(failure.meanTimeToRepair.seconds, above: 0, "\(place).meanTimeToRepair")
      }
      let isBrokenOff = (callsBack || hit.contains(i)) && !station.sharesSpeed
      if station.tracksServers || (isBrokenOff && station.batchLimit == 1) {
        let replicas = min(max(station.replicas, 1), StationModel.replicaLimit)
        servers += min(max(station.mostServers, 0), Event.payloadLimit) * replicas
      }
    }
    faults.check(
      servers, in: 0...Event.payloadLimit,
      "servers that fail, go or are called back from, all together")
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
      if let back = link.back { faults.check(back.bitsPerSecond, above: 0, "links[\(i)].back") }
      faults.check(link.cells, in: 1...Self.cellLimit, "links[\(i)].cells")
      faults.check(link.delay.seconds, from: 0, "links[\(i)].delay")
    }
    let cells = links.reduce(0) { $0 + min(max($1.cells, 0), Self.cellLimit) }
    faults.check(cells, in: 0...Self.cellLimit, "cells of all links together")
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
      if let deadline = source.deadline {
        faults.check(deadline.seconds, from: 0, "\(place).deadline")
      }
      if let rate = source.lastMileRate { faults.check(rate, "\(place).lastMileRate") }
      faults.check(source.lastMileRoundTrip.seconds, from: 0, "\(place).lastMileRoundTrip")
      source.checkFallbacks(place, sources: sources.count, &faults)
    }
    faults.check(sources.count, in: 0...Event.payloadLimit, "sources.count")
  }

  private func checkPattern(_ source: SourceModel, _ place: String, _ faults: inout FaultList) {
    faults.check(source.batchSize, in: 1...1_000_000, "\(place).batchSize")
    faults.check(source.priority, in: 0...Self.highestPriority, "\(place).priority")
    faults.check(source.intensity, from: 0, "\(place).intensity")
    switch source.pattern {
    // A profile was checked when it was made.
    case .poisson, .profile: break
    case .renewal(let gap):
      faults.check(gap, "\(place).pattern.renewal")
      faults.check(gap.mean, above: 0, "\(place).pattern.renewal.mean")
    case .closed(let customers, let thinkTime):
      faults.check(customers, in: 1...Event.payloadLimit, "\(place).pattern.customers")
      faults.check(thinkTime, "\(place).pattern.thinkTime")
      if source.batchSize > 1 {
        faults.add(
          "\(place).batchSize", "\(source.batchSize) of a closed source",
          "1: each customer has one request")
      }
    case .trace(let times):
      if let wrong = times.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
        faults.add("\(place).pattern.trace[\(wrong)]", "\(times[wrong])", "0 or more, finite")
      }
      if zip(times, times.dropFirst()).contains(where: { $1 < $0 }) {
        faults.add("\(place).pattern.trace", "times that go back", "ascending ones")
      }
    }
  }
}
