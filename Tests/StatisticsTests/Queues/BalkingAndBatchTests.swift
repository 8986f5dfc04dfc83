import Statistics
import Testing

/// Callers who dislike queues, and a server that takes several at once.
@Suite("Balking and bulk service")
struct BalkingAndBatchTests {
  /// λ = 3, μ = 1, c = 2, p = 0.1: balance equations in mpmath, 30 digits.
  @Test func balking() throws {
    let desk = try BalkingMMc(
      arrivalRate: 3, serviceRate: 1, servers: 2, balkingProbability: 0.1)
    #expect(isClose(desk.balkingShare, 0.35130612462118657))
    #expect(isClose(desk.meanNumberInSystem, 6.4659944169290249))
    #expect(isClose(desk.meanQueueLength, 4.5199127907925847))
    #expect(isClose(desk.waitingProbability, 0.93350530854687245))
    // Who joins is served.
    #expect(isClose(desk.throughput, 3 * (1 - desk.balkingShare)))
    #expect(isClose(desk.meanSojournTime, desk.meanWaitingTime + 1))
  }

  /// Whom one waiting call deters makes a queue with one place; whom none deters, none.
  @Test func limits() throws {
    let shy = try BalkingMMc(arrivalRate: 3, serviceRate: 1, servers: 2, balkingProbability: 1)
    let room = try MMcK(arrivalRate: 3, serviceRate: 1, servers: 2, capacity: 3)
    #expect(isClose(shy.balkingShare, room.blockingProbability))
    #expect(isClose(shy.meanWaitingTime, room.meanWaitingTime))
    #expect(isClose(shy.waitingProbability, room.waitingProbability))
    let patient = try BalkingMMc(
      arrivalRate: 1.5, serviceRate: 1, servers: 2, balkingProbability: 1e-13)
    let queue = try MMc(arrivalRate: 1.5, serviceRate: 1, servers: 2)
    #expect(isClose(patient.meanWaitingTime, queue.meanWaitingTime, 1e-10))
    #expect(isClose(patient.waitingProbability, queue.erlangC, 1e-10))
    #expect(patient.balkingShare < 1e-12)
    let nobody = try BalkingMMc(
      arrivalRate: 0, serviceRate: 1, servers: 2, balkingProbability: 0.5)
    #expect(nobody.balkingShare == 0 && nobody.meanSojournTime == 1)
  }

  /// λ, b with μ = 1; utilisation, number waiting: chain of 800 and 300 states, SciPy's sparse LU.
  @Test func bulkService() throws {
    let large = try BulkServiceMM1(arrivalRate: 3, serviceRate: 1, batchLimit: 5)
    #expect(isClose(large.utilisation, 0.9476644812745245))
    #expect(isClose(large.meanQueueLength, 4.772274806229881, 1e-11))
    let small = try BulkServiceMM1(arrivalRate: 0.9, serviceRate: 1, batchLimit: 2)
    #expect(isClose(small.utilisation, 0.6779050925224999))
    #expect(isClose(small.meanQueueLength, 0.9073947809663644, 1e-11))
    // b = 2 is a quadratic: z + z² = 0.9.
    #expect(isClose(small.ratio, (4.6.squareRoot() - 1) / 2, 1e-14))
  }

  /// λ and b: all served at rate λ, and the share of time idle balances.
  @Test(arguments: [(0.2, 1), (4.5, 5), (40.0, 64)])
  func identitiesOfBulkService(_ rate: Double, _ limit: Int) throws {
    let line = try BulkServiceMM1(arrivalRate: 2 * rate, serviceRate: 2, batchLimit: limit)
    let chain = try MarkovChain(from: -1, stateLimit: 3_000) { n -> [(to: Int, rate: Double)] in
      if n < 0 { return [(to: 0, rate: rate)] }
      let left = n == 0 ? -1 : n - min(n, limit)
      return [(to: n + 1, rate: n < 2_500 ? rate : 0), (to: left, rate: 1)]
    }
    #expect(isClose(line.utilisation, chain.probability { $0 >= 0 }, 1e-10))
    #expect(isClose(line.meanQueueLength, chain.mean { Double(max(0, $0)) }, 1e-9))
    #expect(line.meanBatch >= 1 && line.meanBatch <= Double(limit))
    #expect(isClose(line.meanNumberInSystem, line.meanQueueLength + rate))
    let single = try MM1(arrivalRate: 2 * rate, serviceRate: 2 * rate + 1)
    let same = try BulkServiceMM1(
      arrivalRate: 2 * rate, serviceRate: 2 * rate + 1, batchLimit: 1)
    #expect(isClose(same.meanWaitingTime, single.meanWaitingTime, 1e-12))
  }

  @Test func badParametersAreRefused() {
    for (rate, servers, p) in [
      (-1.0, 1, 0.5), (1, 0, 0.5), (1, 1, 0), (1, 1, 1.1), (1, 1, .nan), (.infinity, 1, 0.5),
    ] {
      #expect(throws: StatisticsError.self) {
        try BalkingMMc(
          arrivalRate: rate, serviceRate: 1, servers: servers, balkingProbability: p)
      }
    }
    #expect(throws: StatisticsError.unstable(name: "M/M/1 with bulk service", utilisation: 1)) {
      try BulkServiceMM1(arrivalRate: 5, serviceRate: 1, batchLimit: 5)
    }
    for (rate, work, limit) in [
      (0.0, 1.0, 2), (1, 0, 2), (1, 1, 0), (1, 1, .max), (.nan, 1, 2),
    ] {
      #expect(throws: StatisticsError.self) {
        try BulkServiceMM1(arrivalRate: rate, serviceRate: work, batchLimit: limit)
      }
    }
  }
}
