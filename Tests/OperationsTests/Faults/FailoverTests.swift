import Operations
import Quantities
import Statistics
import Testing

/// Calls of 5 s at a station of one server that is lost from 20 to 80 s; its standby takes over 15 s
/// after the loss.
@Suite struct FailoverTests {
  static func model(losesWork: Bool, at times: [Double]) -> NetworkModel {
    var main = StationModel(name: "main", servers: 1, serviceTime: .constant(5))
    main.standby = 1
    main.failoverDelay = TimeSpan(seconds: 15)
    let standby = StationModel(name: "standby", servers: 1, serviceTime: .constant(5))
    return ByHand.model(
      [main, standby],
      outages: [OutageTests.outage(from: 20, length: 60, losesWork: losesWork)], at: times)
  }

  @Test func callsBeforeAreLost() throws {
    let model = Self.model(losesWork: true, at: [18, 30, 36, 37, 81])
    let result = try ByHand.run(model, to: 200)
    #expect(ByHand.ends(result) == [.lost, .lost] + ByHand.answered(5, 9, 5))
    #expect(result.stations[1].arrivals == 2)
  }

  @Test func callsBeforeWait() throws {
    let result = try ByHand.run(Self.model(losesWork: false, at: [18, 30, 36, 81]), to: 200)
    // At 80 s the first has 3 s left.
    #expect(ByHand.ends(result) == ByHand.answered(65, 58, 5, 12))
  }

  /// Copies of both sites, each of which stands by for the other: a call that comes to the first goes to a copy
  /// of the second, and not back again.
  @Test func copies() throws {
    var model = Self.model(losesWork: false, at: [40, 41, 42, 81])
    for station in 0...1 {
      model.stations[station].standby = 1 - station
      model.stations[station].replicas = 2
      model.stations[station].balancing = .roundRobin
    }
    let result = try ByHand.run(model, to: 200)
    #expect(ByHand.ends(result) == ByHand.answered(5, 5, 8, 5))
    #expect(result.stations[1].arrivals == 3 && result.stations[0].arrivals == 1)
    #expect(abs(result.stations[0].serversDownShare - 0.3) < 1e-12)
  }

  /// Two sites stand by for each other; while both are down calls wait where they are.
  @Test func bothAreDown() throws {
    var model = Self.model(losesWork: false, at: [40, 60, 75])
    model.stations[1].standby = 0
    model.outages.append(OutageTests.outage("b", from: 50, length: 20, stations: [1]))
    let result = try ByHand.run(model, to: 200)
    #expect(ByHand.ends(result) == ByHand.answered(5, 25, 5))
  }

  /// A call that comes straight from another station to one that blocks, and is passed on to a standby
  /// that does not, gives its server back when it is let in there: calls of 1 s, then of 5 s.
  @Test func standbyForAStationThatBlocks() throws {
    let first = StationModel(name: "first", servers: 1, serviceTime: .constant(1))
    var main = StationModel(name: "main", servers: 1, serviceTime: .constant(5), queueLimit: 0)
    (main.whenFull, main.standby) = (.block, 2)
    let standby = StationModel(name: "standby", servers: 1, serviceTime: .constant(5))
    let model = ByHand.model(
      [first, main, standby], outages: [OutageTests.outage(from: 20, length: 60, stations: [1])],
      [.call(station: 0, purpose: 1), .call(station: 1, purpose: 2)], at: [30, 31])
    let result = try ByHand.run(model, to: 200)
    // The second is served from 31 to 32, waits, and is served from 36 to 41.
    #expect(ByHand.ends(result) == ByHand.answered(6, 10))
    #expect(abs(result.stations[0].serversBusy - 2 / 200.0) < 1e-12)
  }

  /// A route goes on from where it was sent, whoever stands in there: from the main station to the last one,
  /// where the standby's own row would end it.
  @Test func routesGoOnFromTheStationTheyLedTo() throws {
    var model = Self.model(losesWork: false, at: [1, 40])
    model.stations.append(StationModel(name: "last", servers: 1, serviceTime: .constant(2)))
    let toLast = [(station: 2, probability: 1.0)]
    model.journeys[0].steps = [
      .route(start: [(station: 0, probability: 1)], next: [toLast, [], []], purpose: 1)
    ]
    let result = try ByHand.run(model, to: 200)
    #expect(ByHand.ends(result) == ByHand.answered(7, 7))
    #expect(result.stations.map(\.arrivals) == [1, 1, 2])
  }

  /// Whether a cache has the answer is drawn anew at the standby: of 10 000 calls that the main station's cache, with
  /// half of them, had no answer to, the standby's has 5 000 ± 4 × 50; a false alarm once in 16 000 seeds.
  @Test func cachesAreAskedIndependently() throws {
    var main = StationModel(name: "main", servers: 1, serviceTime: .constant(1))
    (main.standby, main.cache) = (1, Cache(hitShare: 0.5, hitTime: TimeSpan(seconds: 1)))
    var standby = StationModel(name: "standby", servers: 100, serviceTime: .constant(1))
    standby.cache = main.cache
    var model = ByHand.model(
      [main, standby], outages: [OutageTests.outage(from: 0, length: 1e6)], at: [])
    model.groups = ["all"]
    model.sources = [
      SourceModel(
        name: "all", key: 1, rate: Rate(perSecond: 1), journey: 0, group: 0,
        pattern: .trace((1...20_000).map { Double($0) }))
    ]
    let result = try ByHand.run(model, to: 30_000)
    #expect(result.stations[0].arrivals + result.stations[1].arrivals == 20_000)
    #expect((0.48...0.52).contains(result.stations[1].hitShare))
  }

  /// Nobody can keep a server that calls share, a standby's neither.
  @Test func refusesAStandbyWhoseServersCannotBeKept() {
    var model = Self.model(losesWork: false, at: [1])
    model.journeys[0].steps = [
      .call(Call(station: 0, purpose: 1, holding: [.wait(.constant(1), purpose: 2)]))
    ]
    #expect(ModelCheckTests.faults(model) == [])
    model.stations[1].discipline = .processorSharing
    #expect(ModelCheckTests.faults(model) == ["journeys[0].steps[0].holding"])
  }
}
