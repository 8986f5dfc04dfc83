import Operations
import Quantities
import Statistics
import Testing

/// Users who try another source. Oracle checks: 0.1 % false alarms each.
@Suite struct FallbackTests {
  /// Stations by name, one source each, in groups of their own; source 0 has the arrivals.
  static func model(_ stations: [StationModel], at times: [Double]) -> NetworkModel {
    var model = Trace.model([stations[0]], [.call(station: 0, purpose: 1)], at: times)
    model.groups = [stations[0].name]
    for station in stations.dropFirst() { add(station, to: &model) }
    return model
  }

  /// One more station with a source and a group of its own, to which only those come who fall back.
  static func add(_ station: StationModel, to model: inout NetworkModel) {
    let index = model.stations.count
    model.stations.append(station)
    model.groups.append(station.name)
    model.journeys.append(
      JourneyModel(name: station.name, steps: [.call(station: index, purpose: 1)]))
    model.sources.append(
      SourceModel(
        name: station.name, key: UInt64(index + 1), rate: Rate(perSecond: 0), journey: index,
        group: index))
  }

  /// No queue, work of 10 s, requests at 1, 2, 15 s: the second falls back, travels for 5 s and is served
  /// elsewhere from 7 to 8 s.
  @Test func failuresGoElsewhere() throws {
    let web = Trace.station(10, name: "web") { $0.queueLimit = 0 }
    var model = Self.model([web, Trace.station(1, name: "counter") { _ in }], at: [1, 2, 15])
    model.sources[0].fallbacks = [Fallback(source: 1, delay: .constant(5))]
    let result = try Trace.run(model)
    #expect(result.groups[0].failures.blocked == 1 && result.groups[0].fallbacks == 1)
    #expect(result.groups[0].arrivals == 3 && result.groups[0].overflow == 0)
    #expect(result.groups[1].arrivals == 1 && result.groups[1].overflow == 1)
    #expect(isClose(result.groups[1].sojournTime, 1))
    #expect(result.requests == 4 && result.all.arrivals == 4)
  }

  /// An answer after 10 s is too late for a patience of 9 s, and its user is elsewhere at 11 s.
  @Test func lateAnswersGoElsewhere() throws {
    let web = Trace.station(10, name: "web") { _ in }
    var model = Self.model([web, Trace.station(1, name: "counter") { _ in }], at: [1])
    model.sources[0].patience = TimeSpan(seconds: 9)
    model.sources[0].fallbacks = [Fallback(source: 1)]
    let result = try Trace.run(model)
    #expect(result.groups[0].late == 1 && result.groups[1].completions == 1)
    model.sources[0].patience = TimeSpan(seconds: 11)
    #expect(try Trace.run(model).groups[1].arrivals == 0)
  }

  /// Who comes when it is open stays; who comes before comes at some time of the next stretch; who comes
  /// after the last stretch does not come any more.
  @Test(arguments: [(2.0, 42.0...42.0), (10.0, 60.0...70.0), (60.0, nil as ClosedRange<Double>?)])
  func comesWhenItIsOpen(time: Double, expected: ClosedRange<Double>?) throws {
    let web = Trace.station(1_000, name: "web") { $0.queueLimit = 0 }
    var model = Self.model([web, Trace.station(1, name: "counter") { _ in }], at: [1, time])
    model.sources[0].fallbacks = [Fallback(source: 1, delay: .constant(40))]
    model.sources[1].openTimes = [(30.0, 45.0), (60.0, 70.0)].map {
      OpenTime(from: TimeSpan(seconds: $0), to: TimeSpan(seconds: $1))
    }
    let window = Window(
      runIn: .zero, length: TimeSpan(seconds: 100), drain: .zero, bucket: TimeSpan(seconds: 1))
    let result = try simulate(model, window: window, name: StreamName(seed: 3))
    #expect(result.groups[0].fallbacks == 1)
    #expect(result.groups[1].arrivals == (expected == nil ? 0 : 1))
    guard let expected else { return }
    // The bucket after second s holds what comes in (s, s + 1].
    let series = try #require(result.series)
    let bucket = try #require(series.groups[1].firstIndex { $0.arrivals > 0 })
    #expect((expected.lowerBound - 1...expected.upperBound).contains(Double(bucket)))
  }

  /// Some go elsewhere, some give up, and the same users do in a model with another source in it.
  @Test func chanceBelongsToTheUser() throws {
    var model = Oracle.station(
      arrivalRate: 5, serviceTime: .exponential(mean: 1), servers: 1, queueLimit: 0)
    for name in ["near", "far"] {
      Self.add(
        StationModel(name: name, servers: 1_000, serviceTime: .exponential(mean: 1)), to: &model)
    }
    model.sources[0].fallbacks = [
      Fallback(source: 1, probability: 0.5, delay: .exponential(mean: 3)),
      Fallback(source: 2, probability: 0.25),
    ]
    let runs = try Oracle.replicate(model, runIn: 20, length: 2_000, times: 10)
    func share(_ result: WindowResult, _ group: Int) -> Double {
      Double(result.groups[group].arrivals) / Double(result.groups[0].failures.blocked)
    }
    try Oracle.check("near", runs.map { share($0, 1) }, 0.5, within: 0.03)
    try Oracle.check("far", runs.map { share($0, 2) }, 0.25, within: 0.05)
    // Another source changes nobody's way.
    model.groups.append("other")
    model.journeys.append(JourneyModel(name: "other", steps: [.call(station: 1, purpose: 2)]))
    model.sources.append(
      SourceModel(name: "other", key: 9, rate: Rate(perSecond: 3), journey: 3, group: 3))
    let more = try Oracle.replicate(model, runIn: 20, length: 2_000, times: 1)
    #expect(more[0].groups[1].arrivals == runs[0].groups[1].arrivals)
    #expect(more[0].groups[2].sojournTime == runs[0].groups[2].sojournTime)
  }

  /// Overflow of Erlang's loss system: a·B(c) calls are busy on endless servers behind it, and behind c′
  /// more servers as many get lost as from c + c′ together.
  @Test func overflow() throws {
    let (load, first, second) = (8.0, 6, 4)
    var model = Oracle.station(
      arrivalRate: load, serviceTime: .exponential(mean: 1), servers: first, queueLimit: 0)
    for (name, servers) in [("second", second), ("endless", 10_000)] {
      Self.add(
        StationModel(
          name: name, servers: servers, serviceTime: .exponential(mean: 1), queueLimit: 0),
        to: &model)
    }
    model.sources[0].fallbacks = [Fallback(source: 1)]
    model.sources[1].fallbacks = [Fallback(source: 2)]
    let runs = try Oracle.replicate(model, runIn: 50, length: 5_000)
    func lost(_ servers: Int) throws -> Double {
      try ErlangB(arrivalRate: load, serviceRate: 1, servers: servers).blockingProbability
    }
    try Oracle.check(
      "second", runs.map { Double($0.groups[1].arrivals) / 5_000 }, load * lost(first))
    try Oracle.check(
      "endless", runs.map { $0.stations[2].numberInSystem }, load * lost(first + second),
      within: 0.03)
  }

  /// Faults are named.
  @Test func faults() {
    var model = Self.model([Trace.station(1) { _ in }], at: [1])
    model.sources[0].fallbacks = [
      Fallback(source: 1), Fallback(source: 0, probability: 0.5, delay: .constant(-1)),
    ]
    model.sources[0].openTimes = [(5.0, 4.0), (3.0, 9.0)].map {
      OpenTime(from: TimeSpan(seconds: $0), to: TimeSpan(seconds: $1))
    }
    #expect(
      Set(ModelCheckTests.faults(model)) == [
        "sources[0].fallbacks[0].source", "sources[0].fallbacks[1].delay", "sources[0].fallbacks",
        "sources[0].openTimes[0].to", "sources[0].openTimes[1].from",
      ])
  }
}
