import Quantities

extension CountryChecks {
  mutating func checkMeasurements() {
    let known = ["stations", "links", "demand", "sizing"].flatMap { part in
      (written[part]?.entries ?? []).map(\.key)
    }
    for (_, measurement) in country["measurements"]?.entries ?? [] {
      for key in ["of", "against"] {
        guard let node = measurement[key], let name = node.text, name != "all",
          !known.contains(name)
        else { continue }
        let nearest = Spelling.nearest(to: name, in: known)
        add(
          node, "found \(excerpt(name)), allowed a station, link, stream or part of the sizing",
          suggestion: nearest.map { "did you mean \($0)?" })
      }
      checkBand(measurement)
    }
  }

  /// The value lies between the ends of its band, all of one kind.
  private mutating func checkBand(_ measurement: CompiledNode) {
    guard let low = measurement["low"]?.expression, let value = measurement["value"]?.expression,
      let high = measurement["high"]?.expression
    else { return }
    if Set([low.dimension, value.dimension, high.dimension]).count > 1 {
      add(
        measurement,
        "found \(low.dimension.title), \(value.dimension.title) and \(high.dimension.title), allowed three figures of one kind"
      )
    } else if !(low.coefficient <= value.coefficient && value.coefficient <= high.coefficient) {
      add(measurement, "found a value outside low to high, allowed one inside")
    }
  }

  mutating func checkSizing() {
    for (_, part) in country["sizing"]?.entries ?? [] where !part.isPartial {
      let (load, perUnit, units) = (part["load"], part["per_unit"], part["units"])
      if (load == nil) != (perUnit == nil) || (load == nil) == (units == nil) {
        add(part, "found a part that is not told its size, allowed load with per_unit, or units")
      }
      if let share = part["peak_hour_share"], load == nil {
        add(share, "found peak_hour_share without load, allowed both or neither")
      }
    }
  }
}
