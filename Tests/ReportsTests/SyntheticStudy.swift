import Foundation

@testable import Experiments

/// An invented study with every metric that a report speaks of. The same arguments give the same
/// numbers; they mean nothing, but they hang together: summaries and comparisons follow from the rows.
struct SyntheticStudy {
  var alternatives = ["today", "silo", "platform"]
  var worlds = 30
  var services = 60
  var title = "Rwanda: shared building blocks or a stack of its own for each agency?"

  /// What readers see; names are for machines and must not matter.
  var titles = [
    "today": "Counters carry on", "silo": "Each agency its own stack",
    "platform": "Shared building blocks", "cloud": "Rented <cloud> & \"friends\"",
  ]
  private static let horizonYears = 10
  private static let start = 2024

  func result() -> StudyResult {
    var result = Blank.study
    result.record = record()
    result.rows = rows()
    result.summaries = summaries(of: result.rows)
    result.comparisons = comparisons(of: result.rows)
    result.breakEven = breakEven()
    result.drivers = drivers()
    result.inputs = inputs()
    result.notes = [
      "Goal missed at the peak hour of 2033 in 2 of 10 worlds: Each agency its own stack.",
      "The international link never binds; it acts as a delay only.",
    ]
    return result
  }

  private func record() -> StudyRecord {
    var record = Blank.record
    (record.study, record.title) = ("synthetic", title)
    record.question =
      "Should agencies share identity, payments and data exchange, or build their own?"
    (record.seed, record.worlds, record.replications) = (20_240_229, worlds, 2)
    record.operationWorlds = min(worlds, 10)
    record.alternatives = alternatives.map { name in
      AlternativeRecord(name: name, title: titles[name] ?? name)
    }
    record.baseline = alternatives.contains("silo") ? "silo" : alternatives[0]
    record.reference = alternatives[0]
    (record.currency, record.priceYear) = ("USD", 2024)
    (record.startYear, record.horizonYears) = (Self.start, Self.horizonYears)
    (record.services, record.confidenceLevel) = (services, 0.95)
    record.scenarioText = "govsim: 1\ntitle: synthetic # <not real> & \"quoted\"\n"
    (record.scenarioDigest, record.softwareVersion) = ("fnv1a-1d2c3b4a59687706", "0.1.0")
    return record
  }
}

// MARK: - Rows

extension SyntheticStudy {
  private func rows() -> [ResultRow] {
    let blank = Blank.row
    return (0..<worlds).flatMap { world in
      alternatives.enumerated().flatMap { place, name in
        var maker = WorldMaker(
          blank: blank, study: self, world: world, place: place, alternative: name)
        return maker.rows()
      }
    }
  }

  /// Rows of one alternative in one world.
  private struct WorldMaker {
    let blank: ResultRow
    let study: SyntheticStudy
    let world: Int
    let place: Int
    let alternative: String
    var found: [ResultRow] = []

    /// 0 … 1, the same for the same arguments; `shared` draws are equal for all alternatives.
    func draw(_ purpose: Int, shared: Bool = false) -> Double {
      var z = UInt64(world * 7919 + purpose * 104_729 + (shared ? 0 : place * 31 + 17))
      z = (z &+ 0x9E37_79B9_7F4A_7C15) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 31)) &* 0x94D0_49BB_1331_11EB
      return Double((z ^ (z >> 29)) >> 11) / 9_007_199_254_740_992
    }

    mutating func add(
      _ metric: String, _ unit: String, _ value: Double, entity: String = "country",
      year: Int? = nil, window: String = ""
    ) {
      var row = blank
      (row.study, row.scenario, row.point) = ("synthetic", study.title, "base")
      (row.alternative, row.world, row.replication) = (alternative, world, 0)
      (row.year, row.window, row.entity) = (year, window, entity)
      (row.metric, row.unit, row.value) = (metric, unit, value)
      row.state = window.isEmpty ? "" : "any"
      found.append(row)
    }

    mutating func rows() -> [ResultRow] {
      addCosts()
      addTimes()
      if place > 0 { addPeak() }
      return found
    }

    var isDelivering: Bool { place > 0 }

    mutating func addCosts() {
      let size = 1 + 0.9 * draw(1, shared: true)
      let categories: [(String, Double)] =
        isDelivering
        ? [
          ("build", place == 1 ? 42e6 : 19e6), ("adaptation", place == 1 ? 9e6 : 6e6),
          ("integration", place == 1 ? 21e6 : 8e6), ("hosting", 12e6), ("bandwidth", 4e6),
          ("operations staff", place == 1 ? 26e6 : 17e6), ("training and enrolment", 9e6),
          ("governance", place == 1 ? 0 : 7e6), ("procurement", 3e6), ("licences", 5e6),
          ("outage", 1e6),
        ] : [("operations staff", 14e6)]
      var total = 0.0
      for (place, (name, mean)) in categories.enumerated() {
        let value = mean * size * (0.7 + 0.6 * draw(10 + place))
        total += value
        add("cost.category", "USD", value, entity: name)
      }
      add("pvc", "USD", total)
      add("capex", "USD", total * 0.58)
      add("opex", "USD", total * 0.42)
      let benefit = isDelivering ? 190e6 * (0.4 + draw(2, shared: true)) : 0
      add("benefit.present_value", "USD", benefit)
      add("npv", "USD", isDelivering ? benefit - total + 14e6 : 0)
      if isDelivering {
        add("pvc_per_service_year", "USD", total / (Double(study.services) * 6))
        add("benefit_cost_ratio", "1", benefit / total)
      }
      for year in 0..<SyntheticStudy.horizonYears {
        let part = 1 - pow(0.72, Double(year + 1))
        add(
          "cost.cumulative_present_value", "USD", total * part / (1 - pow(0.72, 10)),
          year: SyntheticStudy.start + year)
      }
    }

    mutating func addTimes() {
      guard isDelivering else { return }
      let horizon = Double(SyntheticStudy.horizonYears) * 12
      let wait = place == 1 ? 6.0 : 20.0
      let pace = (place == 1 ? 1.9 : 0.9) * (0.7 + 0.8 * draw(3, shared: true))
      let months = (0..<study.services).map { service in
        min(wait + pace * Double(service) + 8 * draw(100 + service), horizon)
      }
      for (service, value) in months.enumerated() {
        add("time_to_market", "month", value, entity: "service_\(service)")
        if value >= horizon { add("not_reached", "1", 1, entity: "service_\(service)") }
      }
      let sorted = months.sorted()
      add("time_to_market.p50", "month", sorted[study.services / 2])
      add("time_to_market.p80", "month", sorted[study.services * 4 / 5])
      let reached = months.filter { $0 < horizon }
      add(
        "not_reached_share", "share", 1 - Double(reached.count) / Double(study.services))
      for year in 0..<SyntheticStudy.horizonYears {
        let live = Double(reached.filter { $0 <= Double(year + 1) * 12 }.count)
        add("services_live", "services", live, year: SyntheticStudy.start + year)
        if [1, 3, 5].contains(year + 1) {
          add("services_live.after_\(year + 1)_years", "services", live)
        }
      }
    }

    mutating func addPeak() {
      for (region, base) in [("urban", 0.62), ("rural", 0.24)] {
        for (channel, factor) in [("web", 1.0), ("ussd", 0.7)] {
          add(
            "digital_share", "share", min(base * factor * (0.7 + 0.6 * draw(7)), 1),
            entity: "\(region)/\(channel)", year: 2033)
        }
      }
      guard world < 10 else { return }
      for year in [2026, 2029, 2033] {
        let load = Double(year - 2022) * 9 * (0.8 + 0.4 * draw(year, shared: true))
        for (window, factor) in [("ordinary-hour", 0.4), ("peak-hour", 1.0)] {
          add("arrivals", "1/s", load * factor, year: year, window: window)
          let sojourn = (place == 1 ? 1.1 : 1.4) * (0.8 + 0.5 * factor * draw(year + 5))
          add("sojourn_time.p95", "s", sojourn, year: year, window: window)
          add(
            "completion_share", "share", 0.99 - 0.02 * factor * draw(year + 6), year: year,
            window: window)
          for station in 0..<14 {
            add(
              "utilisation", "share", 0.08 + 0.6 * factor * draw(year + 40 + station),
              entity: station == 0 ? "identity at the national site" : "station \(station)",
              year: year, window: window)
          }
        }
      }
    }
  }
}

// MARK: - What follows from rows

extension SyntheticStudy {
  private struct Key: Hashable {
    var metric: String
    var unit: String
    var entity: String
    var year: Int?
    var window: String

    init(_ row: ResultRow) {
      (metric, unit, entity) = (row.metric, row.unit, row.entity)
      (year, window) = (row.year, row.window)
    }
  }

  /// Values by world of every quantity, in order of appearance.
  private func series(_ rows: [ResultRow], of alternative: String) -> [(Key, [Int: Double])] {
    var order: [Key] = []
    var values: [Key: [Int: Double]] = [:]
    for row in rows where row.alternative == alternative && row.metric != "time_to_market" {
      let key = Key(row)
      if values[key] == nil { order.append(key) }
      values[key, default: [:]][row.world] = row.value
    }
    return order.map { ($0, values[$0] ?? [:]) }
  }

  private func summaries(of rows: [ResultRow]) -> [SummaryRow] {
    let blank = Blank.summary
    return alternatives.flatMap { alternative in
      series(rows, of: alternative).map { key, byWorld in
        let values = byWorld.values.sorted()
        let (mean, half) = Self.mean(values)
        var row = blank
        (row.study, row.scenario, row.point) = ("synthetic", title, "base")
        (row.alternative, row.metric, row.unit) = (alternative, key.metric, key.unit)
        (row.entity, row.year, row.window) = (key.entity, key.year, key.window)
        (row.mean, row.lower, row.upper) = (mean, mean - half, mean + half)
        (row.level, row.n) = (0.95, values.count)
        (row.p05, row.p50) = (Self.point(values, 0.05), Self.point(values, 0.5))
        row.p95 = Self.point(values, 0.95)
        return row
      }
    }
  }

  private func comparisons(of rows: [ResultRow]) -> [ComparisonRow] {
    let blank = Blank.comparison
    let baseline = record().baseline
    let base = Dictionary(
      uniqueKeysWithValues: series(rows, of: baseline).map { ($0.0, $0.1) })
    return alternatives.filter { $0 != baseline }.flatMap { alternative in
      series(rows, of: alternative).compactMap { key, byWorld -> ComparisonRow? in
        guard let other = base[key] else { return nil }
        let values = byWorld.compactMap { world, value in other[world].map { value - $0 } }.sorted()
        guard !values.isEmpty else { return nil }
        var row = blank
        (row.study, row.scenario, row.point) = ("synthetic", title, "base")
        (row.alternative, row.baseline) = (alternative, baseline)
        (row.metric, row.unit, row.entity) = (key.metric, key.unit, key.entity)
        (row.year, row.window) = (key.year, key.window)
        Self.fill(&row, values)
        return row
      }
    }
  }

  private static func fill(_ row: inout ComparisonRow, _ values: [Double]) {
    let (mean, half) = mean(values)
    (row.mean, row.lower, row.upper) = (mean, mean - half, mean + half)
    (row.level, row.n) = (0.95, values.count)
    (row.p05, row.p50, row.p95) = (point(values, 0.05), point(values, 0.5), point(values, 0.95))
    let isLowBetter =
      !["npv", "benefit_cost_ratio"].contains(row.metric)
      && !row.metric.contains("live") && !row.metric.hasSuffix("share")
    let better = values.map { $0 == 0 ? 0.5 : ($0 < 0) == isLowBetter ? 1 : 0 }.reduce(0, +)
    row.probability = better / Double(values.count)
    row.probabilityLower = max(0, row.probability - 0.1)
    row.probabilityUpper = min(1, row.probability + 0.08)
    let sure = max(row.probability, 1 - row.probability)
    let isBetter = row.probability > 0.5
    let isCost = row.unit == "USD"
    let words = isCost ? ("cheaper", "dearer") : ("better", "worse")
    let word = isBetter ? words.0 : words.1
    row.verdict =
      sure >= 0.9 ? word : sure >= 0.7 ? "probably \(word)" : "no clear difference"
  }

  private static func mean(_ values: [Double]) -> (Double, Double) {
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
    let spread = (squares / Double(max(values.count - 1, 1))).squareRoot()
    return (mean, 2 * spread / Double(values.count).squareRoot())
  }

  private static func point(_ sorted: [Double], _ p: Double) -> Double {
    let place = p * Double(sorted.count - 1)
    let low = Int(place)
    let high = min(low + 1, sorted.count - 1)
    return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
  }

  private func breakEven() -> [BreakEven] {
    guard alternatives.count > 2 else { return [] }
    var item = Blank.breakEven
    (item.alternative, item.baseline) = (alternatives[2], alternatives[1])
    item.prefixes = [1, 2, 5, 10, 20, 40, services]
    item.perWorld = (0..<worlds).map { $0 % 9 == 8 ? nil : [2, 5, 10, 10, 20][$0 % 5] }
    (item.p05, item.p50, item.p95) = (2, 10, nil)
    (item.shareWithin, item.formula) = (0.9, 7.5)
    return [item]
  }

  private func drivers() -> [Driver] {
    let blank = Blank.driver
    let facts: [(String, Double, Double, Double, String)] = [
      ("relative_cost_of_reuse", 0.72, -62e6, -14e6, "ASSUMPTION"),
      ("onboarding_time", 0.44, -48e6, -27e6, "ASSUMPTION"),
      ("wage_to_gdp", -0.38, -24e6, -49e6, "M"),
      ("schedule_overrun_tail", -0.21, -30e6, -44e6, "H"),
      ("discount_rate", 0.12, -40e6, -33e6, "ASSUMPTION"),
    ]
    return facts.map { name, correlation, low, high, grade in
      var driver = blank
      (driver.assumption, driver.metric, driver.unit) = (name, "pvc", "USD")
      (driver.rankCorrelation, driver.atLow, driver.atHigh) = (correlation, low, high)
      driver.grade = grade
      return driver
    }
  }

  private func inputs() -> [InputRow] {
    let blank = Blank.input
    return (0..<24).map { place in
      var input = blank
      input.path = place == 0 ? "money.discount_rate" : "regions.urban.input_\(place)"
      input.text = place == 3 ? "=HYPERLINK(\"x\") <b>" : "\(place) %"
      input.source = "World Factbook & others, \"snapshot\" <2026>"
      input.year = place.isMultiple(of: 5) ? nil : 2023
      input.grade = ["H", "M", "L", "ASSUMPTION"][place % 4]
      (input.reaches, input.place) = ("delivery;valuation", "rwanda.yaml:\(place + 3)")
      input.range = place % 4 == 3 ? "3 % … 12 %" : ""
      return input
    }
  }
}

/// Values with nothing in them, to be filled in.
enum Blank {
  static let record = StudyRecord(
    study: "", title: "", question: "", seed: 1, worlds: 1, replications: 1, operationWorlds: 0,
    alternatives: [], baseline: "", reference: "", currency: "USD", priceYear: 2024,
    startYear: 2024, horizonYears: 10, services: 1, confidenceLevel: 0.95, scenarioText: "",
    scenarioDigest: "", softwareVersion: "")

  static let run = RunRecord(
    startedAt: "2026-01-02T03:04:05Z", wallSeconds: 8.5, processorSeconds: 16, threads: 2,
    host: "test", windows: 120, requests: 1_000_000, events: 12_000_000)

  static let study = StudyResult(
    record: record, run: run, rows: [], summaries: [], comparisons: [], breakEven: [],
    drivers: [], inputs: [], notes: [])

  static let row = ResultRow(
    study: "", scenario: "", point: "", alternative: "", world: 0, replication: 0, year: nil,
    window: "", state: "", bucket: nil, entity: "", metric: "", unit: "", value: 0)

  static let summary = SummaryRow(
    study: "", scenario: "", point: "", alternative: "", year: nil, window: "", entity: "",
    metric: "", unit: "", mean: 0, lower: 0, upper: 0, level: 0.95, n: 1, p05: 0, p50: 0, p95: 0)

  static let comparison = ComparisonRow(
    study: "", scenario: "", point: "", alternative: "", baseline: "", year: nil, window: "",
    entity: "", metric: "", unit: "", mean: 0, lower: 0, upper: 0, level: 0.95, n: 1, p05: 0,
    p50: 0, p95: 0, probability: 0, probabilityLower: 0, probabilityUpper: 0, verdict: "")

  static let breakEven = BreakEven(
    alternative: "", baseline: "", prefixes: [], perWorld: [], p05: nil, p50: nil, p95: nil,
    shareWithin: 0, formula: nil)

  static let driver = Driver(
    assumption: "", metric: "", unit: "", rankCorrelation: 0, atLow: 0, atHigh: 0, grade: "")

  static let input = InputRow(
    path: "", text: "", source: "", year: nil, grade: "", reaches: "", place: "", range: "")
}
