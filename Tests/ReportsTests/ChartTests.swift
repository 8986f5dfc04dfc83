@testable import Experiments
import Foundation
import Store
import Testing

@testable import Reports

@Suite struct ChartTests {
  private let index = StudyIndex(SyntheticStudy(worlds: 12).result())

  @Test func allAreThere() {
    #expect(
      Chart.all(of: index).map(\.id) == [
        "decision", "cost-over-years", "cost-by-category", "time-to-market", "services-live",
        "load", "sojourn", "utilisation", "digital-share", "break-even", "drivers",
      ])
    #expect(Chart.all(of: StudyIndex(Blank.study)).isEmpty)
  }

  @Test(arguments: ["decision", "cost-over-years", "drivers"])
  func specsAreAsTheyWere(id: String) throws {
    let small = StudyIndex(SyntheticStudy(worlds: 8).result())
    let chart = try #require(Chart.all(of: small).first { $0.id == id })
    try Golden.expect(chart.spec.pretty, equals: "\(id).vl.json")
  }

  /// Valid JSON that names its schema, asks for no data from elsewhere, and speaks to the blind.
  @Test func specsAreWhole() throws {
    for chart in Chart.all(of: index) {
      let object = try JSONSerialization.jsonObject(with: Data(chart.spec.pretty.utf8))
      let spec = try #require(object as? [String: Any])
      #expect(spec["$schema"] as? String == "https://vega.github.io/schema/vega-lite/v6.json")
      #expect((spec["description"] as? String)?.contains(chart.finding) == true)
      #expect(!chart.spec.compact.contains("\"url\""), "\(chart.id)")
      #expect(!chart.embedded.compact.contains("http"), "\(chart.id)")
      #expect(!chart.embedded.compact.contains("null,\"mean\""), "\(chart.id)")
      #expect(chart.subtitle.contains("[") || chart.id == "time-to-market", "\(chart.subtitle)")
      #expect(!chart.table.rows.isEmpty && chart.finding.hasSuffix("."))
      #expect(chart.table.rows.allSatisfy { $0.count == chart.table.columns.count })
    }
  }

  /// The table under a chart holds the stored summaries, number by number.
  @Test func tablesHoldTheStoredNumbers() throws {
    let chart = try #require(Chart.costFan(index))
    let stored = index.study.summaries.filter { $0.metric == "cost.cumulative_present_value" }
    let shown = chart.table.rows.map { row in
      row.dropFirst(2).map { cell in
        if case .number(let value, _) = cell { value } else { Double.nan }
      }
    }
    let wanted = stored.map { row in
      [row.mean, (row.upper - row.lower) / 2, row.p05, row.p50, row.p95].map { $0 / 1e6 }
        + [Double(row.n)]
    }
    #expect(shown == wanted)
  }

  /// Three services, live after 10, 20 and never: a third, two thirds, never all.
  @Test func timeToMarketCountsWhatIsNotReached() throws {
    var study = SyntheticStudy(worlds: 1).result()
    study.rows = [10, 20, 120].map { month in
      var row = Blank.row
      (row.point, row.alternative, row.metric) = ("base", "silo", "time_to_market")
      (row.unit, row.value) = ("month", month)
      return row
    }
    let curve = try #require(LiveShare.curves(of: StudyIndex(study)).first)
    func share(_ month: Double) -> Double? {
      curve.points.first { $0.month == month }?.middle
    }
    #expect(share(8) == 0 && share(10) == 1.0 / 3 && share(20) == 2.0 / 3)
    #expect(share(120) == 2.0 / 3 && curve.points.last?.month == 120)
  }

  /// Ten worlds, in k of which a service is live after a year: quantiles of type 7.
  @Test func timeToMarketTakesQuantilesOverWorlds() throws {
    var study = SyntheticStudy(worlds: 1).result()
    study.rows = (0..<11).flatMap { world in
      (0..<10).map { service in
        var row = Blank.row
        (row.point, row.alternative, row.metric) = ("base", "silo", "time_to_market")
        (row.world, row.value) = (world, service < world ? 12 : 60)
        return row
      }
    }
    let curve = try #require(LiveShare.curves(of: StudyIndex(study)).first)
    let point = try #require(curve.points.first { $0.month == 12 })
    // Shares 0, 0.1 … 1: the 5 % point lies half-way between the first two.
    #expect(abs(point.low - 0.05) < 1e-12 && abs(point.high - 0.95) < 1e-12)
    #expect(abs(point.middle - 0.5) < 1e-12 && abs(point.mean - 0.5) < 1e-12)
    // Standard deviation of 0, 0.1 … 1 is √0.11.
    #expect(abs(point.halfWidth - 1.96 * (0.11 / 11).squareRoot()) < 1e-12)
  }

  /// Stacked parts add up to the mean of the whole, also where small ones are put together.
  @Test func stackAddsUp() throws {
    let view = try #require(Chart.costCategories(index)).view.compact
    let object = try JSONSerialization.jsonObject(with: Data(view.utf8)) as? [String: Any]
    let values = try #require((object?["data"] as? [String: Any])?["values"] as? [[String: Any]])
    for alternative in index.alternatives {
      let ends = values.filter { $0["alternative"] as? String == alternative.title }
        .compactMap { $0["end"] as? Double }
      let whole = try #require(index.summary(Question(metric: "pvc"), of: alternative))
      #expect(abs((ends.max() ?? 0) - whole.mean / 1e6) < 1e-6)
    }
    #expect(Set(values.compactMap { $0["category"] as? String }).count <= Vega.colours.count)
  }

  @Test func linesDifferWithoutColour() {
    let titles = (0..<6).map { StoredAlternative(name: "\($0)", title: "\($0)") }
    guard case .object(let dash) = Vega.dash(titles), case .object(let colour) = Vega.colour(titles)
    else {
      Issue.record("no object")
      return
    }
    for members in [dash, colour] {
      guard case .object(let scale)? = members.first(where: { $0.key == "scale" })?.value,
        case .array(let range)? = scale.first(where: { $0.key == "range" })?.value
      else {
        Issue.record("no range")
        return
      }
      #expect(Set(range).count == 6)
    }
  }
}
