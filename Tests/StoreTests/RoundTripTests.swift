import Experiments
import Foundation
import Testing

@testable import Store

@Suite struct RoundTripTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// Quantities come back as they were; a file of the first format has none and opens all the same.
  @Test func quantities() throws {
    var study = Sample.study(worlds: 2)
    study.map = []
    let path = folder.path("q.sqlite")
    try fill(path, study)
    let older = try ResultStore.open(path)
    #expect(try older.study().isEqual(to: study))
    #expect(throws: StoreError.noQuantities(path: path)) { try older.quantities() }
    try older.close()
    let migrated = try ResultStore.open(path, forWriting: true)
    try migrated.append(rows: [], finishedWorld: 2, quantities: [9])
    #expect(throws: StoreError.noQuantities(path: path)) { try migrated.quantities() }
    try migrated.close()
  }

  /// A file of the second format has no map, opens, checks and takes one once it is written to.
  @Test func filesWithoutAMap() throws {
    var study = Sample.study(worlds: 1)
    let map = study.map
    study.map = []
    let path = folder.path("m.sqlite")
    try fillWithoutMap(path, study)
    let older = try ResultStore.open(path)
    #expect(try older.study().isEqual(to: study))
    try older.check()
    try older.close()
    study.map = map
    let migrated = try ResultStore.open(path, forWriting: true)
    try migrated.finish(study)
    #expect(try migrated.overview().map == map)
    try migrated.check()
    try migrated.queue.write { db in try db.execute(sql: "UPDATE map SET mean = mean + 1") }
    #expect(throws: StoreError.self) { try migrated.check() }
    try migrated.close()
  }

  /// Undoes what the fourth format added.
  private static let withoutVersionFour =
    "ALTER TABLE study DROP COLUMN build;"
    + ["digest", "windows", "requests", "events"]
    .map { "ALTER TABLE finished_world DROP COLUMN \($0);" }.joined()

  /// Stores a study, then takes the file back to the second format.
  private func fillWithoutMap(_ path: String, _ study: StudyResult) throws {
    let store = try ResultStore.create(path)
    try store.finish(study)
    try store.queue.write { db in
      try db.execute(sql: Self.withoutVersionFour)
      try db.execute(sql: "DROP TABLE map; PRAGMA user_version = 2")
    }
    try store.close()
  }

  /// Stores a study with quantities, then takes the file back to the first format.
  private func fill(_ path: String, _ study: StudyResult) throws {
    let store = try ResultStore.create(path)
    for world in 0..<2 {
      try store.append(
        rows: study.rows.filter { $0.world == world }, finishedWorld: world,
        quantities: [1, 2, UInt8(world)])
    }
    try store.finish(study)
    #expect(try store.quantities() == [0: [1, 2, 0], 1: [1, 2, 1]])
    try store.queue.write { db in
      try db.execute(sql: Self.withoutVersionFour)
      try db.execute(sql: "DROP TABLE quantity; DROP TABLE map")
      try db.execute(sql: "PRAGMA user_version = 1")
    }
    try store.close()
  }

  @Test func aFinishedStudyComesBackEqual() throws {
    let study = Sample.study()
    let path = folder.path("new/folder/a.sqlite")
    let store = try ResultStore.create(path)
    try store.begin(study.record)
    for world in 0..<4 {
      try store.append(rows: study.rows.filter { $0.world == world }, finishedWorld: world)
    }
    try store.finish(study)
    try store.close()
    let back = try ResultStore.open(path)
    #expect(try back.study().isEqual(to: study))
    #expect(try back.overview().rows.isEmpty)
    #expect(try back.rows(metric: "metric_3") == study.rows.filter { $0.metric == "metric_3" })
    #expect(try back.rows(metric: "none").isEmpty)
    try back.check()
  }

  /// Worlds that finish in another order, and rows that only `finish` brings, make no difference.
  @Test func orderOfArrivalDoesNotMatter() throws {
    let study = Sample.study()
    let one = try ResultStore.create(folder.path("one.sqlite"))
    for world in [3, 0, 2] {
      try one.append(rows: study.rows.filter { $0.world == world }, finishedWorld: world)
    }
    try one.finish(study)
    let other = try ResultStore.create(folder.path("other.sqlite"))
    try other.finish(study)
    #expect(try one.study().isEqual(to: study))
    #expect(try other.study().isEqual(to: study))
    #expect(try one.digest() == other.digest())
    #expect(try one.digest() == RowDigest(of: study.rows))
  }

  /// Offering a finished world again, as a run that starts anew does, changes nothing.
  @Test func aWorldIsStoredOnce() throws {
    let study = Sample.study()
    let store = try ResultStore.create(folder.path("a.sqlite"))
    let rows = study.rows.filter { $0.world == 1 }
    try store.append(rows: rows, finishedWorld: 1)
    try store.append(rows: rows, finishedWorld: 1)
    #expect(try store.rows() == rows)
    #expect(try store.finishedWorlds() == [1])
    #expect(try store.finishedWorlds(point: "other").isEmpty)
    try store.finish(study)
    try store.finish(study)
    #expect(try store.study().isEqual(to: study))
  }

  @Test func moreRowsThanOneStatementTakes() throws {
    for count in [0, 1, 31, 32, 33, 1000] {
      let study = Sample.study(worlds: 1, rowsPerWorld: count, seed: 7)
      let store = try ResultStore.create(folder.path("\(count).sqlite"))
      try store.finish(study)
      #expect(try store.study().rows == study.rows, "\(count) rows")
    }
  }

  @Test func aFinishedStoreIsOneFile() throws {
    let store = try ResultStore.create(folder.path("a.sqlite"))
    try store.finish(Sample.study())
    try store.close()
    withExtendedLifetime(store) {}
    _ = try ResultStore.open(folder.path("a.sqlite")).study()
    #expect(folder.contents.filter { !$0.hasSuffix("-lock") } == ["a.sqlite"])
  }

  /// The `sqlite3` shell alone reads a store: views have plain text columns.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3")))
  func theShellReadsTheViews() throws {
    let study = Sample.study()
    let path = folder.path("a.sqlite")
    let store = try ResultStore.create(path)
    try store.finish(study)
    try store.close()
    #expect(try shell(path, "SELECT count(*) FROM results") == "\(study.rows.count)")
    #expect(
      try shell(path, "SELECT alternative, metric, n, p95 FROM summaries WHERE year = 2030")
        == "a|pvc|30|2.0")
    #expect(try shell(path, "SELECT verdict FROM comparisons") == "faster")
    #expect(try shell(path, "SELECT title, is_finished FROM studies") == "Sample|1")
    #expect(try shell(path, "PRAGMA application_id") == "\(0x474F_5653)")
    #expect(try shell(path, "PRAGMA integrity_check") == "ok")
  }

  private func shell(_ path: String, _ query: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
    process.arguments = ["-readonly", path, query]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
