extension CountDistribution {
  /// One draw.
  ///
  /// With small means, by counting exponential times, so that under one stream name a larger mean
  /// or probability never gives a smaller count; otherwise by transformed rejection.
  ///
  /// - Precondition: ``checked()`` accepts the parameters; with others a draw might never end.
  /// - Complexity: about 5 ns per expected count up to 10, then the same for every mean.
  public func draw(_ stream: inout RandomStream) -> Int {
    switch self {
    case .bernoulli(let p): return stream.uniform() < p ? 1 : 0
    case .poisson(let mean):
      precondition(mean >= 0 && mean <= Self.largest, "a Poisson mean was not checked")
      if mean < 10 { return Self.countEvents(within: mean, &stream) }
      return Self.rejectPoisson(mean, &stream)
    case .binomial(let trials, let p):
      precondition(trials >= 0 && p >= 0 && p <= 1, "a binomial law was not checked")
      if p <= 0.5 { return Self.drawBinomial(trials, p, &stream) }
      return trials - Self.drawBinomial(trials, 1 - p, &stream)
    case .geometric(let p):
      precondition(p >= 1 / Self.largest && p <= 1, "a geometric probability was not checked")
      // An exponential time, rounded down. Its rate is infinite where success is certain.
      return Int(stream.exponential() / -Portable.log1p(-p))
    }
  }

  /// The events of a Poisson process of rate 1 before `end`.
  private static func countEvents(within end: Double, _ stream: inout RandomStream) -> Int {
    var count = 0
    var time = stream.exponential()
    while time < end {
      count += 1
      time += stream.exponential()
    }
    return count
  }

  private static func drawBinomial(_ trials: Int, _ p: Double, _ stream: inout RandomStream)
    -> Int
  {
    if Double(trials) * p < 10 { return countEnded(of: trials, p, &stream) }
    return rejectBinomial(Double(trials), p, &stream)
  }

  /// Of `trials` exponential lives of mean 1, how many end before the time at which a share `p`
  /// has. While `left` of them last, the next end comes after an exponential time of mean 1/left.
  ///
  /// - Source: Devroye, Non-Uniform Random Variate Generation (1986), X.4.3, second waiting time
  ///   method.
  private static func countEnded(of trials: Int, _ p: Double, _ stream: inout RandomStream) -> Int {
    let end = -Portable.log1p(-p)
    var left = trials
    var time = 0.0
    while left > 0 {
      time += stream.exponential() / Double(left)
      if time >= end { break }
      left -= 1
    }
    return trials - left
  }

  /// Poisson for means of 10 and more.
  ///
  /// - Source: Hörmann, The transformed rejection method for generating Poisson random variables,
  ///   Insurance: Mathematics and Economics 12 (1993), algorithm PTRS.
  private static func rejectPoisson(_ mean: Double, _ stream: inout RandomStream) -> Int {
    let b = 0.931 + 2.53 * mean.squareRoot()
    let a = -0.059 + 0.02483 * b
    let surelyBelow = 0.9277 - 3.6224 / (b - 2)
    let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    while true {
      let u = stream.uniform() - 0.5
      let v = stream.uniform()
      let edge = 0.5 - abs(u)
      let k = ((2 * a / edge + b) * u + mean + 0.43).rounded(.down)
      if edge >= 0.07 && v <= surelyBelow { return Int(k) }
      guard k >= 0, k < 0x1p52, edge >= 0.013 || v <= edge else { continue }
      let height = Portable.log(v * inverseAlpha / (a / (edge * edge) + b))
      if height <= Portable.logPoisson(k, mean: mean) { return Int(k) }
    }
  }

  /// Binomial for p ≤ ½ and means of 10 and more.
  ///
  /// - Source: Hörmann, The generation of binomial random variates, J. Stat. Comput. Simul. 46
  ///   (1993), algorithm BTRS.
  private static func rejectBinomial(_ n: Double, _ p: Double, _ stream: inout RandomStream) -> Int
  {
    let deviation = (n * p * (1 - p)).squareRoot()
    let b = 1.15 + 2.53 * deviation
    let a = -0.0873 + 0.0248 * b + 0.01 * p
    let surelyBelow = 0.92 - 4.2 / b
    let alpha = (2.83 + 5.1 / b) * deviation
    while true {
      let u = stream.uniform() - 0.5
      let v = stream.uniform()
      let edge = 0.5 - abs(u)
      let k = ((2 * a / edge + b) * u + n * p + 0.5).rounded(.down)
      if edge >= 0.07 && v <= surelyBelow { return Int(k) }
      guard k >= 0, k <= n else { continue }
      let mode = ((n + 1) * p).rounded(.down)
      let height = Portable.log(v * alpha / (a / (edge * edge) + b))
      let ratio = Portable.logBinomial(k, trials: n, p) - Portable.logBinomial(mode, trials: n, p)
      if height <= ratio { return Int(k) }
    }
  }
}
