import Foundation
import TestSupport
import Testing

extension EndToEnd {
  @Suite("The main job") struct CompareTests {
    static let rwanda = "scenarios/countries/rwanda.yaml"

    /// A study that several tests read.
    struct Study {
      var folder: Scratch
      var outcome: Outcome

      init(_ options: String...) throws {
        folder = try Scratch()
        outcome = try Binary.run(
          ["compare", rwanda, "--worlds", "2", "--output", folder.folder.path] + options)
      }
    }

    static let table = Result { try Study("--threads", "2") }
    static let json = Result { try Study("--threads", "2", "--json", "--quiet") }

    @Test("The table tells the decision on stdout, the rest on stderr") func table() throws {
      let outcome = try Self.table.get().outcome
      #expect(outcome.status == 0)
      for words in ["Present value of costs", "world by world", "Break-even", "seed 1"] {
        #expect(outcome.output.contains(words))
      }
      #expect(!outcome.output.contains("\u{1B}"), "colours without a terminal")
      #expect(!outcome.complaints.contains("\u{1B}"), "a progress bar without a terminal")
      #expect(outcome.complaints.contains("rwanda.html"))
      #expect(outcome.complaints.contains("--worlds 2 --seed 1"))
    }

    @Test("Report, store and tables are written") func files() throws {
      let folder = try Self.table.get().folder
      for name in [
        "rwanda.html", "rwanda.sqlite", "notebooks-data/rwanda/rows.csv",
        "notebooks-data/rwanda/datapackage.json",
      ] { #expect(folder.has(name), "\(name)") }
      #expect(!folder.has("rwanda.unfinished.sqlite"))
      let html = try String(contentsOf: folder.url("rwanda.html"), encoding: .utf8)
      #expect(html.hasPrefix("<!DOCTYPE html>"))
      #expect(html.contains("Rwanda"))
    }

    @Test("JSON holds the whole answer; --quiet is silent") func json() throws {
      let outcome = try Self.json.get().outcome
      #expect(outcome.status == 0)
      #expect(outcome.complaints.isEmpty)
      let object = try outcome.object()
      let keys = [
        "break_even", "comparisons", "drivers", "map", "notes", "record", "run", "summaries",
        "thresholds",
      ]
      #expect(object.keys.sorted() == keys)
      let summaries = try #require(object["summaries"] as? [[String: Any]])
      let alternatives = Set(summaries.compactMap { $0["alternative"] as? String })
      #expect(alternatives.isSuperset(of: ["silo", "platform"]))
      let comparisons = try #require(object["comparisons"] as? [[String: Any]])
      #expect(comparisons.contains { $0["metric"] as? String == "pvc" })
      #expect(comparisons.allSatisfy { !($0["verdict"] as? String ?? "").isEmpty })
    }

    @Test("Equal seeds give equal bytes at 1 and at 2 threads; another seed does not")
    func threads() throws {
      let two = try withoutRun(try Self.json.get().outcome)
      let one = try withoutRun(try Study("--threads", "1", "--json", "--quiet").outcome)
      #expect(one == two)
      let other = try withoutRun(try Study("--seed", "2", "--json", "--quiet").outcome)
      #expect(other != two)
    }

    @Test("Two levers are mapped, told and stored; --no-map leaves that out") func map() throws {
      let (study, object) = (try Self.table.get(), try Self.json.get().outcome.object())
      #expect(study.outcome.output.contains("Where each alternative wins: net present value"))
      #expect(study.folder.has("notebooks-data/rwanda/map.csv"))
      let cells = try #require(object["map"] as? [[String: Any]])
      #expect(cells.count == 32 && Set(cells.compactMap { $0["metric"] as? String }).count == 2)
      let without = try Study("--no-map", "--quiet")
      #expect(!without.outcome.output.contains("Where each alternative wins"))
      #expect(without.outcome.output.contains("Break-even"))
      #expect(!without.folder.has("notebooks-data/rwanda/map.csv"))
    }

    @Test("A setting changes the answer") func setting() throws {
      let set = try Study("--set", "assumptions.discount_rate.value=0.11", "--json", "--quiet")
      #expect(set.outcome.status == 0)
      #expect(try withoutRun(set.outcome) != withoutRun(try Self.json.get().outcome))
    }

    @Test("A stored study is priced anew, and the file stays as it was") func recosted() throws {
      let folder = try Self.table.get().folder
      let again = try Scratch()
      let store = folder.url("rwanda.sqlite")
      let before = try Data(contentsOf: store)
      let setting = ["--set", "money.discount_rate=8%"]
      let report = try Binary.run(
        ["report", store.path, "--output", again.folder.path, "--json", "--quiet"] + setting)
      #expect(report.status == 0)
      #expect(try Data(contentsOf: store) == before)
      #expect(again.has("rwanda-recosted.html"))
      let fresh = try Study("--set", "money.discount_rate=8%", "--json", "--quiet", "--no-map")
        .outcome
      var (one, other) = (try report.object(), try fresh.object())
      for key in ["run", "notes"] { (one[key], other[key]) = (nil, nil) }
      #expect(NSDictionary(dictionary: one) == NSDictionary(dictionary: other))
      let table = try Binary.run(
        ["report", store.path, "--output", again.folder.path] + setting)
      #expect(table.status == 0 && table.output.contains("Re-costed with money.discount_rate=8%"))
      let html = try String(contentsOf: again.url("rwanda-recosted.html"), encoding: .utf8)
      #expect(html.contains("id=\"who-gains\"") && html.contains("Re-costed with"))
      #expect(html.contains("The map of levers is left out") && !html.contains("id=\"map\""))
    }

    @Test("What was simulated cannot be re-costed") func notRecosted() throws {
      let store = try Self.table.get().folder.url("rwanda.sqlite").path
      let refused = try Binary.run(
        "report", store, "--set", "programme.team_size=3", "--set", "money.overhead=1.5")
      #expect(refused.status == 65 && refused.output.isEmpty)
      #expect(refused.complaints.contains("programme.team_size reaches delivery"))
      #expect(
        refused.complaints.contains(
          "govsim compare scenarios/countries/rwanda.yaml --worlds 2 --seed 1 --set programme.team_size=3"
        ))
      let unknown = try Binary.run("report", store, "--set", "money.discont_rate=8%")
      #expect(unknown.status == 65 && unknown.complaints.contains("did you mean"))
    }

    @Test("Report and tables come back from the store, byte for byte") func stored() throws {
      let folder = try Self.table.get().folder
      let again = try Scratch()
      let store = folder.url("rwanda.sqlite").path
      let report = try Binary.run("report", store, "--output", again.folder.path)
      #expect(report.status == 0)
      for name in ["rwanda.html", "notebooks-data/rwanda/rows.csv"] {
        #expect(
          try Data(contentsOf: folder.url(name)) == Data(contentsOf: again.url(name)), "\(name)")
      }
      let export = try Binary.run("export", store, "--output", again.url("tables").path, "--json")
      #expect(export.status == 0)
      let files = try #require(try export.object()["files"] as? [String])
      #expect(files.contains { $0.hasSuffix("datapackage.json") })
      #expect(files.allSatisfy { FileManager.default.fileExists(atPath: $0) })
    }

    @Test("Export gives what compare prints as JSON, and charts with their data inside")
    func exported() throws {
      let again = try Scratch()
      let study = try Self.json.get()
      let export = try Binary.run(
        "export", study.folder.url("rwanda.sqlite").path, "--output", again.folder.path,
        "--format", "json", "--format", "vega-lite")
      #expect(export.status == 0)
      var object = try #require(
        try JSONSerialization.jsonObject(with: Data(contentsOf: again.url("rwanda.json")))
          as? [String: Any])
      let rows = try #require(object["rows"] as? [[String: Any]])
      let lines = try String(
        contentsOf: study.folder.url("notebooks-data/rwanda/rows.csv"), encoding: .utf8
      ).split(separator: "\n")
      #expect(rows.count == lines.count - 1)
      #expect((object["inputs"] as? [Any])?.isEmpty == false)
      for key in ["rows", "inputs", "run"] { object[key] = nil }
      var printed = try study.outcome.object()
      printed["run"] = nil
      #expect(NSDictionary(dictionary: object) == NSDictionary(dictionary: printed))
      #expect(!again.has("rows.csv") && !again.has("datapackage.json"))
      let charts = try FileManager.default.contentsOfDirectory(atPath: again.url("charts").path)
      #expect(charts.count >= 13 && charts.allSatisfy { $0.hasSuffix(".vl.json") })
      for chart in charts {
        let data = try Data(contentsOf: again.url("charts/\(chart)"))
        let text = String(decoding: data, as: UTF8.self)
        #expect(text.contains("\"values\"") && !text.contains("\"url\""), "\(chart)")
        #expect(
          data
            == (try Data(
              contentsOf: study.folder.url("notebooks-data/rwanda/charts/\(chart)"))),
          "\(chart)")
        let spec = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect((spec["$schema"] as? String)?.hasSuffix("vega-lite/v6.json") == true)
      }
      #expect(try Binary.run("export", "x.sqlite", "--format", "pdf").status == 64)
    }

    @Test("A missed threshold ends with 99 and is told first; a kept one with 0") func thresholds()
      throws
    {
      func limit(_ words: String) -> String {
        "thresholds={cheap: {metric: pvc, alternative: platform, \(words)}}"
      }
      let missed = try Study("--set", limit("below: 1 USD@2023"))
      #expect(missed.outcome.status == 99)
      #expect(missed.outcome.output.hasPrefix("✗ cheap: pvc of platform is "))
      #expect(missed.folder.has("rwanda.html"))
      let kept = try Study("--set", limit("above: 1 USD@2023"))
      #expect(kept.outcome.status == 0)
      #expect(kept.outcome.output.hasPrefix("✓ cheap: pvc of platform is "))
    }

    @Test("A threshold on an unknown metric ends with 65") func unknownThreshold() throws {
      let study = try Study(
        "--set", "thresholds={cheap: {metric: pcv, alternative: silo, below: 1}}")
      #expect(study.outcome.status == 65)
      #expect(study.outcome.lines.count == 1)
    }

    @Test("Ctrl-C ends with 130, keeps finished worlds and says how many") func interrupted() throws
    {
      let folder = try Scratch()
      let outcome = try Binary.run(
        "compare", Self.rwanda, "--worlds", "100000", "--output", folder.folder.path,
        whenRunning: { process in
          let store = folder.url("rwanda.unfinished.sqlite")
          for _ in 0..<600 where !Kills.hasFinishedWorld(store) { usleep(100_000) }
          process.interrupt()
        })
      #expect(outcome.status == 130)
      #expect(outcome.output.isEmpty)
      #expect(outcome.complaints.hasPrefix("interrupted: "))
      #expect(!outcome.complaints.hasPrefix("interrupted: 0 "))
      #expect(folder.has("rwanda.unfinished.sqlite"))
      #expect(!folder.has("rwanda.sqlite"))
    }
  }
}
