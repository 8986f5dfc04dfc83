import Operations
import Quantities
import Statistics
import Testing

/// Randomness belongs to what is asked, not to who serves it.
@Suite struct CommonRandomNumberTests {
  static let work = Distribution.lognormal(mean: 0.8, cv: 1.5)

  static func result(_ model: NetworkModel, seed: UInt64 = 3) throws -> WindowResult {
    try Oracle.replicate(model, runIn: 0, length: 2_000, times: 1, seed: seed)[0]
  }

  /// The same errand in two layouts: one with a mediator on the way, other stations and an extra draw.
  /// Nobody waits, so mean sojourn times at the asked station are mean draws of work.
  @Test func aRequestAsksTheSameWorkInBothLayouts() throws {
    let plain = Oracle.network(
      [JourneyTests.ample(Self.work)], [.call(station: 0, times: 2.5, purpose: 11)],
      arrivalRate: 0.05)
    let mediated = Oracle.network(
      [
        JourneyTests.ample(.exponential(mean: 1e-6), name: "mediator"),
        JourneyTests.ample(.constant(1), name: "other"),
        JourneyTests.ample(Self.work, name: "shared"),
      ],
      [
        .branch([(0.5, [.call(station: 1, purpose: 13)])], purpose: 12),
        .call(station: 0, times: 3, purpose: 99), .call(station: 2, times: 2.5, purpose: 11),
      ], arrivalRate: 0.05)
    let (a, b) = (try Self.result(plain).stations[0], try Self.result(mediated).stations[2])
    #expect(a.arrivals > 100 && a.arrivals == b.arrivals)
    #expect(abs(try #require(a.sojournTime) - (try #require(b.sojournTime))) < 1e-9)
    #expect(a.sojournP99 == b.sojournP99 && a.sojournP50 == b.sojournP50)
  }

  /// Calling and notifying ask for the same work; another purpose or source asks for other work.
  @Test func drawsFollowPurposeAndSource() throws {
    func sojourn(_ steps: [Step], key: UInt64 = 1) throws -> Double {
      var model = Oracle.network([JourneyTests.ample(Self.work)], steps, arrivalRate: 0.05)
      model.sources[0].key = key
      return try #require(try Self.result(model).stations[0].sojournTime)
    }
    let called = try sojourn([.call(station: 0, times: 2, purpose: 11)])
    #expect(abs(called - (try sojourn([.notify(station: 0, times: 2, purpose: 11)]))) < 1e-9)
    let split: [Step] = [.call(station: 0, purpose: 11), .call(station: 0, purpose: 11)]
    #expect(abs(called - (try sojourn(split))) < 1e-9)
    #expect(abs(called - (try sojourn([.call(station: 0, times: 2, purpose: 12)]))) > 1e-3)
    #expect(abs(called - (try sojourn([.call(station: 0, times: 2, purpose: 11)], key: 2))) > 1e-3)
  }

  @Test func sameSeedSameResult() throws {
    let model = NetworkOracleTests.jackson
    #expect(try Self.result(model) == Self.result(model))
    #expect(try Self.result(model) != Self.result(model, seed: 4))
  }

  /// A source that never asks changes nothing, wherever it stands in the list.
  @Test func sourceOfRateZeroChangesNothing() throws {
    var model = NetworkOracleTests.jackson
    let before = try Self.result(model)
    let silent = SourceModel(
      name: "silent", key: 77, rate: Rate(perSecond: 0), ceilingRate: Rate(perSecond: 9),
      journey: 0, group: 0)
    model.sources.append(silent)
    #expect(try Self.result(model) == before)
    // Other indices give another fingerprint of the same run.
    model.sources.reverse()
    var after = try Self.result(model)
    after.fingerprint = before.fingerprint
    #expect(after == before)
  }

  /// Nor does a source that shares nothing with the others change them.
  @Test func strangersDoNotMeet() throws {
    var model = Oracle.station(arrivalRate: 0.8, serviceTime: Self.work)
    let before = try Self.result(model)
    model.stations.append(StationModel(name: "b", servers: 1, serviceTime: Self.work))
    model.journeys.append(JourneyModel(name: "b", steps: [.call(station: 1, purpose: 1)]))
    model.groups.append("b")
    model.sources.insert(
      SourceModel(name: "b", key: 2, rate: Rate(perSecond: 0.7), journey: 1, group: 1), at: 0)
    let after = try Self.result(model)
    #expect(after.stations[0] == before.stations[0])
    #expect(after.groups[0] == before.groups[0])
  }

  /// Thinning: the right rate, and a higher rate keeps every request of a lower one.
  @Test func requestsAreThinnedFromSharedCandidates() throws {
    var model = Oracle.network(
      [JourneyTests.ample(.constant(1))], [.call(station: 0, purpose: 1)], arrivalRate: 0.2)
    model.sources[0].ceilingRate = Rate(perSecond: 1)
    let low = try Oracle.replicate(model, runIn: 0, length: 20_000)
    try Oracle.check("rate", low.map { Double($0.all.arrivals) / 20_000 }, 0.2, within: 0.03)
    model.sources[0].rate = Rate(perSecond: 0.21)
    let high = try Oracle.replicate(model, runIn: 0, length: 20_000)
    for (a, b) in zip(low, high) {
      // Of independent streams, with a standard deviation of 64 and a mean of 200 for the difference,
      // some of 20 pairs would be out of order or far apart; of nested ones the difference is Poisson.
      let added = b.all.arrivals - a.all.arrivals
      #expect(added > 130 && added < 270)
    }
  }
}
