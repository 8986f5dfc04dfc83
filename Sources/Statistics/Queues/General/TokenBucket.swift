/// A limiter that lets a call pass for a token; tokens flow in at a steady rate into a bucket.
///
///     let limit = try TokenBucket(arrivalRate: 12, refillRate: 10, burst: 20)
///     limit.lossProbability        // share of Poisson calls turned away
///
/// The bucket holds at most b tokens, whole or not, and fills continuously at the rate r; a call
/// passes when there is one token at least, and takes it. What the bucket lacks, over r, is the work
/// V [s] of a queue with constant services 1/r that lets customers in while V ≤ (b − 1)/r. Up to that
/// level its law is that of M/D/1 without a limit, F(x) = F(0) Φ(x), but for the factor; as the share
/// of calls that pass is that of time below the level, and the share of time above 0 is the load they
/// bring, calls are lost with probability (1 − (1 − ρ) Φ)/(1 + ρ Φ), with ρ = λ/r and Φ at
/// (b − 1)/r. For whole b it is the blocking of M/D/1 with b places. Φ comes from the number of
/// customers at steps of 1/r, and between them from the Poisson arrivals since; all terms are
/// positive, and nothing is subtracted while the loss is small.
///
/// - Source: the law is derived above, from level crossings; Cohen, The Single Server Queue (1982),
///   part III (bounded virtual waiting time); Franx, A simple solution for the M/D/c waiting time
///   distribution, Operations Research Letters 29 (2001), for Φ between the steps; for whole b, Gross,
///   Shortle, Thompson and Harris, Fundamentals of Queueing Theory, 4th ed. (2008), ch. 5.
public struct TokenBucket: Hashable, Sendable {
  /// λ of all calls [1/s], and r [1/s].
  public let arrivalRate: Double
  public let refillRate: Double
  /// b [1].
  public let burst: Double
  /// Share of calls turned away [1].
  public let lossProbability: Double

  /// - Parameters:
  ///   - arrivalRate: λ of the Poisson calls [1/s], > 0.
  ///   - refillRate: r [1/s], > 0; λ/r is at most 300.
  ///   - burst: b, 1 … 10 000.
  /// - Throws: `StatisticsError.outOfRange`, `.notFinite`.
  /// - Complexity: O(b × (λ/r + 100)), at most seven times that where hardly any call is lost.
  public init(arrivalRate: Double, refillRate: Double, burst: Double) throws(StatisticsError) {
    try requirePositive(arrivalRate, "arrivalRate")
    try requirePositive(refillRate, "refillRate")
    guard burst >= 1, burst <= 10_000 else {
      throw .outOfRange(name: "burst", found: burst, allowed: "1 … 10 000")
    }
    let load = arrivalRate / refillRate
    guard load > 0, load <= 300 else {
      throw .outOfRange(
        name: "arrivalRate / refillRate", found: load, allowed: "above 0, at most 300")
    }
    self.arrivalRate = arrivalRate
    self.refillRate = refillRate
    self.burst = burst
    var law = ConstantServiceLaw(load: load)
    lossProbability = law.loss(limit: burst - 1)
  }

  /// Calls that pass [1/s].
  public var throughput: Double { arrivalRate * (1 - lossProbability) }
}

// MARK: - M/D/1 up to a level

/// Numbers of customers that M/D/1 leaves behind, all to one unknown factor; service takes 1.
private struct ConstantServiceLaw {
  private let load: Double
  /// Chances of 0, 1, … arrivals during a service, and of more than so many.
  private let arrivals: [Double]
  private let more: [Double]
  /// Weights of 0, 1, … customers.
  private var weights = [1.0]

  init(load: Double) {
    self.load = load
    let chances = Self.poisson(load)
    arrivals = chances
    more = chances.indices.map { chances[($0 + 1)...].reversed().reduce(0, +) }
  }

  /// Chances of 0, 1, … of a mean of at most 300, to where they are negligible.
  private static func poisson(_ mean: Double) -> [Double] {
    var chances = [Portable.exp(-mean)]
    while Double(chances.count) < mean || chances[chances.count - 1] > 1e-40 {
      chances.append(chances[chances.count - 1] * (mean / Double(chances.count)))
    }
    return chances
  }

  /// Share of customers lost that would find work above `limit`.
  mutating func loss(limit: Double) -> Double {
    // `limit` lies between `top` − 1 and `top`.
    let top = max(1, Int(limit.rounded(.up)))
    while weights.count <= top { extend() }
    var sums = [0.0]
    for weight in weights { sums.append(sums[sums.count - 1] + weight) }
    let lacks = lacks(top, sums)
    let since = Self.poisson(load * (Double(top) - limit))
    var (lack, level) = (0.0, 0.0)
    for (count, chance) in since.enumerated() {
      // Φ at so many whole steps below the top; below 0 it is 0, so that nothing is taken off the 1.
      let step = top - count
      lack += chance * (step > 0 ? lacks[step] : weights[0])
      if step > 0 { level += chance * sums[step + 1] }
    }
    return lack / (weights[0] + load * level)
  }

  /// 1 − (1 − ρ) Φ at 0 … top, to the same factor.
  private mutating func lacks(_ top: Int, _ sums: [Double]) -> [Double] {
    let direct = sums.dropFirst().map { weights[0] - (1 - load) * $0 }
    if load >= 1 || direct[top] > 1e-3 * weights[0] { return direct }
    // Where next to nothing is left, add up what is left: (1 − ρ) times the weights further on.
    let before = weights.count
    var left = 0.0
    repeat { extend() } while weights[weights.count - 1] > 1e-18 * weights[before - 1]
    for weight in weights[(top + 1)...].reversed() { left += weight }
    var lacks = [Double](repeating: 0, count: top + 1)
    for step in (0...top).reversed() {
      lacks[step] = (1 - load) * left
      left += weights[step]
    }
    return lacks
  }

  /// The next weight: departures that leave j + 1 behind are as frequent as jumps from at most j to
  /// above it.
  private mutating func extend() {
    let j = weights.count - 1
    var jumps = j < more.count ? weights[0] * more[j] : 0
    for i in max(1, j + 2 - more.count)..<max(1, j + 1) { jumps += weights[i] * more[j - i + 1] }
    weights.append(jumps / arrivals[0])
    // Above the load of 1 weights grow without end.
    if weights[j + 1] > 1e100 {
      for i in weights.indices { weights[i] *= 1e-100 }
    }
  }
}
