/// A claim on one scheduled event, to cancel or reschedule it.
///
/// A handle is stale once its event has fired or was cancelled; it never comes to mean another event.
/// It belongs to the loop that gave it out.
@frozen public struct EventHandle: Hashable, Sendable {
  /// The event's tag in the calendar: sequence number and slot in the handle table.
  @usableFromInline let tag: UInt64

  @inlinable @inline(__always)
  init(tag: UInt64) { self.tag = tag }

  /// A handle of no event: always stale.
  @inlinable public init() { tag = 0 }

  @inlinable @inline(__always)
  var slot: Int { Int(truncatingIfNeeded: tag & 0xFF_FFFF) }
}
