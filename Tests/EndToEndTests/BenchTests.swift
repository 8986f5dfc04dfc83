import Foundation
import TestSupport
import Testing

extension EndToEnd {
  @Suite("Benchmarks") struct BenchTests {
    static func bench(_ arguments: String...) throws -> [String: Any] {
      let outcome = try Binary.run(["bench"] + arguments + ["--json"])
      #expect(outcome.status == 0 && outcome.complaints.isEmpty)
      return try outcome.object()
    }

    @Test(
      "Each prints what it did, what it took, and where it was done",
      arguments: [
        ["hold", "--events", "200000"], ["mm1", "--customers", "100000"],
        ["network", "--customers", "50000"], ["country", "--worlds", "1"],
      ])
    func record(arguments: [String]) throws {
      let outcome = try Binary.run(["bench"] + arguments + ["--json"])
      let object = try outcome.object()
      for key in ["events", "wall_s", "cpu_s", "events_per_s", "events_per_cpu_s"] {
        #expect(try #require(object[key] as? Double) > 0, "\(key)")
      }
      #expect(object["engine"] as? String == "govsim")
      #expect(object["model"] as? String == arguments[0])
      #expect(try #require(object["peak_rss_bytes"] as? Int) > 1_000_000)
      let text = try Binary.run(["bench"] + arguments)
      #expect(text.output.contains("events per processor second"))
    }

    @Test("Each has an example", arguments: ["hold", "mm1", "network", "country"])
    func help(model: String) throws {
      let outcome = try Binary.run("bench", model, "--help")
      #expect(outcome.status == 0 && outcome.complaints.isEmpty)
      for text in ["  govsim bench \(model)", "--seed", "--threads", "--replications", "--json"] {
        #expect(outcome.output.contains(text))
      }
    }

    @Test("Rows of a study are written as often as asked, and the file goes away") func store()
      throws
    {
      let (study, _) = try ContinuingTests.uninterrupted.get()
      let before = try FileManager.default.contentsOfDirectory(atPath: study.folder.folder.path)
      let outcome = try Binary.run(
        "bench", "store", study.store.path, "--rows", "20000", "--json")
      let object = try outcome.object()
      #expect(outcome.status == 0 && object["model"] as? String == "store")
      #expect(try #require(object["rows"] as? Int) >= 20_000)
      #expect(try #require(object["rows_per_s"] as? Double) > 0)
      let after = try FileManager.default.contentsOfDirectory(atPath: study.folder.folder.path)
      #expect(before.sorted() == after.filter { !$0.hasSuffix("-lock") }.sorted())
      #expect(try Binary.run("bench", "store", "none.sqlite").status == 74)
    }

    /// The standard error of the mean sojourn time over n customers of M/M/1 at ρ = 0.5 is about
    /// √(29/n): 0.027 s for 40 000 (long-run variance of the number in the system by Daley, 1968);
    /// of the five-station network at 200 000 customers it is about 0.15 s. Six of them: 2e-9.
    @Test("Statistics stand beside their theory") func theory() throws {
      let single = try Self.bench("mm1", "--customers", "40000", "--utilisation", "0.5")
      let network = try Self.bench("network", "--customers", "200000")
      for (object, theory, tolerance) in [
        (single, 2.0, 0.17), (network, 11.4531504160520, 0.9),
      ] {
        let statistic = try #require(object["statistic"] as? [String: Any])
        let value = try #require(statistic["value"] as? Double)
        #expect(abs(try #require(statistic["theory"] as? Double) - theory) < 1e-9)
        #expect(abs(value - theory) < tolerance)
      }
      // Two events for each customer, and for each visit of 3.3 and an arrival in the network.
      #expect(abs(try #require(single["events"] as? Double) / 80_000 - 1) < 0.05)
    }

    @Test("One trajectory on any number of threads and with any calendar") func trajectories()
      throws
    {
      func fingerprint(_ arguments: [String], _ more: String...) throws -> String {
        let outcome = try Binary.run(["bench"] + arguments + more + ["--json"])
        return try #require(try outcome.object()["fingerprint"] as? String)
      }
      let hold = ["hold", "--pending", "20000", "--events", "200000", "--rescheduling", "0.3"]
      let heap = try fingerprint(hold, "--calendar", "heap")
      for choice in ["ladder", "automatic"] {
        #expect(try fingerprint(hold, "--calendar", choice) == heap)
      }
      let network = ["network", "--customers", "20000", "--replications", "4"]
      let one = try fingerprint(network, "--threads", "1")
      #expect(one == (try fingerprint(network, "--threads", "3")))
      #expect(Set(one.split(separator: " ")).count == 4)
    }

    @Test(
      "What cannot be is refused",
      arguments: [
        ["hold", "--pending", "0"], ["hold", "--pending", "16777216"],
        ["hold", "--calendar", "list"], ["hold", "--rescheduling", "1.5"],
        ["mm1", "--utilisation", "1"], ["network", "--customers", "0"],
        ["mm1", "--replications", "0"],
      ])
    func refusals(arguments: [String]) throws {
      let outcome = try Binary.run(["bench"] + arguments)
      #expect(outcome.status == 64)
      let first = try #require(outcome.lines.first)
      #expect(first.contains(arguments[1]) && first.contains(arguments[2]))
    }
  }
}
