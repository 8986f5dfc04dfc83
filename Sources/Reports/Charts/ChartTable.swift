import Store

/// The numbers of a chart: shown in the page, and given away as CSV.
struct ChartTable: Sendable {
  enum Cell: Sendable {
    case text(String)
    /// A number for machines, and as it is shown.
    case number(Double, shown: String)
  }

  /// Alternatives side by side, to be read by people.
  struct Sides: Sendable {
    /// What the lines are about, then the alternatives.
    var titles: [String]
    var unit: String
    /// A name, and a figure or nothing for each alternative.
    var lines: [(name: String, figures: [Figure?])]
  }

  /// Titles with their units.
  var columns: [String]
  var rows: [[Cell]]
  /// Where the page shows the rows in this shape.
  var sides: Sides?
}

extension ChartTable {
  /// For the download.
  var csv: String {
    var table = CSVTable(titles: columns)
    for row in rows {
      table.add(
        row.map { cell in
          switch cell {
          case .text(let text): .text(text)
          case .number(let value, _): .number(value)
          }
        })
    }
    return table.text
  }
}

extension ChartTable.Cell {
  static func scaled(_ value: Double, _ scale: Scale) -> Self {
    .number(value / scale.divisor, shown: scale.number(value))
  }
}

extension ChartTable {
  /// One summary in a table: which line it stands in, and whose column.
  struct Item: Sendable {
    var alternative: String
    var line: String
    var mean: Double
    /// Half of the confidence interval.
    var halfWidth: Double
    var p05: Double
    var p50: Double
    var p95: Double
    var worlds: Int

    init(_ item: StudyIndex.Item, line: String) {
      (alternative, self.line) = (item.title, line)
      (mean, halfWidth) = (item.row.mean, (item.row.upper - item.row.lower) / 2)
      (p05, p50, p95, worlds) = (item.row.p05, item.row.p50, item.row.p95, item.row.n)
    }

    init(alternative: String, line: String, worlds: Int, point: LiveShare.Point) {
      (self.alternative, self.line, self.worlds) = (alternative, line, worlds)
      (mean, halfWidth) = (point.mean, point.halfWidth)
      (p05, p50, p95) = (point.low, point.middle, point.high)
    }
  }

  /// - Parameters:
  ///   - lineTitle: what a line is: "Year", "Category".
  ///   - items: lines and alternatives are shown in order of appearance.
  static func summaries(_ lineTitle: String, scale: Scale, items: [Item]) -> ChartTable {
    let sign = scale.unit.isEmpty ? "" : " [\(scale.unit)]"
    return ChartTable(
      columns: ["Alternative", lineTitle, "Mean\(sign)", "Computing error ±\(sign)"]
        + ["5 % point\(sign)", "Median\(sign)", "95 % point\(sign)", "Worlds"],
      rows: items.map { item in
        [
          .text(item.alternative), .text(item.line), .scaled(item.mean, scale),
          .number(item.halfWidth / scale.divisor, shown: scale.error(item.halfWidth)),
          .scaled(item.p05, scale), .scaled(item.p50, scale), .scaled(item.p95, scale),
          .number(Double(item.worlds), shown: "\(item.worlds)"),
        ]
      },
      sides: sides(lineTitle, scale, items))
  }

  private static func sides(_ lineTitle: String, _ scale: Scale, _ items: [Item]) -> Sides {
    var alternatives: [String] = []
    var lines: [String] = []
    for item in items {
      if !alternatives.contains(item.alternative) { alternatives.append(item.alternative) }
      if !lines.contains(item.line) { lines.append(item.line) }
    }
    return Sides(
      titles: [lineTitle] + alternatives, unit: scale.unit,
      lines: lines.map { line in
        let own = items.filter { $0.line == line }
        return (
          line,
          alternatives.map { title in
            own.first { $0.alternative == title }.map { Figure($0, scale) }
          }
        )
      })
  }
}

extension Figure {
  /// Without the unit, which the table names once; the range has the median in its middle.
  fileprivate init(_ item: ChartTable.Item, _ scale: Scale) {
    mean = "\(scale.number(item.mean)) ± \(scale.error(item.halfWidth))"
    range =
      "\(scale.number(item.p05)) … \(scale.number(item.p50)) … \(scale.number(item.p95))"
  }
}
