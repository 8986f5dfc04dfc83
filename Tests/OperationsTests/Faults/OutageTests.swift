import Operations
import Quantities
import Statistics
import Testing

/// Outages of stations, by hand: calls of 10 s at two servers.
@Suite struct OutageTests {
  static let site = StationModel(name: "site", servers: 2, serviceTime: .constant(10))

  static func outage(
    _ name: String = "fire", from: Double, length: Double, left: Double = 0,
    losesWork: Bool = false, stations: [Int] = [0], links: [Int] = []
  ) -> OutageModel {
    OutageModel(
      name: name, stations: stations, links: links,
      pattern: .once(at: TimeSpan(seconds: from), length: TimeSpan(seconds: length)), left: left,
      losesWork: losesWork)
  }

  /// From 20 to 50 s: a call that has 5 s left goes on at 50 s, one that comes waits until then.
  @Test func workWaits() throws {
    let model = ByHand.model(
      [Self.site], outages: [Self.outage(from: 20, length: 30)], at: [15, 30])
    let result = try ByHand.run(model, to: 100)
    #expect(ByHand.ends(result) == ByHand.answered(40, 30))
    let station = result.stations[0]
    #expect(abs(station.serversDownShare - 0.3) < 1e-12 && station.serversInstalled == 2)
    #expect(abs(station.serversBusy - 0.2) < 1e-12 && station.lostShare == 0)
  }

  /// The same with all that is there lost: in service, waiting, coming.
  @Test func workIsLost() throws {
    let model = ByHand.model(
      [Self.site], outages: [Self.outage(from: 20, length: 30, losesWork: true)],
      at: [15, 16, 17, 30, 51])
    let result = try ByHand.run(model, to: 100)
    #expect(ByHand.ends(result) == [.lost, .lost, .lost, .lost] + ByHand.answered(10))
    #expect(abs(result.stations[0].lostShare - 0.8) < 1e-12)
    #expect(result.all.failures.lost == 4 && result.all.failures.sum == 4)
  }

  /// One of two servers is left: the call on the other goes on when the first is free, or is lost; who
  /// waits, waits.
  @Test(arguments: [false, true]) func halfIsLeft(losesWork: Bool) throws {
    let model = ByHand.model(
      [Self.site],
      outages: [Self.outage(from: 20, length: 30, left: 0.5, losesWork: losesWork)],
      at: [15, 16, 22])
    let ends = ByHand.ends(try ByHand.run(model, to: 100))
    let expected: [ByHand.End] =
      losesWork ? [.lost] + ByHand.answered(10, 14) : ByHand.answered(16, 10, 19)
    #expect(ends == expected)
  }

  /// What one outage keeps another does not lose: nothing is left from 20 to 50 s, and all waits; a second one takes
  /// one of the two servers from 30 to 40 s and loses what it takes, which is nothing. Only where it leaves
  /// none itself all that is there, waits or comes until 40 s is lost.
  @Test(arguments: [0.5, 0]) func anotherOutageLoses(left: Double) throws {
    let model = ByHand.model(
      [Self.site],
      outages: [
        Self.outage(from: 20, length: 30),
        Self.outage("flood", from: 30, length: 10, left: left, losesWork: true),
      ], at: [15, 25, 35, 45])
    let ends = ByHand.ends(try ByHand.run(model, to: 100))
    let kept = ByHand.answered(40, 35, 30, 25)
    #expect(ends == (left > 0 ? kept : [.lost, .lost, .lost] + ByHand.answered(15)))
  }

  /// Nothing is left at 20 s; one of four servers from 30 s on, two from 40 s, all from 50 s.
  @Test func restoreCurve() throws {
    let station = StationModel(name: "site", servers: 4, serviceTime: .constant(20))
    var fire = Self.outage(from: 20, length: 1)
    fire.restore = [(10, 0.25), (20, 0.5), (30, 1)].map { (TimeSpan(seconds: $0), $1) }
    let model = ByHand.model([station], outages: [fire], at: [12, 13, 14, 15])
    let result = try ByHand.run(model, to: 100)
    // Left: 12, 13, 14 and 15 s; begun again at 30, 40, 42 and 50 s.
    #expect(ByHand.ends(result) == ByHand.answered(30, 40, 42, 50))
    #expect(abs(result.stations[0].serversDownShare - 0.225) < 1e-12)
  }

  /// Half is left from 20 to 50 s, nothing from 30 to 40 s.
  @Test func theSmallestShareHolds() throws {
    let outages = [
      Self.outage("a", from: 20, length: 30, left: 0.5), Self.outage("b", from: 30, length: 10),
    ]
    let model = ByHand.model([Self.site], outages: outages, at: [15, 16, 35, 36])
    let result = try ByHand.run(model, to: 100)
    #expect(ByHand.ends(result) == ByHand.answered(26, 10, 16, 24))
    #expect(abs(result.stations[0].serversDownShare - 0.2) < 1e-12)
  }

  /// 5 s of every 50 s, from 20 s on.
  @Test func maintenance() throws {
    let outage = OutageModel(
      name: "update", stations: [0],
      pattern: .every(
        TimeSpan(seconds: 50), from: TimeSpan(seconds: 20), length: TimeSpan(seconds: 5)))
    let model = ByHand.model([Self.site], outages: [outage], at: [15, 65, 121, 126])
    let result = try ByHand.run(model, to: 500)
    #expect(ByHand.ends(result) == ByHand.answered(15, 15, 14, 10))
    #expect(abs(result.stations[0].serversDownShare - 0.1) < 1e-12)
  }

  /// Two calls share two servers from 10 s on; nothing from 15 to 35 s, or all is lost.
  @Test(arguments: [false, true]) func sharedServers(losesWork: Bool) throws {
    var station = Self.site
    station.discipline = .processorSharing
    let outage = Self.outage(from: 15, length: 20, losesWork: losesWork)
    let model = ByHand.model([station], outages: [outage], at: [10, 10, 20])
    let ends = ByHand.ends(try ByHand.run(model, to: 100))
    // From 35 s on three share two: 5 s left each take 7.5 s, then 5 s alone.
    #expect(ends == (losesWork ? [.lost, .lost, .lost] : ByHand.answered(32.5, 32.5, 27.5)))
  }

  /// A call keeps a server while it makes another elsewhere from 15 to 35 s; its server goes at 20 s. It
  /// goes on without, or is lost when it comes back.
  @Test(arguments: [false, true]) func keptServers(losesWork: Bool) throws {
    let front = StationModel(name: "front", servers: 1, serviceTime: .constant(5))
    let back = StationModel(name: "back", servers: 1, serviceTime: .constant(20))
    let steps: [Step] = [
      .call(Call(station: 0, purpose: 1, holding: [.call(station: 1, purpose: 2)]))
    ]
    let outage = Self.outage(from: 20, length: 10, losesWork: losesWork)
    let model = ByHand.model([front, back], outages: [outage], steps, at: [10, 31])
    let result = try ByHand.run(model, to: 100)
    // The second is at the front from 31 to 36 s, and then at the back.
    #expect(
      ByHand.ends(result) == (losesWork ? [.lost] : ByHand.answered(25)) + ByHand.answered(25))
    #expect(result.stations[1].lostShare == 0)
  }

  /// Servers that fail by themselves under shifts and outages: those with the lowest numbers are there,
  /// and nothing is counted twice.
  @Test func failuresShiftsAndOutages() throws {
    var station = StationModel(
      name: "site", servers: 4, serviceTime: .exponential(mean: 1),
      failure: FailureModel(
        meanTimeBetweenFailures: TimeSpan(seconds: 30), meanTimeToRepair: TimeSpan(seconds: 10)))
    station.shifts = [(0, 4), (60, 8)].map { Shift(from: TimeSpan(seconds: $0), servers: $1) }
    station.shiftPeriod = TimeSpan(seconds: 120)
    var model = Oracle.network([station], [.call(station: 0, purpose: 1)], arrivalRate: 1.5)
    model.outages = [
      OutageModel(
        name: "power", stations: [0],
        pattern: .random(
          meanTimeBetween: TimeSpan(seconds: 400), repairTime: .constant(100)), left: 0.5)
    ]
    let results = try Oracle.replicate(model, runIn: 600, length: 120_000)
    let stations = results.map { $0.stations[0] }
    // A server that should be there is up with the probability 3/4, and half of them are left for a
    // fifth of the time.
    try Oracle.check("down", stations.map(\.serversDownShare), 1 - 0.75 * 0.9, within: 0.03)
    try Oracle.check("busy", stations.map(\.serversBusy), 1.5)
    #expect(stations.allSatisfy { abs($0.serversInstalled - 6) < 1e-9 })
  }
}
