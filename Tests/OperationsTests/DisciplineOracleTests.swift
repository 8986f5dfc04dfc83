import Operations
import Quantities
import Statistics
import Testing

/// Who is served first, against closed forms and against traces worked out by hand.
@Suite struct DisciplineOracleTests {
  /// One server, streams of falling urgency with the same law of work.
  private func streams(
    _ rates: [Double], _ work: Distribution, _ discipline: Discipline, servers: Int = 1
  ) -> NetworkModel {
    var model = NetworkModel(groups: rates.indices.map { "class \($0)" })
    model.stations = [
      StationModel(
        name: "station", servers: servers, serviceTime: work, discipline: discipline)
    ]
    model.journeys = [JourneyModel(name: "visit", steps: [.call(station: 0, purpose: 1)])]
    model.sources = rates.enumerated().map { index, rate in
      SourceModel(
        name: "\(index)", key: UInt64(index), rate: Rate(perSecond: rate), journey: 0,
        group: index, priority: index)
    }
    return model
  }

  @Test(
    arguments: [Discipline.priority, .preemptivePriority],
    [
      Distribution.exponential(mean: 1), .constant(1), .hyperexponential(mean: 1, cv: 2),
    ])
  func priorities(discipline: Discipline, work: Distribution) throws {
    let rates = [0.3, 0.2, 0.2]
    let truth = try PriorityMG1(
      classes: rates.map {
        PriorityClass(arrivalRate: $0, serviceMean: work.mean, serviceVariance: work.variance)
      }, discipline: discipline == .priority ? .nonPreemptive : .preemptiveResume)
    let results = try Oracle.replicate(
      streams(rates, work, discipline), runIn: 2_000, length: 500_000)
    for index in rates.indices {
      try Oracle.check(
        "class \(index)", results.map { $0.groups[index].sojournTime },
        truth.meanSojournTimes[index], within: 0.05)
    }
    try Oracle.check(
      "waiting", results.map { $0.stations[0].waitingTime }, truth.meanWaitingTime, within: 0.05)
    try Oracle.check("utilisation", results.map { $0.stations[0].utilisation }, 0.7)
  }

  @Test func prioritiesAtManyServers() throws {
    let rates = [1.5, 1.2]
    let truth = try PriorityMMc(arrivalRates: rates, serviceRate: 1, servers: 3)
    let results = try Oracle.replicate(
      streams(rates, .exponential(mean: 1), .priority, servers: 3), runIn: 2_000, length: 300_000)
    for index in rates.indices {
      try Oracle.check(
        "class \(index)", results.map { $0.groups[index].sojournTime },
        truth.meanSojournTimes[index], within: 0.05)
    }
  }

  /// With exponential work, interrupting or not changes nothing for all together; and the most urgent
  /// of a preemptive station see nobody else: M/M/3 of their own.
  @Test func theMostUrgentSeeNobodyElse() throws {
    let truth = try MMc(arrivalRate: 1.5, serviceRate: 1, servers: 3)
    let together = try MMc(arrivalRate: 2.7, serviceRate: 1, servers: 3)
    let results = try Oracle.replicate(
      streams([1.5, 1.2], .exponential(mean: 1), .preemptivePriority, servers: 3), runIn: 2_000,
      length: 300_000)
    try Oracle.check(
      "urgent", results.map { $0.groups[0].sojournTime }, truth.meanSojournTime)
    try Oracle.check(
      "number", results.map { $0.stations[0].numberInSystem }, together.meanNumberInSystem,
      within: 0.06)
  }

  /// The law of work does not matter, only its mean.
  @Test(arguments: [
    Distribution.constant(1), .exponential(mean: 1), .hyperexponential(mean: 1, cv: 3),
  ])
  func processorSharing(work: Distribution) throws {
    let truth = try ProcessorSharingMG1(arrivalRate: 0.7, serviceMean: 1)
    let results = try Oracle.replicate(
      streams([0.7], work, .processorSharing), runIn: 2_000, length: 500_000)
    let station = results.map { $0.stations[0] }
    try Oracle.check("sojourn", station.map(\.sojournTime), truth.meanSojournTime, within: 0.04)
    try Oracle.check(
      "number", station.map(\.numberInSystem), truth.meanNumberInSystem, within: 0.04)
    try Oracle.check("utilisation", station.map(\.utilisation), 0.7)
    try Oracle.check("waiting", station.map(\.waitingTime), truth.meanWaitingTime, within: 0.05)
  }

  /// With exponential work, c servers that are shared hold as many calls as M/M/c.
  @Test func sharedServersHoldAsManyAsMMc() throws {
    let truth = try MMc(arrivalRate: 3, serviceRate: 1, servers: 4)
    let results = try Oracle.replicate(
      streams([3], .exponential(mean: 1), .processorSharing, servers: 4), runIn: 1_000,
      length: 200_000)
    let station = results.map { $0.stations[0] }
    try Oracle.check("number", station.map(\.numberInSystem), truth.meanNumberInSystem)
    try Oracle.check("sojourn", station.map(\.sojournTime), truth.meanSojournTime)
    try Oracle.check("queue", station.map(\.queueLength), truth.meanQueueLength, within: 0.06)
  }

  // MARK: By hand

  /// Arrivals at fixed times: of the first stream every `gaps[0]` s, and so on.
  private func trace(
    _ discipline: Discipline, gaps: [Double], work: Double, servers: Int = 1, until end: Double
  ) throws -> WindowResult {
    var model = streams(gaps.map { 1 / $0 }, .constant(work), discipline, servers: servers)
    for index in gaps.indices { model.sources[index].pattern = .renewal(.constant(gaps[index])) }
    let window = Window(
      runIn: .zero, length: TimeSpan(seconds: end), drain: TimeSpan(seconds: 100),
      arrivalsAfterEnd: .zero)
    return try simulate(model, window: window, name: StreamName(seed: 1))
  }

  /// Less urgent work begins at 10 and needs 8 s. At 12 urgent work comes and needs 8 s.
  @Test func theUrgentInterruptOrWait() throws {
    let waits = try trace(.priority, gaps: [12, 10], work: 8, until: 12)
    #expect(waits.groups[1].sojournTime == 8)  // 10 to 18
    #expect(waits.groups[0].sojournTime == 14)  // 12 to 26
    let interrupts = try trace(.preemptivePriority, gaps: [12, 10], work: 8, until: 12)
    #expect(interrupts.groups[0].sojournTime == 8)  // 12 to 20
    #expect(interrupts.groups[1].sojournTime == 16)  // 10 to 12, 20 to 26
    let together = try trace(.processorSharing, gaps: [12, 10], work: 8, until: 12)
    #expect(together.groups[1].sojournTime == 14)  // 2 s alone, 6 s of work at half speed: 24
    #expect(together.groups[0].sojournTime == 14)  // 6 s of work by 24, then 2 s alone: 26
    let inOrder = try trace(.firstComeFirstServed, gaps: [12, 10], work: 8, until: 12)
    #expect(inOrder.groups[0].sojournTime == waits.groups[0].sojournTime)
  }

  /// Three of class 2 fill three servers at 4, 8 and 12 with work of 30 s. At 13 class 0 comes: the
  /// one that began last, at 12, goes back to the queue, and waits for the first that is free, at 34.
  @Test func whoBeganLastIsInterrupted() throws {
    let result = try trace(
      .preemptivePriority, gaps: [13, 1_000, 4], work: 30, servers: 3, until: 13)
    #expect(result.groups[0].sojournTime == 30)  // 13 to 43
    // 4 to 34, 8 to 38; 12 to 13 and, with 29 s left, 34 to 63: 51 s.
    let mean = try #require(result.groups[2].sojournTime)
    #expect(abs(mean - 37) < 1e-9)
    #expect(result.stations[0].sojournP99.map { $0 > 50 } == true)
  }
}
