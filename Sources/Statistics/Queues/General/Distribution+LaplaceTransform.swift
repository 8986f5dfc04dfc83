extension Distribution {
  /// Whether ``laplaceComplement(_:)`` knows the family.
  var hasLaplaceTransform: Bool {
    switch self {
    case .constant, .exponential, .erlang, .gamma, .hyperexponential, .uniform: true
    default: false
    }
  }

  /// 1 − E[e^(−sX)], to full relative precision also for small s; s ≥ 0 in one over X's unit.
  ///
  /// - Returns: NaN for other families than those of ``hasLaplaceTransform``.
  func laplaceComplement(_ s: Double) -> Double {
    switch self {
    case .constant(let value): -Portable.expm1(-s * value)
    case .exponential(let mean): s * mean / (1 + s * mean)
    case .erlang(let shape, let mean): Self.gammaComplement(Double(shape), s * mean / Double(shape))
    case .gamma(let shape, let scale): Self.gammaComplement(shape, s * scale)
    case .hyperexponential(let p, let mean1, let mean2):
      p * (s * mean1 / (1 + s * mean1)) + (1 - p) * (s * mean2 / (1 + s * mean2))
    case .uniform(let low, let high):
      -Portable.expm1(-s * low) + Portable.exp(-s * low) * Self.uniformComplement(s * (high - low))
    default: .nan
    }
  }

  /// 1 − (1 + x)^(−shape).
  private static func gammaComplement(_ shape: Double, _ x: Double) -> Double {
    -Portable.expm1(-shape * Portable.log1p(x))
  }

  /// 1 − (1 − e^(−x))/x, of the uniform distribution on 0 … x.
  private static func uniformComplement(_ x: Double) -> Double {
    if x > 0.5 { return (x + Portable.expm1(-x)) / x }
    // x/2! − x²/3! + …
    var term = x / 2
    var sum = 0.0
    var n = 2.0
    while abs(term) > 1e-18 * sum {
      sum += term
      n += 1
      term *= -x / n
    }
    return sum
  }
}
