import Experiments
import Foundation
import GRDB

extension ResultStore {
  /// Notes what is about to run, so that an interrupted file says what it was made from.
  ///
  /// - Throws: `.otherStudy` when the file holds worlds of another scenario or seed.
  public func begin(_ record: StudyRecord) throws(StoreError) {
    if let found = try storedRecord(), try !finishedWorlds().isEmpty {
      guard found.scenarioDigest == record.scenarioDigest, found.seed == record.seed else {
        throw .otherStudy(path: path, found: found.origin, wanted: record.origin)
      }
    }
    try write { db in try self.put(record, in: db) }
  }

  /// Adds all rows of one world. When it returns, they survive a kill and a power cut.
  ///
  /// A world that is there already is left alone, so a run that starts again may offer it once more.
  /// - Parameters:
  ///   - quantities: what the world is re-costed from; none where that is not wanted.
  ///   - point: setting of levers that the world was run at.
  /// - Complexity: O(rows).
  public func append(
    rows: [ResultRow], finishedWorld world: Int, quantities: [UInt8] = [], point: String = "base"
  ) throws(StoreError) {
    try write { db in
      try db.execute(
        sql: "INSERT OR IGNORE INTO finished_world (point, world) VALUES (?, ?)",
        arguments: [point, world])
      guard db.changesCount == 1 else { return }
      try self.insert(rows, in: db)
      guard !quantities.isEmpty else { return }
      try db.execute(
        sql: "INSERT INTO quantity (point, world, data) VALUES (?, ?, ?)",
        arguments: [point, world, Data(quantities)])
    }
  }

  /// Stores a finished study: what it was made from, its summaries and verdicts, and those rows whose
  /// worlds have not been appended yet. Replaces what an earlier `finish` left.
  public func finish(_ result: StudyResult) throws(StoreError) {
    let stored = try Dictionary(
      uniqueKeysWithValues: Set(result.rows.map(\.point)).map { point throws(StoreError) in
        (point, try finishedWorlds(point: point))
      })
    try write { db in
      let missing = result.rows.filter { stored[$0.point]?.contains($0.world) != true }
      try self.insert(missing, in: db)
      for world in Set(missing.map { WorldKey(point: $0.point, world: $0.world) }) {
        try db.execute(
          sql: "INSERT INTO finished_world (point, world) VALUES (?, ?)",
          arguments: [world.point, world.world])
      }
      try self.putSummaries(of: result, in: db)
      try self.putFindings(of: result, in: db)
      try self.put(result.map, in: db)
      try self.put(result.record, in: db)
      try db.execute(
        sql: "INSERT INTO run (record) VALUES (?)", arguments: [try Self.json(result.run)])
      try self.seal(db)
      // Lets the shell's user ask for one metric without reading all rows.
      try db.execute(sql: "CREATE INDEX IF NOT EXISTS row_series ON \"row\" (series)")
    }
  }

  private struct WorldKey: Hashable {
    var point: String
    var world: Int
  }

  /// One transaction. After a failure the numbers of series are read anew, since it was rolled back.
  private func write(_ body: (Database) throws -> Void) throws(StoreError) {
    try access { queue in
      try queue.write { db in
        do {
          try body(db)
        } catch {
          seriesNumbers = [:]
          throw error
        }
      }
    }
  }
}

// MARK: - Rows

extension ResultStore {
  private static let rowsPerStatement = 32

  /// Many rows a statement: the cost of a call is shared.
  private func insert(_ rows: [ResultRow], in db: Database) throws {
    let chunk = Self.rowsPerStatement
    let places = "(?,?,?,?,?,?)"
    let head = "INSERT INTO \"row\" (series, world, replication, year, bucket, value) VALUES "
    let many = try db.cachedStatement(
      sql: head + Array(repeating: places, count: chunk).joined(separator: ","))
    let one = try db.cachedStatement(sql: head + places)
    var start = 0
    while start + chunk <= rows.count {
      try execute(many, rows[start..<start + chunk], in: db)
      start += chunk
    }
    for index in start..<rows.count { try execute(one, rows[index...index], in: db) }
  }

  private func execute(
    _ statement: Statement, _ rows: ArraySlice<ResultRow>, in db: Database
  ) throws {
    var values: [DatabaseValue] = []
    values.reserveCapacity(rows.count * 6)
    for row in rows {
      guard row.value.isFinite else {
        throw StoreError.notFinite(metric: row.metric, entity: row.entity, world: row.world)
      }
      values.append(try number(of: SeriesKey(row), in: db).databaseValue)
      values.append(row.world.databaseValue)
      values.append(row.replication.databaseValue)
      values.append(row.year?.databaseValue ?? .null)
      values.append(row.bucket?.databaseValue ?? .null)
      values.append(row.value.databaseValue)
    }
    statement.setUncheckedArguments(StatementArguments(values))
    try statement.execute()
  }

  /// The number under which the texts of a row stand in table `series`.
  private func number(of key: SeriesKey, in db: Database) throws -> Int64 {
    if let number = seriesNumbers[key] { return number }
    let find = try db.cachedStatement(
      sql: """
        SELECT id FROM series WHERE study = ? AND scenario = ? AND point = ? AND alternative = ?
          AND window = ? AND state = ? AND entity = ? AND metric = ? AND unit = ?
        """)
    let texts = StatementArguments(key.texts)
    if let number = try Int64.fetchOne(find, arguments: texts) {
      seriesNumbers[key] = number
      return number
    }
    try db.cachedStatement(
      sql: """
        INSERT INTO series
          (study, scenario, point, alternative, window, state, entity, metric, unit)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: texts)
    seriesNumbers[key] = db.lastInsertedRowID
    return db.lastInsertedRowID
  }
}

// MARK: - What is not a row

extension ResultStore {
  /// Marks the study as finished, with the digests of what the file holds now.
  private func seal(_ db: Database) throws {
    let rows = try Self.digest(in: db).description
    let findings = try Self.findingsDigest(try overview(in: db))
    try db.execute(
      sql: "UPDATE study SET is_finished = 1, digest = ?, findings_digest = ?",
      arguments: [rows, findings])
  }

  private func put(_ record: StudyRecord, in db: Database) throws {
    try db.execute(
      sql: "INSERT OR REPLACE INTO study (id, record) VALUES (1, ?)",
      arguments: [try Self.json(record)])
    try db.execute(sql: "DELETE FROM alternative")
    for (position, alternative) in record.alternatives.enumerated() {
      try db.execute(
        sql: "INSERT INTO alternative VALUES (?, ?, ?)",
        arguments: [position, alternative.name, alternative.title])
    }
  }

  private func putSummaries(of result: StudyResult, in db: Database) throws {
    for table in ["summary", "comparison"] { try db.execute(sql: "DELETE FROM \(table)") }
    for (position, row) in result.summaries.enumerated() {
      try checkFinite([row.mean, row.lower, row.upper, row.p05, row.p50, row.p95], row)
      try insert(
        "summary",
        [
          position, try number(of: SeriesKey(row), in: db), row.year, row.mean, row.lower,
          row.upper, row.level, row.n, row.p05, row.p50, row.p95,
        ], in: db)
    }
    for (position, row) in result.comparisons.enumerated() {
      try insert(
        "comparison",
        [
          position, try number(of: SeriesKey(row), in: db), row.baseline, row.year, row.mean,
          row.lower, row.upper, row.level, row.n, row.p05, row.p50, row.p95, row.probability,
          row.probabilityLower, row.probabilityUpper, row.verdict,
        ], in: db)
    }
  }

  private func checkFinite(_ values: [Double], _ row: SummaryRow) throws(StoreError) {
    guard values.allSatisfy(\.isFinite) else {
      throw .notFinite(metric: row.metric, entity: row.entity, world: -1)
    }
  }

  private func putFindings(of result: StudyResult, in db: Database) throws {
    for table in ["break_even", "driver", "input", "note"] {
      try db.execute(sql: "DELETE FROM \(table)")
    }
    for (position, item) in result.breakEven.enumerated() {
      try insert(
        "break_even",
        [
          position, item.alternative, item.baseline, try Self.json(item.prefixes),
          try Self.json(item.perWorld), item.p05, item.p50, item.p95, item.shareWithin,
          item.formula,
        ], in: db)
    }
    for (position, item) in result.drivers.enumerated() {
      try insert(
        "driver",
        [
          position, item.assumption, item.metric, item.unit, item.rankCorrelation, item.atLow,
          item.atHigh, item.grade,
        ], in: db)
    }
    for (position, item) in result.inputs.enumerated() {
      try insert(
        "input",
        [
          position, item.path, item.text, item.source, item.year, item.grade, item.reaches,
          item.place, item.range,
        ], in: db)
    }
    for (position, note) in result.notes.enumerated() {
      try insert("note", [position, note], in: db)
    }
  }

  private func put(_ map: [MapRow], in db: Database) throws {
    try db.execute(sql: "DELETE FROM map")
    for (position, row) in map.enumerated() {
      guard [row.mean, row.lower, row.upper].allSatisfy(\.isFinite) else {
        throw StoreError.notFinite(metric: row.metric, entity: row.xLever, world: -1)
      }
      try insert(
        "map",
        [
          position, row.metric, row.unit, row.alternative, row.baseline, row.xLever, row.xTitle,
          row.xSetting, row.xPresent, row.xPresentPlace, row.yLever, row.yTitle, row.ySetting,
          row.yPresent, row.yPresentPlace, row.mean, row.lower, row.upper, row.level, row.n,
          row.probability, row.probabilityLower, row.probabilityUpper, row.verdict, row.rank,
        ], in: db)
    }
  }

  private func insert(
    _ table: String, _ values: [(any DatabaseValueConvertible)?], in db: Database
  ) throws {
    let places = Array(repeating: "?", count: values.count).joined(separator: ",")
    try db.cachedStatement(sql: "INSERT INTO \(table) VALUES (\(places))")
      .execute(arguments: StatementArguments(values))
  }

  /// With sorted keys, so that equal values give equal texts.
  static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}

extension StudyRecord {
  /// What tells one study from another, for a message.
  fileprivate var origin: String { "\(study) with seed \(seed)" }
}
