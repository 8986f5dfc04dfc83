import Scenarios
import Testing

@Suite("Extending and overriding")
struct MergingTests {
  private static let base = """
    govsim: 1
    stations:
      a: {servers: 2, service_time: {distribution: lognormal, mean: 2 s, cv: 0.5}, source: measured, year: 2020, grade: H}
    journeys: {visit: {steps: [{call: a}]}}
    demand: {people: {rate: 0.1/s, journey: visit}}
    window: {run_in: 0 s, length: 10 s, replications: 1}

    """

  private func station(_ text: String, of alternative: String = "base") throws -> Station {
    let country = try Fixture.scenario(Self.base + text).country(
      alternative: alternative, values: [:])
    return try #require(country.stations.first)
  }

  @Test("Maps merge, scalars are replaced, the country stays as it was") func overrides() throws {
    let text = """
      alternatives:
        one: {}
        two: {stations: {a: {servers: 3}}}
        three: {stations: {a: {service_time: {mean: 4 s}}}}
        four: {stations: {a: {service_time: {distribution: constant, value: 1 s}}}}
        five: {stations: {a: {service_time: 3 s}}}
      """
    #expect(try station(text, of: "one").servers == 2)
    #expect(try station(text, of: "two").servers == 3)
    #expect(try station(text, of: "two").serviceTime.parameters == ["mean": 2, "cv": 0.5])
    #expect(try station(text, of: "three").serviceTime.parameters == ["mean": 4, "cv": 0.5])
    // Another distribution replaces the whole of the former.
    #expect(
      try station(text, of: "four").serviceTime
        == VariateSpec(family: .constant, parameters: ["value": 1]))
    #expect(try station(text, of: "five").serviceTime.parameters == ["value": 3])
  }

  @Test("Lists are replaced as a whole") func lists() throws {
    let text =
      "alternatives: {one: {}, two: {journeys: {visit: {steps: [{call: a}, {call: a}]}}}}\n"
    let scenario = try Fixture.scenario(Self.base + text)
    for (name, count) in [("one", 1), ("two", 2)] {
      guard
        case .steps(let steps) = try scenario.country(alternative: name, values: [:]).journeys[0]
          .body
      else {
        Issue.record("no steps")
        return
      }
      #expect(steps.count == count)
    }
  }

  @Test("A value never takes the source of the value it replaces") func provenance() throws {
    let text =
      "alternatives: {one: {stations: {a: {servers: 5}}}, two: {stations: {a: {servers: {value: 6, source: guess}}}}}\n"
    let inputs = try Fixture.scenario(Self.base + text).inputs
    func source(_ path: String) -> String? { inputs.first { $0.path == path }?.source }
    #expect(source("stations.a.servers") == "measured")
    #expect(source("stations.a.service_time.mean") == "measured")
    #expect(source("alternatives.one.stations.a.servers") == "")
    #expect(source("alternatives.two.stations.a.servers") == "guess")
  }

  @Test("A closer source stands alone, without year or grade of the outer one") func closerSource()
    throws
  {
    let record = try #require(
      try Fixture.country().inputs.first { $0.path == "regions.urban.population" })
    #expect(record.text == "2.5 M" && record.source == "register" && record.year == 2023)
    #expect(
      record.grade == nil && record.reaches == [.operations] && record.place == "country.yaml:38")
    let online = try #require(
      try Fixture.country().inputs.first { $0.path == "regions.urban.online" })
    #expect(
      online.source == "National census, table 4" && online.year == 2022 && online.grade == .high)
  }

  @Test("A lone assumption brings its own source, a product names its assumptions")
  func assumptionSource() throws {
    let inputs = try Fixture.country().inputs
    let rate = try #require(inputs.first { $0.path == "money.discount_rate" })
    #expect(rate.source == "Treasury, discount rates" && rate.year == 2020 && rate.grade == .medium)
    let engineer = try #require(inputs.first { $0.path == "money.wages.engineer" })
    #expect(engineer.source == "price list" && engineer.text == "6000 USD/year * $wage_to_gdp")
    let assumption = try #require(inputs.first { $0.path == "assumptions.think_time" })
    #expect(assumption.text == "30 s" && assumption.place == "parts/table.csv:2")
  }

  @Test("Later files win, the file itself last") func extends() throws {
    // country.yaml and parts/base.yaml both give a title; the table fills in what neither has.
    let scenario = try Fixture.country()
    #expect(scenario.title == "Smalland")
    #expect(scenario.assumptions.map(\.name).contains("packaged_share"))
  }

  @Test("The resolved text says the same as the files") func resolvedText() throws {
    let scenario = try Fixture.country()
    let again = try Fixture.scenario(scenario.resolvedText)
    #expect(again.resolvedText == scenario.resolvedText)
    #expect(again.inputs.count == scenario.inputs.count)
    for (a, b) in zip(again.inputs, scenario.inputs) {
      #expect(
        a.path == b.path && a.text == b.text && a.source == b.source && a.year == b.year
          && a.grade == b.grade)
    }
    #expect(!scenario.resolvedText.contains("extends:"))
    #expect(!scenario.resolvedText.contains("assumption_tables"))
  }

  @Test("Texts that YAML would take for something else are quoted") func quoting() throws {
    let title = #"yes: no # "quoted" \ 'x' * & null"#
    let scenario = try Fixture.counter().setting("title", to: title)
    #expect(scenario.title == title)
    #expect(try Fixture.scenario(scenario.resolvedText).title == title)
  }

  @Test("The digest tells contents apart, not places") func digest() throws {
    let a = try Fixture.scenario(Self.base)
    let b = try Fixture.scenario(Self.base)
    let c = try Fixture.scenario(Self.base + "# one byte more\n")
    #expect(a.digest == b.digest && a.digest != c.digest)
    #expect(a.digest.count == 64)
    #expect(try a.setting("stations.a.servers", to: "3").digest != a.digest)
  }
}
