import Operations
import Quantities
import Scenarios
import Statistics

extension Benchmark {
  /// M/M/1 with μ = 1/s through the operations model; the mean time in the system is 1/(1 − ρ) s.
  ///
  /// - Parameters:
  ///   - customers: customers to expect [1]; two events each.
  ///   - utilisation: ρ = λ/μ [1], below 1.
  public static func singleServer(customers: Int, utilisation: Double) -> Benchmark {
    Benchmark(name: "mm1") { name, ready throws(ExperimentError) in
      var model = NetworkModel()
      model.stations = [
        StationModel(name: "server", servers: 1, serviceTime: .exponential(mean: 1))
      ]
      model.journeys = [JourneyModel(name: "visit", steps: [.call(station: 0, purpose: 1)])]
      model.groups = ["all"]
      model.sources = [
        SourceModel(
          name: "customers", key: 1, rate: Rate(perSecond: utilisation), journey: 0, group: 0)
      ]
      let theory = try inPart("M/M/1") { () throws(StatisticsError) in
        try MM1(arrivalRate: utilisation, serviceRate: 1).meanSojournTime
      }
      return try observe(model, customers, rate: utilisation, theory, name, ready)
    }
  }

  /// An open Jackson network of five stations with 1, 2, 4, 8 and 2 servers, three sources, branching
  /// and feedback, through the operations model. One event for each arrival from outside and for
  /// each service.
  ///
  /// - Parameter customers: customers to expect [1].
  public static func network(customers: Int) -> Benchmark {
    Benchmark(name: "network") { name, ready throws(ExperimentError) in
      let network = FiveStations.self
      let theory = try inPart("open Jackson network") { () throws(StatisticsError) in
        try JacksonNetwork(
          stations: zip(network.serviceRates, network.servers).map {
            .init(serviceRate: $0, servers: $1)
          },
          externalRates: network.externalRates, routing: network.routing
        ).meanSojournTime
      }
      let rate = network.externalRates.reduce(0, +)
      return try observe(network.model, customers, rate: rate, theory, name, ready)
    }
  }

  /// The windows of a country's last alternative: its years, an ordinary hour and the busiest one.
  ///
  /// - Parameter worlds: worlds [1] whose windows are simulated.
  public static func country(_ scenario: Scenario, worlds: Int) -> Benchmark {
    Benchmark(name: "country") { name, ready throws(ExperimentError) in
      let options = StudyOptions(seed: name.bits, worlds: worlds, threads: 1)
      let runner = try WorldRunner(scenario, options)
      var replications = try (0..<worlds).map { world throws(ExperimentError) in
        try runner.lastAlternative(ofWorld: world)
      }
      ready()
      var tally = WindowTally()
      var sojourn = Moments()
      for index in replications.indices {
        for window in try replications[index].observeWindows() {
          tally.add(window)
          if let time = window.mean(\.all.sojournTime) { sojourn.add(time) }
        }
      }
      return BenchmarkOutcome(
        events: tally.events,
        statistic: BenchmarkStatistic(
          name: "mean over windows of the mean sojourn time", value: sojourn.mean, theory: nil),
        fingerprint: tally.fingerprint)
    }
  }

  /// Runs a network over the time in which so many customers are expected.
  private static func observe(
    _ model: NetworkModel, _ customers: Int, rate: Double, _ theory: Double, _ name: StreamName,
    _ ready: () -> Void
  ) throws(ExperimentError) -> BenchmarkOutcome {
    ready()
    let window = Window(
      runIn: .zero, length: TimeSpan(seconds: Double(customers) / rate), drain: .zero)
    let result = try inPart("operations") { () throws(OperationsError) in
      try simulate(model, window: window, name: name)
    }
    return BenchmarkOutcome(
      events: result.events,
      statistic: BenchmarkStatistic(
        name: "mean sojourn time", value: result.all.sojournTime ?? 0, theory: theory),
      fingerprint: result.fingerprint)
  }
}

/// The network that simulation engines are compared on.
private enum FiveStations {
  /// Arrivals from outside at each station [1/s].
  static let externalRates = [0.7, 0.4, 0.5, 0, 0]
  /// Of one server [1/s].
  static let serviceRates = [1.0, 0.8, 0.35, 0.22, 0.6]
  static let servers = [1, 2, 4, 8, 2]
  /// Probability of going from row to column; what a row lacks to 1 leaves.
  static let routing = [
    [0.0, 0.6, 0.2, 0.0, 0.0],
    [0.0, 0.0, 0.5, 0.3, 0.0],
    [0.1, 0.0, 0.0, 0.7, 0.2],
    [0.0, 0.0, 0.0, 0.0, 0.3],
    [0.0, 0.1, 0.0, 0.0, 0.0],
  ]

  static var model: NetworkModel {
    var model = NetworkModel(groups: ["all"])
    let next = routing.map { row in
      row.enumerated().filter { $0.element > 0 }.map {
        (station: $0.offset, probability: $0.element)
      }
    }
    for (index, rate) in serviceRates.enumerated() {
      model.stations.append(
        StationModel(
          name: "station \(index)", servers: servers[index],
          serviceTime: .exponential(mean: 1 / rate)))
      guard externalRates[index] > 0 else { continue }
      let route = Step.route(
        start: [(station: index, probability: 1)], next: next, purpose: UInt64(index))
      model.journeys.append(JourneyModel(name: "from \(index)", steps: [route]))
      model.sources.append(
        SourceModel(
          name: "source \(index)", key: UInt64(index),
          rate: Rate(perSecond: externalRates[index]),
          journey: model.journeys.count - 1, group: 0))
    }
    return model
  }
}
