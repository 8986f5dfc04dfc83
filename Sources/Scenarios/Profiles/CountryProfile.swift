import Quantities

/// A country's sourced part: its regions and the size of its economy, as the table of facts has
/// them.
///
///     let profile = CountryProfile(of: facts, in: table)
///     profile.text(extending: "../../library/library.yaml")   // a part of a scenario
///     profile.questions.map(\.indicator)                      // what is to be found out
///
/// What the table leaves blank becomes an assumption with a range, by `scenarios/facts/rules.csv`.
public struct CountryProfile: Sendable {
  public let country: CountryFacts
  let table: FactTable
  var assumptions: [ProfileAssumption] = []
  var regions: [ProfileRegion] = []
  /// Indicators whose rows are cited, in order of first mention.
  var cited: [String] = []

  static let neededRules = [
    "online_odds", "subscriptions_per_phone_owner", "gdp_per_head_spread", "cells_per_tower",
    "people_per_tower",
    "gdp_per_head", "rural_share", "internet_users", "electricity_access",
    "rural_electricity_ratio", "engineers_per_million", "integrators_per_engineer",
    "officers_per_service", "money_per_person_to_gdp",
  ]

  public init(of country: CountryFacts, in table: FactTable) {
    self.country = country
    self.table = table
    addEconomy()
    addRegions()
  }

  /// People living in the country [1].
  public var population: Double { country.known("population")?.value ?? 0 }

  /// A rule by name; the table is refused where one is missing.
  func rule(_ name: String) -> FactRule {
    table.rules[name]
      ?? FactRule(
        value: 1, low: 1, high: 1, unit: "1", source: "", grade: .assumption, reason: "")
  }

  /// Cites a row: the key under `sources:` that stands for it.
  mutating func cite(_ indicator: String) -> String {
    if !cited.contains(indicator) { cited.append(indicator) }
    return "facts_" + indicator
  }

  // MARK: Economy

  private mutating func addEconomy() {
    let spread = rule("gdp_per_head_spread")
    guard let fact = country.known("gdp_per_head_nominal"), let value = fact.value else {
      return assume("gdp_per_head", by: rule("gdp_per_head"), reaches: "delivery, valuation")
    }
    assumptions.append(
      ProfileAssumption(
        name: "gdp_per_head", value: value, low: Self.tens(value * (1 - spread.value)),
        high: Self.tens(value * (1 + spread.value)), unit: "USD/year",
        reaches: "delivery, valuation",
        source: cite(fact.indicator), year: fact.year, grade: fact.grade ?? .medium,
        reason: "About \(Self.percent(spread.value)) \(spread.reason)."))
  }

  /// An assumption that is a rule's own value and range.
  mutating func assume(_ name: String, by rule: FactRule, reaches: String) {
    let divisor = rule.unit == "%" ? 100.0 : 1
    assumptions.append(
      ProfileAssumption(
        name: name, value: rule.value / divisor, low: rule.low / divisor,
        high: rule.high / divisor, unit: rule.unit == "%" ? "share" : rule.unit, reaches: reaches,
        source: rule.source, year: rule.year, grade: rule.grade, reason: rule.reason + "."))
  }

  private static func tens(_ value: Double) -> Double { (value / 10).rounded() * 10 }

  // MARK: Words

  /// `57 %` of 0.57, to a tenth of a per mille.
  static func percent(_ share: Double) -> String { number(share * 100) + " %" }

  static func number(_ value: Double) -> String {
    QuantityFormat.number((value * 100).rounded() / 100, digits: 15, isGrouped: false)
  }
}

/// An uncertain input as a file writes it.
struct ProfileAssumption: Sendable {
  var name: String
  var value: Double
  var low: Double
  var high: Double
  var unit: String
  var reaches: String
  var source: String
  var year: Int?
  var grade: Grade
  var reason: String
}

/// A value as a file writes it, with where it is from.
struct ProfileValue: Sendable {
  /// A quantity or an expression, such as `57 %` or `$online_urban`.
  var text: String
  /// `nil` where the value is made of assumptions only, which have sources of their own.
  var source: String?
  var year: Int?
  var grade: Grade = .medium
  var note = ""
}

/// A part of the country as a file writes it.
struct ProfileRegion: Sendable {
  var name: String
  var title: String
  var people: Double
  var peopleNote: String
  var online: ProfileValue
  var mobile: ProfileValue?
  var assisted: ProfileValue
  /// Usable rate of one user, an expression.
  var rate: String
  var cells: ProfileValue
  var offices: ProfileValue?
}
