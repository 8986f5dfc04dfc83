import Experiments
import Quantities

/// A fingerprint of a set of rows: equal for equal rows in any order, and different, with overwhelming
/// probability, where one bit of one row differs. It guards against accidents, not against forgers.
///
///     RowDigest(of: one.rows) == RowDigest(of: another.rows)     // the same results
///
/// Two 64-bit hashes of each row are summed (a multiset hash), so rows may be added in any order. The
/// text of a row is hashed by FNV-1a, each string closed by a byte that UTF-8 never uses; numbers are
/// mixed in by the finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
public struct RowDigest: Hashable, Sendable {
  /// Rows seen [1].
  public private(set) var count = 0
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  public init() {}

  /// The digest of `rows`. O(n).
  public init(of rows: some Sequence<ResultRow>) {
    for row in rows { add(row) }
  }

  public mutating func add(_ row: ResultRow) {
    add(
      series: Self.hash(SeriesKey(row)), world: row.world, replication: row.replication,
      year: row.year, bucket: row.bucket, value: row.value)
  }

  /// Adds a row whose texts are hashed already.
  mutating func add(
    series: UInt64, world: Int, replication: Int, year: Int?, bucket: Int?, value: Double
  ) {
    var state = Self.mix(series ^ UInt64(bitPattern: Int64(world)))
    state = Self.mix(state ^ UInt64(bitPattern: Int64(replication)))
    state = Self.mix(state ^ UInt64(bitPattern: Int64(year ?? Int.min)))
    state = Self.mix(state ^ UInt64(bitPattern: Int64(bucket ?? Int.min)))
    // SQLite keeps no sign of zero.
    state = Self.mix(state ^ (value == 0 ? 0 : value.bitPattern))
    low &+= state
    high &+= Self.mix(state ^ 0xA5A5_5A5A_C3C3_3C3C)
    count += 1
  }

  /// Hash of the texts of a row.
  static func hash(_ key: SeriesKey) -> UInt64 { hash(key.texts) }

  static func hash(_ texts: [String]) -> UInt64 {
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    for text in texts {
      for byte in text.utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
      state = (state ^ 0xFF) &* 0x100_0000_01B3
    }
    return mix(state)
  }

  /// Hash of bytes, by FNV-1a. O(n).
  static func hash(_ bytes: [UInt8]) -> UInt64 {
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return mix(state)
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension RowDigest: CustomStringConvertible {
  /// Number of rows and 32 hexadecimal digits: `30120-4f0c…`.
  public var description: String { "\(count)-\(high.hexadecimal)\(low.hexadecimal)" }
}
