import Foundation
import Scenarios
import Testing

/// Files that cannot be kept in a repository. Each must end in a fault, without being read further
/// than needed.
@Suite("Hostile files")
struct HostileFileTests {
  private static let start = "govsim: 1\ntitle: x\n"

  @Test("A missing file, a folder and a pipe are no scenarios") func notRegular() throws {
    try Fixture.withFolder { folder in
      let missing = folder.path + "/missing.yaml"
      #expect(throws: ScenarioError.file(path: missing, reason: "no such file or directory")) {
        try Scenario.load(path: missing)
      }
      #expect(
        throws: ScenarioError.file(
          path: folder.path, reason: "found a folder, allowed a regular file")
      ) {
        try Scenario.load(path: folder.path)
      }
      // Opening a pipe without a writer would wait for ever.
      let pipe = folder.path + "/pipe.yaml"
      #expect(mkfifo(pipe, 0o600) == 0)
      let reason = "found a device, pipe or socket, allowed a regular file"
      #expect(throws: ScenarioError.file(path: pipe, reason: reason)) {
        try Scenario.load(path: pipe)
      }
    }
  }

  @Test("More than 1 MiB is not read; 1 MiB is") func size() throws {
    let filler = "# " + String(repeating: "x", count: 1 << 20)
    #expect(
      try Fixture.faults(of: filler)
        == [
          "scenario.yaml: found 1048578 bytes, allowed 1048576 (1 MiB); move parts into files and name them in extends"
        ])
    let full =
      Self.start + "# " + String(repeating: "x", count: (1 << 20) - Self.start.utf8.count - 2)
    #expect(
      try Fixture.faults(of: full) == [
        "scenario.yaml:1:1: found neither regions nor demand, allowed at least one of them; add regions or demand"
      ])
  }

  @Test("A file may extend only what is below its root, links followed") func links() throws {
    try Fixture.withFolder { folder in
      let root = folder.appendingPathComponent("scenarios")
      try FileManager.default.createDirectory(
        at: root.appendingPathComponent("a/b"), withIntermediateDirectories: true)
      let secret = folder.appendingPathComponent("secret.yaml")
      try Data("password: 1\n".utf8).write(to: secret)
      try FileManager.default.createSymbolicLink(
        at: root.appendingPathComponent("link.yaml"), withDestinationURL: secret)
      let file = root.appendingPathComponent("a/b/c.yaml")
      try Data("govsim: 1\nextends: [../../link.yaml, ../../../secret.yaml, ../base.yaml]\n".utf8)
        .write(to: file)
      try Data(Self.start.utf8).write(to: root.appendingPathComponent("a/base.yaml"))
      #expect(
        Fixture.faults(file.path) == [
          "c.yaml:2:11: extends: found ../../link.yaml, allowed a file below the folder scenarios",
          "c.yaml:2:28: extends: found ../../../secret.yaml, allowed a file below the folder scenarios",
        ])
    }
  }

  @Test("Byte order mark and carriage returns are harmless") func windows() throws {
    let text = try String(contentsOfFile: Fixture.path("Good/counter.yaml"), encoding: .utf8)
    let scenario = try Fixture.scenario(
      "\u{feff}" + text.replacingOccurrences(of: "\n", with: "\r\n"))
    #expect(scenario.title == "One counter")
    #expect(try scenario.country(alternative: "base", values: [:]).stations.count == 1)
  }

  @Test("Tables that say very much in few lines are refused together") func manyRequests() throws {
    var text = Self.start + "stations: {a: {servers: 1, service_time: 1 s}}\n"
    text += "journeys: {j: {steps: [{call: a}]}}\n"
    text += "window: {run_in: 0 s, length: 1 s, replications: 1}\ndemand:\n"
    for number in 0..<200 {
      text += "  d\(number): {journey: j, trace: \"time,count\\n\(number),10000000\\n\"}\n"
    }
    let faults = try Fixture.faults(of: text)
    #expect(faults.count == 199)
    #expect(
      faults.first
        == "scenario.yaml:8:27: demand.d1.trace: found time,count 1,10000000, allowed at most 10000000 requests in all tables together"
    )
  }

  @Test("Too many values are refused") func tooManyValues() throws {
    let text = Self.start + "a: [" + String(repeating: "1,", count: 120_000) + "1]\n"
    let faults = try Fixture.faults(of: text)
    #expect(faults.count == 1 && faults[0].contains("more than 100000 values"))
  }

  @Test("Thousands of faults are cut to what can be read") func manyFaults() throws {
    let keys = (0..<5_000).map { "key\($0): 1\n" }.joined()
    let faults = try Fixture.faults(of: Self.start + keys)
    #expect(faults.count == 201)
    #expect(faults.last == "scenario.yaml: and 4801 more")
  }

  @Test("A wide tree of files that extend each other is read once each") func diamond() throws {
    try Fixture.withFolder { folder in
      // Two to the power of 12 ways to the last file.
      for level in 0..<12 {
        let text = "govsim: 1\nextends: [f\(level + 1).yaml, f\(level + 1).yaml]\n"
        try Data(text.utf8).write(to: folder.appendingPathComponent("f\(level).yaml"))
      }
      try Data(Self.start.utf8).write(to: folder.appendingPathComponent("f12.yaml"))
      let faults = Fixture.faults(folder.path + "/f0.yaml")
      #expect(
        faults == [
          "f12.yaml:1:1: found neither regions nor demand, allowed at least one of them; add regions or demand"
        ])
    }
  }

  @Test("A long chain is refused") func chain() throws {
    try Fixture.withFolder { folder in
      for level in 0..<20 {
        let text = "govsim: 1\nextends: f\(level + 1).yaml\n"
        try Data(text.utf8).write(to: folder.appendingPathComponent("f\(level).yaml"))
      }
      try Data(Self.start.utf8).write(to: folder.appendingPathComponent("f20.yaml"))
      #expect(
        Fixture.faults(folder.path + "/f0.yaml") == [
          "f15.yaml:2:10: extends: found a chain of more than 16 files, allowed that many"
        ])
    }
  }

  @Test("Every truncation of a good file ends in a scenario or a fault") func truncations() throws {
    let text = try String(contentsOfFile: Fixture.path("Good/counter.yaml"), encoding: .utf8)
    try Fixture.withFolder { folder in
      let file = folder.appendingPathComponent("cut.yaml")
      for count in 0..<text.utf8.count {
        try Data(text.utf8.prefix(count)).write(to: file)
        _ = try? Scenario.load(path: file.path)
      }
    }
  }

  @Test("Every value of a good country replaced by noise ends in a scenario or a fault")
  func noise() throws {
    let scenario = try Fixture.country()
    let noise = [
      "", "-1", "1e300", "nan", "[]", "{}", "$discount_rate", "x", "9223372036854775808",
    ]
    var refused = 0
    let inputs = scenario.inputs.filter { !$0.path.hasPrefix("assumptions.") }
    for (index, input) in inputs.enumerated() {
      // A third of all pairs, spread evenly.
      for (turn, text) in noise.enumerated() where (index + turn) % 3 == 0 {
        do {
          let changed = try scenario.setting(input.path, to: text)
          for alternative in changed.alternatives {
            _ = try changed.country(alternative: alternative.name, values: [:])
          }
        } catch { refused += 1 }
      }
    }
    // Most noise is refused; assumptions and large numbers may stand in some places.
    #expect(refused > inputs.count * noise.count / 3 / 2)
  }
}
