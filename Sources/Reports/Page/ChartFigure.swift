/// A chart with its title, its text alternative, its numbers and their download.
struct ChartFigure {
  let chart: Chart
  /// Whether the page can draw; otherwise the table stands open in the picture's place.
  let isDrawn: Bool

  var markup: Markup {
    let titleID = "title-\(chart.id)"
    return .tag(
      "figure",
      ["class": chart.isTall ? "chart tall" : "chart", "id": chart.id, "aria-labelledby": titleID],
      isDrawn ? [head(titleID), picture, caption, data] : [head(titleID), data])
  }

  private func head(_ id: String) -> Markup {
    .tag(
      "div", ["class": "chart-head"],
      [
        .tag("h3", ["id": id], chart.finding),
        .tag("p", ["class": "subtitle"], chart.subtitle + "."),
      ])
  }

  private var picture: Markup {
    .tag("div", ["class": "picture", "role": "img", "aria-label": chart.description])
      + .tag(
        "script", ["type": "application/json", "class": "spec"],
        [.raw(chart.embedded.compact)])
  }

  private var caption: Markup { .tag("figcaption", [:], chart.note) }

  private var data: Markup {
    let file = "\(chart.id).csv"
    let download = Markup.tag(
      "p", ["class": "screen"],
      [
        .tag(
          "a",
          ["download": file, "href": "data:text/csv;charset=utf-8,\(encoded(chart.table.csv))"],
          "Download these numbers (\(file))")
      ])
    let content = [.tag("summary", [:], "The numbers"), download, numbers]
    return isDrawn
      ? .tag("details", ["class": "data"], content)
      : .tag("details", ["class": "data", "open": "open"], content)
  }

  private var numbers: Markup {
    chart.table.sides.map { SidesTable(sides: $0).markup } ?? DataTable(chart.table).markup
  }

  /// Percent-encoding for a data address.
  private func encoded(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        byte < 0x80 && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
      if isPlain || ",.-_".utf8.contains(byte) {
        encoded.unicodeScalars.append(scalar)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        encoded += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return encoded
  }
}

/// Alternatives side by side: mean with computing error, then the range of outcomes.
struct SidesTable {
  let sides: ChartTable.Sides

  var markup: Markup {
    let titles = sides.titles.map { Markup.tag("th", ["scope": "col"], $0) }
    let rows = sides.lines.map { line in
      Markup.tag(
        "tr", [:],
        [.tag("th", ["scope": "row"], line.name)] + line.figures.map { cell($0) })
    }
    return .tag(
      "div", ["class": "scroll"],
      [
        .tag(
          "table", ["class": "sides"],
          [
            .tag("caption", [:], caption),
            .tag("thead", [:], [.tag("tr", [:], titles)]), .tag("tbody", [:], rows),
          ])
      ])
  }

  private var caption: String {
    let unit = sides.unit.isEmpty ? "" : " [\(sides.unit)]"
    return "Mean ± computing error, then 5 % … 50 % … 95 % of outcomes\(unit)"
  }

  private func cell(_ figure: Figure?) -> Markup {
    guard let figure else { return .tag("td", [:], "–") }
    return .tag(
      "td", [:],
      [
        .tag("span", ["class": "mean"], figure.mean), Markup(" "),
        .tag("span", ["class": "range"], figure.range),
      ])
  }
}

/// A plain table of texts and numbers.
struct DataTable {
  let table: ChartTable

  init(_ table: ChartTable) { self.table = table }

  var markup: Markup {
    let isNumber = table.rows.first?.map { cell in
      if case .number = cell { true } else { false }
    }
    let head = table.columns.enumerated().map { place, title -> Markup in
      isNumber?[place] == true
        ? .tag("th", ["scope": "col", "class": "number"], title)
        : .tag("th", ["scope": "col"], title)
    }
    let rows = table.rows.map { row in
      Markup.tag(
        "tr", [:],
        row.map { cell in
          switch cell {
          case .text(let text): .tag("td", [:], text)
          case .number(_, let shown): .tag("td", ["class": "number"], shown)
          }
        })
    }
    return .tag(
      "div", ["class": "scroll"],
      [
        .tag(
          "table", [:],
          [.tag("thead", [:], [.tag("tr", [:], head)]), .tag("tbody", [:], rows)])
      ])
  }
}
