import CGSL

/// A quantile with its computing error: an interval between two of the sorted samples.
public struct QuantileInterval: Hashable, Sendable {
  /// Which quantile, 0 … 1 [1].
  public let p: Double
  /// The sample quantile (linear interpolation), in the samples' unit.
  public let estimate: Double
  /// The ends of the interval, both of them samples.
  public let lower: Double
  public let upper: Double
  /// Confidence asked for [1], such as 0.95.
  public let level: Double
  /// Confidence attained [1], at least `level`: the chance that such an interval holds the true
  /// quantile. Exact for a continuous distribution, a lower bound for one with ties.
  public let attained: Double
  /// Independent samples it rests on [1].
  public let n: Int

  /// Whether a value lies inside, ends included.
  public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }
}

extension Intervals {
  /// The interval for a quantile of independent samples that needs no distribution: how many
  /// samples lie below the quantile is binomial.
  ///
  /// - Parameters:
  ///   - p: which quantile, 0 … 1, both excluded.
  ///   - samples: in any order and unit; ∞ ("not reached") is allowed, NaN is not. At most
  ///     4 294 967 295.
  ///   - level: confidence, 0 … 1, both excluded.
  /// - Returns: the narrowest pair of order statistics that misses on either side with a chance of
  ///   at most (1 − level)/2.
  /// - Throws: `StatisticsError.tooFewSamples` when the smallest and the largest sample do not
  ///   reach the level (the 95 % interval of the 95 % quantile needs 72);
  ///   `.notFinite` for NaN; `.outOfRange`; `.library`.
  /// - Complexity: O(n log n).
  /// - Source: David and Nagaraja, Order Statistics (3rd ed., 2003), section 7.1. The binomial
  ///   distribution is GSL's, so the figures belong in summaries only.
  public static func quantile(
    _ p: Double, of samples: [Double], level: Double = 0.95
  ) throws(StatisticsError) -> QuantileInterval {
    try checkLevel(level)
    guard p > 0, p < 1 else {
      throw .outOfRange(name: "p", found: p, allowed: "above 0, below 1")
    }
    for (index, sample) in samples.enumerated() where sample.isNaN {
      throw .notFinite(name: "samples", found: sample, index: index)
    }
    let needed = samplesNeeded(p, level: level)
    guard samples.count >= needed, let n = UInt32(exactly: samples.count) else {
      throw .tooFewSamples(found: samples.count, needed: needed)
    }
    let tail = (1 - level) / 2
    // Ranks from 1: P(fewer than `low` samples below) ≤ tail < P(at most `low` below).
    let low = try smallestCount(n) { count throws(StatisticsError) in
      try binomial(atMost: count, p, n) > tail
    }
    let high = try smallestCount(n) { count throws(StatisticsError) in
      try binomial(above: count, p, n) <= tail
    }
    guard low >= 1, high < n else { throw .tooFewSamples(found: samples.count, needed: needed) }
    let miss = try binomial(atMost: low - 1, p, n) + binomial(above: high, p, n)
    let sorted = samples.sorted()
    return QuantileInterval(
      p: p, estimate: quantile(sorted, p), lower: sorted[Int(low) - 1], upper: sorted[Int(high)],
      level: level, attained: 1 - miss, n: samples.count)
  }

  /// The fewest samples with pⁿ and (1 − p)ⁿ both at most (1 − level)/2.
  private static func samplesNeeded(_ p: Double, level: Double) -> Int {
    let needed = Portable.log((1 - level) / 2) / Portable.log1p(-min(p, 1 - p))
    return needed < 0x1p62 ? Int(needed.rounded(.up)) : .max
  }

  /// The smallest count in 0 … n from which on a monotone condition holds; n when none does.
  private static func smallestCount(
    _ n: UInt32, _ holds: (UInt32) throws(StatisticsError) -> Bool
  ) throws(StatisticsError) -> UInt32 {
    var (first, last) = (UInt32(0), n)
    while first < last {
      let middle = first + (last - first) / 2
      if try holds(middle) { last = middle } else { first = middle + 1 }
    }
    return first
  }

  private static func binomial(
    atMost count: UInt32, _ p: Double, _ n: UInt32
  ) throws(StatisticsError) -> Double {
    try GSL.value("gsl_cdf_binomial_P") { gsl_cdf_binomial_P(count, p, n) }
  }

  private static func binomial(
    above count: UInt32, _ p: Double, _ n: UInt32
  ) throws(StatisticsError) -> Double {
    try GSL.value("gsl_cdf_binomial_Q") { gsl_cdf_binomial_Q(count, p, n) }
  }
}
