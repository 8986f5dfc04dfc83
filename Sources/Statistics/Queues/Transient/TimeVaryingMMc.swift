/// c servers, exponential service, and an arrival rate that changes in time: M(t)/M/c, from the
/// first moment on, stable or not.
///
///     let desk = try TimeVaryingMMc(serviceRate: 1, servers: 10) { t in t < 60 ? 20 : 5 }
///     for state in try desk.states(at: [30, 60, 90]) {
///       // state.meanNumberInSystem, state.waitingProbability, …
///     }
///
/// The values come from GSL: they are for summaries and tests, never for a row of a replication.
///
/// - Source: forward equations, Kleinrock, Queueing Systems, vol. 1 (1975), section 2.4.
public struct TimeVaryingMMc: Sendable {
  /// Largest distance (total variation) between the distribution found and that of an endless
  /// queue [1].
  public static let truncationBound = 1e-8
  /// Most customers that are followed before the endless queue is given up.
  static let customerLimit = 16_384

  /// The station at one moment.
  public struct State: Hashable, Sendable {
    /// t [s].
    public let time: Double
    /// Probabilities of 0, 1, … customers [1].
    public let probabilities: [Double]
    /// Mean number waiting or in service, and waiting [1].
    public let meanNumberInSystem: Double
    public let meanQueueLength: Double
    /// Probability that all servers are busy, so that who comes now must wait or is turned away [1].
    public let waitingProbability: Double
    /// Mean wait of who comes now, first come first served [s]; with a limited room: if let in.
    public let meanWaitingTime: Double
    /// Share of the servers that work [1].
    public let utilisation: Double
    /// Expected customers turned away since time 0 [1]; without a limit to the room, this bounds
    /// the error of every probability.
    public let expectedLosses: Double
  }

  /// μ of one server [1/s], and c [1].
  public let serviceRate: Double
  public let servers: Int
  /// λ(t) [1/s], t [s].
  public let arrivalRate: @Sendable (Double) -> Double

  /// - Parameters:
  ///   - serviceRate: μ of one server [1/s], > 0.
  ///   - servers: c, ≥ 1, up to 8 000.
  ///   - arrivalRate: λ(t) [1/s], ≥ 0, for every time from 0 to the last one asked for.
  /// - Throws: `StatisticsError.outOfRange`, `.notFinite`.
  public init(
    serviceRate: Double, servers: Int, arrivalRate: @escaping @Sendable (Double) -> Double
  ) throws(StatisticsError) {
    try requirePositive(serviceRate, "serviceRate")
    try requireCount(servers, "servers")
    guard servers <= 8_000 else {
      throw .outOfRange(name: "servers", found: Double(servers), allowed: "1 … 8 000")
    }
    self.serviceRate = serviceRate
    self.servers = servers
    self.arrivalRate = arrivalRate
  }

  /// The station at each of the times.
  ///
  /// - Parameters:
  ///   - times: [s], ≥ 0, ascending. Where the arrival rate jumps or peaks briefly, ask for times
  ///     as close as that: no step of the solver is longer than the widest gap.
  ///   - start: customers at time 0 [1], ≥ 0.
  ///   - room: most customers at once, further ones are turned away; `nil` for an endless queue,
  ///     which is cut where the cut matters less than ``truncationBound``.
  /// - Throws: `StatisticsError.outOfRange`, `.notFinite`, also for a bad arrival rate or a queue
  ///   that grows beyond 16 384 customers; `.library` when GSL fails, mass is lost, or
  ///   one gap takes more than a million steps, about (λ + cμ) × gap / 3.
  /// - Complexity: O(customers × (λ + cμ) × last time).
  public func states(
    at times: [Double], startingWith start: Int = 0, room: Int? = nil
  ) throws(StatisticsError) -> [State] {
    try check(times, start, room)
    if let room { return try states(times, start, last: room) }
    var last = max(start, servers) + max(servers, 64)
    while true {
      let states = try states(times, start, last: last)
      if (states.last?.expectedLosses ?? 0) <= Self.truncationBound { return states }
      last *= 2
      guard last <= 2 * Self.customerLimit else {
        throw .outOfRange(
          name: "customers in an endless queue", found: Double(last),
          allowed: "up to \(Self.customerLimit)")
      }
    }
  }

  private func check(_ times: [Double], _ start: Int, _ room: Int?) throws(StatisticsError) {
    var previous = 0.0
    for time in times {
      try requireFinite(time, "times")
      guard time >= previous else {
        throw .outOfRange(name: "times", found: time, allowed: "at least \(previous), ascending")
      }
      previous = time
    }
    let limit = room ?? Self.customerLimit
    guard limit >= servers, limit <= Self.customerLimit else {
      throw .outOfRange(
        name: "room", found: Double(limit), allowed: "\(servers) … \(Self.customerLimit)")
    }
    guard start >= 0, start <= limit else {
      throw .outOfRange(name: "startingWith", found: Double(start), allowed: "0 … \(limit)")
    }
  }

  private func states(
    _ times: [Double], _ start: Int, last: Int
  ) throws(StatisticsError) -> [State] {
    let downRates = (1...last).map { Double(min($0, servers)) * serviceRate }
    let equations = ForwardEquations(upRate: arrivalRate, downRates: downRates)
    let moments = try equations.solve(from: start, at: times)
    return zip(times, moments).map { state($0, $1, isCut: last) }
  }

  private func state(_ time: Double, _ moment: ForwardEquations.Moment, isCut last: Int) -> State {
    let p = moment.probabilities
    var (number, queue, waiting, stages) = (0.0, 0.0, 0.0, 0.0)
    for (n, share) in p.enumerated() {
      number += share * Double(n)
      guard n >= servers else { continue }
      waiting += share
      queue += share * Double(n - servers)
      if n < last { stages += share * Double(n - servers + 1) }
    }
    return State(
      time: time, probabilities: p, meanNumberInSystem: number, meanQueueLength: queue,
      waitingProbability: waiting,
      meanWaitingTime: stages / (1 - p[last]) / (Double(servers) * serviceRate),
      utilisation: (number - queue) / Double(servers), expectedLosses: moment.losses)
  }
}
