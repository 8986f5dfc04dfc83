/// An open network of M/M/c stations with random routing, in steady state.
///
///     let network = try JacksonNetwork(
///       stations: [.init(serviceRate: 2, servers: 1), .init(serviceRate: 3, servers: 1)],
///       externalRates: [1, 0],
///       routing: [[0, 0.5], [0, 0]])
///     network.meanSojournTime
///
/// - Source: Jackson, Jobshop-like queueing systems, Management Science 10 (1963).
public struct JacksonNetwork: Hashable, Sendable {
  /// One station: μ of one server [1/s], and c [1].
  public struct Station: Hashable, Sendable {
    public var serviceRate: Double
    public var servers: Int

    public init(serviceRate: Double, servers: Int) {
      self.serviceRate = serviceRate
      self.servers = servers
    }
  }

  /// Each station by itself, in the order given, with its total arrival rate.
  public let stations: [MMc]
  /// Customers from outside [1/s].
  public let externalRate: Double

  /// - Parameters:
  ///   - stations: shape [n].
  ///   - externalRates: arrivals from outside [1/s], shape [n], ≥ 0, not all 0.
  ///   - routing: probability of going from row to column, shape [n × n]; what a row lacks to 1
  ///     leaves.
  /// - Throws: `StatisticsError.shapeMismatch`, `.outOfRange`, `.singular` when customers cannot
  ///   leave, `.unstable` when a station is overloaded.
  /// - Complexity: O(n³).
  public init(
    stations: [Station], externalRates: [Double], routing: [[Double]]
  ) throws(StatisticsError) {
    try Self.check(stations.count, externalRates, routing)
    let rates = try Self.arrivalRates(externalRates, routing)
    var solved: [MMc] = []
    for (station, rate) in zip(stations, rates) {
      solved.append(
        try MMc(
          arrivalRate: max(0, rate), serviceRate: station.serviceRate, servers: station.servers))
    }
    self.stations = solved
    externalRate = externalRates.reduce(0, +)
  }

  /// Total arrival rate of each station [1/s].
  public var arrivalRates: [Double] { stations.map(\.arrivalRate) }
  /// Mean number of customers in the network [1].
  public var meanNumberInSystem: Double { stations.reduce(0) { $0 + $1.meanNumberInSystem } }
  /// Mean time of one customer from entering to leaving [s].
  public var meanSojournTime: Double { meanNumberInSystem / externalRate }
  /// Mean number of stations that one customer visits [1].
  public var visitsPerCustomer: Double { arrivalRates.reduce(0, +) / externalRate }

  private static func check(
    _ count: Int, _ externalRates: [Double], _ routing: [[Double]]
  ) throws(StatisticsError) {
    guard externalRates.count == count else {
      throw .shapeMismatch(name: "externalRates", found: externalRates.count, expected: count)
    }
    guard routing.count == count else {
      throw .shapeMismatch(name: "routing", found: routing.count, expected: count)
    }
    for rate in externalRates { try requireNonNegative(rate, "externalRates") }
    try requirePositive(externalRates.reduce(0, +), "sum of externalRates")
    for row in routing {
      guard row.count == count else {
        throw .shapeMismatch(name: "row of routing", found: row.count, expected: count)
      }
      for share in row { try requireNonNegative(share, "routing") }
      let sum = row.reduce(0, +)
      guard sum <= 1 + 1e-9 else {
        throw .outOfRange(name: "sum of a row of routing", found: sum, allowed: "0 … 1")
      }
    }
  }

  /// Solves λ = γ + Pᵀ λ by Gaussian elimination with pivoting.
  private static func arrivalRates(
    _ externalRates: [Double], _ routing: [[Double]]
  ) throws(StatisticsError) -> [Double] {
    let n = externalRates.count
    var matrix = (0..<n).map { row in
      (0..<n).map { column in (row == column ? 1 : 0) - routing[column][row] }
    }
    var right = externalRates
    for column in 0..<n {
      let pivot = (column..<n).max { abs(matrix[$0][column]) < abs(matrix[$1][column]) } ?? column
      guard abs(matrix[pivot][column]) > 1e-12 else { throw .singular(name: "traffic equations") }
      matrix.swapAt(column, pivot)
      right.swapAt(column, pivot)
      for row in column + 1..<n where matrix[row][column] != 0 {
        let factor = matrix[row][column] / matrix[column][column]
        for k in column..<n { matrix[row][k] -= factor * matrix[column][k] }
        right[row] -= factor * right[column]
      }
    }
    for row in stride(from: n - 1, through: 0, by: -1) {
      for k in row + 1..<n { right[row] -= matrix[row][k] * right[k] }
      right[row] /= matrix[row][row]
    }
    return right
  }
}
