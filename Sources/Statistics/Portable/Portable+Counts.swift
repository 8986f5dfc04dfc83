/// Probabilities of counts, by deviance: log n! is never subtracted from numbers of its own size, so
/// that little is lost where counts are large.
///
/// - Source: Loader, Fast and accurate computation of binomial probabilities (2000).
extension Portable {
  /// Log of the chance that a Poisson count of this mean is k; k a whole number ≥ 0.
  static func logPoisson(_ k: Double, mean: Double) -> Double {
    if mean == 0 { return k == 0 ? 0 : -.infinity }
    if k == 0 { return -mean }
    return -stirlingError(k) - deviance(k, mean) - 0.5 * log(twoPi * k)
  }

  /// Log of the chance of k successes in n trials of probability p; k and n whole numbers ≥ 0.
  static func logBinomial(_ k: Double, trials n: Double, _ p: Double) -> Double {
    guard k <= n else { return -.infinity }
    if p == 0 { return k == 0 ? 0 : -.infinity }
    if p == 1 { return k == n ? 0 : -.infinity }
    if k == 0 { return n * log1p(-p) }
    if k == n { return n * log(p) }
    let failures = n - k
    let errors = stirlingError(n) - stirlingError(k) - stirlingError(failures)
    let distance = deviance(k, n * p) + deviance(failures, n * (1 - p))
    return errors - distance - 0.5 * log(twoPi * k * (failures / n))
  }

  private static var twoPi: Double { 6.283185307179586 }

  /// What Stirling's formula lacks: log n! − log(√(2πn) (n/e)ⁿ), for whole n ≥ 1.
  private static func stirlingError(_ n: Double) -> Double {
    if n <= 15 { return stirlingErrors[Int(n)] }
    let w = 1 / (n * n)
    return (1.0 / 12 - w * (1.0 / 360 - w * (1.0 / 1_260 - w * (1.0 / 1_680 - w / 1_188)))) / n
  }

  /// x log(x/m) + m − x, for x > 0, m > 0.
  static func deviance(_ x: Double, _ m: Double) -> Double {
    let difference = x - m
    guard abs(difference) < 0.1 * (x + m) else { return x * log(x / m) - difference }
    // x log(x/m) = 2 x artanh v: its series, of which the first term cancels.
    let v = difference / (x + m)
    var sum = difference * v
    var term = 2 * x * v
    var n = 1.0
    while true {
      term *= v * v
      n += 2
      let next = sum + term / n
      if next == sum { return sum }
      sum = next
    }
  }

  /// The errors of 1 … 15, to 50 digits; the first element stands for 0 and is not used.
  private static let stirlingErrors: [Double] = [
    0.0, 0.08106146679532726, 0.0413406959554093, 0.02767792568499834, 0.020790672103765093,
    0.016644691189821193, 0.013876128823070748, 0.01189670994589177, 0.010411265261972096,
    0.009255462182712733, 0.00833056343336287, 0.007573675487951841, 0.00694284010720953,
    0.006408994188004207, 0.0059513701127588475, 0.005554733551962801,
  ]
}
