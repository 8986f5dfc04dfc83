import Experiments
import GRDB

/// What a store gives back: the shapes of a study's results, so that a reader of stored results depends
/// on this module alone.
public typealias StoredStudy = StudyResult
public typealias StoredRecord = StudyRecord
public typealias StoredAlternative = AlternativeRecord
public typealias StoredRun = RunRecord
public typealias StoredRow = ResultRow
public typealias StoredSummary = SummaryRow
public typealias StoredComparison = ComparisonRow
public typealias StoredBreakEven = BreakEven
public typealias StoredDriver = Driver
public typealias StoredInput = InputRow
public typealias StoredMapRow = MapRow

/// Columns are the properties' names in snake_case; lists are JSON.
protocol StoredColumns: FetchableRecord, Decodable {}

extension StoredColumns {
  public static var databaseColumnDecodingStrategy: DatabaseColumnDecodingStrategy {
    .convertFromSnakeCase
  }
}

extension ResultRow: StoredColumns {}
extension SummaryRow: StoredColumns {}
extension ComparisonRow: StoredColumns {}
extension BreakEven: StoredColumns {}
extension Driver: StoredColumns {}
extension InputRow: StoredColumns {}
extension MapRow: StoredColumns {}

/// The same for what `govsim run` computes, which no store keeps.
public typealias StoredModelRun = ModelResult
public typealias StoredModelEntity = ModelEntity
public typealias StoredModelSeries = ModelSeries
public typealias StoredRunClock = RunClock
public typealias StoredModelEntityKind = ModelEntity.Kind
public typealias StoredModelSeriesKind = ModelSeries.Kind
public typealias StoredModelSeriesColumn = ModelSeries.Column
