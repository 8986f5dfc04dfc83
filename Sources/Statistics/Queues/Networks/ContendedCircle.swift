/// N callers who circle through one station whose calls slow each other down.
///
///     let pod = try ContendedCircle(
///       callers: 30, thinkTime: 0, servers: 4, serviceTime: 0.6,
///       law: .init(serialShare: 0, coherency: 0.0002))
///     pod.throughput
///
/// Exponential thinking and exponential work, first come first served. Each call in service advances
/// at the speed that the law gives for all calls at the station, waiting ones included. The number
/// there moves by single steps, so its distribution is exact.
///
/// - Source: Gunther, Guerrilla Capacity Planning (2007), ch. 4–6; Kleinrock, Queueing Systems,
///   vol. 1 (1975), section 3.1.
public struct ContendedCircle: CountedQueue, Hashable {
  /// N and c [1].
  public let callers: Int
  public let servers: Int
  /// Z and S [s].
  public let thinkTime: Double
  public let serviceTime: Double
  /// How calls slow each other down.
  public let law: UniversalScalability
  /// Calls completed [1/s].
  public let throughput: Double
  /// Share of the servers that are taken [1], at whatever speed.
  public let utilisation: Double
  /// Mean number waiting, and waiting or in service [1].
  public let meanQueueLength: Double
  public let meanNumberInSystem: Double

  /// - Parameters:
  ///   - callers: N, 1 … 10 million.
  ///   - thinkTime: Z [s], ≥ 0.
  ///   - servers: c, ≥ 1.
  ///   - serviceTime: S: mean work of a call that is alone [s], > 0.
  ///   - law: of slowing down.
  /// - Throws: `StatisticsError.outOfRange`, `.notFinite`.
  /// - Complexity: O(N).
  public init(
    callers: Int, thinkTime: Double, servers: Int, serviceTime: Double, law: UniversalScalability
  ) throws(StatisticsError) {
    try requireCount(callers, "callers")
    guard callers <= BirthDeathChain.stateLimit else {
      throw .outOfRange(name: "callers", found: Double(callers), allowed: "up to 10 million")
    }
    try requireNonNegative(thinkTime, "thinkTime")
    try requireCount(servers, "servers")
    try requirePositive(serviceTime, "serviceTime")
    self.callers = callers
    self.thinkTime = thinkTime
    self.servers = servers
    self.serviceTime = serviceTime
    self.law = law
    func busy(_ n: Int) -> Double { Double(min(n, servers)) }
    func rate(_ n: Int) -> Double { busy(n) / serviceTime * law.speed(n) }
    let probabilities = Self.probabilities(callers) { n in
      thinkTime > 0 ? Double(callers - n + 1) / (thinkTime * rate(n)) : .infinity
    }
    func mean(_ quantity: (Int) -> Double) -> Double {
      probabilities.enumerated().reduce(0) { $0 + $1.element * quantity($1.offset) }
    }
    throughput = mean(rate)
    utilisation = mean(busy) / Double(servers)
    meanQueueLength = mean { Double(max(0, $0 - servers)) }
    meanNumberInSystem = mean { Double($0) }
  }

  public var entryRate: Double { throughput }
  /// Work of a call that is alone, done per second [1/s].
  var serviceRate: Double { 1 / serviceTime }

  /// By logarithms: the ratios need not sink, so there may be two likely numbers with a valley between.
  private static func probabilities(_ last: Int, ratio: (Int) -> Double) -> [Double] {
    guard ratio(1) < .infinity else { return Array(repeating: 0, count: last) + [1] }
    var logarithms = [0.0]
    for n in 1...last { logarithms.append(logarithms[n - 1] + Portable.log(ratio(n))) }
    let largest = logarithms.reduce(0, max)
    let weights = logarithms.map { Portable.exp($0 - largest) }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }
}
