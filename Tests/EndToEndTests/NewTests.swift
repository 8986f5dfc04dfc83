import Foundation
import TestSupport
import Testing

extension EndToEnd {
  @Suite("First files") struct NewTests {
    @Test("A file for every country of the list, which validates") func all() throws {
      let list = try Binary.run("new", "--list", "--json").object()
      let countries = try #require(list["countries"] as? [[String: Any]])
      #expect(countries.count == 20)
      let scratch = try Scratch()
      for country in countries {
        let code = try #require(country["code"] as? String)
        let outcome = try Binary.run(
          "new", "--country", code, "--to", scratch.url(code + ".yaml").path, "--quiet")
        #expect(outcome.status == 0 && outcome.complaints.isEmpty, "\(code)")
      }
      let files = countries.compactMap { $0["code"] as? String }.map { $0 + ".yaml" }
      let outcome = try Binary.run(["validate"] + files, in: scratch.folder)
      #expect(outcome.status == 0 && outcome.complaints.isEmpty)
      #expect(outcome.output.split(separator: "\n").count == 20)
    }

    @Test("A first file can be compared at once", arguments: ["Bhutan", "Tuvalu", "Ethiopia"])
    func compared(name: String) throws {
      let scratch = try Scratch()
      let made = try Binary.run("new", "--country", name, "--to", "mine.yaml", in: scratch.folder)
      #expect(made.status == 0)
      #expect(made.output == "mine.yaml\n")
      #expect(made.complaints.contains("find out:") && scratch.has("library/library.yaml"))
      let outcome = try Binary.run(
        "compare", "mine.yaml", "--worlds", "3", "--json", "--quiet", "--output", "out",
        in: scratch.folder)
      #expect(outcome.status == 0, "\(outcome.complaints)")
      let summaries = try #require(try outcome.object()["summaries"] as? [[String: Any]])
      let alternatives = Set(summaries.compactMap { $0["alternative"] as? String })
      #expect(alternatives.isSuperset(of: ["silo", "platform"]))
    }

    @Test("Inside a project it uses the library that is there") func inProject() throws {
      let scratch = try Scratch()
      let countries = scratch.url("scenarios/countries")
      try FileManager.default.createDirectory(at: countries, withIntermediateDirectories: true)
      for part in ["library", "facts"] {
        try FileManager.default.copyItem(
          at: Repository.url("scenarios/\(part)"), to: scratch.url("scenarios/\(part)"))
      }
      let outcome = try Binary.run("new", "--country", "sierra leone", in: scratch.folder)
      #expect(outcome.output == "scenarios/countries/sierra-leone.yaml\n")
      #expect(!outcome.complaints.contains("copied"))
      let text = try String(
        contentsOf: countries.appendingPathComponent("sierra-leone.yaml"), encoding: .utf8)
      #expect(text.contains("\nextends: ../library/library.yaml\n"))
      let file = "scenarios/countries/sierra-leone.yaml"
      #expect(try Binary.run("validate", file, in: scratch.folder).status == 0)
    }

    @Test("A file that is there stays as it is") func existing() throws {
      let scratch = try Scratch()
      let path = try scratch.file("mine.yaml", "mine")
      let outcome = try Binary.run("new", "--country", "Togo", "--to", path)
      #expect(outcome.status == 74 && outcome.lines.count == 1)
      #expect(outcome.complaints.contains("there is a file already"))
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
      #expect(!scratch.has("library"))
    }

    @Test("A folder that is not there ends with 74") func folder() throws {
      let scratch = try Scratch()
      let path = scratch.url("none/mine.yaml").path
      let outcome = try Binary.run("new", "--country", "Togo", "--to", path)
      #expect(outcome.status == 74 && outcome.lines.count == 1 && outcome.output.isEmpty)
    }

    @Test("An unknown country ends with 64, the countries, and the one that was meant")
    func unknown() throws {
      let outcome = try Binary.run("new", "--country", "Rwnda")
      #expect(outcome.status == 64 && outcome.lines.count == 1)
      #expect(outcome.complaints.contains("did you mean Rwanda?"))
      #expect(outcome.complaints.contains("Sierra Leone"))
    }

    @Test(
      "Options that do not go together end with 64",
      arguments: [
        [], ["--list", "--country", "Togo"], ["--country", "Togo", "--profile", "--to", "x.yaml"],
        ["--list", "--profile"],
      ])
    func usage(options: [String]) throws {
      let outcome = try Binary.run(["new"] + options)
      #expect(outcome.status == 64 && outcome.output.isEmpty)
    }

    @Test("A profile goes to standard output; JSON says what was made") func output() throws {
      let profile = try Binary.run("new", "--country", "RWA", "--profile")
      #expect(profile.output == (try Repository.text("scenarios/countries/profiles/rwanda.yaml")))
      let scratch = try Scratch()
      let made = try Binary.run(
        "new", "--country", "Nepal", "--to", scratch.url("a.yaml").path, "--json")
      #expect(try made.object()["library_was_copied"] as? Bool == true)
      #expect(made.complaints.isEmpty)
    }
  }
}
