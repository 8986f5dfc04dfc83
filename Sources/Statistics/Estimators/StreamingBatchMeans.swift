/// Batch means of a run whose length nobody knows yet, in bounded memory.
///
///     var batches = StreamingBatchMeans()
///     for wait in waits { batches.add(wait) }      // any number of samples [s]
///     try batches.interval(level: 0.95)
///
/// Batches start with one sample. When 64 are full, neighbours are joined and the length doubles, so
/// that there are always 32 to 63 full batches (fewer only at the start). Before an interval is made,
/// batches are joined further while their neighbours resemble each other, down to no fewer than 8.
/// Adding allocates nothing.
///
/// - Complexity: O(1) per sample on average; 512 bytes.
/// - Source: Law and Carson, A sequential procedure for determining the length of a steady-state
///   simulation, Operations Research 27 (1979); rule of joining after Fishman and Yarberry, An
///   implementation of the batch means method, INFORMS J. Computing 9 (1997).
@frozen public struct StreamingBatchMeans: Sendable {
  @usableFromInline var sums: ContiguousArray<Double> = []
  @usableFromInline var open = 0.0
  @usableFromInline var filled = 0
  @usableFromInline var length = 1

  private static let capacity = 64

  public init() { sums.reserveCapacity(Self.capacity) }

  /// Samples in a full batch, a power of two [1].
  @inlinable public var batchLength: Int { length }
  /// Samples so far, those of the batch that is not yet full included [1].
  @inlinable public var count: Int { sums.count * length + filled }

  /// Takes in one sample.
  @inlinable @inline(__always)
  public mutating func add(_ sample: Double) {
    open += sample
    filled &+= 1
    if filled == length { close() }
  }

  /// The open batch is full.
  @usableFromInline @inline(never)
  mutating func close() {
    sums.append(open)
    open = 0
    filled = 0
    guard sums.count == Self.capacity else { return }
    for pair in 0..<Self.capacity / 2 { sums[pair] = sums[2 * pair] + sums[2 * pair + 1] }
    sums.removeLast(Self.capacity / 2)
    length *= 2
  }

  /// Forgets all samples, as at the end of a run-in; the batches start with one sample again.
  public mutating func restart() {
    sums.removeAll(keepingCapacity: true)
    (open, filled, length) = (0, 0, 1)
  }

  /// The full batches.
  public var batches: BatchMeans {
    BatchMeans(means: sums.map { $0 / Double(length) })
  }

  /// Student's interval over the full batches, joined until their neighbours count as independent
  /// or 8 to 15 are left. What has not filled a batch yet stays out.
  ///
  /// - Throws: `StatisticsError.tooFewSamples`; `.notFinite` when a sample was not; `.outOfRange`.
  public func interval(level: Double = 0.95) throws(StatisticsError) -> Interval {
    try batches.joinedUntilIndependent(atLeast: 8).interval(level: level)
  }
}
