import Store

/// Median lines with their range of outcomes over a number axis: years or months.
///
///      cost │        ▒▒▒── own stacks
///           │   ▒▒▒▒───▒▒
///           │ ▒▒──┄┄┄┄┄┄┄┄┄ shared platform
///           └──────────────── year
struct BandChart {
  struct Point {
    var alternative: Int
    var x: Double
    var low: Double
    var middle: Double
    var high: Double
    var tip: String
  }

  var alternatives: [StoredAlternative]
  var points: [Point]
  var xTitle: String
  var yTitle: String
  /// Divides stored values to the unit of the axis.
  var divisor: Double
  /// Of the horizontal axis; `d` for years.
  var xFormat = "d"
  /// Highest value of the vertical axis, where it is known beforehand.
  var top: Double?
  /// `linear`, or `step-after` for counts that jump.
  var interpolation = "linear"
  var isDotted = true

  private static let width = 560
  private static let height = 235

  var view: JSONValue {
    var layers = [band, line]
    if isDotted { layers.append(dots) }
    layers.append(labels)
    return Vega.view(
      width: Self.width, height: .integer(Self.height), data: points.map { datum($0) },
      layers: layers)
  }

  private func datum(_ point: Point) -> JSONValue {
    [
      "alternative": .string(alternatives[point.alternative].title), "x": .number(point.x),
      "low": .number(point.low / divisor), "middle": .number(point.middle / divisor),
      "high": .number(point.high / divisor), "tip": .string(point.tip),
    ]
  }

  private var x: JSONValue {
    let values = points.map(\.x)
    let domain = [values.min() ?? 0, values.max() ?? 1]
    return Vega.quantity("x", title: xTitle, format: xFormat, domain: domain)
  }

  private var y: JSONValue {
    let channel = Vega.quantity("middle", title: yTitle)
    guard let top else { return channel }
    return channel.with("scale", ["domain": [0, .number(top / divisor)]])
  }

  private var band: JSONValue {
    [
      "mark": [
        "type": "area", "opacity": 0.16, "interpolate": .string(interpolation),
      ],
      "encoding": [
        "x": x, "y": y.with("field", "low"), "y2": ["field": "high"],
        "color": Vega.colour(alternatives),
      ],
    ]
  }

  private var line: JSONValue {
    [
      "mark": [
        "type": "line", "strokeWidth": 2.5, "interpolate": .string(interpolation),
      ],
      "encoding": [
        "x": x, "y": y, "color": Vega.colour(alternatives),
        "strokeDash": Vega.dash(alternatives),
        "tooltip": ["field": "tip", "type": "nominal"],
      ],
    ]
  }

  private var dots: JSONValue {
    [
      "mark": ["type": "point", "filled": true, "size": 45, "opacity": 1],
      "encoding": [
        "x": x, "y": y, "color": Vega.colour(alternatives),
        "tooltip": ["field": "tip", "type": "nominal"],
      ],
    ]
  }

  /// The name of each line at its end, moved apart where lines end close together.
  private var labels: JSONValue {
    [
      "data": ["values": .array(labelPlaces.map { label($0) })],
      "mark": [
        "type": "text", "align": "left", "baseline": "middle", "dx": 8, "fontWeight": "bold",
      ],
      "encoding": [
        "x": x, "y": y, "text": ["field": "label", "type": "nominal"],
        "color": Vega.colour(alternatives),
      ],
    ]
  }

  private struct LabelPlace {
    var alternative: Int
    var x: Double
    var y: Double
  }

  private func label(_ place: LabelPlace) -> JSONValue {
    let title = alternatives[place.alternative].title
    return [
      "alternative": .string(title), "label": .string(Vega.wrapped(title)),
      "x": .number(place.x), "middle": .number(place.y / divisor),
    ]
  }

  private var labelPlaces: [LabelPlace] {
    let ends = alternatives.indices.compactMap { index in
      points.last { $0.alternative == index }.map {
        LabelPlace(alternative: index, x: $0.x, y: $0.middle)
      }
    }.sorted { $0.y < $1.y }
    let ceiling = top ?? points.map(\.high).max() ?? 0
    let floor = min(points.map(\.low).min() ?? 0, 0)
    // Two lines of text, in units of the axis.
    let gap = (ceiling - floor) * 0.15
    var places = ends
    for index in places.indices.dropFirst() {
      places[index].y = max(places[index].y, places[index - 1].y + gap)
    }
    // Pushed over the top: move the pile down.
    var limit = ceiling
    for index in places.indices.reversed() {
      places[index].y = min(places[index].y, limit)
      limit = places[index].y - gap
    }
    return places
  }
}

extension BandChart {
  /// One metric by year for every alternative that has it.
  init?(
    _ index: StudyIndex, metric: String, window: String = "", yTitle: String, scale: Scale
  ) {
    alternatives = index.alternatives
    points = []
    for (place, alternative) in index.alternatives.enumerated() {
      for year in index.years(metric, window: window) {
        let question = Question(metric: metric, year: year, window: window)
        guard let row = index.summary(question, of: alternative) else { continue }
        points.append(
          Point(
            alternative: place, x: Double(year), low: row.p05, middle: row.p50, high: row.p95,
            tip: "\(alternative.title), \(year): median \(scale.text(row.p50)), "
              + "5–95 % \(scale.number(row.p05)) to \(scale.text(row.p95))"))
      }
    }
    guard !points.isEmpty else { return nil }
    (xTitle, self.yTitle, divisor) = ("", yTitle, scale.divisor)
  }
}
