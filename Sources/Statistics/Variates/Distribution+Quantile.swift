extension Distribution {
  /// The p-point: the value that a share p of draws stays below, for 0 < p < 1. Portable.
  ///
  /// Closed forms, except Erlang, gamma, hyperexponential, beta and pert: bisection on their
  /// distribution function to the last bit, about 10 µs.
  public func quantile(_ p: Double) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    switch self {
    case .constant(let value): return value
    case .exponential(let mean): return -mean * Portable.log1p(-p)
    case .lognormal(let mu, let sigma):
      return Portable.exp(mu + sigma * Portable.normalQuantile(p))
    case .uniform(let low, let high): return low + (high - low) * p
    case .triangular(let low, let mode, let high): return Self.triangularPoint(low, mode, high, p)
    case .weibull(let shape, let scale):
      return scale * Portable.pow(-Portable.log1p(-p), 1 / shape)
    case .pareto(let low, let shape, let high):
      let cut = -Portable.expm1(-shape * Portable.log(high / low))
      return min(high, low * Portable.pow(1 - p * cut, -1 / shape))
    case .normal(let mean, let deviation):
      return deviation == 0 ? mean : mean + deviation * Portable.normalQuantile(p)
    case .pert(let low, let mode, let high):
      let (alpha, beta) = Self.pertShapes(low: low, mode: mode, high: high)
      return low + (high - low) * Distribution.beta(alpha: alpha, beta: beta).quantile(p)
    case .erlang, .gamma, .hyperexponential:
      if p == 1 { return .infinity }
      let largest = Double.greatestFiniteMagnitude
      return Portable.smallest(from: 0, through: largest) { cumulative($0) >= p }
    case .beta: return Portable.smallest(from: 0, through: 1) { cumulative($0) >= p }
    }
  }

  /// The share of draws at or below x, 0 … 1. Portable.
  public func cumulative(_ x: Double) -> Double {
    switch self {
    case .constant(let value): return x >= value ? 1 : 0
    case .exponential(let mean): return Self.exponentialShare(x, mean)
    case .erlang(let shape, let mean):
      return Portable.gammaCDF(shape: Double(shape), x * Double(shape) / mean)
    case .lognormal(let mu, let sigma):
      return x <= 0 ? 0 : Portable.normalCDF((Portable.log(x) - mu) / sigma)
    case .gamma(let shape, let scale): return Portable.gammaCDF(shape: shape, x / scale)
    case .hyperexponential(let p, let mean1, let mean2):
      return p * Self.exponentialShare(x, mean1) + (1 - p) * Self.exponentialShare(x, mean2)
    case .uniform(let low, let high): return min(1, max(0, (x - low) / (high - low)))
    case .triangular(let low, let mode, let high): return Self.triangularShare(low, mode, high, x)
    case .pert(let low, let mode, let high):
      let (alpha, beta) = Self.pertShapes(low: low, mode: mode, high: high)
      return Portable.betaCDF(alpha, beta, (x - low) / (high - low))
    case .weibull(let shape, let scale):
      return x <= 0 ? 0 : -Portable.expm1(-Portable.pow(x / scale, shape))
    case .pareto(let low, let shape, let high):
      if x <= low { return 0 }
      if x >= high { return 1 }
      return Portable.expm1(-shape * Portable.log(x / low))
        / Portable.expm1(-shape * Portable.log(high / low))
    case .normal(let mean, let deviation): return Portable.normalCDF((x - mean) / deviation)
    case .beta(let alpha, let beta): return Portable.betaCDF(alpha, beta, x)
    }
  }

  private static func exponentialShare(_ x: Double, _ mean: Double) -> Double {
    x <= 0 ? 0 : -Portable.expm1(-x / mean)
  }

  private static func triangularPoint(
    _ low: Double, _ mode: Double, _ high: Double, _ p: Double
  ) -> Double {
    let width = high - low
    if p * width <= mode - low { return low + (p * width * (mode - low)).squareRoot() }
    return high - ((1 - p) * width * (high - mode)).squareRoot()
  }

  private static func triangularShare(
    _ low: Double, _ mode: Double, _ high: Double, _ x: Double
  ) -> Double {
    if x <= low { return 0 }
    if x >= high { return 1 }
    let width = high - low
    if x <= mode { return (x - low) * (x - low) / (width * (mode - low)) }
    return 1 - (high - x) * (high - x) / (width * (high - mode))
  }
}
