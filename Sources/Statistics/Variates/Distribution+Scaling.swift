extension Distribution {
  /// The law of `factor` times the quantity; every draw under the same name is `factor` times as large, up
  /// to rounding.
  ///
  /// - Parameter factor: > 0.
  /// - Returns: `nil` for a beta law, whose quantity is a share.
  public func scaled(by factor: Double) -> Distribution? {
    switch self {
    case .constant(let value): .constant(value * factor)
    case .exponential(let mean): .exponential(mean: mean * factor)
    case .erlang(let shape, let mean): .erlang(shape: shape, mean: mean * factor)
    case .lognormal(let mu, let sigma): .lognormal(mu: mu + Portable.log(factor), sigma: sigma)
    case .gamma(let shape, let scale): .gamma(shape: shape, scale: scale * factor)
    case .hyperexponential(let p, let mean1, let mean2):
      .hyperexponential(p: p, mean1: mean1 * factor, mean2: mean2 * factor)
    case .uniform(let low, let high): .uniform(low: low * factor, high: high * factor)
    case .triangular(let low, let mode, let high):
      .triangular(low: low * factor, mode: mode * factor, high: high * factor)
    case .pert(let low, let mode, let high):
      .pert(low: low * factor, mode: mode * factor, high: high * factor)
    case .weibull(let shape, let scale): .weibull(shape: shape, scale: scale * factor)
    case .pareto(let low, let shape, let high):
      .pareto(low: low * factor, shape: shape, high: high * factor)
    case .normal(let mean, let deviation):
      .normal(mean: mean * factor, standardDeviation: deviation * factor)
    case .beta: nil
    }
  }
}
