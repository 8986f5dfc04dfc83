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
    let body = Markup.joined([
      decision, allFigures, cost, time, holding, causes, appendix, scripts,
    ])
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
        .raw("<meta name=\"generator\" content=\"govsim \(Markup.escaped(record.softwareVersion))\" />"),
        .tag("title", [:], record.title),
        .tag("style", [:], [.raw(PageStyle.css)]),
      ])
  }

  private var scripts: Markup {
    let texts = [chartBundle, PageScript.drawing].compactMap { $0 }
    return .joined(
      texts.map { .tag("script", ["nonce": nonce], [.raw(PageScript.inline($0))]) })
  }

  /// A section with its charts; nothing where it would be empty.
  func section(
    _ id: String, _ title: String, isOnNewPage: Bool = true, _ parts: [Markup?]
  ) -> Markup {
    let content = parts.compactMap { $0 }
    guard !content.isEmpty else { return .empty }
    let heading = Markup.tag("h2", isOnNewPage ? [:] : ["class": "same-page"], title)
    return .tag("section", ["id": id], [heading] + content)
  }

  func figure(_ id: String) -> Markup? {
    charts[id].map { ChartFigure(chart: $0, isDrawn: chartBundle != nil).markup }
  }
}

// MARK: - Sections with charts

extension ReportPage {
  private var cost: Markup {
    section("cost", "Cost", [figure("cost-over-years"), figure("cost-by-category")])
  }

  private var time: Markup {
    section("time", "Time to market", [figure("time-to-market"), figure("services-live")])
  }

  private var holding: Markup {
    section(
      "peak", "Will it hold?",
      [figure("load"), figure("sojourn"), figure("utilisation"), figure("digital-share")])
  }

  private var causes: Markup {
    section("causes", "What decides the answer", [figure("drivers"), figure("break-even")])
  }
}
