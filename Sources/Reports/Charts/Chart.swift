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
  /// Whether it needs more height on paper than a chart over years.
  var isTall = false
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
      decision(index), costFan(index), costCategories(index), payers(index), gainers(index),
      timeToMarket(index), servicesLive(index), load(index), sojourn(index), utilisation(index),
      digital(index),
      breakEven(index), drivers(index),
    ].compactMap { $0 } + maps(index)
  }
}
