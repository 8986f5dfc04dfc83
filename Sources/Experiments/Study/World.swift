import Scenarios
import Statistics

/// One draw of all assumptions, shared by all alternatives.
public struct World: Sendable {
  /// From 0.
  public let index: Int
  /// Drawn values in the assumption's base unit, by name.
  public let values: [String: Double]

  /// A world of given values.
  init(_ index: Int, values: [String: Double]) {
    self.index = index
    self.values = values
  }

  /// Draws a world. Each assumption has a stream of its own, so adding one moves no other.
  public init(_ index: Int, of assumptions: [Assumption], seed: UInt64) {
    self.index = index
    let name = StreamName(seed: seed).child("world").child(UInt64(index))
    var values: [String: Double] = [:]
    for assumption in assumptions {
      values[assumption.name] = assumption.quantile(name.child(assumption.name).uniform)
    }
    self.values = values
  }
}

extension Assumption {
  /// The value below which a share `p` of draws lies, in base units.
  ///
  /// `low` and `high` bound the bounded families; they are the 5 % and 95 % points of `normal` and
  /// `lognormal`, whose median is `value`. `beta` is the PERT beta between the bounds.
  public func quantile(_ p: Double) -> Double {
    guard low < high else { return value }
    /// Distance of the 5 % and the 95 % point from the median, in standard deviations.
    let reach = 2 * Portable.normalQuantile(0.95)
    return switch distribution {
    case .fixed: value
    case .uniform: Distribution.uniform(low: low, high: high).quantile(p)
    case .triangular: Distribution.triangular(low: low, mode: value, high: high).quantile(p)
    case .pert, .beta: Distribution.pert(low: low, mode: value, high: high).quantile(p)
    case .normal:
      Distribution.normal(mean: value, standardDeviation: (high - low) / reach).quantile(p)
    case .lognormal where low > 0 && value > 0:
      Distribution.lognormal(
        mu: Portable.log(value), sigma: Portable.log(high / low) / reach
      ).quantile(p)
    case .lognormal: value
    }
  }
}
