import Statistics
import Testing

@Suite("Closed forms")
struct ClosedFormTests {
  /// a = 8, c = 10: 0.4092 in every table; 9 900 and 10 000: mpmath, 40 digits.
  @Test func erlangC() throws {
    let table: [(Double, Int, Double)] = [
      (1.5, 2, 9.0 / 14), (2, 3, 4.0 / 9), (8, 10, 0.40918015079644353),
      (9_900, 10_000, 0.22277692886414824), (0.7, 1, 0.7), (0, 4, 0),
    ]
    for (load, servers, expected) in table {
      let station = try MMc(arrivalRate: load, serviceRate: 1, servers: servers)
      #expect(abs(station.erlangC - expected) <= 1e-13 * max(expected, 1e-3), "\(load) \(servers)")
    }
  }

  /// a = 2, c = 3, μ = 1/2: queue 8/9, waiting 8/9 s, sojourn 26/9 s.
  @Test func threeServersByHand() throws {
    let station = try MMc(arrivalRate: 1, serviceRate: 0.5, servers: 3)
    #expect(abs(station.utilisation - 2.0 / 3) < 1e-15)
    #expect(abs(station.meanQueueLength - 8.0 / 9) < 1e-14)
    #expect(abs(station.meanWaitingTime - 8.0 / 9) < 1e-14)
    #expect(abs(station.meanSojournTime - 26.0 / 9) < 1e-14)
    #expect(abs(station.meanNumberInSystem - 26.0 / 9) < 1e-14)
    #expect(abs(station.waitingTail(2) - 4.0 / 9 * 0.36787944117144233) < 1e-15)
    #expect(station.waitingQuantile(0.5) == 0)
    #expect(abs(station.waitingTail(station.waitingQuantile(0.95)) - 0.05) < 1e-15)
    #expect(station.waitingTail(-1) == 1)
  }

  /// The sojourn time's mean is the integral of its tail, also where the two rates meet (c − a =
  /// 1).
  @Test(arguments: [(2.0, 3), (1.5, 3), (0.5, 1), (7.2, 8), (1.0, 40)])
  func sojournTail(_ load: Double, _ servers: Int) throws {
    let station = try MMc(arrivalRate: load, serviceRate: 1, servers: servers)
    let step = 0.01
    var integral = 0.0
    for i in 0..<10_000 { integral += station.sojournTail((Double(i) + 0.5) * step) * step }
    #expect(abs(integral - station.meanSojournTime) < 1e-4)
    let median = station.sojournQuantile(0.5)
    #expect(abs(station.sojournTail(median) - 0.5) < 1e-12)
  }

  @Test func oneServer() throws {
    let station = try MM1(arrivalRate: 0.9, serviceRate: 1)
    #expect(abs(station.meanSojournTime - 10) < 1e-12)
    #expect(abs(station.meanWaitingTime - 9) < 1e-12)
    #expect(abs(station.meanQueueLength - 8.1) < 1e-12)
    #expect(abs(station.meanNumberInSystem - 9) < 1e-12)
    #expect(abs(station.sojournQuantile(0.95) - 29.957322735539908) < 1e-11)
    #expect(abs(station.waitingQuantile(0.95) - 28.903717578961646) < 1e-11)
    let general = try MMc(arrivalRate: 0.9, serviceRate: 1, servers: 1)
    #expect(abs(general.sojournQuantile(0.95) - station.sojournQuantile(0.95)) < 1e-9)
  }

  /// λ = cμ with one decimal each, such as 0.3, 0.1 and 3, whose product is above 0.3 in doubles.
  @Test func criticalStationsAreRefused() throws {
    for servers in 1...40 {
      for tenths in 1...99 {
        let (load, rate) = (Double(servers * tenths) / 10, Double(tenths) / 10)
        #expect(throws: StatisticsError.self, "\(load) \(rate) \(servers)") {
          try MMc(arrivalRate: load, serviceRate: rate, servers: servers)
        }
        let needed = try MMc.minimumServers(
          arrivalRate: load, serviceRate: rate, waitingQuantile: 0, atMost: 0)
        #expect(needed == servers + 1, "\(load) \(rate)")
      }
    }
    #expect(throws: StatisticsError.self) {
      try JacksonNetwork(
        stations: [.init(serviceRate: 0.1, servers: 3)], externalRates: [0.3], routing: [[0]])
    }
    // 49 · (1/49) is below 1 in doubles.
    #expect(throws: StatisticsError.unstable(name: "M/G/1", utilisation: 1)) {
      try MG1(arrivalRate: 49, serviceMean: 1.0 / 49, serviceVariance: 0)
    }
  }

  @Test func overloadIsRefused() {
    #expect(throws: StatisticsError.unstable(name: "M/M/c", utilisation: 1)) {
      try MMc(arrivalRate: 2, serviceRate: 1, servers: 2)
    }
    #expect(throws: StatisticsError.self) { try MM1(arrivalRate: 1, serviceRate: 1) }
    #expect(throws: StatisticsError.self) {
      try MG1(arrivalRate: 1, serviceMean: 1, serviceVariance: 0)
    }
    #expect(throws: StatisticsError.self) {
      try MMc(arrivalRate: .nan, serviceRate: 1, servers: 1)
    }
    #expect(throws: StatisticsError.self) { try MMc(arrivalRate: 1, serviceRate: 0, servers: 1) }
    #expect(throws: StatisticsError.self) { try MMc(arrivalRate: 1, serviceRate: 2, servers: 0) }
  }

  /// One fewer misses the goal (or the load), the number found meets it.
  @Test(arguments: [0.1, 1, 7.3, 60, 999.5, 9_000])
  func minimumServers(_ load: Double) throws {
    for goal in [0, 0.01, 0.5, 10] {
      let servers = try MMc.minimumServers(
        arrivalRate: load * 4, serviceRate: 4, waitingQuantile: 0.95, atMost: goal)
      let found = try MMc(arrivalRate: load * 4, serviceRate: 4, servers: servers)
      #expect(found.waitingQuantile(0.95) <= goal + 1e-12)
      if servers > 1, Double(servers - 1) > load {
        let fewer = try MMc(arrivalRate: load * 4, serviceRate: 4, servers: servers - 1)
        #expect(fewer.waitingQuantile(0.95) > goal)
      }
    }
  }

  @Test func minimumServersAtTheEdges() throws {
    func servers(_ rate: Double, p: Double = 0.95, goal: Double = 1) throws -> Int {
      try MMc.minimumServers(
        arrivalRate: rate, serviceRate: 1, waitingQuantile: p, atMost: goal)
    }
    #expect(try servers(0) == 1)
    #expect(throws: StatisticsError.self) { try servers(.nan) }
    #expect(throws: StatisticsError.self) { try servers(.infinity) }
    #expect(throws: StatisticsError.self) { try servers(1e9) }
    #expect(throws: StatisticsError.self) { try servers(1, p: 1) }
    #expect(throws: StatisticsError.self) { try servers(1, goal: -1) }
  }

  @Test func finiteRoom() throws {
    let even = try MM1K(arrivalRate: 2, serviceRate: 2, capacity: 4)
    #expect(abs(even.blockingProbability - 0.2) < 1e-15)
    #expect(abs(even.meanNumberInSystem - 2) < 1e-14)
    // ρ = 1/2, K = 2: 4/7, 2/7, 1/7.
    let half = try MM1K(arrivalRate: 1, serviceRate: 2, capacity: 2)
    #expect(abs(half.blockingProbability - 1.0 / 7) < 1e-15)
    #expect(abs(half.utilisation - 3.0 / 7) < 1e-15)
    #expect(abs(half.throughput - 6.0 / 7) < 1e-15)
    #expect(abs(half.meanQueueLength - 1.0 / 7) < 1e-15)
    #expect(abs(half.meanWaitingTime - 1.0 / 6) < 1e-15)
    #expect(abs(half.meanSojournTime - 2.0 / 3) < 1e-15)
    // ρ = 2, K = 2: 1/7, 2/7, 4/7; and a long overloaded queue blocks 1 − 1/ρ.
    #expect(
      abs(try MM1K(arrivalRate: 4, serviceRate: 2, capacity: 2).blockingProbability - 4.0 / 7)
        < 1e-15)
    let long = try MM1K(arrivalRate: 4, serviceRate: 2, capacity: 5_000)
    #expect(abs(long.blockingProbability - 0.5) < 1e-14)
    #expect(throws: StatisticsError.self) {
      try MM1K(arrivalRate: 1, serviceRate: 1, capacity: .max)
    }
  }

  /// Kleinrock's example: constant service halves the waiting time of exponential service.
  @Test func anyServiceLaw() throws {
    let exponential = try MG1(arrivalRate: 0.8, serviceMean: 1, serviceVariance: 1)
    #expect(abs(exponential.meanWaitingTime - 4) < 1e-14)
    let constant = try MG1(arrivalRate: 0.8, serviceMean: 1, serviceVariance: 0)
    #expect(abs(constant.meanWaitingTime - 2) < 1e-14)
    #expect(abs(constant.meanSojournTime - 3) < 1e-14)
    #expect(abs(constant.meanNumberInSystem - 2.4) < 1e-14)
    #expect(abs(constant.meanQueueLength - 1.6) < 1e-14)
  }

  /// Five stations, one class; mean sojourn 11.4531504160520 s by independent calculation.
  @Test func jacksonNetwork() throws {
    let outside = [0.7, 0.4, 0.5, 0, 0]
    let routing = [
      [0, 0.6, 0.2, 0, 0], [0, 0, 0.5, 0.3, 0], [0.1, 0, 0, 0.7, 0.2], [0, 0, 0, 0, 0.3],
      [0, 0.1, 0, 0, 0],
    ]
    let network = try JacksonNetwork(
      stations: [
        .init(serviceRate: 1, servers: 1), .init(serviceRate: 0.8, servers: 2),
        .init(serviceRate: 0.35, servers: 4), .init(serviceRate: 0.22, servers: 8),
        .init(serviceRate: 0.6, servers: 2),
      ],
      externalRates: outside, routing: routing)
    #expect(abs(network.meanSojournTime - 11.4531504160520) < 1e-11)
    // What comes is what comes from outside and from the others.
    for (place, rate) in network.arrivalRates.enumerated() {
      let inner = zip(network.arrivalRates, routing).reduce(0) { $0 + $1.0 * $1.1[place] }
      #expect(isClose(rate, outside[place] + inner))
    }
  }

  /// Two stations in a row with feedback: λ = γ/(1 − 1/4).
  @Test func feedbackByHand() throws {
    let network = try JacksonNetwork(
      stations: [.init(serviceRate: 2, servers: 1), .init(serviceRate: 4, servers: 1)],
      externalRates: [0.75, 0], routing: [[0, 0.5], [0.5, 0]])
    #expect(abs(network.arrivalRates[0] - 1) < 1e-15)
    #expect(abs(network.arrivalRates[1] - 0.5) < 1e-15)
    #expect(abs(network.visitsPerCustomer - 2) < 1e-15)
    #expect(abs(network.meanNumberInSystem - (1 + 1.0 / 7)) < 1e-14)
  }

  @Test func badNetworksAreRefused() {
    let stations = [JacksonNetwork.Station(serviceRate: 2, servers: 1)]
    func network(_ rates: [Double], _ routing: [[Double]]) throws {
      _ = try JacksonNetwork(stations: stations, externalRates: rates, routing: routing)
    }
    #expect(throws: StatisticsError.singular(name: "traffic equations")) {
      try network([1], [[1]])
    }
    #expect(throws: StatisticsError.self) { try network([1], [[1.2]]) }
    #expect(throws: StatisticsError.self) { try network([1], [[0.6]]) }
    #expect(throws: StatisticsError.self) { try network([0], [[0]]) }
    #expect(throws: StatisticsError.self) { try network([1, 2], [[0]]) }
    #expect(throws: StatisticsError.self) { try network([1], [[0, 0]]) }
    #expect(throws: StatisticsError.self) { try network([1], [[.nan]]) }
  }
}
