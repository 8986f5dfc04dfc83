import Operations
import Quantities
import Statistics
import Testing

/// How callers come, and when they go, against closed forms.
@Suite struct CallerOracleTests {
  // MARK: Reneging

  /// Erlang A, also where more come than can ever be served.
  @Test(arguments: [(2, 1.5, 0.5), (5, 6.0, 0.25), (1, 0.8, 2.0)])
  func erlangA(servers: Int, arrivalRate: Double, abandonmentRate: Double) throws {
    let truth = try ErlangA(
      arrivalRate: arrivalRate, serviceRate: 1, servers: servers, abandonmentRate: abandonmentRate)
    var model = Oracle.station(
      arrivalRate: arrivalRate, serviceTime: .exponential(mean: 1), servers: servers)
    model.stations[0].patience = .exponential(mean: 1 / abandonmentRate)
    let results = try Oracle.replicate(model, runIn: 500, length: 100_000)
    let station = results.map { $0.stations[0] }
    try Oracle.check(
      "abandonment", station.map(\.abandonmentShare), truth.abandonmentProbability, within: 0.03)
    try Oracle.check("queue", station.map(\.queueLength), truth.meanQueueLength, within: 0.03)
    try Oracle.check("number", station.map(\.numberInSystem), truth.meanNumberInSystem)
    try Oracle.check("utilisation", station.map(\.utilisation), truth.utilisation)
    try Oracle.check("waiting", station.map(\.waitingTime), truth.meanWaitingTime, within: 0.03)
    for result in results {
      #expect(result.all.failures.abandoned + result.all.completions == result.all.arrivals)
      #expect(result.all.failures.abandoned > 0)
    }
  }

  /// By hand: one server, work of 10 s, arrivals every 4 s, patience of 5 s. The first is served from 4
  /// to 14; those of 8 and 12 give up at 13 and 17 unless a server is free: that of 8 at 13, that of
  /// 12 is served at 14.
  @Test func patienceByHand() throws {
    var model = Oracle.station(arrivalRate: 0.25, serviceTime: .constant(10))
    model.sources[0].pattern = .renewal(.constant(4))
    model.stations[0].patience = .constant(5)
    let window = Window(
      runIn: .zero, length: TimeSpan(seconds: 12), drain: TimeSpan(seconds: 100),
      arrivalsAfterEnd: .zero)
    let result = try simulate(model, window: window, name: StreamName(seed: 1))
    #expect(result.all.arrivals == 3)
    #expect(result.all.failures.abandoned == 1)
    #expect(result.all.completions == 2)
    #expect(result.all.sojournTime == 11)  // 4 to 14, 12 to 24
    #expect(result.stations[0].waitingTime == (0 + 5 + 2) / 3.0)
  }

  // MARK: Arrivals

  @Test(arguments: [
    Distribution.constant(1.25), .erlang(shape: 2, mean: 1.25),
    .hyperexponential(mean: 1.25, cv: 2),
  ])
  func gm1(gap: Distribution) throws {
    let truth = try GM1(interarrivalTime: gap, serviceRate: 1)
    var model = Oracle.station(arrivalRate: 0.8, serviceTime: .exponential(mean: 1))
    model.sources[0].pattern = .renewal(gap)
    let station = try Oracle.replicate(model, runIn: 2_000, length: 800_000).map { $0.stations[0] }
    try Oracle.check("waiting", station.map(\.waitingTime), truth.meanWaitingTime, within: 0.05)
    try Oracle.check("sojourn", station.map(\.sojournTime), truth.meanSojournTime, within: 0.04)
    try Oracle.check("utilisation", station.map(\.utilisation), 0.8)
  }

  @Test func batches() throws {
    let truth = try BatchMG1(
      batchRate: 0.15, batchMean: 4, batchVariance: 0, serviceMean: 1, serviceVariance: 1)
    var model = Oracle.station(arrivalRate: 0.15, serviceTime: .exponential(mean: 1))
    model.sources[0].batchSize = 4
    let station = try Oracle.replicate(model, runIn: 2_000, length: 500_000).map { $0.stations[0] }
    try Oracle.check("waiting", station.map(\.waitingTime), truth.meanWaitingTime, within: 0.03)
    try Oracle.check(
      "number", station.map(\.numberInSystem), truth.meanNumberInSystem, within: 0.03)
  }

  // MARK: Changing rates

  /// Mt/M/∞ with rates that jump: the mean number follows m' = λ(t) − μ m, interval by interval.
  @Test func changingRates() throws {
    let rates = [2.0, 30, 0, 8]
    var model = Oracle.station(arrivalRate: 0, serviceTime: .exponential(mean: 1), servers: 1_000)
    model.sources[0].pattern = .profile(
      try RateProfile(rates: rates, each: 1.5, repeats: true))
    var number = 0.0
    for (interval, rate) in (rates + rates).enumerated() {
      // Mean over the interval of the solution that starts at `number`.
      let decay = Portable.exp(-1.5)
      let mean = rate + (number - rate) * (1 - decay) / 1.5
      number = rate + (number - rate) * decay
      guard interval == 1 || interval >= 4 else { continue }
      let results = try Oracle.replicate(
        model, runIn: 1.5 * Double(interval), length: 1.5, drain: 0, times: 4_000)
      try Oracle.check(
        "interval \(interval)", results.map { $0.stations[0].numberInSystem }, mean, within: 0.03)
      // Poisson: the mean and the variance of the count are rate × 1.5.
      let counts = results.reduce(into: Moments()) { $0.add(Double($1.all.arrivals)) }
      let expected = 1.5 * rate
      #expect(abs(counts.mean - expected) <= 5 * (expected / 4_000).squareRoot())
      // Standard error of a variance: about σ²√(2/n + 1/(n σ²)); 5 of them: 6e-7.
      let spread = expected * (2 / 4_000 + 1 / max(1, 4_000 * expected)).squareRoot()
      #expect(abs(counts.variance - expected) <= 5 * spread)
    }
  }

  /// Mt/M/2 through a rush: the mean number in a short window, against the forward equations.
  @Test func rushAtTwoServers() throws {
    let truth = try TimeVaryingMMc(serviceRate: 1, servers: 2) { $0 < 2 ? 0.5 : $0 < 4 ? 5 : 0.5 }
    var model = Oracle.station(arrivalRate: 0, serviceTime: .exponential(mean: 1), servers: 2)
    model.sources[0].pattern = .profile(
      try RateProfile(
        [.constant(0.5, for: 2), .constant(5, for: 2), .constant(0.5, for: 20)], repeats: false))
    // The solver must see the jumps at 2 and 4.
    let grid = (0...182).map { Double($0) / 20 }
    let states = try truth.states(at: grid)
    for index in [20, 60, 80, 120, 180] {
      let time = grid[index]
      // Simpson's rule over the short window.
      let mean = states[index - 1...index + 1].map(\.meanNumberInSystem)
      let results = try Oracle.replicate(
        model, runIn: time - 0.05, length: 0.1, drain: 0, times: 20_000)
      try Oracle.check(
        "at \(time)", results.map { $0.stations[0].numberInSystem },
        (mean[0] + 4 * mean[1] + mean[2]) / 6, within: 0.05)
    }
  }

  // MARK: Closed circles

  @Test(arguments: [(6, 1), (20, 4)]) func machineRepair(machines: Int, repairers: Int) throws {
    let truth = try MachineRepair(
      sources: machines, requestRate: 0.2, serviceRate: 1, servers: repairers)
    var model = Oracle.station(
      arrivalRate: 0, serviceTime: .exponential(mean: 1), servers: repairers)
    model.sources[0].pattern = .closed(customers: machines, thinkTime: .exponential(mean: 5))
    let results = try Oracle.replicate(model, runIn: 500, length: 100_000)
    let station = results.map { $0.stations[0] }
    try Oracle.check("throughput", station.map(\.throughput), truth.throughput)
    try Oracle.check("number", station.map(\.numberInSystem), truth.meanNumberInSystem)
    try Oracle.check("utilisation", station.map(\.utilisation), truth.utilisation)
    try Oracle.check("sojourn", station.map(\.sojournTime), truth.meanSojournTime)
  }

  /// Twelve users, two stations, one of them with two servers, and time to think.
  @Test func closedNetwork() throws {
    let truth = try ClosedNetwork(
      stations: [.init(serviceDemand: 0.5), .init(serviceDemand: 1.2, servers: 2)],
      population: 12, thinkTime: 6)
    var model = Oracle.network(
      [
        StationModel(name: "portal", servers: 1, serviceTime: .exponential(mean: 0.5)),
        StationModel(name: "registry", servers: 2, serviceTime: .exponential(mean: 1.2)),
      ], [.call(station: 0, purpose: 1), .call(station: 1, purpose: 2)], arrivalRate: 0)
    model.sources[0].pattern = .closed(customers: 12, thinkTime: .exponential(mean: 6))
    let results = try Oracle.replicate(model, runIn: 500, length: 100_000)
    for index in 0..<2 {
      let station = results.map { $0.stations[index] }
      try Oracle.check("number", station.map(\.numberInSystem), truth.meanNumbers[index])
      try Oracle.check("throughput", station.map(\.throughput), truth.throughput)
    }
    try Oracle.check("sojourn", results.map(\.all.sojournTime), truth.meanSojournTime)
  }

  /// A customer whose request fails thinks again, too: nobody is lost.
  @Test func failedCustomersComeBack() throws {
    var model = Oracle.station(
      arrivalRate: 0, serviceTime: .exponential(mean: 1), queueLimit: 0)
    model.sources[0].pattern = .closed(customers: 5, thinkTime: .exponential(mean: 2))
    let results = try Oracle.replicate(model, runIn: 100, length: 20_000)
    // Engset: 5 sources, one server, and what finds it busy goes back to think.
    let offered = 0.5
    let busy = 5 * offered / (1 + 5 * offered)
    try Oracle.check("utilisation", results.map { $0.stations[0].utilisation }, busy)
    #expect(results.allSatisfy { $0.all.failures.blocked > 1_000 })
  }

  // MARK: Fork and join

  @Test func forkJoin() throws {
    let truth = try ForkJoin(arrivalRate: 0.7, serviceRate: 1)
    let model = Oracle.network(
      ["a", "b"].map { StationModel(name: $0, servers: 1, serviceTime: .exponential(mean: 1)) },
      [.parallel([[.call(station: 0, purpose: 1)], [.call(station: 1, purpose: 1)]], purpose: 2)],
      arrivalRate: 0.7)
    let results = try Oracle.replicate(model, runIn: 1_000, length: 300_000)
    try Oracle.check("sojourn", results.map(\.all.sojournTime), truth.meanSojournTime, within: 0.03)
    // Same purpose, same request: the two draws are still two.
    for index in 0...1 {
      let station = results.map { $0.stations[index] }
      try Oracle.check(
        "station", station.map(\.sojournTime), truth.station.meanSojournTime, within: 0.03)
    }
  }

  /// By hand: 3 s here, 1 s and then 4 s there, and 2 s after both: 7 s. In between, nothing to do.
  @Test func branchesByHand() throws {
    let work = [3.0, 1, 4, 2].map { Distribution.constant($0) }
    let stations = work.enumerated().map {
      StationModel(name: "\($0)", servers: 1, serviceTime: $1)
    }
    let fork = Step.parallel(
      [
        [.call(station: 0, purpose: 1)],
        [.call(station: 1, purpose: 2), .call(station: 2, purpose: 3)], [],
      ], purpose: 9)
    var model = Oracle.network(stations, [fork, .call(station: 3, purpose: 4)], arrivalRate: 0.01)
    model.sources[0].pattern = .renewal(.constant(100))
    let result = try Oracle.replicate(model, runIn: 0, length: 1_000, times: 1)[0]
    #expect(result.all.completions == 10)
    #expect(result.all.sojournTime == 7)
    // A branch that finds no room fails the request, once, when the other has ended.
    model.stations[1].servers = 1
    model.stations[1].queueLimit = 0
    model.sources[0].batchSize = 2
    let crowded = try Oracle.replicate(model, runIn: 0, length: 1_000, times: 1)[0]
    #expect(crowded.all.arrivals == 20)
    #expect(crowded.all.failures.blocked == 10 && crowded.all.completions == 10)
    #expect(crowded.stations[0].arrivals == 20 && crowded.stations[3].arrivals == 9)
  }
}
