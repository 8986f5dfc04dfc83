import Statistics

/// How many people work on one project at once, at most.
public enum TeamSize: Hashable, Sendable {
  /// The same for every project [person], ≥ 1; fractions are cut off.
  case fixed(Double)
  /// As many as do the planned effort in coefficient · effort^exponent months: larger projects have larger
  /// teams, and take longer.
  ///
  /// - Source: COCOMO II's schedule equation (Boehm et al. 2000).
  case schedule(coefficient: Double, exponent: Double)

  /// - Parameter plannedEffort: of the whole project [person-month], ≥ 0.
  /// - Returns: [person], ≥ 1.
  func crew(plannedEffort: Double) -> Int {
    switch self {
    case .fixed(let persons): return max(1, Int(persons))
    case .schedule(let coefficient, let exponent):
      guard plannedEffort > 0 else { return 1 }
      let months = coefficient * Portable.pow(plannedEffort, exponent)
      return max(1, Int((plannedEffort / months).rounded()))
    }
  }
}
