import Experiments
import Quantities
import Reports

/// What a run prints: figures of the whole window, then bucket by bucket.
struct RunText {
  private let result: ModelResult

  init(_ result: ModelResult) { self.result = result }

  func text(colour: Bool) -> String {
    var text = Ink.bold.applied(to: result.title, colour) + "\n"
    for note in result.notes { text += note + "\n" }
    if result.replications == 1 {
      text += "One run of chance: there are no intervals.\n"
    }
    text += "\n" + figures(colour: colour)
    if let series = result.series {
      text += "\n" + SeriesText(series, result.clock).text(colour: colour)
      if let busiest = result.busiestText { text += "\n\(busiest)\n" }
    }
    return text
  }

  private func figures(colour: Bool) -> String {
    var table = TextTable([
      .left("where"), .left("metric"), .right("mean"), .right("± half-width"), .right("in %"),
      .left("unit"),
    ])
    var last = ""
    let shown = result.shown
    for kind in [ModelEntity.Kind.stream, .station, .link, .policy] {
      for row in shown.of(kind) {
        table.add(cells(row, named: row.entity != last))
        last = row.entity
      }
    }
    let leftOut = shown.leftOut(in: "--json").map { "\($0)\n" }
    return table.text(colour: colour) + (leftOut ?? "")
  }

  private func cells(_ row: SummaryRow, named: Bool) -> [String] {
    let halfWidth = (row.upper - row.lower) / 2
    let relative =
      row.mean == 0 || row.n < 2 ? "" : FigureText.fixed(100 * halfWidth / row.mean.magnitude, 2)
    return [
      named ? row.entity : "", row.metric, QuantityFormat.number(row.mean, digits: 5),
      row.n < 2 ? "–" : QuantityFormat.number(halfWidth, digits: 2), relative, row.unit,
    ]
  }
}

/// A time series on the terminal: requests, and the station that is busiest.
struct SeriesText {
  private let series: ModelSeries
  private let clock: RunClock
  /// Lines at most; further buckets are taken together [1].
  private static let lineLimit = 40

  init(_ series: ModelSeries, _ clock: RunClock) { (self.series, self.clock) = (series, clock) }

  func text(colour: Bool) -> String {
    let columns = self.columns
    var table = TextTable([.left("from")] + columns.map { .right($0.title) })
    for first in stride(from: 0, to: series.count, by: merged) {
      let buckets = first..<min(series.count, first + merged)
      table.add([clock.text(series.start(of: first))] + columns.map { $0.cell(buckets) })
    }
    let note =
      merged == 1
      ? "" : "Each line is the mean of \(merged) buckets; --output and --json have all of them.\n"
    return table.text(colour: colour) + note
  }

  private var merged: Int { max(1, (series.count + Self.lineLimit - 1) / Self.lineLimit) }

  /// One column of the table.
  private struct Column {
    var title: String
    /// Shape [columns added up][buckets].
    var values: [[Double]]
    var unit: String

    init?(_ title: String, _ columns: [ModelSeries.Column?]) {
      let found = columns.compactMap { $0 }
      guard let first = found.first else { return nil }
      (self.title, values, unit) = (title, found.map(\.mean), first.unit)
    }

    func cell(_ buckets: Range<Int>) -> String {
      let sums = buckets.map { bucket in values.reduce(0) { $0 + $1[bucket] } }
        .filter(\.isFinite)
      guard !sums.isEmpty else { return "–" }
      let mean = sums.reduce(0, +) / Double(sums.count)
      return unit == "1/s" || unit == "1"
        ? QuantityFormat.number(mean) : FigureText.text(mean, unit: unit)
    }
  }

  private var columns: [Column] {
    guard let all = series.allStreams else { return [] }
    func stream(_ metric: String) -> ModelSeries.Column? { series.column(.stream, all, metric) }
    let failures = series.columns.filter {
      $0.kind == .stream && $0.entity == all && $0.metric.hasPrefix("failures.")
    }
    let requests = [
      Column("requests [1/s]", [stream("arrivals")]),
      Column("goodput [1/s]", [stream("throughput")]), Column("late [1/s]", [stream("late")]),
      Column("failed [1/s]", failures), Column("p95", [stream("sojourn_time.p95")]),
    ]
    return requests.compactMap { $0 } + stationColumns
  }

  /// Of the station with the highest mean utilisation.
  private var stationColumns: [Column] {
    let utilisations = series.columns.filter { $0.kind == .station && $0.metric == "utilisation" }
    let busiest = utilisations.max { $0.mean.reduce(0, +) < $1.mean.reduce(0, +) }
    guard let name = busiest?.entity else { return [] }
    func station(_ metric: String) -> ModelSeries.Column? { series.column(.station, name, metric) }
    let columns = [
      Column("\(name): calls [1/s]", [station("arrivals")]),
      Column("busy", [station("utilisation")]),
      Column("waiting", [station("queue_length")]),
    ]
    return columns.compactMap { $0 }
  }
}
