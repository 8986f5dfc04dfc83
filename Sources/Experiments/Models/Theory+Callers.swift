import Operations
import Statistics

/// Customers who think, ask and think again.
struct Circle {
  let customers: Int
  /// Mean [s].
  let thinkTime: Double
  let name: String

  /// The one source of a model, if it is such a circle of thinkers, exponential or at once.
  init?(_ model: NetworkModel) {
    guard model.sources.count == 1, let source = model.sources.first, source.batchSize == 1,
      case .closed(let customers, let thinking) = source.pattern
    else { return nil }
    switch thinking {
    case .exponential(let mean): thinkTime = mean
    case .constant(let value) where value == 0: thinkTime = 0
    default: return nil
    }
    self.customers = customers
    name = model.groups[source.group]
  }
}

// MARK: - How callers come

extension Theory {
  /// The rate of all sources together [1/s], where all are Poisson and come one by one.
  static func poissonRate(_ model: NetworkModel) throws(ExperimentError) -> Double {
    var rate = 0.0
    for source in model.sources {
      guard case .poisson = source.pattern, source.batchSize == 1 else {
        throw unknown("arrivals other than Poisson's, one by one")
      }
      rate += source.rate.perSecond
    }
    return rate
  }

  mutating func addRenewal(
    _ station: StationModel, _ source: SourceModel, _ gap: Distribution
  ) throws(ExperimentError) {
    guard station.isPlain, station.servers == 1, source.batchSize == 1,
      case .exponential(let mean) = station.serviceTime
    else { throw Self.unknown("independent gaps at other than one exponential server") }
    let theory = try inPart("G/M/1") { () throws(StatisticsError) in
      try GM1(interarrivalTime: gap, serviceRate: 1 / mean)
    }
    add(station.name, theory, "Kleinrock, Queueing Systems 1 (1975), ch. 6")
  }

  mutating func addBatches(
    _ station: StationModel, _ source: SourceModel
  ) throws(ExperimentError) {
    guard station.isPlain, station.servers == 1, case .poisson = source.pattern else {
      throw Self.unknown("batches at other than one server")
    }
    let law = station.serviceTime
    let theory = try inPart("M[X]/G/1") { () throws(StatisticsError) in
      try BatchMG1(
        batchRate: source.rate.perSecond, batchMean: Double(source.batchSize), batchVariance: 0,
        serviceMean: law.mean, serviceVariance: law.variance)
    }
    add(station.name, theory, "Gross, Shortle, Thompson and Harris (2008), section 3.1 and 5.1")
  }

  /// One station in a circle, whose calls may slow each other down.
  mutating func addCircleOfOne(
    _ station: StationModel, _ model: NetworkModel
  ) throws(ExperimentError) {
    guard let circle = Circle(model) else {
      throw Self.unknown("contention outside a circle of exponential thinkers")
    }
    if station.traits == .contended || circle.thinkTime == 0 {
      try addContention(station, circle)
    } else {
      try addMachineRepair(station, circle)
    }
  }

  private mutating func addMachineRepair(
    _ station: StationModel, _ circle: Circle
  ) throws(ExperimentError) {
    guard station.isPlain, case .exponential(let mean) = station.serviceTime else {
      throw Self.unknown("a circle of callers at other than exponential servers")
    }
    let theory = try inPart("machine repair") { () throws(StatisticsError) in
      try MachineRepair(
        sources: circle.customers, requestRate: 1 / circle.thinkTime, serviceRate: 1 / mean,
        servers: station.servers)
    }
    let source = "Palm (1947); Kleinrock, Queueing Systems 1 (1975), ch. 3"
    add(station.name, theory, source)
    add(station.name, .throughput, theory.throughput, source, theory.utilisation)
  }

  /// Calls in a row by customers in a circle.
  mutating func addCircle(
    _ model: NetworkModel, _ circle: Circle, _ steps: [Step]
  ) throws(ExperimentError) {
    var visits = Visits(model)
    guard visits.add(steps, model), visits.ofLinks.allSatisfy({ $0 == 0 }) else {
      throw Self.unknown("a circle of callers with steps other than calls")
    }
    for (index, station) in model.stations.enumerated() where visits.ofStations[index] > 0 {
      guard station.isPlain, case .exponential = station.serviceTime else {
        throw Self.unknown("a circle of callers at other than exponential servers")
      }
    }
    let network = try inPart("closed network") { () throws(StatisticsError) in
      try ClosedNetwork(
        stations: zip(model.stations, visits.ofStations).map {
          .init(serviceDemand: $1 * $0.serviceTime.mean, servers: $0.servers)
        }, population: circle.customers, thinkTime: circle.thinkTime)
    }
    let source = "Gordon and Newell, Operations Research 15 (1967); Buzen, CACM 16 (1973)"
    for (index, station) in model.stations.enumerated() where visits.ofStations[index] > 0 {
      let busy = network.utilisations[index]
      add(station.name, .numberInSystem, network.meanNumbers[index], source, busy)
      add(station.name, .utilisation, busy, source, busy)
      add(
        station.name, .throughput, network.throughput * visits.ofStations[index], source, busy)
    }
    add(circle.name, .sojournTime, network.meanSojournTime, source, 0)
  }
}

// MARK: - Whom stations serve first

extension Theory {
  mutating func addShared(_ station: StationModel, _ rate: Double) throws(ExperimentError) {
    let mean = station.serviceTime.mean
    if station.servers == 1 {
      let theory = try inPart("M/G/1-PS") { () throws(StatisticsError) in
        try ProcessorSharingMG1(arrivalRate: rate, serviceMean: mean)
      }
      return add(station.name, theory, "Sakata, Noguchi and Oizumi, Operations Research 19 (1971)")
    }
    guard case .exponential = station.serviceTime else {
      throw Self.unknown("\(station.servers) shared servers with general service times")
    }
    add(
      station.name, try Self.erlangC(station, rate),
      "as many calls as M/M/c: the same birth and death rates; Kleinrock 1 (1975), ch. 3")
  }

  /// Streams by priority; each is its own group.
  mutating func addPriorities(
    _ station: StationModel, _ model: NetworkModel
  ) throws(ExperimentError) {
    let levels = Set(model.sources.map(\.priority)).sorted()
    let rates = levels.map { level in
      model.sources.reduce(0) { $0 + ($1.priority == level ? $1.rate.perSecond : 0) }
    }
    let law = station.serviceTime
    let sojourns: [Double]
    let busy = rates.reduce(0, +) * law.mean / Double(station.servers)
    let source: String
    if station.servers == 1 {
      let theory = try inPart("M/G/1 with priorities") { () throws(StatisticsError) in
        try PriorityMG1(
          classes: rates.map {
            PriorityClass(arrivalRate: $0, serviceMean: law.mean, serviceVariance: law.variance)
          }, discipline: station.discipline == .priority ? .nonPreemptive : .preemptiveResume)
      }
      (sojourns, source) = (
        theory.meanSojournTimes,
        station.discipline == .priority
          ? "Cobham, Operations Research 2 (1954)"
          : "preemptive resume: Kleinrock, Queueing Systems 2 (1976), ch. 3"
      )
      add(station.name, theory, source)
    } else {
      guard station.discipline == .priority, case .exponential(let mean) = law else {
        throw Self.unknown(
          "priorities at many servers other than exponential, without interruption")
      }
      let theory = try inPart("M/M/c with priorities") { () throws(StatisticsError) in
        try PriorityMMc(arrivalRates: rates, serviceRate: 1 / mean, servers: station.servers)
      }
      (sojourns, source) = (theory.meanSojournTimes, "Cobham, Operations Research 2 (1954)")
      add(station.name, theory, source)
    }
    for stream in model.sources {
      guard let level = levels.firstIndex(of: stream.priority) else { continue }
      add(model.groups[stream.group], .sojournTime, sojourns[level], source, busy)
    }
  }

  mutating func addImpatient(
    _ station: StationModel, _ rate: Double, _ patience: Distribution
  ) throws(ExperimentError) {
    guard case .exponential(let mean) = station.serviceTime,
      case .exponential(let meanPatience) = patience
    else { throw Self.unknown("impatient callers at other than plain exponential servers") }
    let theory = try inPart("Erlang A") { () throws(StatisticsError) in
      try ErlangA(
        arrivalRate: rate, serviceRate: 1 / mean, servers: station.servers,
        abandonmentRate: 1 / meanPatience)
    }
    let source = "Palm (1957); Mandelbaum and Zeltyn (2007)"
    add(station.name, theory, source, only: [.utilisation, .waitingTime, .numberInSystem])
    add(
      station.name, .abandonmentShare, theory.abandonmentProbability, source, theory.utilisation)
  }
}
