import Testing

@testable import Experiments

/// Verdicts rest on the share of worlds in which one alternative is better.
@Suite struct VerdictTests {
  private let cost = Metric.Sense.lower(better: "cheaper", worse: "dearer")

  /// `wins` of `worlds` worlds in which the first costs less.
  private func words(_ wins: Int, of worlds: Int) throws -> String {
    let pairs = (0..<worlds).map { $0 < wins ? (1.0, 2.0) : (2.0, 1.0) }
    return try Verdict(pairs, sense: cost, level: 0.95).words
  }

  @Test func classesFollowTheShareOfWorlds() throws {
    #expect(try words(1000, of: 1000) == "cheaper")
    #expect(try words(800, of: 1000) == "probably cheaper")
    #expect(try words(500, of: 1000) == "no clear difference")
    #expect(try words(200, of: 1000) == "probably dearer")
    #expect(try words(0, of: 1000) == "dearer")
  }

  /// Wilson's 95 % interval of 9 in 10 reaches from 0.60 to 0.98: three classes.
  @Test func tooFewWorldsDecideNothing() throws {
    #expect(try words(9, of: 10) == "not computed precisely enough")
    #expect(try words(700, of: 1000) == "not computed precisely enough")
  }

  /// At 900 of 1000 the interval reaches into two classes, and what both say holds.
  @Test func whatBothClassesSayHolds() throws {
    #expect(try words(900, of: 1000) == "at least probably cheaper")
    #expect(try words(100, of: 1000) == "at least probably dearer")
  }

  @Test func equalValuesAreNoDifference() throws {
    let pairs = [(3.0, 3.0), (4.0, 4.0), (5.0, 5.0)]
    let verdict = try Verdict(pairs, sense: cost, level: 0.95)
    #expect(verdict.words == "no clear difference")
    #expect(verdict.probability.mean == 0.5)
  }

  @Test func higherIsBetterWhereTheMetricSaysSo() throws {
    let value = Metric.Sense.higher(better: "better", worse: "worse")
    let pairs = [(Double, Double)](repeating: (2, 1), count: 100)
    #expect(try Verdict(pairs, sense: value, level: 0.95).words == "better")
  }
}
