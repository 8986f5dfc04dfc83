import Foundation
import TestSupport
import Testing

extension EndToEnd {
  @Suite("Exit codes") struct ExitCodeTests {
    static let rwanda = "scenarios/countries/rwanda.yaml"
    static let queue = "scenarios/verify/mm1.yaml"

    @Test(
      "Wrong usage ends with 64",
      arguments: [
        ["nonsense"], ["compare"], ["compare", rwanda, "--nonsense"],
        ["compare", rwanda, "--seed", "-1"], ["compare", rwanda, "--worlds", "many"],
        ["compare", rwanda, "--worlds", "1"], ["compare", rwanda, "--worlds", "999999999"],
        ["compare", rwanda, "--threads", "0"], ["compare", rwanda, "--set", "no-equals-sign"],
        ["run", queue, "--replications", "0"], ["explain", "nonsense"],
      ])
    func usage(arguments: [String]) throws {
      let scratch = try Scratch()
      let isStudy = arguments.count > 1 && arguments[0] == "compare"
      let outcome = try Binary.run(
        arguments + (isStudy ? ["--output", scratch.folder.path] : []))
      #expect(outcome.status == 64)
      #expect(outcome.output.isEmpty)
      #expect(!outcome.complaints.isEmpty)
      #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path).isEmpty)
    }

    @Test(
      "A missing file ends with 74 and one line",
      arguments: [
        ["validate"], ["run"], ["compare"], ["verify"], ["report"], ["export", "--output", "x"],
      ])
    func missing(command: [String]) throws {
      let outcome = try Binary.run(command + ["no-such-file.yaml"])
      #expect(outcome.status == 74)
      #expect(outcome.lines.count == 1)
      #expect(outcome.complaints.contains("no-such-file.yaml"))
      #expect(outcome.output.isEmpty)
    }

    @Test("A folder, and a file of other software, end with 74") func foreign() throws {
      #expect(try Binary.run("validate", "scenarios").status == 74)
      let scratch = try Scratch()
      let path = try scratch.file("rwanda.sqlite", "not ours")
      #expect(try Binary.run("report", path).status == 74)
      let outcome = try Binary.run("compare", Self.rwanda, "--output", scratch.folder.path)
      #expect(outcome.status == 74)
      #expect(outcome.lines.count == 1)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "not ours")
    }

    @Test("A file of the wrong kind ends with 65 and says which command takes it") func kind()
      throws
    {
      let scratch = try Scratch()
      let compared = try Binary.run("compare", Self.queue, "--output", scratch.folder.path)
      let run = try Binary.run("run", Self.queue, "--window", "peak-hour")
      for outcome in [compared, run] {
        #expect(outcome.status == 65)
        #expect(outcome.complaints.contains("govsim compare takes countries"))
        #expect(outcome.output.isEmpty)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path).isEmpty)
    }

    @Test("Settings that the scenario does not have end with 65")
    func settings() throws {
      let outcome = try Binary.run("run", Self.queue, "--set", "stations.counter.server=2")
      #expect(outcome.status == 65)
      #expect(outcome.lines.count == 1)
      #expect(outcome.complaints.hasPrefix("--set: stations.counter.server"))
      #expect(outcome.complaints.contains("did you mean stations.counter.servers?"))
    }
  }
}
