/// The rates at which a series of yearly totals has a net present value of zero.
///
///     InternalRate([-100, 60, 60])        // .one(0.1306…)
///
/// The mid-year convention multiplies every total by the same factor, so it changes no such rate.
public enum InternalRate: Hashable, Sendable {
  /// No rate between −99 % and 10 000 % a year.
  case none
  /// The internal rate of return [1/year].
  case one(Double)
  /// More than one, ascending: the rate says nothing; use the net present value.
  case several([Double])

  /// All internal rates of yearly totals, shape [years].
  public init(_ totals: [Double]) {
    // With x = 1/(1 + r) the net present value is a polynomial in x.
    let roots = Polynomial(coefficients: totals).roots(from: 1.0 / 101, through: 100)
    self.init(rates: roots.map { 1 / $0 - 1 })
  }

  /// All internal rates of what falls due every half year, shape [half-years].
  public init(halfYears totals: [Double]) {
    // With x = 1/√(1 + r): a year is two steps.
    let roots = Polynomial(coefficients: totals)
      .roots(from: (1.0 / 101).squareRoot(), through: 10)
    self.init(rates: roots.map { 1 / ($0 * $0) - 1 })
  }

  private init(rates: [Double]) {
    let rates = rates.sorted()
    switch rates.count {
    case 0: self = .none
    case 1: self = .one(rates[0])
    default: self = .several(rates)
    }
  }
}

/// Time until yearly totals, spread evenly over each year, first add up to zero or more [year].
///
/// - Parameters:
///   - totals: net amounts per year, shape [years].
///   - atYearEnd: net amounts when each year ends, shape [years] or empty.
///   - discounting: discounts each amount first, totals by the mid-year convention; `nil` for simple
///     payback.
/// - Returns: 0 when the sum never falls below zero; `nil` when it does and never comes back.
public func payback(
  _ totals: [Double], atYearEnd: [Double] = [], discounting: Discounting? = nil
) -> Double? {
  var sum = 0.0
  var wasNegative = false
  for (year, total) in totals.enumerated() {
    let amount = total * (discounting?.factor(forYear: year) ?? 1)
    if wasNegative, sum + amount >= 0 { return Double(year) - sum / amount }
    sum += amount
    if sum < 0 { wasNegative = true }
    guard atYearEnd.indices.contains(year), atYearEnd[year] != 0 else { continue }
    sum += atYearEnd[year] * (discounting?.factor(atEndOf: year) ?? 1)
    if wasNegative, sum >= 0 { return Double(year + 1) }
    if sum < 0 { wasNegative = true }
  }
  return wasNegative ? nil : 0
}

/// a₀ + a₁ x + a₂ x² + …
struct Polynomial {
  /// From a₀ up.
  let coefficients: [Double]

  /// Its value, by Horner's rule.
  func callAsFunction(_ x: Double) -> Double {
    coefficients.reversed().reduce(0) { $0 * x + $1 }
  }

  private var derivative: Polynomial {
    Polynomial(
      coefficients: coefficients.enumerated().dropFirst().map { Double($0.offset) * $0.element })
  }

  /// All real roots between two positive ends, ascending; a multiple root counts once.
  ///
  /// Between neighbouring roots of the derivative the polynomial is monotone, so each piece holds
  /// at most one root, found by bisection. A turning point counts as a root when it lies within
  /// rounding of zero.
  ///
  /// - Complexity: O(degree³) times 60 steps of bisection.
  func roots(from low: Double, through high: Double) -> [Double] {
    guard let last = coefficients.lastIndex(where: { $0 != 0 }), last > 0 else { return [] }
    let turns = Polynomial(coefficients: Array(coefficients[...last])).derivative
      .roots(from: low, through: high)
    let ends = [low] + turns + [high]
    var roots: [Double] = []
    for (a, b) in zip(ends, ends.dropFirst()) {
      if let root = root(between: a, b) { roots.append(root) }
    }
    // A root at a turning point is found from both sides.
    var distinct: [Double] = []
    for root in roots where distinct.last.map({ root - $0 > 1e-9 * root }) ?? true {
      distinct.append(root)
    }
    return distinct
  }

  private func root(between low: Double, _ high: Double) -> Double? {
    if isZero(at: low) { return low }
    if isZero(at: high) { return high }
    var (a, b) = (low, high)
    let isNegative = self(a) < 0
    guard isNegative != (self(b) < 0) else { return nil }
    for _ in 0..<200 {
      let middle = a + (b - a) / 2
      if middle <= a || middle >= b { break }
      if (self(middle) < 0) == isNegative { a = middle } else { b = middle }
    }
    return a + (b - a) / 2
  }

  /// Whether the value lies within rounding error of zero.
  private func isZero(at x: Double) -> Bool {
    let size = coefficients.reversed().reduce(0) { $0 * x + abs($1) }
    return abs(self(x)) <= 1e-14 * size
  }
}
