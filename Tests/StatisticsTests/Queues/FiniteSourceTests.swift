import Statistics
import Testing

/// Retrials and machine repair, against Markov chains solved by themselves.
@Suite("Retrials and finite sources")
struct FiniteSourceTests {
  /// λ, μ, ν; number in orbit, P(empty): sparse solution of the chain (busy, orbit), 400 in orbit.
  @Test func retrials() throws {
    let slow = try RetrialMM1(arrivalRate: 0.5, serviceRate: 1, retrialRate: 0.2)
    #expect(isClose(slow.meanQueueLength, 3))
    #expect(isClose(slow.emptyProbability, 0.08838834764831827))
    #expect(isClose(slow.meanRetrials, 1.2))
    let fast = try RetrialMM1(arrivalRate: 0.7, serviceRate: 1, retrialRate: 2)
    #expect(isClose(fast.meanQueueLength, 2.45))
    #expect(isClose(fast.emptyProbability, 0.1968401529731523))
  }

  /// Who tries again at once waits as in M/M/1.
  @Test func hastyRetrials() throws {
    let line = try RetrialMM1(arrivalRate: 0.8, serviceRate: 1, retrialRate: 1e12)
    let queue = try MM1(arrivalRate: 0.8, serviceRate: 1)
    #expect(isClose(line.meanWaitingTime, queue.meanWaitingTime, 1e-11))
    #expect(isClose(line.emptyProbability, 0.2, 1e-11))
  }

  /// Balance equations in mpmath, 40 digits; waiting by the chain with one source fewer.
  @Test func machineRepair() throws {
    let small = try MachineRepair(sources: 10, requestRate: 0.1, serviceRate: 1, servers: 2)
    #expect(isClose(small.throughput, 0.8961362181373957))
    #expect(isClose(small.meanNumberInSystem, 1.038637818626043))
    #expect(isClose(small.meanQueueLength, 0.1425016004886477))
    #expect(isClose(small.waitingProbability, 0.2198577466648105))
    let large = try MachineRepair(sources: 200, requestRate: 0.02, serviceRate: 1, servers: 3)
    #expect(isClose(large.throughput, 2.999936635946234))
    #expect(isClose(large.meanSojournTime, 16.66807478649176))
    #expect(isClose(large.waitingProbability, 0.9999426930879792))
  }

  /// All that run and all that do not are all, and a repairman for each makes them independent.
  @Test(arguments: [(1, 1), (7, 2), (500, 30)])
  func identitiesOfRepair(_ sources: Int, _ servers: Int) throws {
    let shop = try MachineRepair(
      sources: sources, requestRate: 0.3, serviceRate: 1.7, servers: servers)
    let cycle = 1 / 0.3 + shop.meanSojournTime
    #expect(isClose(shop.throughput * cycle, Double(sources)))
    #expect(isClose(shop.availability, 1 / 0.3 / cycle))
    let plenty = try MachineRepair(
      sources: sources, requestRate: 0.3, serviceRate: 1.7, servers: sources)
    #expect(isClose(plenty.availability, 1.7 / 2))
    #expect(plenty.waitingProbability == 0)
  }

  @Test func badParametersAreRefused() {
    #expect(throws: StatisticsError.unstable(name: "M/M/1 with retrials", utilisation: 1)) {
      try RetrialMM1(arrivalRate: 1, serviceRate: 1, retrialRate: 1)
    }
    #expect(throws: StatisticsError.self) {
      try RetrialMM1(arrivalRate: 0.5, serviceRate: 1, retrialRate: 0)
    }
    #expect(throws: StatisticsError.self) {
      try MachineRepair(sources: 0, requestRate: 1, serviceRate: 1, servers: 1)
    }
    #expect(throws: StatisticsError.self) {
      try MachineRepair(sources: .max, requestRate: 1, serviceRate: 1, servers: 1)
    }
    #expect(throws: StatisticsError.self) {
      try MachineRepair(sources: 3, requestRate: .nan, serviceRate: 1, servers: 1)
    }
  }
}
