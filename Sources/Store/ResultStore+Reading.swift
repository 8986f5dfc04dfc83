import Experiments
import Foundation
import GRDB
import Quantities

extension ResultStore {
  /// The whole study, equal to what `finish` was given. Rows come world by world, within a world in the
  /// order in which they were stored.
  ///
  /// - Throws: `.unfinished` when the study was interrupted.
  /// - Complexity: O(rows).
  public func study() throws(StoreError) -> StudyResult {
    var result = try overview()
    result.rows = try rows()
    return result
  }

  /// The study without its rows: all that its tables of summaries need.
  public func overview() throws(StoreError) -> StudyResult {
    guard try isFinished() else {
      throw .unfinished(path: path, worlds: try finishedWorlds().count)
    }
    return try access { queue in try queue.read { db in try self.overview(in: db) } }
  }

  func overview(in db: Database) throws -> StudyResult {
    var result = try emptyStudy(in: db)
    result.summaries = try SummaryRow.fetchAll(db, sql: "SELECT * FROM summaries")
    result.comparisons = try ComparisonRow.fetchAll(db, sql: "SELECT * FROM comparisons")
    result.breakEven = try BreakEven.fetchAll(db, sql: "SELECT * FROM break_even ORDER BY position")
    result.drivers = try Driver.fetchAll(db, sql: "SELECT * FROM driver ORDER BY position")
    result.inputs = try InputRow.fetchAll(db, sql: "SELECT * FROM input ORDER BY position")
    result.notes = try String.fetchAll(db, sql: "SELECT text FROM note ORDER BY position")
    // Files of older versions have none.
    if try db.tableExists("map") {
      result.map = try MapRow.fetchAll(db, sql: "SELECT * FROM map ORDER BY position")
    }
    return result
  }

  /// The records of the study and of its last run, and no rows.
  private func emptyStudy(in db: Database) throws -> StudyResult {
    let record = try String.fetchOne(db, sql: "SELECT record FROM study")
    let run = try String.fetchOne(db, sql: "SELECT record FROM run ORDER BY id DESC LIMIT 1")
    guard let record, let run else {
      throw StoreError.damaged(path: path, found: "it has no record of a run")
    }
    let lists = [
      "rows", "summaries", "comparisons", "breakEven", "drivers", "inputs", "notes", "map",
    ]
    let empty = lists.map { "\"\($0)\":[]" }.joined(separator: ",")
    return try Self.value(
      StudyResult.self, from: "{\"record\":\(record),\"run\":\(run),\(empty)}")
  }

  /// Rows of all worlds, or of one metric.
  ///
  /// - Complexity: O(rows of the file) without `metric`, O(rows given back) with it once finished.
  public func rows(metric: String? = nil) throws(StoreError) -> [ResultRow] {
    try access { queue in
      try queue.read { db in
        var found: [ResultRow] = []
        try Self.forEachRow(metric: metric, in: db) { series, numbers in
          found.append(series.row(numbers))
        }
        return found
      }
    }
  }

  /// Worlds whose rows are complete.
  public func finishedWorlds(point: String = "base") throws(StoreError) -> Set<Int> {
    try access { queue in
      try queue.read { db in
        try Int.fetchSet(
          db, sql: "SELECT world FROM finished_world WHERE point = ?", arguments: [point])
      }
    }
  }

  /// What all worlds left in physical quantities, by world.
  ///
  /// - Throws: `.noQuantities` where a finished world has none: the file is of an older version.
  public func quantities(point: String = "base") throws(StoreError) -> [Int: [UInt8]] {
    let worlds = try finishedWorlds(point: point)
    var found: [Int: [UInt8]] = [:]
    try access { queue in
      try queue.read { db in
        guard try db.tableExists("quantity") else { return }
        let rows = try Row.fetchCursor(
          db, sql: "SELECT world, data FROM quantity WHERE point = ?", arguments: [point])
        while let row = try rows.next() {
          let world = try row.decode(Int.self, atIndex: 0)
          found[world] = Array(try row.decode(Data.self, atIndex: 1))
        }
      }
    }
    guard worlds.isSubset(of: found.keys) else { throw .noQuantities(path: path) }
    return found
  }

  /// Whether `finish` has been called on this file.
  public func isFinished() throws(StoreError) -> Bool {
    try access { queue in
      try queue.read { db in
        try Bool.fetchOne(db, sql: "SELECT is_finished FROM study") ?? false
      }
    }
  }

  /// What the file was made from, also of an interrupted study; `nil` before `begin`.
  public func storedRecord() throws(StoreError) -> StudyRecord? {
    try access { queue in
      try queue.read { db in
        try String.fetchOne(db, sql: "SELECT record FROM study")
          .map { try Self.value(StudyRecord.self, from: $0) }
      }
    }
  }

  /// The digest of the rows that are in the file now. O(rows).
  public func digest() throws(StoreError) -> RowDigest {
    try access { queue in try queue.read { db in try Self.digest(in: db) } }
  }

  /// Checks that rows, summaries, findings and inputs are those that `finish` stored.
  ///
  /// - Throws: `.damaged` when one differs, `.unfinished` when there was no `finish`.
  /// - Complexity: O(rows).
  public func check() throws(StoreError) {
    guard try isFinished() else {
      throw .unfinished(path: path, worlds: try finishedWorlds().count)
    }
    try access { queue in
      try queue.read { db in
        let noted = try Row.fetchOne(db, sql: "SELECT digest, findings_digest FROM study")
        let rows = try Self.digest(in: db).description
        let findings = try Self.findingsDigest(try self.overview(in: db))
        guard try noted?.decode(String.self, atIndex: 0) == rows else {
          throw StoreError.damaged(path: path, found: "its rows are not those that were stored")
        }
        guard try noted?.decode(String.self, atIndex: 1) == findings else {
          throw StoreError.damaged(
            path: path, found: "its summaries are not those that were stored")
        }
      }
    }
  }

  /// Fingerprint of all that is not a row nor about the run itself.
  static func findingsDigest(_ study: StudyResult) throws -> String {
    var parts = [
      try json(study.record), try json(study.summaries), try json(study.comparisons),
      try json(study.breakEven), try json(study.drivers), try json(study.inputs),
      try json(study.notes),
    ]
    // So that files without a map keep the digest that older versions gave them.
    if !study.map.isEmpty { parts.append(try json(study.map)) }
    return RowDigest.hash(parts).hexadecimal
  }
}

// MARK: - Rows

extension ResultStore {
  /// The texts of a row, with a row that has them.
  struct Series {
    var prototype: ResultRow
    var hash: UInt64
  }

  struct Numbers {
    var world: Int
    var replication: Int
    var year: Int?
    var bucket: Int?
    var value: Double
  }

  static func digest(in db: Database) throws -> RowDigest {
    var digest = RowDigest()
    try forEachRow(metric: nil, in: db) { series, row in
      digest.add(
        series: series.hash, world: row.world, replication: row.replication, year: row.year,
        bucket: row.bucket, value: row.value)
    }
    return digest
  }

  static func forEachRow(
    metric: String?, in db: Database, _ body: (Series, Numbers) -> Void
  ) throws {
    let series = try allSeries(in: db)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT series, world, replication, year, bucket, value FROM "row"
          \(metric == nil ? "" : "WHERE series IN (SELECT id FROM series WHERE metric = :metric)")
          ORDER BY world, rowid
        """, arguments: metric.map { ["metric": $0] } ?? [:])
    while let row = try rows.next() {
      guard let texts = series[try row.decode(Int64.self, atIndex: 0)] else {
        throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a row names no series")
      }
      // `decode` throws where a damaged file holds the wrong kind of value; subscripts would trap.
      let numbers = Numbers(
        world: try row.decode(atIndex: 1), replication: try row.decode(atIndex: 2),
        year: try row.decode(atIndex: 3), bucket: try row.decode(atIndex: 4),
        value: try row.decode(atIndex: 5))
      body(texts, numbers)
    }
  }

  private static func allSeries(in db: Database) throws -> [Int64: Series] {
    var series: [Int64: Series] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT *, 0 AS world, 0 AS replication, NULL AS year, NULL AS bucket, 0.0 AS value
          FROM series
        """)
    while let row = try rows.next() {
      let prototype = try ResultRow(row: row)
      series[try row.decode(Int64.self, forColumn: "id")] = Series(
        prototype: prototype, hash: RowDigest.hash(SeriesKey(prototype)))
    }
    return series
  }

  private static func value<T: Decodable>(_ type: T.Type, from json: String) throws -> T {
    try JSONDecoder().decode(type, from: Data(json.utf8))
  }
}
