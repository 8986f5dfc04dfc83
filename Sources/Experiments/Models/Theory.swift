import Operations
import Scenarios
import Statistics

/// What queueing theory says about an explicit model, derived from the same network that is simulated.
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

  init(_ model: NetworkModel) throws(ExperimentError) {
    if model.stations.count == 1,
      case .call(let index, 1, _, let path, let delay)? = model.journeys.first?.steps.first,
      model.journeys.first?.steps.count == 1,
      path.isEmpty, delay == .zero
    {
      try single(model.stations[index], model.sources)
    } else if case .route(let start, let next, _)? = model.journeys.first?.steps.first,
      model.journeys.count == 1, model.journeys[0].steps.count == 1
    {
      try jackson(model, start, next)
    } else {
      throw .wrongKind(
        found: "a model without closed form",
        needed: "one station called once, or one routing between exponential stations")
    }
  }

  private mutating func single(
    _ station: StationModel, _ sources: [SourceModel]
  ) throws(ExperimentError) {
    let rate = sources.reduce(0) { $0 + $1.rate.perSecond }
    let law = station.serviceTime
    if case .exponential(let mean) = law {
      if let limit = station.queueLimit, station.servers == 1 {
        let theory = try inPart("M/M/1/K") { () throws(StatisticsError) in
          try MM1K(arrivalRate: rate, serviceRate: 1 / mean, capacity: limit + 1)
        }
        return add(theory, station.name)
      }
      if station.queueLimit == nil {
        let theory = try inPart("M/M/c") { () throws(StatisticsError) in
          try MMc(arrivalRate: rate, serviceRate: 1 / mean, servers: station.servers)
        }
        return add(theory, station.name)
      }
    }
    guard station.servers == 1, station.queueLimit == nil else {
      throw .wrongKind(
        found: "\(station.servers) servers with general service times", needed: "one server")
    }
    let theory = try inPart("M/G/1") { () throws(StatisticsError) in
      try MG1(arrivalRate: rate, serviceMean: law.mean, serviceVariance: law.variance)
    }
    add(theory, station.name)
  }

  private mutating func jackson(
    _ model: NetworkModel, _ start: [(station: Int, probability: Double)],
    _ next: [[(station: Int, probability: Double)]]
  ) throws(ExperimentError) {
    let rate = model.sources.reduce(0) { $0 + $1.rate.perSecond }
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
    let source = "Jackson, Management Science 10 (1963)"
    for (index, station) in model.stations.enumerated() {
      guard case .exponential = station.serviceTime else {
        throw .wrongKind(found: "\(station.serviceTime)", needed: "exponential service times")
      }
      let theory = network.stations[index]
      add(station.name, .numberInSystem, theory.meanNumberInSystem, source, theory.utilisation)
      add(station.name, .utilisation, theory.utilisation, source, theory.utilisation)
    }
    let busiest = network.stations.map(\.utilisation).max() ?? 0
    add(model.groups[0], .sojournTime, network.meanSojournTime, source, busiest)
  }
}

// MARK: - Values of each model

extension Theory {
  private mutating func add(
    _ entity: String, _ metric: Metric, _ expected: Double, _ source: String,
    _ utilisation: Double, isQuantile: Bool = false
  ) {
    values.append(
      Value(
        entity: entity, metric: metric, expected: expected, source: source,
        allowed: isQuantile || utilisation >= 0.9 ? Self.generous : Self.usual))
  }

  private mutating func add(_ theory: MMc, _ station: String) {
    let source = "Kleinrock, Queueing Systems 1 (1975), ch. 3"
    let busy = theory.utilisation
    add(station, .utilisation, busy, source, busy)
    add(station, .waitingTime, theory.meanWaitingTime, source, busy)
    add(station, .sojournTime, theory.meanSojournTime, source, busy)
    add(station, .numberInSystem, theory.meanNumberInSystem, source, busy)
    add(station, .sojournP95, theory.sojournQuantile(0.95), source, busy, isQuantile: true)
  }

  private mutating func add(_ theory: MM1K, _ station: String) {
    let source = "Kleinrock, Queueing Systems 1 (1975), ch. 3"
    let busy = theory.utilisation
    add(station, .utilisation, busy, source, busy)
    add(station, .blockingShare, theory.blockingProbability, source, busy)
    add(station, .waitingTime, theory.meanWaitingTime, source, busy)
    add(station, .sojournTime, theory.meanSojournTime, source, busy)
    add(station, .numberInSystem, theory.meanNumberInSystem, source, busy)
  }

  private mutating func add(_ theory: MG1, _ station: String) {
    let source = "Pollaczek–Khinchine; Kleinrock, Queueing Systems 1 (1975), ch. 5"
    let busy = theory.utilisation
    add(station, .utilisation, busy, source, busy)
    add(station, .waitingTime, theory.meanWaitingTime, source, busy)
    add(station, .sojournTime, theory.meanSojournTime, source, busy)
    add(station, .numberInSystem, theory.meanNumberInSystem, source, busy)
  }
}
