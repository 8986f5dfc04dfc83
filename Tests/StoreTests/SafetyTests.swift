import Experiments
import Foundation
import Testing

@testable import Store

@Suite struct SafetyTests {
  let folder: TemporaryFolder
  let path: String
  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("a.sqlite")
  }

  private func finished() throws -> StudyResult {
    let study = Sample.study(worlds: 6, rowsPerWorld: 200)
    let store = try ResultStore.create(path)
    try store.finish(study)
    try store.close()
    return study
  }

  /// The file as a kill would leave it, at any moment between two worlds: a copy of it and of its
  /// write-ahead log, taken while it is open.
  @Test func finishedWorldsSurviveAKill() throws {
    let study = Sample.study()
    let store = try ResultStore.create(path)
    try store.begin(study.record)
    for world in 0..<3 {
      try store.append(rows: study.rows.filter { $0.world == world }, finishedWorld: world)
      let copy = folder.path("copy-\(world).sqlite")
      for suffix in ["", "-wal"] {
        try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
      }
      let left = try ResultStore.open(copy, forWriting: true)
      #expect(try left.finishedWorlds() == Set(0...world))
      #expect(try left.rows() == study.rows.filter { $0.world <= world })
      #expect(try left.storedRecord() == study.record)
      let error = #expect(throws: StoreError.self) { try left.study() }
      #expect(error == .unfinished(path: copy, worlds: world + 1))
      // And it can be continued to the same end.
      try left.begin(study.record)
      try left.finish(study)
      #expect(try left.study().isEqual(to: study))
    }
  }

  @Test func anotherStudyIsNotContinued() throws {
    let store = try ResultStore.create(path)
    try store.begin(Sample.record(worlds: 4, seed: 1))
    try store.begin(Sample.record(worlds: 4, seed: 2))
    try store.append(rows: Sample.rows(world: 0, count: 5), finishedWorld: 0)
    let error = #expect(throws: StoreError.self) {
      try store.begin(Sample.record(worlds: 4, seed: 3))
    }
    #expect(
      error
        == .otherStudy(path: path, found: "sample with seed 2", wanted: "sample with seed 3"))
  }

  @Test func oneWriterAtATime() throws {
    let writer = try ResultStore.create(path)
    try writer.append(rows: Sample.rows(world: 0, count: 5), finishedWorld: 0)
    #expect(throws: StoreError.locked(path: path)) {
      try ResultStore.open(path, forWriting: true)
    }
    #expect(throws: StoreError.locked(path: path)) {
      try ResultStore.create(path, replacing: true)
    }
    #expect(try ResultStore.open(path).rows().count == 5)
    try writer.append(rows: Sample.rows(world: 1, count: 5), finishedWorld: 1)
    #expect(try ResultStore.open(path).rows().count == 10)
  }

  @Test func theLockGoesWithItsStore() throws {
    do { _ = try ResultStore.create(path) }
    do {
      let next = try ResultStore.open(path, forWriting: true)
      try next.finish(Sample.study())
    }
    #expect(folder.contents == ["a.sqlite"] || !folder.contents.contains("a.sqlite-lock"))
  }

  @Test func notFiniteIsRefusedAndNothingOfThatWorldKept() throws {
    let store = try ResultStore.create(path)
    try store.append(rows: Sample.rows(world: 0, count: 50), finishedWorld: 0)
    for value in [Double.nan, .infinity] {
      var rows = Sample.rows(world: 1, count: 50)
      rows[40].value = value
      #expect(
        throws: StoreError.notFinite(
          metric: rows[40].metric, entity: rows[40].entity, world: 1)
      ) { try store.append(rows: rows, finishedWorld: 1) }
    }
    #expect(try store.finishedWorlds() == [0])
    #expect(try store.rows() == Sample.rows(world: 0, count: 50))
    try store.append(rows: Sample.rows(world: 1, count: 50), finishedWorld: 1)
    #expect(try store.rows().count == 100)
  }

  // MARK: Files that are none of ours

  @Test func refusesForeignFiles() throws {
    let sqlite = Array("SQLite format 3\0".utf8) + [UInt8](repeating: 0, count: 4080)
    let files: [(String, [UInt8])] = [
      ("empty", []), ("text", Array("govsim: 1\n".utf8)), ("other", sqlite),
      ("long", Array(String(repeating: "x", count: 5000).utf8)),
    ]
    for (name, bytes) in files {
      let file = folder.path(name)
      try Data(bytes).write(to: URL(fileURLWithPath: file))
      for attempt in [
        { try ResultStore.open(file) }, { try ResultStore.open(file, forWriting: true) },
        { try ResultStore.create(file, replacing: true) },
      ] as [() throws -> ResultStore] {
        let error = #expect(throws: StoreError.self, "\(name)") { _ = try attempt() }
        guard case .notAResultFile = error else {
          Issue.record("\(name): \(String(describing: error))")
          continue
        }
      }
      #expect(
        try Data(contentsOf: URL(fileURLWithPath: file)) == Data(bytes), "\(name) is as before")
    }
    #expect(throws: StoreError.notFound(path: folder.path("none"))) {
      try ResultStore.open(folder.path("none"))
    }
    #expect(throws: StoreError.self) { try ResultStore.open(folder.url.path) }
    #expect(throws: StoreError.self) { try ResultStore.create("/proc/none/a.sqlite") }
  }

  @Test func replacesOnlyWhenAsked() throws {
    let study = try finished()
    #expect(throws: StoreError.alreadyExists(path: path)) { try ResultStore.create(path) }
    #expect(try ResultStore.open(path).study().isEqual(to: study))
    let new = try ResultStore.create(path, replacing: true)
    #expect(try new.rows().isEmpty)
    #expect(try new.isFinished() == false)
  }

  @Test func refusesNewerFormats() throws {
    _ = try finished()
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    bytes[63] = 99
    try bytes.write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: StoreError.self) { try ResultStore.open(path) }
    #expect(error == .newerSchema(path: path, found: 99, known: Schema.version))
    #expect(error?.description.contains("format 99") == true)
  }

  /// Of 200 files, each with one bit turned, none gives other rows without an error.
  @Test func damageIsNoticed() throws {
    let study = try finished()
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    let broken = folder.path("broken.sqlite")
    var noticed = 0
    for trial in 0..<200 {
      var bytes = whole
      bytes[(trial * 7919 + 101) % whole.count] ^= UInt8(1 << (trial % 8))
      try bytes.write(to: URL(fileURLWithPath: broken))
      do {
        let store = try ResultStore.open(broken)
        try store.check()
        // A turned bit may change the order in which rows are kept.
        #expect(Set(try store.rows()) == Set(study.rows), "trial \(trial)")
        #expect(try store.overview().summaries == study.summaries, "trial \(trial)")
        #expect(try store.overview().inputs == study.inputs, "trial \(trial)")
      } catch is StoreError {
        noticed += 1
      }
    }
    // Bits in unused space change nothing; most lie in rows.
    #expect(noticed > 50)
  }

  @Test func truncationIsNoticed() throws {
    _ = try finished()
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    for keep in [50, 100, 4096, whole.count / 2, whole.count - 4096] {
      try whole.prefix(keep).write(to: URL(fileURLWithPath: path))
      #expect(throws: StoreError.self, "\(keep) bytes") {
        let store = try ResultStore.open(path)
        try store.check()
        _ = try store.study()
      }
    }
  }

  @Test func everyErrorSaysWhatToDo() {
    let errors: [StoreError] = [
      .notFound(path: "p"), .alreadyExists(path: "p"), .notAResultFile(path: "p", found: "f"),
      .newerSchema(path: "p", found: 2, known: 1), .locked(path: "p"),
      .noPermission(path: "p", found: "f"), .diskFull(path: "p"), .damaged(path: "p", found: "f"),
      .unfinished(path: "p", worlds: 1), .otherStudy(path: "p", found: "f", wanted: "w"),
      .failed(path: "p", found: "f"),
    ]
    for error in errors {
      #expect(error.description == "\(error.problem); \(error.nextStep)")
      #expect(error.problem.contains("p") && error.nextStep.count > 20)
    }
    #expect(Set(errors.map(\.problem)).count == errors.count)
    #expect(StoreError(systemError: ENOSPC, path: "p") == .diskFull(path: "p"))
  }
}
