import Quantities

extension Measurement {
  init(name: String, _ reading: Reading) throws(ScenarioError) {
    self.name = name
    of = try reading.text("of")
    metric = try reading.text("metric")
    against = reading.node["against"]?.text
    value = try reading.number("value")
    low = try reading.number("low")
    high = try reading.number("high")
    kind = try reading.option("kind")
  }
}

extension SizingTerms {
  init(name: String, _ reading: Reading) throws(ScenarioError) {
    self.name = name
    load = reading.optional("load").map { Rate(perSecond: $0) }
    peakHourShare = reading.optional("peak_hour_share").map { Share(fraction: $0) }
    perUnit = reading.optional("per_unit").map { Rate(perSecond: $0) }
    units = reading.node["units"]?.whole
    processors = try reading.number("processors")
    memory = try reading.dataSize("memory")
    headroom = try reading.number("headroom")
  }
}
