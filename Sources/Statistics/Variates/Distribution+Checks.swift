extension Distribution {
  /// Refuses impossible parameters.
  ///
  /// - Throws: `StatisticsError.notFinite` or `.outOfRange`, with the parameter's name.
  public func checked() throws(StatisticsError) {
    switch self {
    case .constant(let value): try requireFinite(value, "value")
    case .exponential(let mean): try requirePositive(mean, "mean")
    case .erlang(let shape, let mean):
      try requireCount(shape, "shape")
      try requirePositive(mean, "mean")
    case .lognormal(let mu, let sigma):
      try requireFinite(mu, "mu")
      try requirePositive(sigma, "sigma")
      try requireFinite(mean, "mean")
    case .gamma(let shape, let scale), .weibull(let shape, let scale):
      try requirePositive(shape, "shape")
      try requirePositive(scale, "scale")
    case .hyperexponential(let p, let mean1, let mean2):
      try Self.checkPhases(p, mean1, mean2)
    case .uniform(let low, let high):
      try Self.checkRange(low, low, high)
      try requireFinite(mean, "mean")
    case .triangular(let low, let mode, let high), .pert(let low, let mode, let high):
      try Self.checkRange(low, mode, high)
      try requireFinite(mean, "mean")
    case .pareto(let low, let shape, let high):
      try requirePositive(low, "low")
      try requirePositive(shape, "shape")
      guard high > low else {
        throw .outOfRange(name: "high", found: high, allowed: "above low, \(low)")
      }
    case .normal(let mean, let deviation):
      try requireFinite(mean, "mean")
      try requirePositive(deviation, "standardDeviation")
    case .beta(let alpha, let beta):
      try Self.checkShape(alpha, "alpha")
      try Self.checkShape(beta, "beta")
    }
  }

  private static func checkPhases(
    _ p: Double, _ mean1: Double, _ mean2: Double
  ) throws(StatisticsError) {
    // A coefficient of variation below 1 arrives here as NaN.
    try requireFinite(p, "p (a hyperexponential needs cv ≥ 1)")
    guard p >= 0, p <= 1 else { throw .outOfRange(name: "p", found: p, allowed: "0 … 1") }
    try requirePositive(mean1, "mean1")
    try requirePositive(mean2, "mean2")
  }

  /// Beyond ``Portable/largestBetaShape`` no quantile is known.
  private static func checkShape(_ shape: Double, _ name: String) throws(StatisticsError) {
    try requirePositive(shape, name)
    guard shape <= Portable.largestBetaShape else {
      throw .outOfRange(name: name, found: shape, allowed: "up to \(Portable.largestBetaShape)")
    }
  }

  private static func checkRange(
    _ low: Double, _ mode: Double, _ high: Double
  ) throws(StatisticsError) {
    try requireFinite(low, "low")
    try requireFinite(mode, "mode")
    try requireFinite(high, "high")
    guard low < high else {
      throw .outOfRange(name: "high", found: high, allowed: "above low, \(low)")
    }
    guard low <= mode, mode <= high else {
      throw .outOfRange(name: "mode", found: mode, allowed: "\(low) … \(high)")
    }
    // Variances and triangular quantiles square it.
    try requireFinite((high - low) * (high - low), "square of high − low")
  }
}
