/// The distribution of the Kolmogorov–Smirnov distance D of n samples from their own distribution.
///
/// - Source: exact below: Marsaglia, Tsang and Wang, Evaluating Kolmogorov's distribution, J.
///   Statistical Software 8 (2003); exact in the tail: Smirnov's one-sided sum, doubled, after
///   Simard and L'Ecuyer, Computing the two-sided Kolmogorov–Smirnov distribution, J. Statistical
///   Software 39 (2011); large n: Kolmogorov's limit with the correction of Vrbik, Small-sample
///   corrections to Kolmogorov–Smirnov test statistic, Pioneer J. Theor. Appl. Statistics 15 (2018).
public enum Kolmogorov {
  /// P(D ≥ d) for n samples [1].
  ///
  /// Absolute error below 1e-12 for n ≤ 500 and, where n·d² ≥ 4 (p below 7e-4), relative error
  /// below 1e-9 for n ≤ 10 000; elsewhere absolute error below 4e-5 for n > 500, and below 2e-6 for
  /// n > 10 000.
  ///
  /// - Parameters:
  ///   - d: the distance [1]; NaN is refused.
  ///   - n: samples, ≥ 1.
  /// - Throws: `StatisticsError.notFinite`, `.outOfRange`.
  /// - Complexity: O(n^1.5 log n) for n ≤ 500, O(n) up to 10 000, then O(1).
  public static func survival(_ d: Double, n: Int) throws(StatisticsError) -> Double {
    try requireFinite(d, "d")
    try requireCount(n, "n")
    let size = Double(n)
    if d <= 0.5 / size { return 1 }
    if d >= 1 { return 0 }
    if size * d * d >= 4, n <= 10_000 { return min(1, 2 * oneSidedSurvival(d, n)) }
    if n <= 500 { return 1 - exactCDF(d, n) }
    let root = size.squareRoot()
    return limitingSurvival(root * d + 1 / (6 * root) + (root * d - 1) / (4 * size))
  }

  /// P(√n D ≥ z) in the limit of many samples; absolute error below 1e-15.
  public static func limitingSurvival(_ z: Double) -> Double {
    // Two forms of one theta function: each converges within a few terms on its side.
    if z < 0.04 { return 1 }
    var sum = 0.0
    if z < 1 {
      let exponent = Double.pi * Double.pi / (8 * z * z)
      for odd in [1.0, 3, 5, 7, 9] { sum += Portable.exp(-exponent * odd * odd) }
      return 1 - (2 * Double.pi).squareRoot() / z * sum
    }
    var sign = 2.0
    for k in [1.0, 2, 3, 4, 5] {
      sum += sign * Portable.exp(-2 * z * z * k * k)
      sign = -sign
    }
    return sum
  }

  /// P(D⁺ ≥ d): Smirnov's sum of positive terms.
  private static func oneSidedSurvival(_ d: Double, _ n: Int) -> Double {
    let size = Double(n)
    let all = Portable.logGamma(size + 1)
    var sum = 0.0
    for j in 0...Int(size * (1 - d)) {
      let share = d + Double(j) / size
      guard share < 1 else { break }
      let choices =
        all - Portable.logGamma(Double(j) + 1) - Portable.logGamma(Double(n - j) + 1)
      sum += Portable.exp(
        choices + Double(j - 1) * Portable.log(share) + Double(n - j) * Portable.log1p(-share))
    }
    return d * sum
  }

  /// P(D < d) as an element of the n-th power of a matrix of about 2nd rows.
  private static func exactCDF(_ d: Double, _ n: Int) -> Double {
    let size = Double(n)
    let half = Int(size * d) + 1
    let overhang = Double(half) - size * d
    var power = ScaledPower(DurbinMatrix.elements(half: half, overhang: overhang))
    power.raise(to: n)
    let order = 2 * half - 1
    var (value, exponent) = (power.elements[(half - 1) * order + half - 1], power.exponent)
    // Times n!/nⁿ.
    for i in 1...n {
      value *= Double(i) / size
      if value < 0x1p-400 {
        value *= 0x1p400
        exponent -= 400
      }
    }
    return min(1, value * Double(sign: .plus, exponent: max(exponent, -1_000), significand: 1))
  }

  /// P(D ≥ steps/(m·n)) of two samples, by counting lattice paths that keep below.
  ///
  /// - Complexity: O(m·n).
  /// - Source: Hodges, The significance probability of the Smirnov two-sample test (1957).
  static func twoSampleSurvival(_ steps: Int, _ m: Int, _ n: Int) -> Double {
    var row = [Double](repeating: 0, count: n + 1)
    for j in 0...n { row[j] = j * m < steps ? 1 : 0 }
    guard steps > 0 else { return 1 }
    for i in 1...m {
      // Shares of paths, so that nothing overflows.
      let weight = Double(i) / Double(i + n)
      row[0] = i * n < steps ? weight * row[0] : 0
      for j in 1...n {
        row[j] = abs(i * n - j * m) < steps ? weight * row[j] + row[j - 1] : 0
      }
    }
    return min(1, max(0, 1 - row[n]))
  }
}

/// The matrix H of Marsaglia, Tsang and Wang.
private enum DurbinMatrix {
  /// Shape [2·half − 1 × 2·half − 1], row-major.
  static func elements(half: Int, overhang h: Double) -> [Double] {
    let order = 2 * half - 1
    var inverseFactorials = [1.0]
    for i in 1...order { inverseFactorials.append(inverseFactorials[i - 1] / Double(i)) }
    var powers = [1.0]
    for i in 1...order { powers.append(powers[i - 1] * h) }
    var elements = [Double](repeating: 0, count: order * order)
    for row in 0..<order {
      for column in 0...min(row + 1, order - 1) {
        let distance = row - column + 1
        var value = 1.0
        if column == 0 { value -= powers[row + 1] }
        if row == order - 1 { value -= powers[order - column] }
        if column == 0, row == order - 1, h > 0.5 {
          value += (0..<order).reduce(1.0) { power, _ in power * (2 * h - 1) }
        }
        elements[row * order + column] = value * inverseFactorials[distance]
      }
    }
    return elements
  }
}

/// A power of a square matrix with an exponent of its own, so that it neither over- nor underflows.
private struct ScaledPower {
  /// The power over 2^exponent, row-major.
  private(set) var elements: [Double]
  private(set) var exponent = 0
  private let base: [Double]
  private let order: Int

  init(_ base: [Double]) {
    self.base = base
    elements = base
    order = Int(Double(base.count).squareRoot())
  }

  /// Raises the matrix to a power n ≥ 1 by squaring.
  mutating func raise(to n: Int) {
    guard n > 1 else { return }
    raise(to: n / 2)
    elements = product(elements, elements)
    exponent *= 2
    if n % 2 == 1 { elements = product(elements, base) }
    if elements[(order / 2) * order + order / 2] > 0x1p400 {
      for index in elements.indices { elements[index] *= 0x1p-400 }
      exponent += 400
    }
  }

  private func product(_ a: [Double], _ b: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: a.count)
    for row in 0..<order {
      for middle in 0..<order {
        let factor = a[row * order + middle]
        if factor == 0 { continue }
        for column in 0..<order {
          result[row * order + column] += factor * b[middle * order + column]
        }
      }
    }
    return result
  }
}
