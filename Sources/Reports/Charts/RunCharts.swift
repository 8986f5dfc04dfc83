import Quantities
import Store

/// The pictures of one run: what its time series shows, from the requests down to the links.
struct RunCharts {
  let series: StoredModelSeries
  /// How times are told.
  var clock = StoredRunClock.sinceStart

  /// Most points of a line; shorter buckets are drawn together.
  static let pointLimit = 240
  /// Most lines of a picture.
  static let lineLimit = 6

  /// All that the series has numbers for, in reading order.
  var all: [Chart] {
    [requests, failures, sojourn, calls, utilisation, queues, links].compactMap { $0 }
  }

  private func chart(
    _ id: String, _ finding: String, _ subtitle: String, _ lines: [TimeChart.Line],
    unit: String, top: Double? = nil
  ) -> Chart? {
    guard !lines.isEmpty else { return nil }
    let values = lines.flatMap { $0.points.flatMap { [$0.mean, $0.low, $0.high] } }
    let scale = Scale(unit: unit, currency: "", values: values)
    let time = TimeChart(
      lines: lines, clock: clock, yTitle: "\(Words.capitalised(subtitle)) [\(scale.unit)]",
      divisor: scale.divisor, top: top, hasBand: hasBand(lines), text: { scale.text($0) })
    let sign = scale.unit.isEmpty ? "" : " [\(scale.unit)]"
    return Chart(
      id: id, finding: finding, subtitle: "\(Words.capitalised(subtitle))\(sign), \(eachBucket)",
      note: note(hasBand: hasBand(lines)), view: time.view, table: time.table(scale: scale))
  }

  // MARK: What is drawn

  /// Buckets of the series in one point of a picture [1].
  private var merged: Int { max(1, (series.count + Self.pointLimit - 1) / Self.pointLimit) }

  private var eachBucket: String {
    let length = TimeSpan(seconds: series.bucket.seconds * Double(merged))
    return "for each \(length.stretchName)"
  }

  /// Ranges of many lines at once hide each other.
  private func hasBand(_ lines: [TimeChart.Line]) -> Bool { merged == 1 || lines.count <= 3 }

  private func note(hasBand: Bool) -> String {
    if merged > 1 {
      return "Line: mean of \(merged) buckets of \(series.bucket) each."
        + (hasBand ? " Band: the lowest and the highest of them." : "")
    }
    guard series.replications > 1 else { return "One run of chance: there are no intervals." }
    return "Line: mean over \(Words.count(series.replications, "run")) of chance. Band: its "
      + "\(Words.percent(series.level)) interval."
  }

  private func line(_ name: String, _ column: StoredModelSeriesColumn?) -> TimeChart.Line? {
    guard let column else { return nil }
    let points = stride(from: 0, to: series.count, by: merged).map { first in
      point(column, first..<min(series.count, first + merged))
    }
    return TimeChart.Line(name: name, points: points)
  }

  private func point(
    _ column: StoredModelSeriesColumn, _ buckets: Range<Int>
  ) -> TimeChart.Point {
    let values = column.mean[buckets].filter(\.isFinite)
    let mean = values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count)
    var (low, high) = (values.min() ?? .nan, values.max() ?? .nan)
    if merged == 1, !column.halfWidth.isEmpty {
      let half = column.halfWidth[buckets.lowerBound]
      if half.isFinite { (low, high) = (max(0, mean - half), mean + half) }
    }
    let last = buckets.upperBound - 1
    return TimeChart.Point(
      from: series.start(of: buckets.lowerBound).seconds,
      to: series.start(of: last).seconds + series.length(of: last).seconds, mean: mean, low: low,
      high: high)
  }

  /// A figure of a kind of things, those with the highest values only.
  private func lines(_ kind: StoredModelSeriesKind, _ metric: String) -> [TimeChart.Line] {
    let columns = series.columns.filter { $0.kind == kind && $0.metric == metric }
    let named = columns.map { ($0, highest: highest($0)?.value ?? 0) }
    let kept = Set(
      named.sorted { $0.highest > $1.highest }.prefix(Self.lineLimit).map(\.0.entity))
    return columns.filter { kept.contains($0.entity) }.compactMap { line($0.entity, $0) }
  }

  /// The highest value of a column and its bucket.
  private func highest(_ column: StoredModelSeriesColumn) -> (value: Double, bucket: Int)? {
    column.mean.enumerated().filter(\.element.isFinite).max { $0.element < $1.element }
      .map { ($0.element, $0.offset) }
  }

  private func highest(
    _ kind: StoredModelSeriesKind, _ metric: String
  ) -> (entity: String, value: Double, time: String)? {
    let peaks = series.columns.filter { $0.kind == kind && $0.metric == metric }.compactMap {
      column in
      highest(column).map { (column.entity, $0.value, time($0.bucket)) }
    }
    return peaks.max { $0.1 < $1.1 }
  }

  private func time(_ bucket: Int) -> String { clock.text(series.start(of: bucket)) }
}

// MARK: - Pictures

extension RunCharts {
  private var requests: Chart? {
    guard let entity = series.allStreams,
      let arrivals = series.column(.stream, entity, "arrivals")
    else { return nil }
    let goodput = series.column(.stream, entity, "throughput")
    let lines = [
      line("requests that come", arrivals), line("answered in time (goodput)", goodput),
      line("answered late", series.column(.stream, entity, "late")),
    ].compactMap { $0 }
    return chart(
      "requests", requestsFinding(arrivals, goodput), "requests", lines, unit: "1/s")
  }

  /// By what is drawn: in very short buckets many answers come one bucket after their requests.
  private func requestsFinding(
    _ arrivals: StoredModelSeriesColumn, _ goodput: StoredModelSeriesColumn?
  ) -> String {
    let coming = line("", arrivals)?.points ?? []
    let answered = line("", goodput)?.points
    let shares = coming.enumerated().compactMap { index, point -> (share: Double, at: Double)? in
      point.mean > 0 ? ((answered?[index].mean ?? 0) / point.mean, point.from) : nil
    }
    if let worst = shares.min(by: { $0.share < $1.share }), worst.share < 0.9 {
      let last = shares.last?.share ?? 0
      return
        "Goodput is lowest at \(clock.text(TimeSpan(seconds: worst.at))), with \(Words.percent(worst.share)) of "
        + "what comes; at the end it is \(Words.percent(min(1, last)))."
    }
    guard let busiest = series.busiest else { return "Requests come and are answered." }
    return "Most requests come at \(time(busiest.bucket)): "
      + "\(QuantityFormat.number(busiest.requests)) in one \(series.bucket.stretchName)."
  }

  private var failures: Chart? {
    guard let entity = series.allStreams else { return nil }
    let causes = series.columns.filter {
      $0.kind == .stream && $0.entity == entity && $0.metric.hasPrefix("failures.")
    }
    let lines = causes.compactMap { line(Self.cause($0.metric), $0) }
    let peaks = causes.compactMap { column in highest(column).map { (column, $0) } }
    guard let worst = peaks.max(by: { $0.1.value < $1.1.value }) else { return nil }
    return chart(
      "failures",
      "What fails most: \(Self.cause(worst.0.metric)), "
        + "\(QuantityFormat.number(worst.1.value)) a second at \(time(worst.1.bucket)).",
      "requests that fail, by cause", lines, unit: "1/s")
  }

  private static func cause(_ metric: String) -> String {
    Words.plain(String(metric.dropFirst("failures.".count)))
  }

  private var sojourn: Chart? {
    let streams = series.entities(.stream).filter { $0 != "all" }
    let lines: [TimeChart.Line]
    if streams.count == 1, let only = streams.first {
      lines = [("half", "p50"), ("19 of 20", "p95"), ("99 of 100", "p99")].compactMap {
        line($0.0, series.column(.stream, only, "sojourn_time.\($0.1)"))
      }
    } else {
      lines = self.lines(.stream, "sojourn_time.p95")
    }
    guard let worst = highest(.stream, "sojourn_time.p95") else { return nil }
    let what = streams.count == 1 ? "time to the answer" : "time in which 19 of 20 are answered"
    return chart(
      "sojourn",
      "In the slowest \(series.bucket.stretchName), from \(worst.time), 19 of 20 answers take up to "
        + "\(TimeSpan(seconds: worst.value)).",
      what, lines, unit: "s")
  }

  private var calls: Chart? {
    guard let most = highest(.station, "arrivals") else { return nil }
    return chart(
      "calls",
      "Most calls come to \(most.entity): \(QuantityFormat.number(most.value)) a second at "
        + "\(most.time).",
      "calls, retries included", lines(.station, "arrivals"), unit: "1/s")
  }

  private var utilisation: Chart? {
    guard let most = highest(.station, "utilisation") else { return nil }
    return chart(
      "utilisation",
      "Busiest station: \(most.entity), \(Words.percent(most.value)) at \(most.time).",
      "servers at work", lines(.station, "utilisation"), unit: "share", top: 1)
  }

  private var queues: Chart? {
    guard let most = highest(.station, "queue_length"), most.value >= 0.01 else { return nil }
    return chart(
      "queues",
      "Longest queue: \(most.entity), \(QuantityFormat.number(most.value)) calls at \(most.time).",
      "calls that wait", lines(.station, "queue_length"), unit: "calls")
  }

  private var links: Chart? {
    guard let most = highest(.link, "utilisation") else { return nil }
    return chart(
      "links", "Busiest link: \(most.entity), \(Words.percent(most.value)) at \(most.time).",
      "bandwidth in use", lines(.link, "utilisation"), unit: "share", top: 1)
  }
}
