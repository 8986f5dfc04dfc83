/// A 16-byte event notice: when, and what.
///
/// `tag` = sequence number (36 bits) | kind (4 bits) | payload (24 bits). Because the sequence
/// number leads, events of equal time come out in the order in which they were scheduled (FIFO).
@frozen public struct Event: Sendable {
  /// When it fires [s], ≥ 0 and not NaN.
  public var time: Double
  /// Sequence number, kind and payload.
  public var tag: UInt64

  /// An event with a ready-made tag.
  @inlinable @inline(__always)
  public init(time: Double, tag: UInt64) {
    self.time = time
    self.tag = tag
  }

  /// An event from its parts; each must be below its limit (`sequenceLimit`, …).
  @inlinable @inline(__always)
  public init(time: Double, sequence: UInt64, kind: Int, payload: Int) {
    self.time = time
    tag = sequence &<< 28 | UInt64(truncatingIfNeeded: kind &<< 24 | payload)
  }

  /// Order of firing: non-negative doubles sort like their bit patterns, so one branch-free
  /// 128-bit comparison orders by time, then by sequence.
  @inlinable @inline(__always)
  public var key: UInt128 { UInt128(_low: tag, _high: time.bitPattern) }

  /// What sort of event it is, 0 ... 15.
  @inlinable @inline(__always)
  public var kind: Int { Int(truncatingIfNeeded: tag &>> 24 & 0xF) }

  /// Whom it concerns, 0 ..< `payloadLimit`: usually the index of a record.
  @inlinable @inline(__always)
  public var payload: Int { Int(truncatingIfNeeded: tag & 0xFF_FFFF) }

  /// Events that one run may schedule [1]: 2³⁶ = 6.9e10.
  @inlinable public static var sequenceLimit: UInt64 { 1 &<< 36 }
  /// Kinds of event [1]: 16.
  @inlinable public static var kindLimit: Int { 16 }
  /// Different payloads [1]: 2²⁴ = 16.8 million, hence live entities.
  @inlinable public static var payloadLimit: Int { 1 &<< 24 }
}
