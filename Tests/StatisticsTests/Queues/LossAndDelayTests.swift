import Statistics
import Testing

/// M/M/c/K, Erlang B and Erlang A. Numbers to 16 digits: balance equations in mpmath, 40 digits.
@Suite("Loss and abandonment")
struct LossAndDelayTests {
  @Test func limitedRoom() throws {
    let small = try MMcK(arrivalRate: 4, serviceRate: 1, servers: 3, capacity: 8)
    #expect(isClose(small.blockingProbability, 0.2795403553970705))
    #expect(isClose(small.meanQueueLength, 3.032357683350253))
    #expect(isClose(small.meanNumberInSystem, 5.914196261761971))
    #expect(isClose(small.meanWaitingTime, 1.05223023456834))
    #expect(isClose(small.utilisation, 0.9606128594705727))
    #expect(isClose(small.waitingProbability, 0.8877837377002593))
    let large = try MMcK(arrivalRate: 1_050, serviceRate: 1, servers: 1_000, capacity: 1_100)
    #expect(isClose(large.blockingProbability, 0.0476951338161122, 1e-11))
    #expect(isClose(large.meanQueueLength, 80.28015762165028, 1e-11))
    #expect(isClose(large.meanSojournTime, 1.080286571756567, 1e-11))
    #expect(isClose(large.waitingProbability, 0.9940605856133587, 1e-11))
  }

  /// Rare losses keep their digits, and a million places neither over- nor underflow.
  @Test func farTails() throws {
    let rare = try MMcK(arrivalRate: 0.5, serviceRate: 1, servers: 1, capacity: 100)
    #expect(isClose(rare.blockingProbability, 3.944304526105059e-31))
    let vast = try MMcK(arrivalRate: 3, serviceRate: 1, servers: 2, capacity: 1_000_000)
    #expect(isClose(vast.blockingProbability, 1.0 / 3))
    #expect(isClose(vast.meanNumberInSystem, 999_998, 1e-11))
  }

  /// K → ∞ is Erlang C, K = c is Erlang B, c = 1 is M/M/1/K.
  @Test(arguments: [(0.5, 1), (1.8, 2), (7.0, 10), (95.0, 100)])
  func limitsOfTheRoom(_ load: Double, _ servers: Int) throws {
    let endless = try MMc(arrivalRate: load, serviceRate: 1, servers: servers)
    let wide = try MMcK(
      arrivalRate: load, serviceRate: 1, servers: servers, capacity: servers + 2_000)
    #expect(isClose(wide.waitingProbability, endless.erlangC, 1e-11))
    #expect(isClose(wide.meanWaitingTime, endless.meanWaitingTime, 1e-11))
    let none = try MMcK(arrivalRate: load, serviceRate: 1, servers: servers, capacity: servers)
    let loss = try ErlangB(arrivalRate: load, serviceRate: 1, servers: servers)
    #expect(isClose(none.blockingProbability, loss.blockingProbability))
    #expect(isClose(none.utilisation, loss.utilisation))
    #expect(none.meanQueueLength == 0 && none.waitingProbability == 0)
  }

  /// (1 − ρ) ρⁿ / (1 − ρ^(K + 1)), ρ = 1.3.
  @Test func oneServerOfMany() throws {
    let one = try MM1K(arrivalRate: 1.3, serviceRate: 1, capacity: 7)
    var power = 1.0
    for probability in one.probabilities {
      #expect(isClose(probability, 0.3 * power / (8.157_307_21 - 1)))
      power *= 1.3
    }
    #expect(isClose(one.blockingProbability, 0.3 * 6.2748517 / (8.157_307_21 - 1)))
  }

  /// Nobody comes: nobody is turned away or gives up, and who came would be served at once.
  @Test func withoutArrivals() throws {
    let room = try MMcK(arrivalRate: 0, serviceRate: 4, servers: 2, capacity: 5)
    #expect(room.probabilities == [1, 0, 0, 0, 0, 0] && room.entryRate == 0)
    #expect(room.meanWaitingTime == 0 && room.meanSojournTime == 0.25)
    #expect(room.waitingProbability == 0)
    #expect(try MM1K(arrivalRate: 0, serviceRate: 4, capacity: 5).meanSojournTime == 0.25)
    let line = try ErlangA(arrivalRate: 0, serviceRate: 4, servers: 2, abandonmentRate: 1)
    #expect(line.meanWaitingTime == 0 && line.meanSojournTime == 0.25)
    #expect(line.abandonmentProbability == 0 && line.meanWaitingTimeOfServed == 0)
    let again = try RetrialMM1(arrivalRate: 0, serviceRate: 4, retrialRate: 1)
    #expect(again.meanQueueLength == 0 && again.meanWaitingTime == 0)
  }

  @Test func erlangB() throws {
    let table: [(Double, Int, Double)] = [
      (10, 15, 0.03649694547237079), (2, 3, 4.0 / 19), (100, 117, 0.009790071125371362),
      (9_900, 10_000, 0.002858126738856586), (0, 3, 0),
    ]
    for (load, servers, expected) in table {
      let lines = try ErlangB(arrivalRate: 2 * load, serviceRate: 2, servers: servers)
      #expect(abs(lines.blockingProbability - expected) <= 1e-12 * expected, "\(load) \(servers)")
    }
    #expect(try ErlangB.minimumServers(offeredLoad: 10, blocking: 0.01) == 18)
    #expect(try ErlangB.minimumServers(offeredLoad: 100, blocking: 0.01) == 117)
    #expect(try ErlangB.minimumServers(offeredLoad: 0, blocking: 0.01) == 1)
    #expect(try ErlangB.minimumServers(offeredLoad: 5, blocking: 1) == 1)
  }

  /// One server fewer misses the goal.
  @Test(arguments: [0.3, 4, 51.5, 2_000])
  func inverseOfErlangB(_ load: Double) throws {
    for goal in [1e-6, 0.001, 0.05, 0.4] {
      let servers = try ErlangB.minimumServers(offeredLoad: load, blocking: goal)
      func blocking(_ servers: Int) throws -> Double {
        try ErlangB(arrivalRate: load, serviceRate: 1, servers: servers).blockingProbability
      }
      #expect(try blocking(servers) <= goal)
      if servers > 1 { #expect(try blocking(servers - 1) > goal) }
    }
  }

  /// λ, μ, c, θ; abandonment, waiting probability, mean wait, mean wait of the served: the last by
  /// first-step analysis of a tagged customer.
  @Test func erlangA() throws {
    let table: [(Double, Double, Int, Double, [Double])] = [
      (
        1.1, 0.1, 10, 0.05,
        [0.1477458419776068, 0.7505025198727594, 2.954916839552135, 2.922523916967255]
      ),
      (
        20, 1, 10, 0.5,
        [0.5000135491108854, 0.9998350983733205, 1.000027098221771, 1.336795088140136]
      ),
      (
        1_000, 1, 1_000, 1,
        [0.0126146113487215, 0.5042052441802155, 0.0126146113487215, 0.01252262139099357]
      ),
      (2_000, 1, 1_000, 0.25, [0.5, 1, 2, 2.772088743073114]),
      (100, 1, 1, 1, [0.99, 1, 0.99, 4.182385850889624]),
    ]
    for (arrivals, service, servers, leaving, expected) in table {
      let line = try ErlangA(
        arrivalRate: arrivals, serviceRate: service, servers: servers, abandonmentRate: leaving)
      #expect(isClose(line.abandonmentProbability, expected[0], 1e-11))
      #expect(isClose(line.waitingProbability, expected[1], 1e-11))
      #expect(isClose(line.meanWaitingTime, expected[2], 1e-11))
      #expect(isClose(line.meanWaitingTimeOfServed, expected[3], 1e-11))
      #expect(isClose(line.throughput, arrivals * (1 - expected[0]), 1e-11))
    }
  }

  /// Endless patience: Erlang C; none: Erlang B; θ = μ: M/M/∞, whatever c.
  @Test(arguments: [(0.7, 1), (8.0, 10), (95.0, 100)])
  func limitsOfPatience(_ load: Double, _ servers: Int) throws {
    func line(_ leaving: Double) throws -> ErlangA {
      try ErlangA(
        arrivalRate: load, serviceRate: 1, servers: servers, abandonmentRate: leaving)
    }
    let delay = try MMc(arrivalRate: load, serviceRate: 1, servers: servers)
    let patient = try line(1e-10)
    #expect(isClose(patient.waitingProbability, delay.erlangC, 1e-6))
    #expect(isClose(patient.meanWaitingTime, delay.meanWaitingTime, 1e-6))
    #expect(isClose(patient.meanWaitingTimeOfServed, delay.meanWaitingTime, 1e-6))
    let loss = try ErlangB(arrivalRate: load, serviceRate: 1, servers: servers)
    let hasty = try line(1e10)
    #expect(isClose(hasty.abandonmentProbability, loss.blockingProbability, 1e-6))
    #expect(isClose(try line(1).meanNumberInSystem, load, 1e-13))
  }

  /// A huge overloaded queue: fluid limit, 1 − cμ/λ give up after (λ − cμ)/(λθ) on average, and who
  /// is served has waited log(λ/cμ)/θ.
  @Test func overloadedForLong() throws {
    let line = try ErlangA(
      arrivalRate: 2e4, serviceRate: 1, servers: 10_000, abandonmentRate: 1e-4)
    #expect(isClose(line.abandonmentProbability, 0.5, 1e-12))
    #expect(isClose(line.meanWaitingTime, 5_000, 1e-12))
    #expect(isClose(line.meanWaitingTimeOfServed, 6_931.471805599453, 1e-5))
  }

  @Test func badParametersAreRefused() {
    #expect(throws: StatisticsError.self) {
      try MMcK(arrivalRate: 1, serviceRate: 1, servers: 3, capacity: 2)
    }
    #expect(throws: StatisticsError.self) {
      try MMcK(arrivalRate: 1, serviceRate: 1, servers: 1, capacity: .max)
    }
    #expect(throws: StatisticsError.self) {
      try MMcK(arrivalRate: -1, serviceRate: 1, servers: 1, capacity: 2)
    }
    #expect(throws: StatisticsError.self) {
      try MMcK(arrivalRate: 1e308, serviceRate: 1e-308, servers: 1, capacity: 2)
    }
    #expect(throws: StatisticsError.self) {
      try ErlangB(arrivalRate: -1, serviceRate: 1, servers: 1)
    }
    #expect(throws: StatisticsError.self) {
      try ErlangB(arrivalRate: 1, serviceRate: 1, servers: 0)
    }
    #expect(throws: StatisticsError.self) {
      try ErlangB.minimumServers(offeredLoad: 10, blocking: 0)
    }
    #expect(throws: StatisticsError.self) {
      try ErlangB.minimumServers(offeredLoad: 1e9, blocking: 0.1)
    }
    #expect(throws: StatisticsError.self) {
      try ErlangB(arrivalRate: 1, serviceRate: 1, servers: .max)
    }
    #expect(throws: StatisticsError.self) {
      try ErlangB(arrivalRate: 1e308, serviceRate: 1e-308, servers: 2)
    }
    for bad in [0, -1, .nan, .infinity] {
      #expect(throws: StatisticsError.self) {
        try ErlangA(arrivalRate: 1, serviceRate: 1, servers: 1, abandonmentRate: bad)
      }
    }
    // Sixty million states matter.
    #expect(throws: StatisticsError.self) {
      try ErlangA(arrivalRate: 2e13, serviceRate: 1, servers: 1, abandonmentRate: 1)
    }
  }
}
