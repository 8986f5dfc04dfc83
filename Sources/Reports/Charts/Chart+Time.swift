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
    var reached: [String] = []
    var missed: [String] = []
    for curve in curves {
      let title = index.alternatives[curve.alternative].title
      if let month = curve.points.first(where: { $0.middle >= 0.5 })?.month {
        reached.append("within \(Words.count(Int(month), "month")) with \(title)")
      } else {
        missed.append(title)
      }
    }
    let never = "not within \(Int(index.horizonMonths)) months with \(Words.list(missed))"
    let claims = reached + (missed.isEmpty ? [] : [never])
    return "Half of the services are live \(Words.list(claims)) (medians over worlds)."
  }

  /// Every year, so that the table fits a page.
  private static func timeTable(
    _ curves: [LiveShare], _ index: StudyIndex, _ scale: Scale
  ) -> ChartTable {
    .summaries(
      "Month", scale: scale,
      items: curves.flatMap { curve in
        curve.points.filter { Int($0.month).isMultiple(of: 12) && $0.month > 0 }.map { point in
          .init(
            alternative: index.alternatives[curve.alternative].title,
            line: "\(Int(point.month))", worlds: curve.worlds, point: point)
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
    /// Of the mean's 95 % confidence interval (normal approximation).
    var halfWidth: Double
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
      let (mean, halfWidth) = interval(shares)
      return Point(
        month: month, mean: mean, halfWidth: halfWidth, low: quantile(shares, 0.05),
        middle: quantile(shares, 0.5),
        high: quantile(shares, 0.95))
    }
  }

  private static func interval(_ values: [Double]) -> (Double, Double) {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let variance = squares / max(count - 1, 1)
    return (mean, 1.96 * (variance / count).squareRoot())
  }

  /// Between the two neighbours (type 7 of Hyndman and Fan, 1996). `sorted` is not empty.
  private static func quantile(_ sorted: [Double], _ p: Double) -> Double {
    let place = p * Double(sorted.count - 1)
    let low = Int(place)
    let high = min(low + 1, sorted.count - 1)
    return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
  }
}
