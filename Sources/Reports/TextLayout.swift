/// Lines of text for a terminal.
struct TextLayout {
  let width: Int
  let isColoured: Bool
  private(set) var lines: [String] = []

  enum Style: String {
    case plain = ""
    case bold = "1"
    case dim = "2"
    case boldUnderlined = "1;4"
  }

  init(width: Int, isColoured: Bool) {
    self.width = max(width, 60)
    self.isColoured = isColoured
  }

  var text: String { lines.joined(separator: "\n") + "\n" }

  func styled(_ text: String, _ style: Style) -> String {
    guard isColoured, style != .plain, !text.allSatisfy({ $0 == " " }) else { return text }
    return "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m"
  }

  mutating func add(_ line: String = "") {
    lines.append(line)
  }

  mutating func rule() { add(styled(String(repeating: "─", count: width), .dim)) }

  /// Text broken at spaces; lines after the first begin with `indent` spaces.
  mutating func paragraph(
    _ text: String, style: Style = .plain, first: String = "", indent: Int = 0
  ) {
    let blank = String(repeating: " ", count: indent)
    for (index, line) in Self.wrap(text, width: width - max(indent, first.count)).enumerated() {
      add((index == 0 ? first.padded(to: indent) : blank) + styled(line, style))
    }
  }

  /// Cells side by side, each as many lines as its text has; the last one may run over.
  mutating func row(_ cells: [[(String, Style)]], widths: [Int]) {
    let height = cells.map(\.count).max() ?? 0
    for level in 0..<height {
      var line = ""
      for (column, cell) in cells.enumerated() {
        let (text, style) = level < cell.count ? cell[level] : ("", .plain)
        let gap = String(repeating: " ", count: max(widths[column] - text.count, 1))
        line += styled(text, style) + (column == cells.count - 1 ? "" : gap)
      }
      while line.last == " " { line.removeLast() }
      add(line)
    }
  }

  /// Breaks at spaces, never within a word.
  static func wrap(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if line.isEmpty {
        line = String(word)
      } else if line.count + 1 + word.count <= width {
        line += " " + word
      } else {
        lines.append(line)
        line = String(word)
      }
    }
    return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
  }
}

extension String {
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
