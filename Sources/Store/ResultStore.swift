import Experiments
import Foundation
import GRDB

/// All that a study left behind, in one SQLite file.
///
///     let store = try ResultStore.create("results/rwanda.sqlite", replacing: true)
///     try store.begin(record, build: build)
///     for world in worlds { try store.append(world) }
///     try store.finish(result)
///     try store.close()
///     let same = try ResultStore.open("results/rwanda.sqlite").study()
///
/// A world is durable when `append` returns (write-ahead log, `synchronous=FULL`). One process writes
/// at a time; others may read meanwhile. A finished and closed store is a single file that can be read
/// from a read-only folder, by this type or by the `sqlite3` shell (views `results`, `summaries`,
/// `comparisons`, `studies`).
public final class ResultStore: Sendable {
  public let path: String
  let queue: DatabaseQueue
  private let lock: WriterLock?
  /// The series met so far. Touched only inside `queue`, which is serial.
  nonisolated(unsafe) var knownSeries: [SeriesKey: SeriesNumber] = [:]

  private init(path: String, lock: WriterLock?, configuration: Configuration) throws(StoreError) {
    self.path = path
    self.lock = lock
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// A new, empty store; folders on the way are made.
  ///
  /// - Parameter replacing: whether an older result file of that name goes away. A file of other
  ///   software is never replaced.
  /// - Throws: `.alreadyExists`, `.notAResultFile`, `.locked`, `.noPermission`, `.diskFull`.
  public static func create(
    _ path: String, replacing: Bool = false
  ) throws(StoreError) -> ResultStore {
    try makeFolder(for: path)
    let lock = try WriterLock(for: path)
    if FileManager.default.fileExists(atPath: path) {
      guard replacing else { throw .alreadyExists(path: path) }
      try removeStore(path)
    } else {
      // A log whose file is gone would be read into the new one.
      try unlinkStore(path)
    }
    try makeEmptyStore(path)
    let store = try ResultStore(path: path, lock: lock, configuration: configuration())
    try store.useWriteAheadLog()
    return store
  }

  /// Makes the tables under another name first, so that a kill never leaves half a store behind.
  private static func makeEmptyStore(_ path: String) throws(StoreError) {
    let draft = path + "-new"
    try unlinkStore(draft)
    let store = try ResultStore(path: draft, lock: nil, configuration: configuration())
    do throws(StoreError) {
      try store.migrate()
      try store.close()
    } catch {
      unlink(draft)
      throw error
    }
    guard rename(draft, path) == 0 else { throw StoreError(systemError: errno, path: path) }
  }

  /// An existing store.
  ///
  /// - Parameter forWriting: whether worlds shall be added.
  /// - Throws: `.notFound`, `.notAResultFile`, `.newerSchema`, `.locked`, `.noPermission`, `.damaged`.
  public static func open(
    _ path: String, forWriting: Bool = false
  ) throws(StoreError) -> ResultStore {
    let header = try FileHeader(path: path)
    try header.check(path: path)
    let lock = forWriting ? try WriterLock(for: path) : nil
    let store = try ResultStore(
      path: path, lock: lock, configuration: configuration(isReadOnly: !forWriting))
    guard forWriting else { return store }
    try store.migrate()
    try store.useWriteAheadLog()
    return store
  }

  /// Whether a file is a result file that this version knows, by its first bytes; the rest may be damaged.
  ///
  /// - Throws: `.notFound`, `.notAResultFile`, `.newerSchema`, `.noPermission`.
  public static func identify(_ path: String) throws(StoreError) {
    try FileHeader(path: path).check(path: path)
  }

  /// Gathers everything into the one file and lets go of it. The store cannot be used afterwards.
  public func close() throws(StoreError) {
    if lock != nil {
      // Fails while somebody reads. The write-ahead log then stays beside the file, and both are whole.
      for attempt in 1...Self.closingAttempts where !leaveWriteAheadLog() {
        if attempt < Self.closingAttempts { usleep(100_000) }
      }
    }
    do { try queue.close() } catch { throw StoreError(error, path: path) }
  }

  /// Lets go of the file and takes it away, with all that stands beside it.
  public func discard() throws(StoreError) {
    do { try queue.close() } catch { throw StoreError(error, path: path) }
    try Self.unlinkStore(path)
  }

  private static let closingAttempts = 20

  /// Whether everything is in the one file.
  private func leaveWriteAheadLog() -> Bool {
    let mode: String? = try? queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      return try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE")
    }
    return mode == "delete"
  }

  /// Runs `body` and turns what it throws into a `StoreError`.
  func access<T>(_ body: (DatabaseQueue) throws -> T) throws(StoreError) -> T {
    do {
      return try body(queue)
    } catch {
      throw StoreError(error, path: path)
    }
  }
}

extension ResultStore {
  private static func configuration(isReadOnly: Bool = false) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = isReadOnly
    configuration.busyMode = .timeout(5)
    configuration.label = "govsim results"
    return configuration
  }

  private static func makeFolder(for path: String) throws(StoreError) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw .noPermission(path: folder.path, found: "the folder cannot be made")
    }
  }

  private static func removeStore(_ path: String) throws(StoreError) {
    let header = try FileHeader(path: path)
    guard header.applicationID == Schema.applicationID else {
      throw .notAResultFile(path: path, found: "it is of other software and stays as it is")
    }
    try unlinkStore(path)
  }

  private static func unlinkStore(_ path: String) throws(StoreError) {
    for suffix in ["-wal", "-shm", "-journal", ""] {
      guard unlink(path + suffix) == 0 || errno == ENOENT else {
        throw StoreError(systemError: errno, path: path)
      }
    }
  }

  private func migrate() throws(StoreError) {
    try access { queue in
      try queue.write { db in
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard version < Schema.version else { return }
        for (index, migration) in Schema.migrations.enumerated() where index >= version {
          try db.execute(sql: migration)
        }
        try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
        try db.execute(sql: "PRAGMA user_version = \(Schema.version)")
      }
    }
  }

  private func useWriteAheadLog() throws(StoreError) {
    try access { queue in
      try queue.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA journal_mode = WAL")
        try db.execute(sql: "PRAGMA synchronous = FULL")
      }
    }
  }
}

extension StoreError {
  /// The case that fits what SQLite or the system reported.
  init(_ error: any Error, path: String) {
    if let error = error as? StoreError {
      self = error
      return
    }
    guard let error = error as? DatabaseError else {
      let isWrongKind = error is DecodingError || error is RowDecodingError
      self =
        isWrongKind
        ? .damaged(path: path, found: "it holds a value of the wrong kind")
        : .failed(path: path, found: "\(error)")
      return
    }
    let found = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
    self =
      switch error.resultCode.primaryResultCode {
      case .SQLITE_NOTADB: .notAResultFile(path: path, found: found)
      case .SQLITE_BUSY, .SQLITE_LOCKED: .locked(path: path)
      case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
        .noPermission(path: path, found: found)
      case .SQLITE_FULL: .diskFull(path: path)
      case .SQLITE_CORRUPT: .damaged(path: path, found: found)
      default: .failed(path: path, found: found)
      }
  }
}
