import CGSL

/// A mean with its computing error: the confidence interval that more samples shrink.
public struct Interval: Hashable, Sendable, Codable {
  /// The point estimate, in the samples' unit.
  public let mean: Double
  /// The ends of the interval.
  public let lower: Double
  public let upper: Double
  /// Confidence level [1], such as 0.95.
  public let level: Double
  /// Independent samples it rests on [1].
  public let n: Int

  public init(mean: Double, lower: Double, upper: Double, level: Double, n: Int) {
    self.mean = mean
    self.lower = lower
    self.upper = upper
    self.level = level
    self.n = n
  }

  /// Half the width of the interval.
  public var halfWidth: Double { (upper - lower) / 2 }

  /// Whether a value lies inside, ends included.
  public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }
}

/// Confidence intervals and sample quantiles.
///
/// Student's factor is GSL's: intervals belong in summaries, never in a replication.
public enum Intervals {
  /// Student's interval for the mean of independent samples.
  ///
  /// - Parameters:
  ///   - samples: at least 2, finite; any unit.
  ///   - level: confidence, 0 … 1, both excluded.
  /// - Throws: `StatisticsError.tooFewSamples`, `.notFinite`, `.outOfRange`.
  public static func student(
    _ samples: [Double], level: Double = 0.95
  ) throws(StatisticsError) -> Interval {
    try requireFinite(samples, "samples")
    return try student(Moments(samples), level: level)
  }

  /// Student's interval from a mean and a variance that were collected as samples came.
  ///
  /// - Throws: `StatisticsError.tooFewSamples` below 2; `.notFinite` when a sample was not;
  ///   `.outOfRange`.
  public static func student(
    _ moments: Moments, level: Double = 0.95
  ) throws(StatisticsError) -> Interval {
    guard moments.count >= 2 else { throw .tooFewSamples(found: moments.count, needed: 2) }
    return try student(
      mean: moments.mean, standardError: moments.standardError,
      degreesOfFreedom: Double(moments.count - 1), level: level, n: moments.count)
  }

  /// Student's interval from an estimate, its standard error and that error's degrees of freedom.
  ///
  /// - Parameters:
  ///   - mean: the estimate, finite.
  ///   - standardError: in the estimate's unit, finite, ≥ 0.
  ///   - degreesOfFreedom: at least 1.
  ///   - level: confidence, 0 … 1, both excluded.
  ///   - n: samples behind it [1], for the record.
  /// - Throws: `StatisticsError.notFinite`, `.outOfRange`.
  public static func student(
    mean: Double, standardError: Double, degreesOfFreedom: Double, level: Double, n: Int
  ) throws(StatisticsError) -> Interval {
    let factor = try studentQuantile(level: level, degreesOfFreedom: degreesOfFreedom)
    return try around(mean, standardError: standardError, factor: factor, level: level, n: n)
  }

  /// The normal interval for the mean of many independent samples; ``student(_:level:)`` is wider,
  /// and right for few.
  ///
  /// - Parameters:
  ///   - samples: at least 2, finite; any unit. The interval holds its level from about 100 on.
  ///   - level: confidence, 0 … 1, both excluded.
  /// - Throws: `StatisticsError.tooFewSamples`, `.notFinite`, `.outOfRange`.
  public static func normal(
    _ samples: [Double], level: Double = 0.95
  ) throws(StatisticsError) -> Interval {
    try requireFinite(samples, "samples")
    guard samples.count >= 2 else { throw .tooFewSamples(found: samples.count, needed: 2) }
    let moments = Moments(samples)
    return try normal(
      mean: moments.mean, standardError: moments.standardError, level: level, n: samples.count)
  }

  /// The normal interval of an estimate whose standard error is known.
  ///
  /// - Parameters:
  ///   - mean: the estimate, finite.
  ///   - standardError: in the estimate's unit, finite, ≥ 0.
  ///   - level: confidence, 0 … 1, both excluded.
  ///   - n: samples behind it [1], for the record.
  /// - Throws: `StatisticsError.notFinite`, `.outOfRange`.
  public static func normal(
    mean: Double, standardError: Double, level: Double = 0.95, n: Int
  ) throws(StatisticsError) -> Interval {
    try checkLevel(level)
    let factor = Portable.normalQuantile(0.5 + level / 2)
    return try around(mean, standardError: standardError, factor: factor, level: level, n: n)
  }

  private static func around(
    _ mean: Double, standardError: Double, factor: Double, level: Double, n: Int
  ) throws(StatisticsError) -> Interval {
    try requireFinite(mean, "mean")
    try requireNonNegative(standardError, "standardError")
    let halfWidth = factor * standardError
    try requireFinite(halfWidth, "halfWidth")
    return Interval(
      mean: mean, lower: mean - halfWidth, upper: mean + halfWidth, level: level, n: n)
  }

  /// Student's interval for the mean of a − b, pair by pair.
  ///
  /// - Throws: `StatisticsError.shapeMismatch` when the arrays differ in length; else as
  ///   ``student``.
  public static func paired(
    _ a: [Double], _ b: [Double], level: Double = 0.95
  ) throws(StatisticsError) -> Interval {
    guard a.count == b.count else {
      throw .shapeMismatch(name: "b", found: b.count, expected: a.count)
    }
    return try student(zip(a, b).map { $0 - $1 }, level: level)
  }

  /// Wilson's interval for a proportion.
  ///
  /// - Parameters:
  ///   - successes: 0 … n [1]; halves are allowed, for ties.
  ///   - n: trials, ≥ 1.
  /// - Source: Wilson, J. Amer. Statist. Assoc. 22 (1927).
  public static func wilson(
    successes: Double, n: Int, level: Double = 0.95
  ) throws(StatisticsError) -> Interval {
    guard n >= 1 else { throw .tooFewSamples(found: n, needed: 1) }
    guard successes >= 0, successes <= Double(n) else {
      throw .outOfRange(name: "successes", found: successes, allowed: "0 … \(n)")
    }
    try checkLevel(level)
    let z = Portable.normalQuantile(0.5 + level / 2)
    let trials = Double(n)
    let share = successes / trials
    let scale = 1 + z * z / trials
    let centre = (share + z * z / (2 * trials)) / scale
    let spread = z * z / (4 * trials * trials) + share * (1 - share) / trials
    let halfWidth = z * spread.squareRoot() / scale
    // At 0 and n successes one end is exactly the share; rounding must not push it past.
    return Interval(
      mean: share, lower: max(0, min(share, centre - halfWidth)),
      upper: min(1, max(share, centre + halfWidth)), level: level, n: n)
  }

  /// The p-point of sorted samples, interpolated linearly (type 7, the default of R and NumPy).
  ///
  /// - Parameters:
  ///   - sorted: ascending.
  ///   - p: 0 … 1.
  /// - Returns: NaN for an empty array or p outside 0 … 1. Between −∞ and another value it is −∞.
  /// - Source: Hyndman and Fan, Sample quantiles in statistical packages (1996).
  public static func quantile(_ sorted: [Double], _ p: Double) -> Double {
    guard let last = sorted.last, p >= 0, p <= 1 else { return .nan }
    let place = p * Double(sorted.count - 1)
    let index = Int(place)
    guard index + 1 < sorted.count else { return last }
    let low = sorted[index]
    let high = sorted[index + 1]
    let fraction = place - Double(index)
    // Infinities ("not reached") must give neither 0 · ∞ nor ∞ − ∞.
    if fraction == 0 || low == high || low == -.infinity { return low }
    return low + fraction * (high - low)
  }

  /// The factor of a two-sided Student interval, from GSL: for summaries only.
  ///
  /// - Parameters:
  ///   - level: confidence, 0 … 1, both excluded.
  ///   - degreesOfFreedom: at least 1; fractions are allowed.
  /// - Throws: `StatisticsError.outOfRange`, `.notFinite`, `.library`.
  public static func studentQuantile(
    level: Double, degreesOfFreedom: Double
  ) throws(StatisticsError) -> Double {
    try checkLevel(level)
    try requireFinite(degreesOfFreedom, "degreesOfFreedom")
    guard degreesOfFreedom >= 1 else {
      throw .outOfRange(name: "degreesOfFreedom", found: degreesOfFreedom, allowed: "at least 1")
    }
    return try GSL.value("gsl_cdf_tdist_Pinv") {
      gsl_cdf_tdist_Pinv(0.5 + level / 2, degreesOfFreedom)
    }
  }

  /// The factor for a whole number of degrees of freedom.
  public static func studentQuantile(
    level: Double, degreesOfFreedom: Int
  ) throws(StatisticsError) -> Double {
    try studentQuantile(level: level, degreesOfFreedom: Double(degreesOfFreedom))
  }

  static func checkLevel(_ level: Double) throws(StatisticsError) {
    // Within the last bits of 0 and 1 the point of the two-sided interval rounds to ½ or to 1.
    let point = 0.5 + level / 2
    guard point > 0.5, point < 1 else {
      throw .outOfRange(name: "level", found: level, allowed: "above 2e-16, below 1 − 2e-16")
    }
  }
}
