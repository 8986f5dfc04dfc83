/// An interval for the mean of one long run from all its batches, the overlapping ones too.
///
///     let waits: [Double] = …                      // [s], in order of time, run-in dropped
///     let batches = try OverlappingBatchMeans(waits, batchLength: waits.count / 32)
///     try batches.interval(level: 0.95)
///
/// With the same batch length the variance is known as well as from 1.5 times as many batches that
/// do not overlap. The bias is the same: batches must be long against the time over which samples
/// depend on each other, else the interval is too narrow.
///
/// - Source: Meketon and Schmeiser, Overlapping batch means: something for nothing?, Winter
///   Simulation Conference (1984); degrees of freedom after Schmeiser, Batch size effects in the
///   analysis of simulation output, Operations Research 30 (1982).
public struct OverlappingBatchMeans: Hashable, Sendable {
  /// Mean of all samples, in their unit.
  public let mean: Double
  /// Estimated variance of that mean, in the square of the samples' unit.
  public let varianceOfMean: Double
  /// Samples [1].
  public let count: Int
  /// Samples in a batch, m [1].
  public let batchLength: Int

  /// Slides a batch over the samples.
  ///
  /// - Parameters:
  ///   - samples: in order of time, finite, n ≥ 2m.
  ///   - batchLength: m ≥ 1; between n/50 and n/20 is usual.
  /// - Throws: `StatisticsError.tooFewSamples`, `.notFinite`, `.outOfRange`.
  /// - Complexity: O(n), no memory.
  public init(_ samples: [Double], batchLength: Int) throws(StatisticsError) {
    try requireCount(batchLength, "batchLength")
    try requireFinite(samples, "samples")
    guard batchLength <= samples.count / 2 else {
      throw .tooFewSamples(found: samples.count, needed: 2 * min(batchLength, .max / 2))
    }
    let mean = samples.reduce(0, +) / Double(samples.count)
    let (n, m) = (Double(samples.count), Double(batchLength))
    let squares = Self.squares(samples, batchLength, around: mean)
    // n·V/(n − m + 1) of the paper, over n; the sum here is of batch sums, m times their means.
    varianceOfMean = squares / m / ((n - m + 1) * (n - m))
    self.mean = mean
    self.batchLength = batchLength
    count = samples.count
  }

  /// Degrees of freedom of the variance, 1.5 (n/m − 1) [1]: an approximation for m ≪ n.
  public var degreesOfFreedom: Double { 1.5 * (Double(count) / Double(batchLength) - 1) }

  /// Student's interval; its `n` counts the whole batches that would fit side by side.
  ///
  /// - Throws: `StatisticsError.tooFewSamples` for n < 5m, where ``degreesOfFreedom`` no longer
  ///   holds; `.outOfRange`, `.library`.
  public func interval(level: Double = 0.95) throws(StatisticsError) -> Interval {
    guard count / batchLength >= 5 else {
      throw .tooFewSamples(found: count, needed: 5 * batchLength)
    }
    return try Intervals.student(
      mean: mean, standardError: varianceOfMean.squareRoot(), degreesOfFreedom: degreesOfFreedom,
      level: level, n: count / batchLength)
  }

  /// Squared deviations of all batch sums. The sum is taken afresh once per batch length, so that
  /// rounding errors do not add up over a long run.
  private static func squares(_ samples: [Double], _ length: Int, around mean: Double) -> Double {
    var (sum, squares) = (0.0, 0.0)
    for start in 0...samples.count - length {
      if start % length == 0 {
        sum = samples[start..<start + length].reduce(0) { $0 + ($1 - mean) }
      } else {
        sum += samples[start + length - 1] - samples[start - 1]
      }
      squares += sum * sum
    }
    return squares
  }
}
