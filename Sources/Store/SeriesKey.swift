import Experiments

/// The number under which the texts of a row stand in table `series`, and their hash.
struct SeriesNumber {
  var id: Int64
  var hash: UInt64
}

/// The texts of a row. Few differ among many rows, so they are stored once, in table `series`.
struct SeriesKey: Hashable {
  var study: String
  var scenario: String
  var point: String
  var alternative: String
  var window: String
  var state: String
  var entity: String
  var metric: String
  var unit: String

  /// In the order of the columns of table `series`.
  var texts: [String] {
    [study, scenario, point, alternative, window, state, entity, metric, unit]
  }

  init(_ row: ResultRow) {
    (study, scenario, point, alternative) = (row.study, row.scenario, row.point, row.alternative)
    (window, state, entity) = (row.window, row.state, row.entity)
    (metric, unit) = (row.metric, row.unit)
  }

  init(_ row: SummaryRow) {
    (study, scenario, point, alternative) = (row.study, row.scenario, row.point, row.alternative)
    (window, state, entity) = (row.window, "", row.entity)
    (metric, unit) = (row.metric, row.unit)
  }

  init(_ row: ComparisonRow) {
    (study, scenario, point, alternative) = (row.study, row.scenario, row.point, row.alternative)
    (window, state, entity) = (row.window, "", row.entity)
    (metric, unit) = (row.metric, row.unit)
  }
}
