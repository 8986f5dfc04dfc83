import Store

extension Chart {
  /// How to read a mean with both its spreads, in every chart of bars and dots.
  static let spreads =
    "Mark: mean over worlds. Thick bar: computing error of the mean. Thin line: range of outcomes "
    + "(5–95 % of worlds)."

  /// How to read a median line with its band.
  static let band = "Line: median over worlds. Band: range of outcomes (5–95 % of worlds)."

  /// Page 1: present value of costs of each alternative, with both spreads.
  static func decision(_ index: StudyIndex) -> Chart? {
    let question = Question(metric: "pvc")
    let rows = index.alternatives.compactMap { alternative in
      index.summary(question, of: alternative).map { (alternative.title, $0) }
    }
    guard !rows.isEmpty else { return nil }
    let scale = index.scale(rows.map(\.1))
    return Chart(
      id: "decision",
      finding: "Present value of costs: "
        + Words.list(rows.map { "\(scale.text($0.1.mean)) for \($0.0)" }) + " (means).",
      subtitle: "Present value of costs [\(scale.unit)], \(index.placeAndPeriod)",
      note: spreads,
      view: rangeBars(
        rows.map { Bar(label: $0.0, colour: $0.0, row: $0.1) }, scale: scale,
        title: "Present value of costs [\(scale.unit)]", alternatives: index.alternatives),
      table: .summaries(
        ["Alternative"], unit: scale.unit, scale: scale, rows: rows.map { ([$0.0], $0.1) }))
  }

  static func costFan(_ index: StudyIndex) -> Chart? {
    let metric = "cost.cumulative_present_value"
    let rows = index.byYear(metric)
    let scale = index.scale(rows.map(\.row))
    let title = "Costs so far, discounted [\(scale.unit)]"
    guard let fan = BandChart(index, metric: metric, yTitle: title, scale: scale),
      let last = rows.map(\.year).max()
    else { return nil }
    let ends = rows.filter { $0.year == last }.map {
      "\(scale.text($0.row.p50)) for \($0.title)"
    }
    return Chart(
      id: "cost-over-years",
      finding: "By the end of \(last), costs add up to \(Words.list(ends)) (medians).",
      subtitle: "\(title), \(index.placeAndPeriod)", note: band, view: fan.view,
      table: index.yearTable(rows, scale))
  }

  /// Means, because only means add up; the table has the ranges.
  static func costCategories(_ index: StudyIndex) -> Chart? {
    let rows = index.byEntity("cost.category")
    guard !rows.isEmpty else { return nil }
    let scale = index.scale(rows.map(\.row))
    let categories = CategoryStack(rows: rows.map { ($0.title, $0.entity, $0.row.mean) })
    return Chart(
      id: "cost-by-category",
      finding: "The largest items: \(Words.list(categories.largest)).",
      subtitle: "Present value of costs by category, mean over worlds [\(scale.unit)], "
        + index.placeAndPeriod,
      note: "Bars: means over worlds, which add up to the mean of the whole. Their computing errors "
        + "and ranges of outcomes are in the table.",
      view: categories.view(index.alternatives, scale: scale),
      table: .summaries(
        ["Alternative", "Category"], unit: scale.unit, scale: scale,
        rows: rows.map { ([$0.title, Words.plain($0.entity)], $0.row) }))
  }
}

// MARK: - Bars with both spreads

extension Chart {
  struct Bar {
    var label: String
    /// Title of the alternative whose colour it takes.
    var colour: String
    var row: StoredSummary
  }

  /// One line for each bar: range of outcomes, computing error, mean with its number.
  static func rangeBars(
    _ bars: [Bar], scale: Scale, title: String, alternatives: [StoredAlternative]
  ) -> JSONValue {
    let data = bars.map { bar -> JSONValue in
      [
        "label": .string(Vega.wrapped(bar.label, width: 28)), "alternative": .string(bar.colour),
        "mean": .scaled(bar.row.mean, scale), "lower": .scaled(bar.row.lower, scale),
        "upper": .scaled(bar.row.upper, scale), "low": .scaled(bar.row.p05, scale),
        "high": .scaled(bar.row.p95, scale),
        "text": .string(
          "\(scale.number(bar.row.mean)) ± "
            + scale.error((bar.row.upper - bar.row.lower) / 2)),
      ]
    }
    let y: JSONValue = [
      "field": "label", "type": "nominal", "sort": nil,
      "axis": [
        "title": nil, "labelLimit": 240, "domain": false, "ticks": false,
        "labelExpr": "split(datum.label, '\\n')",
      ],
    ]
    let colour = Vega.colour(alternatives)
    let x = Vega.quantity("low", title: title).with("scale", ["zero": true])
    return Vega.view(
      width: 520, height: ["step": 44], data: data,
      layers: [
        [
          "mark": ["type": "rule", "strokeWidth": 2],
          "encoding": ["y": y, "x": x, "x2": ["field": "high"], "color": colour],
        ],
        [
          "mark": ["type": "bar", "height": 13, "opacity": 0.55],
          "encoding": [
            "y": y, "x": x.with("field", "lower"), "x2": ["field": "upper"], "color": colour,
          ],
        ],
        [
          "mark": ["type": "tick", "thickness": 2.5, "size": 20, "color": .string(Vega.ink)],
          "encoding": ["y": y, "x": x.with("field", "mean")],
        ],
        [
          "mark": ["type": "text", "align": "center", "dy": -17, "color": .string(Vega.ink)],
          "encoding": [
            "y": y, "x": x.with("field", "mean"), "text": ["field": "text", "type": "nominal"],
          ],
        ],
      ])
  }
}

// MARK: - Rows for charts

extension StudyIndex {
  /// One summary with what it is about.
  struct Item {
    var title: String
    var entity: String
    var year: Int
    var row: StoredSummary
  }

  /// A scale that fits all of `rows`.
  func scale(_ rows: [StoredSummary]) -> Scale {
    Scale(
      unit: rows.first?.unit ?? "", currency: record.currency,
      values: rows.flatMap { [$0.mean, $0.p95, $0.p05] })
  }

  /// All years of the whole country, alternative by alternative.
  func byYear(_ metric: String, window: String = "") -> [Item] {
    alternatives.flatMap { alternative in
      years(metric, window: window).compactMap { year in
        summary(Question(metric: metric, year: year, window: window), of: alternative).map {
          Item(title: alternative.title, entity: "country", year: year, row: $0)
        }
      }
    }
  }

  /// All entities in one year, or without one, alternative by alternative.
  func byEntity(_ metric: String, year: Int? = nil, window: String = "") -> [Item] {
    alternatives.flatMap { alternative in
      entities(metric).compactMap { entity in
        let question = Question(metric: metric, entity: entity, year: year, window: window)
        return summary(question, of: alternative).map {
          Item(title: alternative.title, entity: entity, year: year ?? 0, row: $0)
        }
      }
    }
  }

  func yearTable(_ items: [Item], _ scale: Scale) -> ChartTable {
    .summaries(
      ["Alternative", "Year"], unit: scale.unit, scale: scale,
      rows: items.map { ([$0.title, String($0.year)], $0.row) })
  }

  /// `whole country, 2024–2033, prices of 2024`.
  var placeAndPeriod: String {
    "whole country, \(period), prices of \(record.priceYear)"
  }
}

extension Scale {
  /// The unit without the space before it.
  var unit: String { suffix.trimmingPrefix(" ").description }
}
