import Statistics

extension SourceModel {
  func checkFallbacks(_ place: String, sources: Int, _ faults: inout FaultList) {
    if case .closed = pattern, !fallbacks.isEmpty {
      faults.add(
        "\(place).fallbacks", "those of a closed source", "none: its customers ask again themselves"
      )
    }
    for (i, way) in fallbacks.enumerated() {
      faults.check(index: way.source, of: sources, "\(place).fallbacks[\(i)].source")
      faults.check(way.delay, "\(place).fallbacks[\(i)].delay")
    }
    faults.check(probabilities: fallbacks.map(\.probability), "\(place).fallbacks")
    var free = 0.0
    for (i, open) in (openTimes ?? []).enumerated() {
      let here = "\(place).openTimes[\(i)]"
      faults.check(open.from.seconds, from: free, "\(here).from")
      faults.check(open.to.seconds, above: open.from.seconds, "\(here).to")
      free = max(free, open.to.seconds)
    }
  }
}
