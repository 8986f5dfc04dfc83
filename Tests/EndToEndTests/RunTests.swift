import Foundation
import TestSupport
import Testing

extension EndToEnd {
  @Suite("Explicit models") struct RunTests {
    static let metrics = [
      "arrivals", "throughput", "utilisation", "queue_length", "number_in_system", "waiting_time",
      "sojourn_time", "sojourn_time.p50", "sojourn_time.p95", "sojourn_time.p99",
      "completion_share",
    ]

    @Test("JSON has the rows of every station, in every replication")
    func rows() throws {
      let outcome = try Binary.run(
        "run", "scenarios/verify/mm1.yaml", "--json", "--replications", "3", "--seed", "7")
      #expect(outcome.status == 0)
      #expect(outcome.complaints.isEmpty)
      let rows = try #require(try outcome.object()["rows"] as? [[String: Any]])
      for replication in 0..<3 {
        let mine = rows.filter {
          $0["replication"] as? Int == replication && $0["entity"] as? String == "counter"
        }
        #expect(Set(Self.metrics).isSubset(of: mine.compactMap { $0["metric"] as? String }))
        #expect(mine.allSatisfy { $0["unit"] is String && $0["value"] is NSNumber })
      }
    }

    /// The truth is 0.6; over 3 × 180 000 s the standard error is about 0.0017 (long-run variance
    /// of a busy server, 2ρ(1−ρ)/((1−ρ)²μ)·1/T), so 0.01 is nearly six of them.
    @Test("The table tells the utilisation that theory tells") func table() throws {
      let outcome = try Binary.run(
        "run", "scenarios/verify/mm1.yaml", "--replications", "3", "--json")
      let summaries = try #require(try outcome.object()["summaries"] as? [[String: Any]])
      let busy = summaries.first {
        $0["entity"] as? String == "counter" && $0["metric"] as? String == "utilisation"
      }
      let mean = try #require(busy?["mean"] as? Double)
      #expect(abs(mean - 0.6) < 0.01)
      let text = try Binary.run("run", "scenarios/verify/mm1.yaml", "--replications", "3").output
      for metric in Self.metrics { #expect(text.contains(" \(metric) ")) }
    }

    @Test("Equal seeds give equal rows on any number of threads, others do not") func seeds() throws
    {
      func rows(_ options: String...) throws -> String {
        let all = ["run", "scenarios/verify/mmc.yaml", "--json", "--replications", "4"] + options
        return try withoutRun(try Binary.run(all))
      }
      let one = try rows("--threads", "1")
      #expect(one == (try rows("--threads", "3")))
      #expect(one != (try rows("--seed", "2")))
    }

    @Test("A time series is printed, and goes into a page and tables") func series() throws {
      let scratch = try Scratch()
      let folder = scratch.url("scenarios")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let file = folder.appendingPathComponent("queue.yaml")
      try FileManager.default.copyItem(
        at: Repository.url("scenarios/verify/mm1k.yaml"), to: file)
      let outcome = try Binary.run(
        "run", file.path, "--replications", "1", "--from", "0s", "--to", "10min", "--bucket",
        "1 min", "--output", "queue")
      #expect(outcome.status == 0)
      #expect(outcome.output.contains("One run of chance: there are no intervals."))
      #expect(outcome.output.contains("\n0:09:00 "))
      #expect(outcome.output.contains("\nBusiest minute: 0:0"))
      // Nothing gives up in this queue.
      #expect(!outcome.output.contains("abandonment_share"))
      for name in ["queue.html", "queue.csv", "queue-series.csv"] {
        let url = scratch.url("reports/" + name)
        #expect(try Data(contentsOf: url).count > 100, "\(name)")
      }
      #expect(try Binary.run("run", file.path, "--output", "../x").status == 64)
      #expect(try Binary.run("run", file.path, "--bucket", "1 kg").status == 64)
    }

    @Test("A country's times are those of its calendar, and today has nothing to run")
    func country() throws {
      let file = "scenarios/countries/rwanda.yaml"
      let outcome = try Binary.run(
        "run", file, "--window", "2169h..2170h", "--bucket", "10min", "--replications", "1")
      #expect(outcome.status == 0)
      #expect(outcome.output.contains("31 March, 09:00 (calendar of 2024), 60 min long"))
      #expect(outcome.output.contains("\n09:00 ") && outcome.output.contains("\n09:50 "))
      #expect(!outcome.output.contains("\n10:00 ") && !outcome.output.contains("0:02:00"))
      #expect(outcome.output.contains("Left out: "))
      let today = try Binary.run("run", file, "--alternative", "today")
      #expect(today.status == 64)
      #expect(today.complaints.contains("no stations to simulate, allowed silo, platform"))
      let removed = try Binary.run("run", file, "--set", "operations.peak_hour_ratio=3")
      #expect(removed.status == 65)
      #expect(removed.complaints.contains("name it in operations.calendar"))
    }

    /// A few quick files; `VerifyTests` runs all of them.
    @Test("Checks of the engine against theory pass") func verify() throws {
      let names = ["mmc", "mg1-ps", "erlang-a", "keycloak-sizing", "tax-day"]
      let files = names.map { "scenarios/verify/\($0).yaml" }
      let outcome = try Binary.run(["verify", "--json"] + files)
      #expect(outcome.status == 0)
      let object = try outcome.object()
      let checks = try #require(object["checks"] as? [[String: Any]])
      for check in checks where check["passes"] as? Bool != true {
        Issue.record("\(check)")
      }
      #expect(object["passes"] as? Bool == true)
      #expect(Set(checks.compactMap { $0["model"] as? String }).count == names.count)
    }
  }
}

/// stdout without its `run` object, byte for byte otherwise.
func withoutRun(_ outcome: Outcome) throws -> String {
  let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
  let start = try #require(lines.firstIndex { $0.hasPrefix("  \"run\" : {") })
  let end = try #require(lines[start...].firstIndex { $0 == "  }," || $0 == "  }" })
  return (lines[..<start] + lines[(end + 1)...]).joined(separator: "\n")
}
