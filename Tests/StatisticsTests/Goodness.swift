import Statistics

/// How well draws fit a law. Each answer is the chance of a worse fit, were the law true; a test that
/// asks for more than 1e-7 raises a false alarm once in ten million.
enum Goodness {
  /// The law of unit times.
  static let exponential = Distribution.exponential(mean: 1)

  /// Kolmogorov–Smirnov; NaN, which passes no test, for draws or shares that the library refuses.
  static func ofFit(_ draws: [Double], _ cumulative: (Double) -> Double) -> Double {
    (try? GoodnessOfFit.kolmogorovSmirnov(draws, cdf: cumulative))?.pValue ?? .nan
  }

  /// Chi-square of counts against expected numbers. Neighbours are pooled until 20 are expected; what
  /// is expected beyond the last cell, where nothing was found, joins it. NaN as in `ofFit`.
  static func ofCounts(_ counts: [Int], expected: [Double]) -> Double {
    let total = Double(counts.reduce(0, +))
    var pooled: [(found: Int, expected: Double)] = []
    var open = (found: 0, expected: 0.0)
    for (count, number) in zip(counts, expected) {
      open = (open.found + count, open.expected + number)
      if open.expected >= 20 {
        pooled.append(open)
        open = (0, 0)
      }
    }
    let beyond = total - expected.reduce(0, +)
    guard beyond >= -1e-6 * total else { return .nan }
    let last = pooled.popLast() ?? (0, 0)
    pooled.append((last.found + open.found, last.expected + open.expected + beyond))
    guard pooled.count > 1 else { return 1 }
    return
      (try? GoodnessOfFit.chiSquare(
        observed: pooled.map(\.found), expected: pooled.map(\.expected)))?.pValue ?? .nan
  }

  static func ofEqualCells(_ counts: [Int]) -> Double {
    let each = Double(counts.reduce(0, +)) / Double(counts.count)
    return ofCounts(counts, expected: counts.map { _ in each })
  }

  /// Mean against its exact value, in standard errors.
  static func distance(_ moments: Moments, mean: Double, variance: Double) -> Double {
    abs(moments.mean - mean) / (variance / Double(moments.count)).squareRoot()
  }
}
