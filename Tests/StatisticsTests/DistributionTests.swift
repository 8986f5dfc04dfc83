import Statistics
import Testing

@Suite("Distributions")
struct DistributionTests {
  static let families: [Distribution] = [
    .exponential(mean: 2), .erlang(shape: 1, mean: 3), .erlang(shape: 4, mean: 3),
    .erlang(shape: 40, mean: 1), .erlang(shape: 100, mean: 1), .lognormal(mean: 0.2, cv: 1),
    .lognormal(mean: 5, cv: 0.3), .gamma(mean: 2, cv: 0.5), .gamma(mean: 2, cv: 2),
    .gamma(shape: 1, scale: 1), .hyperexponential(mean: 1, cv: 2),
    .hyperexponential(p: 0.1, mean1: 5, mean2: 0.1), .uniform(low: -1, high: 3),
    .triangular(low: 1, mode: 2, high: 5), .triangular(low: 0, mode: 0, high: 1),
    .triangular(low: 0, mode: 1, high: 1), .pert(low: 1, mode: 2, high: 5),
    .weibull(shape: 1.7, scale: 2), .weibull(shape: 0.7, scale: 2),
    .pareto(low: 1.25, shape: 1.1, high: 8), .pareto(low: 1, shape: 5, high: .infinity),
    .normal(mean: 3, standardDeviation: 2), .beta(alpha: 2.5, beta: 1.5),
    .beta(alpha: 0.5, beta: 0.5),
  ]

  static func draws(_ distribution: Distribution, _ n: Int, _ seed: UInt64) -> [Double] {
    var stream = RandomStream(StreamName(seed: seed).child("\(distribution)"))
    return (0..<n).map { _ in distribution.draw(&stream) }
  }

  /// Kolmogorov–Smirnov with a million draws; 24 families: false alarm 2e-6.
  @Test(arguments: families)
  func drawsFollowTheDistribution(_ distribution: Distribution) throws {
    try distribution.checked()
    let draws = Self.draws(distribution, 1_000_000, 20)
    #expect(Goodness.ofFit(draws, distribution.cumulative) > 1e-7)
  }

  /// Mean of a million draws within 5 standard errors (false alarm 6e-7) and variance within 6 of
  /// its own, estimated from 20 batches (Student, 19 degrees: 9e-6); 24 families: 2e-4.
  @Test(arguments: families)
  func drawsHaveTheMoments(_ distribution: Distribution) throws {
    let draws = Self.draws(distribution, 1_000_000, 21)
    var all = Moments()
    var variances = Moments()
    for start in stride(from: 0, to: draws.count, by: 50_000) {
      let batch = draws[start..<start + 50_000].reduce(into: Moments()) { $0.add($1) }
      variances.add(batch.variance)
      all.merge(batch)
    }
    #expect(
      Goodness.distance(all, mean: distribution.mean, variance: distribution.variance) < 5)
    #expect(abs(variances.mean - distribution.variance) < 6 * variances.standardError)
  }

  @Test(arguments: families)
  func quantilesInvertTheDistributionFunction(_ distribution: Distribution) {
    var last = -Double.infinity
    for p in [1e-6, 0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999, 1 - 1e-6] {
      let point = distribution.quantile(p)
      #expect(point > last)
      #expect(abs(distribution.cumulative(point) - p) < 1e-11)
      last = point
    }
    #expect(distribution.quantile(-0.1).isNaN)
    #expect(distribution.quantile(1.1).isNaN)
    #expect(distribution.quantile(.nan).isNaN)
  }

  /// Means and variances against numerical integration of the quantile function. The variable is s in
  /// p = s³(10 − 15s + 6s²), of which 4 000 midpoints reach 1 − p = 2e-11, far into the tails.
  @Test(arguments: families)
  func momentsMatchTheQuantiles(_ distribution: Distribution) {
    let n = 4_000
    var (mean, square) = (0.0, 0.0)
    for i in 0..<n {
      let s = (Double(i) + 0.5) / Double(n)
      let weight = 30 * s * s * (1 - s) * (1 - s) / Double(n)
      let point = distribution.quantile(s * s * s * (10 - s * (15 - 6 * s)))
      mean += weight * point
      square += weight * point * point
    }
    #expect(abs(mean - distribution.mean) < 1e-4 * distribution.mean.magnitude)
    #expect(abs(square - mean * mean - distribution.variance) < 2e-4 * distribution.variance)
  }

  /// SciPy 1.17.
  @Test func knownQuantiles() {
    let cases: [(Distribution, [Double])] = [
      (.gamma(shape: 2.5, scale: 3), [0.83144712, 6.52719029, 22.6294087]),
      (.beta(alpha: 2.5, beta: 1.5), [0.12141857, 0.64754772, 0.97919346]),
      (.weibull(shape: 1.7, scale: 2), [0.13361096, 1.61212203, 4.91105181]),
      (.lognormal(mu: 0.3, sigma: 0.8), [0.2099096, 1.34985881, 8.68049278]),
      (.triangular(low: 1, mode: 2, high: 5), [1.2, 2.55051026, 4.65358984]),
      (.normal(mean: 0, standardDeviation: 1), [-2.32634787, 0, 2.32634787]),
    ]
    for (distribution, points) in cases {
      for (p, point) in zip([0.01, 0.5, 0.99], points) {
        #expect(abs(distribution.quantile(p) - point) <= 1e-8 * max(1, point), "\(distribution)")
      }
    }
  }

  /// By hand: the moments that a formula could get wrong.
  @Test func knownMoments() {
    let weibull = Distribution.weibull(shape: 1.7, scale: 2)
    #expect(abs(weibull.mean - 1.7844890049986482) < 1e-12)
    #expect(abs(weibull.variance - 1.167419308983415) < 1e-12)
    let pareto = Distribution.pareto(low: 2, shape: 3, high: .infinity)
    #expect(abs(pareto.mean - 3) < 1e-12)
    #expect(abs(pareto.variance - 3) < 1e-12)
    // Density 1/(x² (1 − 1/e)) on 1 … e: mean 1/(1 − 1/e).
    let cut = Distribution.pareto(low: 1, shape: 1, high: 2.718281828459045)
    #expect(abs(cut.mean - 1 / (1 - 1 / 2.718281828459045)) < 1e-12)
    #expect(Distribution.pareto(low: 1, shape: 1, high: .infinity).mean == .infinity)
    #expect(Distribution.pareto(low: 1, shape: 1.5, high: .infinity).variance == .infinity)
    let wide = Distribution.hyperexponential(mean: 3, cv: 2)
    #expect(abs(wide.mean - 3) < 1e-12)
    #expect(abs(wide.coefficientOfVariation - 2) < 1e-12)
    // The rare phase has a chance of 2.5e-13, which 1 − p does not hold.
    let wild = Distribution.hyperexponential(mean: 3, cv: 1e6)
    #expect(abs(wild.mean - 3) < 1e-12 && abs(wild.coefficientOfVariation / 1e6 - 1) < 1e-12)
    guard case .hyperexponential(let p, let mean1, let mean2) = wide else {
      Issue.record("\(wide)")
      return
    }
    #expect(abs(p * mean1 - (1 - p) * mean2) < 1e-14)
    let skewed = Distribution.lognormal(mean: 0.2, cv: 1.5)
    #expect(abs(skewed.mean - 0.2) < 1e-15)
    #expect(abs(skewed.coefficientOfVariation - 1.5) < 1e-12)
    let lumpy = Distribution.gamma(mean: 4, cv: 0.5)
    #expect(abs(lumpy.mean - 4) < 1e-12)
    #expect(abs(lumpy.coefficientOfVariation - 0.5) < 1e-12)
    #expect(Distribution.pert(low: 1, mode: 2, high: 5).mean == 14.0 / 6)
    #expect(Distribution.lognormal(mean: 2, cv: 0) == .constant(2))
    #expect(Distribution.gamma(mean: 2, cv: 0) == .constant(2))
  }

  /// Inversion: draws grow with the uniform, so that common random numbers stay aligned.
  @Test func inversionsGrowWithTheirUniform() {
    let families: [Distribution] = [
      .uniform(low: 0, high: 1), .triangular(low: 0, mode: 1, high: 2),
      .pareto(low: 1, shape: 2, high: .infinity), .pareto(low: 1, shape: 2, high: 3),
    ]
    for distribution in families {
      let draws = (0..<1_000).map { n -> (Double, Double) in
        let name = StreamName(seed: 4).child(UInt64(n))
        var one = RandomStream(name)
        var two = RandomStream(name)
        return (one.uniform(), distribution.draw(&two))
      }
      let sorted = draws.sorted { $0.0 < $1.0 }.map(\.1)
      #expect(sorted == sorted.sorted(), "\(distribution)")
    }
  }

  /// Equal names give equal standard draws: a change of scale changes the scale of each draw and
  /// nothing else.
  @Test func scaledDrawsAreCoupled() {
    let standard: [(Distribution, Distribution)] = [
      (.exponential(mean: 1), .exponential(mean: 2.5)),
      (.erlang(shape: 2, mean: 1), .erlang(shape: 2, mean: 2.5)),
      (.erlang(shape: 9, mean: 1), .erlang(shape: 9, mean: 2.5)),
      (.gamma(shape: 0.4, scale: 1), .gamma(shape: 0.4, scale: 2.5)),
      (.weibull(shape: 3, scale: 1), .weibull(shape: 3, scale: 2.5)),
      (.lognormal(mean: 1, cv: 0.7), .lognormal(mean: 2.5, cv: 0.7)),
      (.normal(mean: 0, standardDeviation: 1), .normal(mean: 0, standardDeviation: 2.5)),
      (
        .hyperexponential(p: 0.2, mean1: 3, mean2: 0.5),
        .hyperexponential(p: 0.2, mean1: 7.5, mean2: 1.25)
      ),
      (.pareto(low: 1, shape: 2, high: 9), .pareto(low: 2.5, shape: 2, high: 22.5)),
    ]
    for n in 0..<10_000 {
      let name = StreamName(seed: 5).child(UInt64(n))
      for (unit, scaled) in standard {
        var (one, two) = (RandomStream(name), RandomStream(name))
        let ratio = scaled.draw(&two) / unit.draw(&one)
        #expect(abs(ratio - 2.5) < 1e-14, "\(scaled)")
      }
    }
  }

  @Test(arguments: [
    Distribution.constant(.nan), .exponential(mean: 0), .exponential(mean: -1),
    .exponential(mean: .infinity), .erlang(shape: 0, mean: 1), .erlang(shape: 2, mean: .nan),
    .lognormal(mean: -1, cv: 1), .lognormal(mean: 1, cv: .nan), .lognormal(mu: 800, sigma: 1),
    .gamma(shape: 0, scale: 1), .gamma(mean: 1, cv: -.infinity),
    .lognormal(mean: 1, cv: -1), .gamma(mean: 1, cv: -1), .hyperexponential(mean: 1, cv: -2),
    .uniform(low: -1e154, high: 1e154), .triangular(low: 0, mode: 0, high: 1e155),
    .pert(low: 1e308, mode: 1e308, high: 1e308.nextUp), .beta(alpha: 1e7, beta: 1),
    .hyperexponential(mean: 1, cv: 0.5), .hyperexponential(p: 1.5, mean1: 1, mean2: 1),
    .uniform(low: 2, high: 1), .uniform(low: 1, high: 1), .triangular(low: 0, mode: 3, high: 2),
    .pert(low: 0, mode: -1, high: 2), .weibull(shape: -1, scale: 1),
    .pareto(low: 2, shape: 1, high: 1), .pareto(low: 0, shape: 1, high: 1),
    .normal(mean: 0, standardDeviation: -1), .beta(alpha: 0, beta: 1),
  ])
  func impossibleParametersAreRefused(_ distribution: Distribution) {
    #expect(throws: StatisticsError.self) { try distribution.checked() }
  }
}
