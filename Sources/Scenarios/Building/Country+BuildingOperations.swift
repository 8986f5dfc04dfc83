import Quantities

extension OperationsTerms {
  init(_ reading: Reading) throws(ScenarioError) {
    transactionsPerPerson = try reading.rate("transactions_per_person")
    adoption = try reading.required("adoption", Adoption.init)
    peakHourRatio = try reading.number("peak_hour_ratio")
    peakDayRatio = try reading.number("peak_day_ratio")
    ordinaryHourRatio = try reading.number("ordinary_hour_ratio")
    patience = try reading.timeSpan("patience")
    machineCallsPerTransaction = try reading.number("machine_calls_per_transaction")
    goal = try reading.required("goal", CapacityGoal.init)
    windows = try reading.required("windows", WindowTerms.init)
    pageWeight = try reading.dataSize("page_weight")
    interactionsPerTransaction = try reading.number("interactions_per_transaction")
  }
}

extension Adoption {
  init(_ reading: Reading) throws(ScenarioError) {
    innovation = try reading.rate("innovation")
    imitation = try reading.rate("imitation")
    ceiling = try reading.share("ceiling")
    initial = try reading.share("initial")
  }
}

extension CapacityGoal {
  init(_ reading: Reading) throws(ScenarioError) {
    waitingTime = try reading.timeSpan("waiting_time")
    spareServers = try reading.whole("spare_servers")
    linkUtilisation = try reading.share("link_utilisation")
  }
}

extension WindowTerms {
  init(_ reading: Reading) throws(ScenarioError) {
    years = (reading.node["years"]?.items ?? []).compactMap(\.whole)
    runIn = try reading.timeSpan("run_in")
    length = try reading.timeSpan("length")
    worlds = try reading.whole("worlds")
  }
}

extension Station {
  init(name: String, _ reading: Reading) throws(ScenarioError) {
    self.name = name
    servers = try reading.whole("servers")
    serviceTime = try reading.variate("service_time")
    queueLimit = reading.node["queue_limit"]?.whole
    discipline =
      reading.node["discipline"]?.text.flatMap(QueueDiscipline.init) ?? .firstComeFirstServed
    patience = reading.node["patience"] == nil ? nil : try reading.variate("patience")
    meanTimeBetweenFailures = reading.optional("mean_time_between_failures").map {
      TimeSpan(seconds: $0)
    }
    meanTimeToRepair = reading.optional("mean_time_to_repair").map { TimeSpan(seconds: $0) }
  }
}

extension Link {
  init(name: String, _ reading: Reading) throws(ScenarioError) {
    self.name = name
    bandwidth = try reading.bandwidth("bandwidth")
    delay = try reading.timeSpan("delay")
  }
}

extension Journey {
  init(name: String, _ reading: Reading) throws(ScenarioError) {
    self.name = name
    guard reading.node["start"] != nil else {
      body = .steps(try reading.list("steps", JourneyStep.init))
      return
    }
    let start = reading.shares("start").map { (station: $0.name, probability: $0.share) }
    let next = try reading.named("routing") { from, row in (from, row) }
      .flatMap { from, row in
        row.node.entries.map { entry in
          (from: from, to: entry.key, probability: entry.value.expression?.value(row.draws) ?? 0)
        }
      }
    body = .routing(start: start, next: next)
  }
}

extension JourneyStep {
  init(_ reading: Reading) throws(ScenarioError) {
    if let target = reading.node["call"]?.text {
      self = .call(
        target: target, registry: reading.node["of"]?.text, times: try reading.number("times"))
    } else if let target = reading.node["notify"]?.text {
      self = .notify(target: target, times: try reading.number("times"))
    } else if reading.node["think"] != nil {
      self = .think(try reading.variate("think"))
    } else if reading.node["transfer"] != nil {
      self = .transfer(link: try reading.text("transfer"), size: try reading.variate("size"))
    } else if reading.node["parallel"] != nil {
      self = .parallel(
        try reading.list("parallel") { lane throws(ScenarioError) in
          try lane.list("steps", JourneyStep.init)
        })
    } else {
      self = .branch(
        try reading.list("branch") { way throws(ScenarioError) in
          (
            probability: try way.number("probability"),
            steps: try way.list("steps", JourneyStep.init)
          )
        })
    }
  }
}

extension DemandStream {
  init(name: String, _ reading: Reading) throws(ScenarioError) {
    self.name = name
    journey = try reading.text("journey")
    batch = reading.node["batch"]?.whole ?? 1
    priority = reading.node["priority"]?.whole ?? 0
    if let rates = reading.node["rates"] {
      arrivals = .profile(
        rates: rates.items.map { Rate(perSecond: $0.expression?.value(reading.draws) ?? 0) },
        each: try reading.timeSpan("each"))
    } else if reading.node["gap"] != nil {
      arrivals = .renewal(gap: try reading.variate("gap"))
    } else if reading.node["customers"] != nil {
      arrivals = .closed(
        customers: try reading.whole("customers"), think: try reading.variate("think"))
    } else {
      arrivals = .poisson(try reading.rate("rate"))
    }
  }
}

extension ObservationWindow {
  init(_ reading: Reading) throws(ScenarioError) {
    runIn = try reading.timeSpan("run_in")
    length = try reading.timeSpan("length")
    replications = try reading.whole("replications")
  }
}
