import Operations
import Statistics

/// What replications say about one requirement in one window and state.
///
/// A quantile is judged by the share of requests within the limit, so that overloaded stations and short
/// windows do no harm. The share is a ratio of totals over replications, its error that of the ratio over
/// independent replications (Student), and never less than that of as many independent requests (Wilson),
/// which also holds where all replications agree.
///
/// - Source: W. G. Cochran, "Sampling Techniques" (1977), ch. 6 (ratio estimator); quantile bounds by
///   Woodruff, J. Amer. Statist. Assoc. 47 (1952).
struct Judgement: Hashable, Sendable {
  /// Ratio of totals [1 or s]; `nil` where nothing was counted.
  var ratio: Double?
  /// Ends of the one-sided intervals, each at the level of confidence.
  var lower = -Double.infinity
  var upper = Double.infinity
  var isFloor: Bool
  var limit: Double

  /// - Parameter level: of each one-sided bound, above 0.5.
  init(
    _ pairs: [CountedPair], _ requirement: Requirement, level: Double
  ) throws(ExperimentError) {
    (isFloor, limit) = (requirement.isFloor, requirement.limit)
    let (total, count) = pairs.reduce((0.0, 0.0)) { ($0.0 + $1.total, $0.1 + $1.count) }
    guard count > 0, pairs.count > 1 else { return }
    let ratio = total / count
    let (runs, mean) = (Double(pairs.count), count / Double(pairs.count))
    let squares = pairs.reduce(0.0) { sum, pair in
      let rest = pair.total - ratio * pair.count
      return sum + rest * rest
    }
    let error = (squares / (runs * (runs - 1))).squareRoot() / mean
    let twoSided = 2 * level - 1
    let factor = try inPart("statistics") { () throws(StatisticsError) in
      try Intervals.studentQuantile(level: twoSided, degreesOfFreedom: pairs.count - 1)
    }
    self.ratio = ratio
    (lower, upper) = (ratio - factor * error, ratio + factor * error)
    guard requirement.isShare, count < 1e15 else { return }
    let binomial = try inPart("statistics") { () throws(StatisticsError) in
      try Intervals.wilson(
        successes: min(max(total, 0), count.rounded()), n: max(1, Int(count.rounded())),
        level: twoSided)
    }
    (lower, upper) = (max(0, min(lower, binomial.lower)), min(1, max(upper, binomial.upper)))
  }

  /// Whether the goal is kept with confidence; where nothing came, nothing was missed.
  var isMet: Bool { ratio == nil || (isFloor ? lower >= limit : upper <= limit) }
  /// Whether it is missed with confidence.
  var isMissed: Bool { ratio != nil && (isFloor ? upper < limit : lower > limit) }
  /// Whether the estimate itself is beyond the limit.
  var isMissedOnAverage: Bool { ratio.map { isFloor ? $0 < limit : $0 > limit } ?? false }
  /// The end that the goal is compared with.
  var bound: Double { isFloor ? lower : upper }

  /// The figure itself and its bound, in the goal's unit [s or 1].
  ///
  /// - Parameter times: of all replications together, for a quantile.
  func figure(_ requirement: Requirement, _ times: CallTimes?) -> (value: Double, bound: Double)? {
    guard let ratio else { return nil }
    guard let p = requirement.goal.quantile, let times else { return (ratio, bound) }
    return (times.quantile(p), times.quantile(min(1, p + max(0, ratio - lower))))
  }
}

extension CallTimes {
  mutating func merge(_ other: CallTimes) {
    count += other.count
    waits.merge(other.waits)
    sojourns.merge(other.sojourns)
  }

  /// The p-point, with those that did not wait [s].
  fileprivate func quantile(_ p: Double) -> Double {
    let none = Double(count - waits.count)
    let rank = p * Double(count) - none
    guard rank > 0, waits.count > 0 else { return 0 }
    return waits.quantile(min(1, rank / Double(waits.count)))
  }
}
