import Foundation
import TestSupport
import Testing

extension EndToEnd {
  @Suite("Help") struct HelpTests {
    static let commands = [
      "compare", "run", "capacity", "verify", "validate", "explain", "schema", "report", "export",
      "doctor",
      "new",
    ]

    @Test("The root's help is the golden file") func root() throws {
      let outcome = try Binary.run("--help")
      let golden = Repository.url("Tests/EndToEndTests/Golden/help.txt")
      #expect(outcome.status == 0)
      #expect(outcome.complaints.isEmpty)
      #expect(outcome.output == (try String(contentsOf: golden, encoding: .utf8)))
    }

    @Test("Every command's help has an example and the shared options", arguments: commands)
    func help(command: String) throws {
      let outcome = try Binary.run(command, "--help")
      #expect(outcome.status == 0)
      #expect(outcome.complaints.isEmpty)
      #expect(outcome.output.contains("  govsim \(command)"))
      for option in ["--json", "--quiet", "--no-color", "--help"] {
        #expect(outcome.output.contains("  \(option)") || outcome.output.contains(", \(option)"))
      }
    }

    @Test("Commands with chance in them take a seed and threads") func chance() throws {
      for command in ["compare", "run", "verify"] {
        let help = try Binary.run(command, "--help").output
        #expect(help.contains("--seed <number>") && help.contains("--threads <count>"))
      }
      #expect(try Binary.run("compare", "--help").output.contains("--worlds, --replications"))
    }

    @Test("The version, and completions for shells") func version() throws {
      let version = try Binary.run("--version")
      #expect(version.status == 0)
      #expect(version.output.split(separator: ".").count == 3)
      let completions = try Binary.run("--generate-completion-script", "bash")
      #expect(completions.status == 0)
      #expect(completions.output.contains("govsim"))
    }
  }
}
