/// A 16-byte event notice: when, and what, as one number that grows in the order of firing.
///
/// Upper half: the bits of the time, for non-negative doubles sort like their bit patterns. Lower
/// half: the tag = sequence number (35 bits) | cancellable (1 bit) | kind (4 bits) | payload (24
/// bits). Because the sequence number leads, events of equal time come out in the order in which they
/// were scheduled (FIFO). One comparison without branches so orders by time, then by sequence. The
/// payload of a cancellable event is its slot in a ``HandleTable``.
@frozen public struct Event: Sendable {
  /// Order of firing: time, then tag.
  public let key: UInt128

  /// An event with a ready-made tag at `time` [s], ≥ +0 and not NaN.
  @inlinable @inline(__always)
  init(time: Double, tag: UInt64) { key = UInt128(_low: tag, _high: time.bitPattern) }

  /// An event from its parts; `tag` has the sequence number only.
  @inlinable @inline(__always)
  init(time: Double, tag: UInt64, kind: Int, payload: Int) {
    self.init(time: time, tag: tag | UInt64(truncatingIfNeeded: kind &<< 24 | payload))
  }

  /// An event from its parts: `time` [s] at least 0 and not NaN, the others below their limits
  /// (`sequenceLimit`, …).
  @inlinable @inline(__always)
  public init(time: Double, sequence: UInt64, kind: Int, payload: Int) {
    precondition(time >= 0 && sequence < Self.sequenceLimit)
    precondition(UInt(bitPattern: kind) < UInt(bitPattern: Self.kindLimit))
    precondition(UInt(bitPattern: payload) < UInt(bitPattern: Self.payloadLimit))
    // Negative zero is at least 0, too, and would sort behind everything.
    let time = time + 0
    self.init(time: time, tag: sequence &* Self.sequenceStep, kind: kind, payload: payload)
  }

  /// When it fires [s].
  @inlinable @inline(__always)
  public var time: Double { Double(bitPattern: key._high) }

  /// Sequence number, flag, kind and payload.
  @inlinable @inline(__always)
  public var tag: UInt64 { key._low }

  /// A notice that comes after every event; its time is NaN, so it is at or before no horizon.
  @inlinable @inline(__always)
  static var never: Event { Event(time: .nan, tag: .max) }

  /// Its number in the order of scheduling.
  @inlinable @inline(__always)
  public var sequence: UInt64 { tag &>> 29 }

  /// What sort of event it is, 0 ... 15.
  @inlinable @inline(__always)
  public var kind: Int { Int(truncatingIfNeeded: tag &>> 24 & 0xF) }

  /// Whom it concerns, 0 ..< `payloadLimit`: usually the index of a record.
  @inlinable @inline(__always)
  public var payload: Int { Int(truncatingIfNeeded: tag & 0xFF_FFFF) }

  /// Whether a handle to it was given out.
  @inlinable @inline(__always)
  var isCancellable: Bool { tag & Self.cancellable != 0 }

  @inlinable @inline(__always)
  static var cancellable: UInt64 { 1 &<< 28 }

  /// By how much tags of consecutive events differ.
  @inlinable @inline(__always)
  static var sequenceStep: UInt64 { 1 &<< 29 }

  /// Events that one run may schedule [1]: 2³⁵ = 3.4e10.
  @inlinable public static var sequenceLimit: UInt64 { 1 &<< 35 }
  /// Kinds of event [1]: 16.
  @inlinable public static var kindLimit: Int { 16 }
  /// Different payloads [1]: 2²⁴ = 16.8 million, hence live entities.
  @inlinable public static var payloadLimit: Int { 1 &<< 24 }
}
