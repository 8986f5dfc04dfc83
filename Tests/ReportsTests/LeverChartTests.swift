import Testing

@testable import Experiments
@testable import Reports

/// Maps of levers in the report and in the terminal.
@Suite struct LeverChartTests {
  private let study = SyntheticStudy(worlds: 6).mapped()

  @Test func textLooksAsItDid() throws {
    var layout = TextLayout(width: 100, isColoured: false)
    layout.addMaps(of: StudyIndex(study))
    try Golden.expect(layout.text, equals: "map.txt")
    #expect(layout.lines.allSatisfy { $0.count <= 100 })
  }

  @Test func specIsAsItWas() throws {
    let charts = Chart.maps(StudyIndex(study))
    #expect(charts.map(\.id) == ["map-pvc", "map-npv"])
    try Golden.expect(charts[0].spec.pretty, equals: "map-pvc.vl.json")
  }

  /// Each cell once, with the stored difference; the title counts them.
  @Test func cellsAreThoseStored() throws {
    for chart in Chart.maps(StudyIndex(study)) {
      let shown = chart.table.rows.map { row in
        if case .number(let value, _) = row[2] { value } else { Double.nan }
      }
      let metric = String(chart.id.dropFirst(4))
      #expect(shown == study.map.filter { $0.metric == metric }.map { $0.mean / 1e6 })
      let wins = study.map.count { $0.metric == metric && ($0.rank ?? 0) > 0 }
      #expect(chart.finding.contains("in \(wins) of 12 settings"))
      #expect(chart.description.contains(chart.finding))
    }
  }

  /// The page has the section, the export its table; without a map neither has anything.
  @Test func pageAndTables() {
    let page = DecisionReport.html(from: study, chartBundle: nil)
    #expect(page.contains("<section id=\"map\">") && page.contains("id=\"map-npv\""))
    #expect(TidyTable.all(of: study).last?.name == "map")
    #expect(TidyTable.all(of: study).last?.text.split(separator: "\n").count == 25)
    var without = study
    without.map = []
    #expect(!DecisionReport.html(from: without, chartBundle: nil).contains("id=\"map"))
    #expect(!ComparisonTable.text(without).contains("Where each alternative wins"))
    #expect(ComparisonTable.text(study).contains("Where each alternative wins"))
    #expect(TidyTable.all(of: without).allSatisfy { $0.name != "map" })
  }

  /// One cell only, and a cell that is missing.
  @Test func oddShapes() {
    var odd = study
    odd.map = [study.map[0]]
    #expect(Chart.maps(StudyIndex(odd)).first?.finding.contains("1 setting") == true)
    odd.map = Array(study.map.prefix(12).dropFirst(3).dropLast())
    var layout = TextLayout(width: 100, isColoured: false)
    layout.addMaps(of: StudyIndex(odd))
    #expect(layout.text.contains("–"))
  }
}
