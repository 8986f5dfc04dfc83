extension Distribution {
  /// The mean, in the distribution's unit; infinite for an uncut Pareto of shape ≤ 1.
  public var mean: Double {
    switch self {
    case .constant(let value): value
    case .exponential(let mean), .erlang(_, let mean), .normal(let mean, _): mean
    case .lognormal(let mu, let sigma): Portable.exp(mu + sigma * sigma / 2)
    case .gamma(let shape, let scale): shape * scale
    case .hyperexponential(let p, let mean1, let mean2): p * mean1 + (1 - p) * mean2
    case .uniform(let low, let high): low + (high - low) / 2
    case .triangular(let low, let mode, let high): (low + mode + high) / 3
    case .pert(let low, let mode, let high): (low + 4 * mode + high) / 6
    case .weibull(let shape, let scale): scale * Self.gammaFunction(1 + 1 / shape)
    case .pareto(let low, let shape, let high): Self.paretoMoment(1, low, shape, high)
    case .beta(let alpha, let beta): alpha / (alpha + beta)
    }
  }

  /// The variance, in the square of the distribution's unit.
  public var variance: Double {
    switch self {
    case .constant: 0
    case .exponential(let mean): mean * mean
    case .erlang(let shape, let mean): mean * mean / Double(shape)
    case .lognormal(_, let sigma): mean * mean * Portable.expm1(sigma * sigma)
    case .gamma(let shape, let scale): shape * scale * scale
    case .hyperexponential(let p, let mean1, let mean2):
      2 * (p * mean1 * mean1 + (1 - p) * mean2 * mean2) - mean * mean
    case .uniform(let low, let high): (high - low) * (high - low) / 12
    case .triangular(let low, let mode, let high):
      ((high - low) * (high - low) - (mode - low) * (high - mode)) / 18
    case .pert(let low, _, let high): (mean - low) * (high - mean) / 7
    case .weibull(let shape, let scale):
      scale * scale * Self.gammaFunction(1 + 2 / shape) - mean * mean
    case .pareto(let low, let shape, let high): Self.paretoVariance(low, shape, high)
    case .normal(_, let deviation): deviation * deviation
    case .beta(let alpha, let beta):
      alpha * beta / ((alpha + beta) * (alpha + beta) * (alpha + beta + 1))
    }
  }

  /// Standard deviation over mean [1].
  public var coefficientOfVariation: Double { variance.squareRoot() / abs(mean) }

  private static func gammaFunction(_ x: Double) -> Double { Portable.exp(Portable.logGamma(x)) }

  /// The k-th moment about 0 of a Pareto distribution cut at `high`.
  private static func paretoMoment(
    _ k: Double, _ low: Double, _ shape: Double, _ high: Double
  ) -> Double {
    if high == low { return Portable.pow(low, k) }
    let span = Portable.log(high / low)
    let d = k - shape
    let integral = d == 0 ? span : Portable.expm1(d * span) / d
    return Portable.pow(low, k) * shape * integral / -Portable.expm1(-shape * span)
  }

  private static func paretoVariance(_ low: Double, _ shape: Double, _ high: Double) -> Double {
    let second = paretoMoment(2, low, shape, high)
    if second == .infinity { return .infinity }
    let first = paretoMoment(1, low, shape, high)
    return max(0, second - first * first)
  }
}
