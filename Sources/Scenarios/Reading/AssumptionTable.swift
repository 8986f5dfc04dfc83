import Quantities
import SwiftCSV

/// Assumptions written as a table: one row each, in the columns `name`, `value`, `low`, `high`, `unit`,
/// `distribution`, `reaches`, `source`, `year`, `grade`, `reason`.
enum AssumptionTable {
  static let columns = [
    "name", "value", "low", "high", "unit", "distribution", "reaches", "source", "year", "grade",
    "reason",
  ]
  private static let required = ["name", "value", "unit"]

  /// The table as the map `assumptions:` that a file would have. Places are row and column of the
  /// table, the heading being row 1.
  static func node(of file: ScenarioFile, faults: inout DiagnosticList) -> ScenarioNode? {
    guard let csv = parse(file, &faults) else { return nil }
    let heading = csv.header.map { $0.split(separator: " ").joined() }
    guard check(heading, file, &faults) else { return nil }
    var entries: [ScenarioNode.Entry] = []
    var rows: [String: Int] = [:]
    for (index, fields) in csv.rows.enumerated() where fields.contains(where: { !$0.isEmpty }) {
      let row = index + 2
      guard let entry = entry(fields, heading, row, file, &faults) else { continue }
      if let first = rows[entry.key] {
        faults.add(
          Diagnostic(
            at: entry.keyPlace, keyPath: "assumptions.\(entry.key)",
            "found \(excerpt(entry.key)) a second time (first in row \(first)), allowed once"))
        continue
      }
      rows[entry.key] = row
      entries.append(entry)
    }
    let place = Place(file: file.path, line: 1, column: 1)
    let map = ScenarioNode(.map(entries), at: place)
    let root = ScenarioNode.Entry(key: "assumptions", keyPlace: place, value: map)
    return ScenarioNode(.map([root]), at: place).handingDownProvenance(faults: &faults)
  }

  private static func parse(_ file: ScenarioFile, _ faults: inout DiagnosticList) -> EnumeratedCSV?
  {
    do {
      return try EnumeratedCSV(string: file.text, delimiter: .comma, loadColumns: false)
    } catch {
      faults.add(
        Diagnostic(
          at: Place.whole(file.path),
          "found a table with badly placed quotes (\(error)), allowed CSV",
          suggestion: "double the quotes inside a quoted field"))
      return nil
    }
  }

  private static func check(
    _ heading: [String], _ file: ScenarioFile, _ faults: inout DiagnosticList
  ) -> Bool {
    var isGood = true
    func add(_ column: Int, _ message: String, _ suggestion: String?) {
      isGood = false
      faults.add(
        Diagnostic(
          at: Place(file: file.path, line: 1, column: column), message, suggestion: suggestion))
    }
    for (index, name) in heading.enumerated() where !columns.contains(name) {
      let nearest = Spelling.nearest(to: name, in: columns).map { "did you mean \($0)?" }
      add(
        index + 1, "found the column \(excerpt(name)), allowed \(columns.joined(separator: ", "))",
        nearest)
    }
    for name in required where !heading.contains(name) {
      add(1, "found no column \(name), allowed \(columns.joined(separator: ", "))", nil)
    }
    for (index, name) in heading.enumerated() where heading[..<index].contains(name) {
      add(index + 1, "found the column \(excerpt(name)) twice, allowed once", nil)
    }
    return isGood
  }

  private static func entry(
    _ fields: [String], _ heading: [String], _ row: Int, _ file: ScenarioFile,
    _ faults: inout DiagnosticList
  ) -> ScenarioNode.Entry? {
    func place(_ column: Int) -> Place { Place(file: file.path, line: row, column: column + 1) }
    guard fields.count <= heading.count || fields[heading.count...].allSatisfy(\.isEmpty) else {
      faults.add(
        Diagnostic(
          at: place(heading.count), "found \(fields.count) fields, allowed \(heading.count)",
          suggestion: "put a field that holds a comma into quotes"))
      return nil
    }
    var name = ""
    var namePlace = place(0)
    var entries: [ScenarioNode.Entry] = []
    for (index, (key, field)) in zip(heading, fields).enumerated() {
      let text = field.split(separator: " ").joined(separator: " ")
      if key == "name" { (name, namePlace) = (text, place(index)) }
      guard key != "name", !text.isEmpty else { continue }
      entries.append(.init(key: key, keyPlace: place(index), value: value(key, text, place(index))))
    }
    guard !name.isEmpty else {
      faults.add(Diagnostic(at: namePlace, "found nothing, allowed the name of an assumption"))
      return nil
    }
    return .init(
      key: name, keyPlace: namePlace, value: ScenarioNode(.map(entries), at: namePlace))
  }

  private static func value(_ key: String, _ text: String, _ place: Place) -> ScenarioNode {
    guard key == "reaches" else { return ScenarioNode(text: text, at: place) }
    let names = text.split(separator: ";").map { $0.split(separator: " ").joined() }
    return ScenarioNode(.list(names.map { ScenarioNode(text: $0, at: place) }), at: place)
  }
}
