import Experiments
import Foundation
import Testing

@testable import Store

/// What a full disk and a torn log leave of a store.
@Suite struct DiskTests {
  let folder: TemporaryFolder
  let path: String
  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("a.sqlite")
  }

  private static func world(_ number: Int, rows: Int = 400) -> FinishedWorld {
    FinishedWorld(
      world: number, rows: Sample.rows(world: number, count: rows), quantities: [1, 2, 3])
  }

  @Test func aFullDiskLosesNothingThatIsFinished() throws {
    let store = try ResultStore.create(path)
    try store.begin(Sample.record(worlds: 3, seed: 1))
    try store.append(Self.world(0))
    // The lowest limit that SQLite takes is what the file has now.
    try store.queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA max_page_count = 1")
    }
    let large = Self.world(1, rows: 20_000)
    #expect(throws: StoreError.diskFull(path: path)) { try store.append(large) }
    #expect(throws: StoreError.diskFull(path: path)) {
      try store.finish(Sample.study(worlds: 3, rowsPerWorld: 20_000, seed: 1))
    }
    #expect(try store.finishedWorlds() == [0] && !store.isFinished())
    #expect(try store.rows() == Self.world(0).rows)
    try store.queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA max_page_count = 1000000")
    }
    try store.append(large)
    #expect(try store.worlds(2)[1].rows == large.rows)
  }

  /// A power cut may leave any part of the log that was not synchronised: worlds are there whole, in
  /// order, or not at all.
  @Test func aTornLogLeavesWholeWorlds() throws {
    let store = try ResultStore.create(path)
    try store.begin(Sample.record(worlds: 4, seed: 1), build: "b")
    var ends: [Int] = []
    for number in 0..<4 {
      try store.append(Self.world(number))
      ends.append(try Data(contentsOf: URL(fileURLWithPath: path + "-wal")).count)
    }
    let (whole, log) = (
      try Data(contentsOf: URL(fileURLWithPath: path)),
      try Data(contentsOf: URL(fileURLWithPath: path + "-wal"))
    )
    let torn = folder.path("torn.sqlite")
    for trial in 0..<60 {
      let keep = trial < 4 ? ends[trial] : (trial * 104_729) % log.count
      for suffix in ["-wal", "-shm", ""] { unlink(torn + suffix) }
      try whole.write(to: URL(fileURLWithPath: torn))
      try log.prefix(keep).write(to: URL(fileURLWithPath: torn + "-wal"))
      let left = try ResultStore.open(torn, forWriting: true)
      let count = try left.worldsInOrder()
      #expect(count == ends.count { $0 <= keep }, "\(keep) bytes")
      #expect(try left.finishedWorlds().count == count)
      for (number, world) in try left.worlds(count).enumerated() {
        #expect(world.rows == Self.world(number).rows, "\(keep) bytes")
      }
      #expect(try left.rows().count == count * 400)
    }
  }

  /// The log of a file that somebody took away is not read into the next one.
  @Test func aLogWithoutItsFileIsLeftBehind() throws {
    let store = try ResultStore.create(path)
    try store.append(Self.world(0))
    let log = try Data(contentsOf: URL(fileURLWithPath: path + "-wal"))
    try store.discard()
    #expect(folder.contents.filter { !$0.hasSuffix("-lock") }.isEmpty)
    let other = folder.path("b.sqlite")
    try log.write(to: URL(fileURLWithPath: other + "-wal"))
    #expect(try ResultStore.create(other).finishedWorlds().isEmpty)
  }
}
