/// A band of data rates, for users' caps: they come from continuous distributions, while flows of one
/// class need one cap.
///
/// Bands are a quarter of an octave wide (factor 2^¼ = 1.19), from 1 bit/s up; slower is band 0. A band
/// stands for its geometric middle, so a rate is off by a factor of 2^⅛ at most: at most 9.1 % too
/// high, or 8.3 % too low.
struct RateBand: Hashable {
  /// From 0; below `limit`.
  let number: Int

  static let limit = 4_096

  /// The band of a rate [bit/s]; what is not above 1 bit/s (nor a number) lies in band 0.
  init(of rate: Double) {
    guard rate > 1 else {
      number = 0
      return
    }
    let rate = min(rate, .greatestFiniteMagnitude)
    let part = rate.significand
    let quarter =
      part < Self.half ? (part < Self.quarter ? 0 : 1) : (part < Self.threeQuarters ? 2 : 3)
    number = 4 * Int(rate.exponent) + quarter
  }

  /// Its geometric middle [bit/s].
  var rate: Double {
    let part: Double
    switch number & 3 {
    case 0: part = 1.0905077326652577
    case 1: part = 1.2968395546510096
    case 2: part = 1.5422108254079407
    default: part = 1.8340080864093424
    }
    return Double(sign: .plus, exponent: number >> 2, significand: part)
  }

  // 2 to the power of ¼, ½ and ¾.
  private static let quarter = 1.189207115002721
  private static let half = 1.4142135623730951
  private static let threeQuarters = 1.681792830507429
}
