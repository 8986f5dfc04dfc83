import Experiments
import Foundation
import GRDB

extension ResultStore {
  /// Notes what is about to run, so that an interrupted file says what it was made from.
  ///
  /// - Parameter build: which build of the software computes it, as it names itself.
  /// - Throws: `.otherStudy` when the file holds worlds of another study (all but its number of worlds
  ///   counts), or of another build.
  public func begin(_ record: StudyRecord, build: String = "") throws(StoreError) {
    if let found = try storedRecord(), try !finishedWorlds().isEmpty {
      guard try holds(record, build: build) else {
        throw .otherStudy(path: path, found: found.origin, wanted: record.origin)
      }
    }
    try write { db in
      try self.put(record, in: db)
      try db.execute(sql: "UPDATE study SET build = ?", arguments: [build])
    }
  }

  /// Adds all that one world left. When it returns, it survives a kill and a power cut.
  ///
  /// A world that is there already is left alone, so a run that starts again may offer it once more.
  /// - Parameters:
  ///   - world: with quantities that it is re-costed from, or none where that is not wanted.
  ///   - point: setting of levers that the world was run at.
  /// - Complexity: O(rows).
  public func append(_ world: FinishedWorld, point: String = "base") throws(StoreError) {
    try write { db in try self.put(world, point, in: db) }
  }

  /// The same for rows alone.
  func append(
    rows: [ResultRow], finishedWorld world: Int, quantities: [UInt8] = [], point: String = "base"
  ) throws(StoreError) {
    try append(FinishedWorld(world: world, rows: rows, quantities: quantities), point: point)
  }

  private func put(_ world: FinishedWorld, _ point: String, in db: Database) throws {
    try db.execute(
      sql: "INSERT OR IGNORE INTO finished_world (point, world) VALUES (?, ?)",
      arguments: [point, world.world])
    guard db.changesCount == 1 else { return }
    let digest = WorldDigest(try insert(world.rows, in: db), world)
    try db.execute(
      sql: """
        UPDATE finished_world SET digest = ?, windows = ?, requests = ?, events = ?
          WHERE point = ? AND world = ?
        """,
      arguments: [
        digest.text, world.windows, world.requests, world.events, point, world.world,
      ])
    guard !world.quantities.isEmpty else { return }
    try db.execute(
      sql: "INSERT INTO quantity (point, world, data) VALUES (?, ?, ?)",
      arguments: [point, world.world, Data(world.quantities)])
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
      let worlds = Dictionary(grouping: missing) { WorldKey(point: $0.point, world: $0.world) }
      for (key, rows) in worlds.sorted(by: { $0.key < $1.key }) {
        let world = FinishedWorld(world: key.world, rows: rows, quantities: [])
        try self.put(world, key.point, in: db)
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

  private struct WorldKey: Hashable, Comparable {
    var point: String
    var world: Int

    static func < (one: Self, other: Self) -> Bool {
      (one.point, one.world) < (other.point, other.world)
    }
  }

  /// One transaction. After a failure the numbers of series are read anew, since it was rolled back.
  func write(_ body: (Database) throws -> Void) throws(StoreError) {
    try access { queue in
      try queue.write { db in
        do {
          try body(db)
        } catch {
          knownSeries = [:]
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
  ///
  /// - Returns: the digest of the rows.
  private func insert(_ rows: [ResultRow], in db: Database) throws -> RowDigest {
    var digest = RowDigest()
    let chunk = Self.rowsPerStatement
    let places = "(?,?,?,?,?,?)"
    let head = "INSERT INTO \"row\" (series, world, replication, year, bucket, value) VALUES "
    let many = try db.cachedStatement(
      sql: head + Array(repeating: places, count: chunk).joined(separator: ","))
    let one = try db.cachedStatement(sql: head + places)
    var start = 0
    while start + chunk <= rows.count {
      try execute(many, rows[start..<start + chunk], &digest, in: db)
      start += chunk
    }
    for index in start..<rows.count { try execute(one, rows[index...index], &digest, in: db) }
    return digest
  }

  private func execute(
    _ statement: Statement, _ rows: ArraySlice<ResultRow>, _ digest: inout RowDigest,
    in db: Database
  ) throws {
    var values: [DatabaseValue] = []
    values.reserveCapacity(rows.count * 6)
    for row in rows {
      guard row.value.isFinite else {
        throw StoreError.notFinite(metric: row.metric, entity: row.entity, world: row.world)
      }
      let series = try series(SeriesKey(row), in: db)
      digest.add(
        series: series.hash, world: row.world, replication: row.replication, year: row.year,
        bucket: row.bucket, value: row.value)
      values.append(series.id.databaseValue)
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
  private func series(_ key: SeriesKey, in db: Database) throws -> SeriesNumber {
    if let known = knownSeries[key] { return known }
    let series = SeriesNumber(id: try newNumber(of: key, in: db), hash: RowDigest.hash(key))
    knownSeries[key] = series
    return series
  }

  private func newNumber(of key: SeriesKey, in db: Database) throws -> Int64 {
    let find = try db.cachedStatement(
      sql: """
        SELECT id FROM series WHERE study = ? AND scenario = ? AND point = ? AND alternative = ?
          AND window = ? AND state = ? AND entity = ? AND metric = ? AND unit = ?
        """)
    let texts = StatementArguments(key.texts)
    if let number = try Int64.fetchOne(find, arguments: texts) { return number }
    try db.cachedStatement(
      sql: """
        INSERT INTO series
          (study, scenario, point, alternative, window, state, entity, metric, unit)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: texts)
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
      sql: """
        INSERT INTO study (id, record) VALUES (1, ?)
          ON CONFLICT (id) DO UPDATE SET record = excluded.record, is_finished = 0
        """, arguments: [try Self.json(record)])
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
          position, try series(SeriesKey(row), in: db).id, row.year, row.mean, row.lower,
          row.upper, row.level, row.n, row.p05, row.p50, row.p95,
        ], in: db)
    }
    for (position, row) in result.comparisons.enumerated() {
      try insert(
        "comparison",
        [
          position, try series(SeriesKey(row), in: db).id, row.baseline, row.year, row.mean,
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
