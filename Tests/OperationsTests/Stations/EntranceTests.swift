import Operations
import Quantities
import Statistics
import Testing

/// Callers who are kept away, rate limits, caches. Oracle checks: 0.1 % false alarms each.
@Suite struct EntranceTests {
  // MARK: Balking

  @Test(arguments: [(1, 1.5, 0.2), (3, 2.7, 0.05), (2, 6.0, 0.3)])
  func balking(servers: Int, arrivalRate: Double, deterrence: Double) throws {
    let truth = try BalkingMMc(
      arrivalRate: arrivalRate, serviceRate: 1, servers: servers, balkingProbability: deterrence)
    var model = Oracle.station(
      arrivalRate: arrivalRate, serviceTime: .exponential(mean: 1), servers: servers)
    model.stations[0].deterrence = deterrence
    let results = try Oracle.replicate(model, runIn: 500, length: 50_000)
    let station = results.map { $0.stations[0] }
    try Oracle.check("balking", station.map(\.balkingShare), truth.balkingShare, within: 0.03)
    try Oracle.check("number", station.map(\.numberInSystem), truth.meanNumberInSystem)
    try Oracle.check("utilisation", station.map(\.utilisation), truth.utilisation)
    try Oracle.check("waiting", station.map(\.waitingTime), truth.meanWaitingTime, within: 0.03)
    for result in results {
      #expect(result.all.failures.abandoned + result.all.completions == result.all.arrivals)
      #expect(result.stations[0].abandonmentShare == 0)
    }
  }

  /// A deterrence of nearly 1: whoever finds one waiting goes. Work of 10 s, calls at 1, 2, 3, 12 s: the second
  /// waits, the third goes, the fourth finds nobody waiting.
  @Test func balkingByHand() throws {
    let station = Trace.station(10) { $0.deterrence = 1 - 1e-15 }
    let result = try Trace.run(station, at: [1, 2, 3, 12])
    #expect(result.all.failures.abandoned == 1 && result.all.completions == 3)
    #expect(isClose(result.all.sojournTime, (10 + 19 + 19) / 3))
    #expect(result.stations[0].balkingShare == 0.25)
  }

  /// Balking draws from names of its own: who joins has the same work, whoever else goes.
  @Test func balkingShiftsNothing() throws {
    var model = Oracle.station(arrivalRate: 0.5, serviceTime: .exponential(mean: 1e-6))
    let plain = try Oracle.replicate(model, runIn: 0, length: 10_000, times: 1)[0]
    model.stations[0].deterrence = 1e-9
    let same = try Oracle.replicate(model, runIn: 0, length: 10_000, times: 1)[0]
    #expect(plain == same)
  }

  // MARK: Rate limit

  /// Half a token a second, two kept. Calls every 0.5 s from 1 s on find 2, 1.25, 0.5, 0.75, 1, 0.5 tokens.
  @Test func tokensByHand() throws {
    let station = Trace.station(0.1) {
      $0.rateLimit = RateLimit(rate: Rate(perSecond: 0.5), burst: 2)
    }
    let result = try Trace.run(station, at: [1, 1.5, 2, 2.5, 3, 3.5])
    #expect(result.all.failures.limited == 3 && result.all.completions == 3)
    #expect(result.stations[0].limitedShare == 0.5 && result.stations[0].arrivals == 6)
    #expect(isClose(result.stations[0].throughput, 3 / Trace.length))
  }

  /// Calls exactly as often as tokens come all pass, whatever is rounded on the way.
  @Test(arguments: [0.1, 1 / 3.0, 0.7]) func exactlyAsOftenAsTokens(gap: Double) throws {
    var model = Oracle.station(arrivalRate: 1 / gap, serviceTime: .constant(0))
    model.sources[0].pattern = .renewal(.constant(gap))
    model.stations[0].rateLimit = RateLimit(rate: Rate(perSecond: 1 / gap), burst: 1)
    let result = try Oracle.replicate(model, runIn: 10, length: 10_000, times: 1)[0]
    #expect(result.all.failures.limited == 0 && result.all.completions > 10_000)
    model.sources[0].pattern = .renewal(.constant(gap * 0.99))
    let faster = try Oracle.replicate(model, runIn: 10, length: 10_000, times: 1)[0]
    #expect(faster.all.failures.limited > 0)
  }

  @Test(arguments: [(0.8, 3.0), (1.2, 10), (3, 1), (1, 4.5)])
  func tokenBucket(arrivalRate: Double, burst: Double) throws {
    let truth = try TokenBucket(arrivalRate: arrivalRate, refillRate: 1, burst: burst)
    var model = Oracle.station(
      arrivalRate: arrivalRate, serviceTime: .constant(0.1), servers: 1_000)
    model.stations[0].rateLimit = RateLimit(rate: Rate(perSecond: 1), burst: burst)
    let station = try Oracle.replicate(model, runIn: 1_000, length: 100_000).map { $0.stations[0] }
    try Oracle.check("limited", station.map(\.limitedShare), truth.lossProbability, within: 0.05)
    try Oracle.check("passed", station.map(\.throughput), truth.throughput)
  }

  // MARK: Cache

  /// Misses are a Poisson stream of their own: M/M/1.
  @Test func cacheThinsTheStream() throws {
    let truth = try MM1(arrivalRate: 0.8, serviceRate: 1)
    var model = Oracle.station(arrivalRate: 2, serviceTime: .exponential(mean: 1))
    model.stations[0].cache = Cache(hitShare: 0.6, hitTime: TimeSpan(seconds: 0.2))
    let results = try Oracle.replicate(model, runIn: 2_000, length: 300_000)
    let station = results.map { $0.stations[0] }
    let sojourn = 0.6 * 0.2 + 0.4 * truth.meanSojournTime
    try Oracle.check("hits", station.map(\.hitShare), 0.6)
    try Oracle.check("utilisation", station.map(\.utilisation), 0.8)
    try Oracle.check("queue", station.map(\.queueLength), truth.meanQueueLength, within: 0.05)
    try Oracle.check("sojourn", station.map(\.sojournTime), sojourn, within: 0.04)
    try Oracle.check("number", station.map(\.numberInSystem), 2 * sojourn, within: 0.04)
    try Oracle.check("throughput", station.map(\.throughput), 2)
  }

  /// An answer from the cache takes no server, and does nothing of what the call would have held one for.
  @Test func hitsByHand() throws {
    let front = Trace.station(10, name: "front") {
      $0.cache = Cache(hitShare: 1, hitTime: TimeSpan(seconds: 0.5))
    }
    let call = Call(station: 0, purpose: 1, holding: [.call(station: 1, purpose: 2)])
    let steps: [Step] = [.call(call), .call(station: 1, purpose: 3)]
    let back = Trace.station(2, name: "back") { _ in }
    let result = try Trace.run(Trace.model([front, back], steps, at: [1, 1.25]))
    // The second waits at the back from 1.75 to 3.5.
    #expect(isClose(result.all.sojournTime, (2.5 + 4.25) / 2))
    #expect(result.stations[0].hitShare == 1 && result.stations[0].utilisation == 0)
    #expect(isClose(result.stations[0].numberInSystem, 1 / Trace.length))
    #expect(result.stations[1].arrivals == 2)
  }

  /// Hits in a chain of stations that block: the caller gives its server back, or keeps none.
  @Test(arguments: [0, 1, 2]) func hitsInAChain(cached: Int) throws {
    var stations = (0..<3).map { number in
      Trace.station(2, name: "\(number)") {
        if number > 0 { ($0.queueLimit, $0.whenFull) = (0, .block) }
      }
    }
    stations[cached].cache = Cache(hitShare: 1, hitTime: .zero)
    let steps = (0..<3).map { Step.call(station: $0, purpose: UInt64($0)) }
    let result = try Trace.run(Trace.model(stations, steps, at: [1, 1.5, 2]))
    #expect(result.all.completions == 3)
    // Two stations with work of 2 s each, in step: at 5, 7 and 9 s.
    #expect(isClose(result.all.sojournTime, (4 + 5.5 + 7) / 3))
    for station in 0..<3 where station != cached {
      #expect(result.stations[station].throughput == 3 / Trace.length)
    }
    #expect(result.stations[cached].utilisation == 0)
  }

  /// The limit stands before the cache: a hit takes a token, too.
  @Test func hitsTakeTokens() throws {
    let station = Trace.station(1) {
      $0.cache = Cache(hitShare: 1, hitTime: .zero)
      $0.rateLimit = RateLimit(rate: Rate(perSecond: 0.001), burst: 2)
    }
    let result = try Trace.run(station, at: [1, 2, 3])
    #expect(result.all.completions == 2 && result.all.failures.limited == 1)
    #expect(result.all.sojournTime == 0)
  }
}
