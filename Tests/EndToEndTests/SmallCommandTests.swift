import Foundation
import TestSupport
import Testing

extension EndToEnd {
  @Suite("Small commands") struct SmallCommandTests {
    @Test("The schema is the copy in scenarios/schema") func schema() throws {
      let copy = Repository.url("scenarios/schema/govsim-1.schema.json")
      let outcome = try Binary.run("schema")
      #expect(outcome.status == 0)
      #expect(outcome.output == (try String(contentsOf: copy, encoding: .utf8)))
      _ = try outcome.object()
    }

    @Test("Every scenario of the library is valid") func validate() throws {
      let files = try ["countries", "verify"].flatMap { folder in
        let url = Repository.url("scenarios/\(folder)")
        return try FileManager.default.contentsOfDirectory(atPath: url.path)
          .filter { $0.hasSuffix(".yaml") }.map { "scenarios/\(folder)/\($0)" }
      }
      let outcome = try Binary.run(["validate"] + files)
      #expect(outcome.status == 0)
      #expect(outcome.output.split(separator: "\n").count == files.count)
      let quiet = try Binary.run(["validate", "--quiet"] + files)
      #expect(quiet.output.isEmpty && quiet.complaints.isEmpty)
    }

    @Test(
      "Explain knows metrics, terms and keys",
      arguments: [
        ("sojourn_time.p95", "[s], a metric"), ("NPV", "a term"), ("Computing error", "a term"),
        ("regions.*.population", "People living here"), ("discount rate", "a term"),
        ("regions.urban.population", "People living here"),
      ])
    func explain(name: String, wanted: String) throws {
      let outcome = try Binary.run("explain", name)
      #expect(outcome.status == 0)
      #expect(outcome.output.contains(wanted))
      #expect(outcome.complaints.isEmpty)
    }

    @Test("Explain says what was meant") func misspelt() throws {
      let outcome = try Binary.run("explain", "utilization")
      #expect(outcome.status == 64)
      #expect(outcome.lines.count == 1)
      #expect(outcome.complaints.contains("did you mean utilisation?"))
    }

    @Test("Explain lists every metric with its unit") func list() throws {
      let object = try Binary.run("explain", "--json").object()
      let metrics = try #require(object["metrics"] as? [[String: Any]])
      let names = metrics.compactMap { $0["name"] as? String }
      #expect(metrics.allSatisfy { !($0["unit"] as? String ?? "").isEmpty })
      #expect(Set(names).count == names.count)
      #expect(Set(RunTests.metrics).isSubset(of: names))
    }

    @Test("Doctor looks around, also far from the checkout") func doctor() throws {
      let scratch = try Scratch()
      let outcome = try Binary.run("doctor", "--json", in: scratch.folder)
      #expect(outcome.status == 0)
      let findings = try #require(try outcome.object()["findings"] as? [[String: Any]])
      let named = Set(findings.compactMap { $0["what"] as? String })
      #expect(named.isSuperset(of: ["govsim", "numerical library", "result store", "scenarios"]))
      #expect(!(try Binary.run("doctor").output.contains("unknown")))
    }
  }
}
