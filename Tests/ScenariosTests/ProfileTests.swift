import Foundation
import Quantities
@testable import Scenarios
import TestSupport
import Testing

/// Countries' sourced parts, made from the table of facts.
@Suite("Profiles of countries")
struct ProfileTests {
  static let table = Result { try FactTable.load(folder: Repository.url("scenarios/facts").path) }
  static let committed = Repository.files(in: "scenarios/countries/profiles", withSuffix: ".yaml")

  static func profile(_ name: String) throws -> CountryProfile {
    let table = try table.get()
    return CountryProfile(of: try #require(table.country(named: name)), in: table)
  }

  @Test("Each committed profile is what the table says now", arguments: committed)
  func inStep(path: String) throws {
    let name = (path as NSString).lastPathComponent.replacingOccurrences(of: ".yaml", with: "")
    let made = try Self.profile(name).text(extending: "../../library/library.yaml")
    #expect(
      try Repository.text(path) == made,
      "out of step; run govsim new --country \(name) --profile > \(path)")
  }

  @Test("Every country's file in the project extends a profile of its own") func all() throws {
    let files = Repository.files(in: "scenarios/countries", withSuffix: ".yaml")
      .filter { !Self.committed.contains($0) }
    #expect(files.count >= 4 && files.count == Self.committed.count)
    for file in files {
      let name = (file as NSString).lastPathComponent
      #expect(try Repository.text(file).contains("\nextends: profiles/\(name)\n"), "\(file)")
    }
  }

  @Test("Twenty countries, by name or code, capitals or not") func countries() throws {
    let table = try Self.table.get()
    #expect(table.countries.count == 20)
    for name in ["Sierra Leone", "sierra leone", "SLE", "sle", "sierra-leone"] {
      #expect(table.country(named: name)?.code == "SLE", "\(name)")
    }
    #expect(table.country(named: "Atlantis") == nil)
  }

  // MARK: Arithmetic by hand

  @Test("Rwanda's people and towers are divided as by hand") func rwanda() throws {
    let regions = try Self.profile("Rwanda").regions
    // 17.9 % and 82.1 % of 13 623 302; 319 and 1 462 of 1 781 towers with three cells each.
    #expect(regions.map(\.people) == [2_438_571, 11_184_731])
    #expect(regions.map(\.cells.text) == ["957", "4386"])
    #expect(regions.map { $0.offices?.text } == ["74", "342"])
    #expect(regions.map(\.online.text) == ["57 %", "19 %"])
    #expect(regions[1].assisted.text == "38.2 % * $assisted_point_coverage")
  }

  @Test("Power in towns follows from that of all and of rural people") func electricity() throws {
    // Djibouti: (65 − 0.214 × 36.6) / 0.786 = 72.73 %.
    let regions = try Self.profile("Djibouti").regions
    #expect(regions[0].assisted.text == "72.73 % * $assisted_point_coverage")
    #expect(regions[1].assisted.text == "36.6 % * $assisted_point_coverage")
    // Everybody in Bhutan has power, so no rural figure is needed.
    #expect(try Self.profile("Bhutan").regions[1].assisted.text == "$assisted_point_coverage")
  }

  @Test(
    "People online divide so that both the whole and the odds come out",
    arguments: [(0.17, 0.768, 4.1), (0.93, 0.302, 2.05), (0.28, 0.521, 8.2), (0.5, 0.5, 1)])
  func online(share: Double, ruralShare: Double, odds: Double) {
    let split = OnlineSplit(share: share, ruralShare: ruralShare, odds: odds)
    let all = (1 - ruralShare) * split.urban + ruralShare * split.rural
    #expect(abs(all - share) < 1e-12)
    let found = split.urban / (1 - split.urban) / (split.rural / (1 - split.rural))
    #expect(abs(found / odds - 1) < 1e-9)
  }

  @Test("A country without a countryside has one region with the whole country's figures")
  func city() throws {
    let regions = try Self.profile("Singapore").regions
    #expect(regions.map(\.name) == ["urban"])
    #expect(regions[0].people == 6_080_545)
    #expect(regions[0].online.text == "94 %")
  }

  // MARK: Blanks

  /// A table of one country whose rows are these.
  static func table(_ rows: String, template: String = "") throws(ScenarioError) -> FactTable {
    let heading = FactTable.columns.joined(separator: ",") + "\n"
    let rules = try ScenarioFile(path: Repository.url("scenarios/facts/rules.csv").path)
    return try FactTable(
      countries: ScenarioFile(path: "countries.csv", text: heading + rows), rules: rules,
      template: template)
  }

  @Test("What is blank becomes an assumption of half to double, and a question") func blanks()
    throws
  {
    let table = try Self.table(
      """
      Nowhere,NOW,,population,1000000,persons,2024,census,H,
      Nowhere,NOW,,internet_users,,%,,,,not found
      Nowhere,NOW,,electricity_access,,%,,,,not found
      """)
    let profile = CountryProfile(of: table.countries[0], in: table)
    #expect(profile.assumptions.map(\.name) == ["gdp_per_head", "online", "electricity"])
    for assumption in profile.assumptions {
      #expect(assumption.grade == .assumption && !assumption.reason.isEmpty)
      #expect(
        assumption.low <= assumption.value / 2
          && (assumption.high >= assumption.value * 2 || assumption.unit == "share"))
    }
    #expect(profile.regions.map(\.people) == [500_000, 500_000])
    #expect(profile.regions.allSatisfy { $0.mobile == nil && $0.offices == nil })
    #expect(profile.questions.count == 13)
    #expect(profile.text(extending: "library.yaml").contains("#   rural_share: share of people"))
  }

  @Test("A blank about rural power alone becomes an assumption, too") func ruralPower() throws {
    let table = try Self.table(
      """
      Nowhere,NOW,,population,1000000,persons,2024,census,H,
      Nowhere,NOW,,rural_share,75,%,2024,census,H,
      Nowhere,NOW,,electricity_access,40,%,2024,census,H,
      """)
    let profile = CountryProfile(of: table.countries[0], in: table)
    let rural = try #require(profile.assumptions.first { $0.name == "electricity_rural" })
    // 0.6, 0.3 and 1 times 40 %; towns have (40 − 0.75 × 24) / 0.25 = 88 %.
    #expect(
      [rural.value, rural.low, rural.high].map { ($0 * 1e6).rounded() } == [24e4, 12e4, 4e5])
    #expect(profile.regions[0].assisted.text == "88 % * $assisted_point_coverage")
    #expect(profile.regions[0].assisted.grade == .assumption)
  }

  // MARK: Faults

  @Test(
    "A faulty table is refused with the row, what was found and what is allowed",
    arguments: [
      (
        "Nowhere,NOW,,population,many,persons,2024,census,H,",
        "countries.csv:2:5: value: found many"
      ),
      ("Nowhere,NOW,,population,1e6,persons,2024,,H,", "countries.csv:2:8: source: found nothing"),
      (
        "Nowhere,NOW,,population,5,persons,2024,census,X,", "countries.csv:2:9: confidence: found X"
      ),
      ("Nowhere,NOW,,population,5,persons,now,census,H,", "countries.csv:2:7: year: found now"),
      ("Nowhere,NOW,,rural_share,140,%,2024,census,H,", "value: found 140"),
      ("Nowhere,NOW,,rural_share,40,%,2024,census,H,", "Nowhere: found no population"),
      ("Nowhere,NOW,population,5", "found 4 fields, allowed 10"),
      ("Nowhere,N,,population,5,persons,2024,census,H,", "iso3: found N"),
    ])
  func faulty(row: String, wanted: String) {
    do throws(ScenarioError) {
      _ = try Self.table(row)
      Issue.record("accepted \(row)")
    } catch {
      #expect("\(error)".contains(wanted), "\(error)")
    }
  }

  @Test("An indicator twice, another heading and a missing file are refused") func tables() {
    let row = "Nowhere,NOW,,population,5,persons,2024,census,H,\n"
    #expect(throws: ScenarioError.self) { try Self.table(row + row) }
    #expect(throws: ScenarioError.self) {
      try FactTable(
        countries: ScenarioFile(path: "a.csv", text: "country,value\nA,1\n"),
        rules: ScenarioFile(path: "b.csv", text: ""), template: "")
    }
    #expect(throws: ScenarioError.self) { try FactTable.load(folder: "no-such-folder") }
  }
}

/// First files of countries.
@Suite("First files of countries")
struct FirstCountryTests {
  static let names = (try? ProfileTests.table.get().names) ?? []

  @Test("Each is valid and leaves no doubts", arguments: names)
  func valid(name: String) throws {
    let table = try ProfileTests.table.get()
    try Self.check(try #require(table.country(named: name)), table)
  }

  static func check(_ country: CountryFacts, _ table: FactTable) throws {
    let text = FirstCountry(of: country, in: table).text(extending: "library/library.yaml")
    #expect(!text.contains("<<"))
    try Fixture.withFolder { folder in
      try FileManager.default.copyItem(
        at: Repository.url("scenarios/library"), to: folder.appendingPathComponent("library"))
      let file = folder.appendingPathComponent("first.yaml")
      try Data(text.utf8).write(to: file)
      let scenario = try Scenario.load(path: file.path)
      for warning in scenario.warnings { Issue.record("\(warning)") }
      #expect(scenario.title == country.name)
      let own = scenario.inputs.filter { $0.place.hasPrefix("first.yaml") }
      #expect(own.count > 60)
      for input in own where input.grade != nil || input.path.hasSuffix("population") {
        #expect(!input.source.isEmpty && input.year != nil, "\(input.path)")
      }
    }
  }

  @Test("A row with the population is enough to begin with, whatever the country is called")
  func least() throws {
    let table = try ProfileTests.table(
      "Côte d'Or: \"\"A\"\",COT,,population,1000000,persons,2024,census,H,\n",
      template: try Repository.text("scenarios/facts/first-country.yaml"))
    #expect(table.countries[0].fileName.hasPrefix("cote-d-or"))
    try Self.check(table.countries[0], table)
  }

  @Test("People and money follow the rules") func rules() throws {
    let table = try ProfileTests.table.get()
    func numbers(_ name: String) throws -> [String: String] {
      let first = FirstCountry(of: try #require(table.country(named: name)), in: table)
      return Dictionary(uniqueKeysWithValues: first.numbers.map { ($0.key, $0.value) })
    }
    // Ten agencies need 10 / 0.6 = 17 people; 40 services allow 40 at most.
    #expect(try numbers("Tuvalu")["engineers"] == "17")
    #expect(try numbers("India")["engineers"] == "40")
    // Sierra Leone: 6 × 9.33 = 56, so 40. Djibouti: 6 × 1.01 = 6, so 17.
    #expect(try numbers("Djibouti")["engineers"] == "17")
    // Rwanda: 40 + 2 × 17 + 3 × 2 = 80 people at 42 × 1 046 USD are 3 514 560 USD, in five parts.
    #expect(try numbers("Rwanda")["tranche"] == "703000")
    #expect(try numbers("Rwanda")["officers"] == "2")
    #expect(try numbers("Rwanda")["services"] == "40")
  }
}

/// What the page about countries says of them.
@Suite("The page about countries")
struct CountryPageTests {
  static let names = ["rwanda", "estonia", "tuvalu", "somalia"]

  @Test("It counts what is sourced and what is assumed as the files have it", arguments: names)
  func counts(name: String) throws {
    let file = "scenarios/countries/\(name).yaml"
    let scenario = try Scenario.load(path: Repository.url(file).path)
    let own = scenario.inputs.filter { $0.place.hasPrefix("countries/") }
    let split = own.filter { $0.path.hasPrefix("catalogue") && $0.grade == .assumption }.count
    let assumed = own.filter { $0.grade == .assumption }.count - split
    let sourced = own.filter { [.high, .medium, .low].contains($0.grade) }.count
    let row = "| [\(scenario.title)](../\(file)) | \(sourced) | \(assumed) | \(split) |"
    let page = try Repository.text("docs/countries.md")
    let isInStep = page.contains(row)
    #expect(isInStep, "docs/countries.md is out of step; the row is \(row)")
  }
}
