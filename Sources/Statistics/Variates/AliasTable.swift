/// A distribution over the numbers 0 ..< n with given weights, from which a draw takes the same short
/// time for every n.
///
///     let channels = try AliasTable(weights: [70, 25, 5])     // web, phone, counter
///     var stream = RandomStream(StreamName(seed: 1))
///     let channel = channels.draw(&stream)                    // 0 with chance 0.7
///
/// - Complexity: O(n) to make and in memory, one word and two comparisons per draw.
/// - Source: Walker, An efficient method for generating discrete random variables with general
///   distributions, ACM TOMS 3 (1977); Vose, A linear algorithm for generating random numbers with a
///   given distribution, IEEE Trans. Software Eng. 17 (1991).
public struct AliasTable: Hashable, Sendable {
  /// One of n equal columns: its lower part, up to `boundary` of 2^64, belongs to its own number.
  private struct Column: Hashable {
    var boundary: UInt64
    var alias: Int
  }

  private var columns: [Column]
  /// Chance of each number [1], shape [n]; their sum is 1.
  public let probabilities: [Double]

  /// - Parameter weights: one per number, ≥ 0, at least one above 0; they need not sum to 1.
  /// - Throws: `StatisticsError.tooFewSamples` without weights; `.notFinite`, also for their sum;
  ///   `.outOfRange` for a weight below 0, or if all are 0.
  public init(weights: [Double]) throws(StatisticsError) {
    guard !weights.isEmpty else { throw .tooFewSamples(found: 0, needed: 1) }
    var total = 0.0
    for (index, weight) in weights.enumerated() {
      try requireNonNegative(weight, "weights[\(index)]")
      total += weight
    }
    try requirePositive(total, "sum of weights")
    probabilities = weights.map { $0 / total }
    columns = Self.columns(probabilities)
  }

  /// A column short of its share is filled up from one that has too much, until all are level.
  private static func columns(_ probabilities: [Double]) -> [Column] {
    var columns = probabilities.indices.map { Column(boundary: .max, alias: $0) }
    var shares = probabilities.map { $0 * Double(probabilities.count) }
    var short = shares.indices.filter { shares[$0] < 1 }
    var tall = shares.indices.filter { shares[$0] >= 1 }
    while let low = short.popLast(), let high = tall.last {
      columns[low] = Column(boundary: UInt64(shares[low] * 0x1p64), alias: high)
      shares[high] -= 1 - shares[low]
      if shares[high] < 1 {
        tall.removeLast()
        short.append(high)
      }
    }
    // Columns still in a list are level but for rounding, and keep their own number throughout.
    return columns
  }

  /// One draw, 0 ..< n. Each number has its chance to within 2^-53: weights are rounded to shares,
  /// and 64 random bits choose.
  public func draw(_ stream: inout RandomStream) -> Int {
    // word · n / 2^64: the whole part is the column, the fraction the height in it.
    let place = stream.next().multipliedFullWidth(by: UInt64(columns.count))
    let index = Int(truncatingIfNeeded: place.high)
    let column = columns[index]
    return place.low < column.boundary ? index : column.alias
  }
}
