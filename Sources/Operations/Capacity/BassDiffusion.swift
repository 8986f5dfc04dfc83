import Statistics

/// Adoption over time by the Bass diffusion model, as a share of those who will ever adopt.
///
///     let use = BassDiffusion(p: 0.03, q: 0.38, initial: 0.1)
///     use.share(at: 5)          // after five years
///
/// F' = (p + q F)(1 − F), F(0) = initial, solved in closed form.
///
/// - Source: F. M. Bass, "A new product growth for model consumer durables", Management Science 15
///   (1969).
public struct BassDiffusion: Hashable, Sendable {
  /// Coefficient of innovation [1/year], ≥ 0.
  public var p: Double
  /// Coefficient of imitation [1/year], ≥ 0.
  public var q: Double
  /// Share that has adopted at time 0 [1], 0 ... 1.
  public var initial: Double

  public init(p: Double, q: Double, initial: Double = 0) {
    self.p = p
    self.q = q
    self.initial = initial
  }

  /// Share that has adopted `years` [year] after time 0 [1]; `initial` before.
  public func share(at years: Double) -> Double {
    guard years > 0, p + q > 0 else { return initial }
    let speed = p + q * initial
    // Nobody innovates and there is nobody to imitate.
    guard speed > 0 else { return initial }
    let rest = (1 - initial) / speed * Portable.exp(-(p + q) * years)
    return (1 - p * rest) / (1 + q * rest)
  }
}
