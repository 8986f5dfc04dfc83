/// The continuous distribution that data suggest, interpolated between them.
///
///     let work = try EmpiricalDistribution(samples: [12, 15, 11, 40, 22])   // [s]
///     var stream = RandomStream(StreamName(seed: 1))
///     let duration = work.draw(&stream)                                     // [s], 11 … 40
///
/// The rule: of n samples in rising order, the i-th (from 0) is the point that a share i/(n − 1)
/// stays below, and between two samples the share grows linearly. Draws never leave the range of the
/// data, so a tail that the data have not seen is not invented; fit a law where it matters.
///
/// - Complexity: O(n) memory; a draw O(1), by inversion: it grows with its one uniform.
/// - Source: Law, Simulation Modeling and Analysis, 5th ed. (2015), 6.2.4; definition 7 of Hyndman
///   and Fan, Sample quantiles in statistical packages (1996).
public struct EmpiricalDistribution: Hashable, Sendable {
  /// In rising order.
  private let points: [Double]

  /// - Parameter samples: at least two, in any order, in the unit of the quantity.
  /// - Throws: `StatisticsError.tooFewSamples` or `.notFinite`.
  public init(samples: [Double]) throws(StatisticsError) {
    guard samples.count >= 2 else { throw .tooFewSamples(found: samples.count, needed: 2) }
    try requireFinite(samples, "samples")
    points = samples.sorted()
    // Differences of points are taken.
    try requireFinite(points[points.count - 1] - points[0], "range of samples")
  }

  /// One draw, in the unit of the samples.
  public func draw(_ stream: inout RandomStream) -> Double { point(stream.uniform()) }

  /// The value that a share p of draws stays below; NaN outside 0 … 1.
  public func quantile(_ p: Double) -> Double { p >= 0 && p <= 1 ? point(p) : .nan }

  private func point(_ p: Double) -> Double {
    let place = p * Double(points.count - 1)
    let index = min(Int(place), points.count - 2)
    let (low, high) = (points[index], points[index + 1])
    return min(high, low + (place - Double(index)) * (high - low))
  }

  /// The share of draws at or below x, 0 … 1.
  ///
  /// - Complexity: O(log n).
  public func cumulative(_ x: Double) -> Double {
    guard x >= points[0] else { return x.isNaN ? .nan : 0 }
    // The number of points at or below x.
    var low = 1
    var high = points.count
    while low < high {
      let middle = (low + high) / 2
      if points[middle] <= x { low = middle + 1 } else { high = middle }
    }
    guard low < points.count else { return 1 }
    let step = (x - points[low - 1]) / (points[low] - points[low - 1])
    return (Double(low - 1) + step) / Double(points.count - 1)
  }

  /// The mean of draws: each interval's middle, equally often. Not quite the mean of the samples, of
  /// which the least and the greatest count half here.
  public var mean: Double {
    average { low, high in low + (high - low) / 2 }
  }

  /// The variance of draws.
  public var variance: Double {
    let centre = mean
    return average { low, high in
      let middle = low + (high - low) / 2 - centre
      return middle * middle + (high - low) * (high - low) / 12
    }
  }

  private func average(_ value: (Double, Double) -> Double) -> Double {
    var sum = 0.0
    for index in 1..<points.count { sum += value(points[index - 1], points[index]) }
    return sum / Double(points.count - 1)
  }
}
