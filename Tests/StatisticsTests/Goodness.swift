import Statistics

/// How well draws fit a law. Each answer is the chance of a worse fit, were the law true; a test that
/// asks for more than 1e-7 raises a false alarm once in ten million.
enum Goodness {
  /// Kolmogorov–Smirnov, large samples.
  static func ofFit(_ draws: [Double], _ cumulative: (Double) -> Double) -> Double {
    let n = Double(draws.count)
    var worst = 0.0
    for (index, draw) in draws.sorted().enumerated() {
      let share = cumulative(draw)
      worst = max(worst, share - Double(index) / n, Double(index + 1) / n - share)
    }
    let size = 2 * n * worst * worst
    return min(1, 2 * (Portable.exp(-size) - Portable.exp(-4 * size)))
  }

  /// Chi-square of counts against expected numbers with the same sum. Neighbours are pooled until
  /// 20 are expected.
  static func ofCounts(_ counts: [Int], expected: [Double]) -> Double {
    var (sum, cells) = (0.0, 0)
    var (found, wanted) = (0.0, 0.0)
    var left = expected.reduce(0, +)
    for (count, number) in zip(counts, expected) {
      found += Double(count)
      wanted += number
      left -= number
      if wanted >= 20 && (left >= 20 || left < 1e-6 * wanted) {
        sum += (found - wanted) * (found - wanted) / wanted
        cells += 1
        (found, wanted) = (0, 0)
      }
    }
    if wanted > 0.5 {
      sum += (found - wanted) * (found - wanted) / wanted
      cells += 1
    }
    return cells < 2 ? 1 : 1 - Portable.gammaCDF(shape: Double(cells - 1) / 2, sum / 2)
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
