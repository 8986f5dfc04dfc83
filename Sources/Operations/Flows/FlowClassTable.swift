import EventEngine

/// Finds classes of flows by path, cells and band: a hash table with open addressing.
///
/// - Complexity: O(1) on average; memory grows with the classes in use.
struct FlowClassTable: ~Copyable {
  /// Combinations of cells on one path [1].
  static let cellLimit = 1 << 28

  private var keys = Slab<UInt64>()
  private var values = Slab<Int32>()
  private var used = 0

  init() { clear(16) }

  /// All three as one number, above 0.
  static func key(path: Int, cells: Int, band: RateBand?) -> UInt64 {
    let place = UInt64(path + 1) << 28 | UInt64(cells)
    return place << 13 | UInt64(band.map { $0.number + 1 } ?? 0)
  }

  /// The class of a key, or `nil`.
  subscript(key: UInt64) -> Int? {
    get {
      let place = place(of: key)
      return keys[place] == key ? Int(values[place]) : nil
    }
    set {
      guard let newValue else { return }
      if 2 * used >= keys.count { grow() }
      let place = place(of: key)
      if keys[place] == 0 { used += 1 }
      keys[place] = key
      values[place] = Int32(newValue)
    }
  }

  /// Where a key is, or would be put.
  private func place(of key: UInt64) -> Int {
    let mask = keys.count - 1
    let mixed = key &* 0x9e37_79b9_7f4a_7c15
    var place = Int(truncatingIfNeeded: mixed >> 32) & mask
    while keys[place] != 0 && keys[place] != key { place = (place + 1) & mask }
    return place
  }

  private mutating func clear(_ room: Int) {
    keys = Slab(capacity: room)
    values = Slab(capacity: room)
    for _ in 0..<room {
      keys.append(0)
      values.append(0)
    }
    used = 0
  }

  private mutating func grow() {
    let count = keys.count
    var old = FlowClassTable(room: 2 * count)
    for i in 0..<count where keys[i] != 0 { old[keys[i]] = Int(values[i]) }
    self = old
  }

  private init(room: Int) { clear(room) }
}
