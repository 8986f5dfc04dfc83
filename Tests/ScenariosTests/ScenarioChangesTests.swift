import TestSupport
import Testing

@testable import Scenarios

/// What differs between two scenarios, told by what was changed on purpose.
@Suite struct ScenarioChangesTests {
  private static func rwanda() throws -> Scenario {
    try Scenario.load(path: Repository.url("scenarios/countries/rwanda.yaml").path)
  }

  @Test func nothingDiffersFromItself() throws {
    let rwanda = try Self.rwanda()
    #expect(rwanda.changes(to: rwanda).isEmpty)
  }

  @Test func changesAreToldWithWhatTheyReach() throws {
    let rwanda = try Self.rwanda()
    let moved = try rwanda.setting("programme.people.engineers", to: "160")
      .setting("money.discount_rate", to: "8 %")
      .setting("assumptions.service_effort.high", to: "40")
      .setting("programme.team_size", to: "3")
    let changes = moved.changes(to: rwanda)
    let paths = [
      "assumptions.service_effort", "money.discount_rate", "programme.people.engineers",
      "programme.team_size",
    ]
    #expect(changes.map(\.path) == paths)
    #expect(changes.map(\.kind) == [.changed, .changed, .changed, .removed])
    #expect(changes[1].before == "8 %" && changes[1].reaches == ["valuation"])
    #expect(changes[2].before == "160" && changes[2].after == "80")
    #expect(changes[2].reaches.contains("delivery") && changes[2].place.contains("rwanda.yaml:"))
    let back = rwanda.changes(to: moved)
    #expect(back.map(\.path) == paths && back[3].kind == .added && back[3].before == nil)
  }
}
