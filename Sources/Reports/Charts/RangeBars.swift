import Store

/// Means with both their spreads, lying: range of outcomes, computing error, mean and its number.
///
///     identity  ────▬▬▮▬▬─────── 46 ± 11
///               ──▬▮▬────        31 ± 4
struct RangeBars {
  var items: [StudyIndex.Item]
  /// Whether each line is an alternative; otherwise it is an entity, with a bar for each alternative.
  var isByAlternative = false
  var scale: Scale

  func view(_ alternatives: [StoredAlternative], title: String) -> JSONValue {
    let x = Vega.quantity("low", title: title).with("scale", ["zero": true])
    let shown = Set(items.map(\.title))
    let colour =
      isByAlternative
      ? Vega.colour(alternatives) : Vega.keyedColour(alternatives, shown: shown)
    return Vega.view(
      width: 500, height: isByAlternative ? ["step": 30] : ["step": 19, "for": "offset"],
      data: items.map { datum($0) },
      layers: [
        layer(
          ["type": "rule", "strokeWidth": 2], ["x": x, "x2": ["field": "high"], "color": colour],
          alternatives),
        layer(
          ["type": "bar", "height": 11, "opacity": 0.55],
          ["x": x.with("field", "lower"), "x2": ["field": "upper"], "color": colour],
          alternatives),
        layer(
          ["type": "tick", "thickness": 2.5, "size": 16, "color": .string(Vega.ink)],
          ["x": x.with("field", "mean")], alternatives),
        layer(
          [
            "type": "text", "align": "left", "baseline": "middle", "dx": 7,
            "color": .string(Vega.ink),
          ],
          ["x": x.with("field", "right"), "text": ["field": "text", "type": "nominal"]],
          alternatives),
      ])
  }

  private func layer(
    _ mark: JSONValue, _ channels: JSONValue, _ alternatives: [StoredAlternative]
  ) -> JSONValue {
    var encoding = channels.with("y", y)
    if !isByAlternative {
      encoding = encoding.with(
        "yOffset",
        ["field": "alternative", "type": "nominal", "sort": .strings(alternatives.map(\.title))])
    }
    return ["mark": mark, "encoding": encoding]
  }

  private var y: JSONValue {
    [
      "field": "line", "type": "nominal", "sort": nil, "axis": Vega.namesAxis,
      "scale": ["paddingInner": .number(isByAlternative ? 0.1 : 0.35)],
    ]
  }

  private func datum(_ item: StudyIndex.Item) -> JSONValue {
    let row = item.row
    let line = isByAlternative ? item.title : Self.place(item.entity)
    return [
      "line": .string(Vega.wrapped(line, width: 34)), "alternative": .string(item.title),
      "mean": .scaled(row.mean, scale), "lower": .scaled(row.lower, scale),
      "upper": .scaled(row.upper, scale), "low": .scaled(row.p05, scale),
      "high": .scaled(row.p95, scale), "right": .scaled(max(row.p95, row.upper), scale),
      "text": .string("\(scale.number(row.mean)) ± \(scale.error((row.upper - row.lower) / 2))"),
    ]
  }

  /// `rural, web` for `rural/web`.
  static func place(_ entity: String) -> String {
    entity == "country" ? "whole country" : entity.split(separator: "/").joined(separator: ", ")
  }
}
