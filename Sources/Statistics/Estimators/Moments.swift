/// Mean and variance of samples that arrive one by one.
///
/// - Complexity: O(1) per sample, 24 bytes.
/// - Source: Welford (1962); merging after Chan, Golub and LeVeque (1979).
@frozen public struct Moments: Hashable, Sendable {
  @usableFromInline var samples = 0
  @usableFromInline var average = 0.0
  /// Sum of squared deviations from the mean.
  @usableFromInline var squares = 0.0

  @inlinable public init() {}

  /// The moments of samples at hand.
  @inlinable public init(_ samples: [Double]) {
    for sample in samples { add(sample) }
  }

  /// Samples so far [1].
  @inlinable public var count: Int { samples }

  /// Takes in one sample.
  @inlinable @inline(__always)
  public mutating func add(_ sample: Double) {
    samples &+= 1
    let deviation = sample - average
    average += deviation / Double(samples)
    squares += deviation * (sample - average)
  }

  /// Takes in all samples of another, as if they had been added here.
  public mutating func merge(_ other: Moments) {
    if other.count == 0 { return }
    let total = Double(count + other.count)
    let gap = other.average - average
    average += gap * Double(other.count) / total
    squares += other.squares + gap * gap * Double(count) * Double(other.count) / total
    samples += other.count
  }

  /// The mean; NaN without samples.
  @inlinable public var mean: Double { count > 0 ? average : .nan }
  /// The unbiased variance; NaN below two samples.
  @inlinable public var variance: Double { count > 1 ? squares / Double(count - 1) : .nan }
  /// The square root of `variance`.
  @inlinable public var standardDeviation: Double { variance.squareRoot() }
  /// Standard error of the mean of independent samples; NaN below two.
  @inlinable public var standardError: Double { (variance / Double(count)).squareRoot() }
}

/// The mean over time of a quantity that jumps, such as a queue's length.
///
///     var queue = TimeAverage(value: 0, at: 0)
///     queue.update(value: 1, at: 2)       // became 1 at 2 s
///     queue.mean(until: 4)                // 0.5
@frozen public struct TimeAverage: Hashable, Sendable {
  @usableFromInline var area = 0.0
  @usableFromInline var start: Double
  @usableFromInline var last: Double
  @usableFromInline var current: Double

  /// Starts observing at time `at` [s], with the quantity at `value`.
  @inlinable public init(value: Double = 0, at time: Double = 0) {
    current = value
    start = time
    last = time
  }

  /// The value since the last update.
  @inlinable public var value: Double { current }

  /// The quantity becomes `value` at `time` [s], not before the last update.
  @inlinable @inline(__always)
  public mutating func update(value: Double, at time: Double) {
    area += current * (time - last)
    last = time
    current = value
  }

  /// The quantity changes by `change` at `time` [s].
  @inlinable @inline(__always)
  public mutating func add(_ change: Double, at time: Double) {
    update(value: current + change, at: time)
  }

  /// Forgets what was before `time` [s], as at the end of a run-in; the value stays.
  @inlinable public mutating func restart(at time: Double) {
    area = 0
    start = time
    last = time
  }

  /// The mean from the start until `time` [s]; NaN when no time has passed.
  @inlinable public func mean(until time: Double) -> Double {
    (area + current * (time - last)) / (time - start)
  }
}
