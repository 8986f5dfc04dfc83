/// Several classes of customers, each of a fixed number, who circle through single servers and
/// delays: exact mean value analysis.
///
///     let office = try MulticlassClosedNetwork(
///       stations: [.init(serviceDemands: [0.1, 0.3]), .init(serviceDemands: [0.2, 0.1])],
///       populations: [10, 4], thinkTimes: [5, 0])
///     office.throughputs        // cycles of each class [1/s]
///
/// Exact under processor sharing, and first come first served where a station's mean service time
/// per visit is the same for all classes.
///
/// - Source: Reiser and Lavenberg, Mean-value analysis of closed multichain queuing networks,
///   Journal of the ACM 27 (1980).
public struct MulticlassClosedNetwork: Hashable, Sendable {
  /// One station.
  public struct Station: Hashable, Sendable {
    /// Work of one cycle of each class: visits × mean service time [s], ≥ 0, shape [classes].
    public var serviceDemands: [Double]
    /// Whether there is a server for everybody, so that nobody waits.
    public var isDelay: Bool

    public init(serviceDemands: [Double], isDelay: Bool = false) {
      self.serviceDemands = serviceDemands
      self.isDelay = isDelay
    }
  }

  /// Most numbers that are kept: combinations of populations × stations.
  static let storageLimit = 20_000_000

  public let stations: [Station]
  /// Customers of each class [1], shape [classes].
  public let populations: [Int]
  /// Mean thinking time of each class [s], shape [classes].
  public let thinkTimes: [Double]
  /// Cycles completed of each class [1/s], shape [classes].
  public let throughputs: [Double]
  /// Mean time of one cycle at each station [s], shape [stations × classes].
  public let meanSojournTimes: [[Double]]

  /// - Parameters:
  ///   - stations: at least one.
  ///   - populations: customers of each class, ≥ 0, at least one in all, shape [classes].
  ///   - thinkTimes: [s], ≥ 0, shape [classes].
  /// - Throws: `StatisticsError.shapeMismatch`, `.tooFewSamples`, `.notFinite`, and `.outOfRange`,
  ///   also for more than 20 million combinations of populations × stations.
  /// - Complexity: O(stations × classes × Π (population + 1)).
  public init(
    stations: [Station], populations: [Int], thinkTimes: [Double]
  ) throws(StatisticsError) {
    try Self.check(stations, populations, thinkTimes)
    self.stations = stations
    self.populations = populations
    self.thinkTimes = thinkTimes
    var recursion = Recursion(stations, populations, thinkTimes)
    recursion.run()
    throughputs = recursion.throughputs
    meanSojournTimes = recursion.times
  }

  /// Mean number of each class at each station [1], shape [stations × classes].
  public var meanNumbers: [[Double]] {
    meanSojournTimes.map { zip($0, throughputs).map { $0 * $1 } }
  }
  /// Share of time that each station works [1], shape [stations]; of delays, the mean number there.
  public var utilisations: [Double] {
    stations.map { zip($0.serviceDemands, throughputs).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  private static func check(
    _ stations: [Station], _ populations: [Int], _ thinkTimes: [Double]
  ) throws(StatisticsError) {
    guard !stations.isEmpty else { throw .tooFewSamples(found: 0, needed: 1) }
    guard thinkTimes.count == populations.count else {
      throw .shapeMismatch(
        name: "thinkTimes", found: thinkTimes.count, expected: populations.count)
    }
    for time in thinkTimes { try requireNonNegative(time, "thinkTimes") }
    for station in stations {
      guard station.serviceDemands.count == populations.count else {
        throw .shapeMismatch(
          name: "serviceDemands", found: station.serviceDemands.count,
          expected: populations.count)
      }
      for demand in station.serviceDemands { try requireNonNegative(demand, "serviceDemands") }
    }
    var combinations = Double(stations.count)
    for (index, population) in populations.enumerated() {
      guard population >= 0 else {
        throw .outOfRange(name: "populations", found: Double(population), allowed: "at least 0")
      }
      combinations *= Double(population) + 1
      let work = stations.reduce(thinkTimes[index]) { $0 + $1.serviceDemands[index] }
      try requirePositive(work, "sum of serviceDemands of a class")
    }
    guard combinations <= Double(storageLimit) else {
      throw .outOfRange(
        name: "combinations of populations × stations", found: combinations,
        allowed: "up to 20 million")
    }
    try requireCount(populations.max() ?? 0, "largest of populations")
  }
}

/// All populations from nobody up to everybody, the first class running fastest.
private struct Recursion {
  let stations: [MulticlassClosedNetwork.Station]
  let populations: [Int]
  let thinkTimes: [Double]
  /// Distance between combinations that differ by one customer of a class, shape [classes].
  let strides: [Int]
  let combinations: Int
  /// Mean number at each station, shape [combinations × stations].
  var numbers: [Double]
  /// Of the combination just done.
  var throughputs: [Double]
  var times: [[Double]]

  init(
    _ stations: [MulticlassClosedNetwork.Station], _ populations: [Int], _ thinkTimes: [Double]
  ) {
    self.stations = stations
    self.populations = populations
    self.thinkTimes = thinkTimes
    var strides: [Int] = []
    var size = 1
    for population in populations {
      strides.append(size)
      size *= population + 1
    }
    self.strides = strides
    combinations = size
    numbers = [Double](repeating: 0, count: size * stations.count)
    throughputs = populations.map { _ in 0 }
    times = stations.map { _ in populations.map { _ in 0 } }
  }

  mutating func run() {
    for combination in 1..<combinations { step(combination) }
  }

  /// By the arrival theorem, who arrives sees the network without himself.
  private mutating func step(_ combination: Int) {
    for (index, stride) in strides.enumerated() {
      let count = combination / stride % (populations[index] + 1)
      throughputs[index] = 0
      guard count > 0 else { continue }
      let before = (combination - stride) * stations.count
      var cycle = thinkTimes[index]
      for (place, station) in stations.enumerated() {
        let others = station.isDelay ? 0 : numbers[before + place]
        times[place][index] = station.serviceDemands[index] * (1 + others)
        cycle += times[place][index]
      }
      throughputs[index] = Double(count) / cycle
    }
    for place in stations.indices {
      var sum = 0.0
      for (index, rate) in throughputs.enumerated() { sum += rate * times[place][index] }
      numbers[combination * stations.count + place] = sum
    }
  }
}
