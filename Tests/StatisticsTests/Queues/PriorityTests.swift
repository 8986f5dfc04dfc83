import Statistics
import Testing

@Suite("Priorities")
struct PriorityTests {
  /// First class Erlang-2 of mean 1/2 at 0.4/s, second exponential of mean 1 at 0.5/s.
  private let classes = [
    PriorityClass(arrivalRate: 0.4, serviceMean: 0.5, serviceVariance: 0.125),
    PriorityClass(arrivalRate: 0.5, serviceMean: 1, serviceVariance: 1),
  ]

  /// Sojourn times by sparse solution of the chain (numbers of both, phase), cut at 70 each.
  @Test func twoClasses() throws {
    let polite = try PriorityMG1(classes: classes, discipline: .nonPreemptive)
    #expect(isClose(polite.meanSojournTimes[0], 1.21875))
    #expect(isClose(polite.meanSojournTimes[1], 3.395833333333, 1e-11))
    let rude = try PriorityMG1(classes: classes, discipline: .preemptiveResume)
    #expect(isClose(rude.meanSojournTimes[0], 0.59375))
    #expect(isClose(rude.meanSojournTimes[1], 3.645833333333, 1e-11))
  }

  /// Two servers, μ = 1, λ = 0.5 and 0.9: chain (busy, both queues), cut at 90.
  @Test func severalServers() throws {
    let desks = try PriorityMMc(arrivalRates: [0.5, 0.9], serviceRate: 1, servers: 2)
    #expect(isClose(desks.meanWaitingTimes[0], 0.38431372549020))
    #expect(isClose(desks.meanWaitingTimes[1], 1.28104575163368, 1e-11))
  }

  /// Kleinrock's conservation law: Σ ρᵢ Wᵢ is the same in any order, and that of one queue.
  @Test(arguments: [[0, 1, 2], [2, 1, 0], [1, 2, 0]])
  func conservation(_ order: [Int]) throws {
    let all = classes + [PriorityClass(arrivalRate: 0.02, serviceMean: 5, serviceVariance: 100)]
    let inOrder = order.map { all[$0] }
    let station = try PriorityMG1(classes: inOrder, discipline: .nonPreemptive)
    let weighted = zip(inOrder, station.meanWaitingTimes).reduce(0.0) {
      $0 + $1.0.arrivalRate * $1.0.serviceMean * $1.1
    }
    let residual = all.reduce(0.0) {
      $0 + $1.arrivalRate * ($1.serviceVariance + $1.serviceMean * $1.serviceMean) / 2
    }
    let load = station.utilisation
    #expect(isClose(weighted, load * residual / (1 - load)))
  }

  /// One class is first come first served; classes among equals share one mean.
  @Test func oneClass() throws {
    let plain = try MG1(arrivalRate: 0.5, serviceMean: 1, serviceVariance: 3)
    for discipline in [PriorityMG1.Discipline.nonPreemptive, .preemptiveResume] {
      let alone = try PriorityMG1(
        classes: [PriorityClass(arrivalRate: 0.5, serviceMean: 1, serviceVariance: 3)],
        discipline: discipline)
      #expect(isClose(alone.meanWaitingTimes[0], plain.meanWaitingTime))
    }
    let desks = try PriorityMMc(arrivalRates: [1, 2, 0.5], serviceRate: 0.5, servers: 9)
    let together = try MMc(arrivalRate: 3.5, serviceRate: 0.5, servers: 9)
    let mean = zip([1, 2, 0.5], desks.meanWaitingTimes).reduce(0) { $0 + $1.0 * $1.1 } / 3.5
    #expect(isClose(mean, together.meanWaitingTime))
  }

  /// With preemption the first class does not notice the others; one server of c is M/M/1.
  @Test func firstClassAlone() throws {
    let rude = try PriorityMG1(classes: classes, discipline: .preemptiveResume)
    let alone = try MG1(arrivalRate: 0.4, serviceMean: 0.5, serviceVariance: 0.125)
    #expect(isClose(rude.meanWaitingTimes[0], alone.meanWaitingTime))
    let one = try PriorityMMc(arrivalRates: [0.2, 0.5], serviceRate: 1, servers: 1)
    let same = try PriorityMG1(
      classes: [0.2, 0.5].map {
        PriorityClass(arrivalRate: $0, serviceMean: 1, serviceVariance: 1)
      }, discipline: .nonPreemptive)
    for (a, b) in zip(one.meanWaitingTimes, same.meanWaitingTimes) { #expect(isClose(a, b)) }
  }

  @Test func badParametersAreRefused() {
    func classes(_ rate: Double, mean: Double = 1, variance: Double = 1) throws {
      _ = try PriorityMG1(
        classes: [PriorityClass(arrivalRate: rate, serviceMean: mean, serviceVariance: variance)],
        discipline: .nonPreemptive)
    }
    #expect(throws: StatisticsError.unstable(name: "M/G/1 with priorities", utilisation: 1.5)) {
      try classes(1.5)
    }
    #expect(throws: StatisticsError.self) { try classes(0) }
    #expect(throws: StatisticsError.self) { try classes(.nan) }
    #expect(throws: StatisticsError.self) { try classes(0.1, mean: 0) }
    #expect(throws: StatisticsError.self) { try classes(0.1, variance: -1) }
    #expect(throws: StatisticsError.tooFewSamples(found: 0, needed: 1)) {
      try PriorityMG1(classes: [], discipline: .nonPreemptive)
    }
    #expect(throws: StatisticsError.self) {
      try PriorityMMc(arrivalRates: [1, 1], serviceRate: 1, servers: 2)
    }
    #expect(throws: StatisticsError.self) {
      try PriorityMMc(arrivalRates: [], serviceRate: 1, servers: 2)
    }
    #expect(throws: StatisticsError.self) {
      try PriorityMMc(arrivalRates: [0.3, 0], serviceRate: 0.1, servers: 3)
    }
  }
}
