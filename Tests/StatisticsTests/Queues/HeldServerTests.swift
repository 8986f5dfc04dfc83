import Statistics
import Testing

/// Servers that are held without working: nested calls, and blocking after service.
@Suite("Held servers")
struct HeldServerTests {
  private typealias Station = LayeredQueue.Station

  /// A chain with the counts of those who think, wait in front, work, wait behind and are served
  /// behind, solved by SciPy's sparse LU.
  @Test func closedCircle() throws {
    let queue = try LayeredQueue(
      customers: 12, thinkTime: 1.5, front: .init(servers: 4, serviceTime: 0.3),
      back: .init(servers: 2, serviceTime: 0.5))
    #expect(isClose(queue.throughput, 3.6844298086980856))
    #expect(isClose(queue.front.utilisation, 0.9665972862324946))
    #expect(isClose(queue.frontWorkingShare, 0.27633223565235643))
    #expect(isClose(queue.back.utilisation, 0.9211074521745214))
    #expect(isClose(queue.front.meanWaitingTime, 0.7075629818943625))
    #expect(isClose(queue.front.meanSojournTime, 1.756949005154279))
    #expect(isClose(queue.back.meanWaitingTime, 0.24938602325991666))
    #expect(isClose(queue.back.meanSojournTime, 0.7493860232599168))
    #expect(queue.blockingProbability == 0)
  }

  /// The same with Poisson arrivals and five waiting places.
  @Test func openLine() throws {
    let queue = try LayeredQueue(
      arrivalRate: 1.7, waitingPlaces: 5, front: .init(servers: 3, serviceTime: 0.4),
      back: .init(servers: 1, serviceTime: 0.5))
    #expect(isClose(queue.throughput, 1.5845253775821597))
    #expect(isClose(queue.blockingProbability, 0.067926248481082))
    #expect(isClose(queue.front.utilisation, 0.7575151371665659))
    #expect(isClose(queue.back.utilisation, 0.7922626887910799))
    #expect(isClose(queue.front.meanWaitingTime, 0.8037118144078739))
    #expect(isClose(queue.back.meanWaitingTime, 0.5342120635312215))
    #expect(isClose(queue.throughput, 1.7 * (1 - queue.blockingProbability)))
  }

  /// With a thread for everybody the front is a delay: a closed network in product form.
  @Test func plentyOfThreads() throws {
    let queue = try LayeredQueue(
      customers: 9, thinkTime: 2, front: .init(servers: 9, serviceTime: 0.7),
      back: .init(servers: 2, serviceTime: 0.6))
    let network = try ClosedNetwork(
      stations: [.init(serviceDemand: 0.7, servers: nil), .init(serviceDemand: 0.6, servers: 2)],
      population: 9, thinkTime: 2)
    #expect(isClose(queue.throughput, network.throughput))
    #expect(isClose(queue.front.meanSojournTime, network.meanSojournTime))
    #expect(isClose(queue.back.meanSojournTime, network.meanSojournTimes[1]))
    #expect(abs(queue.front.meanWaitingTime) < 1e-14)
  }

  /// One thread makes it a station whose service is the sum of both works: Pollaczek and Khinchine.
  @Test func oneThread() throws {
    let queue = try LayeredQueue(
      arrivalRate: 0.7, waitingPlaces: 400, front: .init(servers: 1, serviceTime: 0.3),
      back: .init(servers: 1, serviceTime: 0.8))
    let station = try MG1(
      arrivalRate: 0.7, serviceMean: 1.1, serviceVariance: 0.3 * 0.3 + 0.8 * 0.8)
    #expect(isClose(queue.front.meanWaitingTime, station.meanWaitingTime, 1e-11))
    #expect(isClose(queue.front.utilisation, 0.77))
    #expect(queue.back.meanWaitingTime == 0)
  }

  /// Nobody thinks: one thread passes 1/(S₁ + S₂), and the thread is never free.
  @Test func noThinking() throws {
    for customers in [1, 5] {
      let queue = try LayeredQueue(
        customers: customers, thinkTime: 0, front: .init(servers: 1, serviceTime: 0.2),
        back: .init(servers: 3, serviceTime: 0.3))
      #expect(isClose(queue.throughput, 2) && queue.front.utilisation == 1)
      #expect(isClose(queue.front.meanSojournTime, Double(customers) / 2))
    }
    // And two threads over one server behind: works of equal mean, 2 of 3 states serve.
    let pair = try LayeredQueue(
      customers: 7, thinkTime: 0, front: .init(servers: 2, serviceTime: 1),
      back: .init(servers: 1, serviceTime: 1))
    // Numbers behind 0, 1, 2: rates up 2, 1 and down 1, so weights 1, 2, 2.
    #expect(isClose(pair.throughput, 0.8))
  }

  /// A chain with a mark for blocking, solved by SciPy's sparse LU: room of 400 for endless.
  @Test func blockingAfterService() throws {
    let endless = try BlockingTandem(arrivalRate: 0.6, firstRate: 1, secondRate: 1, places: 3)
    #expect(isClose(endless.throughput, 0.6, 1e-11) && endless.lossProbability == 0)
    #expect(isClose(endless.blockedShare, 0.07915472238325685, 1e-10))
    #expect(isClose(endless.firstMeanNumber, 2.207923645065549, 1e-9))
    #expect(isClose(endless.secondMeanNumber, 1.136862417708207, 1e-10))
    #expect(isClose(endless.firstUtilisation, 0.6, 1e-10))
    let narrow = try BlockingTandem(
      arrivalRate: 1, firstRate: 1.2, secondRate: 0.8, places: 2, room: 4)
    #expect(isClose(narrow.throughput, 0.6691090575296994))
    #expect(isClose(narrow.lossProbability, 0.3308909424703006))
    #expect(isClose(narrow.blockedShare, 0.3558198989380188))
    #expect(isClose(narrow.firstUtilisation, 0.5575908812747494))
    #expect(isClose(narrow.firstMeanNumber, 2.636966642884553))
    #expect(isClose(narrow.secondMeanNumber, 1.4628147586538822))
  }

  /// What passes two equal servers at most is (K + 1)/(K + 2) of their rate (Hunt 1956).
  @Test func largestThroughput() throws {
    for places in [1, 4, 30] {
      let most = try BlockingTandem.largestThroughput(firstRate: 2, secondRate: 2, places: places)
      #expect(isClose(most, 2 * Double(places + 1) / Double(places + 2)))
    }
    // A crowd at a first server with room for one keeps it busy all the time.
    let crowd = try BlockingTandem(
      arrivalRate: 1e9, firstRate: 2, secondRate: 3, places: 2, room: 1)
    let most = try BlockingTandem.largestThroughput(firstRate: 2, secondRate: 3, places: 2)
    #expect(isClose(crowd.throughput, most, 1e-8))
  }

  /// With room enough between them both are M/M/1 (Burke).
  @Test func roomEnough() throws {
    let tandem = try BlockingTandem(arrivalRate: 0.5, firstRate: 1, secondRate: 0.8, places: 70)
    #expect(isClose(tandem.firstMeanSojournTime, 2, 1e-10))
    #expect(isClose(tandem.secondMeanSojournTime, 1 / 0.3, 1e-10))
    #expect(isClose(tandem.meanSojournTime, 2 + 1 / 0.3, 1e-10))
    #expect(tandem.blockedShare < 1e-13)
  }

  @Test func badParametersAreRefused() {
    let station = Station(servers: 2, serviceTime: 1)
    for (customers, think, front, back) in [
      (0, 1, station, station), (3, -1, station, station), (3, .nan, station, station),
      (3, 1, Station(servers: 0, serviceTime: 1), station),
      (3, 1, station, Station(servers: 1, serviceTime: 0)), (.max, 1, station, station),
    ] as [(Int, Double, Station, Station)] {
      #expect(throws: StatisticsError.self) {
        try LayeredQueue(customers: customers, thinkTime: think, front: front, back: back)
      }
    }
    for (rate, places, servers) in [(0.0, 2, 1), (1, -1, 1), (1, .max, 1), (1, 3, .max)] {
      #expect(throws: StatisticsError.self) {
        try LayeredQueue(
          arrivalRate: rate, waitingPlaces: places,
          front: Station(servers: servers, serviceTime: 1), back: station)
      }
    }
    #expect(throws: StatisticsError.unstable(name: "tandem with blocking", utilisation: 1.05)) {
      try BlockingTandem(arrivalRate: 0.7, firstRate: 1, secondRate: 1, places: 1)
    }
    for (places, room) in [(0, nil), (.max, nil), (2, 0), (2, .max)] as [(Int, Int?)] {
      #expect(throws: StatisticsError.self) {
        try BlockingTandem(
          arrivalRate: 0.1, firstRate: 1, secondRate: 1, places: places, room: room)
      }
    }
  }
}
