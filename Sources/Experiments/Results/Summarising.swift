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

    /// A figure of the whole country and programme.
    static func country(_ metric: String, of alternative: String) -> Key {
      Key(alternative: alternative, year: nil, window: "", entity: "country", metric: metric)
    }
  }
  /// Values by world, mean over its replications, and the order in which keys first came.
  private(set) var keys: [Key] = []
  private var sums: [Key: [Int: (sum: Double, count: Int)]] = [:]
  private var units: [Key: String] = [:]

  /// Values of single services are too many to summarise; the rows hold them.
  private static let unsummarised: Set<String> = [Metric.timeToMarket.name]

  let design: SamplingDesign
  private(set) var worlds: Set<Int> = []

  init(_ rows: [ResultRow], _ design: SamplingDesign) {
    self.design = design
    for row in rows where !Self.unsummarised.contains(row.metric) && row.isOfAllStates {
      let key = Key(
        alternative: row.alternative, year: row.year, window: row.window, entity: row.entity,
        metric: row.metric)
      if units.updateValue(row.unit, forKey: key) == nil { keys.append(key) }
      worlds.insert(row.world)
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
      let figures = try figures(values, level: level)
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

extension Summarising {
  /// - Parameter values: one of each world that has one, in the order of worlds.
  func figures(_ values: [Double], level: Double) throws(ExperimentError) -> Figures {
    let isComplete = values.count == worlds.count
    return Figures(
      values, try design.interval(values, isComplete: isComplete, level: level))
  }
}

/// Mean with computing error, and range of outcomes.
struct Figures {
  let interval: Interval
  let p05: Double
  let p50: Double
  let p95: Double

  /// - Parameters:
  ///   - values: one of each world, ≥ 1.
  ///   - interval: of their mean.
  init(_ values: [Double], _ interval: Interval) {
    self.interval = interval
    let sorted = values.sorted()
    (p05, p50, p95) = (
      Intervals.quantile(sorted, 0.05), Intervals.quantile(sorted, 0.5),
      Intervals.quantile(sorted, 0.95)
    )
  }
}
