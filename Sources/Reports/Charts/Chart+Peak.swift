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

  /// The busiest stations in the last year that was looked at.
  static func utilisation(_ index: StudyIndex) -> Chart? {
    let years = index.questions(about: "utilisation").filter { $0.window == peak }
    guard let last = years.compactMap(\.year).max() else { return nil }
    let ranked = index.byEntity("utilisation", year: last, window: peak)
      .sorted { $0.row.mean > $1.row.mean }
    guard let busiest = ranked.first else { return nil }
    var stations: [String] = []
    for item in ranked where !stations.contains(item.entity) { stations.append(item.entity) }
    let shown = Array(stations.prefix(6))
    let items = shown.flatMap { station in
      index.alternatives.compactMap { alternative in
        ranked.first { $0.entity == station && $0.title == alternative.title }
      }
    }
    let scale = index.scale(items.map(\.row))
    return Chart(
      id: "utilisation",
      finding: "Busiest at the peak hour of \(last): \(busiest.entity), "
        + "\(scale.text(busiest.row.mean)) of its capacity on average (\(busiest.title)).",
      subtitle: "Utilisation [%] of the busiest \(shown.count) of "
        + "\(Words.count(stations.count, "station")), peak hour of \(last)",
      note: spreads,
      view: RangeBars(items: items, scale: scale).view(
        index.alternatives, title: "Utilisation [%]"),
      table: .summaries("Station", scale: scale, items: items.map { .init($0, line: $0.entity) }),
      isTall: true)
  }

  /// Region by channel, in the last year there is.
  static func digital(_ index: StudyIndex) -> Chart? {
    let metric = "digital_share"
    guard let last = index.questions(about: metric).compactMap(\.year).max() else { return nil }
    let all = index.byEntity(metric, year: last)
    let items = index.entities(metric).flatMap { entity in all.filter { $0.entity == entity } }
    guard let most = items.max(by: { $0.row.mean < $1.row.mean }),
      let least = items.min(by: { $0.row.mean < $1.row.mean })
    else { return nil }
    let scale = index.scale(items.map(\.row))
    return Chart(
      id: "digital-share",
      finding: "Completed digitally in \(last): from \(claim(least, scale)) to "
        + "\(claim(most, scale)) (means).",
      subtitle: "Requests completed digitally [%] by region and channel, \(last)", note: spreads,
      view: RangeBars(items: items, scale: scale)
        .view(index.alternatives, title: "Completed digitally [%]"),
      table: .summaries(
        "Region, channel", scale: scale,
        items: items.map { .init($0, line: RangeBars.place($0.entity)) }), isTall: true)
  }

  private static func claim(_ item: StudyIndex.Item, _ scale: Scale) -> String {
    "\(scale.text(item.row.mean)) (\(RangeBars.place(item.entity)); \(item.title))"
  }
}
