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
    fallbacks = try reading.list("fallback", FallbackTerms.init)
    lastMile = try reading.part("last_mile", LastMile.init)
    isBackground = try reading.truth("background")
  }
}

extension FallbackTerms {
  init(_ reading: Reading) throws(ScenarioError) {
    stream = try reading.text("to")
    probability = try reading.share("probability")
    delay = try reading.optionalVariate("delay")
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
    } else if let trace = reading.node["trace"]?.trace {
      self = .trace(trace)
    } else if reading.node["per_year"] != nil {
      self = .calendar(try reading.text("calendar"), perYear: try reading.number("per_year"))
    } else {
      self = .poisson(try reading.rate("rate"))
    }
  }
}

extension CalendarTerms {
  init(name: String, _ reading: Reading) throws(ScenarioError) {
    self.name = name
    months = reading.numbers("months") ?? Array(repeating: 1, count: 12)
    weekdays = reading.numbers("weekdays") ?? Array(repeating: 1, count: 7)
    hours = reading.numbers("hours") ?? Array(repeating: 1, count: 24)
    if let first = reading.node["season"]?["first"]?.day,
      let last = reading.node["season"]?["last"]?.day
    {
      season = (first, last)
    }
    deadlines = try reading.list("deadlines", DeadlineTerms.init)
  }
}

extension DeadlineTerms {
  init(_ reading: Reading) throws(ScenarioError) {
    day = try reading.day("day")
    share = try reading.share("share")
    lastDayShare = try reading.share("last_day_share")
    days = try reading.whole("days")
    hours = reading.numbers("hours")
  }
}

extension ObservationWindow {
  init(_ reading: Reading) throws(ScenarioError) {
    start = reading.node["start"]?.moment
    runIn = try reading.timeSpan("run_in")
    length = try reading.timeSpan("length")
    drain = reading.optionalTimeSpan("drain") ?? .zero
    replications = try reading.whole("replications")
  }
}
