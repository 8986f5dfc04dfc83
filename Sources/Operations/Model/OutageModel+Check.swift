import EventEngine
import Quantities

extension NetworkModel {
  /// Links where outages lose what is under way.
  var gatedLinks: Set<Int> { Set(outages.filter(\.losesWork).flatMap(\.links)) }

  /// Stations that outages hit.
  var hitStations: Set<Int> { Set(outages.flatMap(\.stations)) }

  func checkCapacity(_ faults: inout FaultList) {
    for (i, station) in stations.enumerated() {
      station.checkCapacity("stations[\(i)]", stations: stations.count, &faults)
      if station.standby == i { faults.add("stations[\(i)].standby", "itself", "another station") }
    }
    for (i, outage) in outages.enumerated() { check(outage, "outages[\(i)]", &faults) }
    faults.check(outages.count, in: 0...Event.payloadLimit, "outages.count")
  }

  private func check(_ outage: OutageModel, _ place: String, _ faults: inout FaultList) {
    for (i, station) in outage.stations.enumerated() {
      faults.check(index: station, of: stations.count, "\(place).stations[\(i)]")
    }
    for (i, link) in outage.links.enumerated() {
      faults.check(index: link, of: links.count, "\(place).links[\(i)]")
    }
    faults.check(outage.left, from: 0, to: 1, "\(place).left")
    outage.checkRestore(place, &faults)
    outage.checkPattern(place, &faults)
  }
}

extension OutageModel {
  fileprivate func checkRestore(_ place: String, _ faults: inout FaultList) {
    var before = 0.0
    for (i, step) in restore.enumerated() {
      faults.check(step.after.seconds, above: before, "\(place).restore[\(i)].after")
      faults.check(step.share, from: 0, to: 1, "\(place).restore[\(i)].share")
      before = max(before, step.after.seconds)
    }
    if let last = restore.last, last.share != 1 {
      faults.add(
        "\(place).restore[\(restore.count - 1)].share", "\(last.share)",
        "1: the last entry is the end")
    }
  }

  fileprivate func checkPattern(_ place: String, _ faults: inout FaultList) {
    switch pattern {
    case .once(let at, let length):
      faults.check(at.seconds, from: 0, "\(place).pattern.at")
      faults.check(length.seconds, above: 0, "\(place).pattern.length")
    case .every(let period, let from, let length):
      faults.check(from.seconds, from: 0, "\(place).pattern.from")
      faults.check(length.seconds, above: 0, "\(place).pattern.length")
      let whole = meanLength
      if !(period.seconds >= whole && period.seconds > 0 && period.seconds.isFinite) {
        faults.add(
          "\(place).pattern.every", "\(period.seconds) s", "\(whole) s (its length) or more")
      }
    case .random(let meanTimeBetween, let repairTime):
      faults.check(meanTimeBetween.seconds, above: 0, "\(place).pattern.meanTimeBetween")
      faults.check(repairTime, "\(place).pattern.repairTime")
      faults.check(repairTime.mean, above: 0, "\(place).pattern.repairTime.mean")
    }
  }
}
