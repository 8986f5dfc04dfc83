import Economics
import Store

extension Chart {
  /// How to read a mean with both its spreads, in every chart of bars and dots.
  static let spreads =
    "Mark and number: mean over worlds ± computing error. Thick bar: computing error of the mean. "
    + "Thin line: range of outcomes (5–95 % of worlds)."

  /// How to read a median line with its band.
  static let band = "Line: median over worlds. Band: range of outcomes (5–95 % of worlds)."

  /// Page 1: present value of costs of each alternative, with both spreads.
  static func decision(_ index: StudyIndex) -> Chart? {
    let items = index.byEntity("pvc").filter { $0.entity == "country" }
    guard !items.isEmpty else { return nil }
    let scale = index.scale(items.map(\.row))
    let claims = items.map { "\(scale.text($0.row.mean)) for \($0.title)" }
    return Chart(
      id: "decision", finding: "Present value of costs (means): \(Words.list(claims)).",
      subtitle: "Present value of costs [\(scale.unit)], \(index.placeAndPeriod)", note: spreads,
      view: RangeBars(items: items, isByAlternative: true, scale: scale)
        .view(index.alternatives, title: "Present value of costs [\(scale.unit)]"),
      table: .summaries(
        "Measure", scale: scale, items: items.map { .init($0, line: "Present value of costs") }))
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
    // What is taken off has no place in a stack.
    let spent = rows.filter { $0.entity != CostCategory.residualValue.rawValue }
    let categories = CategoryStack(rows: spent.map { ($0.title, $0.entity, $0.row.mean) })
    return Chart(
      id: "cost-by-category",
      finding: "The largest items: \(Words.list(categories.largest)).",
      subtitle: "Present value of costs by category, mean over worlds [\(scale.unit)], "
        + index.placeAndPeriod,
      note:
        "Bars: means over worlds, which add up to the mean of all that is spent. Their computing "
        + "errors and ranges of outcomes are in the table, and so is the value left in software at "
        + "the end, which is taken off the costs and is not in the bars.",
      view: categories.view(index.alternatives, scale: scale),
      table: .summaries(
        "Category", scale: scale, items: rows.map { .init($0, line: Words.plain($0.entity)) }))
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
    .summaries("Year", scale: scale, items: items.map { .init($0, line: String($0.year)) })
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
