import Testing

@testable import Measuring

@Suite struct TableTests {
  @Test func aRatioTable() {
    let verdict = Verdict(
      title: "mm1 / Cimba", ratio: Ratio(value: 1.5, least: 1.404, largest: 12.36),
      required: "≥ 1.2", goal: "1.5", standing: .goal, note: "")
    let missing = Verdict(
      title: "mm1 / Ciw", ratio: nil, required: "–", goal: "–", standing: .unmeasured,
      note: "not installed")
    #expect(
      ratioTable([verdict, missing]) == """
        | What        |  measured [rounds] | required | goal |                    standing |
        |-------------|-------------------:|---------:|-----:|----------------------------:|
        | mm1 / Cimba | 1.50 [1.40 – 12.4] |    ≥ 1.2 |  1.5 |                    goal met |
        | mm1 / Ciw   |                  – |        – |    – | not measured; not installed |
        """)
  }

  @Test func anEngineBesideTheory() {
    let program = Program(
      name: "simpy mm1", family: "mm1", title: "SimPy", engine: .simpy, command: [])
    let statistic = Measurement.Statistic(name: "mean", value: 9.5, theory: 10)
    let results = Results(runs: [
      run("simpy mm1", round: 1, rate: 450_000, statistic: statistic),
      run("simpy mm1", round: 2, rate: 430_000, statistic: statistic),
    ])
    let last = engineTable([program], results).split(separator: "\n").last
    #expect(
      last?.split(separator: "|").map { $0.filter { $0 != " " } }
        == ["SimPy", "1.0", "1.00", "0.440[0.430–0.450]", "9.5000", "10.0000", "-5.0%"])
  }

  @Test func theCurveHasARowForEachEngine() {
    let programs = [100, 1000].map { pending in
      Program(
        name: "g \(pending)", family: "hold \(pending)", title: "govsim", engine: .govsim,
        command: [])
    }
    let results = Results(runs: [run("g 100", round: 1, rate: 2.5e7)])
    #expect(
      curveTable(programs, results, pending: [100, 1000]) == """
        | millions of events / cpu s |   1e2 | 1e3 |
        |----------------------------|------:|----:|
        | govsim                     | 25.00 |   – |
        """)
  }

  @Test func numbersForPeople() {
    #expect([0.9, 1.85, 45, 0, 123.4].map(rounded) == ["0.9", "1.85", "45", "0", "123"])
    #expect([0.9, 12.34, 123.4, 0.00001].map(figures) == ["0.90", "12.3", "123", "1.0e-05"])
    #expect([100, 1000, 1500, 10, 1_000_000].map(short) == ["1e2", "1e3", "1500", "10", "1e6"])
  }
}
