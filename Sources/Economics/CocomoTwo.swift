import Statistics

/// Effort and schedule of a software project from its size: COCOMO II, post-architecture.
///
///     let model = CocomoTwo.published2000
///     let effort = model.effort(size: 100, exponent: 1.15)      // 586.6 person-months
///     model.schedule(effort: effort, exponent: 1.15)            // 29.7 months
///
/// - Source: Boehm et al., Software Cost Estimation with COCOMO II (2000).
public struct CocomoTwo: Hashable, Sendable {
  /// Effort = A · size^(B + 0.01 Σ scale factors) · Π multipliers.
  public var a: Double
  public var b: Double
  /// Schedule = C · effort^(D + 0.2 (E − B)).
  public var c: Double
  public var d: Double

  public init(a: Double, b: Double, c: Double, d: Double) {
    (self.a, self.b, self.c, self.d) = (a, b, c, d)
  }

  /// The calibration published with COCOMO II.2000.
  public static let published2000 = CocomoTwo(a: 2.94, b: 0.91, c: 3.67, d: 0.28)

  /// The five scale factors rated nominal: PREC, FLEX, RESL, TEAM, PMAT.
  public static let nominalScaleFactors = [3.72, 3.04, 4.24, 3.29, 4.68]

  /// E = B + 0.01 Σ scale factors [1].
  public func exponent(scaleFactors: [Double]) -> Double { b + 0.01 * scaleFactors.reduce(0, +) }

  /// - Parameters:
  ///   - size: thousands of source lines [kSLOC], ≥ 0.
  ///   - exponent: E.
  ///   - multipliers: effort multipliers; none for all nominal.
  /// - Returns: [person-month] of 152 hours.
  public func effort(size: Double, exponent: Double, multipliers: [Double] = []) -> Double {
    multipliers.reduce(a * Portable.pow(size, exponent), *)
  }

  /// - Parameters:
  ///   - effort: without the schedule multiplier SCED [person-month].
  ///   - exponent: E.
  /// - Returns: [month] at nominal schedule.
  public func schedule(effort: Double, exponent: Double) -> Double {
    c * Portable.pow(effort, scheduleExponent(exponent: exponent))
  }

  /// D + 0.2 (E − B) [1].
  public func scheduleExponent(exponent: Double) -> Double { d + 0.2 * (exponent - b) }
}
