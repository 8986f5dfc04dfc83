import Scenarios
import Statistics

/// One draw of all assumptions, shared by all alternatives.
public struct World: Sendable {
  /// From 0.
  public let index: Int
  /// Drawn values in the assumption's base unit, by name.
  public let values: [String: Double]
  /// Those of single alternatives, where they don't meet the same draws.
  private let ownValues: [String: [String: Double]]

  /// A world of given values.
  init(_ index: Int, values: [String: Double]) {
    self.init(index, values: values, ownValues: [:])
  }

  private init(_ index: Int, values: [String: Double], ownValues: [String: [String: Double]]) {
    self.index = index
    self.values = values
    self.ownValues = ownValues
  }

  /// Draws a world by itself. Each assumption has a stream of its own, so adding one moves no other.
  public init(_ index: Int, of assumptions: [Assumption], seed: UInt64) {
    self.init(index, of: assumptions, alternatives: [], seed: seed, .independent)
  }

  /// Draws a world as the design says.
  init(
    _ index: Int, of assumptions: [Assumption], alternatives: [String], seed: UInt64,
    _ design: SamplingDesign
  ) {
    let root = StreamName(seed: seed).child("world")
    func draw(_ root: StreamName) -> [String: Double] {
      if design.isPoint {
        return Dictionary(uniqueKeysWithValues: assumptions.map { ($0.name, $0.value) })
      }
      let points = design.points(ofWorld: index, assumptions, root: root)
      return Dictionary(
        uniqueKeysWithValues: zip(assumptions, points).map { ($0.name, $0.quantile($1)) })
    }
    var own: [String: [String: Double]] = [:]
    if !design.hasCommonNumbers {
      for alternative in alternatives { own[alternative] = draw(root.child(alternative)) }
    }
    self.init(index, values: draw(root), ownValues: own)
  }

  /// The draws that an alternative meets.
  func values(of alternative: String) -> [String: Double] { ownValues[alternative] ?? values }
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
