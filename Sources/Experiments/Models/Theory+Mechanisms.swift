import Operations
import Statistics

// MARK: - Stations with one thing that makes them special

extension Theory {
  /// Callers who dislike queues.
  mutating func addDeterring(
    _ station: StationModel, _ rate: Double, _ callers: [String]
  ) throws(ExperimentError) {
    let mean = try Self.exponentialMean(station, "callers who dislike queues")
    let theory = try inPart("balking") { () throws(StatisticsError) in
      try BalkingMMc(
        arrivalRate: rate, serviceRate: 1 / mean, servers: station.servers,
        balkingProbability: station.deterrence)
    }
    let source = "Haight, Biometrika 44 (1957); Gross and others (2008), section 2.10.1"
    add(station.name, theory, source)
    for caller in callers { add(caller, .abandonmentShare, theory.balkingShare, source) }
  }

  /// A server that takes several waiting calls at once.
  mutating func addBulkService(
    _ station: StationModel, _ rate: Double
  ) throws(ExperimentError) {
    let mean = try Self.exponentialMean(station, "calls served together")
    guard station.servers == 1 else { throw Self.unknown("calls served together by many servers") }
    let theory = try inPart("bulk service") { () throws(StatisticsError) in
      try BulkServiceMM1(
        arrivalRate: rate, serviceRate: 1 / mean, batchLimit: station.batchLimit)
    }
    add(station.name, theory, "Bailey, J. Royal Statistical Society B 16 (1954); Neuts (1967)")
  }

  /// A token bucket in front of more servers than calls ever need.
  mutating func addThrottled(
    _ station: StationModel, _ rate: Double, _ limit: RateLimit, _ callers: [String]
  ) throws(ExperimentError) {
    let load = rate * station.serviceTime.mean
    guard station.isAmple(for: load) else { throw Self.unknown("a rate limit before a queue") }
    let theory = try inPart("token bucket") { () throws(StatisticsError) in
      try TokenBucket(
        arrivalRate: rate, refillRate: limit.rate.perSecond, burst: limit.burst)
    }
    let source = "M/D/1 with bounded work; Cohen, The Single Server Queue (1982), part III"
    let work = theory.throughput * station.serviceTime.mean
    add(station.name, .throughput, theory.throughput, source)
    add(station.name, .numberInSystem, work, source)
    for caller in callers { add(caller, .completionShare, 1 - theory.lossProbability, source) }
  }

  /// Calls that the cache does not answer are a thinner Poisson stream.
  mutating func addCached(
    _ station: StationModel, _ rate: Double, _ cache: Cache
  ) throws(ExperimentError) {
    _ = try Self.exponentialMean(station, "a cache")
    let missed = 1 - cache.hitShare
    let theory = try Self.erlangC(station, rate * missed)
    let source = "thinned Poisson stream; Kleinrock, Queueing Systems 1 (1975), ch. 3"
    let sojourn = missed * theory.meanSojournTime + cache.hitShare * cache.hitTime.seconds
    add(station.name, .utilisation, theory.utilisation, source)
    add(station.name, .sojournTime, sojourn, source, theory.utilisation)
    add(station.name, .numberInSystem, rate * sojourn, source, theory.utilisation)
  }

  /// Copies of one server, each with its own queue.
  mutating func addReplicas(
    _ station: StationModel, _ rate: Double
  ) throws(ExperimentError) {
    let mean = try Self.exponentialMean(station, "replicas")
    guard station.servers == 1 else { throw Self.unknown("replicas with many servers") }
    let (copies, speed) = (station.replicas, 1 / mean)
    let theory: any SteadyStateQueue
    let source: String
    switch station.balancing {
    case .random:
      theory = try inPart("random copies") { () throws(StatisticsError) in
        try ShortestQueue.random(arrivalRate: rate, serviceRate: speed, servers: copies)
      }
      source = "random splitting of a Poisson stream; Kleinrock 1 (1975), ch. 3"
    case .roundRobin:
      theory = try inPart("copies in turn") { () throws(StatisticsError) in
        try ShortestQueue.roundRobin(arrivalRate: rate, serviceRate: speed, servers: copies)
      }
      source = "E_r/M/1: Kleinrock, Queueing Systems 1 (1975), ch. 6"
    case .shortestQueue, .powerOfTwo:
      let sampled = station.balancing == .powerOfTwo ? min(2, copies) : copies
      theory = try inPart("shortest queue") { () throws(StatisticsError) in
        try ShortestQueue(
          arrivalRate: rate, serviceRate: speed, servers: copies, sampled: sampled)
      }
      source =
        station.balancing == .powerOfTwo
        ? "exact chain; Mitzenmacher, IEEE Trans. Parallel and Distributed Systems 12 (2001)"
        : "exact chain; Haight, Biometrika 45 (1958)"
    }
    let busy = theory.utilisation
    add(station.name, .utilisation, busy, source, busy)
    add(station.name, .waitingTime, theory.meanWaitingTime, source, busy)
    add(station.name, .numberInSystem, rate * theory.meanSojournTime, source, busy)
  }

  /// Callers in a circle around one station that gets slower with every one of them.
  mutating func addContention(
    _ station: StationModel, _ circle: Circle
  ) throws(ExperimentError) {
    let mean = try Self.exponentialMean(station, "contention")
    guard station.traits.isSubset(of: .contended) else {
      throw Self.unknown("contention at a station with other special traits")
    }
    let theory = try inPart("contention") { () throws(StatisticsError) in
      try ContendedCircle(
        callers: circle.customers, thinkTime: circle.thinkTime, servers: station.servers,
        serviceTime: mean,
        law: UniversalScalability(
          serialShare: station.contention?.serialShare ?? 0,
          coherency: station.contention?.coherency ?? 0))
    }
    let source = "birth and death chain; Gunther, Guerrilla Capacity Planning (2007), ch. 4–6"
    if circle.thinkTime > 0 {
      add(station.name, .utilisation, theory.utilisation, source)
      add(station.name, .numberInSystem, theory.meanNumberInSystem, source)
    }
    add(station.name, .throughput, theory.throughput, source)
    add(circle.name, .sojournTime, theory.meanSojournTime, source)
  }

  private static func exponentialMean(
    _ station: StationModel, _ what: String
  ) throws(ExperimentError) -> Double {
    guard let mean = station.exponentialMean else {
      throw unknown("\(what) with other than exponential service")
    }
    return mean
  }
}
