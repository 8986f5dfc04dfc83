import Store

/// A summary or a difference in the reader's words: its mean with computing error and its range of
/// outcomes, always both.
struct Figure: Hashable, Sendable {
  /// `152.3 ± 3.1 M USD`, `≥ 34.1 ± 1.2 months`, `not reached`.
  var mean: String
  /// `98.0 … 214.0`, in the unit of `mean`; empty where nothing varies.
  var range: String

  /// - Parameter ceiling: value that stands for "not reached", for times to market.
  init(_ row: StoredSummary, currency: String, ceiling: Double?) {
    let scale = Scale(
      unit: row.unit, currency: currency, values: [row.mean, row.p05, row.p95])
    let isCeiling = { (value: Double) in ceiling.map { value >= $0 * (1 - 1e-9) } ?? false }
    if isCeiling(row.p05) {
      (mean, range) = (Words.notReached, "")
      return
    }
    if row.p05 == row.p95, row.lower == row.upper {
      (mean, range) = ("\(scale.text(row.mean)) in every world", "")
      return
    }
    let error = scale.error((row.upper - row.lower) / 2)
    let bound = isCeiling(row.p95) ? "≥ " : ""
    mean = "\(bound)\(scale.number(row.mean)) ± \(error)\(scale.suffix)"
    let last = isCeiling(row.p95) ? Words.notReached : scale.number(row.p95)
    range = "\(scale.number(row.p05)) … \(last)"
  }

  /// A paired difference; signs are always written.
  init(_ row: StoredComparison, currency: String) {
    let scale = Scale(unit: row.unit, currency: currency, values: [row.mean, row.p05, row.p95])
    let error = scale.error((row.upper - row.lower) / 2)
    // Points, not per cent of something.
    let suffix = row.unit == "share" ? " points" : scale.suffix
    mean = "\(scale.number(row.mean, isSigned: true)) ± \(error)\(suffix)"
    range =
      "\(scale.number(row.p05, isSigned: true)) … \(scale.number(row.p95, isSigned: true))"
  }
}

extension StoredComparison {
  /// `97 % (83–99)`: share of worlds in which the alternative is better, with its computing error.
  var probabilityText: String {
    "\(Words.percent(probability)) "
      + "(\(Words.percentNumber(probabilityLower))–\(Words.percentNumber(probabilityUpper)))"
  }

  /// Whether the verdict says something about which is better.
  var isClear: Bool { verdict != Words.noClearDifference && verdict != Words.notPrecise }
}

extension StudyIndex {
  /// What one line of the table says of one alternative; `nil` where it has no such figure.
  func figure(_ line: DecisionLine, of alternative: StoredAlternative) -> Figure? {
    summary(line.question, of: alternative).map { row in
      Figure(
        row, currency: record.currency, ceiling: line.isTimeToMarket ? horizonMonths : nil)
    }
  }
}
