import Operations
import Scenarios
import Statistics

extension Theory {
  /// One station, called once, by whoever comes.
  mutating func addStation(
    _ station: StationModel, _ model: NetworkModel
  ) throws(ExperimentError) {
    if station.traits == .contended || Circle(model) != nil {
      return try addCircleOfOne(station, model)
    }
    if model.sources.count == 1, model.sources[0].batchSize == 1 {
      switch model.sources[0].pattern {
      case .renewal(let gap): return try addRenewal(station, model.sources[0], gap)
      case .profile(let profile): return try addTimeVarying(station, model.sources[0], profile)
      case .poisson, .closed, .trace: break
      }
    }
    if model.sources.count == 1, model.sources[0].batchSize > 1 {
      return try addBatches(station, model.sources[0])
    }
    try addStation(station, rate: Self.poissonRate(model), model)
  }

  /// A station that Poisson arrivals call, with at most one thing that makes it special.
  private mutating func addStation(
    _ station: StationModel, rate: Double, _ model: NetworkModel
  ) throws(ExperimentError) {
    let callers = model.callers
    switch station.traits {
    case []: try addEndless(station, rate)
    case .limited: try addLimited(station, rate, station.queueLimit ?? 0)
    case .failing: if let failure = station.failure { try addFailing(station, rate, failure) }
    case .impatient: if let time = station.patience { try addImpatient(station, rate, time) }
    case .shared: try addShared(station, rate)
    case .prioritised: try addPriorities(station, model)
    case .deterring: try addDeterring(station, rate, callers)
    case .together: try addBulkService(station, rate)
    case .throttled:
      if let limit = station.rateLimit { try addThrottled(station, rate, limit, callers) }
    case .cached: if let cache = station.cache { try addCached(station, rate, cache) }
    case .replicated: try addReplicas(station, rate)
    default: throw Self.unknown("a station with several special traits")
    }
  }

  private mutating func addEndless(
    _ station: StationModel, _ rate: Double
  ) throws(ExperimentError) {
    if case .exponential = station.serviceTime {
      let theory = try Self.erlangC(station, rate)
      let source = "Kleinrock, Queueing Systems 1 (1975), ch. 3"
      add(station.name, theory, source)
      return add(
        station.name, .sojournP95, theory.sojournQuantile(0.95), source, theory.utilisation,
        isQuantile: true)
    }
    guard station.servers == 1 else {
      throw Self.unknown("\(station.servers) servers with general service times")
    }
    let law = station.serviceTime
    let theory = try inPart("M/G/1") { () throws(StatisticsError) in
      try MG1(arrivalRate: rate, serviceMean: law.mean, serviceVariance: law.variance)
    }
    add(
      station.name, theory, "Pollaczek–Khinchine; Kleinrock, Queueing Systems 1 (1975), ch. 5")
  }

  private mutating func addLimited(
    _ station: StationModel, _ rate: Double, _ limit: Int
  ) throws(ExperimentError) {
    let mean = station.serviceTime.mean
    if limit == 0 {
      let theory = try inPart("M/G/c/c") { () throws(StatisticsError) in
        try ErlangB(arrivalRate: rate, serviceRate: 1 / mean, servers: station.servers)
      }
      let source = "Erlang (1917); insensitive to the service law: Sevast'yanov (1957)"
      add(station.name, theory, source)
      return add(
        station.name, .blockingShare, theory.blockingProbability, source, theory.utilisation)
    }
    guard case .exponential = station.serviceTime else {
      throw Self.unknown("limited room with general service times")
    }
    let (capacity, overflow) = station.servers.addingReportingOverflow(limit)
    let theory = try inPart("M/M/c/K") { () throws(StatisticsError) in
      try MMcK(
        arrivalRate: rate, serviceRate: 1 / mean, servers: station.servers,
        capacity: overflow ? .max : capacity)
    }
    let source =
      station.servers == 1
      ? "Kleinrock, Queueing Systems 1 (1975), ch. 3"
      : "Gross, Shortle, Thompson and Harris, Fundamentals of Queueing Theory (2008), section 2.5"
    add(station.name, theory, source)
    add(station.name, .blockingShare, theory.blockingProbability, source, theory.utilisation)
  }

  private mutating func addFailing(
    _ station: StationModel, _ rate: Double, _ failure: FailureModel
  ) throws(ExperimentError) {
    guard station.servers == 1 else {
      throw Self.unknown("\(station.servers) servers that fail")
    }
    let law = station.serviceTime
    let theory = try inPart("M/G/1 with breakdowns") { () throws(StatisticsError) in
      try BreakdownMG1(
        arrivalRate: rate, serviceMean: law.mean, serviceVariance: law.variance,
        meanTimeBetweenFailures: failure.meanTimeBetweenFailures.seconds,
        meanTimeToRepair: failure.meanTimeToRepair.seconds)
    }
    add(
      station.name, theory,
      "White and Christie, Operations Research 6 (1958); Avi-Itzhak and Naor, 11 (1963)")
  }
}
