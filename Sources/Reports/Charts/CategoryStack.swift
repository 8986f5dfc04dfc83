import Store

/// Costs by category, stacked: the seven largest categories and the rest, in colours that colour-blind
/// eyes tell apart, each large part labelled.
struct CategoryStack {
  private struct Part {
    var alternative: String
    var category: String
    var value: Double
  }

  /// Categories in the order of the stack, largest first, the rest last.
  private let categories: [String]
  private let parts: [Part]
  /// `build (27 % of Own stacks)`, for the title.
  let largest: [String]

  private static let rest = "all others"
  private static let mostColours = Vega.colours.count - 1

  /// - Parameter rows: title of the alternative, category, mean value.
  init(rows: [(String, String, Double)]) {
    var totals: [String: Double] = [:]
    var order: [String] = []
    for (_, category, value) in rows {
      if totals[category] == nil { order.append(category) }
      totals[category, default: 0] += value
    }
    let ranked = order.filter { totals[$0] != 0 }
      .enumerated().sorted {
        (totals[$0.element] ?? 0, $1.offset) > (totals[$1.element] ?? 0, $0.offset)
      }.map(\.element)
    let isCut = ranked.count > Self.mostColours + 1
    let named = isCut ? Array(ranked.prefix(Self.mostColours)) : ranked
    categories = named.map { Words.plain($0) } + (isCut ? [Self.rest] : [])
    parts = Self.parts(rows, named: named)
    largest = Self.largest(parts)
  }

  private static func parts(_ rows: [(String, String, Double)], named: [String]) -> [Part] {
    var parts: [Part] = []
    for (alternative, category, value) in rows {
      let name = named.contains(category) ? Words.plain(category) : rest
      let place = parts.firstIndex { $0.alternative == alternative && $0.category == name }
      if let place {
        parts[place].value += value
      } else {
        parts.append(Part(alternative: alternative, category: name, value: value))
      }
    }
    return parts
  }

  private static func largest(_ parts: [Part]) -> [String] {
    var titles: [String] = []
    for part in parts where !titles.contains(part.alternative) { titles.append(part.alternative) }
    return titles.compactMap { title in
      let own = parts.filter { $0.alternative == title }
      let whole = own.map(\.value).reduce(0, +)
      guard let top = own.max(by: { $0.value < $1.value }), whole > 0 else { return nil }
      return "\(top.category) (\(Words.percent(top.value / whole)) of \(title))"
    }
  }

  func view(_ alternatives: [StoredAlternative], scale: Scale) -> JSONValue {
    var start: [String: Double] = [:]
    let most =
      Dictionary(grouping: parts, by: \.alternative).values
      .map { $0.map(\.value).reduce(0, +) }.max() ?? 0
    let data = categories.flatMap { category in
      parts.filter { $0.category == category }.map { part -> JSONValue in
        let from = start[part.alternative] ?? 0
        start[part.alternative] = from + part.value
        let label = part.value > most * 0.06 ? scale.number(part.value) : ""
        return [
          "alternative": .string(Self.name(part.alternative)),
          "category": .string(category), "start": .scaled(from, scale),
          "end": .scaled(from + part.value, scale),
          "middle": .scaled(from + part.value / 2, scale), "label": .string(label),
          "ink": .string(ink(category)),
          "tip": .string("\(part.alternative), \(category): mean \(scale.text(part.value))"),
        ]
      }
    }
    return Vega.view(
      width: 560, height: ["step": 62], data: data,
      layers: [bars(alternatives, scale), labels(alternatives)])
  }

  private func y(_ alternatives: [StoredAlternative]) -> JSONValue {
    [
      "field": "alternative", "type": "nominal", "axis": Vega.namesAxis,
      "sort": .strings(alternatives.map { Self.name($0.title) }),
    ]
  }

  private static func name(_ title: String) -> String { Vega.wrapped(title, width: 34) }

  private func bars(_ alternatives: [StoredAlternative], _ scale: Scale) -> JSONValue {
    let range = categories.indices.map { Vega.colours[$0 % Vega.colours.count] }
    return [
      "mark": ["type": "bar", "height": 34, "stroke": "white", "strokeWidth": 1.5],
      "encoding": [
        "y": y(alternatives),
        "x": Vega.quantity("start", title: "Mean present value [\(scale.unit)]"),
        "x2": ["field": "end"],
        "color": [
          "field": "category", "type": "nominal",
          "scale": ["domain": .strings(categories), "range": .strings(range)],
          "legend": [
            "title": "In the order of the bars", "orient": "bottom", "columns": 4,
            "symbolType": "square",
          ],
        ],
        "tooltip": ["field": "tip", "type": "nominal"],
      ],
    ]
  }

  private func labels(_ alternatives: [StoredAlternative]) -> JSONValue {
    [
      "mark": ["type": "text", "fontWeight": "bold"],
      "encoding": [
        "y": y(alternatives), "x": ["field": "middle", "type": "quantitative"],
        "text": ["field": "label", "type": "nominal"],
        "color": ["field": "ink", "type": "nominal", "scale": nil],
      ],
    ]
  }

  /// White on dark colours, black on light ones.
  private func ink(_ category: String) -> String {
    let place = categories.firstIndex(of: category) ?? 0
    let dark: Set<String> = ["#0072B2", "#D55E00", "#009E73", "#000000"]
    return dark.contains(Vega.colours[place % Vega.colours.count]) ? "white" : "black"
  }
}
