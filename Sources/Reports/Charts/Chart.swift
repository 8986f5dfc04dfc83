import Store

/// One picture of a report: its finding, its Vega-Lite spec and the same numbers as a table.
struct Chart: Sendable {
  /// Stable name, used for files and anchors.
  var id: String
  /// Title: what the picture shows, as a sentence.
  var finding: String
  /// Measure, unit, place and period.
  var subtitle: String
  /// How to read the marks.
  var note: String
  /// Vega-Lite, without title and schema: the page writes its own title.
  var view: JSONValue
  var table: ChartTable
}

extension Chart {
  /// What a reader who cannot see the picture needs to know.
  var description: String {
    "\(finding) \(subtitle). \(note) The table below the chart has the numbers."
  }

  /// The view for a page: it carries its text alternative.
  var embedded: JSONValue { view.with("description", .string(description)) }

  /// The whole spec, to be drawn by any Vega-Lite tool. It has all its data inside.
  var spec: JSONValue {
    let title: JSONValue = [
      "text": .string(finding), "subtitle": .string(subtitle), "anchor": "start",
    ]
    guard case .object(let members) = embedded.with("title", title) else { return view }
    let schema: JSONValue.Member = .init(
      key: "$schema", value: "https://vega.github.io/schema/vega-lite/v6.json")
    return .object([schema] + members)
  }

  /// All charts that the study has numbers for, in reading order.
  static func all(of index: StudyIndex) -> [Chart] {
    [
      decision(index), costFan(index), costCategories(index), timeToMarket(index),
      servicesLive(index), load(index), sojourn(index), utilisation(index), digital(index),
      breakEven(index), drivers(index),
    ].compactMap { $0 }
  }
}

/// The numbers of a chart: shown in the page, and given away as CSV.
struct ChartTable: Sendable {
  enum Cell: Sendable {
    case text(String)
    /// A number for machines, and as it is shown.
    case number(Double, shown: String)
  }

  /// Titles with their units.
  var columns: [String]
  var rows: [[Cell]]
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

  /// A table of summaries: leading texts, mean, computing error, range of outcomes, worlds.
  static func summaries(
    _ leading: [String], unit: String, scale: Scale, rows: [([String], StoredSummary)]
  ) -> ChartTable {
    let sign = unit.isEmpty ? "" : " [\(unit)]"
    return ChartTable(
      columns: leading + [
        "Mean\(sign)", "Computing error ±\(sign)", "5 % point\(sign)", "Median\(sign)",
        "95 % point\(sign)", "Worlds",
      ],
      rows: rows.map { texts, row in
        let half = (row.upper - row.lower) / 2
        return texts.map { Cell.text($0) } + [
          .scaled(row.mean, scale), .number(half / scale.divisor, shown: scale.error(half)),
          .scaled(row.p05, scale), .scaled(row.p50, scale), .scaled(row.p95, scale),
          .number(Double(row.n), shown: "\(row.n)"),
        ]
      })
  }
}

extension ChartTable.Cell {
  static func scaled(_ value: Double, _ scale: Scale) -> Self {
    .number(value / scale.divisor, shown: scale.number(value))
  }
}
