import Store

// MARK: - Page 1

extension ReportPage {
  /// The decision in words, one picture, the figures that carry it, and how sure.
  func decision(before sections: [Section]) -> Markup {
    .tag(
      "header", ["id": "top"],
      [
        .tag("h1", [:], record.title),
        .tag("p", ["class": "question"], record.question),
        .tag("p", ["class": "meta"], meta),
        .joined(index.contenders.map { verdicts(on: $0) }),
        warnings, figure("decision") ?? .empty, keyFigures, navigation(to: sections),
      ])
  }

  private var meta: String {
    "\(Words.count(record.services, "service")); \(index.period); costs in \(record.currency), "
      + "prices of \(record.priceYear); \(record.discountingText); \(Words.count(record.worlds, "world")), "
      + "seed \(record.seed). A simulation, not a forecast: every input and its source is in the "
      + "appendix."
  }

  private func verdicts(on contender: StoredAlternative) -> Markup {
    let items = findings.about(contender).flatMap { finding in
      [
        Markup.tag("dt", [:], finding.topic),
        Markup.tag(
          "dd", [:],
          [
            .tag("span", ["class": finding.isClear ? "clear" : "open"], finding.verdict),
            Markup(" " + finding.evidence),
          ]),
      ]
    }
    guard !items.isEmpty else { return .empty }
    return .tag("p", ["class": "headline"], findings.headline(for: contender))
      + .tag("dl", ["class": "findings"], items)
  }

  private var warnings: Markup {
    guard !index.study.notes.isEmpty else { return .empty }
    return .tag(
      "div", ["class": "warnings", "role": "note"],
      [
        .tag("strong", [:], "Read with these in mind"),
        .tag("ul", [:], index.study.notes.map { .tag("li", [:], $0) }),
      ])
  }

  private var keyFigures: Markup {
    let key: Set<String> = [
      "pvc", "npv", "pvc_per_service_year", "time_to_market.p80", "sojourn_time.p95",
    ]
    let lines = index.decisionLines.filter { line in
      key.contains(line.question.metric)
        && (line.question.year == nil || line.question.year == index.lastPeakYear)
    }
    return DecisionTable(index: index, lines: lines, caption: "The figures that carry it").markup
      + .tag("p", ["class": "note"], index.readingHelp.joined(separator: " "))
  }

  private func navigation(to sections: [Section]) -> Markup {
    let links = sections.map { section in
      Markup.tag("li", [:], [.tag("a", ["href": "#\(section.id)"], section.title)])
    }
    return .tag("nav", ["aria-label": "Sections"], [.tag("ul", [:], links)])
  }

  /// Every line of the table, and how sure each is.
  var allFigures: [Markup] {
    guard !index.decisionLines.isEmpty else { return [] }
    return [
      DecisionTable(index: index, lines: index.decisionLines, caption: "").markup,
      .tag("p", ["class": "note"], confidence),
    ]
  }

  private var confidence: String {
    let inputs = index.study.inputs
    let ranges = inputs.count { !$0.range.isEmpty }
    let sources = inputs.count { !$0.source.isEmpty }
    let basis =
      inputs.isEmpty
      ? ""
      : "Of \(Words.count(inputs.count, "input")), \(sources) name a source; \(ranges) have a "
        + "range, from which each world draws anew. "
    return basis
      + "A verdict rests on the share of worlds in which one alternative does better: at least "
      + "90 % is called plainly, 70 to 90 % “probably”, less is “no clear difference”. Where the "
      + "computing error could change that class, the verdict says so."
  }
}

/// Alternatives side by side, then the paired difference with its verdict.
struct DecisionTable {
  let index: StudyIndex
  let lines: [DecisionLine]
  let caption: String

  /// With one contender its difference stands in the same row; with more, in tables of their own.
  var markup: Markup {
    let contenders = index.contenders
    guard !lines.isEmpty else { return .empty }
    if contenders.count == 1, let contender = contenders.first {
      return table(caption, alternatives: index.alternatives, contender: contender)
    }
    return .joined(
      [table(caption, alternatives: index.alternatives, contender: nil)]
        + contenders.map { contender in
          table(
            "\(contender.title) minus \(index.baseline?.title ?? "")", alternatives: [],
            contender: contender)
        })
  }

  private func table(
    _ caption: String, alternatives: [StoredAlternative], contender: StoredAlternative?
  ) -> Markup {
    let shown = lines.filter { line in
      !alternatives.isEmpty
        || contender.map { index.comparison(line.question, of: $0) != nil } ?? false
    }
    return .tag(
      "div", ["class": "scroll"],
      [
        .tag(
          "table", ["class": "decision"],
          [
            caption.isEmpty ? .empty : .tag("caption", [:], caption),
            .tag("thead", [:], [head(alternatives, contender)]),
            .tag("tbody", [:], shown.map { row($0, alternatives, contender) }),
          ])
      ])
  }

  private func head(
    _ alternatives: [StoredAlternative], _ contender: StoredAlternative?
  ) -> Markup {
    let first = Markup.tag(
      "th", ["scope": "col"],
      [
        .tag("span", ["class": "mean"], "mean ± computing error"),
        .tag("span", ["class": "range"], "5 % … 95 % of outcomes"),
      ])
    let titles = alternatives.map { Markup.tag("th", ["scope": "col"], $0.title) }
    guard let contender, let baseline = index.baseline else {
      return .tag("tr", [:], [first] + titles)
    }
    let difference =
      alternatives.isEmpty ? "Difference" : "\(contender.title) minus \(baseline.title)"
    return .tag(
      "tr", [:],
      [first] + titles + [
        .tag("th", ["scope": "col", "class": "difference"], difference),
        .tag("th", ["scope": "col", "class": "difference"], "Better in … of worlds, verdict"),
      ])
  }

  private func row(
    _ line: DecisionLine, _ alternatives: [StoredAlternative], _ contender: StoredAlternative?
  ) -> Markup {
    let cells = alternatives.map { alternative in
      cell(index.figure(line, of: alternative), [:])
    }
    let difference = contender.map { differenceCells(line, $0) } ?? []
    return .tag(
      "tr", [:], [.tag("th", ["scope": "row"], line.label)] + cells + difference)
  }

  private func cell(
    _ figure: Figure?, _ attributes: KeyValuePairs<String, String>
  ) -> Markup {
    guard let figure else { return .tag("td", attributes, "–") }
    let range =
      figure.range.isEmpty ? Markup.empty : .tag("span", ["class": "range"], figure.range)
    return .tag("td", attributes, [.tag("span", ["class": "mean"], figure.mean), range])
  }

  private func differenceCells(
    _ line: DecisionLine, _ contender: StoredAlternative
  ) -> [Markup] {
    guard let row = index.comparison(line.question, of: contender) else {
      return [.tag("td", ["class": "difference"], "–"), .tag("td", ["class": "difference"], "")]
    }
    return [
      cell(Figure(row, currency: index.record.currency), ["class": "difference"]),
      .tag(
        "td", ["class": "difference verdict"],
        [
          .tag("span", ["class": "mean"], row.probabilityText),
          .tag("span", ["class": row.isClear ? "clear" : "open"], row.verdict),
        ]),
    ]
  }
}
