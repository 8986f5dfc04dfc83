import Quantities
import Scenarios
import Testing

/// Values by hand from `Good/country.yaml` and what it extends.
@Suite("Country")
struct CountryTests {
  @Test("The header") func header() throws {
    let scenario = try Fixture.country()
    #expect(scenario.study == "country")
    #expect(scenario.title == "Smalland")
    #expect(scenario.question == "Which of two ways is cheaper?")
    #expect(scenario.alternatives.map(\.name) == ["today", "silo", "platform"])
    #expect(
      scenario.alternatives.map(\.title) == ["Counters carry on", "Each its own", "Shared blocks"])
    #expect(scenario.baseline == "silo" && scenario.reference == "today")
    #expect(scenario.warnings.isEmpty)
    let peak = try #require(scenario.thresholds.first)
    #expect(
      peak.metric == "sojourn_time.p95" && peak.below == 5 && peak.above == nil && peak.unit == "s")
    let lever = try #require(scenario.levers.first)
    #expect(lever.path == "organisation.central_share" && lever.alternatives == ["platform"])
    #expect(lever.reaches == [.delivery] && lever.low == "5 %" && lever.high == "40 %")
    #expect(scenario.levers[1].reaches == [.valuation, .delivery])
    #expect(scenario.levers[1].title == "wages")
  }

  @Test("Assumptions are sorted, in base units, with what they reach") func assumptions() throws {
    let assumptions = try Fixture.country().assumptions
    #expect(
      assumptions.map(\.name) == ["discount_rate", "packaged_share", "think_time", "wage_to_gdp"])
    let rate = assumptions[0]
    #expect(rate.value == 0.05 && rate.low == 0.03 && rate.high == 0.12)
    #expect(rate.source == "Treasury, discount rates" && rate.year == 2020 && rate.grade == .medium)
    #expect(rate.reaches == [.valuation] && rate.distribution == .triangular)
    let think = assumptions[2]
    #expect(think.value == 30 && think.unit == "s" && think.reaches == [.operations])
    #expect(think.source == "Usability study, \"fast\" users" && think.grade == .low)
    #expect(
      assumptions[1].grade == .assumption
        && assumptions[1].reason == "Half to double, no study read")
  }

  @Test("Money is in the scenario's currency and prices") func money() throws {
    let country = try Fixture.country().country(alternative: "silo", values: [:])
    let money = try #require(country.money)
    #expect(money.currency == "USD" && money.priceYear == 2024)
    // 6000 USD/year × 2 (central value of wage_to_gdp).
    #expect(money.wages.engineer.perYear == 12_000)
    #expect(money.wages.engineer.perMonth == 1_000)
    #expect(money.wages.integrator.perMonth == 850)
    // 100 EUR of 2018 × 1.08 / 0.80.
    #expect(abs(money.wages.trainer.perMonth - 135) < 1e-9)
    #expect(money.wages.official.perHour == 2)
    #expect(money.discountRate == 0.05)
    #expect(money.securityPerDeployment.perYear == 5_000)
    #expect(money.farePerVisit == Money(0.8, currency: "USD", priceYear: 2024))
    let tranches = try #require(country.programme).tranches
    #expect(tranches.map(\.at) == [TimeSpan.zero, TimeSpan(years: 1)])
    #expect(tranches[0].amount == Money(1e7, currency: "USD", priceYear: 2024))
    #expect(abs(tranches[1].amount.amount - 6_750_000) < 1e-6)
    #expect(country.existing.map(\.upkeep.perYear) == [500_000])
  }

  @Test("Drawn values replace central ones") func draws() throws {
    let scenario = try Fixture.country()
    let values = [
      "discount_rate": 0.10, "wage_to_gdp": 3.0, "think_time": 12.0, "packaged_share": 0.25,
    ]
    let country = try scenario.country(alternative: "platform", values: values)
    #expect(country.money?.discountRate == 0.10)
    #expect(country.money?.wages.engineer.perYear == 18_000)
    #expect(country.blocks.first { $0.name == "exchange" }?.adoptEffortShare.fraction == 0.25)
    guard case .think(let think) = country.services[0].journey[1] else {
      Issue.record("the second step is not think")
      return
    }
    #expect(think == VariateSpec(family: .exponential, parameters: ["mean": 12]))
  }

  @Test("Draws from tails that leave a field's range stop at the range's end") func tails() throws {
    let scenario = try Fixture.country()
    let country = try scenario.country(alternative: "silo", values: ["packaged_share": 1.7])
    #expect(country.blocks.first { $0.name == "exchange" }?.adoptEffortShare.fraction == 0.8)
    // Beyond the assumption's range but within the field's own, the draw stands.
    let wide = try scenario.country(alternative: "silo", values: ["wage_to_gdp": 9])
    #expect(wide.money?.wages.engineer.perYear == 54_000)
  }

  @Test("Bad draws and names are refused") func refusals() throws {
    let scenario = try Fixture.country()
    #expect(throws: ScenarioError.self) {
      try scenario.country(alternative: "silo", values: ["no": 1])
    }
    #expect(throws: ScenarioError.self) {
      try scenario.country(alternative: "silo", values: ["wage_to_gdp": .nan])
    }
    #expect(
      throws: ScenarioError.unknownAlternative("clouds", known: ["today", "silo", "platform"])
    ) {
      try scenario.country(alternative: "clouds", values: [:])
    }
  }

  @Test("Alternatives differ in what they say, and in nothing else") func alternatives() throws {
    let scenario = try Fixture.country()
    let silo = try scenario.country(alternative: "silo", values: [:])
    let platform = try scenario.country(alternative: "platform", values: [:])
    let today = try scenario.country(alternative: "today", values: [:])
    #expect(silo.organisation?.sharing == .own && platform.organisation?.sharing == .shared)
    #expect(platform.organisation?.integration == .mediator)
    #expect(platform.organisation?.joining.fraction == 0.9)
    #expect(
      platform.organisation?.joiningDelay
        == VariateSpec(family: .constant, parameters: ["value": TimeSpan(months: 3).seconds]))
    #expect(platform.organisation?.governance.perYear == 60_000)
    #expect(platform.organisation?.siteOfShared == "centre")
    // What is absent is neutral.
    #expect(today.organisation?.delivers == false)
    #expect(silo.organisation?.joining.fraction == 1 && silo.organisation?.governance.perYear == 0)
    #expect(silo.organisation?.governanceDelay.parameters == ["value": 0])
    #expect(silo.programme?.people.engineers == platform.programme?.people.engineers)
    #expect(silo.catalogue.map(\.count) == platform.catalogue.map(\.count))
  }

  @Test("Places, blocks and journeys") func parts() throws {
    let country = try Fixture.country().country(alternative: "silo", values: [:])
    let urban = try #require(country.regions.first)
    #expect(urban.name == "urban" && urban.title == "urban" && urban.population == 2_500_000)
    #expect(urban.online.fraction == 0.57 && urban.assistedReach.fraction == 0.8)
    #expect(urban.lastMile.rate.parameters == ["mean": 2e6, "cv": 1])
    #expect(urban.lastMile.roundTrip.seconds == 0.08)
    #expect(country.agencies.map(\.title) == ["Identification agency", "land"])
    #expect(
      country.agencies[0].registries == ["population"] && country.agencies[1].registries.isEmpty)
    #expect(country.blocks.map(\.needs) == [["exchange"], [], []])
    #expect(country.blocks.map(\.isRegistry) == [false, true, false])
    #expect(country.blocks.map(\.isMediator) == [false, false, true])
    #expect(country.blocks.map(\.licence.perYear) == [0, 0, 12_000])
    #expect(country.blocks[0].adoptEffortShare == .all)
    #expect(country.catalogue.map(\.count) == [4, 6])
    #expect(country.time.start == 2024 && country.time.horizon.years == 10)
    #expect(country.operations?.windows.years == [3, 10])
    #expect(country.operations?.adoption.imitation.perYear == 0.35)
    let journey = country.services[0].journey
    #expect(journey.count == 5)
    guard case .call(let first) = journey[0], case .call(let second) = journey[2],
      case .notify(let notice) = journey[3], case .branch(let ways) = journey[4]
    else {
      Issue.record("the journey is not as written: \(journey)")
      return
    }
    #expect(first.target == "identity" && first.registry == nil && first.times == 4.2)
    #expect(second.target == "registry" && second.registry == "population" && second.times == 1)
    #expect(notice.target == "exchange" && notice.times == 1 && notice.policy == nil)
    #expect(ways.map(\.probability) == [0.3, 0.7] && ways.map(\.steps.count) == [1, 0])
  }

  @Test("An explicit model has no country") func explicit() throws {
    let scenario = try Fixture.counter()
    #expect(scenario.alternatives.map(\.name) == ["base"])
    #expect(scenario.baseline == "base" && scenario.reference == "base")
    let country = try scenario.country(alternative: "base", values: [:])
    #expect(country.money == nil && country.regions.isEmpty && country.programme == nil)
    #expect(country.stations[0].servers == 1 && country.stations[0].queueLimit == nil)
    guard case .poisson(let rate) = country.demand[0].arrivals else {
      Issue.record("\(country.demand[0].arrivals)")
      return
    }
    #expect(rate.perSecond == 0.5)
    #expect(country.demand[0].batch == 1 && country.demand[0].priority == 0)
    #expect(country.window?.replications == 4 && country.window?.length.seconds == 10_000)
  }

  @Test("Routing") func routing() throws {
    let scenario = try Fixture.scenario(
      """
      govsim: 1
      stations: {a: {servers: 2, service_time: 1 s}, b: {servers: 1, service_time: 1 s}}
      journeys: {walk: {start: {a: 100 %}, routing: {a: {b: 60 %, a: 20 %}, b: {}}}}
      demand: {people: {rate: 40/min, journey: walk}}
      window: {run_in: 0 s, length: 10 s, replications: 1}
      """)
    let country = try scenario.country(alternative: "base", values: [:])
    guard case .routing(let start, let next) = country.journeys[0].body else {
      Issue.record("no routing")
      return
    }
    #expect(start.map(\.station) == ["a"] && start.map(\.probability) == [1])
    #expect(next.map(\.from) == ["a", "a"] && next.map(\.to) == ["b", "a"])
    #expect(next.map(\.probability) == [0.6, 0.2])
  }
}
