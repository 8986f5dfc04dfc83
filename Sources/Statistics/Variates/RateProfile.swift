/// An arrival rate that changes with time, in pieces, and the Poisson process of that rate.
///
///     let day = try RateProfile(
///       [.constant(2, for: 32_400), .linear(from: 2, to: 30, for: 3_600),
///        .constant(30, for: 50_400)], repeats: true)
///     var stream = RandomStream(StreamName(seed: 1))
///     var now = 0.0
///     while let next = day.nextArrival(after: now, &stream), next < 86_400 { now = next }
///
/// Arrivals come by inversion: unit exponential amounts are laid along the cumulative rate Λ. So no
/// interval is skipped however long a gap, pieces of rate 0 get no arrival, and under one stream name
/// a profile with all rates doubled has its n-th arrival where Λ is half.
///
/// - Complexity: O(pieces) memory; O(log pieces) per call, also over many repetitions.
/// - Source: Çinlar, Introduction to Stochastic Processes (1975), ch. 4; Klein and Roberts, A
///   time-varying Poisson arrival process generator, Simulation 43 (1984), for linear pieces.
public struct RateProfile: Hashable, Sendable {
  /// A stretch of time in which the rate is constant or changes linearly.
  public struct Piece: Hashable, Sendable {
    /// [s], > 0.
    public var duration: Double
    /// At its start [1/s], 0 … ``RateProfile/largestRate``.
    public var startRate: Double
    /// At its end [1/s], 0 … ``RateProfile/largestRate``.
    public var endRate: Double

    /// The same rate [1/s] throughout.
    public static func constant(_ rate: Double, for duration: Double) -> Piece {
      Piece(duration: duration, startRate: rate, endRate: rate)
    }

    /// A rate [1/s] on a straight line.
    public static func linear(from start: Double, to end: Double, for duration: Double) -> Piece {
      Piece(duration: duration, startRate: start, endRate: end)
    }

    /// Arrivals expected in it [1].
    var expected: Double { duration * (startRate / 2 + endRate / 2) }
    /// [1/s²]
    var slope: Double { (endRate - startRate) / duration }
  }

  /// Times go up to 1e15 s, where a `Double` still tells apart eighths of a second; no arrival is
  /// reported later.
  public static var largestTime: Double { 1e15 }
  /// Rates go up to 1e15 [1/s].
  public static var largestRate: Double { 1e15 }

  /// From time 0, one after the other.
  public let pieces: [Piece]
  /// Whether the pieces start again at their end; if not, the rate is 0 from there on.
  public let repeats: Bool
  /// Where pieces start [s], and the end; shape [pieces + 1].
  let times: [Double]
  /// Λ at `times` [1]; shape [pieces + 1].
  let counts: [Double]

  /// - Throws: `StatisticsError.tooFewSamples` without pieces; `.notFinite` or `.outOfRange` for a
  ///   duration not above 0, a rate below 0 or above ``largestRate``, durations that add up to more
  ///   than ``largestTime``, or slopes that overflow.
  public init(_ pieces: [Piece], repeats: Bool) throws(StatisticsError) {
    guard !pieces.isEmpty else { throw .tooFewSamples(found: 0, needed: 1) }
    var times = [0.0]
    var counts = [0.0]
    var (time, count) = (0.0, 0.0)
    for (index, piece) in pieces.enumerated() {
      try requirePositive(piece.duration, "pieces[\(index)].duration")
      try Self.require(piece.startRate, atMost: Self.largestRate, "pieces[\(index)].startRate")
      try Self.require(piece.endRate, atMost: Self.largestRate, "pieces[\(index)].endRate")
      try requireFinite(piece.slope, "pieces[\(index)].slope")
      time += piece.duration
      count += piece.expected
      times.append(time)
      counts.append(count)
    }
    try Self.require(time, atMost: Self.largestTime, "sum of durations")
    (self.pieces, self.repeats, self.times, self.counts) = (pieces, repeats, times, counts)
  }

  private static func require(
    _ value: Double, atMost largest: Double, _ name: String
  ) throws(StatisticsError) {
    try requireFinite(value, name)
    guard value >= 0, value <= largest else {
      throw .outOfRange(name: name, found: value, allowed: "0 … \(largest)")
    }
  }

  /// Constant rates [1/s], each for `duration` [s], such as 24 rates of an hour each.
  ///
  /// - Throws: as ``init(_:repeats:)``.
  public init(rates: [Double], each duration: Double, repeats: Bool) throws(StatisticsError) {
    try self.init(rates.map { .constant($0, for: duration) }, repeats: repeats)
  }

  /// Length of all pieces together [s].
  public var duration: Double { times[pieces.count] }

  /// Arrivals expected in all pieces together [1].
  public var expectedPerRound: Double { counts[pieces.count] }

  /// The highest rate [1/s].
  public var peakRate: Double { pieces.reduce(0) { max($0, $1.startRate, $1.endRate) } }

  /// The rate at `time` [s] in [1/s]; where two pieces meet, that of the later one.
  public func rate(at time: Double) -> Double {
    guard let place = place(of: time) else { return 0 }
    return rate(at: place)
  }

  /// Λ: the arrivals expected from 0 to `time` [s]; 0 before 0.
  public func expectedArrivals(until time: Double) -> Double {
    guard time > 0 else { return time.isNaN ? .nan : 0 }
    if time == .infinity { return repeats && expectedPerRound > 0 ? .infinity : expectedPerRound }
    guard let place = place(of: time) else { return expectedPerRound }
    let piece = pieces[place.index]
    let since = place.since * (piece.startRate + 0.5 * piece.slope * place.since)
    let inRound = min(counts[place.index] + since, counts[place.index + 1])
    return place.round * expectedPerRound + inRound
  }
}

extension RateProfile {
  /// A time as rounds passed, piece, and time since the piece began [s].
  struct Place {
    var round: Double
    var index: Int
    var since: Double
  }

  /// `nil` before 0, after the end of a profile that does not repeat, and for what is no time.
  func place(of time: Double) -> Place? {
    guard time >= 0, time.isFinite else { return nil }
    var round = 0.0
    if time >= duration {
      guard repeats else { return nil }
      round = (time / duration).rounded(.down)
    }
    // Rounding may put a time next to a boundary on its other side, by its last bit.
    let phase = max(0, time - round * duration)
    let index = Self.last(times, atOrBelow: phase)
    let since = min(phase - times[index], pieces[index].duration)
    return Place(round: round, index: index, since: since)
  }

  func rate(at place: Place) -> Double {
    let piece = pieces[place.index]
    return max(0, piece.startRate + piece.slope * place.since)
  }

  /// The last interval of rising `bounds` that begins at or below x.
  static func last(_ bounds: [Double], atOrBelow x: Double) -> Int {
    var low = 0
    var high = bounds.count - 2
    while low < high {
      let middle = (low + high + 1) / 2
      if bounds[middle] <= x { low = middle } else { high = middle - 1 }
    }
    return low
  }
}
