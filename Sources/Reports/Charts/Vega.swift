import Store

/// The look that all charts share, and the pieces that they are made of.
enum Vega {
  /// Okabe and Ito's colours, safe for colour-blind eyes, those with most contrast on white first.
  /// Source: Okabe and Ito, "Color Universal Design" (2008).
  static let colours = [
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#999999",
  ]
  /// So that lines differ also where colours do not print.
  static let dashes: [JSONValue] = [[1, 0], [8, 4], [2, 3], [8, 3, 2, 3], [12, 3], [4, 4]]

  static let ink = "#222222"
  static let grey = "#666666"

  static let configuration: JSONValue = [
    "font": "Arial, Liberation Sans, sans-serif",
    "background": "white",
    "view": ["stroke": nil],
    "axis": [
      "labelFontSize": 13, "titleFontSize": 13, "titleFontWeight": "normal",
      "labelColor": "#222222", "titleColor": "#444444", "gridColor": "#e3e3e3",
      "domainColor": "#888888", "tickColor": "#888888",
    ],
    "text": ["fontSize": 13, "lineBreak": "\n"],
    "legend": ["labelFontSize": 13, "titleFontSize": 13, "symbolStrokeWidth": 2.5],
    "title": ["fontSize": 15, "subtitleFontSize": 12, "subtitleColor": "#444444"],
  ]

  /// Which colour and dash belong to whom: by place in the study's list, the same in every chart.
  static func colour(_ alternatives: [StoredAlternative]) -> JSONValue {
    scale(alternatives, range: .strings(alternatives.indices.map { colours[$0 % colours.count] }))
  }

  static func dash(_ alternatives: [StoredAlternative]) -> JSONValue {
    scale(alternatives, range: .array(alternatives.indices.map { dashes[$0 % dashes.count] }))
  }

  /// With a key above the chart, where no label names the alternatives.
  static func keyedColour(
    _ alternatives: [StoredAlternative], shown titles: Set<String>
  ) -> JSONValue {
    let places = alternatives.indices.filter { titles.contains(alternatives[$0].title) }
    return [
      "field": "alternative", "type": "nominal",
      "scale": [
        "domain": .strings(places.map { alternatives[$0].title }),
        "range": .strings(places.map { colours[$0 % colours.count] }),
      ],
      "legend": ["title": nil, "orient": "top", "symbolType": "square", "labelLimit": 260],
    ]
  }

  /// An axis of names, some of them on two lines.
  static let namesAxis: JSONValue = [
    "title": nil, "labelLimit": 260, "domain": false, "ticks": false, "labelPadding": 8,
    "labelExpr": "split(datum.label, '\\n')",
  ]

  private static func scale(_ alternatives: [StoredAlternative], range: JSONValue) -> JSONValue {
    [
      "field": "alternative", "type": "nominal", "legend": nil,
      "scale": ["domain": .strings(alternatives.map(\.title)), "range": range],
    ]
  }

  static func quantity(
    _ field: String, title: String, format: String? = nil, domain: [Double]? = nil
  ) -> JSONValue {
    var axis: JSONValue = ["title": .string(title)]
    if let format { axis = axis.with("format", .string(format)).with("tickMinStep", 1) }
    var channel: JSONValue = ["field": .string(field), "type": "quantitative", "axis": axis]
    if let domain {
      channel = channel.with(
        "scale", ["domain": .array(domain.map { .number($0) }), "nice": false])
    }
    return channel
  }

  static func view(
    width: Int, height: JSONValue, data: [JSONValue], layers: [JSONValue]
  ) -> JSONValue {
    [
      "width": .integer(width), "height": height, "data": ["values": .array(data)],
      "layer": .array(layers), "config": configuration,
    ]
  }

  /// Breaks a label into lines of about `width` characters.
  static func wrapped(_ text: String, width: Int = 20) -> String {
    TextLayout.wrap(text, width: width).joined(separator: "\n")
  }
}

extension JSONValue {
  /// A value as a chart takes it: divided to the unit of its axis.
  static func scaled(_ value: Double, _ scale: Scale) -> JSONValue {
    .number(value / scale.divisor)
  }
}
