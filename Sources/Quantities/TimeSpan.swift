/// A length of time, kept in seconds.
///
///     TimeSpan(months: 9).years          // 0.75
///     try TimeSpan(parsing: "250 ms")    // 0.25 s
///
/// A month is a twelfth of a year and a year has 365.25 days, so months and years convert exactly.
@frozen public struct TimeSpan: Hashable, Comparable, Sendable {
  /// The length [s].
  public var seconds: Double

  @inlinable public init(seconds: Double) { self.seconds = seconds }
  public init(hours: Double) { self.init(seconds: hours * Self.secondsPerHour) }
  public init(days: Double) { self.init(seconds: days * Self.secondsPerDay) }
  public init(months: Double) { self.init(seconds: months * Self.secondsPerMonth) }
  public init(years: Double) { self.init(seconds: years * Self.secondsPerYear) }

  public static let secondsPerHour = 3_600.0
  public static let secondsPerDay = 86_400.0
  public static let secondsPerYear = 365.25 * 86_400.0
  public static let secondsPerMonth = secondsPerYear / 12
  public static let zero = TimeSpan(seconds: 0)

  /// The length in months [month].
  public var months: Double { seconds / Self.secondsPerMonth }
  /// The length in years [year].
  public var years: Double { seconds / Self.secondsPerYear }
  /// The length in hours [h].
  public var hours: Double { seconds / Self.secondsPerHour }

  @inlinable public static func < (a: Self, b: Self) -> Bool { a.seconds < b.seconds }
}
