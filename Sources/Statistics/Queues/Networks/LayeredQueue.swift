/// Calls that keep a thread of a front station while they wait for a nested call to a back station.
///
///     callers ──► front: c₁ threads, own work S₁ ──► back: c₂ servers, work S₂ ──► caller
///                 └──────── one thread held all the time ────────┘
///
///     let portal = try LayeredQueue(
///       customers: 40, thinkTime: 5, front: .init(servers: 8, serviceTime: 0.1),
///       back: .init(servers: 2, serviceTime: 0.2))
///     portal.front.utilisation        // threads held, most of them waiting
///
/// All times are exponential, both queues first come first served. The chain of (calls at the
/// front, calls of these at the back) is solved exactly.
///
/// - Source: model after Franks, Al-Omari, Woodside, Das and Derisavi, Enhanced modeling and solution
///   of layered queueing networks, IEEE Transactions on Software Engineering 35 (2009); the chain is
///   our own.
public struct LayeredQueue: Hashable, Sendable {
  /// One station.
  public struct Station: Hashable, Sendable {
    /// Threads or servers [1], ≥ 1.
    public var servers: Int
    /// Mean of its own exponential work [s], > 0.
    public var serviceTime: Double

    public init(servers: Int, serviceTime: Double) {
      self.servers = servers
      self.serviceTime = serviceTime
    }
  }

  /// What one station shows.
  public struct Figures: SteadyStateQueue, Hashable {
    /// Calls let in [1/s].
    public let entryRate: Double
    /// Share of the servers that are taken [1]; at the front also by those who wait at the back.
    public let utilisation: Double
    /// Mean number waiting, and waiting or holding a server [1].
    public let meanQueueLength: Double
    public let meanNumberInSystem: Double

    /// Mean time in queue [s].
    public var meanWaitingTime: Double { meanQueueLength / entryRate }
    /// Mean time in queue and holding a server [s].
    public var meanSojournTime: Double { meanNumberInSystem / entryRate }
  }

  /// Calls completed [1/s].
  public let throughput: Double
  /// Both stations; the front's sojourn is the whole call's.
  public let front: Figures
  public let back: Figures
  /// Share of the front's threads that do its own work [1].
  public let frontWorkingShare: Double
  /// Share of calls turned away at the front [1]; 0 in a closed circle.
  public let blockingProbability: Double

  /// A closed circle of callers who think, call, and think again.
  ///
  /// - Parameters:
  ///   - customers: N, ≥ 1.
  ///   - thinkTime: mean of the exponential thinking time Z [s], ≥ 0.
  ///   - front: the station that is called.
  ///   - back: the one that is called by it.
  /// - Throws: `StatisticsError.outOfRange`, `.notFinite`; also for more than 20 000 states, which
  ///   are about N × (c₁ + 1).
  /// - Complexity: O(N × c₁³).
  public init(
    customers: Int, thinkTime: Double, front: Station, back: Station
  ) throws(StatisticsError) {
    try requireCount(customers, "customers")
    try requireNonNegative(thinkTime, "thinkTime")
    let circle = Callers(most: customers, returnAtOnce: thinkTime == 0) {
      Double(customers - $0) / thinkTime
    }
    try self.init(circle, front, back, offered: nil)
  }

  /// Poisson arrivals, of whom those are turned away who find all threads and places taken.
  ///
  /// - Parameters:
  ///   - arrivalRate: λ offered [1/s], > 0.
  ///   - waitingPlaces: places of the front's queue, ≥ 0.
  ///   - front: the station that is called.
  ///   - back: the one that is called by it.
  /// - Throws: `StatisticsError.outOfRange`, `.notFinite`; also for more than 20 000 states, which
  ///   are about (c₁ + places) × (c₁ + 1).
  /// - Complexity: O((c₁ + places) × c₁³).
  public init(
    arrivalRate: Double, waitingPlaces: Int, front: Station, back: Station
  ) throws(StatisticsError) {
    try requirePositive(arrivalRate, "arrivalRate")
    guard waitingPlaces >= 0, waitingPlaces <= 20_000 else {
      throw .outOfRange(
        name: "waitingPlaces", found: Double(waitingPlaces), allowed: "0 … 20 000")
    }
    try requireCount(front.servers, "front.servers")
    let (most, tooMany) = front.servers.addingReportingOverflow(waitingPlaces)
    let line = Callers(most: tooMany ? .max : most, returnAtOnce: false) { _ in arrivalRate }
    try self.init(line, front, back, offered: arrivalRate)
  }

  private init(
    _ callers: Callers, _ front: Station, _ back: Station, offered: Double?
  ) throws(StatisticsError) {
    for (station, name) in [(front, "front"), (back, "back")] {
      try requireCount(station.servers, "\(name).servers")
      try requirePositive(station.serviceTime, "\(name).serviceTime")
    }
    let chain = try Self.chain(callers, front, back)
    func held(_ state: State) -> Int { min(state.front, front.servers) }
    let served = chain.mean { Double(min($0.back, back.servers)) }
    let taken = chain.mean { Double(held($0)) }
    throughput = served / back.serviceTime
    self.front = Figures(
      entryRate: throughput, utilisation: taken / Double(front.servers),
      meanQueueLength: chain.mean { Double($0.front - held($0)) },
      meanNumberInSystem: chain.mean { Double($0.front) })
    self.back = Figures(
      entryRate: throughput, utilisation: served / Double(back.servers),
      meanQueueLength: chain.mean { Double(max(0, $0.back - back.servers)) },
      meanNumberInSystem: chain.mean { Double($0.back) })
    frontWorkingShare = chain.mean { Double(held($0) - $0.back) } / Double(front.servers)
    blockingProbability =
      offered == nil ? 0 : chain.probability { $0.front == callers.most }
  }
}

// MARK: - The chain

extension LayeredQueue {
  /// Calls at the front, waiting or holding a thread, and those of them that are at the back.
  private struct State: Hashable {
    var front: Int
    var back: Int
  }

  /// Where calls come from.
  private struct Callers {
    /// Most calls at the front.
    var most: Int
    /// Whether a finished call is followed by the next at once.
    var returnAtOnce: Bool
    /// Calls [1/s] while so many are at the front.
    var rate: (Int) -> Double
  }

  private static func chain(
    _ callers: Callers, _ front: Station, _ back: Station
  ) throws(StatisticsError) -> MarkovChain<State> {
    let first = State(front: callers.returnAtOnce ? callers.most : 0, back: 0)
    return try MarkovChain(from: first) { state in
      let working = min(state.front, front.servers) - state.back
      let (n, nested) = (state.front, state.back)
      var steps: [(to: State, rate: Double)] = []
      if n < callers.most {
        steps.append((State(front: n + 1, back: nested), callers.rate(n)))
      }
      if working > 0 {
        let rate = Double(working) / front.serviceTime
        steps.append((State(front: n, back: nested + 1), rate))
      }
      if nested > 0 {
        let left = callers.returnAtOnce ? n : n - 1
        let rate = Double(min(nested, back.servers)) / back.serviceTime
        steps.append((State(front: left, back: nested - 1), rate))
      }
      return steps
    }
  }
}
