/// Collects rows of one alternative in one replication.
struct RowSeries {
  private let template: ResultRow
  private(set) var rows: [ResultRow] = []

  init(study: String, scenario: String, alternative: String, world: Int, replication: Int) {
    template = ResultRow(
      study: study, scenario: scenario, point: "base", alternative: alternative, world: world,
      replication: replication, year: nil, window: "", state: "", bucket: nil,
      entity: "country", metric: "", unit: "", value: 0)
  }

  /// Adds a value of a metric of the catalogue; `nil` and what is not finite leave no row.
  mutating func add(
    _ metric: Metric, _ value: Double?, entity: String = "country", year: Int? = nil,
    window: String = "", state: String = ""
  ) {
    guard let value, value.isFinite else { return }
    var row = template
    row.metric = metric.name
    row.unit = metric.unit
    // A negative zero becomes a plain one, as SQLite keeps it.
    row.value = value + 0
    row.entity = entity
    row.year = year
    row.window = window
    row.state = state
    rows.append(row)
  }

  mutating func append(_ others: [ResultRow]) { rows += others }
}
