import Experiments
import Store
import Testing

@testable import Reports

@Suite struct ScaleTests {
  @Test(
    arguments: [
      (152_300_000, "USD", "152 M USD"), (98_400_000, "USD", "98.4 M USD"),
      (1_234_000_000, "USD", "1.23 bn USD"), (45_600, "USD", "45.6 k USD"),
      (9_876, "USD", "9876 USD"), (-3_140_000, "USD", "−3.14 M USD"), (0, "USD", "0 USD"),
      (0.862, "share", "86.2 %"), (27.26, "month", "27.3 months"), (0.0457, "s", "45.7 ms"),
      (1.234, "s", "1.23 s"), (300, "s", "5.00 min"), (112, "services", "112"),
      (2.5, "services", "2.5"), (1.31, "1", "1.31"), (94.2, "1/s", "94.2/s"),
      (12_345, "1", "12\u{202f}345"), (7.25, "person-month", "7.25 person-month"),
    ] as [(Double, String, String)])
  func writesInAFittingUnit(value: Double, unit: String, text: String) {
    let scale = Scale(unit: unit, currency: "USD", values: [value])
    #expect(scale.text(value) == text)
  }

  @Test func oneUnitForAllOfACell() {
    let scale = Scale(unit: "USD", currency: "USD", values: [152e6, 900_000])
    #expect(scale.number(900_000) == "1")
    #expect(scale.error(300_000) == "<1")
    #expect(scale.error(0) == "0")
    #expect(scale.number(2e6, isSigned: true) == "+2")
    #expect(scale.number(-300_000, isSigned: true) == "0")
    #expect(scale.number(.infinity) == "–")
  }

  @Test(
    arguments: [
      (0, "0 %"), (1, "100 %"), (0.004, "<1 %"), (0.997, ">99 %"), (0.5, "50 %"),
      (0.994, "99 %"),
    ] as [(Double, String)])
  func neverClaimsCertaintyByRounding(share: Double, text: String) {
    #expect(Words.percent(share) == text)
  }
}

@Suite struct FigureTests {
  private func summary(_ mean: Double, _ p05: Double, _ p95: Double, unit: String = "month")
    -> SummaryRow
  {
    var row = Blank.summary
    (row.mean, row.lower, row.upper) = (mean, mean - 1, mean + 1)
    (row.p05, row.p95, row.unit) = (p05, p95, unit)
    return row
  }

  @Test func hasBothSpreads() {
    let figure = Figure(summary(30, 20, 41), currency: "USD", ceiling: 120)
    #expect(figure == Figure(mean: "30.0 ± 1.0 months", range: "20.0 … 41.0"))
  }

  @Test func saysNotReached() {
    let some = Figure(summary(70, 20, 120), currency: "USD", ceiling: 120)
    #expect(some == Figure(mean: "≥ 70.0 ± 1.0 months", range: "20.0 … not reached"))
    let all = Figure(summary(120, 120, 120), currency: "USD", ceiling: 120)
    #expect(all == Figure(mean: "not reached", range: ""))
    let money = Figure(summary(120, 120, 130), currency: "USD", ceiling: nil)
    #expect(money.mean == "120.0 ± 1.0 months")
  }

  @Test func saysWhereNothingVaries() {
    var row = summary(0, 0, 0, unit: "USD")
    (row.lower, row.upper) = (0, 0)
    #expect(Figure(row, currency: "USD", ceiling: nil).mean == "0 USD in every world")
  }

  @Test func differencesOfSharesArePoints() {
    var row = Blank.comparison
    (row.mean, row.lower, row.upper, row.unit) = (-0.02, -0.03, -0.01, "share")
    (row.p05, row.p95) = (-0.05, 0.01)
    #expect(Figure(row, currency: "USD") == Figure(mean: "−2.0 ± 1.0 points", range: "−5.0 … +1.0"))
  }
}

extension Figure {
  init(mean: String, range: String) {
    self.init(Blank.summary, currency: "", ceiling: nil)
    (self.mean, self.range) = (mean, range)
  }
}

@Suite struct FindingsTests {
  private func study(
    cost: (String, Double), time: (String, Double), mean: Double = -5e6
  ) -> StudyResult {
    var study = SyntheticStudy(worlds: 2).result()
    func row(_ metric: String, _ unit: String, _ verdict: (String, Double)) -> ComparisonRow {
      var row = Blank.comparison
      (row.point, row.alternative, row.baseline) = ("base", "platform", "silo")
      (row.metric, row.unit, row.entity) = (metric, unit, "country")
      (row.verdict, row.probability, row.n) = (verdict.0, verdict.1, 30)
      (row.probabilityLower, row.probabilityUpper) = (verdict.1 - 0.04, verdict.1 + 0.04)
      (row.mean, row.lower, row.upper) = (mean, mean - 1e6, mean + 1e6)
      (row.p05, row.p95) = (mean - 2e6, mean + 8e6)
      return row
    }
    study.comparisons = [
      row("pvc", "USD", cost), row("time_to_market.p80", "month", time),
    ]
    return study
  }

  private func headline(_ study: StudyResult) -> String {
    let findings = Findings(StudyIndex(study))
    return findings.index.contenders.map { findings.headline(for: $0) }.joined()
  }

  @Test func headlineJoinsVerdicts() {
    let names = "Shared building blocks is"
    let other = "than Each agency its own stack"
    #expect(
      headline(study(cost: ("cheaper", 0.95), time: ("probably slower", 0.2)))
        == "\(names) cheaper and probably slower \(other).")
    #expect(
      headline(study(cost: ("no clear difference", 0.55), time: ("faster", 0.95)))
        == "\(names) faster \(other); no clear difference in costs.")
    #expect(
      headline(
        study(cost: ("no clear difference", 0.5), time: ("not computed precisely enough", 0.7)))
        == "Shared building blocks or Each agency its own stack: no clear difference in costs, "
        + "the difference in time to market is not computed precisely enough.")
  }

  /// Probability, mean with computing error, range of outcomes: never one without the others.
  @Test func evidenceHasAllThree() {
    let study = study(cost: ("dearer", 0.06), time: ("faster", 0.95), mean: -5e6)
    let findings = Findings(StudyIndex(study))
    let cost = findings.about(findings.index.contenders[0])[0]
    #expect(cost.topic == "Cost" && cost.verdict == "Dearer in present value of costs.")
    #expect(
      cost.evidence
        == "Worse in 94 % of 30 worlds (computing error: 90–98 %). On average 5.00 M USD lower "
        + "(computing error: ± 1.00); range of outcomes: 7.00 M USD lower to 3.00 M USD higher.")
  }

  @Test func breakEvenSaysNotWithin() {
    var study = SyntheticStudy(worlds: 4).result()
    study.breakEven[0].p50 = nil
    let text = Findings(StudyIndex(study)).breakEven.joined()
    #expect(text.contains("does not cost less than Each agency its own stack within 60 services"))
    #expect(text.contains("2 to not within 60"))
    #expect(text.contains("textbook formula, which knows no delays, gives 7.5 at central values"))
  }
}
