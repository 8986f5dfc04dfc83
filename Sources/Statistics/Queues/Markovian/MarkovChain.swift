/// The stationary distribution of a finite Markov chain in continuous time, whose states are found
/// by walking from a first one.
///
///     // One server, room for two.
///     let chain = try MarkovChain(from: 0) { n in
///       [(to: n + 1, rate: n < 2 ? 0.8 : 0), (to: n - 1, rate: n > 0 ? 1 : 0)]
///     }
///     chain.probability(of: 2)        // 0.2623
///     chain.mean { Double($0) }
///
/// States are eliminated one by one, the last found first, without a subtraction, so that every
/// probability is right to nearly all its digits, however small. States are numbered by their
/// distance from the first, and no step leads more than one distance further out; so a row keeps
/// only the columns that can fill, and chains of levels, such as queues, cost little.
///
/// - Source: Grassmann, Taksar and Heyman, Regenerative analysis and steady state distributions for
///   Markov chains, Operations Research 33 (1985).
public struct MarkovChain<State: Hashable & Sendable>: Sendable {
  /// All states that can be reached, by their distance from the first.
  public let states: [State]
  /// Shares of time spent in them [1], shape [states].
  public let probabilities: [Double]
  private let indices: [State: Int]

  /// - Parameters:
  ///   - first: any state; all others must be reachable from it, and it from them.
  ///   - stateLimit: most states that are explored.
  ///   - transitions: where the chain goes from a state, with rates [1/s] ≥ 0. Rates to one state
  ///     add up; those of 0 and those to the state itself are passed over.
  /// - Throws: `StatisticsError.outOfRange` for more states than the limit, for a negative rate, and
  ///   for a chain that never leaves its first state; `.singular` when a state does not lead back
  ///   to the first; `.notFinite`.
  /// - Complexity: O(states × width²) time and O(states × width) memory, with `width` the states of
  ///   three successive distances at most: O(states³) where all are neighbours, a second for
  ///   about 1 500 of them, or for 100 000 in levels of 50.
  public init(
    from first: State, stateLimit: Int = 20_000,
    transitions: (State) -> [(to: State, rate: Double)]
  ) throws(StatisticsError) {
    var search = ChainSearch(first: first)
    try search.explore(stateLimit: stateLimit, transitions)
    guard search.states.count > 1 else {
      throw .outOfRange(name: "states", found: 1, allowed: "at least 2")
    }
    var elimination = ChainElimination(rows: search.rows, levelStarts: search.levelStarts)
    probabilities = try elimination.solve()
    states = search.states
    indices = search.indices
  }

  /// Share of time in one state [1]; 0 for one that is never reached.
  public func probability(of state: State) -> Double {
    indices[state].map { probabilities[$0] } ?? 0
  }

  /// Share of time in all states for which something holds [1].
  public func probability(where holds: (State) -> Bool) -> Double {
    mean { holds($0) ? 1 : 0 }
  }

  /// The mean of a quantity over time, in its unit.
  public func mean(_ quantity: (State) -> Double) -> Double {
    var sum = 0.0
    for (state, probability) in zip(states, probabilities) { sum += probability * quantity(state) }
    return sum
  }
}

// MARK: - Exploring

/// A walk over all states, in the order of their distance from the first.
private struct ChainSearch<State: Hashable> {
  private(set) var states: [State]
  private(set) var indices: [State: Int]
  /// Steps out of each state, shape [states][any].
  private(set) var rows: [[(to: Int, rate: Double)]] = []
  /// Index of the first state of each distance, and the number of states.
  private(set) var levelStarts = [0]

  init(first: State) {
    states = [first]
    indices = [first: 0]
  }

  mutating func explore(
    stateLimit: Int, _ transitions: (State) -> [(to: State, rate: Double)]
  ) throws(StatisticsError) {
    while rows.count < states.count {
      if rows.count == levelStarts[levelStarts.count - 1] { levelStarts.append(states.count) }
      let state = states[rows.count]
      var row: [(to: Int, rate: Double)] = []
      for (target, rate) in transitions(state) {
        try requireNonNegative(rate, "rate of a transition")
        guard rate > 0, target != state else { continue }
        row.append((to: try index(of: target, stateLimit), rate: rate))
      }
      rows.append(row)
    }
  }

  private mutating func index(of state: State, _ stateLimit: Int) throws(StatisticsError) -> Int {
    if let known = indices[state] { return known }
    guard states.count < stateLimit else {
      throw .outOfRange(
        name: "states", found: Double(states.count + 1), allowed: "at most \(stateLimit)")
    }
    indices[state] = states.count
    states.append(state)
    return states.count - 1
  }
}

// MARK: - Eliminating

/// Rates between states, row by row, each row from the lowest column that can fill to the highest.
private struct ChainElimination {
  private let count: Int
  /// For each state, the lowest one from which a step may lead to it.
  private let sources: [Int]
  private var firstColumns: [Int]
  private var ends: [Int]
  /// Where a row lies in `values`, less its first column.
  private var offsets: [Int] = []
  private var values: [Double]

  init(rows: [[(to: Int, rate: Double)]], levelStarts: [Int]) {
    count = rows.count
    firstColumns = rows.enumerated().map { row in row.element.reduce(row.offset) { min($0, $1.to) }
    }
    ends = rows.enumerated().map { row in row.element.reduce(row.offset) { max($0, $1.to) } + 1 }
    var sources: [Int] = []
    for level in levelStarts.indices.dropLast() {
      let size = levelStarts[level + 1] - levelStarts[level]
      sources += Array(repeating: levelStarts[max(0, level - 1)], count: size)
    }
    self.sources = sources
    values = []
    layOut()
    for (state, row) in rows.enumerated() {
      for (target, rate) in row { values[offsets[state] + target] += rate }
    }
  }

  /// Without the state n, who went to it may go wherever it went.
  private mutating func layOut() {
    for n in stride(from: count - 1, to: 0, by: -1) {
      for i in sources[n]..<n where n < ends[i] {
        firstColumns[i] = min(firstColumns[i], firstColumns[n])
      }
    }
    var size = 0
    for i in 0..<count {
      offsets.append(size - firstColumns[i])
      size += ends[i] - firstColumns[i]
    }
    values = [Double](repeating: 0, count: size)
  }

  mutating func solve() throws(StatisticsError) -> [Double] {
    for n in stride(from: count - 1, to: 0, by: -1) {
      var out = 0.0
      for j in firstColumns[n]..<n { out += values[offsets[n] + j] }
      guard out > 0, out.isFinite else {
        throw .singular(name: "a Markov chain whose states do not all lead back to the first")
      }
      for i in sources[n]..<n where n < ends[i] { redirect(from: i, past: n, out) }
    }
    return weights()
  }

  /// Who stepped from i to n steps on at once, to where n leads.
  private mutating func redirect(from i: Int, past n: Int, _ out: Double) {
    let place = offsets[i] + n
    guard values[place] > 0 else { return }
    let visits = values[place] / out
    values[place] = visits
    let (row, other) = (offsets[i], offsets[n])
    for j in firstColumns[n]..<n { values[row + j] += visits * values[other + j] }
  }

  /// Probabilities, from the visits to each state per visit to those before it.
  private func weights() -> [Double] {
    var weights = [Double](repeating: 0, count: count)
    weights[0] = 1
    for n in 1..<count {
      for i in sources[n]..<n where n < ends[i] {
        weights[n] += weights[i] * values[offsets[i] + n]
      }
      // What the first states weigh may be next to nothing.
      if weights[n] > 0x1p600 {
        for i in 0...n { weights[i] *= 0x1p-600 }
      }
    }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }
}
