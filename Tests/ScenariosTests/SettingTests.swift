import Quantities
import Scenarios
import Testing

@Suite("Settings")
struct SettingTests {
  private func shares(_ scenario: Scenario) throws -> [Double?] {
    try scenario.alternatives.map { alternative in
      try scenario.country(alternative: alternative.name, values: [:]).organisation?.centralShare
        .fraction
    }
  }

  @Test("A setting lies on top of everything, overrides included") func all() throws {
    let scenario = try Fixture.country().setting("organisation.central_share", to: "33 %")
    #expect(try shares(scenario) == [0.33, 0.33, 0.33])
    #expect(try shares(try Fixture.scenario(scenario.resolvedText)) == [0.33, 0.33, 0.33])
  }

  @Test("or only of the named alternatives") func named() throws {
    let scenario = try Fixture.country()
      .setting("organisation.central_share", to: "33 %", alternatives: ["platform"])
    #expect(try shares(scenario) == [0, 0, 0.33])
  }

  @Test("Items of lists by position, also for one alternative") func lists() throws {
    let all = try Fixture.country().setting("catalogue.0.count", to: "9")
    #expect(try all.country(alternative: "silo", values: [:]).catalogue.map(\.count) == [9, 6])
    let one = try Fixture.country().setting(
      "catalogue.0.count", to: "9", alternatives: ["platform"])
    #expect(try one.country(alternative: "silo", values: [:]).catalogue.map(\.count) == [4, 6])
    #expect(try one.country(alternative: "platform", values: [:]).catalogue.map(\.count) == [9, 6])
    let cut = try Fixture.country().setting(
      "catalogue", to: "[{service: permit, agency: land, count: 2, demand_share: 100 %}]")
    #expect(try cut.country(alternative: "silo", values: [:]).catalogue.map(\.count) == [2])
  }

  @Test("Assumptions and whole distributions can be set") func assumptions() throws {
    let scenario = try Fixture.country().setting("assumptions.discount_rate.value", to: "0.07")
    #expect(scenario.assumptions.first?.value == 0.07)
    let delay = try Fixture.country().setting(
      "programme.tranche_delay", to: "{distribution: erlang, mean: 1 month, shape: 3}")
    let spec = try delay.country(alternative: "silo", values: [:]).programme?.trancheDelay
    #expect(
      spec
        == VariateSpec(family: .erlang, parameters: ["mean": TimeSpan.secondsPerMonth, "shape": 3]))
  }

  @Test(
    "Faults carry the place --set",
    arguments: [
      (
        "organisation.central_share", "140 %",
        "--set: organisation.central_share: found 140 %, allowed a share from 0 % to 100 %, such as 34 % or 0.34"
      ),
      (
        "organisation.central_shar", "14 %",
        "--set: organisation.central_shar: found an unknown key path, allowed one of this scenario; did you mean organisation.central_share?"
      ),
      (
        "catalogue.7.count", "1",
        "--set: catalogue.7.count: found an unknown key path, allowed one of this scenario"
      ),
      (
        "organisation..x", "1",
        "--set: organisation..x: found an unknown key path, allowed one of this scenario; did you mean organisation?"
      ),
      (
        "time.horizon", "10",
        "--set: time.horizon: found 10, allowed a duration with its unit, such as 250 ms, 5 s, 2 h, 9 months; write 10 s"
      ),
      ("programme", "[", "--set:2:1: did not find expected node content while parsing a flow node"),
    ])
  func faults(path: String, text: String, line: String) throws {
    let scenario = try Fixture.country()
    let error = #expect(throws: ScenarioError.self) { try scenario.setting(path, to: text) }
    #expect(
      error?.description.split(separator: "\n").contains(Substring(line)) == true,
      "\(error?.description ?? "")")
  }

  @Test("Unknown alternatives are refused") func unknown() throws {
    let scenario = try Fixture.country()
    #expect(throws: ScenarioError.self) {
      try scenario.setting("organisation.joining", to: "1", alternatives: ["clouds"])
    }
    #expect(throws: ScenarioError.self) { try scenario.renamingAlternatives(["clouds": "silo"]) }
    #expect(throws: ScenarioError.self) { try scenario.renamingAlternatives(["today": "silo"]) }
  }

  @Test("Renaming swaps which overrides belong to which name") func renaming() throws {
    let scenario = try Fixture.country()
    let mirror = try scenario.renamingAlternatives(["silo": "platform", "platform": "silo"])
    #expect(mirror.baseline == "silo" && mirror.reference == "today")
    #expect(mirror.alternatives.map(\.name) == ["today", "platform", "silo"])
    let shared = try mirror.country(alternative: "silo", values: [:]).organisation
    #expect(shared?.sharing == .shared && shared?.centralShare.fraction == 0.2)
    #expect(try mirror.country(alternative: "platform", values: [:]).organisation?.sharing == .own)
    let back = try mirror.renamingAlternatives(["silo": "platform", "platform": "silo"])
    #expect(back.resolvedText == scenario.resolvedText)
  }

  @Test("Levers stay within what their fields allow") func levers() throws {
    let scenario = try Fixture.country()
    for lever in scenario.levers {
      for text in [lever.low, lever.high] {
        _ = try scenario.setting(lever.path, to: text, alternatives: lever.alternatives)
      }
    }
  }
}
