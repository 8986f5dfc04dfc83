extension Portable {
  /// log(1 + x), exact for small x; error below 1.5 ulp.
  ///
  /// - Returns: −∞ at −1, NaN below.
  public static func log1p(_ x: Double) -> Double {
    if x > -0.29 && x < 0.41 { return logTail(x, plus: 0) + x }
    let sum = 1 + x
    if !sum.isFinite || sum <= 0 { return log(sum) }
    // What rounding took from the sum: from the larger of the two terms.
    let lost = x > 1 ? 1 - (sum - x) : x - (sum - 1)
    return log(sum) + lost / sum
  }

  /// exp(x) − 1, exact for small x; error below 1.5 ulp.
  public static func expm1(_ x: Double) -> Double {
    if !(x > -40) { return x.isNaN ? .nan : -1 }
    if x > 40 { return exp(x) }
    let (k, r, correction) = reduced(x)
    let tail = expTail(r, correction)
    if k == 0 { return tail }
    let power = scaled(1, by: k)
    return power * tail + (power - 1)
  }

  /// x to the power y; error below 1.5 ulp where the result is normal.
  ///
  /// - Returns: 1 for y = 0 or x = 1; for x < 0 the signed power when y is a whole number, else
  ///   NaN.
  public static func pow(_ x: Double, _ y: Double) -> Double {
    if y == 0 || x == 1 { return 1 }
    if x.isNaN || y.isNaN { return .nan }
    if x < 0 {
      guard y == y.rounded(.towardZero) else { return .nan }
      let size = pow(-x, y)
      let isOdd = abs(y) < 0x1p53 && Int(y) & 1 == 1
      return isOdd ? -size : size
    }
    if x == 0 { return y > 0 ? 0 : .infinity }
    if x == .infinity { return y > 0 ? .infinity : 0 }
    if y.isInfinite { return (x > 1) == (y > 0) ? .infinity : 0 }
    return exp(Wide(logOf: x), times: y)
  }

  /// exp(logarithm · y), with the product's lost part put back.
  private static func exp(_ logarithm: Wide, times y: Double) -> Double {
    let product = logarithm.high * y
    // Past any finite result; avoids ∞ − ∞ in the split.
    if !(abs(product) < 1_000) { return product > 0 ? .infinity : 0 }
    // Halves of y would overflow in the split; such a y leaves a finite result only at log x ≈ 0.
    let scale = abs(y) > 0x1p900 ? 0x1p-200 : 1
    let exact = Wide(product: logarithm.high / scale, y * scale)
    let lost = exact.low + logarithm.low * y
    let result = exp(exact.high)
    return result.isFinite ? result + result * lost : result
  }
}

/// A number as the unevaluated sum of two doubles: about 106 bits.
///
/// - Source: Dekker, A floating-point technique for extending the available precision (1971).
struct Wide {
  var high: Double
  var low: Double

  init(high: Double, low: Double) {
    self.high = high
    self.low = low
  }

  /// The exact sum of two doubles.
  init(sum a: Double, _ b: Double) {
    high = a + b
    let part = high - a
    low = (a - (high - part)) + (b - part)
  }

  /// The exact product of two doubles, without fused multiply–add.
  init(product a: Double, _ b: Double) {
    high = a * b
    let (a1, a2) = Self.halves(a)
    let (b1, b2) = Self.halves(b)
    low = ((a1 * b1 - high) + a1 * b2 + a2 * b1) + a2 * b2
  }

  /// log x to about 2^-65 of its size, for 0 < x < ∞.
  init(logOf x: Double) {
    let isSubnormal = x < 0x1p-1022
    let bits = (isSubnormal ? x * 0x1p54 : x).bitPattern
    let shifted = bits &+ (0x3ff0_0000_0000_0000 - 0x3fe6_a09e_0000_0000)
    let k = Double(Int(shifted >> 52) - 1023 - (isSubnormal ? 54 : 0))
    let m = Double(bitPattern: (shifted & 0x000f_ffff_ffff_ffff) + 0x3fe6_a09e_0000_0000)
    let s = Wide(high: m - 1, low: 0) / Wide(sum: m, 1)
    let z = s * s
    // 2 artanh s = 2 s (1 + z/3 + z²/5 + …): the first two terms wide, the rest in one double.
    let w = z.high
    let tail = 1.0 / 21 + w * (1.0 / 23 + w * (1.0 / 25))
    let rest = Portable.polynomial(
      w, 1.0 / 5, 1.0 / 7, 1.0 / 9, 1.0 / 11, 1.0 / 13, 1.0 / 15, 1.0 / 17, 1.0 / 19 + w * tail)
    let third = Wide(high: 1.0 / 3, low: 0x1.5555555555555p-56)
    let series = z * (third + Wide(product: z.high, rest))
    let mantissa = s + s * series
    let twice = Wide(high: 2 * mantissa.high, low: 2 * mantissa.low)
    // The high part of ln 2 has 32 bits, so that k times it is exact.
    let exponent = Wide(sum: k * Portable.ln2High, 0) + Wide(product: k, Portable.ln2Low)
    self = exponent + twice
  }

  static func + (a: Wide, b: Wide) -> Wide {
    let sum = Wide(sum: a.high, b.high)
    return Wide(sum: sum.high, sum.low + (a.low + b.low))
  }

  static func * (a: Wide, b: Wide) -> Wide {
    let product = Wide(product: a.high, b.high)
    return Wide(sum: product.high, product.low + (a.high * b.low + a.low * b.high))
  }

  static func / (a: Wide, b: Wide) -> Wide {
    let quotient = a.high / b.high
    let back = Wide(product: quotient, b.high)
    let rest = ((a.high - back.high) - back.low) + a.low - quotient * b.low
    return Wide(sum: quotient, rest / b.high)
  }

  /// A double as the sum of two with 26 bits each (Veltkamp).
  private static func halves(_ a: Double) -> (Double, Double) {
    let c = 134_217_729 * a
    let high = c - (c - a)
    return (high, a - high)
  }
}
