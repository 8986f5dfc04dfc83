import Store

extension Chart {
  /// Share of services live by month since the programme's start, over worlds.
  static func timeToMarket(_ index: StudyIndex) -> Chart? {
    let curves = LiveShare.curves(of: index)
    guard !curves.isEmpty else { return nil }
    let scale = Scale(unit: "share", currency: "", values: [1])
    let points = curves.flatMap { curve in
      curve.points.map { point in
        BandChart.Point(
          alternative: curve.alternative, x: point.month, low: point.low, middle: point.middle,
          high: point.high,
          tip: "\(index.alternatives[curve.alternative].title), month \(Int(point.month)): median "
            + "\(scale.text(point.middle)), 5–95 % \(scale.number(point.low)) to "
            + scale.text(point.high))
      }
    }
    let chart = BandChart(
      alternatives: index.alternatives, points: points,
      xTitle: "Months since the programme's start", yTitle: "Services live [% of the catalogue]",
      divisor: scale.divisor, top: 1, interpolation: "step-after", isDotted: false)
    return Chart(
      id: "time-to-market", finding: timeFinding(curves, index),
      subtitle: "Share of \(Words.count(index.record.services, "service")) live by month, "
        + "whole country, \(index.period)",
      note: band + " Services not reached by the end of the horizon never enter the line.",
      view: chart.view, table: timeTable(curves, index, scale))
  }

  private static func timeFinding(_ curves: [LiveShare], _ index: StudyIndex) -> String {
    let claims = curves.map { curve in
      let title = index.alternatives[curve.alternative].title
      let month = curve.points.first { $0.middle >= 0.5 }?.month
      return month.map { "within \(Words.count(Int($0), "month")) with \(title)" }
        ?? "not within \(Int(index.horizonMonths)) months with \(title)"
    }
    return "Half of the services are live \(Words.list(claims)) (medians over worlds)."
  }

  /// Every half-year, so that the table fits a page.
  private static func timeTable(
    _ curves: [LiveShare], _ index: StudyIndex, _ scale: Scale
  ) -> ChartTable {
    ChartTable(
      columns: [
        "Alternative", "Month", "Mean [%]", "5 % point [%]", "Median [%]", "95 % point [%]",
        "Worlds",
      ],
      rows: curves.flatMap { curve in
        curve.points.filter { Int($0.month).isMultiple(of: 6) }.map { point in
          [
            .text(index.alternatives[curve.alternative].title),
            .number(point.month, shown: "\(Int(point.month))"), .scaled(point.mean, scale),
            .scaled(point.low, scale), .scaled(point.middle, scale), .scaled(point.high, scale),
            .number(Double(curve.worlds), shown: "\(curve.worlds)"),
          ]
        }
      })
  }

  static func servicesLive(_ index: StudyIndex) -> Chart? {
    let metric = "services_live"
    let rows = index.byYear(metric)
    let scale = index.scale(rows.map(\.row))
    guard
      var chart = BandChart(
        index, metric: metric, yTitle: "Services live at the end of the year", scale: scale),
      let last = rows.map(\.year).max()
    else { return nil }
    chart.top = max(Double(index.record.services), rows.map(\.row.p95).max() ?? 0)
    let third = min(index.record.startYear + 2, last)
    let claims = [third, last].map { year in
      let counts = rows.filter { $0.year == year }.map {
        "\(scale.number($0.row.p50)) (\($0.title))"
      }
      return "at the end of \(year), \(Words.list(counts))"
    }
    return Chart(
      id: "services-live",
      finding: "Services live (medians): \(claims.joined(separator: "; ")).",
      subtitle: "Services live at the end of each year [services], of "
        + "\(index.record.services), whole country, \(index.period)",
      note: band, view: chart.view, table: index.yearTable(rows, scale))
  }
}

/// How the share of live services grows with the months, in all worlds of one alternative.
struct LiveShare {
  struct Point {
    var month: Double
    var mean: Double
    var low: Double
    var middle: Double
    var high: Double
  }

  /// Place in the study's list.
  var alternative: Int
  var worlds: Int
  var points: [Point]

  private static let monthsPerStep = 2.0

  /// From the rows of metric `time_to_market`, one a service, world and replication. A value at the
  /// horizon or beyond it means "not reached".
  static func curves(of index: StudyIndex) -> [LiveShare] {
    var times: [String: [Int: [Double]]] = [:]
    for row in index.study.rows where row.metric == "time_to_market" && row.point == index.point {
      times[row.alternative, default: [:]][row.world, default: []].append(row.value)
    }
    return index.alternatives.enumerated().compactMap { place, alternative in
      times[alternative.name].map { worlds in
        LiveShare(
          alternative: place, worlds: worlds.count,
          points: points(Array(worlds.values), horizon: index.horizonMonths))
      }
    }
  }

  private static func points(_ worlds: [[Double]], horizon: Double) -> [Point] {
    let sorted = worlds.map { $0.filter { $0 < horizon * (1 - 1e-9) }.sorted() }
    var reached = [Int](repeating: 0, count: worlds.count)
    return stride(from: 0, through: horizon, by: monthsPerStep).map { month in
      let shares = worlds.indices.map { world -> Double in
        while reached[world] < sorted[world].count, sorted[world][reached[world]] <= month {
          reached[world] += 1
        }
        return Double(reached[world]) / Double(worlds[world].count)
      }.sorted()
      return Point(
        month: month, mean: shares.reduce(0, +) / Double(shares.count),
        low: quantile(shares, 0.05), middle: quantile(shares, 0.5),
        high: quantile(shares, 0.95))
    }
  }

  /// Between the two neighbours (type 7 of Hyndman and Fan, 1996). `sorted` is not empty.
  private static func quantile(_ sorted: [Double], _ p: Double) -> Double {
    let place = p * Double(sorted.count - 1)
    let low = Int(place)
    let high = min(low + 1, sorted.count - 1)
    return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
  }
}
