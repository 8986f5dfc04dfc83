import Store

/// The report that a decision is taken from: one HTML file that needs nothing else, opens offline and
/// prints on A4.
///
///     let bundle = ChartBundle.load(URL(fileURLWithPath: ChartBundle.path))
///     let page = DecisionReport.html(from: try store.study(), chartBundle: bundle)
///
/// The same study gives the same bytes.
public enum DecisionReport {
  /// - Parameters:
  ///   - study: a finished study, with its rows.
  ///   - chartBundle: text of the JavaScript that draws Vega-Lite charts (`ChartBundle.load`), or
  ///     `nil`: the report then has tables instead.
  /// - Returns: the page. It asks nothing of any network (`Content-Security-Policy: default-src 'none'`).
  public static func html(from study: StoredStudy, chartBundle: String?) -> String {
    ReportPage(study, chartBundle: chartBundle).html
  }
}

/// The page in the making.
struct ReportPage {
  let index: StudyIndex
  let findings: Findings
  let digest: RowDigest
  let chartBundle: String?
  let charts: [String: Chart]

  init(_ study: StoredStudy, chartBundle: String?) {
    index = StudyIndex(study)
    findings = Findings(index)
    digest = RowDigest(of: study.rows)
    self.chartBundle = chartBundle
    charts = Dictionary(
      Chart.all(of: index).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  var record: StoredRecord { index.record }

  var html: String {
    let sections = self.sections.filter { $0.content != .empty }
    let shell = PageShell(
      title: record.title, generator: "govsim \(record.softwareVersion)", nonce: "r\(digest)",
      chartBundle: chartBundle)
    return shell.html([decision(before: sections)] + sections.map(\.markup))
  }

  func figure(_ id: String) -> Markup? {
    charts[id].map { ChartFigure(chart: $0, isDrawn: chartBundle != nil).markup }
  }
}

// MARK: - Sections

extension ReportPage {
  /// A part of the page that begins on a new sheet of paper.
  struct Section {
    var id: String
    var title: String
    var content: Markup

    init(_ id: String, _ title: String, _ parts: [Markup?]) {
      (self.id, self.title) = (id, title)
      content = .joined(parts.compactMap { $0 }, separator: "")
    }

    var markup: Markup { .tag("section", ["id": id], [.tag("h2", [:], title), content]) }
  }

  private var sections: [Section] {
    [
      Section("figures", "All figures, and how sure they are", allFigures),
      Section(
        "cost", "Cost",
        ["cost-over-years", "cost-by-category", "who-pays", "who-gains"].map { figure($0) }),
      Section("time", "Time to market", ["time-to-market", "services-live"].map { figure($0) }),
      Section(
        "peak", "Will it hold?",
        ["load", "sojourn", "utilisation", "digital-share"].map { figure($0) }),
      Section("causes", "What decides the answer", ["drivers", "break-even"].map { figure($0) }),
      Section(
        "map", "Where each alternative wins",
        Chart.maps(index).map { figure($0.id) }),
      Section(
        "appendix", "Appendix: where the numbers come from, and how to repeat them", appendix),
    ]
  }
}
