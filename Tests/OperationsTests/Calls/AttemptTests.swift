import Operations
import Quantities
import Statistics
import Testing

/// Calls under the rules of their callers, followed by hand: arrivals at given times, constant work.
@Suite struct AttemptTests {
  static func seconds(_ value: Double) -> TimeSpan { TimeSpan(seconds: value) }

  /// One server of work 10 s, one call under a policy, arrivals at `times`.
  static func model(
    _ policy: CallPolicy, work: Double = 10, at times: [Double], otherwise: [Step] = [],
    goesOn: Bool = false
  ) -> NetworkModel {
    var model = Oracle.network(
      [
        StationModel(name: "block", servers: 1, serviceTime: .constant(work)),
        StationModel(name: "other", servers: 1, serviceTime: .constant(1)),
      ],
      [
        .attempt(
          Attempt(
            [.call(station: 0, purpose: 1)], policy: 0, otherwise: otherwise, goesOn: goesOn,
            purpose: 2))
      ], arrivalRate: 1)
    model.policies = [policy]
    model.sources[0].pattern = .trace(times)
    return model
  }

  static func run(_ model: NetworkModel, until end: Double = 1_000) throws -> WindowResult {
    try simulate(
      model,
      window: Window(
        runIn: .zero, length: seconds(end), drain: seconds(1_000), arrivalsAfterEnd: .zero),
      name: StreamName(seed: 1))
  }

  /// At 1 and 2 s: the first is served from 1 to 11, and its caller has gone at 7; the second is served
  /// from 11 to 21 though its caller went at 8. Both fail; the server works for 20 s.
  @Test func workWhoseCallerHasGivenUpIsDone() throws {
    let policy = CallPolicy(name: "six seconds", timeout: Self.seconds(6))
    let result = try Self.run(Self.model(policy, at: [1, 2]))
    #expect(result.all.failures.timedOut == 2 && result.all.completions == 0)
    #expect(result.stations[0].utilisation == 20 / 1_000.0)
    #expect(result.policies[0].timeouts == 2 && result.policies[0].calls == 2)
    #expect(result.stations[0].arrivals == 2 && result.stations[0].throughput == 2 / 1_000.0)
  }

  /// The same with work called back: the first leaves the server at 7, the second is served from 7 and
  /// called back at 8. One at 9 finds nobody and is served from 9 to 12 of the 6 s it waits.
  @Test func workIsCalledBack() throws {
    let policy = CallPolicy(name: "six seconds", timeout: Self.seconds(6), cancels: true)
    let result = try Self.run(Self.model(policy, at: [1, 2]))
    #expect(result.all.failures.timedOut == 2)
    #expect(result.stations[0].utilisation == 7 / 1_000.0)
    #expect(result.stations[0].throughput == 0)
  }

  /// What is called back on its way ends when it comes out of a delay: it never reaches the station.
  @Test func calledBackOnTheWay() throws {
    let policy = CallPolicy(name: "soon", timeout: Self.seconds(2), cancels: true)
    var model = Self.model(policy, at: [1])
    let call = Step.call(station: 0, purpose: 1, fixedDelay: Self.seconds(5))
    model.journeys[0].steps = [.attempt(Attempt([call], policy: 0, purpose: 2))]
    let result = try Self.run(model)
    #expect(result.all.failures.timedOut == 1 && result.stations[0].arrivals == 0)
  }

  /// Time limit 3 s, pauses of 1, 2, 4 (then at most 5) seconds: attempts at 0, 4, 9 and 16 s after
  /// arrival, each lost after 3 s; the call fails at 19. Work of 100 s: the server is never free again,
  /// so the three others wait in its queue, and are served for nobody.
  @Test func backOff() throws {
    let retries = Retries(
      atMost: 3, pause: .constant(1), growth: 2, longest: Self.seconds(5))
    let policy = CallPolicy(name: "patient", timeout: Self.seconds(3), retries: retries)
    let log = Step.call(station: 1, purpose: 3)
    let result = try Self.run(
      Self.model(policy, work: 100, at: [10], otherwise: [log], goesOn: true))
    #expect(result.policies[0].attempts == 4 && result.policies[0].retries == 3)
    #expect(result.policies[0].timeouts == 4 && result.policies[0].failedCalls == 1)
    #expect(result.policies[0].lostTime == 12 && result.policies[0].pauseTime == 7)
    // The fallback begins when the call has failed: 3 + 1 + 3 + 2 + 3 + 4 + 3 = 19 s, and takes 1 s.
    #expect(result.all.completions == 1 && result.all.sojournTime == 20)
    #expect(result.stations[0].utilisation == 400 / 1_000.0)
  }

  /// Compensation: the request fails all the same, once what undoes its work is done.
  @Test func compensation() throws {
    let policy = CallPolicy(name: "soon", timeout: Self.seconds(3))
    let undo = Step.call(station: 1, purpose: 3)
    let result = try Self.run(Self.model(policy, at: [10], otherwise: [undo]))
    #expect(result.all.failures.timedOut == 1 && result.all.completions == 0)
    #expect(result.stations[1].throughput == 1 / 1_000.0)
  }

  /// A reserve of 2 retries and none earned: of three calls that fail, two are tried again, once each
  /// (the first takes both if it may).
  @Test(arguments: [(1, 2), (5, 2)])
  func retryBudget(retriesOfOne: Int, retriesInAll: Int) throws {
    let retries = Retries(
      atMost: retriesOfOne, pause: .constant(1), budget: RetryBudget(share: 0, reserve: 2))
    let policy = CallPolicy(name: "thrifty", timeout: Self.seconds(3), retries: retries)
    let result = try Self.run(Self.model(policy, work: 100, at: [10, 20, 30]))
    #expect(result.policies[0].retries == retriesInAll)
    #expect(result.policies[0].failedCalls == 3)
  }

  /// Opens when 2 of the last 2 calls failed (at 5), refuses those of 6 and 7, lets one probe through
  /// at 16 (10 s later), which is answered at 18 and closes it; calls from 18 on go through. Work of
  /// 2 s; an outage is played by a time limit that the first two cannot meet: they ask for 40 s.
  @Test func circuitBreaker() throws {
    let breaker = CircuitBreaker(window: 2, threshold: 1, openFor: Self.seconds(10), probes: 1)
    var model = Oracle.network(
      [
        StationModel(name: "slow", servers: 9, serviceTime: .constant(40)),
        StationModel(name: "quick", servers: 9, serviceTime: .constant(2)),
      ], [], arrivalRate: 1)
    model.policies = [CallPolicy(name: "wary", timeout: Self.seconds(3), breaker: breaker)]
    model.journeys = (0..<2).map { station in
      JourneyModel(
        name: "\(station)",
        steps: [
          .attempt(Attempt([.call(station: station, purpose: 1)], policy: 0, purpose: 2))
        ])
    }
    model.sources[0].pattern = .trace([1, 2])  // fail at 4 and 5
    model.sources.append(model.sources[0])
    model.sources[1].key = 2
    model.sources[1].journey = 1
    // 6 and 7 are refused; 16 probes, 17 is refused beside it; 19 goes through.
    model.sources[1].pattern = .trace([6, 7, 16, 17, 19])
    let result = try Self.run(model)
    #expect(result.policies[0].breakerOpenings == 1)
    #expect(result.policies[0].refusedByBreaker == 3)
    #expect(result.all.failures.broken == 3 && result.all.failures.timedOut == 2)
    #expect(result.all.completions == 2)
    #expect(result.stations[1].arrivals == 2)
  }

  /// One at once: the call of 2 s fails while that of 1 s is under way, that of 12 s goes through.
  @Test func bulkhead() throws {
    let result = try Self.run(
      Self.model(CallPolicy(name: "one", atOnce: 1), at: [1, 2, 12]))
    #expect(result.all.failures.limited == 1 && result.all.completions == 2)
    #expect(result.policies[0].refusedByBulkhead == 1)
  }

  /// A deadline of 12 s: the call at 1 s is answered at 11; that of 2 s would be served from 11 to 21,
  /// and its caller stops waiting at 14. Nothing is tried again after a deadline.
  @Test func deadline() throws {
    let retries = Retries(atMost: 5, pause: .constant(1))
    var model = Self.model(CallPolicy(name: "any", retries: retries), at: [1, 2])
    model.sources[0].deadline = Self.seconds(12)
    let result = try Self.run(model)
    #expect(result.all.completions == 1 && result.all.failures.expired == 1)
    #expect(result.policies[0].attempts == 2 && result.policies[0].retries == 0)
  }

  /// A retry asks for other work than the attempt before it, and the first for what a plain call asks.
  @Test func attemptsDrawForThemselves() throws {
    let law = Distribution.exponential(mean: 1)
    var plain = Oracle.station(arrivalRate: 1, serviceTime: law, servers: 100)
    plain.sources[0].pattern = .trace([1, 2, 3])
    var tried = plain
    tried.policies = [CallPolicy(name: "patient", timeout: Self.seconds(50))]
    tried.journeys[0].steps = [
      .attempt(Attempt(plain.journeys[0].steps, policy: 0, purpose: 9))
    ]
    let (one, other) = (try Self.run(plain), try Self.run(tried))
    #expect(one.all.sojournTime == other.all.sojournTime)
    #expect(one.all.completions == 3 && other.all.completions == 3)
    // With a limit below the first work, a second attempt that succeeds shows a second draw.
    var hurried = tried
    hurried.sources[0].pattern = .trace((1...200).map { Double($0) })
    hurried.policies[0] = CallPolicy(
      name: "hurried", timeout: Self.seconds(0.7),
      retries: Retries(atMost: 1, pause: .constant(0)))
    let result = try Self.run(hurried)
    // An attempt succeeds with 1 − e^−0.7 = 0.503, one of two with 0.753: 150.7 of 200, ± 4 standard
    // errors of 6.1; a false alarm once in 16 000 seeds.
    #expect((126...175).contains(result.all.completions))
  }

  /// What is done at once, or fails by itself, while work is undone does not hide why.
  @Test func compensationKeepsTheCause() throws {
    let policy = CallPolicy(name: "soon", timeout: Self.seconds(3))
    let undo = Step.call(station: 1, purpose: 3)
    let both = Step.parallel([[undo], [undo]], purpose: 4)
    let result = try Self.run(Self.model(policy, at: [10], otherwise: [both]))
    #expect(result.all.failures.timedOut == 1 && result.all.failures.sum == 1)
    #expect(result.stations[1].throughput == 2 / 1_000.0)
  }

  /// Thinking is no system time, in an attempt that is given up neither: 2 s of work and 4 of 10 s to think until
  /// the time limit, then 1 s of fallback. The same with the thinking in an attempt of its own.
  @Test(arguments: [false, true]) func thinkingInAnAttemptThatIsGivenUp(isNested: Bool) throws {
    let hurried = CallPolicy(name: "hurried", timeout: Self.seconds(6))
    let log = Step.call(station: 1, purpose: 3)
    var model = Self.model(hurried, work: 2, at: [1], otherwise: [log], goesOn: true)
    model.policies.append(CallPolicy(name: "patient", timeout: Self.seconds(50)))
    var think = Step.think(.constant(10), purpose: 4)
    if isNested { think = .attempt(Attempt([think], policy: 1, purpose: 5)) }
    let steps: [Step] = [.call(station: 0, purpose: 1), think]
    model.journeys[0].steps = [
      .attempt(Attempt(steps, policy: 0, otherwise: [log], goesOn: true, purpose: 2))
    ]
    let result = try Self.run(model)
    #expect(result.all.completions == 1 && result.all.sojournTime == 3)
  }

  /// Nor is it in the age of a request that is unfinished: 2 s of work, then nothing but thinking.
  @Test(arguments: [false, true]) func thinkingAtTheEnd(isAttempted: Bool) throws {
    let patient = CallPolicy(name: "patient", timeout: Self.seconds(1e6))
    var model = Self.model(patient, work: 2, at: [1])
    let think = Step.think(.constant(1e5), purpose: 4)
    let attempt = Step.attempt(Attempt([think], policy: 0, purpose: 2))
    model.journeys[0].steps = [.call(station: 0, purpose: 1), isAttempted ? attempt : think]
    let result = try Self.run(model)
    #expect(result.all.unfinished == 1 && result.all.sojournTime == 2)
  }

  /// A retry that would begin after the deadline is not made, and takes nothing from the budget: there is
  /// one for the call that comes later.
  @Test func deadlineSparesTheBudget() throws {
    let retries = Retries(
      atMost: 1, pause: .constant(20), budget: RetryBudget(share: 0, reserve: 1))
    let policy = CallPolicy(name: "thrifty", timeout: Self.seconds(3), retries: retries)
    var model = Self.model(policy, work: 100, at: [1])
    model.sources.append(model.sources[0])
    model.sources[0].deadline = Self.seconds(12)
    (model.sources[1].key, model.sources[1].pattern) = (2, .trace([100]))
    let result = try Self.run(model)
    #expect(result.policies[0].retries == 1 && result.policies[0].failedCalls == 2)
  }
}
