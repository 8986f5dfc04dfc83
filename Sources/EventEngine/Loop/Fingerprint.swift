/// A hash over all events that fired, in their order: two runs with one fingerprint took the same way.
///
/// It covers time, kind and payload of each event, and nothing of how they were stored.
///
/// - Source: the idea of OMNeT++'s fingerprints (A. Varga, 2001 on); multiplication and xor-shift by
///   an odd constant after Steele, Lea and Flood, Fast splittable pseudorandom number generators
///   (2014).
@usableFromInline struct Fingerprint {
  /// The hash so far.
  @usableFromInline var bits: UInt64

  /// The fingerprint of no events.
  @inlinable init() { bits = 0x6a09_e667_f3bc_c908 }

  /// Adds one event; the order of calls matters.
  @inlinable @inline(__always)
  mutating func add(time: Double, kind: Int, payload: Int) {
    let what = UInt64(truncatingIfNeeded: kind &<< 24 | payload)
    let word = time.bitPattern &* 0x9e37_79b9_7f4a_7c15 ^ what
    let mixed = (bits ^ word) &* 0xbf58_476d_1ce4_e5b9
    bits = mixed ^ mixed &>> 32
  }
}
