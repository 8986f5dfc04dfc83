import EventEngine
import Operations
import Quantities
import Statistics
import Testing

/// What holds at every station, whatever its rules: exact, as everything begins and ends in the window.
@Suite struct StationLawTests {
  /// One of each kind, heavily loaded.
  static var kinds: [StationModel] {
    var kinds: [StationModel] = []
    func add(_ name: String, servers: Int = 2, _ rules: (inout StationModel) -> Void) {
      var station = StationModel(
        name: name, servers: servers, serviceTime: .exponential(mean: 0.9))
      rules(&station)
      kinds.append(station)
    }
    let contention = Contention(serialShare: 0.02, coherency: 0.001)
    let failure = FailureModel(
      meanTimeBetweenFailures: TimeSpan(seconds: 30), meanTimeToRepair: TimeSpan(seconds: 5))
    add("contended") { ($0.contention, $0.patience) = (contention, .exponential(mean: 3)) }
    add("contended with priorities") {
      ($0.contention, $0.discipline, $0.queueLimit) = (contention, .priority, 9)
      ($0.deterrence, $0.dropsExpired) = (0.05, true)
    }
    add("shared", servers: 6) { ($0.contention, $0.discipline) = (contention, .processorSharing) }
    add("guarded", servers: 1) {
      $0.rateLimit = RateLimit(rate: Rate(perSecond: 2.5), burst: 4)
      $0.cache = Cache(hitShare: 0.2, hitTime: TimeSpan(seconds: 0.3))
      ($0.replicas, $0.balancing, $0.deterrence) = (2, .shortestQueue, 0.1)
      ($0.failure, $0.dropsExpired) = (failure, true)
    }
    add("impatient pairs", servers: 1) {
      ($0.replicas, $0.balancing, $0.patience) = (2, .powerOfTwo, .exponential(mean: 2))
      ($0.batchLimit, $0.queueLimit) = (3, 6)
    }
    add("batches", servers: 1) { ($0.batchLimit, $0.dropsExpired) = (4, true) }
    add("blocks", servers: 3) { ($0.queueLimit, $0.whenFull) = (1, .block) }
    return kinds
  }

  /// Requests that go through all kinds, some of them late; the last second half is quiet.
  static func everything() throws -> NetworkModel {
    var model = NetworkModel(stations: kinds, groups: ["all"])
    for priority in 0..<2 {
      let steps = kinds.indices.map { index in
        let call = Step.call(station: index, purpose: UInt64(index))
        return Step.attempt(Attempt([call], otherwise: [], goesOn: true, purpose: 99))
      }
      // Failures are forgiven, so that all come to all stations.
      let forgiving = steps.enumerated().map { index, step -> Step in
        .attempt(
          Attempt(
            [step], otherwise: [.wait(.constant(0.01), purpose: 98)], goesOn: true, purpose: 97))
      }
      model.journeys.append(JourneyModel(name: "\(priority)", steps: forgiving))
      var source = SourceModel(
        name: "\(priority)", key: UInt64(priority), rate: Rate(perSecond: 1), journey: priority,
        group: 0, pattern: .profile(try RateProfile(rates: [1.3, 0], each: 2_000, repeats: false)),
        priority: priority)
      source.deadline = TimeSpan(seconds: 12)
      model.sources.append(source)
    }
    return model
  }

  static let length = 4_000.0

  @Test func littleAndConservation() throws {
    let results = try Oracle.replicate(
      Self.everything(), runIn: 0, length: Self.length, drain: 0, times: 3)
    for result in results {
      #expect(result.all.arrivals == result.all.completions && result.all.arrivals > 4_000)
      for station in result.stations { try checkLaws(station) }
      for station in result.stations.flatMap(\.replicas) { try checkLaws(station) }
      let shares = result.stations
      #expect(shares.contains { $0.balkingShare > 0.01 && $0.hitShare > 0.01 })
      #expect(shares.contains { $0.limitedShare > 0.01 })
      #expect(shares.filter { $0.expiredShare > 0.001 }.count >= 2)
      #expect(shares.filter { $0.abandonmentShare > 0.01 }.count >= 2)
      #expect(shares.contains { $0.numberOutside > 0.01 })
    }
  }

  private func checkLaws(_ station: StationResult) throws {
    let arrivals = Double(station.arrivals)
    let completions = (station.throughput * Self.length).rounded()
    let gone = (station.abandonmentShare + station.expiredShare) * arrivals
    let refused = station.blockingShare + station.balkingShare + station.limitedShare
    #expect(isClose(completions + gone + refused * arrivals, arrivals), "\(station.name)")
    // Nobody else waits, so the queue's area is the sum of waits.
    let (wait, sojourn) = (try #require(station.waitingTime), try #require(station.sojournTime))
    if station.name != "shared" {
      #expect(
        isClose(station.queueLength * Self.length, wait * (completions + gone), within: 1e-6),
        "\(station.name)")
    }
    if gone == 0 {
      #expect(
        isClose(station.numberInSystem * Self.length, sojourn * completions, within: 1e-6),
        "\(station.name)")
    }
    #expect((0...1).contains(station.utilisation))
  }

  @Test func theCalendarChangesNothing() throws {
    let window = Window(
      runIn: TimeSpan(seconds: 10), length: TimeSpan(seconds: 500), drain: TimeSpan(seconds: 20))
    let model = try Self.everything()
    let results = try EventCalendar.Choice.allCases.map {
      try simulate(model, window: window, name: StreamName(seed: 5), calendar: $0)
    }
    for result in results { #expect(result == results[0]) }
  }

  /// Everything again, with callers who give up and call their work back.
  @Test func callingBackLosesNothing() throws {
    var model = try Self.everything()
    model.policies = [
      CallPolicy(
        name: "hasty", timeout: TimeSpan(seconds: 1.2), cancels: true,
        retries: Retries(atMost: 2, pause: .constant(0.1)))
    ]
    for index in model.journeys.indices {
      model.journeys[index].steps = Self.kinds.indices.map { station in
        .attempt(
          Attempt(
            [.call(station: station, purpose: UInt64(station))], policy: 0,
            otherwise: [.wait(.constant(0.01), purpose: 98)], goesOn: true, purpose: 97))
      }
    }
    let result = try Oracle.replicate(model, runIn: 0, length: 4_000, drain: 0, times: 1)[0]
    #expect(result.all.arrivals == result.all.completions && result.policies[0].timeouts > 1_000)
    for station in result.stations {
      // All servers are free at the end, so what they did fits into the busy half.
      #expect(station.utilisation < 0.55 && station.throughput > 0.1)
    }
  }
}
