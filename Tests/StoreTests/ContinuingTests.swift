import Experiments
import Foundation
import Testing

@testable import Store

/// What a study that was interrupted, or that shall grow, goes on from.
@Suite struct ContinuingTests {
  let folder: TemporaryFolder
  let path: String
  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("a.sqlite")
  }

  private static func world(_ number: Int) -> FinishedWorld {
    FinishedWorld(
      world: number, rows: Sample.rows(world: number, count: 70),
      quantities: (0..<50).map { UInt8($0 + number) }, windows: 3 * number, requests: 1_000_000,
      events: 17)
  }

  private func store(worlds: [Int]) throws -> ResultStore {
    let store = try ResultStore.create(path)
    try store.begin(Sample.record(worlds: 9, seed: 1), build: "b")
    for world in worlds { try store.append(Self.world(world)) }
    return store
  }

  private static func isEqual(_ one: FinishedWorld, _ other: FinishedWorld) -> Bool {
    one.world == other.world && one.rows == other.rows && one.quantities == other.quantities
      && one.windows == other.windows && one.requests == other.requests
      && one.events == other.events
  }

  @Test func worldsComeBackAsTheyWere() throws {
    let store = try store(worlds: [0, 1, 2])
    for count in 0...3 {
      let found = try store.worlds(count)
      #expect(found.count == count)
      for (number, world) in found.enumerated() {
        #expect(Self.isEqual(world, Self.world(number)))
      }
    }
    let error = #expect(throws: StoreError.self) { try store.worlds(4) }
    #expect(error == .damaged(path: path, found: "world 3 is not there"))
  }

  @Test func onlyWorldsWithoutAGapAreGoneOnFrom() throws {
    let store = try store(worlds: [0, 1, 3, 4])
    #expect(try store.worldsInOrder() == 2)
    try store.keepWorlds(2)
    #expect(try store.finishedWorlds() == [0, 1])
    #expect(try store.rows() == Self.world(0).rows + Self.world(1).rows)
    #expect(try store.quantities().keys.sorted() == [0, 1])
    // What was taken out can come again.
    for world in 2..<4 { try store.append(Self.world(world)) }
    #expect(try store.worldsInOrder() == 4)
    #expect(Self.isEqual(try store.worlds(4)[3], Self.world(3)))
  }

  @Test func everythingButTheNumberOfWorldsTellsStudiesApart() throws {
    let store = try store(worlds: [0])
    var other = Sample.record(worlds: 9, seed: 1)
    #expect(try store.holds(other, build: "b"))
    #expect(try !store.holds(other, build: "c"))
    (other.worlds, other.operationWorlds) = (60, 9)
    #expect(try store.holds(other, build: "b"))
    let changes: [(inout StudyRecord) -> Void] = [
      { $0.seed = 2 }, { $0.replications = 3 }, { $0.scenarioDigest = "e" },
      { $0.scenarioText += " " }, { $0.softwareVersion = "9" }, { $0.settings = ["a=1"] },
      { $0.study = "s" }, { $0.confidenceLevel = 0.9 }, { $0.baseline = "a" },
    ]
    for (number, change) in changes.enumerated() {
      var changed = other
      change(&changed)
      #expect(try !store.holds(changed, build: "b"), "change \(number)")
      #expect(throws: StoreError.self, "change \(number)") {
        try store.begin(changed, build: "b")
      }
    }
    #expect(throws: StoreError.self) { try store.begin(other, build: "c") }
    try store.begin(other, build: "b")
    #expect(try store.storedRecord() == other)
  }

  /// Of 200 unfinished files, each with one bit turned, none gives other worlds without an error. Most
  /// bits lie in unused space and in indices.
  @Test func damageOfAnUnfinishedStudyIsNoticed() throws {
    do {
      let store = try store(worlds: [0, 1, 2])
      try store.close()
    }
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    let broken = folder.path("broken.sqlite")
    var noticed = 0
    for trial in 0..<200 {
      var bytes = whole
      bytes[(trial * 7919 + 101) % whole.count] ^= UInt8(1 << (trial % 8))
      try bytes.write(to: URL(fileURLWithPath: broken))
      do {
        let worlds = try ResultStore.open(broken).worlds(3)
        for (number, world) in worlds.enumerated() {
          let expected = Self.world(number)
          #expect(Set(world.rows) == Set(expected.rows), "trial \(trial)")
          #expect(world.quantities == expected.quantities, "trial \(trial)")
          #expect(world.requests == expected.requests, "trial \(trial)")
        }
      } catch is StoreError {
        noticed += 1
      }
    }
    #expect(noticed > 15)
  }

  /// A kill while the tables are made leaves a draft only, and the next store is made all the same.
  @Test func aDraftThatAKillLeftIsInNobodysWay() throws {
    for name in ["-new", "-new-journal"] {
      try Data("half a store".utf8).write(to: URL(fileURLWithPath: path + name))
    }
    let store = try store(worlds: [0])
    #expect(try store.worldsInOrder() == 1)
    try store.close()
    #expect(folder.contents.filter { $0.contains("-new") }.isEmpty)
  }
}
