import Operations
import Statistics

/// What replications say about one requirement in one window and state.
///
/// A quantile is judged by the share of requests within the limit, so that overloaded stations and short
/// windows do no harm. The share is a ratio of totals over replications; its bounds are those of Student for
/// the ratio over independent replications, or those of Wilson for as many independent requests as have the
/// same error, whichever are wider. The latter also hold where all replications agree.
///
/// - Source: W. G. Cochran, "Sampling Techniques" (1977), ch. 6 (ratio estimator); E. L. Korn and
///   B. I. Graubard, Survey Methodology 24 (1998) (effective sample size); quantile bounds by Woodruff,
///   J. Amer. Statist. Assoc. 47 (1952).
struct Judgement: Hashable, Sendable {
  /// Ratio of totals [1 or s]; `nil` where nothing was counted.
  var ratio: Double?
  /// Ends of the one-sided intervals, each at the level of confidence.
  var lower = -Double.infinity
  var upper = Double.infinity
  /// Whether the goal is missed beyond doubt: many goals are looked at in many states, and one false miss
  /// would be paid for.
  var isMissed = false
  var isFloor: Bool
  var limit: Double

  private static let missLevel = 0.9995

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
    self.ratio = ratio
    let trials = requirement.isShare ? min(count, 1e15) : nil
    (lower, upper) = try Self.bounds(ratio, error, pairs.count, trials, level)
    let (least, most) = try Self.bounds(
      ratio, error, pairs.count, trials, max(level, Self.missLevel))
    isMissed = isFloor ? most < limit : least > limit
  }

  /// - Parameters:
  ///   - runs: independent replications.
  ///   - trials: requests, where they keep a goal or not.
  private static func bounds(
    _ ratio: Double, _ error: Double, _ runs: Int, _ trials: Double?, _ level: Double
  ) throws(ExperimentError) -> (lower: Double, upper: Double) {
    let twoSided = 2 * level - 1
    let factor = try inPart("statistics") { () throws(StatisticsError) in
      try Intervals.studentQuantile(level: twoSided, degreesOfFreedom: runs - 1)
    }
    let (lower, upper) = (ratio - factor * error, ratio + factor * error)
    guard let trials else { return (lower, upper) }
    let share = min(max(ratio, 0), 1)
    let alone = (share * (1 - share) / trials).squareRoot()
    let inflation = error > alone && alone > 0 ? (error / alone) * (error / alone) : 1
    let normal = Portable.normalQuantile(level)
    let effective = trials / inflation * (normal / factor) * (normal / factor)
    let n = max(1, Int(effective.rounded(.down)))
    let wilson = try inPart("statistics") { () throws(StatisticsError) in
      try Intervals.wilson(successes: share * Double(n), n: n, level: twoSided)
    }
    return (max(0, min(lower, wilson.lower)), min(1, max(upper, wilson.upper)))
  }

  /// Whether the goal is kept with confidence; where nothing came, nothing was missed.
  var isMet: Bool { ratio == nil || (isFloor ? lower >= limit : upper <= limit) }
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
