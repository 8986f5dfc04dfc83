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
    return shell.html([header] + figures + [section("figures", "All figures", tables), repeating])
  }

  /// Writes the page.
  ///
  /// - Throws: `ReportError.cannotWrite`.
  public func write(to url: URL, chartBundle: String?) throws(ReportError) {
    try TidyExport.write(html(chartBundle: chartBundle), to: url)
  }

  private var charts: [Chart] { result.series.map { RunCharts(series: $0).all } ?? [] }

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
      ])
  }

  private var meta: String {
    let stretch = "observed from \(result.start.clock) to \(result.end.clock) of the run"
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
    return "Busiest \(series.bucket.stretchName): \(series.start(of: busiest.bucket).clock), "
      + "\(QuantityFormat.number(busiest.requests, digits: 4)) requests\(mean)"
  }
}

// MARK: - Tables

extension RunReport {
  /// One table for each kind of thing, one row a figure.
  private var tables: [Markup] {
    let titles: [(StoredModelEntityKind, String)] = [
      (.stream, "Requests"), (.station, "Stations"), (.link, "Links"),
      (.policy, "Callers' rules"),
    ]
    return titles.compactMap { kind, title in
      let rows = result.shownSummaries(of: kind)
      guard !rows.isEmpty else { return nil }
      return .tag("h3", [:], title) + DataTable(table(rows)).markup
    }
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

extension StoredModelRun {
  /// Figures that are shown whatever they are.
  private static var always: Set<String> {
    ["arrivals", "throughput", "utilisation", "completion_share"]
  }

  /// The summaries of one kind of things, without what is zero in every run.
  public func shownSummaries(of kind: StoredModelEntityKind) -> [StoredSummary] {
    let order = entities.filter { $0.kind == kind }.map(\.name)
    let places = Dictionary(zip(order, order.indices), uniquingKeysWith: { first, _ in first })
    let rows = summaries.enumerated().filter { _, row in
      places[row.entity] != nil
        && (row.mean != 0 || row.lower != row.upper || Self.always.contains(row.metric))
    }
    return rows.sorted { a, b in
      (places[a.element.entity] ?? 0, a.offset) < (places[b.element.entity] ?? 0, b.offset)
    }.map(\.element)
  }
}
