import CGSL

/// A test statistic and the chance that one at least as large comes when the hypothesis holds.
public struct TestResult: Hashable, Sendable {
  /// The statistic [1]: the largest distance D of two distribution functions, or χ².
  public let statistic: Double
  /// The p-value [1], 0 … 1. How exact it is stands with the test.
  public let pValue: Double

  public init(statistic: Double, pValue: Double) {
    self.statistic = statistic
    self.pValue = pValue
  }
}

/// Tests whether samples follow a distribution, or two sets of samples the same one.
///
///     let waits: [Double] = …                                   // independent [s]
///     let fit = try GoodnessOfFit.kolmogorovSmirnov(waits) { 1 - Portable.exp(-$0 / 0.2) }
///     fit.pValue > 0.001
///
/// For summaries only: the χ² distribution is GSL's.
public enum GoodnessOfFit {
  /// The Kolmogorov–Smirnov test of samples against a continuous distribution.
  ///
  /// - Parameters:
  ///   - samples: independent, finite, at least 1.
  ///   - cdf: the distribution function, fixed before the samples were seen; 0 … 1, and not
  ///     decreasing by more than 1e-12, which rounding may do.
  /// - Returns: D, and its p-value as exact as ``Kolmogorov/survival(_:n:)``.
  /// - Throws: `StatisticsError.tooFewSamples`, `.notFinite`; `.outOfRange` when `cdf` leaves
  ///   0 … 1 or decreases.
  /// - Complexity: O(n log n).
  public static func kolmogorovSmirnov(
    _ samples: [Double], cdf: (Double) -> Double
  ) throws(StatisticsError) -> TestResult {
    try requireFinite(samples, "samples")
    guard !samples.isEmpty else { throw .tooFewSamples(found: 0, needed: 1) }
    let n = Double(samples.count)
    var (distance, last) = (0.0, 0.0)
    for (index, sample) in samples.sorted().enumerated() {
      let found = cdf(sample)
      guard found >= last - 1e-12, found <= 1 else {
        throw .outOfRange(
          name: "cdf(\(sample))", found: found, allowed: "0 … 1, never below that of a lower value")
      }
      let share = max(found, last)
      distance = max(distance, share - Double(index) / n, Double(index + 1) / n - share)
      last = share
    }
    return TestResult(
      statistic: distance, pValue: try Kolmogorov.survival(distance, n: samples.count))
  }

  /// The Kolmogorov–Smirnov test of two sets of samples, two-sided.
  ///
  /// - Parameters:
  ///   - a, b: independent, finite, each at least 1.
  /// - Returns: D, and its p-value: exact (within 1e-12) where the product of the sizes is at most
  ///   ten million, else asymptotic (within 0.007). Ties make it too large, never too small.
  /// - Throws: `StatisticsError.tooFewSamples`, `.notFinite`.
  /// - Complexity: O(n log n), and O(product of sizes) where exact.
  public static func kolmogorovSmirnov(
    _ a: [Double], _ b: [Double]
  ) throws(StatisticsError) -> TestResult {
    try requireFinite(a, "a")
    try requireFinite(b, "b")
    guard !a.isEmpty, !b.isEmpty else {
      throw .tooFewSamples(found: min(a.count, b.count), needed: 1)
    }
    let steps = largestGap(a.sorted(), b.sorted())
    let (m, n) = (Double(a.count), Double(b.count))
    let statistic = Double(steps) / (m * n)
    let pValue =
      m * n <= 1e7
      ? Kolmogorov.twoSampleSurvival(steps, a.count, b.count)
      : try Kolmogorov.survival(statistic, n: Int((m * n / (m + n)).rounded()))
    return TestResult(statistic: statistic, pValue: pValue)
  }

  /// The χ² test of counts against what was to be expected.
  ///
  /// - Parameters:
  ///   - observed: counts, shape [cells], ≥ 0, at least 2 cells.
  ///   - expected: shape [cells], each at least 1; five or more keep the p-value honest. Their sum
  ///     is that of the counts, up to 1e-6 of it.
  ///   - estimated: parameters that were fitted to the same counts [1].
  /// - Returns: χ², and its p-value with cells − 1 − `estimated` degrees of freedom.
  /// - Throws: `StatisticsError.shapeMismatch`, `.tooFewSamples`, `.notFinite`, `.outOfRange`,
  ///   `.library`.
  public static func chiSquare(
    observed: [Int], expected: [Double], estimated: Int = 0
  ) throws(StatisticsError) -> TestResult {
    guard observed.count == expected.count else {
      throw .shapeMismatch(name: "expected", found: expected.count, expected: observed.count)
    }
    try requireFinite(expected, "expected")
    try requireNonNegative(Double(estimated), "estimated")
    guard estimated < observed.count - 1 else {
      throw .tooFewSamples(
        found: observed.count, needed: estimated.addingReportingOverflow(2).partialValue)
    }
    var (statistic, total, sum) = (0.0, 0.0, 0.0)
    for (cell, (count, mean)) in zip(observed, expected).enumerated() {
      try requireNonNegative(Double(count), "observed[\(cell)]")
      guard mean >= 1 else {
        throw .outOfRange(name: "expected[\(cell)]", found: mean, allowed: "at least 1; join cells")
      }
      statistic += (Double(count) - mean) * (Double(count) - mean) / mean
      total += Double(count)
      sum += mean
    }
    guard abs(sum - total) <= 1e-6 * total else {
      throw .outOfRange(name: "sum of expected", found: sum, allowed: "the counts' sum, \(total)")
    }
    let freedom = Double(observed.count - 1 - estimated)
    let pValue = try GSL.value("gsl_cdf_chisq_Q") { gsl_cdf_chisq_Q(statistic, freedom) }
    return TestResult(statistic: statistic, pValue: pValue)
  }

  /// The largest |i/m − j/n| over all values, i samples of a and j of b at or below it, times m·n.
  private static func largestGap(_ a: [Double], _ b: [Double]) -> Int {
    var (i, j, gap) = (0, 0, 0)
    while i < a.count, j < b.count {
      let value = min(a[i], b[j])
      while i < a.count, a[i] == value { i += 1 }
      while j < b.count, b[j] == value { j += 1 }
      gap = max(gap, abs(i * b.count - j * a.count))
    }
    return gap
  }
}
