import Testing

@testable import Experiments
@testable import Scenarios

/// One input at a time: what is moved, by how much, and where the answer flips.
@Suite struct SensitivityAnalysisTests {
  /// What governance costs a year, at the platform only, on two runs of chance.
  private static func governance(_ low: String, _ high: String) throws -> Scenario {
    var tuvalu = try Fixture.load("scenarios/countries/tuvalu.yaml")
    tuvalu.levers = [
      Lever(
        name: "governance", title: "Governance", path: "organisation.governance", low: low,
        high: high, reaches: [], alternatives: ["platform"])
    ]
    return tuvalu
  }

  private static let options = StudyOptions(seed: 3, replications: 2, threads: 2)

  /// Governance is paid from its own line: each dollar a year moves the present value of costs by the same.
  /// So the difference is a straight line over it, and the flip is where that line meets zero.
  @Test func flipsAreWhereLinesMeetZero() async throws {
    let wide = try Self.governance("0 USD/year", "2000000 USD/year")
    let result = try await analyseSensitivity(wide, options: Self.options)
    let rows = result.rows.filter { $0.kind == .lever && $0.metric == "pvc" }
    let row = try #require(rows.first)
    #expect(rows.count == 1 && row.alternative == "platform" && row.baseline == "silo")
    #expect(row.low == "0 USD/year" && row.high == "2000000 USD/year")
    #expect(row.atHigh > row.atLow)
    try #require(row.atLow < 0 && row.atHigh > 0)
    let zero = 2e6 * row.atLow / (row.atLow - row.atHigh)
    let digits = try #require(row.flip?.split(separator: " ").first)
    let flip = try #require(Double(digits))
    // Within the error of the mean, and three digits.
    let reach = 2e6 * row.errorAtCentral / (row.atHigh - row.atLow) + 0.01 * zero
    #expect((flip - zero).magnitude <= reach)
  }

  /// Every input that varies has a row for each metric; a fixed one has none; swings fall.
  @Test func allInputsAreThere() async throws {
    let tuvalu = try Self.governance("0 USD/year", "1000 USD/year")
    let result = try await analyseSensitivity(tuvalu, options: Self.options)
    let varying = tuvalu.assumptions.filter { $0.distribution != .fixed && $0.low < $0.high }
    for metric in ["pvc", "npv"] {
      let rows = result.rows.filter { $0.metric == metric }
      #expect(rows.count + result.notes.count == varying.count + 1)
      #expect(zip(rows, rows.dropFirst()).allSatisfy { $0.swing >= $1.swing })
      // The same central difference stands in every row.
      #expect(Set(rows.map(\.atCentral)).count == 1)
    }
    #expect(result.rows.contains { $0.grade == "ASSUMPTION" && $0.swing > 0 })
    let again = try await analyseSensitivity(
      tuvalu, options: StudyOptions(seed: 3, replications: 2, threads: 1))
    #expect(again == result)
  }

  /// At an assumption's low end the difference is that of a scenario whose assumption stands there.
  @Test func endsAreWhatTheySay() async throws {
    let tuvalu = try Self.governance("0 USD/year", "1000 USD/year")
    let analysis = try SensitivityAnalysis(tuvalu, Self.options)
    let input = try #require(analysis.inputs.first)
    let low = try #require(input.range?.low)
    let found = try analysis.answer(
      to: .init(input: input, number: low, text: input.ends.low))["pvc"]?["platform"]
    var values = Dictionary(uniqueKeysWithValues: tuvalu.assumptions.map { ($0.name, $0.value) })
    values[input.name] = low
    let runner = try WorldRunner(tuvalu, analysis.options)
    let expected = try (0..<2).map { index in
      let values = try runner.mapWorld(World(index, values: values), knowing: MapWorld()).values
      return try #require(values["platform"]).pvc - #require(values["silo"]).pvc
    }
    #expect(found == expected)
  }

  /// A draw far out, one in a million, that puts the largest overrun below the start of the tail ends no
  /// study: the tail then has one value, that of its start.
  @Test func drawsFarOutAreBorne() throws {
    let tuvalu = try Fixture.load("scenarios/countries/tuvalu.yaml")
    let runner = try WorldRunner(tuvalu, Self.options)
    let money = try [1.0, 1.25].map { end in
      var values = Dictionary(uniqueKeysWithValues: tuvalu.assumptions.map { ($0.name, $0.value) })
      values["overrun_tail_end"] = end
      return try runner.mapWorld(World(0, values: values), knowing: MapWorld()).values
    }
    #expect(money[0] == money[1])
  }
}
