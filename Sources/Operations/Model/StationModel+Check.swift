import EventEngine

extension StationModel {
  /// Most copies of one station [1].
  static let replicaLimit = 10_000

  /// Whether each server works for one call at a time, which may keep it.
  var hasOneCallPerServer: Bool { discipline != .processorSharing && batchLimit == 1 }

  /// What stands before it.
  func checkEntrance(_ place: String, _ faults: inout FaultList) {
    if !(deterrence >= 0 && deterrence < 1) {
      faults.add("\(place).deterrence", "\(deterrence)", "0 or more, below 1")
    }
    if let rateLimit {
      faults.check(rateLimit.rate.perSecond, above: 0, "\(place).rateLimit.rate")
      faults.check(rateLimit.burst, from: 1, to: 1e12, "\(place).rateLimit.burst")
    }
    if let cache {
      faults.check(cache.hitShare, from: 0, to: 1, "\(place).cache.hitShare")
      faults.check(cache.hitTime.seconds, from: 0, "\(place).cache.hitTime")
    }
    faults.check(replicas, in: 1...Self.replicaLimit, "\(place).replicas")
    if deterrence > 0 && discipline == .processorSharing {
      faults.add("\(place).deterrence", "processor sharing", "none: nobody waits there")
    }
    guard hasDoor else { return }
    let found = [
      patience == nil ? nil : "patience", deterrence == 0 ? nil : "deterrence",
    ].compactMap(\.self)
    if !found.isEmpty {
      faults.add(
        "\(place).whenFull", "block with \(found.joined(separator: ", "))",
        "none of them: who is held up by a full queue cannot go away from it")
    }
  }

  /// Contention and batches.
  ///
  /// - Parameter isHit: whether an outage takes its servers away.
  func checkTurns(_ place: String, isHit: Bool, _ faults: inout FaultList) {
    if let contention {
      faults.check(contention.serialShare, from: 0, to: 1, "\(place).contention.serialShare")
      faults.check(contention.coherency, from: 0, to: 1, "\(place).contention.coherency")
    }
    faults.check(batchLimit, in: 1...Event.payloadLimit, "\(place).batchLimit")
    guard contention != nil || batchLimit != 1 else { return }
    let plain = discipline == .firstComeFirstServed
    let found = [
      failure == nil ? nil : "failures",
      shifts.isEmpty ? nil : "shifts", scaling == nil ? nil : "scaling",
      isHit ? "an outage" : nil,
      contention != nil && discipline == .preemptivePriority ? "interruptions" : nil,
      batchLimit != 1 && !plain ? "another discipline than first come, first served" : nil,
      batchLimit != 1 && contention != nil ? "contention" : nil,
    ].compactMap(\.self)
    if !found.isEmpty {
      faults.add(
        batchLimit != 1 ? "\(place).batchLimit" : "\(place).contention",
        "it together with \(found.joined(separator: ", "))",
        "none of them: nobody can be taken out of such a service half done")
    }
  }
}

extension NetworkModel {
  /// Calls that lead straight on to a station that blocks keep their server until they are let in.
  func checkBlocking(_ steps: [Step], _ place: String, _ faults: inout FaultList) {
    for (i, pair) in zip(steps, steps.dropFirst()).enumerated() {
      guard case (.call(let call), .call(let follower)) = pair,
        stations.indices.contains(call.station), stations.indices.contains(follower.station),
        call.isFollowed(by: follower, in: stations),
        !hasOneCallPerServer(call.station)
      else { continue }
      faults.add(
        "\(place)[\(i)].station",
        "a server that calls share, straight before a station that blocks",
        "a station whose servers, and whose standby's, serve one call each")
    }
  }

  /// Whether each server that may serve a call of a station, the standby's too, works for one call at a
  /// time.
  func hasOneCallPerServer(_ station: Int) -> Bool {
    let standby = stations[station].standby ?? station
    return stations[station].hasOneCallPerServer
      && (!stations.indices.contains(standby) || stations[standby].hasOneCallPerServer)
  }
}

extension Call {
  /// Whether it goes straight on to a station that blocks: then it keeps its server until it is let in
  /// there.
  func isFollowed(by follower: Call, in stations: [StationModel]) -> Bool {
    isDirect && follower.isDirect && stations[follower.station].hasDoor
  }
}
