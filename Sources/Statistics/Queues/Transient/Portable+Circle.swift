extension Portable {
  /// Sine and cosine of an angle in full turns [1]; error below 2e-16.
  ///
  /// In turns the reduction to an eighth of the circle is exact, however many turns there are.
  ///
  /// - Returns: NaN for what is not finite.
  static func sineAndCosine(turns: Double) -> (sine: Double, cosine: Double) {
    guard turns.isFinite else { return (.nan, .nan) }
    let part = turns.truncatingRemainder(dividingBy: 1)
    let quarters = (part * 4).rounded(.toNearestOrEven)
    let angle = (part - quarters / 4) * (2 * Double.pi)
    let (sine, cosine) = (smallSine(angle), smallCosine(angle))
    switch (Int(quarters) + 4) % 4 {
    case 0: return (sine, cosine)
    case 1: return (cosine, -sine)
    case 2: return (-sine, -cosine)
    default: return (-cosine, sine)
    }
  }

  /// Taylor's series for |x| ≤ π/4.
  private static func smallSine(_ x: Double) -> Double {
    let w = x * x
    var sum = 0.0
    for n in stride(from: 9.0, through: 1, by: -1) { sum = -w / (2 * n * (2 * n + 1)) * (1 + sum) }
    return x + x * sum
  }

  private static func smallCosine(_ x: Double) -> Double {
    let w = x * x
    var sum = 0.0
    for n in stride(from: 9.0, through: 1, by: -1) { sum = -w / (2 * n * (2 * n - 1)) * (1 + sum) }
    return 1 + sum
  }
}
