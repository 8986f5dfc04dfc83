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
}
