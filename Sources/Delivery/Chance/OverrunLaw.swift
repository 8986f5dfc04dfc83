import Quantities
import Statistics

/// How far one project misses its plan: a median schedule slip, and an effort that is usually near
/// the plan and sometimes far above it.
///
///     let law = OverrunLaw(overruns, plannedYears: 1.5)
///     law.scheduleFactor(normal: 0)    // the median
///     law.effortFactor(uniform: 0.99)  // deep in the tail
///
/// Both grow with their argument, so that one country factor moves all projects the same way.
///
/// - Source: Budzier and Flyvbjerg, Commonwealth Governance Handbook 2012/13 (median slip, share of
///   outliers, growth per year); Flyvbjerg et al., Project Management Journal (2025) (power law).
public struct OverrunLaw: Sendable {
  /// Probability that the effort lies in the tail [1].
  public let tailProbability: Double
  private let overruns: Portfolio.Overruns
  private let scheduleSigma: Double
  private let bodyLow: Double
  private let bodyHigh: Double
  private let tailMass: Double

  /// Smallest effort factor of the body [1].
  public static let smallestFactor = 0.5

  /// - Parameter plannedYears: planned duration of the project's active work [year].
  public init(_ overruns: Portfolio.Overruns, plannedYears: Double) {
    self.overruns = overruns
    let share =
      overruns.tailShare.fraction + overruns.tailSharePerYear.fraction * max(0, plannedYears)
    tailProbability = min(1, share)
    let variation = overruns.scheduleVariation
    scheduleSigma = Portable.log1p(variation * variation).squareRoot()
    let spread = overruns.effortSpread
    if spread > 0 {
      bodyLow = Portable.normalCDF((Self.smallestFactor - 1) / spread)
      bodyHigh = Portable.normalCDF((overruns.tailStart - 1) / spread)
    } else {
      (bodyLow, bodyHigh) = (0, 1)
    }
    tailMass = 1 - Portable.pow(overruns.tailStart / overruns.tailEnd, overruns.tailIndex)
  }

  /// Actual over planned duration of active work [1]: lognormal, for a standard normal number.
  public func scheduleFactor(normal: Double) -> Double {
    overruns.scheduleMedian * Portable.exp(scheduleSigma * normal)
  }

  /// Actual over planned effort [1], for a number uniform on (0, 1): below 1 − `tailProbability` a
  /// normal(1, spread) cut to 0.5 … `tailStart`, above it a Pareto cut to `tailStart` … `tailEnd`.
  public func effortFactor(uniform u: Double) -> Double {
    let body = 1 - tailProbability
    if u < body { return bodyFactor(u / body) }
    let v = min(1, (u - body) / tailProbability)
    return overruns.tailStart * Portable.pow(1 - v * tailMass, -1 / overruns.tailIndex)
  }

  private func bodyFactor(_ v: Double) -> Double {
    if overruns.effortSpread == 0 { return 1 }
    let normal = Portable.normalQuantile(bodyLow + v * (bodyHigh - bodyLow))
    let factor = 1 + overruns.effortSpread * normal
    return min(max(factor, Self.smallestFactor), overruns.tailStart)
  }
}
