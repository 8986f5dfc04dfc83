import Testing

@testable import Measuring

@Suite struct ChecksTests {
  private let programs = [
    Program(name: "b1", family: "hold 100", title: "b1", engine: .bare, command: []),
    Program(name: "b2", family: "hold 100", title: "b2", engine: .bare, command: []),
    Program(name: "g", family: "hold 100", title: "g", engine: .govsim, command: []),
  ]

  private func told(_ runs: [Run]) -> [String] { checks(programs, Results(runs: runs)) }

  @Test func equalWorkIsSaid() {
    let runs = [
      run("b1", round: 1, rate: 1, finalClock: 7), run("b2", round: 1, rate: 1, finalClock: 7),
      run("g", round: 1, rate: 1, fingerprint: "f"), run("g", round: 2, rate: 1, fingerprint: "f"),
    ]
    #expect(
      told(runs) == [
        "bare loops: all fired the same events",
        "govsim: one fingerprint per model, for all rounds, calendars and threads",
      ])
  }

  @Test func otherEventsAreAFault() {
    let runs = [
      run("b1", round: 1, rate: 1, finalClock: 7), run("b2", round: 1, rate: 1, finalClock: 8),
      run("g", round: 1, rate: 1, fingerprint: "f"), run("g", round: 2, rate: 1, fingerprint: "h"),
    ]
    #expect(
      told(runs) == [
        "FAULT: the bare loops fired different events in hold 100",
        "FAULT: govsim's fingerprints differ in hold 100",
      ])
  }

  @Test func aMeanFarFromTheoryIsTold() {
    let statistic = Measurement.Statistic(name: "mean", value: 12, theory: 10)
    let lines = told([run("g", round: 1, rate: 1, statistic: statistic)])
    #expect(lines.contains("g: 20 % from theory; a short run?"))
  }
}
