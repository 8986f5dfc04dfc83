/// N customers who circle through stations for ever, such as officials at their screens.
///
///     let office = try ClosedNetwork(
///       stations: [.init(serviceDemand: 0.05), .init(serviceDemand: 0.4, servers: 8)],
///       population: 100, thinkTime: 10)
///     office.throughput             // cycles [1/s]
///     office.meanSojournTime        // of one cycle without thinking [s]
///
/// Exact for exponential service first come first served, and for any service time under processor
/// sharing. Each station is solved alone, as if fed at a fixed rate, and the distributions are
/// folded together (convolution). The rate is the asymptotic bound on the throughput or a smaller
/// one that puts about N customers into the stations, so that no term over- or underflows and no
/// difference is taken; mean value analysis with several servers loses its digits there.
///
/// - Source: Buzen, Computational algorithms for closed queueing networks with exponential servers,
///   Communications of the ACM 16 (1973); Reiser and Lavenberg, Mean-value analysis of closed
///   multichain queuing networks, Journal of the ACM 27 (1980).
public struct ClosedNetwork: Hashable, Sendable {
  /// One station.
  public struct Station: Hashable, Sendable {
    /// Work of one cycle on one server: visits × mean service time [s], ≥ 0.
    public var serviceDemand: Double
    /// c [1]; `nil` for a server for everybody (a pure delay).
    public var servers: Int?

    public init(serviceDemand: Double, servers: Int? = 1) {
      self.serviceDemand = serviceDemand
      self.servers = servers
    }

    /// Servers at work while n are here [1].
    func busy(_ n: Int) -> Double { Double(min(n, servers ?? n)) }
  }

  public let stations: [Station]
  /// N [1].
  public let population: Int
  /// Mean thinking time of a cycle [s].
  public let thinkTime: Double
  /// Cycles completed [1/s].
  public let throughput: Double
  /// Mean number at each station, waiting or in service [1], shape [stations].
  public let meanNumbers: [Double]
  /// Mean number of busy servers of each station [1], shape [stations].
  public let meanBusyServers: [Double]

  /// - Parameters:
  ///   - stations: in any order, at least one.
  ///   - population: N, 1 … 20 000.
  ///   - thinkTime: Z [s], ≥ 0.
  /// - Throws: `StatisticsError.outOfRange`, `.notFinite`, `.tooFewSamples` without a station.
  /// - Complexity: O(stations × N²).
  public init(
    stations: [Station], population: Int, thinkTime: Double = 0
  ) throws(StatisticsError) {
    try Self.check(stations, population, thinkTime)
    self.stations = stations
    self.population = population
    self.thinkTime = thinkTime
    // The thinkers are the last.
    let all = stations + [Station(serviceDemand: thinkTime, servers: nil)]
    let rate = try Self.feedingRate(all, population)
    var laws: [[Double]] = []
    for station in all { laws.append(try Self.law(station, population, rate)) }
    let others = Self.foldedWithoutEach(laws, population)
    let whole = Self.folded(laws[laws.count - 1], others[laws.count - 1])
    throughput = rate * whole[population - 1] / whole[population]
    meanNumbers = stations.indices.map { index in
      Self.mean(laws[index], others[index], whole[population]) { Double($0) }
    }
    meanBusyServers = stations.indices.map { index in
      Self.mean(laws[index], others[index], whole[population], stations[index].busy)
    }
  }

  /// Mean time of one cycle without thinking [s].
  public var meanSojournTime: Double { meanNumbers.reduce(0, +) / throughput }
  /// Mean time of one cycle at each station [s], shape [stations].
  public var meanSojournTimes: [Double] { meanNumbers.map { $0 / throughput } }
  /// Share of each station's servers that work [1], shape [stations]; 0 for pure delays.
  public var utilisations: [Double] {
    zip(stations, meanBusyServers).map { station, busy in
      station.servers.map { busy / Double($0) } ?? 0
    }
  }
}

// MARK: - Solving

extension ClosedNetwork {
  private static func check(
    _ stations: [Station], _ population: Int, _ thinkTime: Double
  ) throws(StatisticsError) {
    guard !stations.isEmpty else { throw .tooFewSamples(found: 0, needed: 1) }
    guard population >= 1, population <= 20_000 else {
      throw .outOfRange(
        name: "population", found: Double(population), allowed: "1 … 20 000")
    }
    try requireNonNegative(thinkTime, "thinkTime")
    for station in stations {
      try requireNonNegative(station.serviceDemand, "serviceDemand")
      if let servers = station.servers { try requireCount(servers, "servers") }
    }
    try requirePositive(
      stations.reduce(thinkTime) { $0 + $1.serviceDemand }, "sum of serviceDemand")
  }

  /// Distribution of the number at one station fed at a fixed rate, cut at N.
  private static func law(
    _ station: Station, _ population: Int, _ rate: Double
  ) throws(StatisticsError) -> [Double] {
    try BirthDeathChain(last: population) { rate * station.serviceDemand / station.busy($0) }
      .probabilities
  }

  /// The largest rate that neither exceeds the asymptotic bound nor puts more than N customers, on
  /// average, into the stations.
  private static func feedingRate(
    _ stations: [Station], _ population: Int
  ) throws(StatisticsError) -> Double {
    let total = stations.reduce(0) { $0 + $1.serviceDemand }
    var bound = Double(population) / total
    for station in stations where station.serviceDemand > 0 {
      guard let servers = station.servers else { continue }
      bound = min(bound, Double(servers) / station.serviceDemand)
    }
    try requireFinite(bound, "bound on the throughput")
    func number(_ rate: Double) throws(StatisticsError) -> Double {
      var sum = 0.0
      for station in stations {
        let law = try law(station, population, rate)
        sum += law.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
      }
      return sum
    }
    if try number(bound) <= Double(population) { return bound }
    var (low, high) = (0.0, bound)
    // Half a per mille is close enough: any rate gives the same answer.
    for _ in 0..<11 {
      let middle = (low + high) / 2
      if try number(middle) > Double(population) { high = middle } else { low = middle }
    }
    return high
  }

  /// Distribution of a sum of two, up to the same highest value.
  private static func folded(_ a: [Double], _ b: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: a.count)
    for (i, share) in a.enumerated() where share > 0 {
      for j in 0..<a.count - i { result[i + j] += share * b[j] }
    }
    return result
  }

  /// Distribution of the number at all stations but one, for each one.
  private static func foldedWithoutEach(_ laws: [[Double]], _ population: Int) -> [[Double]] {
    var nobody = [Double](repeating: 0, count: population + 1)
    nobody[0] = 1
    var before = [nobody]
    for law in laws.dropLast() { before.append(folded(before[before.count - 1], law)) }
    var after = nobody
    var result: [[Double]] = []
    for index in laws.indices.reversed() {
      result.append(folded(before[index], after))
      after = folded(after, laws[index])
    }
    return result.reversed()
  }

  /// Mean of a quantity of one station, given N customers in all.
  private static func mean(
    _ law: [Double], _ others: [Double], _ whole: Double, _ quantity: (Int) -> Double
  ) -> Double {
    var sum = 0.0
    for n in 1..<law.count { sum += quantity(n) * law[n] * (others[law.count - 1 - n] / whole) }
    return sum
  }
}
