import Foundation
import Quantities
import Store

/// The tables of a run, for other programmes.
public enum RunTables {
  /// Writes the figures over the whole window: one row a figure.
  ///
  /// - Throws: `ReportError.cannotWrite`.
  public static func writeSummaries(
    of result: StoredModelRun, to url: URL
  ) throws(ReportError) {
    let kinds = Dictionary(
      result.entities.map { ($0.name, $0.kind.rawValue) }, uniquingKeysWith: { first, _ in first })
    var table = CSVTable(
      columns: ["kind", "entity", "metric", "unit", "mean", "lower", "upper", "level", "n"])
    for row in result.summaries {
      let hasInterval = row.n > 1
      table.add([
        .text(kinds[row.entity] ?? ""), .text(row.entity), .text(row.metric), .text(row.unit),
        .number(row.mean), .number(hasInterval ? row.lower : nil),
        .number(hasInterval ? row.upper : nil), .number(row.level), .integer(row.n),
      ])
    }
    try TidyExport.write(table.text, to: url)
  }

  /// Writes the time series: one row a bucket and thing, one column a figure, and after several runs
  /// one more for the half width of its interval. Of a country, times of the year stand beside seconds
  /// since the start of the run. Rows go to the file as they are made, so that
  /// memory does not follow the length of the run.
  ///
  /// - Throws: `ReportError.cannotWrite`.
  public static func writeSeries(
    _ series: StoredModelSeries, clock: StoredRunClock, to url: URL
  ) throws(ReportError) {
    do {
      let folder = url.deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let unfinished = url.appendingPathExtension("unfinished")
      try Data().write(to: unfinished)
      let file = try FileHandle(forWritingTo: unfinished)
      defer { try? file.close() }
      try SeriesTable(series, clock).write { try file.write(contentsOf: Data($0.utf8)) }
      guard rename(unfinished.path, url.path) == 0 else {
        throw CocoaError(.fileWriteUnknown)
      }
    } catch {
      throw .cannotWrite(path: url.path, found: (error as NSError).localizedDescription)
    }
  }
}

/// A time series as a table, in pieces.
private struct SeriesTable {
  private let series: StoredModelSeries
  private let clock: StoredRunClock
  /// Figures in order, with their units.
  private let metrics: [(name: String, unit: String)]

  init(_ series: StoredModelSeries, _ clock: StoredRunClock) {
    (self.series, self.clock) = (series, clock)
    var metrics: [(name: String, unit: String)] = []
    for column in series.columns where !metrics.contains(where: { $0.name == column.metric }) {
      metrics.append((column.metric, column.unit))
    }
    self.metrics = metrics
  }

  private var hasIntervals: Bool { series.replications > 1 }

  private var head: [String] {
    ["bucket", "start_s"] + (clock.isOfYear ? ["clock"] : []) + ["kind", "entity"]
      + metrics.flatMap { metric in
        let name = "\(metric.name) [\(metric.unit)]"
        return hasIntervals ? [name, "\(name) half-width"] : [name]
      }
  }

  /// Buckets in one piece [1].
  private static let piece = 512

  func write(_ receive: (String) throws -> Void) throws {
    try receive(CSVTable(titles: head).text)
    let things = self.things
    for first in stride(from: 0, to: series.count, by: Self.piece) {
      var table = CSVTable()
      for bucket in first..<min(series.count, first + Self.piece) {
        for thing in things { table.add(row(bucket, thing)) }
      }
      try receive(table.text)
    }
  }

  private struct Thing {
    var kind: StoredModelSeriesKind
    var entity: String
    /// In the order of `metrics`.
    var columns: [StoredModelSeriesColumn?]
  }

  private var things: [Thing] {
    let kinds: [StoredModelSeriesKind] = [.stream, .station, .link]
    return kinds.flatMap { kind in
      series.entities(kind).map { entity in
        Thing(
          kind: kind, entity: entity,
          columns: metrics.map { series.column(kind, entity, $0.name) })
      }
    }
  }

  private func row(_ bucket: Int, _ thing: Thing) -> [CSVTable.Field] {
    let start = series.start(of: bucket)
    var fields: [CSVTable.Field] = [.integer(bucket), .number(start.seconds)]
    if clock.isOfYear { fields.append(.text(clock.text(start))) }
    fields += [.text(thing.kind.rawValue), .text(thing.entity)]
    for column in thing.columns {
      fields.append(.number(column?.mean[bucket]))
      if hasIntervals { fields.append(.number(column?.halfWidth[bucket])) }
    }
    return fields
  }
}
