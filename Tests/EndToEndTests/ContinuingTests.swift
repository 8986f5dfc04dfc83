import Foundation
import Store
import TestSupport
import Testing

extension EndToEnd {
  @Suite("Studies that go on") struct ContinuingTests {
    static let worlds = 6

    /// A small study in a folder of its own, without the map.
    struct Study {
      let folder: Scratch
      var store: URL { folder.url("tuvalu.sqlite") }
      var unfinished: URL { folder.url("tuvalu.unfinished.sqlite") }

      init() throws { folder = try Scratch() }

      func arguments(_ worlds: Int, _ options: [String]) -> [String] {
        [
          "compare", "scenarios/countries/tuvalu.yaml", "--no-map", "--json", "--worlds",
          "\(worlds)", "--output", folder.folder.path,
        ] + options
      }

      func run(_ worlds: Int = ContinuingTests.worlds, _ options: String...) throws -> Outcome {
        let outcome = try Binary.run(arguments(worlds, options))
        #expect(outcome.status == 0, "\(outcome.complaints)")
        return outcome
      }

      /// Of the rows of the finished store, which is whole.
      func digest() throws -> String {
        let open = try ResultStore.open(store.path)
        try open.check()
        defer { try? open.close() }
        return try open.digest().description
      }
    }

    /// What every other way must come to.
    static let uninterrupted = Result {
      let study = try Study()
      return (study, try study.run())
    }

    private func expectUninterrupted(_ study: Study, _ outcome: Outcome) throws {
      let (whole, expected) = try Self.uninterrupted.get()
      #expect(try study.digest() == whole.digest())
      #expect(try Self.withoutRun(outcome) == Self.withoutRun(expected))
      #expect(try Self.counts(outcome) == Self.counts(expected))
      #expect(!FileManager.default.fileExists(atPath: study.unfinished.path))
      for table in ["rows", "summaries", "comparisons"] {
        let name = "notebooks-data/tuvalu/\(table).csv"
        #expect(
          try Data(contentsOf: study.folder.url(name))
            == Data(contentsOf: whole.folder.url(name)), "\(table)")
      }
    }

    private static func withoutRun(_ outcome: Outcome) throws -> NSDictionary {
      var object = try outcome.object()
      object["run"] = nil
      return NSDictionary(dictionary: object)
    }

    private static func counts(_ outcome: Outcome) throws -> [Int?] {
      let run = try outcome.object()["run"] as? [String: Any]
      return ["windows", "requests", "events"].map { run?[$0] as? Int }
    }

    @Test("Two worlds and then six are six at once, and the shorter study stays until then")
    func extended() throws {
      let study = try Study()
      _ = try study.run(2)
      let longer = try study.run()
      #expect(longer.complaints.contains("note: 2 of 6 worlds are taken over from"))
      #expect(longer.complaints.contains("6 worlds (2 taken over)"))
      try expectUninterrupted(study, longer)
      // Once more: nothing is left to do.
      let again = try study.run()
      #expect(again.complaints.contains("nothing: this study was there"))
      try expectUninterrupted(study, again)
      let fresh = try study.run(Self.worlds, "--fresh")
      #expect(!fresh.complaints.contains("taken over"))
      #expect(!fresh.complaints.contains("was there"))
      try expectUninterrupted(study, fresh)
    }

    @Test("Another seed, another setting or another file takes nothing over") func others() throws {
      let study = try Study()
      for options in [["--seed", "2"], ["--set", "assumptions.discount_rate.value=0.09"], []] {
        let outcome = try Binary.run(study.arguments(2, options))
        #expect(outcome.status == 0)
        #expect(!outcome.complaints.contains("taken over"))
        #expect(!outcome.complaints.contains("was there"))
      }
      let longer = try study.run()
      #expect(longer.complaints.contains("2 of 6 worlds are taken over"))
      try expectUninterrupted(study, longer)
    }

    @Test("A precision that is reached early leaves no further worlds in the file")
    func precision() throws {
      let study = try Study()
      _ = try study.run(80)
      let arguments = study.arguments(0, ["--precision", "90%"]).filter {
        $0 != "--worlds" && $0 != "0"
      }
      let outcome = try Binary.run(arguments)
      #expect(outcome.status == 0)
      let record = try #require(try outcome.object()["record"] as? [String: Any])
      let worlds = try #require(record["worlds"] as? Int)
      #expect(worlds < 80)
      let open = try ResultStore.open(study.store.path)
      try open.check()
      #expect(try open.finishedWorlds() == Set(0..<worlds))
      #expect(try Set(open.rows().map(\.world)) == Set(0..<worlds))
      try open.close()
    }

    @Test("Ctrl-C prints the command that goes on") func interrupted() throws {
      let study = try Study()
      let stopped = try Binary.run(study.arguments(5000, ["--threads", "1"])) { process in
        for _ in 0..<6000 where !Kills.hasFinishedWorld(study.unfinished) { usleep(10_000) }
        process.interrupt()
      }
      #expect(stopped.status == 130 && stopped.output.isEmpty)
      #expect(
        stopped.lines.last?.hasSuffix(
          "tuvalu.unfinished.sqlite; to go on from there run: govsim compare "
            + "scenarios/countries/tuvalu.yaml --worlds 5000 --seed 1 --no-map --output "
            + study.folder.folder.path) == true)
      #expect(Kills.hasFinishedWorld(study.unfinished))
      // A shorter study takes over as many as it needs.
      let outcome = try study.run()
      #expect(outcome.complaints.contains("of 6 worlds are taken over from"))
      try expectUninterrupted(study, outcome)
    }

    /// The number of kills can be raised: `GOVSIM_KILLS=100`.
    @Test("Killed at any moment, a study comes to the same end") func killed() throws {
      let kills = ProcessInfo.processInfo.environment["GOVSIM_KILLS"].flatMap(Int.init) ?? 10
      var random = Kills.Random(state: 2026)
      // As long as the whole study takes, so that kills fall everywhere: reading, worlds, summing up,
      // report and tables.
      let began = ContinuousClock.now
      _ = try Study().run(Self.worlds, "--threads", "1")
      let length = Double((ContinuousClock.now - began) / .milliseconds(1))
      var done = 0
      var study = try Study()
      while done < kills {
        let before = Kills.finishedWorlds(study)
        let delay = random.next() * length * 1.1
        if try Kills.run(study.arguments(Self.worlds, ["--threads", "1"]), killAfter: delay) {
          done += 1
        }
        #expect(Kills.finishedWorlds(study) >= before, "kill \(done): finished worlds are lost")
        // Every so often to the end, and the next one from the start.
        guard done.isMultiple(of: 3) || done == kills else { continue }
        try expectUninterrupted(study, study.run())
        study = try Study()
      }
    }
  }
}

/// Kills at seeded moments.
enum Kills {
  /// SplitMix64, 0 ≤ x < 1.
  struct Random {
    var state: UInt64

    mutating func next() -> Double {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
    }
  }

  /// Runs the programme and kills it after `delay` [ms].
  ///
  /// - Returns: whether it still ran then.
  static func run(_ arguments: [String], killAfter delay: Double) throws -> Bool {
    let process = Process()
    process.executableURL = try Binary.url()
    process.arguments = arguments
    process.currentDirectoryURL = Repository.root
    for stream in [\Process.standardOutput, \.standardError] {
      process[keyPath: stream] = FileHandle.nullDevice
    }
    try process.run()
    usleep(UInt32(delay * 1000))
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal
  }

  /// Worlds that are safe, in the finished store or in the unfinished one [1].
  static func finishedWorlds(_ study: EndToEnd.ContinuingTests.Study) -> Int {
    [study.store, study.unfinished].map(worlds).max() ?? 0
  }

  static func hasFinishedWorld(_ store: URL) -> Bool { worlds(store) > 0 }

  private static func worlds(_ store: URL) -> Int {
    guard FileManager.default.fileExists(atPath: store.path) else { return 0 }
    guard let open = try? ResultStore.open(store.path) else { return 0 }
    defer { try? open.close() }
    return (try? open.worldsInOrder()) ?? 0
  }
}
