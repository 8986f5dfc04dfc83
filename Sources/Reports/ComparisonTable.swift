import Store

/// The decision for a terminal: each alternative's figures, paired differences, break-even, what
/// matters most, warnings and, last and so in sight, the verdicts.
///
///     print(ComparisonTable.text(study, width: 104, colour: true), terminator: "")
public enum ComparisonTable {
  /// - Parameters:
  ///   - study: a finished study; its rows are not needed.
  ///   - width: columns of the terminal [1]; at least 60 are used, 100–110 read best.
  ///   - colour: whether to write bold and dim (ANSI).
  /// - Returns: the text, its last line ended.
  public static func text(_ study: StoredStudy, width: Int = 104, colour: Bool = false) -> String {
    var table = ComparisonText(study, width: width, colour: colour)
    table.addHeading()
    table.addOutcomes()
    for contender in table.index.contenders { table.addDifferences(of: contender) }
    table.addBreakEven()
    table.addDrivers()
    table.layout.addMaps(of: table.index)
    table.addReadingHelp()
    table.addFindings()
    return table.layout.text
  }
}

/// `ComparisonTable.text` in the making.
private struct ComparisonText {
  let index: StudyIndex
  let findings: Findings
  var layout: TextLayout

  init(_ study: StoredStudy, width: Int, colour: Bool) {
    index = StudyIndex(study)
    findings = Findings(index)
    layout = TextLayout(width: width, isColoured: colour)
  }

  typealias Cell = [(String, TextLayout.Style)]

  mutating func addHeading() {
    let record = index.record
    layout.paragraph(record.title, style: .boldUnderlined)
    layout.paragraph(record.question)
    layout.paragraph(
      "\(Words.count(record.worlds, "world")), seed \(record.seed); "
        + "\(Words.count(record.services, "service")); \(index.period); "
        + "prices of \(record.priceYear) in \(record.currency); \(record.discountingText)",
      style: .dim)
  }

  // MARK: Outcomes

  /// One block of columns, or more where not all alternatives fit side by side.
  mutating func addOutcomes() {
    let lines = index.decisionLines
    let texts = lines.flatMap { line in index.alternatives.flatMap { cell(line, $0) } }
    guard let widest = texts.map(\.0.count).max() else { return }
    let column = max(widest + 2, 20)
    let most = max((layout.width - Self.narrowLabel) / column, 1)
    let count = index.alternatives.count
    let blocks = (count + most - 1) / most
    let size = (count + blocks - 1) / blocks
    for start in stride(from: 0, to: count, by: size) {
      addOutcomes(
        of: Array(index.alternatives[start..<min(start + size, count)]), column: column)
    }
  }

  private static let narrowLabel = 24
  private static let wideLabel = 46

  private mutating func addOutcomes(of alternatives: [StoredAlternative], column: Int) {
    let free = layout.width - column * alternatives.count
    let label = max(min(free, Self.wideLabel), Self.narrowLabel)
    let widths = [label] + alternatives.map { _ in column }
    let titles = alternatives.map { alternative -> Cell in
      TextLayout.wrap(alternative.title, width: column - 2).map { ($0, .bold) }
    }
    layout.add()
    layout.row(
      [[("mean ± computing error", .bold), ("5 % … 95 % of outcomes", .dim)]] + titles,
      widths: widths)
    layout.rule()
    for line in index.decisionLines {
      layout.row(
        [labelled(line.label, width: label - 2)] + alternatives.map { cell(line, $0) },
        widths: widths)
    }
  }

  private func labelled(_ label: String, width: Int) -> Cell {
    TextLayout.wrap(label, width: width).map { ($0, .plain) }
  }

  private func cell(_ line: DecisionLine, _ alternative: StoredAlternative) -> Cell {
    guard let figure = index.figure(line, of: alternative) else { return [("–", .dim)] }
    return [(figure.mean, .plain)] + (figure.range.isEmpty ? [] : [(figure.range, .dim)])
  }

  // MARK: Differences

  mutating func addDifferences(of contender: StoredAlternative) {
    let rows = index.decisionLines.compactMap { line in
      index.comparison(line.question, of: contender).map { row in
        (line.label, row, Figure(row, currency: index.record.currency))
      }
    }
    guard !rows.isEmpty, let baseline = index.baseline else { return }
    let mean = (rows.map(\.2.mean.count).max() ?? 0) + 2
    let range = (rows.map(\.2.range.count).max() ?? 0) + 2
    let chance = (rows.map(\.1.probabilityText.count).max() ?? 0) + 2
    let verdict = 21
    let free = layout.width - mean - range - chance - verdict
    let label = max(min(free, Self.wideLabel), Self.narrowLabel)
    let widths = [label, mean, range, chance, 0]
    layout.add()
    layout.paragraph("\(contender.title) minus \(baseline.title), world by world", style: .bold)
    layout.row(
      [
        [], [("mean ± error", .dim)], [("5 % … 95 %", .dim)], [("better in", .dim)],
        [("verdict", .dim)],
      ], widths: widths)
    layout.rule()
    for (name, row, figure) in rows {
      let words = TextLayout.wrap(row.verdict, width: verdict)
      layout.row(
        [
          labelled(name, width: label - 2), [(figure.mean, .plain)], [(figure.range, .dim)],
          [(row.probabilityText, .plain)], words.map { ($0, row.isClear ? .bold : .plain) },
        ], widths: widths)
    }
  }

  // MARK: What follows

  mutating func addBreakEven() {
    guard !index.study.breakEven.isEmpty else { return }
    layout.add()
    layout.paragraph("Break-even", style: .bold)
    for sentence in findings.breakEven { layout.paragraph(sentence) }
  }

  mutating func addDrivers() {
    guard !findings.drivers.isEmpty else { return }
    layout.add()
    layout.paragraph(
      "What moves the difference in \(findings.driversMeasure) most", style: .bold)
    let drivers = findings.clearDrivers.prefix(3)
    if drivers.isEmpty {
      layout.paragraph("\(findings.driversClaim) More worlds may show one.")
    }
    for (rank, driver) in drivers.enumerated() {
      let grade = driver.grade.isEmpty ? "" : " [\(driver.grade)]"
      layout.paragraph(
        "\(Words.plain(driver.assumption))\(grade): \(findings.effect(of: driver))",
        first: "\(rank + 1).", indent: 3)
    }
  }

  mutating func addReadingHelp() {
    layout.add()
    for sentence in index.readingHelp { layout.paragraph(sentence, style: .dim) }
  }

  mutating func addFindings() {
    layout.add()
    layout.rule()
    for contender in index.contenders {
      layout.paragraph(findings.headline(for: contender), style: .bold)
      for finding in findings.about(contender) {
        layout.paragraph("\(finding.topic): \(finding.evidence)", first: "·", indent: 2)
      }
    }
    for note in index.study.notes { layout.paragraph(note, first: "!", indent: 2) }
  }
}
