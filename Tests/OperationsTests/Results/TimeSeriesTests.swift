import Operations
import Quantities
import Statistics
import Testing

/// Time series: by hand, and against the window's own totals.
@Suite struct TimeSeriesTests {
  /// Work of 10 s for requests at 1, 4 and 25 s, buckets of 10 s over 45 s: served 1 to 11, 11 to 21
  /// and 25 to 35.
  @Test func byHand() throws {
    var model = Oracle.station(arrivalRate: 1, serviceTime: .constant(10))
    model.sources[0].pattern = .trace([1, 4, 25])
    let window = Window(
      runIn: .zero, length: TimeSpan(seconds: 45), drain: TimeSpan(seconds: 100),
      bucket: TimeSpan(seconds: 10))
    let result = try simulate(model, window: window, name: StreamName(seed: 1))
    let series = try #require(result.series)
    let station = series.stations[0]
    #expect(station.map(\.arrivals) == [2, 0, 1, 0, 0])
    #expect(station.map(\.completions) == [0, 1, 1, 1, 0])
    #expect(station.map(\.utilisation) == [0.9, 1, 0.6, 0.5, 0])
    #expect(station.map(\.queueLength) == [0.6, 0.1, 0, 0, 0])
    #expect(station[0].sojournP50 == nil && station[4].sojournP50 == nil)
    let group = series.groups[0]
    #expect(group.map(\.arrivals) == [2, 0, 1, 0, 0])
    #expect(group.map(\.completions) == [0, 1, 1, 1, 0])
    #expect(group.map(\.sojournTime) == [nil, 10, 17, 10, nil])
    #expect(group.map(\.sojournP50) == [nil, 10, 17, 10, nil])
  }

  /// Buckets add up to the window, and asking for them changes nothing else.
  @Test func addsUp() throws {
    var model = Oracle.station(
      arrivalRate: 3, serviceTime: .exponential(mean: 1), servers: 2, queueLimit: 5)
    model.stations[0].patience = .exponential(mean: 1)
    let plain = Window(
      runIn: TimeSpan(seconds: 10), length: TimeSpan(seconds: 1_000), drain: TimeSpan(seconds: 50))
    var inBuckets = plain
    inBuckets.bucket = TimeSpan(seconds: 7)
    let name = StreamName(seed: 3)
    var result = try simulate(model, window: inBuckets, name: name)
    let series = try #require(result.series)
    #expect(series.groups[0].count == 143)
    let (groups, stations) = (series.groups[0], series.stations[0])
    #expect(groups.reduce(0) { $0 + $1.arrivals } == result.all.arrivals)
    #expect(stations.reduce(0) { $0 + $1.arrivals } == result.stations[0].arrivals)
    #expect(stations.reduce(0) { $0 + $1.blocked } == groups.reduce(0) { $0 + $1.failures.blocked })
    let busy = stations.enumerated().reduce(0.0) { sum, bucket in
      sum + bucket.element.utilisation * (bucket.offset == 142 ? 1_000 - 142 * 7.0 : 7)
    }
    #expect(abs(busy / 1_000 - result.stations[0].utilisation) < 1e-9)
    result.series = nil
    #expect(result == (try simulate(model, window: plain, name: name)))
  }

  /// Replicas are one station in the series, and utilisation is of the servers that are there.
  @Test func replicasAndShifts() throws {
    var model = Oracle.station(arrivalRate: 2, serviceTime: .constant(0.5), servers: 1)
    model.stations[0].replicas = 3
    model.stations.append(
      StationModel(name: "counter", servers: 2, serviceTime: .constant(1)))
    model.stations[1].shifts = [Shift(from: TimeSpan(seconds: 50), servers: 1)]
    model.journeys[0].steps.append(.call(station: 1, purpose: 2))
    model.sources[0].pattern = .trace((0..<100).map { Double($0) + 0.25 })
    let window = Window(
      runIn: .zero, length: TimeSpan(seconds: 100), drain: TimeSpan(seconds: 500),
      bucket: TimeSpan(seconds: 50))
    let result = try simulate(model, window: window, name: StreamName(seed: 2))
    let series = try #require(result.series)
    #expect(series.stations.count == 2)
    #expect(series.stations[0].map(\.arrivals) == [50, 50])
    #expect(series.stations[0].reduce(0) { $0 + $1.completions } == 100)
    // One call of 1 s each second: half of two servers (less the first 0.75 s), all of one.
    let busy = series.stations[1].map(\.utilisation)
    #expect(abs(busy[0] - 0.4925) < 0.011 && busy[1] > 0.97)
  }

  @Test func refusesTooManyBuckets() {
    var window = Window(runIn: .zero, length: TimeSpan(seconds: 1e6), drain: .zero)
    window.bucket = TimeSpan(seconds: 1)
    #expect(throws: OperationsError.self) { try window.checked() }
    window.bucket = .zero
    #expect(throws: OperationsError.self) { try window.checked() }
  }

  /// Answers that take no time at all, in every bucket.
  @Test func answersWithoutTime() throws {
    var model = Oracle.network([], [], arrivalRate: 1)
    model.sources[0].pattern = .trace([1, 2, 12, 25])
    let window = Window(
      runIn: .zero, length: TimeSpan(seconds: 30), drain: .zero, bucket: TimeSpan(seconds: 10))
    let result = try simulate(model, window: window, name: StreamName(seed: 1))
    let series = try #require(result.series)
    #expect(series.groups[0].map(\.completions) == [2, 1, 1])
    #expect(series.groups[0].map(\.sojournP95) == [0, 0, 0])
  }

  /// An answer from a cache stands in the bucket in which it comes: calls at 1 and 12 s, answered after 15 s.
  @Test func answersFromACache() throws {
    let station = Trace.station(1) {
      $0.cache = Cache(hitShare: 1, hitTime: TimeSpan(seconds: 15))
    }
    let model = Trace.model([station], [.call(station: 0, purpose: 1)], at: [1, 12])
    let window = Window(
      runIn: .zero, length: TimeSpan(seconds: 30), drain: .zero, bucket: TimeSpan(seconds: 10))
    let result = try simulate(model, window: window, name: StreamName(seed: 1))
    let buckets = try #require(result.series?.stations[0])
    #expect(buckets.map(\.arrivals) == [1, 1, 0] && buckets.map(\.completions) == [0, 1, 1])
    #expect(buckets.map(\.sojournP50) == [nil, 15, 15])
    #expect(buckets.map(\.callsAtEnd) == [1, 1, 0])
    #expect(result.stations[0].sojournTime == 15 && result.stations[0].hitShare == 1)
    #expect(abs(result.stations[0].numberInSystem - 1) < 1e-12)
  }

  /// Who came before the window and gives up in it stands in the bucket in which that happens: work of 30 s for
  /// calls at 1, 2 and 12 s, patience of 15 s, looked at from 10 s on.
  @Test func givingUpAfterComingBefore() throws {
    let station = Trace.station(30) { $0.patience = .constant(15) }
    let model = Trace.model([station], [.call(station: 0, purpose: 1)], at: [1, 2, 12])
    let window = Window(
      runIn: TimeSpan(seconds: 10), length: TimeSpan(seconds: 30), drain: .zero,
      bucket: TimeSpan(seconds: 10))
    let result = try simulate(model, window: window, name: StreamName(seed: 1))
    let buckets = try #require(result.series?.stations[0])
    #expect(buckets.map(\.abandoned) == [1, 1, 0] && buckets.map(\.completions) == [0, 0, 1])
    #expect(buckets.map(\.callsAtStart) == [2, 2, 1] && buckets.map(\.callsAtEnd) == [2, 1, 0])
    // The window's own share is of those that came in it.
    #expect(result.stations[0].arrivals == 1 && result.stations[0].abandonmentShare == 1)
  }

  /// What stands before replicas is in the station's buckets: one token for calls at 1, 2 and 12 s.
  @Test func entranceOfReplicas() throws {
    let station = Trace.station(1) {
      ($0.replicas, $0.rateLimit) = (2, RateLimit(rate: Rate(perSecond: 1e-6), burst: 1))
    }
    let model = Trace.model([station], [.call(station: 0, purpose: 1)], at: [1, 2, 12])
    let window = Window(
      runIn: .zero, length: TimeSpan(seconds: 20), drain: .zero, bucket: TimeSpan(seconds: 10))
    let result = try simulate(model, window: window, name: StreamName(seed: 1))
    #expect(result.stations[0].arrivals == 3)
    #expect(result.series?.stations[0].map(\.arrivals) == [2, 1])
    #expect(result.series?.stations[0].map(\.completions) == [1, 0])
  }
}
