/// A probability distribution of one quantity, in the unit of its parameters.
///
///     let work = Distribution.lognormal(mean: 0.2, cv: 1)      // 200 ms, as wide as its mean
///     try work.checked()
///     var stream = RandomStream(StreamName(seed: 1))
///     let duration = work.draw(&stream)                        // [s], like `mean`
///
/// Equal stream names give equal standard draws, whatever the scale: the same request under
/// `.exponential(mean: 1)` and `.exponential(mean: 2)` takes exactly twice as long, and equally for
/// normal (mean, standard deviation), lognormal (mu, sigma), Erlang (mean), gamma (scale) and Weibull
/// (scale, shape). Uniform, triangular and Pareto draws are inversions, which grow with one uniform
/// under any parameters. So two models that ask the same thing stay aligned. ``quantile(_:)`` inverts
/// in every family.
///
/// Draws, quantiles and moments use `Portable` arithmetic only. Parameters are not checked when a
/// case is made; call ``checked()`` on whatever comes from outside, before the first draw.
@frozen public enum Distribution: Hashable, Sendable {
  /// Always the same value.
  case constant(Double)
  case exponential(mean: Double)
  /// The sum of `shape` (≥ 1) exponentials; `mean` is that of the sum.
  case erlang(shape: Int, mean: Double)
  /// e^N with N normal of mean `mu` and standard deviation `sigma`.
  case lognormal(mu: Double, sigma: Double)
  /// Mean is shape × scale.
  case gamma(shape: Double, scale: Double)
  /// Exponential of `mean1` with probability `p`, else of `mean2`.
  case hyperexponential(p: Double, mean1: Double, mean2: Double)
  case uniform(low: Double, high: Double)
  case triangular(low: Double, mode: Double, high: Double)
  /// Beta scaled to low … high, with mean (low + 4 mode + high)/6.
  case pert(low: Double, mode: Double, high: Double)
  case weibull(shape: Double, scale: Double)
  /// Pareto from `low` up, cut at `high` (infinity for no cut).
  case pareto(low: Double, shape: Double, high: Double)
  case normal(mean: Double, standardDeviation: Double)
  /// On 0 … 1.
  case beta(alpha: Double, beta: Double)

  /// Lognormal by mean (> 0) and coefficient of variation (≥ 0, 0 gives a constant; below 0 its
  /// parameters are NaN and ``checked()`` refuses them).
  public static func lognormal(mean: Double, cv: Double) -> Distribution {
    if cv == 0 { return .constant(mean) }
    guard cv > 0 else { return .lognormal(mu: .nan, sigma: .nan) }
    let variance = Portable.log1p(cv * cv)
    return .lognormal(mu: Portable.log(mean) - variance / 2, sigma: variance.squareRoot())
  }

  /// Gamma by mean (> 0) and coefficient of variation (≥ 0, 0 gives a constant; below 0 its
  /// parameters are NaN and ``checked()`` refuses them).
  public static func gamma(mean: Double, cv: Double) -> Distribution {
    if cv == 0 { return .constant(mean) }
    guard cv > 0 else { return .gamma(shape: .nan, scale: .nan) }
    return .gamma(shape: 1 / (cv * cv), scale: mean * cv * cv)
  }

  /// Two exponential phases with balanced means, p·mean1 = (1 − p)·mean2; needs cv ≥ 1, else its
  /// parameters are NaN and ``checked()`` refuses them.
  ///
  /// The rare phase has the chance 1/((cv² + 1)(1 + r)), r² = (cv² − 1)/(cv² + 1). A `Double` next to
  /// 1 holds little of it, so both means follow from the chance that is held: mean and cv then are
  /// right to 1e-12, up to a cv of 1e6.
  ///
  /// - Source: Whitt, Approximating a point process by a renewal process, I, Operations Research
  ///   30 (1982).
  public static func hyperexponential(mean: Double, cv: Double) -> Distribution {
    guard cv >= 1 else { return .hyperexponential(p: .nan, mean1: .nan, mean2: .nan) }
    let square = cv * cv
    let root = ((square - 1) / (square + 1)).squareRoot()
    let p = 1 - 1 / ((square + 1) * (1 + root))
    let odds = (1 - p) / p
    let excess = (square - 1) / 2
    return .hyperexponential(
      p: p, mean1: mean * (1 - (excess * odds).squareRoot()),
      mean2: mean * (1 + (excess / odds).squareRoot()))
  }

  /// The two shape parameters of a `pert` distribution.
  @usableFromInline
  static func pertShapes(low: Double, mode: Double, high: Double) -> (alpha: Double, beta: Double) {
    guard high > low else { return (1, 1) }
    let width = high - low
    return (1 + 4 * (mode - low) / width, 1 + 4 * (high - mode) / width)
  }
}
