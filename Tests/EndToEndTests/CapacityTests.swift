import Foundation
import Testing

extension EndToEnd {
  @Suite("Capacity") struct CapacityTests {
    static let desk = "scenarios/exercises/help-desk.yaml"

    @Test("The help desk of the documentation needs fourteen, and fifteen with one away")
    func helpDesk() throws {
      for (failures, needed) in [("0", 14.0), ("1", 15)] {
        let outcome = try Binary.run(
          "capacity", Self.desk, "--slo", "p80 waiting_time < 20 s", "--failures", failures,
          "--json")
        #expect(outcome.status == 0)
        let plans = try #require(try outcome.object()["plans"] as? [[String: Any]])
        let places = try #require(plans.first?["places"] as? [[String: Any]])
        #expect(places.map { $0["needed"] as? Double } == [needed])
      }
      let text = try Binary.run("capacity", Self.desk, "--slo", "p80 waiting_time < 20 s")
      for words in ["needed", "officials", "margin", "Next to break", "Proved on fresh chance"] {
        #expect(text.output.contains(words), "\(words)")
      }
    }

    @Test("A goal that no capacity meets ends with 99 and says why") func impossible() throws {
      let outcome = try Binary.run("capacity", Self.desk, "--slo", "p95 sojourn_time < 2 min")
      #expect(outcome.status == 99)
      #expect(outcome.output.contains("even with endless servers"))
    }

    @Test(
      "Wrong usage ends with 64",
      arguments: [
        [], ["--slo", "p95 latency < 2 s"], ["--slo", "utilisation > 80 %"],
        ["--slo", "utilisation < 80 % at desk"],
        ["--slo", "utilisation < 80 %", "--failures", "2"],
        ["--slo", "utilisation < 80 %", "--confidence", "40%"],
        ["--slo", "utilisation < 80 %", "--confidence", "high"],
        ["--slo", "utilisation < 80 %", "--price", "desk=3"],
        ["--slo", "utilisation < 80 %", "--price", "officials"],
        ["--slo", "utilisation < 80 %", "--windows", "lunch"],
        ["--slo", "utilisation < 80 %", "--replications", "1"],
      ])
    func usage(arguments: [String]) throws {
      let outcome = try Binary.run(["capacity", Self.desk] + arguments)
      #expect(outcome.status == 64)
      #expect(outcome.output.isEmpty && outcome.complaints.contains("allowed"))
    }

    @Test("Options of a country for a file with stations end with 65") func kind() throws {
      let goal = ["--slo", "utilisation < 80 %"]
      #expect(try Binary.run(["capacity", Self.desk, "--year", "3"] + goal).status == 65)
      let country = "scenarios/countries/tuvalu.yaml"
      #expect(try Binary.run(["capacity", country, "--price", "a=3"] + goal).status == 65)
      #expect(try Binary.run(["capacity", country, "--year", "99"] + goal).status == 64)
      #expect(try Binary.run(["capacity", country, "--alternative", "no"] + goal).status == 64)
    }
  }
}
