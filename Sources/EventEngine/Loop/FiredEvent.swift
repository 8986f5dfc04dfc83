/// An event that has just fired.
@frozen public struct FiredEvent: Hashable, Sendable {
  /// When [s]; equal to the loop's `now`.
  public let time: Double
  /// What sort of event, 0 ... 15, as scheduled.
  public let kind: Int
  /// Whom it concerns, as scheduled.
  public let payload: Int

  @inlinable @inline(__always)
  init(_ event: Event) {
    time = event.time
    kind = event.kind
    payload = event.payload
  }
}
