/// How much slower each call gets, the more of them there are: D(n) = 1 + σ (n − 1) + κ n (n − 1).
///
///     let law = try UniversalScalability(serialShare: 0.02, coherency: 0.0005)
///     law.speed(30)                // of one call among 30, alone being 1
///     law.peakConcurrency          // 44: more callers than this get less done
///
/// - Source: Gunther, Guerrilla Capacity Planning (2007), ch. 4–6.
public struct UniversalScalability: Hashable, Sendable {
  /// σ: share of the work that only one call can do at a time (contention) [1].
  public let serialShare: Double
  /// κ: cost of keeping each two calls consistent, as a share of the work (coherency) [1].
  public let coherency: Double

  /// - Parameters:
  ///   - serialShare: σ, ≥ 0.
  ///   - coherency: κ, ≥ 0.
  /// - Throws: `StatisticsError.outOfRange`, `.notFinite`.
  public init(serialShare: Double, coherency: Double) throws(StatisticsError) {
    try requireNonNegative(serialShare, "serialShare")
    try requireNonNegative(coherency, "coherency")
    self.serialShare = serialShare
    self.coherency = coherency
  }

  /// D(n): time of a call among n, over its time alone [1]; 1 for n ≤ 1.
  public func slowdown(_ n: Int) -> Double {
    let others = Double(max(0, n - 1))
    return 1 + serialShare * others + coherency * Double(n) * others
  }

  /// 1/D(n): speed of each of n calls, alone being 1 [1].
  public func speed(_ n: Int) -> Double { 1 / slowdown(n) }

  /// √((1 − σ)/κ): calls at which n/D(n) is largest [1], where there is a server for each; at least 1,
  /// and infinite without coherency, unless σ ≥ 1.
  public var peakConcurrency: Double {
    if serialShare >= 1 { return 1 }
    return max(1, ((1 - serialShare) / coherency).squareRoot())
  }
}

// MARK: - Fitting

extension UniversalScalability {
  /// Calls completed by a fixed number of callers who don't think.
  public struct Measurement: Hashable, Sendable {
    /// N [1], at least the number of servers.
    public var callers: Int
    /// X [1/s], or in any unit that both measurements share.
    public var throughput: Double

    public init(callers: Int, throughput: Double) {
      self.callers = callers
      self.throughput = throughput
    }
  }

  /// The coherency that makes the throughput change as measured, exactly.
  ///
  /// With all servers busy X is c/(S D(N)), so that X₁/X₂ = D(N₂)/D(N₁); neither the number of servers
  /// nor the work matters.
  ///
  /// - Parameters:
  ///   - fewer: the measurement with fewer callers, at least as many as servers.
  ///   - more: the one with more callers.
  ///   - serialShare: σ, ≥ 0, known from elsewhere.
  /// - Throws: `StatisticsError.outOfRange` when throughput rises, or falls too much or too little for
  ///   any κ ≥ 0; `.notFinite`.
  public static func fitted(
    _ fewer: Measurement, _ more: Measurement, serialShare: Double
  ) throws(StatisticsError) -> UniversalScalability {
    try requireNonNegative(serialShare, "serialShare")
    return try UniversalScalability(
      serialShare: serialShare,
      coherency: solution(fewer, more, known: { 1 + serialShare * ($0 - 1) }) { $0 * ($0 - 1) })
  }

  /// The serial share that makes the throughput change as measured, exactly.
  ///
  /// - Parameters:
  ///   - fewer: the measurement with fewer callers, at least as many as servers.
  ///   - more: the one with more callers.
  ///   - coherency: κ, ≥ 0, known from elsewhere.
  /// - Throws: `StatisticsError.outOfRange` when throughput rises, or falls too much or too little for
  ///   any σ ≥ 0; `.notFinite`.
  public static func fitted(
    _ fewer: Measurement, _ more: Measurement, coherency: Double
  ) throws(StatisticsError) -> UniversalScalability {
    try requireNonNegative(coherency, "coherency")
    return try UniversalScalability(
      serialShare: solution(fewer, more, known: { 1 + coherency * $0 * ($0 - 1) }) { $0 - 1 },
      coherency: coherency)
  }

  /// x of known(N₂) + x unknown(N₂) = X₁/X₂ (known(N₁) + x unknown(N₁)).
  private static func solution(
    _ fewer: Measurement, _ more: Measurement, known: (Double) -> Double,
    _ unknown: (Double) -> Double
  ) throws(StatisticsError) -> Double {
    try requireCount(fewer.callers, "callers")
    guard more.callers > fewer.callers else {
      throw .outOfRange(
        name: "callers", found: Double(more.callers), allowed: "above \(fewer.callers)")
    }
    try requirePositive(fewer.throughput, "throughput")
    try requirePositive(more.throughput, "throughput")
    let ratio = fewer.throughput / more.throughput
    let (low, high) = (Double(fewer.callers), Double(more.callers))
    let gap = ratio * known(low) - known(high)
    let slope = unknown(high) - ratio * unknown(low)
    guard gap >= 0, slope > 0 else {
      throw .outOfRange(
        name: "ratio of throughputs", found: ratio,
        allowed: "from \(known(high) / known(low)) to below \(unknown(high) / unknown(low))")
    }
    return gap / slope
  }
}
