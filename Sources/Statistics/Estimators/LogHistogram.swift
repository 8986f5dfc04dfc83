/// Counts of positive samples in cells of equal relative width, for quantiles in bounded memory.
///
///     var sojourn = LogHistogram()
///     sojourn.add(0.25)                  // [s]
///     sojourn.quantile(0.95)
///
/// A cell is 1/128 of a power of two wide, found from the top bits of the number itself. A quantile
/// is at most 0.4 % off for samples within 1e-9 … 1e9; samples outside count as the nearest
/// end. Memory is 60 kB, taken at the first sample; later ones allocate nothing.
///
/// - Source: the layout of HdrHistogram (Tene, 2012), keyed on the IEEE 754 bit pattern.
@frozen public struct LogHistogram: Hashable, Sendable {
  @usableFromInline var cells: ContiguousArray<UInt64> = []
  @usableFromInline var samples = 0
  @usableFromInline var smallest = Double.infinity
  @usableFromInline var largest = -Double.infinity
  /// Samples that were NaN [1]; with any, every quantile is NaN.
  public private(set) var invalidCount = 0

  @inlinable public init() {}

  /// Samples so far, those that were NaN excluded [1].
  @inlinable public var count: Int { samples }
  /// The smallest sample; ∞ without samples.
  @inlinable public var minimum: Double { smallest }
  /// The largest sample; −∞ without samples.
  @inlinable public var maximum: Double { largest }

  /// Bits of the mantissa that do not count.
  @inlinable @inline(__always) static var shift: UInt64 { 45 }
  @inlinable @inline(__always) static var firstKey: UInt64 { (1e-9).bitPattern &>> shift }
  @inlinable @inline(__always) static var lastKey: UInt64 { (1e9).bitPattern &>> shift }
  @inlinable @inline(__always) static var cellCount: Int { Int(lastKey &- firstKey) &+ 1 }

  /// Counts one sample.
  @inlinable @inline(__always)
  public mutating func add(_ sample: Double) {
    let index = Int(truncatingIfNeeded: sample.bitPattern &>> Self.shift &- Self.firstKey)
    guard index >= 0, index < cells.count else { return addRarer(sample) }
    cells[index] &+= 1
    samples &+= 1
    if sample < smallest { smallest = sample }
    if sample > largest { largest = sample }
  }

  /// The first sample, and samples outside the range.
  @usableFromInline @inline(never)
  mutating func addRarer(_ sample: Double) {
    if sample.isNaN {
      invalidCount += 1
      return
    }
    if cells.isEmpty { cells = ContiguousArray(repeating: 0, count: Self.cellCount) }
    let index = sample < 1e-9 ? 0 : sample >= 1e9 ? Self.cellCount - 1 : Self.index(of: sample)
    cells[index] += 1
    samples += 1
    smallest = min(smallest, sample)
    largest = max(largest, sample)
  }

  private static func index(of sample: Double) -> Int {
    Int(truncatingIfNeeded: sample.bitPattern >> shift - firstKey)
  }

  /// Forgets all samples; keeps the memory.
  ///
  /// - Complexity: O(cells between the smallest and the largest sample).
  public mutating func removeAll() {
    invalidCount = 0
    guard samples > 0 else { return }
    let first = Self.index(of: min(max(smallest, 1e-9), 1e9))
    let last = Self.index(of: min(max(largest, 1e-9), 1e9))
    for index in first...last { cells[index] = 0 }
    (samples, smallest, largest) = (0, .infinity, -.infinity)
  }

  /// Takes in all samples of another.
  public mutating func merge(_ other: LogHistogram) {
    invalidCount += other.invalidCount
    if other.cells.isEmpty { return }
    if cells.isEmpty { cells = ContiguousArray(repeating: 0, count: Self.cellCount) }
    for index in cells.indices { cells[index] += other.cells[index] }
    samples += other.samples
    smallest = min(smallest, other.smallest)
    largest = max(largest, other.largest)
  }

  /// The p-point of the samples, 0 ≤ p ≤ 1; NaN without samples or with any that was NaN.
  ///
  /// - Complexity: O(cells).
  public func quantile(_ p: Double) -> Double {
    guard count > 0, invalidCount == 0, p >= 0, p <= 1 else { return .nan }
    let rank = p * Double(count)
    if rank <= 0 { return minimum }
    var below = 0.0
    for (index, cell) in cells.enumerated() where cell > 0 {
      if below + Double(cell) >= rank {
        return min(maximum, max(minimum, Self.middle(ofCell: index)))
      }
      below += Double(cell)
    }
    return maximum
  }

  /// The p-point of several sets of samples together, each with a total weight of its own, ≥ 0; `nil`
  /// without samples.
  ///
  /// - Complexity: O(cells × parts).
  public static func quantile(
    _ p: Double, ofMixture parts: [(histogram: LogHistogram, weight: Double)]
  ) -> Double? {
    let parts = parts.filter { $0.histogram.count > 0 && $0.weight > 0 }
    let total = parts.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return nil }
    if parts.count == 1 { return parts[0].histogram.quantile(p) }
    let scales = parts.map { $0.weight / total / Double($0.histogram.count) }
    let (low, high) = (
      parts.map(\.histogram.minimum).min() ?? 0, parts.map(\.histogram.maximum).max() ?? 0
    )
    var below = 0.0
    for index in 0..<cellCount {
      for (part, scale) in zip(parts, scales) {
        below += scale * Double(part.histogram.cells[index])
      }
      if below >= p { return min(high, max(low, middle(ofCell: index))) }
    }
    return high
  }

  private static func middle(ofCell index: Int) -> Double {
    let key = firstKey + UInt64(index)
    let low = Double(bitPattern: key << shift)
    let high = Double(bitPattern: (key + 1) << shift)
    return low + (high - low) / 2
  }
}
