/// Where the start of a stationary run stops mattering.
public enum WarmUp {
  /// The number of first samples to drop so that the rest is estimated best: MSER-5.
  ///
  /// - Parameter samples: in order of time, finite, at least 20.
  /// - Returns: a multiple of 5 [1], the best cut of the first half; `nil` when that lies in its last
  ///   2 %, which says that the run is too short. Cuts of the second half do not compete: few
  ///   samples that happen to be calm would win. A run-in that fades is found, and a steady trend
  ///   gives `nil`; a trend that grows ever steeper looks best whole, and gives 0.
  /// - Throws: `StatisticsError.notFinite`, `.tooFewSamples`.
  /// - Complexity: O(n).
  /// - Source: White, Cobb and Spratt, A comparison of five steady-state truncation heuristics for
  ///   simulation, Winter Simulation Conference (2000); calm ends that mislead: Hoad,
  ///   Robinson and Davies, Automating warm-up length estimation, J. Operational Research Society
  ///   61 (2010).
  public static func mser5(_ samples: [Double]) throws(StatisticsError) -> Int? {
    try requireFinite(samples, "samples")
    let batches = samples.count / 5
    guard batches >= 4 else { throw .tooFewSamples(found: samples.count, needed: 20) }
    let means = (0..<batches).map { samples[$0 * 5..<$0 * 5 + 5].reduce(0, +) / 5 }
    let half = batches / 2
    var best = (cut: 0, score: Double.infinity)
    var rest = Moments()
    // Backwards, so that each cut adds one batch to the rest.
    for cut in stride(from: batches - 1, through: 0, by: -1) {
      rest.add(means[cut])
      guard cut <= half else { continue }
      let size = Double(rest.count)
      let score = rest.variance * (size - 1) / (size * size)
      if score <= best.score { best = (cut, score) }
    }
    return Double(best.cut) <= 0.98 * Double(half) ? best.cut * 5 : nil
  }
}
