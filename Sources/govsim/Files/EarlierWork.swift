import Experiments
import Foundation
import Store

/// What `compare` goes on from, and where its further worlds go.
struct EarlierWork {
  /// Open for writing; it holds `worlds`.
  var store: ResultStore
  /// From world 0 on, in order.
  var worlds: [FinishedWorld] = []
  /// What the user should know about it.
  var note: String?
}

extension StudyFiles {
  /// The study of that record, finished, where the store holds it.
  func finishedStudy(_ record: StudyRecord, hasMap: Bool) throws -> StoredStudy? {
    guard try held(in: store, by: record) == record.worlds else { return nil }
    let open = try ResultStore.open(store.path)
    let isAsked = try open.isFinished() && open.storedRecord()?.plan == record
    try open.close()
    guard isAsked else { return nil }
    let study = try Self.read(store.path)
    return study.map.isEmpty == hasMap ? nil : study
  }

  /// Goes on from the unfinished store or from the finished one, whichever came further; where neither
  /// is of this study, starts anew.
  func earlierWork(_ record: StudyRecord) throws -> EarlierWork {
    let unfinished = try held(in: unfinishedStore, by: record)
    let finished = try held(in: store, by: record)
    var kept: [String] = []
    if try unfinished == nil ? worlds(in: unfinishedStore) > 0 : (unfinished ?? 0) > record.worlds {
      kept.append(try setAside(unfinishedStore))
    }
    if let finished, finished > record.worlds { kept.append(try setAside(store)) }
    let aside = kept.map { "note: finished worlds that this study does not hold are kept in \($0)" }
    let count = min(record.worlds, max(unfinished ?? 0, finished ?? 0))
    guard count > 0 else {
      var work = try noEarlierWork(record)
      work.note = aside.isEmpty ? nil : aside.joined(separator: "\n")
      return work
    }
    let comesFrom = (unfinished ?? 0) >= count ? unfinishedStore : store
    var work = comesFrom == store ? try copied(count, record) : try continued(count, record)
    let taken =
      "note: \(count) of \(record.worlds) worlds are taken over from \(comesFrom.shortPath); "
      + "--fresh computes all anew"
    work.note = (aside + [taken]).joined(separator: "\n")
    return work
  }

  /// An empty store; an unfinished one that is there goes away.
  func noEarlierWork(_ record: StudyRecord) throws -> EarlierWork {
    let store = try ResultStore.create(unfinishedStore.path, replacing: true)
    try store.begin(record, build: Machine.build)
    return EarlierWork(store: store)
  }

  /// Worlds of that study that a file holds in order; `nil` where there is no file, or none of that
  /// study.
  private func held(in file: URL, by record: StudyRecord) throws -> Int? {
    guard Self.exists(file) else { return nil }
    let open = try ResultStore.open(file.path)
    let count = try open.holds(record, build: Machine.build) ? open.worldsInOrder() : nil
    try open.close()
    return count
  }

  /// Finished worlds of whatever study a file holds [1].
  private func worlds(in file: URL) throws -> Int {
    guard Self.exists(file) else { return 0 }
    let open = try ResultStore.open(file.path)
    let count = try open.finishedWorlds().count
    try open.close()
    return count
  }

  /// Copies a file that is about to be replaced or shortened, to a name of its own beside it.
  ///
  /// - Returns: the copy's path, as a message says it.
  private func setAside(_ file: URL) throws -> String {
    let stem = file.deletingPathExtension()
    var number = 1
    var copy = stem.appendingPathExtension("kept-\(number).sqlite")
    while Self.exists(copy) {
      number += 1
      copy = stem.appendingPathExtension("kept-\(number).sqlite")
    }
    for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: file.path + suffix) {
      try FileManager.default.copyItem(atPath: file.path + suffix, toPath: copy.path + suffix)
    }
    return copy.shortPath
  }

  private func continued(_ count: Int, _ record: StudyRecord) throws -> EarlierWork {
    let open = try ResultStore.open(unfinishedStore.path, forWriting: true)
    let worlds = try open.worlds(count)
    try open.keepWorlds(count)
    try open.begin(record, build: Machine.build)
    return EarlierWork(store: open, worlds: worlds)
  }

  /// The finished store stays as it is until the longer study is finished.
  private func copied(_ count: Int, _ record: StudyRecord) throws -> EarlierWork {
    let finished = try ResultStore.open(store.path)
    let worlds = try finished.worlds(count)
    try finished.close()
    let work = try noEarlierWork(record)
    for world in worlds { try work.store.append(world) }
    return EarlierWork(store: work.store, worlds: worlds)
  }

  private static func exists(_ file: URL) -> Bool {
    FileManager.default.fileExists(atPath: file.path)
  }
}
