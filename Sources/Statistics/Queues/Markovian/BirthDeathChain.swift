/// The stationary distribution of a chain that moves by single steps, 0, 1, 2, …
///
/// Weights start as 1 at the mode and shrink on both sides, so nothing overflows however large the
/// chain or its load. What is left out of an endless chain weighs less than 1e-30 on each side.
///
/// - Source: Kleinrock, Queueing Systems, vol. 1 (1975), section 3.1.
struct BirthDeathChain: Hashable, Sendable {
  /// Most states that are kept.
  static let stateLimit = 10_000_000
  private static let negligible = 1e-30

  /// The lowest state kept.
  let first: Int
  /// Probabilities of the states from `first` on [1].
  let probabilities: [Double]

  /// - Parameters:
  ///   - last: the highest state, or `nil` for a chain without end, whose ratio must sink below 1.
  ///   - ratio: of state n ≥ 1, the rate from n − 1 up to n over the rate from n down to n − 1; it
  ///     must not grow with n.
  /// - Throws: `StatisticsError.outOfRange` for more than ten million states that matter.
  /// - Complexity: O(states kept).
  init(last: Int?, ratio: (Int) -> Double) throws(StatisticsError) {
    let mode = Self.mode(last: last, ratio)
    let up = try Self.weights(last.map { $0 - mode }) { ratio(mode + 1 + $0) }
    // Going down, each ratio is turned round.
    let down = try Self.weights(last == nil ? nil : mode, end: mode) { 1 / ratio(mode - $0) }
    // The smallest first, so that their sum is not lost.
    let sum = (up.reversed().reduce(0, +) + down.reversed().reduce(0, +)) + 1
    first = mode - down.count
    probabilities = (down.reversed() + [1] + up).map { $0 / sum }
  }

  /// The highest state whose ratio is at least 1.
  private static func mode(last: Int?, _ ratio: (Int) -> Double) -> Int {
    var low = 0
    var high = last ?? 1 << 52
    while low < high {
      let middle = low + (high - low + 1) / 2
      if ratio(middle) >= 1 { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// Weights of the states beside the mode, in order of their distance: exactly `count` of them,
  /// or for `nil` until the rest is negligible or `end` states are reached.
  private static func weights(
    _ count: Int?, end: Int = .max, _ ratio: (Int) -> Double
  ) throws(StatisticsError) -> [Double] {
    var weights: [Double] = []
    var weight = 1.0
    for step in 0..<(count ?? end) {
      let factor = ratio(step)
      weight *= factor
      // Ratios shrink, so what follows is below a geometric series.
      if count == nil, weight < negligible * (1 - factor) { break }
      guard step < stateLimit else {
        throw .outOfRange(
          name: "number of states that matter", found: Double(step), allowed: "up to 10 million")
      }
      weights.append(weight)
    }
    return weights
  }

  /// Probability of one state [1].
  func probability(of state: Int) -> Double {
    let index = state - first
    return probabilities.indices.contains(index) ? probabilities[index] : 0
  }

  /// The mean of a quantity over all states.
  func mean(_ quantity: (Int) -> Double) -> Double {
    var sum = 0.0
    for (index, probability) in probabilities.enumerated() {
      sum += probability * quantity(first + index)
    }
    return sum
  }
}
