/// The words that results and scenarios use.
enum Glossary {
  struct Term: Encodable, Sendable {
    var name: String
    /// Short form, or "".
    var abbreviation: String
    /// Other words for it, such as those of tables.
    var also: [String]
    var meaning: String

    var names: [String] { [name] + (abbreviation.isEmpty ? [] : [abbreviation]) + also }
  }

  /// The term of a name or abbreviation; capitals, hyphens and underscores don't matter.
  static func term(_ name: String) -> Term? {
    terms.first { $0.names.contains { plain($0) == plain(name) } }
  }

  private static func plain(_ name: String) -> String {
    String(name.lowercased().map { "-_–".contains($0) ? " " : $0 })
  }

  static func term(
    _ name: String, _ abbreviation: String = "", also: [String] = [], _ meaning: String
  ) -> Term {
    Term(name: name, abbreviation: abbreviation, also: also, meaning: meaning)
  }

  static let terms: [Term] = countryTerms + economicTerms + modelTerms + tableTerms

  /// By theme: study, chance, money, time, domain.
  private static let countryTerms: [Term] = [
    term("scenario", "", "A file that describes a country, or stations, and how to compare."),
    term("alternative", "", "One way to organise the same country, such as silo or platform."),
    term("assumption", "", "An uncertain input with a range, a source and a grade."),
    term("lever", "", "An input that a user may move."),
    term("threshold", "", "A limit on a result; a missed one ends a command with exit code 99."),
    term("world", "", "One draw of all assumptions, shared by all alternatives."),
    term("replication", "", "One run of chance inside a world."),
    term("seed", "", "The number from which everything random follows; results repeat with it."),
    term(
      "common random numbers", "CRN",
      "The same citizen with the same errand meets every alternative, so that differences are "
        + "those of the alternatives and not of chance."),
    term(
      "computing error", "", also: ["mean ± computing error"],
      "The confidence interval of a mean. More worlds shrink it."),
    term(
      "range of outcomes", "", also: ["5 % … 95 % of outcomes", "5 % … 95 %"],
      "The 5 % to 95 % points over worlds. It shows how uncertain the future is; more worlds do "
        + "not shrink it."),
    term(
      "verdict", "",
      "A word for the share of worlds in which one alternative is better: at least 90 % "
        + "\"cheaper\", 70 % to 90 % \"probably cheaper\", else \"no clear difference\"; \"not "
        + "computed precisely enough\" where more worlds could change the word."),
    term(
      "present value of costs", "PVC",
      "All costs of the horizon, discounted to the start of the programme."),
    term(
      "net present value", "NPV",
      "Benefits minus costs, discounted, on top of the reference alternative (today)."),
    term("capital expenditure", "CAPEX", "Spending that builds: design, build, integration …"),
    term(
      "operating expenditure", "OPEX", "Spending that keeps running: hosting, staff, licences …"),
    term("discount rate", "", "How much less a year's delay makes a sum worth."),
    term("price year", "", "The year in whose prices sums are stated."),
    term(
      "service-year live", "",
      "One service in operation for one year; costs are compared per service-year because "
        + "alternatives finish at different times."),
    term(
      "break-even", "",
      "The number of services from which on one alternative costs less than the other."),
    term(
      "time to market", "",
      "From the start of the programme to the day a service goes live. Services unfinished at the "
        + "horizon count as \"not reached\" and are never dropped."),
    term("go-live", "", "The day from which citizens can use a service."),
    term(
      "building block", "", "A part that several services need: identity, payments, registries."),
    term("deployment", "", "One running copy of a building block, with an owner."),
    term("service", "", "Something a citizen asks for, such as a birth certificate."),
    term("journey", "", "The calls that one request makes."),
    term("channel", "", "How a citizen asks: web, USSD, assisted service point, counter."),
    term("agency", "", "A body that owns services and registries."),
    term("region", "", "A part of the country with its own access to networks."),
    term(
      "provenance", "", also: ["source", "year", "note"],
      "Where an input comes from: each value of a file may have a source, a year, a grade and a note."
    ),
    term(
      "grade", "",
      "How far an input is to be trusted: H, M or L for high, medium and low; ASSUMPTION where no source was found."
    ),
    term(
      "reach", "", also: ["reaches"],
      "The part of the model that an input changes: valuation, delivery or operations."),
  ]
}
