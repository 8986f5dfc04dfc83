import EventEngine
import Quantities

/// What becomes of calls that wait when a shift leaves no server, and of those that come then.
public enum ClosingRule: String, CaseIterable, Hashable, Sendable {
  /// They wait until servers are there again.
  case wait
  /// They go home: their requests fail as abandoned. Calls in service follow `ShiftEnd`.
  case sendHome
}

extension StationModel {
  /// Servers there at the start of a run [1].
  var serversAtStart: Int {
    let began = shifts.last { $0.from.seconds <= 0 }
    if let began { return began.servers }
    return shiftPeriod == nil ? servers : shifts.last?.servers ?? servers
  }

  /// Most servers that are ever there [1].
  var mostServers: Int {
    max(servers, shifts.map(\.servers).max() ?? 0, scaling?.most ?? 0)
  }

  /// Whether the number of servers changes other than by failures and outages.
  var changesNumber: Bool { !shifts.isEmpty || scaling != nil }

  /// Whether its servers have records of their own, because they fail or are taken away; so have those
  /// of a station that an outage hits.
  var tracksServers: Bool {
    guard discipline != .processorSharing else { return false }
    return failure != nil || discipline == .preemptivePriority
      || (shiftEnd == .interrupt && !shifts.isEmpty)
  }
}

extension StationModel {
  func checkCapacity(_ place: String, stations: Int, _ faults: inout FaultList) {
    checkShifts(place, &faults)
    if let scaling { scaling.check("\(place).scaling", servers: servers, &faults) }
    if scaling != nil && !shifts.isEmpty {
      faults.add("\(place).scaling", "scaling and shifts", "one of them")
    }
    if let standby {
      faults.check(index: standby, of: stations, "\(place).standby")
    }
    faults.check(failoverDelay.seconds, from: 0, "\(place).failoverDelay")
    if discipline == .processorSharing && closingRule == .sendHome {
      faults.add(
        "\(place).closingRule", "processor sharing that sends home", "wait: all are in service")
    }
  }

  private func checkShifts(_ place: String, _ faults: inout FaultList) {
    for (i, shift) in shifts.enumerated() {
      let place = "\(place).shifts[\(i)]"
      faults.check(shift.servers, in: 0...Event.payloadLimit, "\(place).servers")
      faults.check(shift.from.seconds, from: 0, "\(place).from")
      if i > 0 && shift.from <= shifts[i - 1].from {
        faults.add("\(place).from", "\(shift.from.seconds) s", "after the shift before it")
      }
    }
    guard let period = shiftPeriod else { return }
    faults.check(period.seconds, above: 0, "\(place).shiftPeriod")
    if let last = shifts.last, last.from >= period {
      faults.add(
        "\(place).shiftPeriod", "\(period.seconds) s",
        "above the last shift's \(last.from.seconds) s")
    }
  }
}

extension Autoscaling {
  func check(_ place: String, servers: Int, _ faults: inout FaultList) {
    faults.check(least, in: 1...Event.payloadLimit, "\(place).least")
    faults.check(most, in: 1...Event.payloadLimit, "\(place).most")
    if !(least <= servers && servers <= most) {
      faults.add("\(place)", "\(servers) servers at first", "\(least) to \(most), least to most")
    }
    faults.check(low, from: 0, "\(place).low")
    faults.check(target, above: 0, "\(place).target")
    faults.check(high, above: 0, "\(place).high")
    if !(low <= target && target <= high) {
      faults.add("\(place).target", "\(target)", "from low (\(low)) to high (\(high))")
    }
    faults.check(interval.seconds, above: 0, "\(place).interval")
    faults.check(bootDelay.seconds, from: 0, "\(place).bootDelay")
    faults.check(coolDown.seconds, from: 0, "\(place).coolDown")
  }

  /// Servers wanted for a figure, with so many there [1].
  func wanted(_ figure: Double, servers: Int) -> Int {
    // A product that is whole but for rounding is whole.
    let number = (Double(servers) * figure / target - 1e-9).rounded(.up)
    return Int(min(max(number, Double(least)), Double(most)))
  }
}
