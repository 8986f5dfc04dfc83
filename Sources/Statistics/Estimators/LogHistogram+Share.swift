extension LogHistogram {
  /// Samples of at most `limit` [1]; within the cell of the limit they are taken to lie evenly, so that
  /// a share is off by at most what one cell holds.
  ///
  /// - Complexity: O(cells).
  public func count(atMost limit: Double) -> Double {
    guard samples > 0, limit >= smallest else { return 0 }
    guard limit < largest else { return Double(samples) }
    guard limit >= 1e-9, limit < 1e9 else { return limit < 1e-9 ? 0 : Double(samples) }
    let index = Int(truncatingIfNeeded: limit.bitPattern >> Self.shift - Self.firstKey)
    var below: UInt64 = 0
    for cell in cells[..<index] { below += cell }
    let key = Self.firstKey + UInt64(index)
    let low = Double(bitPattern: key << Self.shift)
    let high = Double(bitPattern: (key + 1) << Self.shift)
    return Double(below) + Double(cells[index]) * (limit - low) / (high - low)
  }
}
