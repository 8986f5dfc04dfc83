import Statistics
import Testing

@Suite("Alias tables and empirical distributions")
struct SampledTests {
  static let weights: [[Double]] = [
    [1], [70, 25, 5], [0, 1, 0, 3, 0], [0.1, 0.2, 0.3, 0.4], [1e-3, 1, 1e3],
    (1...100).map { 1 / Double($0) }, (0..<1_000).map { Double($0 % 7) },
    [Double](repeating: 2.5, count: 64), [1e300, 2e300, 3e300],
    [Double.leastNonzeroMagnitude, .leastNonzeroMagnitude],
  ]

  /// Chi-square of a million draws; 10 tables: false alarm 1e-6.
  @Test(arguments: weights)
  func tablesFollowTheirWeights(_ weights: [Double]) throws {
    let table = try AliasTable(weights: weights)
    let n = 1_000_000
    var stream = RandomStream(StreamName(seed: 51).child(UInt64(weights.count)))
    var counts = [Int](repeating: 0, count: weights.count)
    for _ in 0..<n { counts[table.draw(&stream)] += 1 }
    #expect(abs(table.probabilities.reduce(0, +) - 1) < 1e-12)
    let expected = table.probabilities.map { Double(n) * $0 }
    #expect(Goodness.ofCounts(counts, expected: expected) > 1e-7)
    for (count, weight) in zip(counts, weights) where weight == 0 { #expect(count == 0) }
  }

  @Test func impossibleWeightsAreRefused() {
    #expect(throws: StatisticsError.tooFewSamples(found: 0, needed: 1)) {
      try AliasTable(weights: [])
    }
    for weights in [[0], [0, 0], [-1, 2], [.nan], [1, .infinity], [1.7e308, 1.7e308]] {
      #expect(throws: StatisticsError.self) { try AliasTable(weights: weights) }
    }
  }

  /// By hand: five samples, four intervals of a quarter each.
  @Test func interpolation() throws {
    let law = try EmpiricalDistribution(samples: [40, 12, 15, 11, 22])
    #expect(law.quantile(0) == 11)
    #expect(law.quantile(0.125) == 11.5)
    #expect(law.quantile(0.25) == 12)
    #expect(law.quantile(0.625) == 18.5)
    #expect(law.quantile(1) == 40)
    #expect(law.quantile(1.01).isNaN)
    #expect(law.quantile(.nan).isNaN)
    #expect(law.cumulative(10) == 0)
    #expect(law.cumulative(18.5) == 0.625)
    #expect(law.cumulative(40) == 1)
    #expect(law.cumulative(.nan).isNaN)
    #expect(law.mean == (11.5 + 13.5 + 18.5 + 31) / 4)
    // Second moments of four uniform laws: (a² + ab + b²)/3.
    let intervals: [(Double, Double)] = [(11, 12), (12, 15), (15, 22), (22, 40)]
    let second = intervals.reduce(0.0) { sum, ends in
      let (a, b) = ends
      return sum + (a * a + a * b + b * b) / 12
    }
    #expect(abs(law.variance - (second - law.mean * law.mean)) < 1e-10)
  }

  /// KS of a million draws and mean within 5 standard errors: false alarm 7e-7.
  @Test func drawsFollowTheData() throws {
    var source = RandomStream(StreamName(seed: 52))
    let samples = (0..<200).map { _ in Distribution.lognormal(mean: 3, cv: 1).draw(&source) }
    let law = try EmpiricalDistribution(samples: samples)
    var stream = RandomStream(StreamName(seed: 53))
    let draws = (0..<1_000_000).map { _ in law.draw(&stream) }
    #expect(Goodness.ofFit(draws, law.cumulative) > 1e-7)
    let moments = draws.reduce(into: Moments()) { $0.add($1) }
    #expect(Goodness.distance(moments, mean: law.mean, variance: law.variance) < 5)
  }

  /// A value that occurs in a share of the data occurs in about that share of the draws.
  @Test func tiesAreKept() throws {
    let law = try EmpiricalDistribution(samples: [1, 3, 3, 3, 5])
    #expect(law.quantile(0.25) == 3)
    #expect(law.quantile(0.5) == 3)
    #expect(law.quantile(0.75) == 3)
    #expect(law.cumulative(2.999_999) < 0.251)
    #expect(law.cumulative(3) == 0.75)
  }

  @Test func impossibleSamplesAreRefused() {
    #expect(throws: StatisticsError.tooFewSamples(found: 1, needed: 2)) {
      try EmpiricalDistribution(samples: [1])
    }
    #expect(throws: StatisticsError.self) { try EmpiricalDistribution(samples: [1, .nan]) }
    #expect(throws: StatisticsError.self) {
      try EmpiricalDistribution(samples: [-1.7e308, 1.7e308])
    }
  }
}
