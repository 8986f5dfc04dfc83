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

  /// Lets the page's own scripts run, and no other.
  private var nonce: String { "r\(digest)" }

  var html: String {
    let sections = self.sections.filter { $0.content != .empty }
    let body = Markup.joined(
      [decision(before: sections)] + sections.map(\.markup) + [scripts])
    return "<!DOCTYPE html>\n"
      + Markup.tag("html", ["lang": "en"], [head, Markup.tag("body", [:], [body])]).html + "\n"
  }

  private var head: Markup {
    let policy =
      "default-src 'none'; script-src 'nonce-\(nonce)'; style-src 'unsafe-inline'; img-src data:; "
      + "base-uri 'none'; form-action 'none'"
    return .tag(
      "head", [:],
      [
        .raw("<meta charset=\"utf-8\" />"),
        .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"\(policy)\" />"),
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />"),
        .raw("<meta name=\"generator\" content=\"\(generator)\" />"),
        .tag("title", [:], record.title),
        .tag("style", [:], [.raw(PageStyle.css)]),
      ])
  }

  private var generator: String { Markup.escaped("govsim \(record.softwareVersion)") }

  private var scripts: Markup {
    let texts = [chartBundle, PageScript.drawing].compactMap { $0 }
    return .joined(
      texts.map { .tag("script", ["nonce": nonce], [.raw(PageScript.inline($0))]) })
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
      Section("cost", "Cost", ["cost-over-years", "cost-by-category"].map { figure($0) }),
      Section("time", "Time to market", ["time-to-market", "services-live"].map { figure($0) }),
      Section(
        "peak", "Will it hold?",
        ["load", "sojourn", "utilisation", "digital-share"].map { figure($0) }),
      Section("causes", "What decides the answer", ["drivers", "break-even"].map { figure($0) }),
      Section(
        "appendix", "Appendix: where the numbers come from, and how to repeat them", appendix),
    ]
  }
}
