import Quantities

extension DemandStream {
  init(name: String, _ reading: Reading) throws(ScenarioError) {
    self.name = name
    arrivals = try DemandArrivals(reading)
    journey = try reading.text("journey")
    batch = reading.node["batch"]?.whole ?? 1
    priority = reading.node["priority"]?.whole ?? 0
    patience = reading.optionalTimeSpan("patience")
    deadline = reading.optionalTimeSpan("deadline")
    lastMile = try reading.part("last_mile", LastMile.init)
    isBackground = try reading.truth("background")
  }
}

extension DemandArrivals {
  init(_ reading: Reading) throws(ScenarioError) {
    if let rates = reading.node["rates"] {
      self = .profile(
        rates: rates.items.map { Rate(perSecond: $0.expression?.value(reading.draws) ?? 0) },
        each: try reading.timeSpan("each"))
    } else if reading.node["gap"] != nil {
      self = .renewal(gap: try reading.variate("gap"))
    } else if reading.node["customers"] != nil {
      self = .closed(
        customers: try reading.whole("customers"), think: try reading.variate("think"))
    } else {
      self = .poisson(try reading.rate("rate"))
    }
  }
}

extension ObservationWindow {
  init(_ reading: Reading) throws(ScenarioError) {
    runIn = try reading.timeSpan("run_in")
    length = try reading.timeSpan("length")
    drain = reading.optionalTimeSpan("drain") ?? .zero
    replications = try reading.whole("replications")
  }
}
