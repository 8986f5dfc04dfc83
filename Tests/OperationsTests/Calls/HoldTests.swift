import Operations
import Quantities
import Statistics
import Testing

/// Servers that calls keep: layered calls and blocking after service, against exact chains and by hand.
@Suite struct HoldTests {
  /// A front of work 2 s and a back of work 3 s, one server each; requests at 0 and 1 s. The first holds the
  /// front from 0 to 5; the second is served there from 5, and is done at 10.
  @Test func heldByHand() throws {
    var model = Self.layers(front: (1, .constant(2)), back: (1, .constant(3)))
    model.sources[0].pattern = .trace([0.5, 1.5])
    let result = try AttemptTests.run(model)
    #expect(result.all.completions == 2)
    #expect(result.all.sojournTime == (5 + 9) / 2.0)
    #expect(result.stations[0].utilisation == 10 / 1_000.0)
    #expect(result.stations[1].utilisation == 6 / 1_000.0)
    #expect(result.stations[0].waitingTime == 2)
  }

  /// Customers in a circle, threads of the front held during the nested call, also while it waits.
  @Test(arguments: [(6, 3, 1), (8, 2, 2)])
  func layersAgainstChain(customers: Int, threads: Int, servers: Int) throws {
    let truth = try LayeredQueue(
      customers: customers, thinkTime: 2,
      front: .init(servers: threads, serviceTime: 0.5),
      back: .init(servers: servers, serviceTime: 0.8))
    var model = Self.layers(
      front: (threads, .exponential(mean: 0.5)), back: (servers, .exponential(mean: 0.8)))
    model.sources[0].pattern = .closed(customers: customers, thinkTime: .exponential(mean: 2))
    let results = try Oracle.replicate(model, runIn: 200, length: 20_000)
    let front = results.map { $0.stations[0] }
    let back = results.map { $0.stations[1] }
    try Oracle.check("throughput", front.map(\.throughput), truth.throughput)
    try Oracle.check("held", front.map(\.utilisation), truth.front.utilisation)
    try Oracle.check("back", back.map(\.utilisation), truth.back.utilisation)
    try Oracle.check("waiting", front.map(\.waitingTime), truth.front.meanWaitingTime, within: 0.03)
    try Oracle.check("sojourn", front.map(\.sojournTime), truth.front.meanSojournTime)
    try Oracle.check("back", back.map(\.sojournTime), truth.back.meanSojournTime)
  }

  /// Two servers in a row, with few places before the second: the first stays blocked.
  @Test(arguments: [1, 3])
  func tandemAgainstChain(places: Int) throws {
    let truth = try BlockingTandem(arrivalRate: 0.45, firstRate: 1, secondRate: 1, places: places)
    var stations = (0..<2).map {
      StationModel(name: "\($0)", servers: 1, serviceTime: .exponential(mean: 1))
    }
    stations[1].queueLimit = places - 1
    stations[1].whenFull = .block
    let model = Oracle.network(
      stations, [.call(station: 0, purpose: 1), .call(station: 1, purpose: 2)], arrivalRate: 0.45)
    let results = try Oracle.replicate(model, runIn: 2_000, length: 60_000)
    let number = results.map { $0.stations[0].numberInSystem }
    try Oracle.check("first", number, truth.firstMeanNumber, within: 0.05)
    try Oracle.check(
      "held", results.map { $0.stations[0].utilisation },
      truth.firstUtilisation + truth.blockedShare)
    try Oracle.check("second", results.map { $0.stations[1].utilisation }, truth.secondUtilisation)
    for result in results { #expect(result.all.failures.sum == 0) }
  }

  /// A held server is given back when the nested call fails, and the request fails.
  @Test func failureGivesServersBack() throws {
    var model = Self.layers(front: (1, .constant(2)), back: (1, .constant(30)))
    model.stations[1].queueLimit = 0
    model.stations[0].servers = 2
    // The first is at the back from 2.5 to 32.5; the second finds it full at 3.5 and fails; the third
    // takes the server that the second gave back, and fails at 22.
    model.sources[0].pattern = .trace([0.5, 1.5, 20])
    let result = try AttemptTests.run(model)
    #expect(result.all.failures.blocked == 2 && result.all.completions == 1)
    #expect(result.stations[0].waitingTime == 0)
    #expect(result.stations[0].utilisation == (32 + 2 + 2) / 2_000.0)
  }

  static func layers(
    front: (servers: Int, law: Distribution), back: (servers: Int, law: Distribution)
  ) -> NetworkModel {
    let nested = Step.call(station: 1, purpose: 2)
    return Oracle.network(
      [
        StationModel(name: "front", servers: front.servers, serviceTime: front.law),
        StationModel(name: "back", servers: back.servers, serviceTime: back.law),
      ], [.call(Call(station: 0, purpose: 1, holding: [nested]))], arrivalRate: 1)
  }
}
