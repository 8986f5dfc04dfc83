/// How small the computing error of a difference between alternatives is to be.
public struct PrecisionGoal: Hashable, Sendable {
  /// Half the width of the interval.
  public enum Width: Hashable, Sendable {
    /// As a share of the size of the baseline's mean [1].
    case share(Double)
    /// In the metric's unit.
    case absolute(Double)
  }

  /// Of the whole country and programme.
  public let metric: String
  public let width: Width

  public init(metric: String, width: Width) {
    (self.metric, self.width) = (metric, width)
  }

  /// The goals that one share stands for: what decides on cost and on time.
  public static func all(share: Double) -> [PrecisionGoal] {
    [Metric.pvc, .timeToMarketP80].map { PrecisionGoal(metric: $0.name, width: .share(share)) }
  }

  /// - Parameter baseline: the baseline's mean.
  /// - Returns: half-width in the metric's unit, > 0, or `nil` where no error is small enough, for the
  ///   baseline's mean is 0.
  func halfWidth(baseline: Double) -> Double? {
    switch width {
    case .absolute(let value): value
    case .share(let share): baseline == 0 ? nil : share * baseline.magnitude
    }
  }

  var isShare: Bool { if case .share = width { true } else { false } }

  func checked() throws(ExperimentError) {
    let value =
      switch width {
      case .absolute(let value), .share(let value): value
      }
    guard value > 0, value.isFinite else {
      throw .badOption(name: "--precision", found: "\(value)", allowed: "more than 0, such as 2%")
    }
    let allowed = VarianceRow.metrics.map(\.name)
    guard allowed.contains(metric) else {
      throw .badOption(
        name: "--precision", found: metric,
        allowed: "what every world has one figure of: " + allowed.joined(separator: ", "))
    }
  }
}

/// What became of a precision goal for one contender.
public struct PrecisionRow: Hashable, Sendable, Codable {
  public var metric: String
  public var unit: String
  public var alternative: String
  public var baseline: String
  /// Half the width that is promised for the difference, and what was asked for [unit]: the interval's,
  /// and no less than Stein's, which rests on the pilot's variance alone.
  public var halfWidth: Double
  public var goal: Double
  /// The same as shares of the baseline's mean [1]; `nil` where that is 0 or was not asked for.
  public var share: Double?
  public var goalShare: Double?
  public var isReached: Bool
}
