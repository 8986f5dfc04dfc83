import SwiftCSV

/// One row of a table, its fields by the names of their columns.
struct FactRow {
  var path: String
  /// The heading is row 1.
  var number: Int
  var columns: [String]
  var fields: [String]

  subscript(column: String) -> String {
    columns.firstIndex(of: column).map { fields[$0] } ?? ""
  }

  func fault(_ column: String, _ allowed: String) -> Diagnostic {
    let position = columns.firstIndex(of: column).map { $0 + 1 } ?? 1
    let found = self[column]
    return Diagnostic(
      at: Place(file: path, line: number, column: position), keyPath: column,
      "found \(found.isEmpty ? "nothing" : excerpt(found)), \(allowed)")
  }
}

/// The rows of a CSV file with a fixed heading; empty rows are passed over.
struct FactRows {
  var path: String
  var rows: [FactRow] = []

  init(_ file: ScenarioFile, _ columns: [String], _ faults: inout DiagnosticList) {
    path = file.path
    // Without a line end, an empty last field would be lost.
    let csv = try? EnumeratedCSV(string: file.text + "\n", delimiter: .comma, loadColumns: false)
    guard let csv else {
      faults.add(
        Diagnostic(
          at: .whole(path), "found a table with badly placed quotes, allowed CSV",
          suggestion: "double the quotes inside a quoted field"))
      return
    }
    guard csv.header == columns else {
      faults.add(
        Diagnostic(
          at: Place(file: path, line: 1, column: 1),
          "found other columns, allowed \(columns.joined(separator: ","))"))
      return
    }
    for (index, fields) in csv.rows.enumerated() where fields.contains(where: { !$0.isEmpty }) {
      guard fields.count == columns.count else {
        faults.add(
          Diagnostic(
            at: Place(file: path, line: index + 2, column: 1),
            "found \(fields.count) fields, allowed \(columns.count)",
            suggestion: "put a field that holds a comma into quotes"))
        continue
      }
      rows.append(FactRow(path: path, number: index + 2, columns: columns, fields: fields))
    }
  }
}
