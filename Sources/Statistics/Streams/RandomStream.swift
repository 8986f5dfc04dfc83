/// A stream of random numbers with a name: PCG64-DXSM.
///
///     var stream = RandomStream(StreamName(seed: 7).child("arrivals"))
///     let u = stream.uniform()                                  // in (0, 1)
///     let gap = Distribution.exponential(mean: 2).draw(&stream)
///
/// A value of 32 bytes; a fresh one per request costs two mixes, so streams need not be kept.
/// Period 2^128. Start and increment both come from the name, so two names give two different
/// sequences.
///
/// - Source: O'Neill, PCG: a family of simple fast space-efficient statistically good algorithms
///   (2014); DXSM output and "cheap multiplier" as in NumPy's `PCG64DXSM`.
@frozen public struct RandomStream: Sendable {
  @usableFromInline var high: UInt64
  @usableFromInline var low: UInt64
  @usableFromInline let incrementHigh: UInt64
  @usableFromInline let incrementLow: UInt64

  /// The start of the stream called `name`.
  @inlinable public init(_ name: StreamName) {
    let second = StreamName.mixed(name.bits ^ 0x3c6e_f372_fe94_f82b)
    high = name.bits
    low = second
    incrementHigh = second
    incrementLow = name.bits | 1
    advance()
  }

  /// The generator in a given state, for comparison with other implementations.
  public init(
    stateHigh: UInt64, stateLow: UInt64, incrementHigh: UInt64, incrementLow: UInt64
  ) {
    (high, low) = (stateHigh, stateLow)
    (self.incrementHigh, self.incrementLow) = (incrementHigh, incrementLow | 1)
  }

  @inlinable @inline(__always)
  static var multiplier: UInt64 { 0xda94_2042_e4dd_58b5 }

  /// The next 64 random bits.
  @inlinable @inline(__always)
  public mutating func next() -> UInt64 {
    var word = high
    word ^= word &>> 32
    word = word &* Self.multiplier
    word ^= word &>> 48
    word = word &* (low | 1)
    advance()
    return word
  }

  /// The next number, uniform on the open interval (0, 1).
  @inlinable @inline(__always)
  public mutating func uniform() -> Double { StreamName.openUnit(next()) }

  /// One step of the 128-bit linear congruential generator, in two words.
  @inlinable @inline(__always)
  mutating func advance() {
    let product = low.multipliedFullWidth(by: Self.multiplier)
    let sum = product.low.addingReportingOverflow(incrementLow)
    high = high &* Self.multiplier &+ product.high &+ incrementHigh &+ (sum.overflow ? 1 : 0)
    low = sum.partialValue
  }
}
