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
        ("policy", "operations.policy"), ("patience", "stations.*.patience"),
        ("outages", "A key of scenario files: outages"), ("channel", "a term"),
        ("window", "A key of scenario files: window"), ("bottleneck", "a term"),
        ("breaker", "policies.*.breaker"), ("retry budget", "a term"), ("grade", "a term"),
      ])
    func explain(name: String, wanted: String) throws {
      let outcome = try Binary.run("explain", name)
      #expect(outcome.status == 0)
      #expect(outcome.output.contains(wanted))
      #expect(outcome.complaints.isEmpty)
    }

    @Test("Plan says what differs, and exits with 2 where asked to") func plan() throws {
      let tuvalu = "scenarios/countries/tuvalu.yaml"
      let same = try Binary.run("plan", tuvalu, "--detailed-exitcode")
      #expect(same.status == 0 && same.output.contains("No value differs."))
      let setting = ["--set", "programme.people.engineers=12", "--json"]
      let moved = try Binary.run(["plan", tuvalu, "--detailed-exitcode"] + setting)
      #expect(moved.status == 2 && moved.complaints.isEmpty)
      let object = try moved.object()
      let changes = try #require(object["changes"] as? [[String: Any]])
      #expect(changes.map { $0["path"] as? String } == ["programme.people.engineers"])
      #expect(object["reaches"] as? [String] == ["delivery", "valuation"])
      let forecast = try #require(object["forecast"] as? [String: Any])
      #expect((forecast["bytes"] as? Double ?? 0) > 0)
      #expect(try Binary.run(["plan", tuvalu] + setting).status == 0)
      let dearer = try Binary.run("plan", tuvalu, "--set", "money.discount_rate=8%")
      #expect(dearer.output.contains("govsim report FILE --set"))
    }

    @Test("Sensitivity prints the tornado, and says what it allows") func sensitivity() throws {
      let tuvalu = "scenarios/countries/tuvalu.yaml"
      let few = ["sensitivity", tuvalu, "--replications", "2", "--quiet"]
      let table = try Binary.run(few + ["--metric", "pvc", "--top", "3"])
      #expect(table.status == 0 && table.output.contains("further inputs move it by less"))
      #expect(!table.output.contains("Net present value"))
      let bad = try Binary.run(few + ["--metric", "time"])
      #expect(bad.status == 64 && bad.complaints.contains("allowed pvc or npv"))
    }

    @Test("Explain knows every key of the format") func keys() throws {
      let schema = try Binary.run("schema").object()
      let names = Self.keys(of: schema)
      #expect(names.isSuperset(of: ["outages", "peakedness", "standard_deviation", "last_mile"]))
      #expect(names.count > 250)
      for name in names.sorted() {
        #expect(try Binary.run("explain", name).status == 0, "\(name)")
      }
    }

    /// Names of properties, at any depth.
    private static func keys(of schema: Any) -> Set<String> {
      if let list = schema as? [Any] { return list.reduce(into: []) { $0.formUnion(keys(of: $1)) } }
      guard let object = schema as? [String: Any] else { return [] }
      let own = (object["properties"] as? [String: Any]).map { Set($0.keys) } ?? []
      return object.values.reduce(into: own) { $0.formUnion(keys(of: $1)) }
    }

    @Test("Explain knows the words at the heads of tables") func heads() throws {
      let commands = [
        [
          "run", "scenarios/verify/mm1.yaml", "--replications", "2", "--to", "10min", "--from",
          "0s",
        ]
          + ["--bucket", "1min"],
        ["bottlenecks", "scenarios/verify/mm1k.yaml", "--replications", "2", "--loads", "1"],
        ["capacity", "scenarios/exercises/help-desk.yaml", "--slo", "utilisation < 90 %"],
        ["verify", "scenarios/verify/mosip-sizing.yaml"],
        ["verify", "scenarios/verify/mm1k.yaml"],
      ]
      var words: Set<String> = []
      for command in commands {
        let lines = try Binary.run(command).output.split(separator: "\n")
        for (head, rule) in zip(lines, lines.dropFirst()) where rule.hasPrefix("───") {
          words.formUnion(head.split(separator: #/  +/#).map(Self.plain))
        }
      }
      #expect(words.isSuperset(of: ["mean", "goodput", "visits", "band", "errors off", "busy"]))
      for word in words.sorted() {
        #expect(try Binary.run("explain", word).status == 0, "\(word)")
      }
    }

    /// `counter: calls [1/s]` without its station and unit.
    private static func plain(_ head: Substring) -> String {
      String(head.replacing(#/^.*: | \[.*\]$/#, with: "")).trimmingCharacters(in: .whitespaces)
    }

    @Test("Every metric of a run is explained") func metricsOfRuns() throws {
      let object = try Binary.run("explain", "--json").object()
      let metrics = try #require(object["metrics"] as? [[String: Any]])
      #expect(metrics.allSatisfy { ($0["meaning"] as? String ?? "").count > 8 })
      let known = Set(metrics.compactMap { $0["name"] as? String })
      let run = try Binary.run(
        "run", "scenarios/exercises/retry-storm-recovery.yaml", "--replications", "1", "--bucket",
        "1min", "--json")
      let rows = try #require(try run.object()["rows"] as? [[String: Any]])
      let found = Set(rows.compactMap { $0["metric"] as? String })
      #expect(found.count > 25 && found.isSubset(of: known), "\(found.subtracting(known))")
      let columns = (try run.object()["series"] as? [String: Any])?["columns"] as? [[String: Any]]
      #expect(Set((columns ?? []).compactMap { $0["metric"] as? String }).isSubset(of: known))
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
