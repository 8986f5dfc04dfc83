import Statistics

/// Says after each stage of a study how many worlds it needs for a given error.
///
/// A pilot of 64 worlds sets the least number by Stein's rule: the variance of the pilot alone decides how
/// many worlds there will be, so that stopping does not favour samples that happen to look precise. Stages
/// go on from there until the interval of all worlds is as narrow as asked for. What is promised is the
/// wider of both; the interval of all worlds alone covers 93 to 95 % at 95 % where few blocks are enough.
///
/// - Source: Stein, A two-sample test for a linear hypothesis whose power is independent of the variance,
///   Annals of Mathematical Statistics 16 (1945).
struct StoppingRule {
  static let pilot = 64

  let design: SamplingDesign
  /// Confidence of the interval, 0 … 1.
  let level: Double

  /// - Parameters:
  ///   - values: of the worlds so far, in order; of all of them.
  ///   - halfWidth: wanted, > 0, in the values' unit.
  /// - Returns: worlds wanted in all; not more than there are when they are enough.
  func worldsWanted(_ values: [Double], halfWidth: Double) throws(ExperimentError) -> Int {
    guard values.count >= Self.pilot else { return Self.pilot }
    let pilot = try interval(Array(values.prefix(Self.pilot)))
    let least = Self.count(Self.pilot, error: pilot.halfWidth, goal: halfWidth)
    guard values.count >= least else { return whole(least) }
    let all = try interval(values)
    guard all.halfWidth > halfWidth else { return values.count }
    let wanted = Self.count(values.count, error: all.halfWidth, goal: halfWidth)
    return whole(max(wanted, values.count + 1))
  }

  /// Half the width that a study may promise which stopped by this rule: that of the interval of all worlds,
  /// and no less than Stein's.
  func promised(_ values: [Double]) throws(ExperimentError) -> Double {
    let all = try interval(values).halfWidth
    guard values.count > Self.pilot else { return all }
    let pilot = try interval(Array(values.prefix(Self.pilot))).halfWidth
    return max(all, pilot * (Double(Self.pilot) / Double(values.count)).squareRoot())
  }

  private func interval(_ values: [Double]) throws(ExperimentError) -> Interval {
    try design.interval(values, isComplete: true, level: level)
  }

  /// Up to a whole block.
  private func whole(_ count: Int) -> Int {
    let size = SamplingDesign.blockSize
    return (count + size - 1) / size * size
  }

  /// Errors fall with the square root of the number of worlds.
  private static func count(_ count: Int, error: Double, goal: Double) -> Int {
    let ratio = error / goal
    let wanted = (Double(count) * ratio * ratio).rounded(.up)
    return wanted < Double(StudyOptions.worldLimit) ? Int(wanted) : StudyOptions.worldLimit
  }
}
