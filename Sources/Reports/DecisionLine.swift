/// One line of the table that the adviser reads.
struct DecisionLine: Hashable, Sendable {
  var question: Question
  var label: String
  /// Whether values at the horizon mean "not reached".
  var isTimeToMarket = false
}

extension StudyIndex {
  /// The lines that this study has an answer to, in reading order: cost, time, will it hold, for whom.
  var decisionLines: [DecisionLine] {
    (costLines + timeLines + peakLines + digitalLines).filter { line in
      alternatives.contains { summary(line.question, of: $0) != nil }
    }
  }

  private var costLines: [DecisionLine] {
    let against = reference.map { " against \($0.title)" } ?? ""
    return [
      DecisionLine(question: Question(metric: "pvc"), label: "Present value of costs (PVC)"),
      DecisionLine(question: Question(metric: "npv"), label: "Net present value\(against)"),
      DecisionLine(question: Question(metric: "capex"), label: "CAPEX, discounted"),
      DecisionLine(question: Question(metric: "opex"), label: "OPEX, discounted"),
      DecisionLine(
        question: Question(metric: "pvc_per_service_year"), label: "PVC per service-year live"),
      DecisionLine(
        question: Question(metric: "cost_per_request"), label: "PVC per successful request"),
      DecisionLine(
        question: Question(metric: "benefit_cost_ratio"), label: "Benefit–cost ratio"),
      DecisionLine(
        question: Question(metric: "irr"), label: "Internal rate of return\(against)"),
      DecisionLine(
        question: Question(metric: "payback.discounted"), label: "Payback, discounted\(against)"),
    ]
  }

  private var timeLines: [DecisionLine] {
    let after = questions.compactMap { question -> (Int, Question)? in
      guard let years = question.yearsAfterStart else { return nil }
      return (years, question)
    }
    let live = after.sorted { $0.0 < $1.0 }.map { years, question in
      DecisionLine(
        question: question, label: "Services live after \(Words.count(years, "year"))")
    }
    return [
      DecisionLine(
        question: Question(metric: "time_to_market.p50"),
        label: "Time to market, half of services", isTimeToMarket: true),
      DecisionLine(
        question: Question(metric: "time_to_market.p80"),
        label: "Time to market, 80 % of services", isTimeToMarket: true),
      DecisionLine(
        question: Question(metric: "not_reached_share"),
        label: "Services not reached by the end of \(lastYear)"),
    ] + live
  }

  /// The first and the last year whose peak hour was looked at.
  private var peakLines: [DecisionLine] {
    let years = years("sojourn_time.p95", window: "peak-hour")
    let shown = years.count > 1 ? [years[0], years[years.count - 1]] : years
    let sojourn = shown.map { year in
      DecisionLine(
        question: Question(metric: "sojourn_time.p95", year: year, window: "peak-hour"),
        label: "Peak hour \(year): 95 % of requests end within")
    }
    let completed = shown.map { year in
      DecisionLine(
        question: Question(metric: "completion_share", year: year, window: "peak-hour"),
        label: "Peak hour \(year): requests completed")
    }
    return sojourn + completed
  }

  /// Region by channel, in the last year there is.
  private var digitalLines: [DecisionLine] {
    entities("digital_share").flatMap { entity -> [DecisionLine] in
      guard let year = years("digital_share", entity: entity).last else { return [] }
      let place = RangeBars.place(entity)
      return [
        DecisionLine(
          question: Question(metric: "digital_share", entity: entity, year: year),
          label: "Completed digitally \(year): \(place)")
      ]
    }
  }

  private var lastYear: Int { record.startYear + max(record.horizonYears, 1) - 1 }

  private var questions: [Question] {
    var seen: Set<Question> = []
    return study.summaries.map { Question($0) }.filter { seen.insert($0).inserted }
  }
}

extension Question {
  /// The number in `services_live.after_3_years`.
  fileprivate var yearsAfterStart: Int? {
    let head = "services_live.after_"
    let tail = "_years"
    guard entity == "country", metric.hasPrefix(head), metric.hasSuffix(tail) else { return nil }
    return Int(metric.dropFirst(head.count).dropLast(tail.count))
  }
}
