/// A ratio of two programs: of their medians, with the least and largest ratio within one round.
public struct Ratio: Codable, Equatable, Sendable {
  public var value: Double
  public var least: Double
  public var largest: Double

  public init(value: Double, least: Double, largest: Double) {
    self.value = value
    self.least = least
    self.largest = largest
  }

  /// - Parameters:
  ///   - numerator: values by round.
  ///   - denominator: values by round.
  /// - Returns: nil when no round has both, or a denominator is not positive.
  public init?(_ numerator: [Int: Double], over denominator: [Int: Double]) {
    let paired = numerator.compactMap { round, value in
      denominator[round].map { value / $0 }
    }
    guard let above = Summary(Array(numerator.values)),
      let below = Summary(Array(denominator.values)),
      let within = Summary(paired), below.least > 0
    else { return nil }
    value = above.median / below.median
    least = within.least
    largest = within.largest
  }
}
