import Testing

@testable import Measuring

@Suite struct RequirementTests {
  private func results(_ rates: [String: [Double]], absent: [String: String] = [:]) -> Results {
    let runs = rates.flatMap { name, values in
      values.enumerated().map { run(name, round: $0 + 1, rate: $1) }
    }
    return Results(runs: runs, absent: absent)
  }

  @Test func theRatioIsToTheFasterOfTheOthers() {
    let results = results(["ours": [18, 20, 22], "slow": [9, 9, 90], "fast": [10, 10, 10]])
    let row = Requirement(
      "row", .speed(of: "ours", overFastestOf: ["slow", "fast"]), .atLeast(1.9, goal: 2.5))
    let verdict = row.verdict(results)
    #expect(verdict.ratio == Ratio(value: 2, least: 1.8, largest: 2.2))
    #expect(verdict.standing == .met)
    #expect(verdict.note == "to fast")
  }

  @Test(arguments: [(1.1, Verdict.Standing.missed), (1.2, .met), (1.5, .goal)])
  func standing(ratio: Double, expected: Verdict.Standing) {
    let row = Requirement(
      "row", .speed(of: "ours", overFastestOf: ["peer"]), .atLeast(1.2, goal: 1.5))
    #expect(row.verdict(results(["ours": [ratio], "peer": [1]])).standing == expected)
  }

  @Test func aPeerThatIsNotThereIsToldNotLeftOut() {
    let row = Requirement(
      "row", .speed(of: "ours", overFastestOf: ["peer"]), .atLeast(1.2, goal: nil))
    let verdict = row.verdict(results(["ours": [2]], absent: ["peer": "not installed: no wheel"]))
    #expect(verdict.standing == .unmeasured)
    #expect(verdict.ratio == nil)
    #expect(verdict.note == "peer: not installed: no wheel")
  }

  @Test func costGrowsWhenTheRateFalls() {
    let row = Requirement("row", .costPerEvent(of: "many", over: "few"), .below(8))
    let verdict = row.verdict(results(["many": [2, 2], "few": [20, 20]]))
    #expect(verdict.ratio?.value == 10)
    #expect(verdict.standing == .missed)
  }

  @Test func twoCoresAreJudgedByTheWallClock() {
    let row = Requirement("row", .wallTime(of: "one", over: "two"), .atLeast(1.85, goal: nil))
    let runs = [
      run("one", round: 1, rate: 1, wall: 3.8), run("two", round: 1, rate: 1, wall: 2),
    ]
    let verdict = row.verdict(Results(runs: runs))
    #expect(verdict.ratio?.value == 1.9)
    #expect(verdict.standing == .met)
  }

  @Test(arguments: [
    (Requirement.Bound.zero, 0.0, Verdict.Standing.met), (.zero, 0.001, .missed),
    (.oneWithin(0.05), 1.04, .met), (.oneWithin(0.05), 0.94, .missed), (.none, 7, .told),
  ])
  func singleFigures(bound: Requirement.Bound, value: Double, expected: Verdict.Standing) {
    let row = Requirement("row", .single("figure"), bound)
    let figure = Ratio(value: value, least: value, largest: value)
    #expect(row.verdict(Results(runs: []), ["figure": .success(figure)]).standing == expected)
  }

  @Test func aSingleFigureThatFailedSaysWhy() {
    let row = Requirement("row", .single("figure"), .zero)
    let fault = MeasuringError.failed(status: 64, message: "no such model")
    let verdict = row.verdict(Results(runs: []), ["figure": .failure(fault)])
    #expect(verdict.standing == .unmeasured)
    #expect(verdict.note == "ended with status 64: no such model")
  }

  /// A typing mistake in a name would otherwise show up as "not run".
  @Test(arguments: [Sizes.full, .quick]) func everyRowNamesProgramsThatExist(sizes: Sizes) {
    let programs = Catalogue(govsim: "/g", folder: "/f", sizes: sizes).programs
    let names = programs.map(\.name)
    #expect(Set(names).count == names.count)
    for row in Requirement.all(sizes) + Requirement.told {
      for name in row.programs { #expect(names.contains(name), "\(row.title)") }
    }
  }
}
