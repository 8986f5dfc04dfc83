import Operations
import Scenarios
import Statistics

/// What queueing theory says about an explicit model, derived from the same network that is
/// simulated.
///
/// It knows one station called once, with limited room, any service time, failures, priorities, impatient
/// callers, other arrivals than Poisson's or a closed circle of callers; calls and transfers in a row,
/// open or in a circle; and open networks with random routing.
struct Theory {
  struct Value {
    let entity: String
    let metric: Metric
    let expected: Double
    let source: String
    /// Largest half-width at which a check counts, relative to `expected` [1].
    let allowed: Double
  }
  private(set) var values: [Value] = []

  /// Half-widths: 1 % of theory; 2 % for quantiles and at utilisation 0.9 and above.
  private static let usual = 0.01
  private static let generous = 0.02

  /// Theory of an explicit model's baseline.
  init(of scenario: Scenario) throws(ExperimentError) {
    let country = try readCountry(scenario, scenario.baseline, [:])
    try self.init(NetworkModel(explicit: country))
  }

  private init(_ model: NetworkModel) throws(ExperimentError) {
    guard model.journeys.count == 1, let steps = model.journeys.first?.steps else {
      throw Self.unknown("\(model.journeys.count) journeys")
    }
    try derive(model, steps)
  }

  private mutating func derive(
    _ model: NetworkModel, _ steps: [Step]
  ) throws(ExperimentError) {
    if steps.count == 1, model.stations.count == 1,
      case .call(let call) = steps[0], call.isPlain
    {
      return try addStation(model.stations[call.station], model)
    }
    if let circle = Circle(model) { return try addCircle(model, circle, steps) }
    let rate = try Self.poissonRate(model)
    if steps.count == 1, case .parallel(let parallel) = steps[0],
      parallel.needed == parallel.branches.count
    {
      return try addForkJoin(model, rate, parallel.branches)
    }
    if steps.count == 1, case .route(let start, let next, _) = steps[0] {
      try addRoutes(model, rate, start, next)
    } else {
      try addRow(model, rate, steps)
    }
  }

  static func unknown(_ found: String) -> ExperimentError {
    .wrongKind(
      found: "\(found), which has no closed form here",
      needed: "a kind of model that scenarios/verify has: one station called once, calls of "
        + "exponential stations and transfers in a row, or one routing between such stations")
  }
}

// MARK: - Models

extension Theory {
  /// One station, called once, by whoever comes.
  private mutating func addStation(
    _ station: StationModel, _ model: NetworkModel
  ) throws(ExperimentError) {
    if let circle = Circle(model) { return try addMachineRepair(station, circle) }
    if model.sources.count == 1, case .renewal(let gap) = model.sources[0].pattern {
      return try addRenewal(station, model.sources[0], gap)
    }
    if model.sources.count == 1, model.sources[0].batchSize > 1 {
      return try addBatches(station, model.sources[0])
    }
    let rate = try Self.poissonRate(model)
    switch station.discipline {
    case .firstComeFirstServed: break
    case .processorSharing: return try addShared(station, rate)
    case .priority, .preemptivePriority: return try addPriorities(station, model)
    }
    if let patience = station.patience { return try addImpatient(station, rate, patience) }
    switch (station.queueLimit, station.failure) {
    case (nil, nil): try addEndless(station, rate)
    case (let limit?, nil): try addLimited(station, rate, limit)
    case (nil, let failure?): try addFailing(station, rate, failure)
    default: throw Self.unknown("a station with limited room whose servers fail")
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

  /// Calls and transfers in a row: each station and each link is as if alone, fed at the rate of
  /// its visits.
  private mutating func addRow(
    _ model: NetworkModel, _ rate: Double, _ steps: [Step]
  ) throws(ExperimentError) {
    let source = "Baskett, Chandy, Muntz and Palacios, Journal of the ACM 22 (1975)"
    var visits = Visits(model)
    for step in steps {
      guard visits.add(step, model) else {
        throw Self.unknown("a step other than call or transfer")
      }
    }
    var (number, busiest) = (0.0, 0.0)
    for (index, count) in visits.ofStations.enumerated() where count > 0 {
      let station = model.stations[index]
      let theory = try Self.productForm(station, rate * count)
      add(station.name, theory, source)
      number += theory.meanNumberInSystem
      busiest = max(busiest, theory.utilisation)
    }
    for (index, count) in visits.ofLinks.enumerated() where count > 0 {
      let link = model.links[index]
      let sending = 8 * visits.bytes[index] / count / link.bandwidth.bitsPerSecond
      let theory = try inPart("M/G/1-PS") { () throws(StatisticsError) in
        try ProcessorSharingMG1(arrivalRate: rate * count, serviceMean: sending)
      }
      add(link.name, theory, source, only: [.utilisation, .sojournTime])
      number += theory.meanNumberInSystem
      busiest = max(busiest, theory.utilisation)
    }
    for group in model.groups {
      add(group, .sojournTime, number / rate + visits.delay, source, busiest)
    }
  }

  private mutating func addRoutes(
    _ model: NetworkModel, _ rate: Double, _ start: [(station: Int, probability: Double)],
    _ next: [[(station: Int, probability: Double)]]
  ) throws(ExperimentError) {
    let source = "Jackson, Management Science 10 (1963)"
    var external = model.stations.map { _ in 0.0 }
    for way in start { external[way.station] += rate * way.probability }
    var routing = model.stations.map { _ in model.stations.map { _ in 0.0 } }
    for (from, ways) in next.enumerated() {
      for way in ways { routing[from][way.station] += way.probability }
    }
    let network = try inPart("open Jackson network") { () throws(StatisticsError) in
      try JacksonNetwork(
        stations: model.stations.map {
          JacksonNetwork.Station(serviceRate: 1 / $0.serviceTime.mean, servers: $0.servers)
        }, externalRates: external, routing: routing)
    }
    for (station, theory) in zip(model.stations, network.stations) {
      // The same station by itself: refuses what the network's theory does not cover.
      _ = try Self.productForm(station, theory.arrivalRate)
      add(station.name, theory, source, only: [.numberInSystem, .utilisation])
    }
    let busiest = network.stations.map(\.utilisation).max() ?? 0
    for group in model.groups {
      add(group, .sojournTime, network.meanSojournTime, source, busiest)
    }
  }

  static func erlangC(
    _ station: StationModel, _ rate: Double
  ) throws(ExperimentError) -> MMc {
    try inPart("M/M/c") { () throws(StatisticsError) in
      try MMc(
        arrivalRate: rate, serviceRate: 1 / station.serviceTime.mean, servers: station.servers)
    }
  }

  /// A station of a network: exponential, with endless room and servers that never fail.
  private static func productForm(
    _ station: StationModel, _ rate: Double
  ) throws(ExperimentError) -> MMc {
    guard case .exponential = station.serviceTime else {
      throw unknown("a network with general service times")
    }
    guard station.isPlain else {
      throw unknown("a network with limited room, failures, priorities or patience")
    }
    return try erlangC(station, rate)
  }
}

extension Call {
  /// Whether it is made once, takes no time on the way, and keeps no server.
  var isPlain: Bool { times == 1 && path.isEmpty && fixedDelay == .zero && holding.isEmpty }
}

/// How often one request visits each station and link.
struct Visits {
  /// Shape [stations], and [links].
  var ofStations: [Double]
  var ofLinks: [Double]
  /// Mean data over each link, all visits together [byte], shape [links].
  var bytes: [Double]
  /// Propagation, all visits together [s].
  var delay = 0.0

  init(_ model: NetworkModel) {
    ofStations = model.stations.map { _ in 0 }
    ofLinks = model.links.map { _ in 0 }
    bytes = ofLinks
  }

  /// Takes one step in; `false` if it is none that theory covers. Thinking is no system time.
  mutating func add(_ step: Step, _ model: NetworkModel) -> Bool {
    switch step {
    case .call(let call) where call.isPlain:
      ofStations[call.station] += 1
    case .transfer(let transfer) where transfer.path.count == 1:
      let link = transfer.path[0]
      guard model.links[link].binds else { return false }
      ofLinks[link] += 1
      bytes[link] += transfer.size.mean
      delay += model.links[link].delay.seconds
    case .think: break
    default: return false
    }
    return true
  }
}

// MARK: - Values

extension Theory {
  /// What every station in steady state has, by the metric that reports it.
  private static let shared: [(metric: Metric, value: @Sendable (any SteadyStateQueue) -> Double)] =
    [
      (.utilisation, { $0.utilisation }), (.waitingTime, { $0.meanWaitingTime }),
      (.sojournTime, { $0.meanSojournTime }), (.numberInSystem, { $0.meanNumberInSystem }),
    ]

  /// Adds what all stations share, or some of it. Where nobody ever waits there is nothing to check.
  mutating func add(
    _ entity: String, _ theory: some SteadyStateQueue, _ source: String, only: [Metric]? = nil
  ) {
    for (metric, value) in Self.shared where only?.contains(metric) ?? true {
      let expected = value(theory)
      if expected > 0 { add(entity, metric, expected, source, theory.utilisation) }
    }
  }

  mutating func add(
    _ entity: String, _ metric: Metric, _ expected: Double, _ source: String,
    _ utilisation: Double, isQuantile: Bool = false
  ) {
    values.append(
      Value(
        entity: entity, metric: metric, expected: expected, source: source,
        allowed: isQuantile || utilisation >= 0.9 ? Self.generous : Self.usual))
  }
}
