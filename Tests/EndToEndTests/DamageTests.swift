import Foundation
import Store
import TestSupport
import Testing

extension EndToEnd {
  @Suite("Result files in trouble") struct DamageTests {
    typealias Study = ContinuingTests.Study

    /// One line that names the file and says what to do, and no table.
    private func expectTrouble(
      _ outcome: Outcome, _ file: String, _ words: String..., about: String = ""
    ) {
      #expect(outcome.status == 74, "\(about)")
      #expect(outcome.output.isEmpty, "\(about)")
      let last = outcome.lines.last ?? ""
      #expect(last.contains(file) && last.contains("; "), "\(about): \(last)")
      for word in words { #expect(last.contains(word), "\(about): \(last)") }
    }

    /// A finished study whose file was changed; the file's name.
    private func damaged(_ change: (inout Data) -> Void) throws -> Study {
      let (whole, _) = try ContinuingTests.uninterrupted.get()
      let study = try Study()
      var bytes = try Data(contentsOf: whole.store)
      change(&bytes)
      try bytes.write(to: study.store)
      return study
    }

    @Test(
      "Damage, other software's files and newer formats end with 74, and --fresh mends the first")
    func damage() throws {
      let changes: [(name: String, words: String, change: (inout Data) -> Void)] = [
        ("truncated", "--fresh", { $0.removeLast($0.count / 3) }),
        ("a row", "--fresh", { Self.flip(&$0) }),
        ("newer", "result format 77", { $0[63] = 77 }),
        ("foreign", "other software", { $0[68] = 1 }),
        ("text", "is not a govsim result file", { $0 = Data("a,b\n1,2\n".utf8) }),
        ("empty", "is not a govsim result file", { $0 = Data() }),
      ]
      for (name, words, change) in changes {
        let study = try damaged(change)
        let before = try Data(contentsOf: study.store)
        let tables = study.folder.url("tables").path
        for command in [["report"], ["export", "--output", tables]] {
          let outcome = try Binary.run(command + [study.store.path])
          expectTrouble(outcome, "tuvalu.sqlite", words, about: name)
        }
        let compared = try Binary.run(study.arguments(ContinuingTests.worlds, []))
        expectTrouble(compared, "tuvalu.sqlite", words, about: name)
        #expect(try Data(contentsOf: study.store) == before, "\(name) is as before")
        guard words == "--fresh" else { continue }
        _ = try study.run(ContinuingTests.worlds, "--fresh")
        #expect(try study.digest() == ContinuingTests.uninterrupted.get().0.digest())
      }
    }

    /// Turns one bit of a value in a row: the file stays sound for SQLite, which notices nothing.
    private static func flip(_ bytes: inout Data) {
      // A page of rows begins with 13, a table's leaf; half-way through the file there is nothing else.
      let page = 4096
      var place = bytes.count / 2 / page * page
      while place + page < bytes.count, bytes[place] != 13 { place += page }
      bytes[place + page - 3] ^= 1
    }

    @Test("The second writer is told so, and the first loses nothing") func secondWriter() throws {
      let study = try Study()
      do {
        let first = try ResultStore.create(study.unfinished.path)
        let outcome = try Binary.run(study.arguments(ContinuingTests.worlds, []))
        expectTrouble(outcome, "tuvalu.unfinished.sqlite", "another process is writing")
        #expect(try first.finishedWorlds().isEmpty)
        try first.close()
      }
      #expect(!study.folder.has("tuvalu.sqlite"))
      _ = try study.run()
    }

    @Test("A folder that must not be written ends with 74") func noFolder() throws {
      let outcome = try Binary.run(
        "compare", "scenarios/countries/tuvalu.yaml", "--output", "/proc/1/none")
      expectTrouble(outcome, "/proc/1/none", "--output")
    }

    /// A limit on the size of files stands for a full disk, which tests can't make without being root.
    @Test("When files cannot grow it ends with 74, and goes on once they can") func fullDisk()
      throws
    {
      let study = try Study()
      let words = [try Binary.url().path] + study.arguments(ContinuingTests.worlds, [])
      let shell = Process()
      shell.executableURL = URL(fileURLWithPath: "/bin/sh")
      shell.arguments = ["-c", "trap '' XFSZ; ulimit -f 1400; exec \"$@\"", "sh"] + words
      shell.currentDirectoryURL = Repository.root
      shell.standardOutput = FileHandle.nullDevice
      shell.standardError = FileHandle.nullDevice
      try shell.run()
      shell.waitUntilExit()
      #expect(shell.terminationReason == .exit && shell.terminationStatus == 74)
      #expect(Kills.hasFinishedWorld(study.unfinished))
      let outcome = try study.run()
      #expect(outcome.complaints.contains("of 6 worlds are taken over from"))
      #expect(try study.digest() == ContinuingTests.uninterrupted.get().0.digest())
    }
  }
}
