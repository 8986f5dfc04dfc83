import Foundation
import TestSupport
import Testing

extension EndToEnd {
  /// Files that people get wrong, and files that attack.
  @Suite("Bad scenarios") struct BadScenarioTests {
    static let files = [
      "unknown-key", "wrong-unit", "missing-reference", "nan", "negative-rate", "alias-bomb",
      "depth-bomb", "empty", "duplicate-key", "tab-indent",
    ]
    static let commands = ["validate", "run", "compare", "verify"]

    @Test(
      "Each ends with 65 and one line that names the place",
      arguments: files, commands)
    func oneLine(file: String, command: String) throws {
      let path = "Tests/ScenariosTests/Bad/\(file).yaml"
      // A trap or an alias bomb would take long or die of a signal; the limit is generous.
      let outcome = try Binary.run([command, path], in: Repository.root, [:], 20)
      #expect(outcome.status == 65)
      #expect(outcome.output.isEmpty)
      #expect(outcome.lines.count == 1)
      #expect(outcome.complaints.hasPrefix("\(path):"))
      if file != "empty" {
        let place = outcome.complaints.dropFirst(path.count).split(separator: ":").prefix(2)
        #expect(
          place.compactMap { Int($0) }.count == 2, "no line and column: \(outcome.complaints)")
      }
    }

    @Test("All faults of a file come at once") func several() throws {
      let outcome = try Binary.run("validate", "Tests/ScenariosTests/Bad/several.yaml")
      #expect(outcome.status == 65)
      #expect(outcome.lines.count > 1)
    }

    @Test("With --json faults are data") func json() throws {
      let outcome = try Binary.run(
        "validate", "--json", "Tests/ScenariosTests/Bad/unknown-key.yaml")
      #expect(outcome.status == 65)
      #expect(outcome.complaints.isEmpty)
      let files = try #require(try outcome.object()["files"] as? [[String: Any]])
      let faults = try #require(files.first?["faults"] as? [[String: Any]])
      #expect(files.first?["is_valid"] as? Bool == false)
      #expect(faults.count == 1)
      #expect(faults.first?["line"] as? Int != nil)
    }

    @Test("Good files beside a bad one are reported too") func mixed() throws {
      let outcome = try Binary.run(
        "validate", "scenarios/verify/mm1.yaml", "Tests/ScenariosTests/Bad/nan.yaml")
      #expect(outcome.status == 65)
      #expect(outcome.output.contains("✓ scenarios/verify/mm1.yaml"))
      #expect(outcome.lines.count == 1)
    }
  }
}
