import Statistics

/// Present values at a real rate: all amounts are in the prices of one year, so inflation is no
/// part of it.
public struct Discounting: Hashable, Sendable {
  /// Real discount rate r [1/year].
  public let rate: Double

  /// - Throws: `EconomicsError.outOfRange` unless −1 < rate < ∞.
  public init(rate: Double) throws(EconomicsError) {
    guard rate > -1, rate < .infinity else {
      throw .outOfRange(name: "discount rate", found: rate, allowed: "above -1")
    }
    self.rate = rate
  }

  /// The real rate behind a nominal one: (1 + n) / (1 + i) − 1 [1/year].
  ///
  /// - Parameters:
  ///   - nominal: n [1/year].
  ///   - inflation: i [1/year], > −1.
  /// - Source: I. Fisher, The Theory of Interest (1930), ch. 2.
  public static func realRate(nominal: Double, inflation: Double) -> Double {
    (1 + nominal) / (1 + inflation) - 1
  }

  /// What 1 paid at time t [year] after the start is worth at the start: (1 + r)^−t.
  public func factor(at t: Double) -> Double { Portable.pow(1 + rate, -t) }

  /// What a total of 1 over year `year` (0-based) is worth at the start. Mid-year convention: a
  /// year's total counts as paid in its middle, at t = year + ½.
  public func factor(forYear year: Int) -> Double { factor(at: Double(year) + 0.5) }

  /// What 1 paid when year `year` (0-based) ends is worth at the start.
  public func factor(atEndOf year: Int) -> Double { factor(at: Double(year + 1)) }

  /// Present value of yearly totals, shape [years].
  public func presentValue(_ totals: [Double]) -> Double {
    totals.enumerated().reduce(0) { $0 + $1.element * factor(forYear: $1.offset) }
  }
}
