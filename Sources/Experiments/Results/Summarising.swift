import Statistics

/// Turns rows into figures over worlds: first the mean over a world's replications, then a mean with
/// its computing error and a range of outcomes over worlds.
struct Summarising {
  /// What is summarised: everything that names a row but world and replication.
  struct Key: Hashable {
    let alternative: String
    let year: Int?
    let window: String
    let entity: String
    let metric: String
  }
  /// Values by world, mean over its replications, and the order in which keys first came.
  private(set) var keys: [Key] = []
  private var sums: [Key: [Int: (sum: Double, count: Int)]] = [:]
  private var units: [Key: String] = [:]

  /// Values of single services are too many to summarise; the rows hold them.
  private static let unsummarised: Set<String> = [Metric.timeToMarket.name]

  init(_ rows: [ResultRow]) {
    for row in rows where !Self.unsummarised.contains(row.metric) && row.isOfAllStates {
      let key = Key(
        alternative: row.alternative, year: row.year, window: row.window, entity: row.entity,
        metric: row.metric)
      if units.updateValue(row.unit, forKey: key) == nil { keys.append(key) }
      let old = sums[key]?[row.world] ?? (0, 0)
      sums[key, default: [:]][row.world] = (old.sum + row.value, old.count + 1)
    }
  }

  /// Worlds that had a value and the values, by world number.
  func values(_ key: Key) -> [(world: Int, value: Double)] {
    (sums[key] ?? [:]).sorted { $0.key < $1.key }
      .map { ($0.key, $0.value.sum / Double($0.value.count)) }
  }

  func unit(_ key: Key) -> String { units[key] ?? "" }

  /// One row for every key.
  func summaries(_ template: ResultRow, level: Double) throws(ExperimentError) -> [SummaryRow] {
    var rows: [SummaryRow] = []
    for key in keys {
      let values = values(key).map(\.value)
      let figures = try Figures(values, level: level)
      rows.append(
        SummaryRow(
          study: template.study, scenario: template.scenario, point: template.point,
          alternative: key.alternative, year: key.year, window: key.window, entity: key.entity,
          metric: key.metric, unit: unit(key), mean: figures.interval.mean,
          lower: figures.interval.lower, upper: figures.interval.upper, level: level,
          n: values.count, p05: figures.p05, p50: figures.p50, p95: figures.p95))
    }
    return rows
  }
}

extension ResultRow {
  /// Whether it speaks of all states of faults together, or of none.
  var isOfAllStates: Bool { state.isEmpty || state == "any" }
}

/// Mean with computing error, and range of outcomes.
struct Figures {
  let interval: Interval
  let p05: Double
  let p50: Double
  let p95: Double

  /// - Parameter values: one of each world, ≥ 1; a single one has no interval but itself.
  init(_ values: [Double], level: Double) throws(ExperimentError) {
    let sorted = values.sorted()
    (p05, p50, p95) = (
      Intervals.quantile(sorted, 0.05), Intervals.quantile(sorted, 0.5),
      Intervals.quantile(sorted, 0.95)
    )
    if values.count < 2 || sorted.first == sorted.last {
      let mean = values.first ?? 0
      interval = Interval(mean: mean, lower: mean, upper: mean, level: level, n: values.count)
    } else {
      interval = try inPart("statistics") { () throws(StatisticsError) in
        try Intervals.student(values, level: level)
      }
    }
  }
}
