/// How often something happens, kept per second.
@frozen public struct Rate: Hashable, Comparable, Sendable {
  /// Happenings per second [1/s].
  public var perSecond: Double

  @inlinable public init(perSecond: Double) { self.perSecond = perSecond }
  public init(perYear: Double) { self.init(perSecond: perYear / TimeSpan.secondsPerYear) }

  /// Happenings per year [1/year].
  public var perYear: Double { perSecond * TimeSpan.secondsPerYear }

  @inlinable public static func < (a: Self, b: Self) -> Bool { a.perSecond < b.perSecond }
}

/// An amount of data, kept in bytes (1 kB = 1 000 bytes).
@frozen public struct DataSize: Hashable, Comparable, Sendable {
  /// The amount [byte].
  public var bytes: Double

  @inlinable public init(bytes: Double) { self.bytes = bytes }
  /// The amount [bit].
  @inlinable public var bits: Double { bytes * 8 }

  @inlinable public static func < (a: Self, b: Self) -> Bool { a.bytes < b.bytes }
}

/// A data rate, kept in bits per second (1 Mbit/s = 1 000 000 bit/s).
@frozen public struct Bandwidth: Hashable, Comparable, Sendable {
  /// The data rate [bit/s].
  public var bitsPerSecond: Double

  @inlinable public init(bitsPerSecond: Double) { self.bitsPerSecond = bitsPerSecond }
  /// The data rate [Mbit/s].
  public var megabitsPerSecond: Double { bitsPerSecond / 1e6 }

  @inlinable public static func < (a: Self, b: Self) -> Bool { a.bitsPerSecond < b.bitsPerSecond }
}

/// Work, kept in person-months. COCOMO II counts 152 working hours to one of them.
@frozen public struct Effort: Hashable, Comparable, Sendable {
  /// The work [person-month].
  public var personMonths: Double

  @inlinable public init(personMonths: Double) { self.personMonths = personMonths }
  public static let zero = Effort(personMonths: 0)

  @inlinable public static func < (a: Self, b: Self) -> Bool { a.personMonths < b.personMonths }
}

/// A part of a whole, from 0 to 1.
@frozen public struct Share: Hashable, Comparable, Sendable {
  /// The part [1], 0 ... 1.
  public var fraction: Double

  @inlinable public init(fraction: Double) { self.fraction = fraction }
  public static let none = Share(fraction: 0)
  public static let all = Share(fraction: 1)

  @inlinable public static func < (a: Self, b: Self) -> Bool { a.fraction < b.fraction }
}
