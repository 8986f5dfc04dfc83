import Statistics
import Store

/// The decision in sentences, made from stored verdicts only.
struct Findings: Sendable {
  let index: StudyIndex

  /// One finding about one contender.
  struct Finding: Hashable, Sendable {
    /// "Cost", "Time", "Will it hold".
    var topic: String
    /// "Cheaper in present value of costs.", of the contender against the baseline.
    var verdict: String
    /// Probability, mean with computing error, range of outcomes: always all three.
    var evidence: String
    /// Whether the verdict says which is better.
    var isClear: Bool
  }

  /// What page 1 asks of each contender.
  private struct Topic {
    var name: String
    var question: Question
    var measure: String
  }

  init(_ index: StudyIndex) { self.index = index }

  func about(_ contender: StoredAlternative) -> [Finding] {
    topics.compactMap { topic in
      index.comparison(topic.question, of: contender).map { row in
        Finding(
          topic: topic.name, verdict: verdict(row, topic.measure),
          evidence: evidence(row), isClear: row.isClear)
      }
    }
  }

  private var topics: [Topic] {
    let against = index.reference.map { " against \($0.title)" } ?? ""
    let cost = Topic(
      name: "Cost", question: Question(metric: "pvc"), measure: "present value of costs")
    let served = Topic(
      name: "Cost for what is delivered", question: Question(metric: "pvc_per_service_year"),
      measure: "present value of costs per service-year live")
    let time = Topic(
      name: "Time", question: Question(metric: "time_to_market.p80"),
      measure: "time until 80 % of services are live")
    let benefit = Topic(
      name: "Benefits less costs", question: Question(metric: "npv"),
      measure: "net present value\(against)")
    let peak = index.lastPeakYear.map { year in
      Topic(
        name: "Will it hold",
        question: Question(metric: "sojourn_time.p95", year: year, window: "peak-hour"),
        measure: "time in the system at the peak hour of \(year) (95 % point of requests)")
    }
    return [cost, served, time, benefit] + (peak.map { [$0] } ?? [])
  }

  /// Cost and time in one sentence: what a minister takes away.
  func headline(for contender: StoredAlternative) -> String {
    guard let baseline = index.baseline else { return "" }
    let cost = index.comparison(Question(metric: "pvc"), of: contender)
    let time = index.comparison(Question(metric: "time_to_market.p80"), of: contender)
    let words = [cost, time].compactMap { $0 }.filter(\.isClear).map(\.verdict)
    let open = [(cost, "costs"), (time, "time to market")].compactMap { row, measure in
      row.flatMap { $0.isClear ? nil : openQuestion($0, measure) }
    }
    let claim =
      words.isEmpty
      ? nil : "\(contender.title) is \(Words.list(words)) than \(baseline.title)"
    if claim == nil, let first = open.first {
      let rest = open.dropFirst().map { ", \($0)" }.joined()
      return "\(contender.title) or \(baseline.title): \(first)\(rest)."
    }
    return ([claim].compactMap { $0 } + open).joined(separator: "; ") + "."
  }

  private func openQuestion(_ row: StoredComparison, _ measure: String) -> String {
    row.verdict == Words.notPrecise
      ? "the difference in \(measure) is not computed precisely enough"
      : "no clear difference in \(measure)"
  }

  private func verdict(_ row: StoredComparison, _ measure: String) -> String {
    let claim = row.isClear ? "\(row.verdict) in \(measure)" : openQuestion(row, measure)
    return Words.capitalised(claim) + "."
  }

  private func evidence(_ row: StoredComparison) -> String {
    guard row.p05 != 0 || row.p95 != 0 || row.mean != 0 else {
      return "No difference in any of \(Words.count(row.n, "world"))."
    }
    let scale = Scale(
      unit: row.unit, currency: index.record.currency, values: [row.mean, row.p05, row.p95])
    let error = scale.error((row.upper - row.lower) / 2)
    let isBetter = row.probability >= 0.5
    let share = isBetter ? row.probability : 1 - row.probability
    let lower = isBetter ? row.probabilityLower : 1 - row.probabilityUpper
    let upper = isBetter ? row.probabilityUpper : 1 - row.probabilityLower
    let interval = "\(Words.percentNumber(lower))–\(Words.percent(upper))"
    return "\(isBetter ? "Better" : "Worse") in \(Words.percent(share)) of "
      + "\(Words.count(row.n, "world")) (computing error: \(interval)). "
      + "On average \(scale.text(row.mean.magnitude)) \(direction(row.mean, row.unit)) "
      + "(computing error: ± \(error)); range of outcomes: \(range(row, scale))."
  }

  /// `36 to 99 M USD lower`, or `12 M USD lower to 5 M USD higher`.
  private func range(_ row: StoredComparison, _ scale: Scale) -> String {
    let (low, high) = (row.p05, row.p95)
    if low <= 0, high <= 0 {
      return "\(scale.number(-high)) to \(scale.text(-low)) \(direction(low, row.unit))"
    }
    if low >= 0 {
      return "\(scale.number(low)) to \(scale.text(high)) \(direction(high, row.unit))"
    }
    return "\(scale.text(-low)) \(direction(low, row.unit)) to "
      + "\(scale.text(high)) \(direction(high, row.unit))"
  }

  private func direction(_ value: Double, _ unit: String) -> String {
    switch unit {
    case "month": value < 0 ? "sooner" : "later"
    default: value < 0 ? "lower" : "higher"
    }
  }
}

// MARK: - Break-even and drivers

extension Findings {
  /// One sentence or two for each pair of alternatives that was swept.
  var breakEven: [String] {
    index.study.breakEven.map { item in
      let formula =
        item.formula.map {
          " The textbook formula, which knows no delays, gives \(Scale.fixed($0, decimals: 1)) at "
            + "central values."
        } ?? ""
      return breakEvenClaim(item) + " It breaks even within the catalogue in "
        + "\(Words.percent(item.shareWithin)) of worlds." + formula
    }
  }

  private func breakEvenClaim(_ item: StoredBreakEven) -> String {
    let alternative = index.title(of: item.alternative)
    let baseline = index.title(of: item.baseline)
    let most = item.prefixes.max() ?? index.record.services
    let range =
      "range of outcomes 5–95 %: \(reach(item.p05, most)) to \(reach(item.p95, most))"
    guard let median = item.p50 else {
      return "In half of the worlds or more, \(alternative) does not cost less than \(baseline) "
        + "within \(Words.count(most, "service")), counted for each service-year live (\(range))."
    }
    return "For each service-year live, \(alternative) costs less than \(baseline) from "
      + "\(Words.count(median, "service")) on (median over worlds; \(range))."
  }

  private func reach(_ services: Int?, _ most: Int) -> String {
    services.map { "\($0)" } ?? "not within \(most)"
  }

  /// Drivers of one metric, the strongest first; of cost where there are any.
  var drivers: [StoredDriver] {
    let metrics = index.study.drivers.map(\.metric)
    let metric = metrics.contains("pvc") ? "pvc" : metrics.first
    return index.study.drivers.filter { $0.metric == metric }.sorted {
      $0.rankCorrelation.magnitude > $1.rankCorrelation.magnitude
    }
  }

  /// Those whose correlation is more than chance.
  var clearDrivers: [StoredDriver] {
    let limit = chanceCorrelation
    return drivers.filter { $0.rankCorrelation.magnitude > limit }
  }

  /// The rank correlation [1] that the strongest of all assumptions exceeds by chance in 5 % of studies, if
  /// none of them matters (Bonferroni).
  var chanceCorrelation: Double {
    let freedom = index.record.worlds - 2
    let count = Double(drivers.count)
    guard freedom > 0, count > 0,
      let t = try? Intervals.studentQuantile(level: 1 - 0.05 / count, degreesOfFreedom: freedom)
    else { return 1 }
    return t / (Double(freedom) + t * t).squareRoot()
  }

  /// What drivers move, such as "costs".
  var driversMeasure: String {
    drivers.first?.metric == "npv" ? "benefits less costs" : "costs"
  }

  /// `What moves the difference in costs most: …`, or that nothing stands out.
  var driversClaim: String {
    let names = clearDrivers.prefix(3).map { Words.plain($0.assumption) }
    let worlds = Words.count(index.record.worlds, "world")
    return names.isEmpty
      ? "With \(worlds), no assumption clearly moves the difference in \(driversMeasure)."
      : "What moves the difference in \(driversMeasure) most: \(Words.list(names))."
  }

  /// `mean difference −52 M USD in the third of worlds where it is lowest, −12 M USD where …`.
  func effect(of driver: StoredDriver) -> String {
    let scale = Scale(
      unit: driver.unit, currency: index.record.currency, values: [driver.atLow, driver.atHigh])
    return "mean difference \(scale.text(driver.atLow, isSigned: true)) in the third of worlds "
      + "where it is lowest, \(scale.text(driver.atHigh, isSigned: true)) where it is highest "
      + "(rank correlation \(Self.correlation(driver.rankCorrelation)))"
  }

  static func correlation(_ value: Double) -> String {
    (value < 0 ? "−" : "+") + Scale.fixed(value.magnitude, decimals: 2)
  }
}

extension StudyIndex {
  /// The last year whose peak hour was looked at.
  var lastPeakYear: Int? { years("sojourn_time.p95", window: "peak-hour").last }
}
