/// A probability distribution of a number of things.
///
///     let arrivals = CountDistribution.poisson(mean: 12.5)
///     try arrivals.checked()
///     var stream = RandomStream(StreamName(seed: 1))
///     let count = arrivals.draw(&stream)
///
/// Draws follow the law to 2^-53 of chance, the grain of the uniform numbers behind them, for all
/// parameters that ``checked()`` accepts: nothing is replaced by a normal law. They use `Portable`
/// arithmetic only. Parameters are not checked when a case is made.
@frozen public enum CountDistribution: Hashable, Sendable {
  /// 1 with the given probability, else 0.
  case bernoulli(probability: Double)
  /// Events of a Poisson process in the time in which `mean` are expected.
  case poisson(mean: Double)
  /// Successes among `trials` independent trials.
  case binomial(trials: Int, probability: Double)
  /// Failures before the first success.
  case geometric(probability: Double)

  /// Beyond this size [1], whole numbers would no longer be exact in `Double` arithmetic: 2^50.
  public static var largest: Double { 0x1p50 }

  /// Refuses impossible parameters, and those with counts beyond ``largest``.
  ///
  /// - Throws: `StatisticsError.notFinite` or `.outOfRange`, with the parameter's name.
  public func checked() throws(StatisticsError) {
    switch self {
    case .bernoulli(let p): try Self.check(p, from: 0, through: 1, "probability")
    case .poisson(let mean): try Self.check(mean, from: 0, through: Self.largest, "mean")
    case .binomial(let trials, let p):
      try Self.check(Double(trials), from: 0, through: Self.largest, "trials")
      try Self.check(p, from: 0, through: 1, "probability")
    case .geometric(let p): try Self.check(p, from: 1 / Self.largest, through: 1, "probability")
    }
  }

  private static func check(
    _ value: Double, from low: Double, through high: Double, _ name: String
  ) throws(StatisticsError) {
    try requireFinite(value, name)
    guard value >= low, value <= high else {
      throw .outOfRange(name: name, found: value, allowed: "\(low) … \(high)")
    }
  }

  /// The mean [1].
  public var mean: Double {
    switch self {
    case .bernoulli(let p): p
    case .poisson(let mean): mean
    case .binomial(let trials, let p): Double(trials) * p
    case .geometric(let p): (1 - p) / p
    }
  }

  /// The variance [1].
  public var variance: Double {
    switch self {
    case .bernoulli(let p): p * (1 - p)
    case .poisson(let mean): mean
    case .binomial(let trials, let p): Double(trials) * p * (1 - p)
    case .geometric(let p): (1 - p) / p / p
    }
  }

  /// The chance of exactly this count, 0 … 1; relative error below 1e-12 within 6 standard
  /// deviations of means up to 1e6, growing with the root of the mean from there.
  public func probability(of count: Int) -> Double {
    guard count >= 0 else { return 0 }
    let k = Double(count)
    switch self {
    case .bernoulli(let p): return count == 0 ? 1 - p : count == 1 ? p : 0
    case .poisson(let mean): return Portable.exp(Portable.logPoisson(k, mean: mean))
    case .binomial(let trials, let p):
      return Portable.exp(Portable.logBinomial(k, trials: Double(trials), p))
    case .geometric(let p):
      return count == 0 ? p : p * Portable.exp(k * Portable.log1p(-p))
    }
  }
}
