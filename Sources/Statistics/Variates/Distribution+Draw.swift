extension Distribution {
  /// One draw. Exponential: one uniform and one logarithm.
  ///
  /// Inversion throughout, except that gamma and beta accept and reject (Marsaglia and Tsang, 2000,
  /// on inverted normals), Erlang multiplies uniforms and hyperexponential takes a first uniform
  /// for its phase.
  @inlinable @inline(__always)
  public func draw(_ stream: inout RandomStream) -> Double {
    switch self {
    case .constant(let value): value
    case .exponential(let mean): -mean * Portable.log(stream.uniform())
    default: drawRarer(&stream)
    }
  }

  @usableFromInline @inline(never)
  func drawRarer(_ stream: inout RandomStream) -> Double {
    switch self {
    case .lognormal(let mu, let sigma):
      Portable.exp(mu + sigma * Portable.normalQuantile(stream.uniform()))
    case .erlang(let shape, let mean): Self.drawErlang(shape, mean, &stream)
    case .gamma(let shape, let scale): scale * Self.drawGamma(shape, &stream)
    case .hyperexponential(let p, let mean1, let mean2):
      (stream.uniform() < p ? mean1 : mean2) * -Portable.log(stream.uniform())
    case .pert(let low, let mode, let high): Self.drawPert(low, mode, high, &stream)
    case .beta(let alpha, let beta): Self.drawBeta(alpha, beta, &stream)
    default: quantile(stream.uniform())
    }
  }

  /// Minus the logarithm of a product of uniforms, 16 factors at a time so that none underflows.
  private static func drawErlang(_ shape: Int, _ mean: Double, _ stream: inout RandomStream)
    -> Double
  {
    if shape > 64 { return mean / Double(shape) * drawGamma(Double(shape), &stream) }
    var sum = 0.0
    var left = shape
    while left > 0 {
      var product = 1.0
      for _ in 0..<min(left, 16) { product *= stream.uniform() }
      sum -= Portable.log(product)
      left -= 16
    }
    return mean / Double(shape) * sum
  }

  /// Gamma of scale 1.
  ///
  /// - Source: Marsaglia and Tsang, A simple method for generating gamma variables, ACM TOMS 26
  ///   (2000).
  private static func drawGamma(_ shape: Double, _ stream: inout RandomStream) -> Double {
    if shape < 1 {
      let boost = Portable.log(stream.uniform()) / shape
      return drawGamma(shape + 1, &stream) * Portable.exp(boost)
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = Portable.normalQuantile(stream.uniform())
      let root = 1 + c * x
      let u = stream.uniform()
      guard root > 0 else { continue }
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

  private static func drawPert(
    _ low: Double, _ mode: Double, _ high: Double, _ stream: inout RandomStream
  ) -> Double {
    let (alpha, beta) = pertShapes(low: low, mode: mode, high: high)
    return low + (high - low) * drawBeta(alpha, beta, &stream)
  }
}
