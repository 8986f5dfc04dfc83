import Operations
import Quantities
import Scenarios
import Statistics
import Testing

@testable import Experiments

/// A year put together from windows by state of faults, against every request of the year itself.
@Suite struct WeightedYearTests {
  /// A small country with even demand all year: then an hour in each state of faults, weighed by the
  /// hours that the fault calendar gives it, stands for the year.
  static func network(_ index: Int) throws -> (CountryNetwork, CapacityPlan, StreamName) {
    let scenario = try Fixture.setting(
      try Fixture.rwanda(),
      [
        ("regions.urban.population", "20000"), ("regions.rural.population", "60000"),
        ("operations.peakedness", "0"), ("services.tax_declaration.calendar", "everyday"),
        ("operations.windows.length", "20 h"), ("operations.windows.run_in", "10 min"),
      ])
    let name = StreamName(seed: 5).child(UInt64(index))
    let prices = try WorldRunner(scenario, StudyOptions(seed: 5)).planPrices
    let replication = try Replication(
      try readCountry(scenario, "platform", [:]), prefix: nil, name: StreamName(seed: 5),
      planPrices: prices)
    let network = try #require(replication.network)
    return (network, replication.plans[9], name)
  }

  /// Completion share and mean sojourn time: two intervals of level 99.9 % that must overlap, so that
  /// a right engine fails once in more than a thousand seeds.
  @Test func weightedYearIsTheYear() throws {
    var weighted: [(completion: Double, sojourn: Double)] = []
    for index in 0..<60 {
      let (network, plan, name) = try Self.network(index)
      let window = try network.observe(.ordinaryHour, year: 9, plan: plan, name: name)
      #expect(abs(window.states.reduce(0) { $0 + $1.weight } - 1) < 1e-12)
      weighted.append(
        (
          try #require(window.mean(\.all.completionShare)),
          try #require(window.mean(\.all.sojournTime))
        ))
    }
    var whole: [(completion: Double, sojourn: Double)] = []
    for index in 0..<8 {
      let (network, plan, name) = try Self.network(index)
      let run = try network.stretch(
        CountryChoice(stretch: .wholeYear), year: 9, plan: plan, name: name)
      let result = try simulate(run.model, window: run.window, name: name.child("year"))
      whole.append(
        (try #require(result.all.completionShare), try #require(result.all.sojournTime)))
    }
    for figure in [\(completion: Double, sojourn: Double).completion, \.sojourn] {
      let one = try Intervals.student(weighted.map { $0[keyPath: figure] }, level: 0.999)
      let other = try Intervals.student(whole.map { $0[keyPath: figure] }, level: 0.999)
      #expect(
        one.lower <= other.upper && other.lower <= one.upper,
        "windows \(one.mean) ± \(one.halfWidth), year \(other.mean) ± \(other.halfWidth)")
      #expect(other.halfWidth < 0.05 * other.mean && one.halfWidth < 0.05 * one.mean)
    }
    // Outages are seen in both: without them nobody would be lost.
    #expect(whole.allSatisfy { $0.completion < 0.9999 })
  }
}
