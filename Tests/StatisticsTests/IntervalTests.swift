import Statistics
import Testing

@Suite("Intervals")
struct IntervalTests {
  /// t(0.975, 9) = 2.262157; the samples' standard error is 0.957427.
  @Test func studentByHand() throws {
    let interval = try Intervals.student([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], level: 0.95)
    #expect(interval.mean == 5.5)
    #expect(interval.n == 10)
    #expect(abs(interval.halfWidth - 2.262157162798205 * 0.9574271077563381) < 1e-12)
    #expect(interval.contains(4) && !interval.contains(8))
    let pair = try Intervals.student([0, 1], level: 0.95)
    #expect(abs(pair.halfWidth - 12.706204736174694 / 2) < 1e-9)
  }

  @Test func pairedRemovesWhatIsShared() throws {
    let interval = try Intervals.paired([10, 200, 3_000], [9, 198, 2_999])
    #expect(abs(interval.mean - 4.0 / 3) < 1e-12)
    #expect(interval.halfWidth < 1.5)
    #expect(throws: StatisticsError.shapeMismatch(name: "b", found: 1, expected: 2)) {
      try Intervals.paired([1, 2], [1])
    }
  }

  /// 4 000 intervals at 90 %: coverage has standard error 0.0047; 4 of them: false alarm 6e-5.
  @Test func studentCoversAsOftenAsItSays() throws {
    var covered = 0
    for run in 0..<4_000 {
      var stream = RandomStream(StreamName(seed: 8).child(UInt64(run)))
      let law = Distribution.normal(mean: 3, standardDeviation: 2)
      let samples = (0..<8).map { _ in law.draw(&stream) }
      if try Intervals.student(samples, level: 0.9).contains(3) { covered += 1 }
    }
    #expect(abs(Double(covered) / 4_000 - 0.9) < 0.019)
  }

  /// SciPy 1.17.
  @Test func wilsonByHand() throws {
    let seven = try Intervals.wilson(successes: 7, n: 10, level: 0.95)
    #expect(abs(seven.lower - 0.3967781474611453) < 1e-12)
    #expect(abs(seven.upper - 0.8922087325936988) < 1e-12)
    #expect(seven.mean == 0.7)
    let none = try Intervals.wilson(successes: 0, n: 10, level: 0.95)
    #expect(none.lower == 0)
    #expect(abs(none.upper - 0.2775327998628892) < 1e-12)
    #expect(try Intervals.wilson(successes: 10, n: 10).upper == 1)
    #expect(try Intervals.wilson(successes: 2.5, n: 5).mean == 0.5)
  }

  /// NumPy 2.4.
  @Test func sampleQuantiles() {
    let sorted: [Double] = [1, 2, 4, 8, 16]
    #expect(abs(Intervals.quantile(sorted, 0.1) - 1.4) < 1e-15)
    #expect(Intervals.quantile(sorted, 0.5) == 4)
    #expect(abs(Intervals.quantile(sorted, 0.95) - 14.4) < 1e-14)
    #expect(Intervals.quantile(sorted, 0) == 1)
    #expect(Intervals.quantile(sorted, 1) == 16)
    #expect(Intervals.quantile([3], 0.7) == 3)
    #expect(Intervals.quantile([], 0.5).isNaN)
    #expect(Intervals.quantile(sorted, 1.1).isNaN)
    // "Not reached" counts as later than everything.
    #expect(Intervals.quantile([1, .infinity, .infinity], 0.8) == .infinity)
    #expect(Intervals.quantile([1, .infinity, .infinity], 0) == 1)
    // The middle of 41 samples is one of them, whatever comes next.
    let half = [Double](repeating: 1, count: 21) + [Double](repeating: .infinity, count: 20)
    #expect(Intervals.quantile(half, 0.5) == 1 && Intervals.quantile(half, 0.51) == .infinity)
    let never = half.reversed().map { -$0 }
    #expect(Intervals.quantile(never, 0.5) == -1 && Intervals.quantile(never, 0.49) == -.infinity)
    #expect(Intervals.quantile([-.infinity, .infinity], 0.5) == -.infinity)
  }

  /// SciPy 1.17, whole and broken degrees of freedom.
  @Test(arguments: [
    (0.95, 1.0, 12.706204736174694), (0.95, 1.5, 6.016663104427929),
    (0.99, 28.5, 2.759759990273433), (0.9, 46.5, 1.6782895436116894),
    (0.999, 3.7, 9.474240137124664), (0.95, 1e6, 1.959966356814107),
  ])
  func studentFactors(level: Double, degreesOfFreedom: Double, expected: Double) throws {
    let found = try Intervals.studentQuantile(level: level, degreesOfFreedom: degreesOfFreedom)
    #expect(abs(found / expected - 1) < 1e-9)
  }

  @Test func collectedMomentsGiveTheSameInterval() throws {
    let samples: [Double] = [2, 4, 4, 4, 5, 5, 7, 9]
    #expect(try Intervals.student(Moments(samples)) == Intervals.student(samples))
    #expect(throws: StatisticsError.self) { try Intervals.student(Moments([1, .nan])) }
    #expect(throws: StatisticsError.self) { try Intervals.student(Moments([1, .infinity])) }
    #expect(throws: StatisticsError.self) { try Intervals.student(Moments([1])) }
  }

  /// z(0.975) = 1.959963984540054 (SciPy 1.17).
  @Test func normalByHand() throws {
    let interval = try Intervals.normal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    #expect(abs(interval.halfWidth - 1.959963984540054 * 0.9574271077563381) < 1e-14)
    let known = try Intervals.normal(mean: 3, standardError: 2, level: 0.9, n: 50)
    #expect(abs(known.upper - (3 + 2 * 1.6448536269514722)) < 1e-14)
    #expect(known.n == 50 && known.mean == 3)
    #expect(throws: StatisticsError.self) { try Intervals.normal([1]) }
    #expect(throws: StatisticsError.self) {
      try Intervals.normal(mean: .nan, standardError: 1, n: 3)
    }
    #expect(throws: StatisticsError.self) {
      try Intervals.normal(mean: 0, standardError: -1, n: 3)
    }
  }

  /// Ranks and chances from SciPy's binomial distribution; sample i has the value i.
  @Test(arguments: [
    (100, 0.5, 0.95, 40.0, 61.0, 0.9647997997822951), (100, 0.9, 0.95, 84, 96, 0.955690107191223),
    (72, 0.95, 0.95, 64, 72, 0.9654900479083739), (1_000, 0.99, 0.9, 985, 996, 0.9234430142430479),
    (100_000, 0.05, 0.99, 4_823, 5_179, 0.9901993475081412),
  ])
  func quantileRanks(
    n: Int, p: Double, level: Double, lower: Double, upper: Double, attained: Double
  ) throws {
    let samples = (1...n).reversed().map { Double($0) }
    let interval = try Intervals.quantile(p, of: samples, level: level)
    #expect(interval.lower == lower && interval.upper == upper)
    #expect(abs(interval.attained - attained) < 1e-9)
    #expect(abs(interval.estimate - (1 + Double(n - 1) * p)) < 1e-9)
    #expect(interval.contains(interval.estimate))
  }

  @Test func quantileIntervalRefusesBadInput() throws {
    #expect(throws: StatisticsError.tooFewSamples(found: 71, needed: 72)) {
      try Intervals.quantile(0.95, of: [Double](repeating: 1, count: 71))
    }
    #expect(throws: StatisticsError.self) { try Intervals.quantile(0.5, of: [], level: 0.9) }
    #expect(throws: StatisticsError.self) { try Intervals.quantile(0, of: [1, 2, 3]) }
    #expect(throws: StatisticsError.self) { try Intervals.quantile(.nan, of: [1, 2, 3]) }
    #expect(throws: StatisticsError.self) { try Intervals.quantile(1e-300, of: [1, 2, 3]) }
    let half = [Double](repeating: 1, count: 20) + [Double](repeating: .infinity, count: 20)
    // "Not reached" by half of the worlds: the median lies between something and never.
    let interval = try Intervals.quantile(0.5, of: half)
    #expect(interval.lower == 1 && interval.upper == .infinity)
    #expect(try Intervals.quantile(0.5, of: [1] + half).estimate == 1)
    #expect(throws: StatisticsError.self) { try Intervals.quantile(0.5, of: half + [.nan]) }
  }

  @Test func badInputIsRefused() {
    #expect(throws: StatisticsError.tooFewSamples(found: 1, needed: 2)) {
      try Intervals.student([1])
    }
    #expect(throws: StatisticsError.self) { try Intervals.student([1, .nan]) }
    #expect(throws: StatisticsError.self) { try Intervals.student([1, .infinity]) }
    #expect(throws: StatisticsError.self) { try Intervals.student([1, 2], level: 1) }
    #expect(throws: StatisticsError.self) { try Intervals.student([1, 2], level: .nan) }
    #expect(throws: StatisticsError.self) { try Intervals.student([1, 2], level: 1 - 0x1p-53) }
    #expect(throws: StatisticsError.self) {
      try Intervals.studentQuantile(level: 0.95, degreesOfFreedom: 0)
    }
    #expect(throws: StatisticsError.self) {
      try Intervals.studentQuantile(level: 0.95, degreesOfFreedom: .nan)
    }
    #expect(throws: StatisticsError.self) { try Intervals.wilson(successes: 0, n: 0) }
    #expect(throws: StatisticsError.self) { try Intervals.wilson(successes: 3, n: 2) }
    #expect(throws: StatisticsError.self) { try Intervals.wilson(successes: .nan, n: 2) }
    for level in [0, 0x1p-53, 1 - 0x1p-53] {
      #expect(throws: StatisticsError.self) {
        try Intervals.wilson(successes: 1, n: 2, level: level)
      }
    }
  }

  @Test func libraryIsNamed() { #expect(NumericalLibrary.name.hasPrefix("GSL 2.")) }
}
