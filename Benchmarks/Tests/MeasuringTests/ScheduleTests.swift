import Testing

@testable import Measuring

@Suite struct ScheduleTests {
  private let programs = ["a1", "a2", "a3", "b1", "b2"].map { name in
    Program(
      name: name, family: String(name.prefix(1)), title: name, engine: .bare, command: [])
  }

  private func names(_ round: Int) -> [String] { order(of: programs, round: round).map(\.name) }

  @Test func familiesAndTheirMembersMoveOn() {
    #expect(names(1) == ["a1", "a2", "a3", "b1", "b2"])
    #expect(names(2) == ["b2", "b1", "a2", "a3", "a1"])
    #expect(names(3) == ["a3", "a1", "a2", "b1", "b2"])
  }

  @Test(arguments: 1...12) func everyRoundRunsEverythingOnce(round: Int) {
    #expect(names(round).sorted() == programs.map(\.name))
  }

  @Test func everybodyIsFirstOfItsFamilyOnce() {
    let first = (1...3).map { round in names(round).first { $0.hasPrefix("a") } }
    #expect(first == ["a1", "a2", "a3"])
    #expect(order(of: [], round: 3).isEmpty)
  }
}
