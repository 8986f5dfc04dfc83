/// Equal servers, each with its own queue; an arrival looks at some of them and joins the shortest.
///
///     let site = try ShortestQueue(arrivalRate: 1.6, serviceRate: 1, servers: 2)
///     site.meanWaitingTime
///     let pair = try ShortestQueue(arrivalRate: 2.4, serviceRate: 1, servers: 3, sampled: 2)
///
/// Poisson arrivals, exponential service, first come first served, nobody changes queue. All servers
/// are looked at, or `sampled` different ones, taken at random: with two it is the power of two
/// choices. Ties are broken at random, evenly. As servers are alike, the state is the sorted list of
/// their numbers; the chain is exact but for a limit on the room of each server, which is widened
/// until less than 1e-9 of all arrivals finds it full.
///
/// - Source: Haight, Two queues in parallel, Biometrika 45 (1958); Mitzenmacher, The power of two
///   choices in randomized load balancing, IEEE Transactions on Parallel and Distributed Systems 12
///   (2001).
public struct ShortestQueue: SteadyStateQueue, Hashable {
  /// Most arrivals that may find the room full [1].
  public static let lossLimit = 1e-9
  /// Most states that are solved.
  private static let stateLimit = 40_000
  /// Most multiplications, about: some seconds of work.
  private static let workLimit = 3e9

  /// λ of all arrivals [1/s], and μ of one server [1/s].
  public let arrivalRate: Double
  public let serviceRate: Double
  /// Servers, and those of them an arrival looks at [1].
  public let servers: Int
  public let sampled: Int
  /// Most customers at one server, he in service included, that the solution knows of [1].
  public let room: Int
  /// Share of arrivals that find that room full [1], below ``lossLimit``.
  public let lostShare: Double
  /// Share of arrivals that have to wait [1].
  public let waitingProbability: Double
  /// Mean number waiting, and waiting or in service, at all servers together [1].
  public let meanQueueLength: Double
  public let meanNumberInSystem: Double

  /// - Parameters:
  ///   - arrivalRate: λ of all arrivals [1/s], > 0.
  ///   - serviceRate: μ of one server [1/s], > 0.
  ///   - servers: r, 2 … 8.
  ///   - sampled: servers that an arrival looks at, 1 … r; `nil` for all.
  /// - Throws: `StatisticsError.unstable` when λ/(rμ) ≥ 1; `.outOfRange` where the room would take
  ///   too many states, which begins at utilisations of about 0.96, 0.86, 0.77 and 0.74 of 2, 3, 4
  ///   and 5 servers; `.notFinite`.
  /// - Complexity: seconds at these limits; milliseconds at a utilisation of 1/2.
  public init(
    arrivalRate: Double, serviceRate: Double, servers: Int, sampled: Int? = nil
  ) throws(StatisticsError) {
    let sampled = sampled ?? servers
    try Self.check(arrivalRate, serviceRate, servers, sampled)
    self.arrivalRate = arrivalRate
    self.serviceRate = serviceRate
    self.servers = servers
    self.sampled = sampled
    let balancer = Balancer(
      load: arrivalRate / serviceRate, servers: servers, sampled: sampled)
    let solution = try balancer.widened()
    room = solution.room
    lostShare = solution.lostShare
    let chain = solution.chain
    meanNumberInSystem = chain.mean { Double($0.reduce(0, +)) }
    meanQueueLength = chain.mean { Double($0.reduce(0) { $0 + max(0, $1 - 1) }) }
    waitingProbability = chain.mean { state in
      zip(state, balancer.shares).reduce(0) { $0 + ($1.0 > 0 ? $1.1 : 0) }
    }
  }

  private static func check(
    _ arrivalRate: Double, _ serviceRate: Double, _ servers: Int, _ sampled: Int
  ) throws(StatisticsError) {
    try requirePositive(arrivalRate, "arrivalRate")
    try requirePositive(serviceRate, "serviceRate")
    guard (2...8).contains(servers) else {
      throw .outOfRange(name: "servers", found: Double(servers), allowed: "2 … 8")
    }
    guard (1...servers).contains(sampled) else {
      throw .outOfRange(name: "sampled", found: Double(sampled), allowed: "1 … \(servers)")
    }
    try requireStable(arrivalRate, below: Double(servers) * serviceRate, "shortest queue")
  }

  public var entryRate: Double { arrivalRate }
  /// ρ = λ/(rμ) [1].
  public var utilisation: Double { arrivalRate / (Double(servers) * serviceRate) }
  /// Mean time in queue [s].
  public var meanWaitingTime: Double { meanQueueLength / arrivalRate }
  /// Mean time in queue and service [s].
  public var meanSojournTime: Double { meanWaitingTime + 1 / serviceRate }

  /// One of r equal servers that take turns: every r-th arrival of a Poisson stream, so E_r/M/1.
  ///
  /// - Parameters:
  ///   - arrivalRate: λ of all arrivals [1/s], > 0.
  ///   - serviceRate: μ of one server [1/s], > 0.
  ///   - servers: r, ≥ 1.
  /// - Throws: `StatisticsError.unstable` when λ/(rμ) ≥ 1; `.outOfRange`, `.notFinite`.
  public static func roundRobin(
    arrivalRate: Double, serviceRate: Double, servers: Int
  ) throws(StatisticsError) -> GM1 {
    try requirePositive(arrivalRate, "arrivalRate")
    try requireCount(servers, "servers")
    return try GM1(
      interarrivalTime: .erlang(shape: servers, mean: Double(servers) / arrivalRate),
      serviceRate: serviceRate)
  }

  /// One of r equal servers that arrivals choose at random: M/M/1 with a share of the stream.
  ///
  /// - Parameters:
  ///   - arrivalRate: λ of all arrivals [1/s], ≥ 0.
  ///   - serviceRate: μ of one server [1/s], > 0.
  ///   - servers: r, ≥ 1.
  /// - Throws: `StatisticsError.unstable` when λ/(rμ) ≥ 1; `.outOfRange`, `.notFinite`.
  public static func random(
    arrivalRate: Double, serviceRate: Double, servers: Int
  ) throws(StatisticsError) -> MM1 {
    try requireCount(servers, "servers")
    return try MM1(arrivalRate: arrivalRate / Double(servers), serviceRate: serviceRate)
  }
}

// MARK: - The chain

extension ShortestQueue {
  /// The chain in units of the mean service time; a state lists the numbers, smallest first.
  private struct Balancer {
    let load: Double
    let servers: Int
    /// Share of arrivals whose shortest queue has each place in the sorted list [1], shape [servers].
    let shares: [Double]

    init(load: Double, servers: Int, sampled: Int) {
      self.load = load
      self.servers = servers
      // All that are sampled must stand at this place or behind it, and one at it.
      func subsets(of n: Int) -> Double {
        (0..<sampled).reduce(1) { $0 * Double(n - $1) / Double($1 + 1) }
      }
      shares = (0..<servers).map {
        (subsets(of: servers - $0) - subsets(of: servers - $0 - 1)) / subsets(of: servers)
      }
    }

    /// The solution with the least room, about, in which hardly anybody is lost.
    func widened() throws(StatisticsError) -> (
      chain: MarkovChain<[Int]>, room: Int, lostShare: Double
    ) {
      let utilisation = load / Double(servers)
      // The chance of one more customer at each server falls about like this.
      let fall = -Portable.log(utilisation) * Double(servers)
      let needed = -Portable.log(lossLimit)
      var room = 2 + Int(min(1e6, 0.7 * needed / fall))
      while true {
        let chain = try chain(room)
        let lost = chain.mean { state in
          zip(state, shares).reduce(0) { $0 + ($1.0 == room ? $1.1 : 0) }
        }
        if lost < lossLimit { return (chain, room, lost) }
        room += max(1, Int((needed + Portable.log(lost)) / fall))
      }
    }

    private func chain(_ room: Int) throws(StatisticsError) -> MarkovChain<[Int]> {
      let states = (1...servers).reduce(1.0) { $0 * Double(room + $1) / Double($1) }
      let width = 3 * states / Double(room * servers + 1)
      guard states <= Double(stateLimit), states * width * width <= workLimit else {
        throw .outOfRange(
          name: "utilisation", found: load / Double(servers),
          allowed: "less, as a room of \(room) at each server takes \(states) states")
      }
      let empty = [Int](repeating: 0, count: servers)
      return try MarkovChain(from: empty, stateLimit: stateLimit) { arrivals($0, room) + ends($0) }
    }

    private func arrivals(_ state: [Int], _ room: Int) -> [(to: [Int], rate: Double)] {
      var steps: [(to: [Int], rate: Double)] = []
      for (place, share) in shares.enumerated() where share > 0 && state[place] < room {
        steps.append((moved(state, place, by: 1), load * share))
      }
      return steps
    }

    private func ends(_ state: [Int]) -> [(to: [Int], rate: Double)] {
      state.indices.filter { state[$0] > 0 }.map { (moved(state, $0, by: -1), 1) }
    }

    private func moved(_ state: [Int], _ place: Int, by step: Int) -> [Int] {
      var next = state
      next[place] += step
      next.sort()
      return next
    }
  }
}
