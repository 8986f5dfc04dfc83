/// Elementary functions that give the same bits on every x86-64 and Arm machine.
///
/// A C library's `log` changes its last bits with the processor (fused multiply–add) and the
/// library's version, and one changed bit in an event time changes a run. These use only `+ - * /`,
/// square roots and bit patterns in a fixed order, which IEEE 754 fixes to the last bit and Swift
/// never contracts. Errors are stated per function in units in the last place (ulp) and tested
/// against 50 digits.
///
/// - Source: argument reduction after Tang, Table-driven implementation of the logarithm and
///   exponential functions (1990), and Ng, FDLIBM (1993); polynomials fitted by Chebyshev
///   interpolation for this package.
public enum Portable {
  /// Natural logarithm; error below 1 ulp.
  ///
  /// - Returns: −∞ at 0, NaN below 0.
  @inlinable @inline(__always)
  public static func log(_ x: Double) -> Double {
    // Positive, normal, finite: one comparison.
    let bits = x.bitPattern
    if _fastPath(bits &- 0x0010_0000_0000_0000 < 0x7fe0_0000_0000_0000) {
      return normalLog(bits, exponent: 0)
    }
    return rareLog(x)
  }

  /// Logarithm of the normal number with these bits, times 2^exponent.
  ///
  /// x = 2^k (1 + f) with √½ ≤ 1 + f < √2; with s = f/(2 + f), log(1 + f) = 2 artanh s.
  @inlinable @inline(__always)
  static func normalLog(_ bits: UInt64, exponent: Double) -> Double {
    let shifted = bits &+ (0x3ff0_0000_0000_0000 - 0x3fe6_a09e_0000_0000)
    // The exponent as a number: in the last places of 2^52 (see `StreamName.openUnit`).
    let k = Double(bitPattern: shifted &>> 52 | 0x4330_0000_0000_0000) - (0x1p52 + 1023 - exponent)
    let mantissa = (shifted & 0x000f_ffff_ffff_ffff) &+ 0x3fe6_a09e_0000_0000
    let f = Double(bitPattern: mantissa) - 1
    return k * ln2High + (logTail(f, plus: k * ln2Low) + f)
  }

  /// log(1 + f) − f + `small`, for √½ ≤ 1 + f < √2.
  @inlinable @inline(__always)
  static func logTail(_ f: Double, plus small: Double) -> Double {
    let s = f / (2 + f)
    let z = s * s
    let w = z * z
    let even = w * (0.39999999999899444 + w * (0.22222211130259878 + w * 0.15331710618210773))
    let odd =
      z
      * (0.666666666666667
        + w * (0.2857142862600327 + w * (0.18182889455674947 + w * 0.14616585424888623)))
    let half = 0.5 * f * f
    return s * (half + (even + odd)) + small - half
  }

  @inlinable @inline(__always) static var ln2High: Double { 0x1.62e42feep-1 }
  @inlinable @inline(__always) static var ln2Low: Double { 0x1.a39ef35793c76p-33 }

  /// Zero, subnormal, negative, infinite and NaN arguments of `log`.
  @usableFromInline @inline(never)
  static func rareLog(_ x: Double) -> Double {
    if x == 0 { return -.infinity }
    if x.isNaN || x < 0 { return .nan }
    if x == .infinity { return .infinity }
    return normalLog((x * 0x1p54).bitPattern, exponent: -54)
  }

  /// Exponential function; error below 1 ulp where the result is normal.
  ///
  /// - Returns: ∞ above 709.78, 0 below −745.13.
  @inlinable @inline(__always)
  public static func exp(_ x: Double) -> Double {
    if _fastPath(x > -708 && x < 709) {
      let (k, r, correction) = reduced(x)
      return scaled(1 + expTail(r, correction), by: k)
    }
    return rareExp(x)
  }

  /// x = k ln 2 + r + correction, with |r| ≤ ½ ln 2. For |x| < 800.
  @inlinable @inline(__always)
  static func reduced(_ x: Double) -> (k: Int, r: Double, correction: Double) {
    // Adding and taking away 1.5 · 2^52 rounds to a whole number.
    let shifted = x * 0x1.71547652b82fep+0 + 0x1.8p52
    let k = shifted - 0x1.8p52
    let high = x - k * ln2High
    let low = k * ln2Low
    let r = high - low
    return (
      Int(truncatingIfNeeded: shifted.bitPattern &- 0x4338_0000_0000_0000), r, (high - r) - low
    )
  }

  /// exp(r + correction) − 1 for |r| ≤ ½ ln 2, as r + r²/2 + r³ P(r).
  @inlinable @inline(__always)
  static func expTail(_ r: Double, _ correction: Double) -> Double {
    let p = polynomial(
      r, 0.16666666666666669, 0.041666666666666664, 0.008333333333330039, 0.0013888888888886537,
      0.00019841269863171557, 2.4801587317228724e-05, 2.7557268276905696e-06,
      2.755728283880048e-07 + r * (2.51004725056945e-08 + r * 2.09112987659402e-09))
    let square = r * r
    return r + (square * (0.5 + r * p) + correction * (1 + r))
  }

  /// c₀ + c₁ r + … + c₇ r⁷ by Estrin's scheme: a third of the waiting of Horner's.
  @inlinable @inline(__always)
  static func polynomial(
    _ r: Double, _ c0: Double, _ c1: Double, _ c2: Double, _ c3: Double, _ c4: Double,
    _ c5: Double, _ c6: Double, _ c7: Double
  ) -> Double {
    let square = r * r
    let low = (c0 + c1 * r) + (c2 + c3 * r) * square
    let high = (c4 + c5 * r) + (c6 + c7 * r) * square
    return low + high * (square * square)
  }

  /// y · 2^k for a result that is a normal number, by adding to the exponent.
  @inlinable @inline(__always)
  static func scaled(_ y: Double, by k: Int) -> Double {
    Double(bitPattern: y.bitPattern &+ UInt64(bitPattern: Int64(k)) &<< 52)
  }

  /// Arguments of `exp` that overflow, underflow or are NaN.
  @usableFromInline @inline(never)
  static func rareExp(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    if x > 709.782712893384 { return .infinity }
    if x < -745.1332191019411 { return 0 }
    let (k, r, correction) = reduced(x)
    let mantissa = 1 + expTail(r, correction)
    if k > 0 { return scaled(mantissa, by: k - 1) * 2 }
    return scaled(mantissa, by: k + 64) * 0x1p-64
  }
}
