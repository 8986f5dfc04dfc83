import Operations
import Quantities
import Scenarios
import Statistics
import Testing

@testable import Experiments

/// Who uses which channel, where those go who fail, and what awaits them there. By hand, on Rwanda's file.
@Suite struct ChannelTests {
  static func country(_ settings: [(path: String, text: String)] = []) throws -> Country {
    let scenario = try Fixture.setting(try Fixture.rwanda(), settings)
    return try readCountry(scenario, "platform", [:])
  }

  static func network(
    _ settings: [(path: String, text: String)] = []
  ) throws -> (CountryNetwork, CapacityPlan) {
    let scenario = try Fixture.setting(try Fixture.rwanda(), settings)
    let replication = try Replication(
      try readCountry(scenario, "platform", [:]), prefix: nil, name: StreamName(seed: 5),
      planPrices: try WorldRunner(scenario, StudyOptions(seed: 5)).planPrices)
    return (try #require(replication.network), replication.plans[9])
  }

  private static let thousand = [
    ("operations.transactions_per_person", "10/year"), ("operations.adoption.ceiling", "50 %"),
    ("operations.adoption.initial", "99.99 %"), ("regions.rural.population", "1000"),
    ("regions.rural.online", "20 %"), ("regions.rural.mobile", "70 %"),
    ("regions.rural.assisted_reach", "40 %"),
  ]

  /// 1 000 people with 10 errands a year, half of those who can are digital.
  @Test func peopleUseTheFirstChannelThatTheyHave() throws {
    let country = try Self.country(Self.thousand)
    let demand = Demand(country, try #require(country.operations))
    #expect(
      demand.streams.map(\.name) == [
        "urban/web", "urban/text", "urban/assisted", "rural/web", "rural/text", "rural/assisted",
      ])
    let items = Catalogue(country).items
    for (archetype, shares) in [
      ("health_insurance", [0.2, 0.5, 0.3 * 0.4]), ("birth_certificate", [0.2, 0, 0.8 * 0.4]),
    ] {
      let item = try #require(items.first { country.services[$0.service].name == archetype })
      for (stream, share) in zip(demand.streams.dropFirst(3), shares) {
        let yearly = demand.yearlyTransactions(of: item, in: stream, at: 3)
        let truth = 1_000 * 10 * share * 0.5 * item.demandShare
        #expect(abs(yearly - truth) < 1e-3 * truth + 1e-12, "\(archetype) \(stream.name)")
      }
      #expect(demand.yearlyTransactions(of: item, inRegion: 1) == 10_000 * item.demandShare)
    }
  }

  /// Web 90 %, text 80 %, assisted 50 %: who fails on the web dials, two in five of those who fail then
  /// reach an assisted point.
  @Test func failuresGoFromChannelToChannel() throws {
    let country = try Self.country(Self.thousand)
    let demand = Demand(country, try #require(country.operations))
    let items = Catalogue(country).items
    let item = try #require(items.first { country.services[$0.service].name == "health_insurance" })
    let outcome = demand.outcome(of: item, at: 3, completion: [1, 1, 1, 0.9, 0.8, 0.5])
    let (web, text, assisted) = (0.2, 0.5 + 0.02, 0.12 + 0.104 * 0.4)
    let unit = outcome.tried[3] / web
    for (index, share) in [(3, web), (4, text), (5, assisted)] {
      #expect(abs(outcome.tried[index] / unit - share) < 1e-9)
    }
    for (index, share) in [(3, web * 0.9), (4, text * 0.8), (5, assisted * 0.5)] {
      #expect(abs(outcome.done[index] / unit - share) < 1e-9)
    }
    // A service without text goes straight on.
    let paper = try #require(items.first { country.services[$0.service].name == "court_filing" })
    let other = demand.outcome(of: paper, at: 3, completion: [1, 1, 1, 0.9, 0.8, 0.5])
    #expect(other.tried[4] == 0)
    #expect(abs(other.tried[5] / other.tried[3] - (0.32 + 0.02 * 0.4) / 0.2) < 1e-9)
  }

  /// 10 000 errands of half an hour a year, 2 offices open 45 h a week in the 262 working days of 2024:
  /// 5 000 h of work over 2 × 2 358 h are 1.06 officials busy in each, so 2 at 85 %.
  @Test(arguments: [(2, 2), (1, 3), (200, 1)]) func officials(offices: Int, number: Int) throws {
    let (network, plan) = try Self.network(
      Self.thousand + [("regions.rural.offices", "\(offices)")])
    let monday = CalendarSpan(start: TimeSpan(days: 84), length: TimeSpan(days: 1))
    let model = try network.model(
      year: 9, plan: plan, load: try .following(network.calendar, monday))
    let counter = try #require(model.stations.first { $0.name == "counter@rural" })
    #expect(counter.servers == number && counter.replicas == offices)
    #expect(counter.shifts.map(\.servers).contains(0))
    // Single hours have no counters.
    let hour = try network.model(
      year: 9, plan: plan, load: .steady(network.calendar.whole.ordinaryHour))
    #expect(!hour.stations.contains { $0.name.hasPrefix("counter") })
  }

  /// A Monday at the counters: nobody comes before 8:00; who waits at 17:00 goes home and comes again; the
  /// figures of all requests are those of digital ones.
  @Test func aDayAtTheCounters() throws {
    let (network, plan) = try Self.network([
      ("regions.urban.population", "5000"), ("regions.rural.population", "20000"),
      ("regions.urban.offices", "1"), ("regions.rural.offices", "2"),
      ("operations.channels.counter.utilisation", "99 %"),
    ])
    let runIn = network.terms.windows.runIn
    let monday = TimeSpan(days: 84)
    let run = try network.stretch(
      CountryChoice(stretch: .between(monday, TimeSpan(days: 86))), year: 9, plan: plan,
      name: StreamName(seed: 4))
    let model = run.model
    var observed = run.window
    observed.bucket = TimeSpan(hours: 1)
    let result = try simulate(model, window: observed, name: StreamName(seed: 4))
    let counters = model.groups.indices.filter { model.groups[$0].hasSuffix("/counter") }
    #expect(counters.count == 2 && counters.allSatisfy(model.groupsApart.contains))
    #expect(runIn.seconds < 3_600)
    for group in counters {
      let came = try #require(result.series).groups[group].map(\.arrivals)
      for (hour, count) in came.enumerated() {
        #expect((count > 0) == (8..<17).contains(hour % 24), "hour \(hour): \(count)")
      }
      let found = result.groups[group]
      #expect(found.failures.abandoned > 0 && found.fallbacks == found.failures.sum)
      #expect(found.overflow > 0)
    }
    let digital = result.groups.enumerated().filter { !model.groupsApart.contains($0.offset) }
    #expect(result.all.arrivals == digital.reduce(0) { $0 + $1.element.arrivals })
  }

  /// Every digital request that fails goes somewhere.
  @Test func fallbacksAddUp() throws {
    let (network, plan) = try Self.network()
    let model = try network.model(
      year: 9, plan: plan,
      load: try .following(
        network.calendar, CalendarSpan(start: TimeSpan(days: 84), length: TimeSpan(days: 1))))
    try model.checked()
    for source in model.sources where !model.groupsApart.contains(source.group) {
      #expect(abs(source.fallbacks.reduce(0) { $0 + $1.probability } - 1) < 1e-12)
    }
    for source in model.sources where model.groups[source.group].hasSuffix("counter") {
      #expect(source.fallbacks.map { model.sources[$0.source].key } == [source.key])
    }
  }

  /// A region without offices has no counters; the others keep theirs.
  @Test func someRegionsHaveNoOffices() throws {
    let (network, plan) = try Self.network([
      ("regions.urban.offices", "0"), ("regions.rural.population", "1000"),
    ])
    let model = try network.model(
      year: 9, plan: plan,
      load: try .following(
        network.calendar, CalendarSpan(start: TimeSpan(days: 84), length: TimeSpan(days: 1))))
    try model.checked()
    let counters = model.stations.map(\.name).filter { $0.hasPrefix("counter") }
    #expect(counters == ["counter@rural"])
    for source in model.sources where !model.groupsApart.contains(source.group) {
      let sum = source.fallbacks.reduce(0) { $0 + $1.probability }
      #expect(
        model.groups[source.group].hasPrefix("rural") ? abs(sum - 1) < 1e-12 : sum < 1 + 1e-12)
      #expect(source.fallbacks.allSatisfy { $0.probability > 0 })
    }
  }

  /// Cells that have room are a delay; narrow ones are shared, and pages take longer.
  @Test func cells() throws {
    func run(_ bandwidth: String) throws -> (NetworkModel, WindowResult) {
      let (network, plan) = try Self.network([
        ("regions.rural.population", "200000"), ("regions.urban.population", "1000"),
        ("regions.rural.cells.count", "5"), ("regions.rural.cells.bandwidth", bandwidth),
        // Most services are live in the year that is looked at.
        ("programme.people.engineers", "400"),
      ])
      let model = try network.model(
        year: 9, plan: plan, load: .steady(network.calendar.whole.ordinaryHour))
      let window = Window(
        runIn: TimeSpan(seconds: 300), length: TimeSpan(seconds: 3_000),
        drain: TimeSpan(seconds: 600))
      return (model, try simulate(model, window: window, name: StreamName(seed: 9)))
    }
    let (wide, free) = try run("500 Mbit/s")
    let (narrow, full) = try run("0.5 Mbit/s")
    let index = try #require(wide.links.firstIndex { $0.name == "cells@rural" })
    #expect(!wide.links[index].binds && narrow.links[index].binds)
    // The same pages: their data per second over the cells' bandwidth.
    let load = free.links[index].back.load
    #expect(load > 0 && isClose(free.links[index].back.utilisation, load / 2.5e9))
    let web = try #require(wide.groups.firstIndex(of: "rural/web"))
    #expect(free.groups[web].arrivals == full.groups[web].arrivals)
    let (fast, slow) = (free.groups[web].sojournTime, full.groups[web].sojournTime)
    #expect(try #require(fast) < #require(slow))
  }

  private func isClose(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-9 * abs(b) }
}
