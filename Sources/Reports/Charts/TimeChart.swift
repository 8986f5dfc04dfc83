import Quantities
import Store

/// Lines over the time of a run, bucket by bucket, with what is around them: the interval of their
/// mean, or where buckets are drawn together the lowest and the highest of them.
///
///      1/s │      ▁▁▁▁▁ arrivals
///          │▁▁▁▁▁▁     ▁▁▁▁▁
///          │▁▁▁┐         goodput
///          │   └▁▁▁▁▁▁▁▁▁▁▁▁
///          └──────────────── min
struct TimeChart {
  /// What happened between one time and the next.
  struct Point {
    /// Begin and end [s].
    var from: Double
    var to: Double
    var mean: Double
    var low: Double
    var high: Double
  }

  struct Line {
    var name: String
    var points: [Point]
  }

  var lines: [Line]
  /// How times are told.
  var clock = StoredRunClock.sinceStart
  var yTitle: String
  /// Divides values to the unit of the axis.
  var divisor = 1.0
  /// Highest value of the vertical axis, where it is known beforehand.
  var top: Double?
  /// Whether there is anything around the lines.
  var hasBand = true
  /// How a value is written in a tip.
  var text: (Double) -> String

  private static let width = 640
  private static let height = 230

  var view: JSONValue {
    Vega.view(
      width: Self.width, height: .integer(Self.height), data: data,
      layers: hasBand ? [band, line] : [line])
  }

  /// The unit of the horizontal axis that fits the length of the run.
  static func axis(until seconds: Double) -> (size: Double, name: String) {
    switch seconds {
    case ..<600: (1, "s")
    case ..<18_000: (60, "min")
    case ..<432_000: (3_600, "h")
    default: (86_400, "days")
    }
  }

  private var axis: (size: Double, name: String) {
    let end = lines.compactMap(\.points.last?.to).max() ?? 0
    // A day by the clock is told in hours, however short the stretch.
    return clock.isOfYear ? Self.axis(until: max(end - zero, 18_000)) : Self.axis(until: end)
  }

  private var begin: Double { lines.flatMap(\.points).map(\.from).min() ?? 0 }

  /// Where the horizontal axis has its 0, since the start of the run [s].
  private var zero: Double { clock.axis(from: TimeSpan(seconds: begin)).zero.seconds }

  private var data: [JSONValue] { lines.flatMap { data(of: $0) } }

  /// Steps last until the next point; where there is none, a value is said again at its end.
  private func data(of line: Line) -> [JSONValue] {
    line.points.indices.flatMap { index -> [JSONValue] in
      let point = line.points[index]
      let goesOn = index + 1 < line.points.count && line.points[index + 1].mean.isFinite
      let begin = datum(point, at: point.from, line.name)
      return goesOn || !point.mean.isFinite
        ? [begin] : [begin, datum(point, at: point.to, line.name)]
    }
  }

  private func datum(_ point: Point, at time: Double, _ name: String) -> JSONValue {
    [
      "line": .string(name), "x": .number((time - zero) / axis.size),
      "mean": .number(point.mean / divisor), "low": .number(point.low / divisor),
      "high": .number(point.high / divisor),
      "tip": .string(
        "\(name), from \(clock.text(TimeSpan(seconds: point.from))): \(text(point.mean))"),
    ]
  }

  private var x: JSONValue {
    let points = lines.flatMap(\.points)
    let ends = [begin, points.map(\.to).max() ?? 1].map { $0 - zero }
    let title = clock.axis(from: TimeSpan(seconds: begin)).title
    let channel = Vega.quantity("x", title: "\(title) [\(axis.name)]")
    return channel.with(
      "scale", ["domain": .array(ends.map { .number($0 / axis.size) }), "nice": false])
  }

  private func y(_ field: String) -> JSONValue {
    let channel = Vega.quantity(field, title: yTitle)
    guard let top else { return channel.with("scale", ["zero": true]) }
    return channel.with("scale", ["domain": [0, .number(top / divisor)]])
  }

  private static let legend: JSONValue = [
    "title": nil, "orient": "top", "symbolType": "stroke", "symbolOpacity": 1, "symbolSize": 320,
    "labelLimit": 300, "columns": 4,
  ]

  private var colour: JSONValue {
    [
      "field": "line", "type": "nominal", "legend": Self.legend,
      "scale": [
        "domain": .strings(lines.map(\.name)),
        "range": .strings(lines.indices.map { Vega.colours[$0 % Vega.colours.count] }),
      ],
    ]
  }

  private var band: JSONValue {
    [
      "mark": ["type": "area", "opacity": 0.2, "interpolate": "step-after"],
      "encoding": [
        "x": x, "y": y("low"), "y2": ["field": "high"], "color": colour,
      ],
    ]
  }

  private var line: JSONValue {
    [
      "mark": ["type": "line", "strokeWidth": 2, "interpolate": "step-after"],
      "encoding": [
        "x": x, "y": y("mean"), "color": colour,
        "strokeDash": [
          "field": "line", "type": "nominal", "legend": Self.legend,
          "scale": [
            "domain": .strings(lines.map(\.name)),
            "range": .array(lines.indices.map { Vega.dashes[$0 % Vega.dashes.count] }),
          ],
        ],
        "tooltip": ["field": "tip", "type": "nominal"],
      ],
    ]
  }
}

extension TimeChart {
  /// The same numbers: one row a point, one column a line.
  func table(scale: Scale) -> ChartTable {
    let unit = scale.unit.isEmpty ? "" : " [\(scale.unit)]"
    let rows = (lines.first?.points ?? []).indices.map { index -> [ChartTable.Cell] in
      let from = lines.first?.points[index].from ?? 0
      return [.text(clock.text(TimeSpan(seconds: from)))]
        + lines.map { line in
          let point = line.points[index]
          let shown =
            point.mean.isFinite ? "\(scale.number(point.mean))\(Self.spread(point, scale))" : "–"
          return .number(point.mean / scale.divisor, shown: shown)
        }
    }
    return ChartTable(columns: ["From"] + lines.map { $0.name + unit }, rows: rows)
  }

  private static func spread(_ point: Point, _ scale: Scale) -> String {
    guard point.low.isFinite, point.high.isFinite, point.low < point.high else { return "" }
    return " (\(scale.number(point.low)) … \(scale.number(point.high)))"
  }
}
