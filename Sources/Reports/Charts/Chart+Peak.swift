import Store

extension Chart {
  private static let peak = "peak-hour"

  static func load(_ index: StudyIndex) -> Chart? {
    let rows = index.byYear("arrivals", window: peak)
    let scale = index.scale(rows.map(\.row))
    let title = "Requests at the peak hour [\(scale.unit)]"
    guard
      let chart = BandChart(
        index, metric: "arrivals", window: peak, yTitle: title, scale: scale),
      let first = rows.map(\.year).min(), let last = rows.map(\.year).max()
    else { return nil }
    let claims = index.alternatives.compactMap { alternative -> String? in
      let own = rows.filter { $0.title == alternative.title }
      guard let start = own.first?.row, let end = own.last?.row else { return nil }
      return "\(scale.number(start.p50)) to \(scale.text(end.p50)) with \(alternative.title)"
    }
    return Chart(
      id: "load",
      finding: "Load at the peak hour, \(first) to \(last): \(Words.list(claims)) (medians).",
      subtitle: "\(title), whole country, \(index.period)", note: band, view: chart.view,
      table: index.yearTable(rows, scale))
  }

  static func sojourn(_ index: StudyIndex) -> Chart? {
    let metric = "sojourn_time.p95"
    let rows = index.byYear(metric, window: peak)
    let scale = index.scale(rows.map(\.row))
    let title = "95 % of requests end within [\(scale.unit)]"
    guard
      let chart = BandChart(index, metric: metric, window: peak, yTitle: title, scale: scale),
      let last = rows.map(\.year).max()
    else { return nil }
    let claims = rows.filter { $0.year == last }.map {
      "\(scale.text($0.row.p50)) with \($0.title)"
    }
    return Chart(
      id: "sojourn",
      finding: "At the peak hour of \(last), 95 % of requests end within \(Words.list(claims)) "
        + "(medians).",
      subtitle: "Time in the system, 95 % point over requests [\(scale.unit)], peak hour, "
        + "whole country, \(index.period)",
      note: band, view: chart.view, table: index.yearTable(rows, scale))
  }

  /// The busiest stations of each alternative in the last year that was looked at.
  static func utilisation(_ index: StudyIndex) -> Chart? {
    let years = index.questions(about: "utilisation").filter { $0.window == peak }
    guard let last = years.compactMap(\.year).max() else { return nil }
    let all = index.byEntity("utilisation", year: last, window: peak)
    let rows = index.alternatives.flatMap { alternative in
      all.filter { $0.title == alternative.title }
        .sorted { $0.row.mean > $1.row.mean }.prefix(5)
    }
    guard let busiest = rows.max(by: { $0.row.mean < $1.row.mean }) else { return nil }
    let scale = index.scale(rows.map(\.row))
    return Chart(
      id: "utilisation",
      finding: "Busiest at the peak hour of \(last): \(busiest.entity), "
        + "\(scale.text(busiest.row.mean)) of its capacity on average (\(busiest.title)).",
      subtitle: "Utilisation [%] of the five busiest stations of each alternative, peak hour of "
        + "\(last)",
      note: spreads,
      view: rangeBars(
        rows.map { Bar(label: "\($0.entity) – \($0.title)", colour: $0.title, row: $0.row) },
        scale: scale, title: "Utilisation [%]", alternatives: index.alternatives),
      table: .summaries(
        ["Alternative", "Station"], unit: "%", scale: scale,
        rows: rows.map { ([$0.title, $0.entity], $0.row) }))
  }

  /// Region by channel, in the last year there is.
  static func digital(_ index: StudyIndex) -> Chart? {
    let metric = "digital_share"
    guard let last = index.questions(about: metric).compactMap(\.year).max() else { return nil }
    let all = index.byEntity(metric, year: last)
    let rows = index.entities(metric).flatMap { entity in all.filter { $0.entity == entity } }
    guard let most = rows.max(by: { $0.row.mean < $1.row.mean }),
      let least = rows.min(by: { $0.row.mean < $1.row.mean })
    else { return nil }
    let scale = index.scale(rows.map(\.row))
    return Chart(
      id: "digital-share",
      finding: "Completed digitally in \(last): from \(scale.text(least.row.mean)) "
        + "(\(place(least))) to \(scale.text(most.row.mean)) (\(place(most))) (means).",
      subtitle: "Requests completed digitally [%] by region and channel, \(last)",
      note: spreads,
      view: rangeBars(
        rows.map { Bar(label: place($0), colour: $0.title, row: $0.row) }, scale: scale,
        title: "Completed digitally [%]", alternatives: index.alternatives),
      table: .summaries(
        ["Alternative", "Region, channel"], unit: "%", scale: scale,
        rows: rows.map { ([$0.title, $0.entity], $0.row) }))
  }

  private static func place(_ item: StudyIndex.Item) -> String {
    "\(item.entity.split(separator: "/").joined(separator: ", ")) – \(item.title)"
  }
}
