extension Distribution {
  /// One draw.
  ///
  /// - Exponential, normal and what is made of them (lognormal, hyperexponential, Weibull): standard
  ///   draws by ziggurat, scaled.
  /// - Gamma, Erlang, beta and pert: accept and reject (Marsaglia and Tsang, 2000).
  /// - The others: inversion, one uniform.
  @inlinable @inline(__always)
  public func draw(_ stream: inout RandomStream) -> Double {
    switch self {
    case .constant(let value): value
    case .exponential(let mean): mean * stream.exponential()
    default: drawRarer(&stream)
    }
  }

  @usableFromInline @inline(never)
  func drawRarer(_ stream: inout RandomStream) -> Double {
    switch self {
    case .normal(let mean, let deviation): mean + deviation * stream.normal()
    case .lognormal(let mu, let sigma): Portable.exp(mu + sigma * stream.normal())
    case .erlang(let shape, let mean): mean / Double(shape) * Self.drawErlang(shape, &stream)
    case .gamma(let shape, let scale): scale * Self.drawGamma(shape, &stream)
    case .hyperexponential(let p, let mean1, let mean2):
      (stream.uniform() < p ? mean1 : mean2) * stream.exponential()
    case .weibull(let shape, let scale):
      scale * Portable.exp(Portable.log(stream.exponential()) / shape)
    case .pareto(let low, let shape, let high):
      Self.drawPareto(low, shape, high, stream.uniform())
    case .pert(let low, let mode, let high): Self.drawPert(low, mode, high, &stream)
    case .beta(let alpha, let beta): Self.drawBeta(alpha, beta, &stream)
    default: quantile(stream.uniform())
    }
  }

  /// The sum of `shape` standard exponentials; from three on, one gamma draw costs less.
  private static func drawErlang(_ shape: Int, _ stream: inout RandomStream) -> Double {
    switch shape {
    case 1: stream.exponential()
    case 2: stream.exponential() + stream.exponential()
    default: drawGamma(Double(shape), &stream)
    }
  }

  /// Gamma of scale 1.
  ///
  /// - Source: Marsaglia and Tsang, A simple method for generating gamma variables, ACM TOMS 26
  ///   (2000).
  private static func drawGamma(_ shape: Double, _ stream: inout RandomStream) -> Double {
    if shape < 1 {
      let boost = -stream.exponential() / shape
      return drawGamma(shape + 1, &stream) * Portable.exp(boost)
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = stream.normal()
      let root = 1 + c * x
      guard root > 0 else { continue }
      let u = stream.uniform()
      let v = root * root * root
      let square = x * x
      if u < 1 - 0.0331 * square * square { return d * v }
      if Portable.log(u) < 0.5 * square + d * (1 - v + Portable.log(v)) { return d * v }
    }
  }

  private static func drawBeta(_ alpha: Double, _ beta: Double, _ stream: inout RandomStream)
    -> Double
  {
    let x = drawGamma(alpha, &stream)
    let y = drawGamma(beta, &stream)
    // Both underflow only for shapes below about 0.01, where the mass sits at the two ends.
    guard x + y > 0 else { return stream.uniform() * (alpha + beta) < alpha ? 1 : 0 }
    return x / (x + y)
  }

  /// The quantile but for a few last places, without the cost of a power to the last bit.
  private static func drawPareto(_ low: Double, _ shape: Double, _ high: Double, _ u: Double)
    -> Double
  {
    let cut = high == .infinity ? 1 : -Portable.expm1(-shape * Portable.log(high / low))
    return min(high, low * Portable.exp(-Portable.log1p(-u * cut) / shape))
  }

  private static func drawPert(
    _ low: Double, _ mode: Double, _ high: Double, _ stream: inout RandomStream
  ) -> Double {
    let (alpha, beta) = pertShapes(low: low, mode: mode, high: high)
    return low + (high - low) * drawBeta(alpha, beta, &stream)
  }
}
