import Foundation
import Store

/// Writes a study as tables that any programme reads: one CSV file a table, a `datapackage.json` that
/// tells types and units (Frictionless Data Package 1), and the charts as Vega-Lite specs.
///
///     try TidyExport.write(study, to: URL(fileURLWithPath: "notebooks-data/rwanda"))
public enum TidyExport {
  /// What an export may hold.
  public enum Part: CaseIterable, Sendable {
    /// The CSV files and their `datapackage.json`.
    case tables
    /// `charts/*.vl.json`.
    case charts
  }

  /// - Parameters:
  ///   - study: with its rows, or the file `rows.csv` has only its header.
  ///   - folder: made if missing; files of an earlier export in it are replaced.
  ///   - parts: all unless said otherwise.
  /// - Returns: the files written, in order.
  /// - Throws: `ReportError.cannotWrite`.
  @discardableResult
  public static func write(
    _ study: StoredStudy, to folder: URL, parts: [Part] = Part.allCases
  ) throws(ReportError) -> [URL] {
    var files: [(path: String, text: String)] = []
    if parts.contains(.tables) {
      let tables = TidyTable.all(of: study)
      files += tables.map { ("\($0.name).csv", $0.text) }
      files.append(("datapackage.json", dataPackage(StudyIndex(study), tables).pretty))
    }
    for chart in parts.contains(.charts) ? Chart.all(of: StudyIndex(study)) : [] {
      files.append(("charts/\(chart.id).vl.json", chart.spec.pretty))
    }
    var written: [URL] = []
    for (path, text) in files {
      let url = folder.appendingPathComponent(path)
      try write(text, to: url)
      written.append(url)
    }
    return written
  }

  /// Writes `text` so that a reader finds the old file or the new one, never half of it.
  ///
  /// - Throws: `ReportError.cannotWrite`.
  public static func write(_ text: String, to url: URL) throws(ReportError) {
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url, options: .atomic)
    } catch {
      throw .cannotWrite(path: url.path, found: (error as NSError).localizedDescription)
    }
  }

  /// Source: Frictionless Standards, Data Package 1.
  private static func dataPackage(_ index: StudyIndex, _ tables: [TidyTable]) -> JSONValue {
    let record = index.record
    return [
      "profile": "tabular-data-package",
      "name": .string(packageName(record.study)),
      "title": .string(record.title),
      "description": .string(([record.question] + index.readingHelp).joined(separator: " ")),
      "version": .string(record.softwareVersion),
      "keywords": ["e-government", "simulation", "cost", "time to market"],
      "seed": .string(String(record.seed)),
      "currency": .string(record.currency),
      "priceYear": .integer(record.priceYear),
      "scenarioDigest": .string(record.scenarioDigest),
      "resources": .array(tables.map { resource($0) }),
    ]
  }

  private static func resource(_ table: TidyTable) -> JSONValue {
    [
      "profile": "tabular-data-resource",
      "name": .string(table.name),
      "path": .string("\(table.name).csv"),
      "description": .string(
        table.description + ". Texts that begin with = + - @ have an apostrophe in front."),
      "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
      "schema": [
        "fields": .array(
          table.columns.map { column in
            [
              "name": .string(column.name), "type": .string(column.kind.rawValue),
              "description": .string(column.description),
            ]
          }),
        "missingValues": [""],
      ],
    ]
  }

  /// Lower-case letters, digits, `-`, `_` and `.` only, as the standard wants.
  private static func packageName(_ study: String) -> String {
    let name = study.lowercased().unicodeScalars.map { scalar -> Character in
      let isLetter = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
      return isLetter || "-_.".unicodeScalars.contains(scalar) ? Character(scalar) : "-"
    }
    return name.isEmpty ? "study" : String(name)
  }
}
