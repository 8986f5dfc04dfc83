/// An interval for the mean of one long run whose samples depend on each other: the run is cut into
/// batches, and the batches' means count as independent.
///
///     let batches = BatchMeans(waits, batches: 20)
///     try batches.interval(level: 0.95)
///
/// - Source: Law, Simulation Modeling and Analysis (5th ed., 2015), ch. 9.
public struct BatchMeans: Hashable, Sendable {
  /// The batches' means, in the samples' unit.
  public let means: [Double]

  /// Batch means found elsewhere, one for each batch of equal length.
  public init(means: [Double]) { self.means = means }

  /// Cuts samples into `batches` of equal length, dropping the few first that do not fill one.
  public init(_ samples: [Double], batches: Int) {
    let length = batches > 0 ? samples.count / batches : 0
    guard length > 0 else {
      means = []
      return
    }
    let skipped = samples.count - length * batches
    means = (0..<batches).map { batch in
      let start = skipped + batch * length
      return samples[start..<start + length].reduce(0, +) / Double(length)
    }
  }

  /// Student's interval over the batches.
  public func interval(level: Double = 0.95) throws(StatisticsError) -> Interval {
    try Intervals.student(means, level: level)
  }

  /// Correlation of neighbouring batches; near 0 where batches are long enough. NaN below three
  /// batches and when all are equal.
  public var lagOneCorrelation: Double {
    guard means.count >= 3 else { return .nan }
    let average = means.reduce(0, +) / Double(means.count)
    var (product, square) = (0.0, 0.0)
    for (index, mean) in means.enumerated() {
      square += (mean - average) * (mean - average)
      if index > 0 { product += (mean - average) * (means[index - 1] - average) }
    }
    return product / square
  }

  /// Von Neumann's ratio as a standard normal score: how far neighbours resemble each other beyond
  /// chance. Above 1.28 independent batches come with a chance of 10 %. NaN below three batches and
  /// when all are equal.
  ///
  /// - Source: von Neumann, Ann. Math. Statist. 12 (1941); for batches Fishman, Grouping
  ///   observations in digital simulation, Management Science 24 (1978).
  public var independenceScore: Double {
    guard means.count >= 3 else { return .nan }
    let count = Double(means.count)
    let squares = Moments(means).variance * (count - 1)
    var steps = 0.0
    for (mean, next) in zip(means, means.dropFirst()) { steps += (next - mean) * (next - mean) }
    return (1 - steps / (2 * squares)) * ((count * count - 1) / (count - 2)).squareRoot()
  }

  /// Neighbours joined in pairs while ``independenceScore`` is above 1.28 and at least `fewest`
  /// batches are left; an odd one at the start goes.
  ///
  /// - Complexity: O(batches).
  public func joinedUntilIndependent(atLeast fewest: Int) -> BatchMeans {
    var batches = self
    while batches.means.count / 2 >= max(fewest, 2), batches.independenceScore > 1.28 {
      let old = batches.means.suffix(batches.means.count / 2 * 2)
      batches = BatchMeans(
        means: stride(from: old.startIndex, to: old.endIndex, by: 2).map {
          (old[$0] + old[$0 + 1]) / 2
        })
    }
    return batches
  }
}
