/// A table for other programmes: fields of one kind a column, first line the names.
///
/// RFC 4180, lines ended by a line feed. Texts that a spreadsheet would run as a formula (`=`, `+`, `-`,
/// `@`, tab, return first) get an apostrophe in front.
struct CSVTable {
  enum Field {
    case text(String)
    case integer(Int?)
    case number(Double?)
  }

  private(set) var text: String

  /// Rows without a first line, to go on after another piece of the table.
  init() { text = "" }

  /// - Parameter columns: names for machines, of letters, digits and `_`.
  init(columns: [String]) {
    text = columns.joined(separator: ",") + "\n"
  }

  /// - Parameter titles: names for people, such as `Mean [M USD]`.
  init(titles: [String]) {
    text = ""
    add(titles.map { .text($0) })
  }

  mutating func add(_ fields: [Field]) {
    for (place, field) in fields.enumerated() {
      if place > 0 { text += "," }
      switch field {
      case .text(let value): Self.quote(value, into: &text)
      case .integer(let value): text += value.map(String.init) ?? ""
      // Shortest digits that give the same number back.
      case .number(let value): text += value.map { $0.isFinite ? JSONValue.number($0) : "" } ?? ""
      }
    }
    text += "\n"
  }

  private static let formulaStarts: Set<UInt8> = Set("=+-@\t\r".utf8)
  private static let specials: Set<UInt8> = Set(",\"\n\r".utf8)

  private static func quote(_ value: String, into text: inout String) {
    let isFormula = value.utf8.first.map(formulaStarts.contains) ?? false
    let safe = isFormula ? "'" + value : value
    guard safe.utf8.contains(where: specials.contains) else {
      text += safe
      return
    }
    text +=
      "\""
      + safe.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
