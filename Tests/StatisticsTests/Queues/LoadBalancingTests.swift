import Statistics
import Testing

/// Parallel queues: join the shortest, power of two, turns, chance.
@Suite("Load balancing")
struct LoadBalancingTests {
  /// λ/μ, servers, sampled; number, number waiting, P(wait): the chain of unsorted queues, with ties
  /// broken one by one, solved by SciPy's sparse LU; below 5e-10 of arrivals are cut off in both.
  @Test(arguments: [
    (1.6, 2, 2, 4.7291784238141386, 3.1291784245426326, 0.6941647746552299),
    (1.5, 3, 3, 1.8672537820108095, 0.3672537822118621, 0.21178736967909395),
    (1.5, 3, 2, 2.028005206114437, 0.5280052061894691, 0.28877009224426525),
  ])
  func unsortedChains(
    _ load: Double, _ servers: Int, _ sampled: Int, _ number: Double, _ waiting: Double,
    _ waits: Double
  ) throws {
    let site = try ShortestQueue(
      arrivalRate: 10 * load, serviceRate: 10, servers: servers, sampled: sampled)
    #expect(site.lostShare < ShortestQueue.lossLimit)
    #expect(isClose(site.meanNumberInSystem, number, 1e-7))
    #expect(isClose(site.meanQueueLength, waiting, 1e-7))
    #expect(isClose(site.waitingProbability, waits, 1e-7))
    #expect(isClose(site.meanWaitingTime, waiting / (10 * load), 1e-7))
    #expect(isClose(site.meanSojournTime, number / (10 * load), 1e-7))
    #expect(
      isClose(site.meanNumberInSystem - site.meanQueueLength, load, 1e-8))
  }

  /// Looking at one server only is chance: M/M/1.
  @Test func chance() throws {
    let site = try ShortestQueue(arrivalRate: 1, serviceRate: 1, servers: 2, sampled: 1)
    let alone = try ShortestQueue.random(arrivalRate: 1, serviceRate: 1, servers: 2)
    #expect(isClose(alone.meanWaitingTime, 1))
    #expect(isClose(site.meanWaitingTime, 1, 1e-7))
    #expect(isClose(site.waitingProbability, 0.5, 1e-7))
  }

  /// The more is known, the shorter the wait; one common queue is best of all.
  @Test(arguments: [0.2, 0.5, 0.7])
  func order(_ utilisation: Double) throws {
    let rate = 3 * utilisation
    let common = try MMc(arrivalRate: rate, serviceRate: 1, servers: 3)
    let shortest = try ShortestQueue(arrivalRate: rate, serviceRate: 1, servers: 3)
    let pair = try ShortestQueue(arrivalRate: rate, serviceRate: 1, servers: 3, sampled: 2)
    let turns = try ShortestQueue.roundRobin(arrivalRate: rate, serviceRate: 1, servers: 3)
    let chance = try ShortestQueue.random(arrivalRate: rate, serviceRate: 1, servers: 3)
    let stations: [any SteadyStateQueue] = [common, shortest, pair, chance]
    let waits = stations.map(\.meanWaitingTime)
    #expect(waits == waits.sorted() && Set(waits).count == 4)
    #expect(shortest.meanWaitingTime < turns.meanWaitingTime)
    #expect(turns.meanWaitingTime < chance.meanWaitingTime)
    // A server may idle while calls wait at another, so all are busy less often than with one queue.
    #expect(shortest.waitingProbability < common.erlangC)
    #expect(isClose(shortest.waitingProbability, common.erlangC, 0.15))
    #expect(shortest.utilisation == turns.utilisation)
  }

  /// Turns of two: the share that waits solves σ = (λ/(λ + μ(1 − σ)))² with λ = 0.8 for both servers.
  @Test func turns() throws {
    let line = try ShortestQueue.roundRobin(arrivalRate: 0.8, serviceRate: 1, servers: 2)
    let sigma = line.waitingProbability
    let stage = 0.8 / (0.8 + 1 - sigma)
    #expect(isClose(stage * stage, sigma, 1e-13) && sigma < 0.4)
    let one = try ShortestQueue.roundRobin(arrivalRate: 0.8, serviceRate: 1, servers: 1)
    #expect(isClose(one.meanWaitingTime, 4))
  }

  @Test func badParametersAreRefused() {
    #expect(throws: StatisticsError.unstable(name: "shortest queue", utilisation: 1)) {
      try ShortestQueue(arrivalRate: 2, serviceRate: 1, servers: 2)
    }
    for (rate, servers, sampled) in [
      (0.99 * 4, 4, nil), (1, 1, nil), (1, 9, nil), (1, 3, 0), (1, 3, 4), (0, 2, nil),
      (-1, 2, nil), (Double.nan, 2, nil), (1.99999999, 2, 2),
    ] as [(Double, Int, Int?)] {
      #expect(throws: StatisticsError.self) {
        try ShortestQueue(
          arrivalRate: rate, serviceRate: 1, servers: servers, sampled: sampled)
      }
    }
    #expect(throws: StatisticsError.self) {
      try ShortestQueue.random(arrivalRate: 1, serviceRate: 1, servers: 0)
    }
    #expect(throws: StatisticsError.self) {
      try ShortestQueue.roundRobin(arrivalRate: 1, serviceRate: 1, servers: 0)
    }
  }
}
