import Quantities

extension Station {
  init(name: String, _ reading: Reading) throws(ScenarioError) {
    self.name = name
    servers = try reading.whole("servers")
    serviceTime = try reading.variate("service_time")
    queueLimit = reading.node["queue_limit"]?.whole
    whenFull = reading.option("when_full", or: .reject)
    discipline = reading.option("discipline", or: .firstComeFirstServed)
    patience = try reading.optionalVariate("patience")
    deterrence = try reading.number("deterrence")
    dropsExpired = try reading.truth("drops_expired")
    meanTimeBetweenFailures = reading.optionalTimeSpan("mean_time_between_failures")
    meanTimeToRepair = reading.optionalTimeSpan("mean_time_to_repair")
    contention = try reading.part("contention", ContentionTerms.init)
    rateLimit = try reading.part("rate_limit", RateLimitTerms.init)
    cache = try reading.part("cache", CacheTerms.init)
    batchLimit = reading.node["batch_limit"]?.whole ?? 1
    replicas = reading.node["replicas"]?.whole ?? 1
    balancing = reading.option("balancing", or: .random)
    shifts = try reading.list("shifts", ShiftTerms.init)
    shiftPeriod = reading.optionalTimeSpan("shift_period")
    openingHours = try reading.list("opening_hours", OpeningTerms.init)
    closing = reading.option("closing", or: .wait)
    standby = reading.node["standby"]?.text
    failoverDelay = try reading.timeSpan("failover_delay")
    shiftEnd = reading.option("shift_end", or: .finish)
    autoscaling = try reading.part("autoscaling", AutoscalingTerms.init)
  }
}

extension ContentionTerms {
  init(_ reading: Reading) throws(ScenarioError) {
    serialShare = try reading.number("serial_share")
    coherency = try reading.number("coherency")
  }
}

extension RateLimitTerms {
  init(_ reading: Reading) throws(ScenarioError) {
    rate = try reading.rate("rate")
    burst = try reading.number("burst")
  }
}

extension CacheTerms {
  init(_ reading: Reading) throws(ScenarioError) {
    hitShare = try reading.share("hit_share")
    hitTime = try reading.timeSpan("hit_time")
  }
}

extension ShiftTerms {
  init(_ reading: Reading) throws(ScenarioError) {
    from = try reading.timeSpan("from")
    servers = try reading.whole("servers")
  }
}

extension OpeningTerms {
  init(_ reading: Reading) throws(ScenarioError) {
    days = reading.texts("days").compactMap(Self.weekdays.firstIndex)
    from = try reading.timeSpan("from")
    to = try reading.timeSpan("to")
  }
}

extension AutoscalingTerms {
  init(_ reading: Reading) throws(ScenarioError) {
    signal = try reading.option("signal")
    low = try reading.number("low")
    target = try reading.number("target")
    high = try reading.number("high")
    least = try reading.whole("least")
    most = try reading.whole("most")
    interval = try reading.timeSpan("interval")
    bootDelay = try reading.timeSpan("boot_delay")
    coolDown = try reading.timeSpan("cool_down")
  }
}

extension Link {
  init(name: String, _ reading: Reading) throws(ScenarioError) {
    self.name = name
    bandwidth = try reading.bandwidth("bandwidth")
    back = reading.optional("back").map { Bandwidth(bitsPerSecond: $0) }
    delay = try reading.timeSpan("delay")
    cells = reading.node["cells"]?.whole ?? 1
    isLastMile = try reading.truth("last_mile")
  }
}

extension Outage {
  init(name: String, _ reading: Reading) throws(ScenarioError) {
    self.name = name
    stations = reading.texts("stations")
    links = reading.texts("links")
    sites = reading.texts("sites")
    regions = reading.texts("regions")
    left = try reading.share("left")
    losesWork = try reading.truth("loses_work")
    restore = try reading.list("restore") { step throws(ScenarioError) in
      (after: try step.timeSpan("after"), share: try step.share("share"))
    }
    pattern = try OutagePattern(reading, end: restore.last?.after)
  }
}

extension OutagePattern {
  /// - Parameter end: when all is back, where that is said step by step.
  init(_ reading: Reading, end: TimeSpan?) throws(ScenarioError) {
    func lasts() throws(ScenarioError) -> TimeSpan {
      if let end { return end }
      return try reading.timeSpan("lasts")
    }
    if reading.node["at"] != nil {
      self = .once(at: try reading.timeSpan("at"), lasts: try lasts())
    } else if reading.node["every"] != nil {
      self = .every(
        try reading.timeSpan("every"), from: try reading.timeSpan("from"), lasts: try lasts())
    } else {
      let between = try reading.timeSpan("mean_time_between")
      guard let end else {
        self = .random(meanTimeBetween: between, repairTime: try reading.variate("repair_time"))
        return
      }
      let all = VariateSpec(family: .constant, parameters: ["value": end.seconds])
      self = .random(meanTimeBetween: between, repairTime: all)
    }
  }
}
