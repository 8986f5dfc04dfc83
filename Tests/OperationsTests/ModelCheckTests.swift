import Operations
import Quantities
import Statistics
import Testing

@Suite struct ModelCheckTests {
  static func faults(_ model: NetworkModel) -> [String] {
    do throws(OperationsError) {
      try model.checked()
      return []
    } catch {
      guard case .invalid(let faults) = error else { return ["\(error)"] }
      return faults.map(\.place)
    }
  }

  @Test func acceptsSoundModels() {
    #expect(Self.faults(NetworkOracleTests.jackson) == [])
    #expect(Self.faults(ConservationTests.everything) == [])
    #expect(Self.faults(NetworkModel()) == [])
  }

  @Test func findsAllFaultsAtOnce() {
    var model = ConservationTests.everything
    model.stations[0].servers = 0
    model.stations[1].queueLimit = -1
    model.stations[2].serviceTime = .exponential(mean: -1)
    model.stations[2].failure = FailureModel(
      meanTimeBetweenFailures: TimeSpan(seconds: .nan), meanTimeToRepair: .zero)
    model.links[0].bandwidth = Bandwidth(bitsPerSecond: 0)
    model.links[0].delay = TimeSpan(seconds: -1)
    model.journeys[0].steps = [
      .call(station: 9, times: -0.5, purpose: 1, fixedDelay: TimeSpan(seconds: .infinity)),
      .transfer(link: 1, size: .constant(-3), purpose: 2),
      .branch([(0.7, []), (0.7, [.think(.constant(.nan), purpose: 3)])], purpose: 4),
      .route(start: [(station: 4, probability: 1)], next: [], purpose: 5),
    ]
    model.sources[0].rate = Rate(perSecond: -1)
    model.sources[1].journey = 2
    model.sources[1].group = -1
    model.sources[1].key = model.sources[0].key
    model.sources[1].ceilingRate = Rate(perSecond: 0.1)
    #expect(
      Set(Self.faults(model)) == [
        "stations[0].servers", "stations[1].queueLimit", "stations[2].serviceTime",
        "stations[2].meanTimeBetweenFailures", "stations[2].meanTimeToRepair",
        "links[0].bandwidth", "links[0].delay", "journeys[0].steps[0].station",
        "journeys[0].steps[0].times", "journeys[0].steps[0].fixedDelay",
        "journeys[0].steps[1].path[0]", "journeys[0].steps[1].size", "journeys[0].steps[2]",
        "journeys[0].steps[2].branch[1].steps[0].time", "journeys[0].steps[3].next",
        "journeys[0].steps[3].start.station", "sources[0].rate", "sources[1].journey",
        "sources[1].group", "sources[1].key", "sources[1].ceilingRate",
      ])
  }

  @Test func refusesImpossibleWindows() {
    let window = Window(
      runIn: TimeSpan(seconds: -1), length: .zero, drain: TimeSpan(seconds: .nan))
    #expect(throws: OperationsError.self) {
      try simulate(NetworkModel(), window: window, name: StreamName(seed: 1))
    }
  }

  /// An empty model has an empty result.
  @Test func emptyModelRuns() throws {
    let result = try Oracle.replicate(NetworkModel(), runIn: 0, length: 10, times: 1)[0]
    #expect(result.events == 0 && result.requests == 0 && result.all.completionShare == nil)
  }

  /// A customer in a circle has one request at a time: several would each bring the next ones.
  @Test func refusesBatchesOfAClosedSource() {
    var model = Oracle.station(arrivalRate: 1, serviceTime: .constant(1))
    model.sources[0].pattern = .closed(customers: 1, thinkTime: .constant(1))
    #expect(Self.faults(model) == [])
    model.sources[0].batchSize = 2
    #expect(Self.faults(model) == ["sources[0].batchSize"])
  }

  /// Servers that work can be called back from have records, which must be numbered.
  @Test func countsServersThatWorkIsCalledBackFrom() {
    var model = Oracle.station(arrivalRate: 1, serviceTime: .constant(1), servers: 10_000_000)
    model.stations.append(model.stations[0])
    #expect(Self.faults(model) == [])
    model.policies = [CallPolicy(name: "hasty", cancels: true)]
    #expect(Self.faults(model).count == 1)
  }
}
