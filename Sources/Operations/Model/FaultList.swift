import Statistics

/// Collects faults, so that a check does not stop at the first.
struct FaultList {
  private(set) var found: [ModelFault] = []

  mutating func add(_ place: String, _ found: String, _ allowed: String) {
    self.found.append(ModelFault(place: place, found: found, allowed: allowed))
  }

  /// A finite number above a bound.
  mutating func check(_ value: Double, above bound: Double, _ place: String) {
    if !(value > bound && value.isFinite) { add(place, "\(value)", "above \(bound), finite") }
  }

  /// A finite number from a bound on, up to another if there is one.
  mutating func check(
    _ value: Double, from low: Double, to high: Double = .infinity, _ place: String
  ) {
    if !(value >= low && value <= high && value.isFinite) {
      add(place, "\(value)", high.isFinite ? "\(low) to \(high)" : "\(low) or more, finite")
    }
  }

  mutating func check(_ value: Int, in range: ClosedRange<Int>, _ place: String) {
    if !range.contains(value) {
      add(place, "\(value)", "\(range.lowerBound) to \(range.upperBound)")
    }
  }

  mutating func check(index: Int, of count: Int, _ place: String) {
    if !(0..<count).contains(index) {
      add(place, "index \(index)", count == 0 ? "none: there are no entries" : "0 to \(count - 1)")
    }
  }

  mutating func check(_ distribution: Distribution, _ place: String) {
    do {
      try distribution.checked()
    } catch {
      return add(place, "\(error)", "a possible distribution")
    }
    if !(distribution.mean >= 0) { add(place, "mean \(distribution.mean)", "a mean of 0 or more") }
  }

  /// Each 0 to 1, and not above 1 together.
  mutating func check(probabilities: [Double], _ place: String) {
    for p in probabilities { check(p, from: 0, to: 1, "\(place).probability") }
    let sum = probabilities.reduce(0, +)
    if sum > 1 + NetworkModel.probabilityTolerance {
      add(place, "probabilities that add up to \(sum)", "1 or less")
    }
  }
}
