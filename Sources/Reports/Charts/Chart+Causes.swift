import Store

extension Chart {
  /// In how many worlds the alternative has broken even once the programme holds so many services.
  static func breakEven(_ index: StudyIndex) -> Chart? {
    let items = index.study.breakEven.filter { !$0.prefixes.isEmpty && !$0.perWorld.isEmpty }
    guard !items.isEmpty, let claim = Findings(index).breakEven.first else { return nil }
    var data: [JSONValue] = []
    var rows: [[ChartTable.Cell]] = []
    for item in items {
      let title = index.title(of: item.alternative)
      let pair = "\(title) against \(index.title(of: item.baseline))"
      for size in item.prefixes.sorted() {
        let count = item.perWorld.count { $0.map { $0 <= size } ?? false }
        let share = Double(count) / Double(item.perWorld.count) * 100
        data.append(
          [
            "alternative": .string(title), "services": .integer(size), "share": .number(share),
            "tip": .string("\(pair): \(size) services, \(Words.percent(share / 100)) of worlds"),
          ])
        rows.append(
          [
            .text(pair), .number(Double(size), shown: "\(size)"),
            .number(share, shown: Scale.fixed(share, decimals: 0)),
            .number(Double(item.perWorld.count), shown: "\(item.perWorld.count)"),
          ])
      }
    }
    return Chart(
      id: "break-even", finding: claim,
      subtitle:
        "Share of worlds [%] in which it costs less, by number of services in the programme",
      note: "Line: share of worlds that have broken even by that number of services.",
      view: breakEvenView(index, data),
      table: ChartTable(
        columns: ["Pair", "Services in the programme", "Worlds broken even [%]", "Worlds"],
        rows: rows))
  }

  private static func breakEvenView(_ index: StudyIndex, _ data: [JSONValue]) -> JSONValue {
    let x = Vega.quantity("services", title: "Services in the programme", format: "d")
    let y = Vega.quantity("share", title: "Worlds broken even [%]", domain: [0, 100])
    let tip: JSONValue = ["field": "tip", "type": "nominal"]
    return Vega.view(
      width: 560, height: 220, data: data,
      layers: [
        [
          "mark": ["type": "line", "strokeWidth": 2.5, "interpolate": "step-after"],
          "encoding": [
            "x": x, "y": y, "color": Vega.colour(index.alternatives),
            "strokeDash": Vega.dash(index.alternatives), "tooltip": tip,
          ],
        ],
        [
          "mark": ["type": "point", "filled": true, "size": 50, "opacity": 1],
          "encoding": [
            "x": x, "y": y, "color": Vega.colour(index.alternatives), "tooltip": tip,
          ],
        ],
      ])
  }

  /// What moves the difference: mean difference in the lowest and in the highest third of worlds.
  static func drivers(_ index: StudyIndex) -> Chart? {
    let findings = Findings(index)
    let drivers = Array(findings.drivers.prefix(10))
    guard let first = drivers.first else { return nil }
    let scale = Scale(
      unit: first.unit, currency: index.record.currency,
      values: drivers.flatMap { [$0.atLow, $0.atHigh] })
    let limit = Scale.fixed(findings.chanceCorrelation, decimals: 2)
    let left = first.metric == "npv" ? "is worth less" : "costs less"
    return Chart(
      id: "drivers",
      finding: findings.driversClaim,
      subtitle: "Mean difference in \(measure(first)) [\(scale.unit)] among worlds with a low and "
        + "with a high value of the assumption",
      note: "Open dot: the third of worlds where the assumption is lowest. Filled dot: where it is "
        + "highest. Left of zero the alternative \(left). Grade and rank correlation (Spearman) "
        + "follow the name; chance alone hardly gives more than ±\(limit).",
      view: driversView(drivers, scale),
      table: ChartTable(
        columns: [
          "Assumption", "Grade", "Rank correlation", "Lowest third [\(scale.unit)]",
          "Highest third [\(scale.unit)]",
        ],
        rows: drivers.map { driver in
          [
            .text(Words.plain(driver.assumption)), .text(driver.grade),
            .number(
              driver.rankCorrelation, shown: Findings.correlation(driver.rankCorrelation)),
            .scaled(driver.atLow, scale), .scaled(driver.atHigh, scale),
          ]
        }), isTall: true)
  }

  private static func measure(_ driver: StoredDriver) -> String {
    switch driver.metric {
    case "pvc": "present value of costs"
    case "npv": "present value of benefits less costs"
    default: Words.plain(driver.metric)
    }
  }

  private static func driversView(_ drivers: [StoredDriver], _ scale: Scale) -> JSONValue {
    let data = drivers.map { driver -> JSONValue in
      let grade = driver.grade.isEmpty ? "" : "\(driver.grade), "
      let name = Words.plain(driver.assumption)
      return [
        "label": .string("\(name)\n\(grade)\(Findings.correlation(driver.rankCorrelation))"),
        "low": .scaled(driver.atLow, scale), "high": .scaled(driver.atHigh, scale),
        "tip": .string(
          "\(name): \(scale.text(driver.atLow, isSigned: true)) where low, "
            + "\(scale.text(driver.atHigh, isSigned: true)) where high"),
      ]
    }
    let y: JSONValue = [
      "field": "label", "type": "nominal", "sort": nil,
      "axis": Vega.namesAxis,
    ]
    let x = Vega.quantity("low", title: "Mean difference [\(scale.unit)]")
      .with("scale", ["zero": true])
    let tip: JSONValue = ["field": "tip", "type": "nominal"]
    let colour = JSONValue.string(Vega.colours[0])
    return Vega.view(
      width: 500, height: ["step": 40], data: data,
      layers: [
        [
          "mark": ["type": "rule", "strokeWidth": 3, "color": colour, "opacity": 0.5],
          "encoding": ["y": y, "x": x, "x2": ["field": "high"]],
        ],
        [
          "mark": [
            "type": "point", "size": 90, "fill": "white", "color": colour, "opacity": 1,
          ],
          "encoding": ["y": y, "x": x, "tooltip": tip],
        ],
        [
          "mark": ["type": "point", "size": 90, "filled": true, "color": colour, "opacity": 1],
          "encoding": ["y": y, "x": x.with("field", "high"), "tooltip": tip],
        ],
        [
          "mark": ["type": "rule", "color": .string(Vega.grey), "strokeDash": [4, 3]],
          "encoding": ["x": ["datum": 0]],
        ],
      ])
  }
}
