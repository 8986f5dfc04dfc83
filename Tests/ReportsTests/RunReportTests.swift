import Foundation
import Operations
import Quantities
import TestSupport
import Testing

@testable import Experiments
@testable import Reports

/// The page and tables of a run.
@Suite(.serialized) struct RunReportTests {
  /// Two streams and a station over `buckets` buckets of 10 s, goodput gone in the second half.
  static func result(
    buckets: Int, title: String = "Storm <b>", replications: Int = 3
  ) -> ModelResult {
    func column(
      _ kind: ModelSeries.Kind, _ entity: String, _ metric: Metric, _ value: (Int) -> Double
    ) -> ModelSeries.Column {
      ModelSeries.Column(
        kind: kind, entity: entity, metric: metric.name, unit: metric.unit,
        mean: (0..<buckets).map(value),
        halfWidth: replications < 2 ? [] : (0..<buckets).map { _ in 0.5 })
    }
    let half = buckets / 2
    let series = ModelSeries(
      bucket: TimeSpan(seconds: 10), start: .zero,
      end: TimeSpan(seconds: Double(10 * buckets)), replications: replications, level: 0.95,
      columns: [
        column(.stream, "people", .arrivals) { $0 == 1 ? 130 : 120 },
        column(.stream, "people", .throughput) { $0 < half ? 120 : 0 },
        column(.stream, "people", Metric.failureRates[2]) { $0 < half ? 0 : 120 },
        column(.stream, "people", .sojournP95) { $0 < half ? 0.5 : .nan },
        column(.station, "identity", .arrivals) { $0 < half ? 120 : 600 },
        column(.station, "identity", .utilisation) { $0 < half ? 0.6 : 1 },
      ])
    func summary(_ entity: String, _ metric: Metric, _ mean: Double) -> SummaryRow {
      SummaryRow(
        study: "storm", scenario: title, point: "base", alternative: "base", year: nil, window: "",
        entity: entity, metric: metric.name, unit: metric.unit, mean: mean, lower: mean,
        upper: mean, level: 0.95, n: replications, p05: mean, p50: mean, p95: mean)
    }
    return ModelResult(
      study: "storm", title: title, question: "Does it come back?", seed: 1,
      replications: replications, start: .zero, end: TimeSpan(seconds: Double(10 * buckets)),
      fingerprint: "00ff", run: .none, rows: [],
      summaries: [
        summary("people", .throughput, 0), summary("people", .lateShare, 0),
        summary("identity", .utilisation, 0.8), summary("calm", .calls, 2),
        summary("calm", .attemptsPerCall, 1), summary("calm", .retries, 0),
        summary("busy", .calls, 2), summary("busy", .retries, 0.1), summary("busy", .timeouts, 0),
      ],
      entities: [
        ModelEntity(kind: .stream, name: "people"), ModelEntity(kind: .station, name: "identity"),
        ModelEntity(kind: .policy, name: "calm"), ModelEntity(kind: .policy, name: "busy"),
      ],
      series: series, notes: [])
  }

  static func page(_ result: ModelResult, bundle: String?) -> String {
    RunReport(result, version: "9.9", command: "govsim run 'a b.yaml'").html(chartBundle: bundle)
  }

  @Test func tellsWhatHappened() {
    let page = Self.page(Self.result(buckets: 60), bundle: nil)
    #expect(page.contains("Storm &lt;b&gt;") && !page.contains("<b>"))
    #expect(page.contains("Goodput is lowest at 0:05:00, with 0 % of what comes"))
    #expect(page.contains("Busiest 10 s: 0:00:10, 1300 requests (mean of 3 runs)"))
    #expect(page.contains("timed out, 120 a second"))
    // A figure that is zero is left out, unless it is one that everybody looks for.
    #expect(page.contains(">throughput<") && !page.contains("late_share"))
    #expect(!page.contains("http://") && !page.contains("https://"))
  }

  /// Late answers of people and timeouts of `busy` are zero; `calm` never did anything.
  @Test func whatDidNotHappenIsLeftOut() throws {
    let result = Self.result(buckets: 60)
    #expect(result.shown.of(.policy).map(\.metric) == ["calls", "retries"])
    #expect(result.shown.of(.policy).allSatisfy { $0.entity == "busy" })
    let text = try #require(result.shown.leftOut(in: "--json"))
    #expect(
      text
        == "Left out: 2 figures of zero and 1 policy under which no call was retried, refused or lost; "
        + "--json has all.")
    #expect(Self.page(result, bundle: nil).contains("Left out: 2 figures of zero"))
    var whole = result
    whole.summaries.removeAll { $0.mean == 0 || $0.entity == "calm" }
    whole.entities.removeAll { $0.name == "calm" }
    #expect(whole.shown.leftOut(in: "--json") == nil)
  }

  /// From 8:30 on 31 March, 10 s a bucket.
  @Test func timesOfAYear() throws {
    var result = Self.result(buckets: 60)
    result.clock = RunClock(
      try CalendarYear(2024), start: TimeSpan(seconds: 90 * 86_400 + 30_600), showsDates: false)
    result.notes = ["platform, 2033"]
    let page = Self.page(result, bundle: nil)
    #expect(page.contains("Goodput is lowest at 08:35, with 0 % of what comes"))
    #expect(page.contains("Busiest 10 s: 08:30:10, 1300 requests"))
    #expect(page.contains("31 March, 08:30 to 31 March, 08:40 (calendar of 2024)"))
    #expect(page.contains("Platform, 2033."))
    let drawn = Self.page(result, bundle: "x")
    #expect(drawn.contains("Time of the day [h]") && !drawn.contains("since the start of the run"))
    let folder = try TemporaryFolder()
    let url = folder.url("series.csv")
    try RunTables.writeSeries(try #require(result.series), clock: result.clock, to: url)
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
    #expect(lines[0].hasPrefix("bucket,start_s,clock,kind,entity"))
    #expect(lines[3].hasPrefix("1,10,08:30:10,stream,people,130"))
  }

  @Test func aSingleRunHasNoIntervals() {
    let page = Self.page(Self.result(buckets: 60, replications: 1), bundle: nil)
    #expect(page.contains("one run of chance, so there are no intervals"))
    #expect(!page.contains("± 95 % intervals"))
  }

  /// A picture has 240 points at most, however long the series.
  @Test(arguments: [60, 86_400]) func picturesAreShort(buckets: Int) throws {
    let charts = RunCharts(series: try #require(Self.result(buckets: buckets).series)).all
    #expect(charts.map(\.id) == ["requests", "failures", "sojourn", "calls", "utilisation"])
    #expect(charts.allSatisfy { $0.table.rows.count <= 240 && $0.table.rows.count >= 60 })
  }

  @Test func seriesTableHasOneRowForEachThingAndBucket() throws {
    let folder = try TemporaryFolder()
    let url = folder.url("series.csv")
    try RunTables.writeSeries(
      try #require(Self.result(buckets: 600).series), clock: .sinceStart, to: url)
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 1 + 2 * 600)
    #expect(
      lines[0].hasPrefix("bucket,start_s,kind,entity,arrivals [1/s],arrivals [1/s] half-width"))
    #expect(lines[3].hasPrefix("1,10,stream,people,130,0.5,120,0.5"))
    let files = try FileManager.default.contentsOfDirectory(
      atPath: url.deletingLastPathComponent().path)
    #expect(files == ["series.csv"])
  }

  @Test(.enabled(if: Browser.isReady)) func drawsInABrowser() throws {
    let folder = try TemporaryFolder()
    let url = folder.url("run.html")
    try Data(Self.page(Self.result(buckets: 60), bundle: Browser.bundle).utf8).write(to: url)
    let (dom, log) = try Browser.run(
      ["--dump-dom", url.absoluteString], profile: url.deletingLastPathComponent())
    #expect(!log.contains("CONSOLE"))
    #expect(dom.matches(of: /<svg [^>]*class="marks"/).count == 5)
    #expect(!dom.contains(">The chart could not be drawn"))
  }
}
