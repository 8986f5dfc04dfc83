import Statistics
import Testing

@Suite("Closed networks and fork-join")
struct ClosedNetworkTests {
  /// Sparse solution of the chain (both queues): 2.0892857142857 and 2.875.
  @Test func forkJoin() throws {
    let three = try ForkJoin(arrivalRate: 0.3, serviceRate: 1)
    #expect(isClose(three.meanSojournTime, 2.089285714285715))
    let five = try ForkJoin(arrivalRate: 1, serviceRate: 2)
    #expect(isClose(five.meanSojournTime, 2.875 / 2))
    #expect(isClose(five.meanNumberInSystem, 2.875 / 2))
    // Without traffic the later of two exponentials takes 3/2 of one.
    let idle = try ForkJoin(arrivalRate: 0, serviceRate: 1)
    #expect(isClose(idle.meanSojournTime, 1.5) && isClose(idle.meanSynchronisationTime, 1))
    #expect(throws: StatisticsError.self) { try ForkJoin(arrivalRate: 1, serviceRate: 1) }
  }

  /// Think, one server (0.5 s), two servers (1.2 s), delay (0.8 s): sparse solution of the chain of
  /// all ways to place 6 and 12 customers.
  @Test func fourStations() throws {
    let stations: [ClosedNetwork.Station] = [
      .init(serviceDemand: 0.5), .init(serviceDemand: 1.2, servers: 2),
      .init(serviceDemand: 0.8, servers: nil),
    ]
    let table: [(Int, Double, Double, [Double])] = [
      (6, 4, 0.8630483955207884, [0.6498644615863008, 1.207503239913915, 0.6904387164166303]),
      (12, 2, 1.549785670375266, [2.5722344538243247, 5.088365669124937, 1.2398285363002106]),
    ]
    for (population, think, throughput, numbers) in table {
      let network = try ClosedNetwork(
        stations: stations, population: population, thinkTime: think)
      #expect(isClose(network.throughput, throughput))
      for (found, expected) in zip(network.meanNumbers, numbers) {
        #expect(isClose(found, expected))
      }
      #expect(isClose(network.utilisations[1], throughput * 0.6))
    }
  }

  /// Convolution in mpmath, 40 digits: where plain doubles over- or underflow.
  @Test func manyCustomers() throws {
    let saturated = try ClosedNetwork(
      stations: [
        .init(serviceDemand: 0.05), .init(serviceDemand: 0.4, servers: 8),
        .init(serviceDemand: 0.05),
      ], population: 400, thinkTime: 10)
    #expect(isClose(saturated.throughput, 19.79826049019301, 1e-11))
    let thinking = try ClosedNetwork(
      stations: [.init(serviceDemand: 1), .init(serviceDemand: 3, servers: 4)], population: 300,
      thinkTime: 1_000)
    #expect(isClose(thinking.throughput, 0.298674999809369, 1e-11))
  }

  /// Everybody is somewhere, and each station is as busy as its work demands: found by other sums
  /// than the throughput.
  @Test(arguments: [1, 2, 17, 600])
  func identities(_ population: Int) throws {
    let stations: [ClosedNetwork.Station] = [
      .init(serviceDemand: 0.3), .init(serviceDemand: 2, servers: 5), .init(serviceDemand: 0.3),
      .init(serviceDemand: 0), .init(serviceDemand: 40, servers: 120),
    ]
    let network = try ClosedNetwork(stations: stations, population: population, thinkTime: 7)
    let cycle = 7 + network.meanSojournTime
    #expect(isClose(network.throughput * cycle, Double(population), 1e-11))
    for (station, busy) in zip(stations, network.meanBusyServers) {
      #expect(abs(busy - network.throughput * station.serviceDemand) <= 1e-11 * busy)
    }
    // Asymptotic bounds.
    #expect(network.throughput <= min(Double(population) / 49.6, 2.5) * (1 + 1e-12))
    if population == 1 { #expect(isClose(cycle, 49.6)) }
    if population == 600 { #expect(isClose(network.throughput, 2.5, 1e-9)) }
  }

  /// One station of c servers and thinkers is machine repair.
  @Test(arguments: [(5, 1), (40, 3), (300, 64)])
  func machineRepair(_ population: Int, _ servers: Int) throws {
    let network = try ClosedNetwork(
      stations: [.init(serviceDemand: 0.8, servers: servers)], population: population,
      thinkTime: 3)
    let shop = try MachineRepair(
      sources: population, requestRate: 1.0 / 3, serviceRate: 1.25, servers: servers)
    #expect(isClose(network.throughput, shop.throughput, 1e-11))
    #expect(isClose(network.meanSojournTime, shop.meanSojournTime, 1e-11))
  }

  /// Two classes, 3 and 2 customers, two stations under processor sharing: sparse solution of the
  /// chain of all placements.
  @Test func twoClasses() throws {
    let network = try MulticlassClosedNetwork(
      stations: [.init(serviceDemands: [0.5, 0.3]), .init(serviceDemands: [0.2, 0.9])],
      populations: [3, 2], thinkTimes: [2, 1])
    #expect(isClose(network.throughputs[0], 0.8945738209211778))
    #expect(isClose(network.throughputs[1], 0.6344383282294331))
    let numbers = network.meanNumbers
    #expect(
      isClose(numbers[0][0], 0.8069078720253974) && isClose(numbers[1][0], 0.40394448613224665)
    )
    #expect(
      isClose(numbers[0][1], 0.3758100894677708) && isClose(numbers[1][1], 0.9897515823027958))
  }

  /// One class, or two that are alike, give the network of one class.
  @Test func classesAlike() throws {
    let demands = [0.5, 0.2, 1.5]
    let single = try ClosedNetwork(
      stations: [
        .init(serviceDemand: 0.5), .init(serviceDemand: 0.2),
        .init(serviceDemand: 1.5, servers: nil),
      ], population: 30, thinkTime: 2)
    for populations in [[30], [18, 12], [0, 30]] {
      let classes = try MulticlassClosedNetwork(
        stations: demands.enumerated().map { place, demand in
          .init(serviceDemands: populations.map { _ in demand }, isDelay: place == 2)
        }, populations: populations, thinkTimes: populations.map { _ in 2 })
      #expect(isClose(classes.throughputs.reduce(0, +), single.throughput))
      for (place, numbers) in classes.meanNumbers.enumerated() {
        #expect(isClose(numbers.reduce(0, +), single.meanNumbers[place]))
      }
      #expect(isClose(classes.utilisations[0], single.utilisations[0]))
    }
  }

  @Test func badParametersAreRefused() {
    func network(_ demand: Double, _ population: Int = 3, think: Double = 1) throws {
      _ = try ClosedNetwork(
        stations: [.init(serviceDemand: demand)], population: population, thinkTime: think)
    }
    #expect(throws: StatisticsError.self) { try network(-1) }
    #expect(throws: StatisticsError.self) { try network(.nan) }
    #expect(throws: StatisticsError.self) { try network(0, think: 0) }
    #expect(throws: StatisticsError.self) { try network(1, 0) }
    #expect(throws: StatisticsError.self) { try network(1, 1_000_000) }
    #expect(throws: StatisticsError.self) { try network(1, think: -1) }
    #expect(throws: StatisticsError.self) { try ClosedNetwork(stations: [], population: 1) }
    #expect(throws: StatisticsError.self) {
      try ClosedNetwork(stations: [.init(serviceDemand: 1, servers: 0)], population: 1)
    }
    func classes(_ populations: [Int], _ demands: [Double], _ think: [Double]) throws {
      _ = try MulticlassClosedNetwork(
        stations: [.init(serviceDemands: demands)], populations: populations, thinkTimes: think)
    }
    #expect(throws: StatisticsError.self) { try classes([1, 1], [1], [0, 0]) }
    #expect(throws: StatisticsError.self) { try classes([1, 1], [1, 1], [0]) }
    #expect(throws: StatisticsError.self) { try classes([0, 0], [1, 1], [0, 0]) }
    #expect(throws: StatisticsError.self) { try classes([-1, 2], [1, 1], [0, 0]) }
    #expect(throws: StatisticsError.self) { try classes([1, 1], [0, 1], [0, 0]) }
    #expect(throws: StatisticsError.self) { try classes([.max, .max], [1, 1], [0, 0]) }
    #expect(throws: StatisticsError.self) { try classes([], [], []) }
  }
}
