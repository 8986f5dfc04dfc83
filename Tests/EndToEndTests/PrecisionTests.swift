import Foundation
import TestSupport
import Testing

extension EndToEnd {
  @Suite("Precision") struct PrecisionTests {
    private static let tuvalu = "scenarios/countries/tuvalu.yaml"

    private static func compare(_ arguments: [String], in folder: Scratch) throws -> Outcome {
      try Binary.run(
        ["compare", tuvalu, "--no-map", "--json", "--output", folder.folder.path] + arguments)
    }

    @Test("A goal is reached, told, and its worlds repeated byte for byte") func reached() throws {
      let (one, two) = (try Scratch(), try Scratch())
      let outcome = try Self.compare(["--precision", "pvc=60%"], in: one)
      #expect(outcome.status == 0 && outcome.complaints.contains("wanted 60.00 %: reached"))
      var object = try outcome.object()
      let run = try #require(object["run"] as? [String: Any])
      let rows = try #require(run["precision"] as? [[String: Any]])
      #expect(rows.count == 1 && rows[0]["is_reached"] as? Bool == true)
      let record = try #require(object["record"] as? [String: Any])
      let worlds = try #require(record["worlds"] as? Int)
      #expect(worlds >= 64 && worlds.isMultiple(of: 8))
      #expect(outcome.complaints.contains("--worlds \(worlds)"))
      var again = try Self.compare(["--worlds", "\(worlds)"], in: two).object()
      (object["run"], again["run"]) = (nil, nil)
      #expect(NSDictionary(dictionary: object) == NSDictionary(dictionary: again))
    }

    @Test("A budget ends it, and says what was reached") func budgets() throws {
      let folder = try Scratch()
      let outcome = try Self.compare(
        ["--precision", "0.01%", "--max-worlds", "8", "--explain-variance"], in: folder)
      #expect(outcome.status == 0 && outcome.complaints.contains("not reached"))
      #expect(((try outcome.object()["record"]) as? [String: Any])?["worlds"] as? Int == 8)
      let short = try Self.compare(["--time", "1 ms", "--fresh", "--worlds", "96"], in: folder)
      let worlds = ((try short.object()["record"]) as? [String: Any])?["worlds"] as? Int
      #expect(short.status == 0 && (2...8).contains(worlds ?? 0))
    }

    @Test(
      "Wrong goals are refused with what is allowed",
      arguments: [
        (["--precision", "two"], "--precision: found two"),
        (["--precision", "0%"], "--precision: found 0%"),
        (["--precision", "5"], "--precision: found 5"),
        (["--precision", "2%", "--worlds", "9"], "with --precision it is --max-worlds"),
        (["--max-worlds", "9"], "--max-worlds needs --precision"),
        (["--time", "later"], "--time: found later"), (["--without", "luck"], "common-numbers"),
      ])
    func refused(arguments: [String], complaint: String) throws {
      let outcome = try Binary.run(["compare", Self.tuvalu] + arguments)
      #expect(outcome.status == 64 && outcome.complaints.contains(complaint))
    }

    @Test("An unknown metric is refused") func unknown() throws {
      let outcome = try Self.compare(["--precision", "speed=2%"], in: try Scratch())
      #expect(outcome.status == 64)
      #expect(outcome.complaints.contains("found speed"))
      let partial = try Self.compare(["--precision", "payback=2%"], in: try Scratch())
      #expect(partial.complaints.contains("pvc, capex, opex, npv"))
    }

    @Test(
      "A stored study is priced anew in the worlds that it was simulated in",
      arguments: [
        ["--point"], ["--without", "quasi-random"], ["--without", "common-numbers"], [],
      ])
    func recosted(way: [String]) throws {
      let (one, two) = (try Scratch(), try Scratch())
      let rate = ["--set", "money.discount_rate=9%"]
      _ = try Self.compare(["--worlds", "8"] + way, in: one)
      let report = try Binary.run(
        ["report", one.url("tuvalu.sqlite").path, "--json", "--output", two.folder.path] + rate)
      let fresh = try Self.compare(["--worlds", "8"] + way + rate, in: two)
      let (here, there) = (try report.object(), try fresh.object())
      for key in ["summaries", "comparisons", "drivers"] {
        let (a, b) = (here[key] as? [NSObject], there[key] as? [NSObject])
        #expect(a != nil && a == b, "\(key)")
      }
      let refused = try Binary.run(
        "report", one.url("tuvalu.sqlite").path, "--set", "programme.team_size=3")
      #expect(refused.complaints.contains((way + ["--set"]).joined(separator: " ")))
    }

    @Test("Finished worlds that a study does not hold are kept beside it") func kept() throws {
      let folder = try Scratch()
      _ = try Self.compare(["--worlds", "16"], in: folder)
      let fewer = try Self.compare(["--worlds", "8"], in: folder)
      #expect(fewer.status == 0 && fewer.complaints.contains("tuvalu.kept-1.sqlite"))
      #expect(folder.has("tuvalu.kept-1.sqlite"))
      let stored = try Binary.run(
        "report", folder.url("tuvalu.kept-1.sqlite").path, "--output", folder.folder.path)
      #expect(stored.status == 0)
    }

    @Test("At the point, and without the savings, other worlds are met") func ways() throws {
      let few = ["--worlds", "8", "--fresh", "--quiet"]
      let all = try [
        [], ["--point"], ["--without", "quasi-random"], ["--without", "common-numbers"],
      ]
      .map { try Self.compare(few + $0, in: try Scratch()).object()["summaries"] as? [NSObject] }
      #expect(Set(all.compactMap { $0?.description }).count == 4)
    }
  }
}
