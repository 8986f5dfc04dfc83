/// The name of a random stream: a hash of the path that leads to it.
///
///     let world = StreamName(seed: 7).child(3)             // world 3 of seed 7
///     let region = world.child("demand").child("urban")    // what is asked, not who serves it
///     var work = RandomStream(region.child(requestNumber)) // the request's own stream
///     let u = region.child("factor").uniform               // one number, no stream needed
///
/// Equal paths give equal names on every machine, and so equal draws: common random numbers follow
/// from naming what is asked for. A name costs one multiply-and-shift mix per step. The children of
/// one name are pairwise different by construction (the mix is a bijection); names of different
/// parents collide with the chance of 64-bit hashes, 3 in a million for ten million names.
///
/// - Source: mixing function by Evensen, *moremur* (2020); naming after Salmon et al., Parallel
///   random numbers: as easy as 1, 2, 3 (2011), and Steele, Lea and Flood, Fast splittable
///   pseudorandom number generators (2014).
@frozen public struct StreamName: Hashable, Sendable {
  /// The hash.
  public let bits: UInt64

  /// The root of all names of one seed.
  @inlinable public init(seed: UInt64) { bits = Self.mixed(seed ^ 0x6a09_e667_f3bc_c908) }

  @inlinable init(bits: UInt64) { self.bits = bits }

  /// The name one step further down the path, for a numbered thing (world, request, attempt).
  @inlinable @inline(__always)
  public func child(_ n: UInt64) -> StreamName {
    StreamName(bits: Self.mixed(bits &+ (n &+ 1) &* 0x9e37_79b9_7f4a_7c15))
  }

  /// The name one step further down the path, for a thing with a name (region, purpose).
  public func child(_ text: String) -> StreamName { child(Self.hash(text)) }

  /// A stable hash of UTF-8 text: FNV-1a, mixed. Keep it where a text names something in a hot
  /// loop.
  ///
  /// - Source: Fowler, Noll and Vo, FNV hash, 64 bits.
  public static func hash(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    return mixed(hash)
  }

  /// The name's own number, uniform on the open interval (0, 1).
  ///
  /// It is independent of the numbers of the name's stream and of its children.
  @inlinable @inline(__always)
  public var uniform: Double { Self.openUnit(Self.mixed(bits ^ 0xbb67_ae85_84ca_a73b)) }

  /// A bijection on 64-bit words in which each input bit changes each output bit with chance 1/2.
  @inlinable @inline(__always)
  static func mixed(_ word: UInt64) -> UInt64 {
    var x = word
    x = (x ^ (x &>> 27)) &* 0x3c79_ac49_2ba7_b653
    x = (x ^ (x &>> 33)) &* 0x1c69_b3f7_4ac4_ae35
    return x ^ (x &>> 27)
  }

  /// Maps a word to (0, 1): the midpoints of 2^52 equal cells, so that 0 and 1 never come out.
  ///
  /// 52 bits become a number in 1 ..< 2, from which 1 − 2^-53 is taken, exactly. Converting an
  /// integer instead costs three times as much on x86-64: that instruction waits for the last value
  /// of the register it fills.
  @inlinable @inline(__always)
  static func openUnit(_ word: UInt64) -> Double {
    Double(bitPattern: word &>> 12 | 0x3ff0_0000_0000_0000) - 0x1.fffffffffffffp-1
  }
}
