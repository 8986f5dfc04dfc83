/// A table for a terminal: columns as wide as their widest cell, numbers flush right.
///
///     var table = TextTable([.left("station"), .right("waiting time")])
///     table.add(["counter", "1.5"])
///     table.text(colour: false)
struct TextTable {
  struct Column {
    var title: String
    var isFlushRight: Bool

    static func left(_ title: String) -> Column { Column(title: title, isFlushRight: false) }
    static func right(_ title: String) -> Column { Column(title: title, isFlushRight: true) }
  }

  private let columns: [Column]
  private var rows: [[String]] = []

  init(_ columns: [Column]) { self.columns = columns }

  /// Adds a row; missing cells are empty, further ones are left out.
  mutating func add(_ cells: [String]) {
    rows.append(columns.indices.map { $0 < cells.count ? cells[$0] : "" })
  }

  /// Heading, rule and rows, each line ended.
  func text(colour: Bool) -> String {
    let widths = columns.indices.map { index in
      rows.map { $0[index].count }.reduce(columns[index].title.count, max)
    }
    let heading = line(columns.map(\.title), widths)
    let rule = String(repeating: "─", count: widths.reduce(0, +) + 2 * max(columns.count - 1, 0))
    let head = [Ink.bold.applied(to: heading, colour), Ink.dim.applied(to: rule, colour)]
    let body = rows.map { line($0, widths) }
    return (head + body).joined(separator: "\n") + "\n"
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      let gap = String(repeating: " ", count: max(widths[index] - cell.count, 0))
      line += (columns[index].isFlushRight ? gap + cell : cell + gap) + "  "
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}

/// Ways to set text apart (ANSI).
enum Ink: String {
  case bold = "1"
  case dim = "2"
  case good = "32"
  case bad = "31"

  func applied(to text: String, _ isColoured: Bool) -> String {
    isColoured ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
  }
}
