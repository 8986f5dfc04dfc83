import Store

extension Chart {
  /// Maps of levers: coloured cells with the mean difference in each.
  static func maps(_ index: StudyIndex) -> [Chart] {
    LeverChart.all(of: index).map { map in
      let several = index.contenders.count > 1
      let present = map.presentText.map { "Dashed lines: where the scenario itself stands. \($0) " }
      return Chart(
        id: "map-\(map.first.metric)" + (several ? "-\(map.first.alternative)" : ""),
        finding: map.claim,
        subtitle: "Mean difference in \(map.measure), \(map.contender) minus \(map.baseline) "
          + "[\(map.scale.unit)], over \(Words.count(map.worlds, "world")) at each setting of "
          + "\(map.first.xTitle) and \(map.first.yTitle)",
        note: "Colour: which does better, in at least 90 % of worlds or probably, in 70 to 90 %. "
          + LeverChart.aheadText + " "
          + (present ?? "")
          + "One run of chance a world and no simulated hours: every digital attempt counts as "
          + "completed, so figures differ a little from those of the study.",
        view: map.view, table: map.table)
    }
  }
}

extension LeverChart {
  private static let cell = (width: 96, height: 44)

  fileprivate var view: JSONValue {
    let x = axis("x0", first.xTitle, xs)
    let y = axis("y0", first.yTitle, ys)
    var layers: [JSONValue] = [
      [
        "mark": ["type": "rect", "stroke": "#888888", "strokeWidth": 0.5],
        "encoding": [
          "x": x, "x2": ["field": "x1"], "y": y, "y2": ["field": "y1"], "color": colour,
          "tooltip": ["field": "tip", "type": "nominal"],
        ],
      ]
    ]
    for (channel, place) in [("x", first.xPresentPlace), ("y", first.yPresentPlace)] {
      guard let place else { continue }
      layers.append(
        [
          "mark": [
            "type": "rule", "color": .string(Vega.ink), "strokeDash": [5, 4], "strokeWidth": 1.5,
            "opacity": 0.5,
          ],
          "encoding": .object([
            .init(key: channel, value: ["datum": .number(place), "type": "quantitative"])
          ]),
        ])
    }
    layers += [texts("datum.isDark", "#ffffff"), texts("!datum.isDark", Vega.ink)]
    return Vega.view(
      width: Self.cell.width * xs.count, height: .integer(Self.cell.height * ys.count),
      data: data, layers: layers)
  }

  private func texts(_ filter: String, _ ink: String) -> JSONValue {
    [
      "transform": [["filter": .string(filter)]],
      "mark": ["type": "text", "baseline": "middle", "color": .string(ink)],
      "encoding": [
        "x": ["field": "x", "type": "quantitative"],
        "y": ["field": "y", "type": "quantitative"],
        "text": ["field": "text", "type": "nominal"],
      ],
    ]
  }

  /// Settings at equal distances, from 0 for the low one.
  private func axis(
    _ field: String, _ title: String, _ settings: [String]
  ) -> JSONValue {
    let texts = JSONValue.strings(settings).compact
    return [
      "field": .string(field), "type": "quantitative",
      "scale": [
        "domain": [-0.5, .number(Double(settings.count) - 0.5)], "nice": false, "zero": false,
      ],
      "axis": [
        "title": .string(title), "values": .array(settings.indices.map { .integer($0) }),
        "labelExpr": .string("\(texts)[datum.value]"), "grid": false, "ticks": false,
        "domain": false, "labelLimit": 160, "labelFlush": false, "labelOverlap": false,
      ],
    ]
  }

  private var colour: JSONValue {
    [
      "field": "class", "type": "nominal",
      "scale": [
        "domain": .strings(Standing.allCases.map { name($0) }),
        "range": .strings(Standing.allCases.map(\.colour)),
      ],
      "legend": [
        "title": nil, "orient": "bottom", "columns": 2, "symbolType": "square", "labelLimit": 330,
        "symbolStrokeColor": "#888888", "symbolStrokeWidth": 0.5,
      ],
    ]
  }

  private var data: [JSONValue] {
    rows.compactMap { row in
      guard let x = xs.firstIndex(of: row.xSetting), let y = ys.firstIndex(of: row.ySetting)
      else { return nil }
      let standing = standing(row)
      return [
        "x": .integer(x), "x0": .number(Double(x) - 0.5), "x1": .number(Double(x) + 0.5),
        "y": .integer(y), "y0": .number(Double(y) - 0.5), "y1": .number(Double(y) + 0.5),
        "class": .string(name(standing)), "isDark": .bool(standing.isDark),
        "text": .string(scale.number(row.mean, isSigned: true)),
        "tip": .string(
          "\(first.xTitle) \(row.xSetting), \(first.yTitle) \(row.ySetting): "
            + "\(scale.text(row.mean, isSigned: true)) ± \(error(row)), "
            + "better in \(Words.percent(row.probability)) of worlds, \(row.verdict)"),
      ]
    }
  }

  private func error(_ row: StoredMapRow) -> String { scale.error((row.upper - row.lower) / 2) }

  fileprivate var table: ChartTable {
    ChartTable(
      columns: [
        first.xTitle, first.yTitle, "Mean difference [\(scale.unit)]",
        "Computing error ± [\(scale.unit)]", "\(contender) better in [% of worlds]",
        "Computing error of that share [%]", "Verdict on \(contender)", "Worlds",
      ],
      rows: rows.map { row in
        [
          .text(row.xSetting), .text(row.ySetting),
          .number(
            row.mean / scale.divisor, shown: scale.number(row.mean, isSigned: true)),
          .number((row.upper - row.lower) / 2 / scale.divisor, shown: error(row)),
          .number(row.probability * 100, shown: Words.percentNumber(row.probability)),
          .text(
            "\(Words.percentNumber(row.probabilityLower))–"
              + Words.percentNumber(row.probabilityUpper)),
          .text(row.verdict), .number(Double(row.n), shown: "\(row.n)"),
        ]
      })
  }
}
