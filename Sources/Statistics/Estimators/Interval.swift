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
    guard samples.count >= 2 else { throw .tooFewSamples(found: samples.count, needed: 2) }
    var moments = Moments()
    for sample in samples { moments.add(sample) }
    let quantile = try studentQuantile(level: level, degreesOfFreedom: samples.count - 1)
    let halfWidth = quantile * moments.standardError
    return Interval(
      mean: moments.mean, lower: moments.mean - halfWidth, upper: moments.mean + halfWidth,
      level: level, n: samples.count)
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
  /// - Returns: NaN for an empty array or p outside 0 … 1.
  /// - Source: Hyndman and Fan, Sample quantiles in statistical packages (1996).
  public static func quantile(_ sorted: [Double], _ p: Double) -> Double {
    guard let last = sorted.last, p >= 0, p <= 1 else { return .nan }
    let place = p * Double(sorted.count - 1)
    let index = Int(place)
    guard index + 1 < sorted.count else { return last }
    let low = sorted[index]
    let high = sorted[index + 1]
    // Equal neighbours first, so that two infinities ("not reached") do not give NaN.
    return low == high ? low : low + (place - Double(index)) * (high - low)
  }

  /// The two-sided Student factor.
  public static func studentQuantile(
    level: Double, degreesOfFreedom: Int
  ) throws(StatisticsError) -> Double {
    try checkLevel(level)
    return try GSL.value("gsl_cdf_tdist_Pinv") {
      gsl_cdf_tdist_Pinv(0.5 + level / 2, Double(degreesOfFreedom))
    }
  }

  private static func checkLevel(_ level: Double) throws(StatisticsError) {
    guard level > 0, level < 1 else {
      throw .outOfRange(name: "level", found: level, allowed: "above 0, below 1")
    }
  }
}
