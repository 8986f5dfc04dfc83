import ArgumentParser
import Foundation
import Quantities
import Scenarios

/// Makes a first file for a country of the table of facts.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make a first scenario file for a country.",
    discussion: """
      The upper part of the file has the country's published figures, each with its source, from \
      scenarios/facts/countries.csv. The lower part is yours to edit: agencies, services, people and \
      money by a stated rule. What nobody has read yet is listed under "Find out". A file that is \
      there already is never touched.

      EXAMPLES
        govsim new --list
        govsim new --country Bhutan --to bhutan.yaml
        govsim new --country Rwanda --profile
      """)

  @Option(help: ArgumentHelp("A country's name or three-letter code.", valueName: "name"))
  var country: String?

  @Option(
    help: ArgumentHelp(
      "The file to make. (default: NAME.yaml, in scenarios/countries where there is such a folder)",
      valueName: "file"))
  var to: String?

  @Flag(help: "List the countries of the table.")
  var list = false

  @Flag(help: "Print only the country's sourced part, made anew from the table.")
  var profile = false

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if list == (country != nil) {
      throw ValidationError("Name a country with --country, or ask for the countries with --list.")
    }
    if profile, to != nil {
      throw ValidationError("--profile prints to standard output; leave out --to.")
    }
    if list, profile || to != nil {
      throw ValidationError("--list goes with neither --to nor --profile.")
    }
  }

  mutating func run() throws {
    guard let home = ProjectFolders.home else {
      throw Failure(.fileTrouble, "found no scenarios/library; set GOVSIM_HOME to its folder")
    }
    let scenarios = home.appendingPathComponent("scenarios")
    let table = try FactTable.load(folder: scenarios.appendingPathComponent("facts").path)
    if list { return try show(table) }
    let facts = try chosen(from: table)
    if profile { return try show(CountryProfile(of: facts, in: table)) }
    let first = FirstCountry(of: facts, in: table)
    let place = try NewScenarioPlace(
      path: to ?? NewScenarioPlace.usual(for: facts.fileName),
      library: scenarios.appendingPathComponent("library"))
    try place.write(first.text(extending: place.libraryPath))
    try tell(first.profile, place)
  }

  private func chosen(from table: FactTable) throws -> CountryFacts {
    let name = country ?? ""
    if let facts = table.country(named: name) { return facts }
    let nearest = Spelling.nearest(to: name, in: table.names + table.countries.map(\.code))
    throw Failure(
      .usage,
      "found the country \(name), allowed \(table.names.joined(separator: ", "))"
        + (nearest.map { "; did you mean \($0)?" } ?? "; govsim new --list says more"))
  }

  // MARK: What it says

  private func show(_ table: FactTable) throws {
    let rows = table.countries.map { CountryRow(CountryProfile(of: $0, in: table)) }
    guard !output.json else { return try JSONOutput.write(["countries": rows]) }
    var text = TextTable([
      .left("country"), .left("code"), .right("people"), .right("figures"), .right("to find out"),
      .left("group"),
    ])
    for row in rows {
      text.add([
        row.name, row.code, QuantityFormat.number(row.population), "\(row.figures)",
        "\(row.findOut.count)", row.group,
      ])
    }
    try Console.write(text.text(colour: output.isColoured))
  }

  private func show(_ profile: CountryProfile) throws {
    let text = profile.text(extending: "../../library/library.yaml")
    guard output.json else { return try Console.write(text) }
    try JSONOutput.write(["profile": text])
  }

  private func tell(_ profile: CountryProfile, _ place: NewScenarioPlace) throws {
    let file = place.file.shortPath
    guard !output.json else {
      return try JSONOutput.write(
        MadeFile(file: file, libraryWasCopied: place.copiesLibrary, country: CountryRow(profile)))
    }
    try Console.write(file + "\n")
    if place.copiesLibrary { output.note("copied the library beside it") }
    output.note("find out:")
    for question in profile.questions {
      output.note("  \(question.question) (\(question.indicator)); meanwhile \(question.standIn)")
    }
    output.note("next: govsim compare \(ShellText.quoted(file))")
  }
}

/// A country of the table; the JSON of `new --list`.
private struct CountryRow: Encodable {
  struct Question: Encodable {
    var indicator: String
    var question: String
    var standIn: String
  }

  var name: String
  var code: String
  var group: String
  /// People [1].
  var population: Double
  /// Figures with a value [1].
  var figures: Int
  var findOut: [Question]

  init(_ profile: CountryProfile) {
    let country = profile.country
    (name, code, group) = (country.name, country.code, country.group)
    (population, figures) = (profile.population, country.knownCount)
    findOut = profile.questions.map {
      Question(indicator: $0.indicator, question: $0.question, standIn: $0.standIn)
    }
  }
}

/// The JSON of `new`.
private struct MadeFile: Encodable {
  var file: String
  var libraryWasCopied: Bool
  var country: CountryRow
}
