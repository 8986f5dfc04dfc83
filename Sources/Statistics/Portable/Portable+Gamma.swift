extension Portable {
  /// log Γ(x) for x > 0; error below 2e-14 of the larger of 1 and |log Γ(x)|, so that few digits are
  /// right next to its zeros at 1 and 2.
  ///
  /// - Source: Stirling's series (DLMF 5.11.1) after shifting the argument above 15.
  public static func logGamma(_ x: Double) -> Double {
    guard x > 0 else { return .nan }
    var shifted = x
    var product = 1.0
    while shifted < 15 {
      product *= shifted
      shifted += 1
    }
    let w = 1 / (shifted * shifted)
    let series =
      1.0 / 12 - w * (1.0 / 360 - w * (1.0 / 1_260 - w * (1.0 / 1_680 - w * (1.0 / 1_188))))
    let stirling = (shifted - 0.5) * log(shifted) - shifted + 0.9189385332046728 + series / shifted
    return stirling - log(product)
  }

  /// The share of a gamma distribution of scale 1 below x: P(a, x), 0 … 1.
  ///
  /// Absolute error below 1e-12 for shapes up to 1 000, 1e-9 up to 100 000, and 1e-13 from there.
  ///
  /// - Source: series (DLMF 8.11.4) below a + 1, else continued fraction (DLMF 8.9.2), which take
  ///   some √a steps; above 100 000 the uniform asymptotic expansion (DLMF 8.12.7).
  public static func gammaCDF(shape a: Double, _ x: Double) -> Double {
    guard x > 0 else { return x.isNaN ? .nan : 0 }
    guard x < .infinity else { return 1 }
    if a > 1e5 { return largeGammaCDF(shape: a, x) }
    let front = exp(a * log(x) - x - logGamma(a))
    if x < a + 1 {
      var term = 1 / a
      var sum = term
      var n = a
      while term > 1e-17 * sum {
        n += 1
        term *= x / n
        sum += term
      }
      return min(1, front * sum)
    }
    var fraction = LentzFraction(first: x + 1 - a)
    for n in 1...10_000 {
      let i = Double(n)
      if fraction.extend(a: i * (a - i), b: x + 2 * i + 1 - a) { break }
    }
    return max(0, 1 - front / fraction.value)
  }

  /// P(a, x) for large a: normal, with a correction that is of no account 40 deviations away.
  private static func largeGammaCDF(shape a: Double, _ x: Double) -> Double {
    let size = (2 * deviance(a, x)).squareRoot()
    let z = x < a ? -size : size
    guard size < 39 else { return x < a ? 0 : 1 }
    let eta = z / a.squareRoot()
    // c₀(η), and c₁(η)/a, of which one term counts.
    let correction =
      polynomial(
        eta, -1.0 / 3, 1.0 / 12, -2.0 / 135, 1.0 / 864, 1.0 / 2_835, -139.0 / 777_600, 0, 0)
      - (1.0 / 540 + eta / 288) / a
    let density = exp(-0.5 * z * z) * 0.3989422804014327
    return min(1, max(0, normalCDF(z) - density / a.squareRoot() * correction))
  }

  /// The largest shape for which ``betaCDF(_:_:_:)`` is known.
  public static var largestBetaShape: Double { 1e6 }

  /// The share of a beta distribution below x: I_x(a, b), 0 … 1; NaN for shapes above
  /// ``largestBetaShape``. Absolute error below 1e-12 for shapes up to 100, growing with the larger
  /// one to 1e-8.
  ///
  /// - Source: continued fraction DLMF 8.17.22, mirrored where it converges faster.
  public static func betaCDF(_ a: Double, _ b: Double, _ x: Double) -> Double {
    guard max(a, b) <= largestBetaShape else { return .nan }
    guard x > 0 else { return x.isNaN ? .nan : 0 }
    guard x < 1 else { return 1 }
    if x > (a + 1) / (a + b + 2) { return 1 - betaCDF(b, a, 1 - x, mirrored: true) }
    return betaCDF(a, b, x, mirrored: false)
  }

  private static func betaCDF(_ a: Double, _ b: Double, _ x: Double, mirrored: Bool) -> Double {
    guard x > 0 else { return 0 }
    let constant = logGamma(a + b) - logGamma(a) - logGamma(b)
    let front = exp(constant + a * log(x) + b * log1p(-x)) / a
    var fraction = LentzFraction(first: 1)
    for n in 0..<5_000 {
      let m = Double(n / 2)
      let numerator =
        n % 2 == 0
        ? -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        : (m + 1) * (b - m - 1) * x / ((a + 2 * m + 1) * (a + 2 * m + 2))
      if fraction.extend(a: numerator, b: 1) { break }
    }
    return min(1, max(0, front / fraction.value))
  }

  /// The smallest double between `lower` and `upper` (both ≥ 0) at which `reached` becomes true,
  /// which must be false below some point and true from there on; `upper` if it never does.
  ///
  /// - Complexity: 64 calls at most, by bisection over the bit patterns.
  static func smallest(from lower: Double, through upper: Double, _ reached: (Double) -> Bool)
    -> Double
  {
    var low = lower.bitPattern
    var high = upper.bitPattern
    while low < high {
      let middle = low + (high - low) / 2
      if reached(Double(bitPattern: middle)) { high = middle } else { low = middle + 1 }
    }
    return Double(bitPattern: high)
  }
}

/// A continued fraction b0 + a1/(b1 + a2/(b2 + …)), evaluated forward.
///
/// - Source: modified Lentz method, Thompson and Barnett, J. Comput. Phys. 64 (1986).
private struct LentzFraction {
  private(set) var value: Double
  private var c: Double
  private var d = 0.0

  init(first: Double) {
    value = first == 0 ? 1e-300 : first
    c = value
  }

  /// Takes one more term in; `true` when it no longer changes the value.
  mutating func extend(a: Double, b: Double) -> Bool {
    d = b + a * d
    if d == 0 { d = 1e-300 }
    d = 1 / d
    c = b + a / c
    if c == 0 { c = 1e-300 }
    value *= c * d
    return abs(c * d - 1) < 2e-16
  }
}
