import Statistics
import Testing

@Suite("Control variates")
struct ControlVariateTests {
  private let samples = [5.2, 6.1, 4.8, 7.3, 6.6, 5.9, 7.7, 4.1, 6.0, 5.5]
  private let first = [1.1, 1.9, 0.7, 2.8, 2.2, 1.6, 3.1, 0.2, 2.0, 1.2]
  private let second = [0.5, -0.3, 0.2, 0.1, 0.7, -0.9, 0.4, -0.2, -0.6, 0.3]

  /// Ordinary least squares of statsmodels 0.15: the intercept and its 95 % interval.
  @Test func againstStatsmodels() throws {
    let fit = try ControlVariates(samples, controls: [first, second], means: [1.5, 0])
    #expect(abs(fit.interval.mean - 5.70303826572508) < 1e-12)
    #expect(abs(fit.interval.lower - 5.60534291) < 1e-8)
    #expect(abs(fit.interval.upper - 5.80073362) < 1e-8)
    #expect(abs(fit.coefficients[0] - 1.1924453933322396) < 1e-12)
    #expect(abs(fit.coefficients[1] - 0.1160781737559522) < 1e-12)
    #expect(abs(fit.varianceReduction - 70.53471693455018) < 1e-8)
    #expect(fit.plain == (try Intervals.student(samples)))
    #expect(fit.interval.n == 10)
  }

  /// Correlation 0.9 with one control leaves 0.19 of the variance, and two controls with 30 samples
  /// cost (n − 2)/(n − q − 2) = 28/26 (Lavenberg and Welch). The variance over 4 000 runs is known
  /// to 2.2 %, and five of those are allowed: false alarm 6e-7. Coverage of 95 %: four standard
  /// errors (0.0138), 6e-5.
  @Test func coversAndReduces() throws {
    var covered = 0
    var (estimates, reductions) = (Moments(), Moments())
    let law = Distribution.normal(mean: 0, standardDeviation: 1)
    for run in 0..<4_000 {
      var stream = RandomStream(StreamName(seed: 41).child(UInt64(run)))
      let control = (0..<30).map { _ in law.draw(&stream) }
      let useless = (0..<30).map { _ in law.draw(&stream) }
      let samples = control.map { 7 + 0.9 * $0 + 0.19.squareRoot() * law.draw(&stream) }
      let fit = try ControlVariates(samples, controls: [control, useless], means: [0, 0])
      if fit.interval.contains(7) { covered += 1 }
      estimates.add(fit.interval.mean)
      reductions.add(fit.varianceReduction)
    }
    #expect(abs(Double(covered) / 4_000 - 0.95) < 0.0138)
    let expected = 0.19 * 28 / 26 / 30
    #expect(abs(estimates.variance / expected - 1) < 0.11)
    #expect(reductions.mean > 1 / 0.19 * 0.9 && reductions.mean < 1 / 0.19 * 1.1)
  }

  /// A wrong mean of the control moves the estimate by its coefficient: the test is not blind.
  @Test func wrongMeanMovesTheEstimate() throws {
    let right = try ControlVariates(samples, controls: [first], means: [1.5])
    let wrong = try ControlVariates(samples, controls: [first], means: [2.5])
    let moved = wrong.interval.mean - right.interval.mean
    #expect(abs(moved - right.coefficients[0]) < 1e-12)
  }

  @Test func collinearControlsAreRefused() throws {
    let sum = zip(first, second).map { 2 * $0 - 3 * $1 + 5 }
    #expect(throws: StatisticsError.collinear(name: "controls", index: 2)) {
      try ControlVariates(samples, controls: [first, second, sum], means: [0, 0, 0])
    }
    let constant = [Double](repeating: 1e6 + 0.1, count: 10)
    #expect(throws: StatisticsError.collinear(name: "controls", index: 0)) {
      try ControlVariates(samples, controls: [constant, first], means: [0, 0])
    }
    #expect(throws: StatisticsError.collinear(name: "controls", index: 1)) {
      try ControlVariates(samples, controls: [first, first], means: [0, 0])
    }
    // Units do not matter: bytes beside seconds.
    let bytes = second.map { 1e15 + 1e12 * $0 }
    let fit = try ControlVariates(samples, controls: [first, bytes], means: [1.5, 1e15])
    #expect(abs(fit.interval.mean - 5.70303826572508) < 1e-9)
  }

  /// Nothing varies, so nothing is reduced.
  @Test func equalSamplesReduceNothing() throws {
    let equal = [Double](repeating: 0.1, count: 10)
    let fit = try ControlVariates(equal, controls: [first], means: [1.5])
    #expect(fit.varianceReduction == 1 && abs(fit.interval.mean - 0.1) < 1e-15)
  }

  @Test func badInputIsRefused() {
    #expect(throws: StatisticsError.tooFewSamples(found: 2, needed: 3)) {
      try ControlVariates([1, 2], controls: [[1, 2]], means: [0])
    }
    #expect(throws: StatisticsError.self) { try ControlVariates(samples, controls: [], means: []) }
    #expect(throws: StatisticsError.self) {
      try ControlVariates(samples, controls: [first], means: [0, 1])
    }
    #expect(throws: StatisticsError.self) {
      try ControlVariates(samples, controls: [[1, 2]], means: [0])
    }
    #expect(throws: StatisticsError.self) {
      try ControlVariates(samples, controls: [first.dropLast() + [.nan]], means: [0])
    }
    #expect(throws: StatisticsError.self) {
      try ControlVariates(samples, controls: [first], means: [.infinity])
    }
  }
}
