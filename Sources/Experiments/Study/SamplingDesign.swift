import Scenarios
import Statistics

/// A way to have the same precision from less work.
public enum VarianceReduction: String, CaseIterable, Hashable, Sendable, Codable {
  /// All alternatives meet the same draws of assumptions and the same chance, so that what they have in
  /// common falls out of their difference.
  case commonNumbers = "common-numbers"
  /// Worlds come in blocks that spread evenly over the ranges of all assumptions.
  case quasiRandom = "quasi-random"

  /// In words, for a table.
  public var title: String {
    switch self {
    case .commonNumbers: "same worlds for all"
    case .quasiRandom: "evenly spread worlds"
    }
  }
}

/// How worlds are drawn, and what follows for the computing error of a mean over them.
///
/// Quasi-random worlds come in blocks of 8 Sobol' points, each block with a scrambling of its own: within
/// a block each assumption is once in each eighth of its range, and blocks are independent of each
/// other. A mean over whole blocks is unbiased, and its interval rests on the means of the blocks.
///
/// - Source: Owen, Scrambled net variance for integrals of smooth functions (1997); L'Ecuyer and Lemieux,
///   Recent advances in randomized quasi-Monte Carlo methods (2002).
struct SamplingDesign: Hashable, Sendable {
  /// Worlds in a block [1].
  static let blockSize = 8
  /// Below so many whole blocks [1] intervals take worlds for independent, which is wider than need be.
  static let fewestBlocks = 4

  let isQuasiRandom: Bool
  let hasCommonNumbers: Bool
  /// All assumptions keep their central values: worlds differ by chance alone.
  let isPoint: Bool

  /// Independent draws, shared by all alternatives.
  static let independent = SamplingDesign(without: [.quasiRandom])

  init(without: Set<VarianceReduction> = [], isPoint: Bool = false) {
    self.isPoint = isPoint
    isQuasiRandom = !isPoint && !without.contains(.quasiRandom)
    hasCommonNumbers = !without.contains(.commonNumbers)
  }

  /// One draw of each assumption as points between 0 and 1, shape [assumptions].
  ///
  /// The point of an assumption depends on its place in the list: one that is added at the end moves no
  /// other. Beyond the 512 dimensions of Sobol' points, and without blocks, each has a stream of its own,
  /// by its name.
  func points(ofWorld index: Int, _ assumptions: [Assumption], root: StreamName) -> [Double] {
    let own = root.child(UInt64(index))
    var points = assumptions.map { own.child($0.name).uniform }
    let dimensions = min(assumptions.count, SobolPoints.dimensionLimit)
    guard isQuasiRandom, dimensions > 0 else { return points }
    let block = root.child("block").child(UInt64(index / Self.blockSize))
    if let sobol = try? SobolPoints(dimensions: dimensions, scrambling: block),
      let point = try? sobol.point(at: index % Self.blockSize)
    {
      points.replaceSubrange(0..<dimensions, with: point)
    }
    return points
  }

  /// The mean of one value of each world, with its computing error.
  ///
  /// - Parameters:
  ///   - values: in the order of worlds, ≥ 1; a single one has no interval but itself.
  ///   - isComplete: whether all worlds from the first on are there, so that blocks are whole.
  func interval(
    _ values: [Double], isComplete: Bool, level: Double
  ) throws(ExperimentError) -> Interval {
    let mean = values.reduce(0, +) / Double(max(1, values.count))
    guard values.count >= 2, values.contains(where: { $0 != values[0] }) else {
      let only = values.first ?? 0
      return Interval(mean: only, lower: only, upper: only, level: level, n: values.count)
    }
    let blocks = values.count / Self.blockSize
    return try inPart("statistics") { () throws(StatisticsError) in
      guard isQuasiRandom, isComplete, blocks >= Self.fewestBlocks else {
        return try Intervals.student(values, level: level)
      }
      return try Intervals.student(
        mean: mean, standardError: Self.variance(ofMean: values, blocks: blocks).squareRoot(),
        degreesOfFreedom: Double(blocks - 1), level: level, n: values.count)
    }
  }

  /// Variance of the mean: from the means of whole blocks, and for the worlds after the last whole one as
  /// if they were independent, which is no less.
  private static func variance(ofMean values: [Double], blocks: Int) -> Double {
    let size = blockSize
    let means = (0..<blocks).map { block in
      values[block * size..<(block + 1) * size].reduce(0, +) / Double(size)
    }
    let (n, whole) = (Double(values.count), Double(blocks * size))
    let left = n - whole
    return whole * whole / (n * n) * Moments(means).variance / Double(blocks)
      + left / (n * n) * Moments(values).variance
  }

  /// How many times as many independent worlds would give the same error [1]; `nil` below the fewest blocks.
  func reduction(_ values: [Double]) -> Double? {
    let blocks = values.count / Self.blockSize
    guard isQuasiRandom, blocks >= Self.fewestBlocks else { return nil }
    let variance = Self.variance(ofMean: values, blocks: blocks)
    guard variance > 0 else { return nil }
    return Moments(values).variance / Double(values.count) / variance
  }
}
