/// Median, least and largest of the rounds.
public struct Summary: Codable, Equatable, Sendable {
  public var median: Double
  public var least: Double
  public var largest: Double
}

extension Summary {
  /// - Returns: nil when there are no values, or one is not finite.
  public init?(_ values: [Double]) {
    guard !values.isEmpty, values.allSatisfy(\.isFinite) else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    median =
      sorted.count.isMultiple(of: 2)
      ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    least = sorted[0]
    largest = sorted[sorted.count - 1]
  }
}
