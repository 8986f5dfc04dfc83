import Quantities

/// A country's first file: its sourced part, and a hand-editable part made by stated rules.
public struct FirstCountry: Sendable {
  public let profile: CountryProfile
  private let table: FactTable

  public init(of country: CountryFacts, in table: FactTable) {
    (self.table, profile) = (table, CountryProfile(of: country, in: table))
  }

  /// The whole file.
  ///
  /// - Parameter library: the library's path, relative to the file.
  public func text(extending library: String) -> String {
    let name = profile.country.name
    let head =
      [
        "# \(name): a first file, made from scenarios/facts. It is yours: edit it.", "#",
        "# The upper part comes from the table, the lower part from rules. Begin with the lower part:",
        "# agencies, catalogue, people and money are guesses, the same for every country.", "#",
      ] + profile.questionLines + [
        "govsim: 1", "title: \(CountryProfile.title(name))",
        "question: \(CountryProfile.quoted(question))",
        "extends: \(library)", "",
      ]
    let guess = (key: "first_guess", citation: "First guess by scenarios/facts/rules.csv")
    let own = (key: "our_choice", citation: "Our own choice, the same for every new file")
    let lines =
      head + profile.sourceLines(adding: [guess, own]) + [""] + profile.assumptionLines + [""]
      + profile.regionLines
    return lines.joined(separator: "\n") + "\n\n" + filled(table.template)
  }

  private var question: String {
    "What does it cost to bring these services online in \(profile.country.name), how long does it "
      + "take, and will it hold, if agencies share building blocks, compared with each agency "
      + "building its own? A first guess to be corrected, with the same services, people, wages and "
      + "money on both sides."
  }

  private func filled(_ template: String) -> String {
    numbers.reduce(template) { text, entry in
      text.split(separator: "<<\(entry.key)>>", omittingEmptySubsequences: false)
        .joined(separator: entry.value)
    }
  }

  // MARK: People and money by rule

  /// Entries of a block list that stand at the start of a line.
  private func count(_ mark: String) -> Int {
    table.template.split(separator: "\n").count { $0.hasPrefix(mark) }
  }

  /// What stands for each `<<name>>` of the template.
  var numbers: [(key: String, value: String)] {
    let services = Double(
      table.template.split(separator: "count: ").dropFirst()
        .compactMap { Int($0.prefix(while: \.isNumber)) }.reduce(0, +))
    let agencies = Double(count("  agency_"))
    // One in each agency, even with 40 % of them at the centre.
    let least = (agencies / 0.6).rounded(.up)
    let most = max(least, services)
    let wanted = profile.population / 1e6 * profile.rule("engineers_per_million").value
    let engineers = min(max(wanted.rounded(), least), most)
    let integrators = max(
      (engineers * profile.rule("integrators_per_engineer").value).rounded(), least)
    let officers = max((services * profile.rule("officers_per_service").value).rounded(.up), 1)
    let wealth = profile.assumptions.first { $0.name == "gdp_per_head" }?.value ?? 0
    let people = engineers + 2 * integrators + 3 * officers
    let money = people * profile.rule("money_per_person_to_gdp").value * wealth
    return [
      ("engineers", engineers), ("engineers_low", (engineers / 2).rounded(.up)),
      ("engineers_high", engineers * 2), ("integrators", integrators), ("trainers", integrators),
      ("officers", officers), ("approvers", officers), ("services", services),
      ("tranche", (money / 5 / 1_000).rounded() * 1_000), ("population", profile.population),
    ].map { (key: $0.0, value: CountryProfile.number($0.1)) }
  }
}
