import Experiments
import Foundation
import GRDB

/// What a study goes on from.
extension ResultStore {
  /// Whether the worlds in this file are worlds of that study, computed by that build.
  ///
  /// Everything that made the study counts but its number of worlds.
  public func holds(_ record: StudyRecord, build: String) throws(StoreError) -> Bool {
    guard let found = try storedRecord() else { return false }
    guard found.withoutWorlds == record.withoutWorlds else { return false }
    return try storedBuild() == build
  }

  /// Which build of the software computed it; "" where the file does not say.
  private func storedBuild() throws(StoreError) -> String {
    try access { queue in
      try queue.read { db in
        // Files of older versions do not say.
        guard try db.columns(in: "study").contains(where: { $0.name == "build" }) else { return "" }
        return try String.fetchOne(db, sql: "SELECT build FROM study") ?? ""
      }
    }
  }

  /// How many worlds are there from world 0 on without a gap [1].
  public func worldsInOrder() throws(StoreError) -> Int {
    let found = try finishedWorlds()
    return (0...found.count).first { !found.contains($0) } ?? 0
  }

  /// The first `count` worlds, each as it was appended.
  ///
  /// - Throws: `.damaged` where a world is not whole, or not as it was stored.
  /// - Complexity: O(rows of the file).
  public func worlds(_ count: Int) throws(StoreError) -> [FinishedWorld] {
    let quantities = try self.quantities()
    return try access { queue in
      try queue.read { db in
        var rows: [[ResultRow]] = Array(repeating: [], count: count)
        var digests = Array(repeating: RowDigest(), count: count)
        try Self.forEachRow(metric: nil, in: db) { series, numbers in
          guard numbers.world < count, numbers.world >= 0, series.prototype.point == "base" else {
            return
          }
          rows[numbers.world].append(series.row(numbers))
          digests[numbers.world].add(
            series: series.hash, world: numbers.world, replication: numbers.replication,
            year: numbers.year, bucket: numbers.bucket, value: numbers.value)
        }
        return try (0..<count).map { world in
          try self.world(world, rows[world], digests[world], quantities[world] ?? [], in: db)
        }
      }
    }
  }

  /// One world of the file, if it is as it was stored.
  private func world(
    _ number: Int, _ rows: [ResultRow], _ digest: RowDigest, _ quantities: [UInt8],
    in db: Database
  ) throws -> FinishedWorld {
    let found = try Row.fetchOne(
      db,
      sql: """
        SELECT digest, windows, requests, events FROM finished_world
          WHERE point = 'base' AND world = ?
        """, arguments: [number])
    guard let found else {
      throw StoreError.damaged(path: path, found: "world \(number) is not there")
    }
    let world = FinishedWorld(
      world: number, rows: rows, quantities: quantities, windows: try found.decode(atIndex: 1),
      requests: try found.decode(atIndex: 2), events: try found.decode(atIndex: 3))
    guard try found.decode(String.self, atIndex: 0) == WorldDigest(digest, world).text else {
      throw StoreError.damaged(path: path, found: "world \(number) is not as it was stored")
    }
    return world
  }

  /// Takes all worlds but the first `count` out of the file.
  public func keepWorlds(_ count: Int) throws(StoreError) {
    guard try finishedWorlds().contains(where: { $0 >= count }) else { return }
    try write { db in
      for table in ["finished_world", "\"row\"", "quantity"] {
        try db.execute(sql: "DELETE FROM \(table) WHERE world >= ?", arguments: [count])
      }
    }
  }
}

extension StudyRecord {
  /// All that tells one study from another, however far it has come and whatever was found.
  fileprivate var withoutWorlds: StudyRecord {
    var record = plan
    (record.worlds, record.operationWorlds) = (0, 0)
    return record
  }
}

extension ResultStore.Series {
  /// The row with these texts and numbers.
  func row(_ numbers: ResultStore.Numbers) -> ResultRow {
    var row = prototype
    (row.world, row.replication) = (numbers.world, numbers.replication)
    (row.year, row.bucket, row.value) = (numbers.year, numbers.bucket, numbers.value)
    return row
  }
}
