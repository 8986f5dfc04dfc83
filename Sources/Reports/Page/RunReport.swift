import Foundation
import Quantities
import Store

/// The page and the tables of one run of an explicit model.
///
///     let report = RunReport(result, version: "0.1.0", command: "govsim run mm1.yaml --bucket 10s")
///     let page = report.html(chartBundle: nil)
///
/// The same result gives the same bytes, but for the times of the run in the page's last lines.
public struct RunReport {
  private let result: StoredModelRun
  private let version: String
  private let command: String

  /// - Parameters:
  ///   - version: of the software.
  ///   - command: which makes the same result again.
  public init(_ result: StoredModelRun, version: String, command: String) {
    (self.result, self.version, self.command) = (result, version, command)
  }

  /// - Parameter chartBundle: text of the JavaScript that draws the charts, or `nil`: tables instead.
  /// - Returns: one page that opens offline and asks nothing of any network.
  public func html(chartBundle: String?) -> String {
    let shell = PageShell(
      title: result.title, generator: "govsim \(version)", nonce: "r\(result.fingerprint)",
      chartBundle: chartBundle)
    let figures = charts.map { ChartFigure(chart: $0, isDrawn: chartBundle != nil).markup }
    return shell.html([header] + figures + [section("figures", "Figures", tables), repeating])
  }

  /// Writes the page.
  ///
  /// - Throws: `ReportError.cannotWrite`.
  public func write(to url: URL, chartBundle: String?) throws(ReportError) {
    try TidyExport.write(html(chartBundle: chartBundle), to: url)
  }

  private var charts: [Chart] {
    result.series.map { RunCharts(series: $0, clock: result.clock).all } ?? []
  }

  private func section(_ id: String, _ title: String, _ parts: [Markup]) -> Markup {
    .tag("section", ["id": id], [.tag("h2", [:], title)] + parts)
  }

  private var header: Markup {
    .tag(
      "header", ["id": "top"],
      [
        .tag("h1", [:], result.title), .tag("p", ["class": "question"], result.question),
        .tag("p", ["class": "meta"], meta),
        result.busiestText.map { .tag("p", [:], "\($0).") } ?? .empty,
      ] + result.notes.map { .tag("p", ["class": "meta"], "\(Words.capitalised($0)).") })
  }

  private var meta: String {
    let stretch = "observed from \(result.clock.stretch(from: result.start, to: result.end))"
    let runs =
      result.replications == 1
      ? "one run of chance, so there are no intervals"
      : "means over \(Words.count(result.replications, "run")) of chance, ± 95 % intervals"
    return
      "\(Words.capitalised(stretch)); \(runs); seed \(result.seed). A simulation, not a forecast."
  }
}

extension StoredModelRun {
  /// Such as `Busiest second: 10:41:07, 523 requests`; `nil` without a time series.
  public var busiestText: String? {
    guard let series, let busiest = series.busiest else { return nil }
    let mean = replications == 1 ? "" : " (mean of \(Words.count(replications, "run")))"
    return "Busiest \(series.bucket.stretchName): \(clock.text(series.start(of: busiest.bucket))), "
      + "\(QuantityFormat.number(busiest.requests, digits: 4)) requests\(mean)"
  }
}

// MARK: - Tables

extension RunReport {
  /// One table for each kind of thing, one row a figure.
  private var tables: [Markup] {
    let shown = result.shown
    let titles: [(StoredModelEntityKind, String)] = [
      (.stream, "Requests"), (.station, "Stations"), (.link, "Links"),
      (.policy, "Callers' rules"),
    ]
    let tables = titles.compactMap { kind, title -> Markup? in
      let rows = shown.of(kind)
      guard !rows.isEmpty else { return nil }
      return .tag("h3", [:], title) + DataTable(table(rows)).markup
    }
    let leftOut = shown.leftOut(in: "the table beside this page")
    return tables + [leftOut.map { .tag("p", ["class": "meta"], $0) } ?? .empty]
  }

  private func table(_ rows: [StoredSummary]) -> ChartTable {
    var last = ""
    return ChartTable(
      columns: ["Where", "Figure", "Mean", "± half-width", "Unit"],
      rows: rows.map { row in
        let halfWidth = (row.upper - row.lower) / 2
        let error = row.n < 2 ? "–" : QuantityFormat.number(halfWidth, digits: 2)
        defer { last = row.entity }
        return [
          .text(row.entity == last ? "" : row.entity), .text(row.metric),
          .number(row.mean, shown: QuantityFormat.number(row.mean, digits: 5)),
          .number(halfWidth, shown: error), .text(row.unit),
        ]
      })
  }

  private var repeating: Markup {
    let run = result.run
    let facts = [
      ("To repeat", command), ("Software", "govsim \(version)"),
      ("Fingerprint of all events", result.fingerprint),
      (
        "This run",
        "\(run.startedAt), \(Scale.fixed(run.wallSeconds, decimals: 1)) s, "
          + "\(Scale.fixed(run.processorSeconds, decimals: 1)) s of processor time: "
          + "\(Words.count(run.requests, "request")), \(Words.count(run.events, "event"))"
      ),
    ]
    let rows = facts.map { name, text in
      Markup.tag(
        "tr", [:],
        [.tag("th", ["scope": "row"], name), .tag("td", ["class": "value"], text)])
    }
    return section("repeat", "How to repeat it", [.tag("table", [:], [.tag("tbody", [:], rows)])])
  }
}
