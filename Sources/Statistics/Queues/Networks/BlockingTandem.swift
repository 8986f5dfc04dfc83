/// Two servers in a row with little room between: who finds none keeps the first server occupied.
///
///     arrivals ──► queue, server 1 ──► at most K at server 2 ──►
///
///     let desk = try BlockingTandem(
///       arrivalRate: 0.6, firstRate: 1, secondRate: 1, places: 3)
///     desk.blockedShare        // of the time at the first server
///
/// Poisson arrivals and exponential services, first come first served; blocking after service. The
/// chain is exact; without a room at the first server it is cut where less than 1e-12 of all
/// arrivals is lost.
///
/// - Source: Hunt, Sequential arrays of waiting lines, Operations Research 4 (1956); Perros,
///   Queueing Networks with Blocking (1994), ch. 2.
public struct BlockingTandem: Hashable, Sendable {
  private static let negligible = 1e-12
  private static let stateLimit = 200_000

  /// λ offered [1/s], μ₁ and μ₂ [1/s].
  public let arrivalRate: Double
  public let firstRate: Double
  public let secondRate: Double
  /// K: places at the second server, he in service included [1].
  public let places: Int
  /// Places at the first server, he in service or blocked included [1]; `nil` for endless.
  public let room: Int?
  /// Customers served by both [1/s].
  public let throughput: Double
  /// Share of arrivals turned away [1]; 0 with endless room.
  public let lossProbability: Double
  /// Shares of time that the first server is blocked, and that it works [1].
  public let blockedShare: Double
  public let firstUtilisation: Double
  /// Share of time that the second server works [1].
  public let secondUtilisation: Double
  /// Mean number at the first server, those waiting, in service or blocked, and at the second [1].
  public let firstMeanNumber: Double
  public let secondMeanNumber: Double

  /// - Parameters:
  ///   - arrivalRate: λ [1/s], > 0.
  ///   - firstRate: μ₁ [1/s], > 0.
  ///   - secondRate: μ₂ [1/s], > 0.
  ///   - places: K, 1 … 1 000.
  ///   - room: places at the first server, ≥ 1; `nil` for endless.
  /// - Throws: `StatisticsError.unstable` when endless room meets λ of at least
  ///   ``largestThroughput(firstRate:secondRate:places:)``; `.outOfRange`, also for more than 200 000
  ///   states, which are room × (K + 2); `.notFinite`.
  /// - Complexity: O(room × K³).
  public init(
    arrivalRate: Double, firstRate: Double, secondRate: Double, places: Int, room: Int? = nil
  ) throws(StatisticsError) {
    try requirePositive(arrivalRate, "arrivalRate")
    if let room { try requireCount(room, "room") }
    let most = try Self.largestThroughput(
      firstRate: firstRate, secondRate: secondRate, places: places)
    if room == nil { try requireStable(arrivalRate, below: most, "tandem with blocking") }
    self.arrivalRate = arrivalRate
    self.firstRate = firstRate
    self.secondRate = secondRate
    self.places = places
    self.room = room
    let line = Line(
      arrivalRate: arrivalRate, firstRate: firstRate, secondRate: secondRate, places: places)
    let (chain, lost) =
      if let room { try line.solved(room: room) } else { try line.widened(arrivalRate / most) }
    lossProbability = room == nil ? 0 : lost
    blockedShare = chain.probability { line.isBlocked($0) }
    firstUtilisation = chain.probability { $0.first > 0 && !line.isBlocked($0) }
    secondUtilisation = chain.probability { $0.passed > 0 }
    throughput = secondRate * secondUtilisation
    firstMeanNumber = chain.mean { Double(line.atFirst($0)) }
    secondMeanNumber = chain.mean { Double(min($0.passed, places)) }
  }

  /// Mean time of those let in at the first server, blocked or not, and at the second [s].
  public var firstMeanSojournTime: Double { firstMeanNumber / throughput }
  public var secondMeanSojournTime: Double { secondMeanNumber / throughput }
  /// Mean time in both [s].
  public var meanSojournTime: Double { firstMeanSojournTime + secondMeanSojournTime }

  /// What passes when the first server never lacks customers [1/s].
  ///
  /// The number past the first server then is M/M/1 with K + 1 places, the last of which blocks.
  ///
  /// - Parameters:
  ///   - firstRate: μ₁ [1/s], > 0.
  ///   - secondRate: μ₂ [1/s], > 0.
  ///   - places: K, 1 … 1 000.
  /// - Throws: `StatisticsError.outOfRange`, `.notFinite`.
  public static func largestThroughput(
    firstRate: Double, secondRate: Double, places: Int
  ) throws(StatisticsError) -> Double {
    guard (1...1_000).contains(places) else {
      throw .outOfRange(name: "places", found: Double(places), allowed: "1 … 1 000")
    }
    try requirePositive(firstRate, "firstRate")
    try requirePositive(secondRate, "secondRate")
    return try MM1K(arrivalRate: firstRate, serviceRate: secondRate, capacity: places + 1)
      .throughput
  }
}

// MARK: - The chain

extension BlockingTandem {
  /// Customers the first server has not finished, and those it has: K + 1 of these when one blocks it.
  private struct State: Hashable {
    var first: Int
    var passed: Int
  }

  private typealias Solution = (chain: MarkovChain<State>, lost: Double)

  private struct Line {
    let arrivalRate: Double
    let firstRate: Double
    let secondRate: Double
    let places: Int

    func isBlocked(_ state: State) -> Bool { state.passed > places }
    func atFirst(_ state: State) -> Int { state.first + (isBlocked(state) ? 1 : 0) }
    func isFull(_ state: State, _ room: Int) -> Bool { atFirst(state) >= room }

    /// With room for so many at the first server that hardly anybody is lost.
    func widened(_ utilisation: Double) throws(StatisticsError) -> Solution {
      var room = 8 + Int(min(1e6, -14 / Portable.log(utilisation)))
      while true {
        let solution = try solved(room: room)
        if solution.lost <= negligible { return solution }
        room *= 2
      }
    }

    /// The chain, and the share of time that the room is full.
    func solved(room: Int) throws(StatisticsError) -> Solution {
      let chain = try chain(room: room)
      return (chain, chain.probability { isFull($0, room) })
    }

    private func chain(room: Int) throws(StatisticsError) -> MarkovChain<State> {
      try MarkovChain(from: State(first: 0, passed: 0), stateLimit: stateLimit) { state in
        let (first, passed) = (state.first, state.passed)
        var steps: [(to: State, rate: Double)] = []
        if !isFull(state, room) {
          steps.append((State(first: first + 1, passed: passed), arrivalRate))
        }
        if first > 0, !isBlocked(state) {
          steps.append((State(first: first - 1, passed: passed + 1), firstRate))
        }
        if passed > 0 { steps.append((State(first: first, passed: passed - 1), secondRate)) }
        return steps
      }
    }
  }
}
