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
  }

  @Test func badInputIsRefused() {
    #expect(throws: StatisticsError.tooFewSamples(found: 1, needed: 2)) {
      try Intervals.student([1])
    }
    #expect(throws: StatisticsError.self) { try Intervals.student([1, .nan]) }
    #expect(throws: StatisticsError.self) { try Intervals.student([1, .infinity]) }
    #expect(throws: StatisticsError.self) { try Intervals.student([1, 2], level: 1) }
    #expect(throws: StatisticsError.self) { try Intervals.student([1, 2], level: .nan) }
    #expect(throws: StatisticsError.self) { try Intervals.wilson(successes: 0, n: 0) }
    #expect(throws: StatisticsError.self) { try Intervals.wilson(successes: 3, n: 2) }
    #expect(throws: StatisticsError.self) { try Intervals.wilson(successes: .nan, n: 2) }
    #expect(throws: StatisticsError.self) { try Intervals.wilson(successes: 1, n: 2, level: 0) }
  }

  @Test func libraryIsNamed() { #expect(NumericalLibrary.name.hasPrefix("GSL 2.")) }
}
