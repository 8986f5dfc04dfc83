import Statistics

extension Distribution {
  /// A draw with a density in proportion to x f(x): the length of the interval that a moment falls into
  /// when intervals of this law follow each other. Values below 0 count as 0; the mean must be above 0.
  ///
  /// - Source: D. R. Cox, "Renewal Theory" (1962), section 5.4.
  func drawLengthBiased(_ stream: inout RandomStream) -> Double {
    switch self {
    case .constant(let value): return value
    case .exponential(let mean):
      return Distribution.erlang(shape: 2, mean: 2 * mean).draw(&stream)
    case .erlang(let shape, let mean):
      let stage = mean / Double(shape)
      return Distribution.erlang(shape: shape + 1, mean: mean + stage).draw(&stream)
    case .gamma(let shape, let scale):
      return Distribution.gamma(shape: shape + 1, scale: scale).draw(&stream)
    case .lognormal(let mu, let sigma):
      return Distribution.lognormal(mu: mu + sigma * sigma, sigma: sigma).draw(&stream)
    case .hyperexponential(let p, let mean1, let mean2):
      let isFirst = stream.uniform() * (p * mean1 + (1 - p) * mean2) < p * mean1
      return Distribution.erlang(shape: 2, mean: 2 * (isFirst ? mean1 : mean2)).draw(&stream)
    case .weibull(let shape, let scale):
      let power = Distribution.gamma(shape: 1 + 1 / shape, scale: 1).draw(&stream)
      return scale * Portable.exp(Portable.log(power) / shape)
    case .pareto(let low, let shape, let high) where high == .infinity:
      return Distribution.pareto(low: low, shape: shape - 1, high: high).draw(&stream)
    case .normal, .uniform, .triangular, .pert, .beta, .pareto:
      return drawByRejection(&stream)
    }
  }

  /// A draw x is taken with the probability x over a bound of the law.
  private func drawByRejection(_ stream: inout RandomStream) -> Double {
    let bound = upperBound
    while true {
      let value = draw(&stream)
      if stream.uniform() * bound < value { return value }
    }
  }

  /// What no draw exceeds; of a normal law, no draw of 10¹⁵.
  private var upperBound: Double {
    switch self {
    case .uniform(_, let high), .triangular(_, _, let high), .pert(_, _, let high),
      .pareto(_, _, let high):
      high
    case .beta: 1
    case .normal(let mean, let deviation): mean + 8 * deviation
    default: .infinity
    }
  }
}
