import Foundation
import Quantities

extension FactTable {
  static let columns = [
    "country", "iso3", "group", "indicator", "value", "unit", "year", "source", "confidence",
    "note",
  ]
  static let ruleColumns = [
    "name", "value", "low", "high", "unit", "source", "year", "grade", "reason",
  ]

  /// Reads `countries.csv`, `rules.csv` and `first-country.yaml` of a folder.
  ///
  /// - Throws: `ScenarioError.file` when one cannot be read, `.invalid` with all faults of the
  ///   tables.
  public static func load(folder: String) throws(ScenarioError) -> FactTable {
    let countries = try ScenarioFile(path: folder + "/countries.csv")
    let rules = try ScenarioFile(path: folder + "/rules.csv")
    let template = try ScenarioFile(path: folder + "/first-country.yaml")
    return try FactTable(countries: countries, rules: rules, template: template.text)
  }

  init(countries: ScenarioFile, rules: ScenarioFile, template: String) throws(ScenarioError) {
    var faults = DiagnosticList()
    self.countries = Self.countries(FactRows(countries, Self.columns, &faults), &faults)
    self.rules = Self.rules(FactRows(rules, Self.ruleColumns, &faults), &faults)
    self.template = template
    for name in CountryProfile.neededRules where self.rules[name] == nil {
      faults.add(
        Diagnostic(at: .whole(rules.path), keyPath: name, "found no rule \(name), allowed one row"))
    }
    guard !faults.hasErrors else { throw .invalid(faults.sortedErrors) }
  }

  private static func countries(_ rows: FactRows, _ faults: inout DiagnosticList) -> [CountryFacts]
  {
    var countries: [CountryFacts] = []
    for row in rows.rows {
      let fact = fact(row, &faults)
      let index = countries.firstIndex { $0.name == row["country"] }
      guard let index else {
        countries.append(
          CountryFacts(
            name: row["country"], code: row["iso3"], group: row["group"], facts: [fact]))
        if row["country"].isEmpty || row["iso3"].count != 3 {
          faults.add(row.fault("iso3", "allowed a country with its code of three letters"))
        }
        continue
      }
      if countries[index].facts.contains(where: { $0.indicator == fact.indicator }) {
        faults.add(row.fault("indicator", "allowed once for \(row["country"])"))
      }
      countries[index].facts.append(fact)
    }
    for country in countries where country.known("population") == nil {
      faults.add(
        Diagnostic(
          at: .whole(rows.path), keyPath: country.name,
          "found no population, allowed a row that says how many people there are"))
    }
    return countries
  }

  private static func fact(_ row: FactRow, _ faults: inout DiagnosticList) -> CountryFact {
    let text = row["value"]
    let value = text.isEmpty ? nil : try? NumberText.parse(text)
    let (unit, indicator) = (row["unit"], row["indicator"])
    let most = unit.hasPrefix("%") ? 100.0 : 1e12
    let least = indicator == "population" ? 1.0 : 0
    if !SchemaReader.isName(indicator) { faults.add(row.fault("indicator", "allowed a name")) }
    if !text.isEmpty {
      if value.map({ (least...most).contains($0) }) != true {
        faults.add(row.fault("value", "allowed a number in \(unit), such as 38.2, or nothing"))
      }
      if row["source"].isEmpty {
        faults.add(row.fault("source", "allowed where the value is from"))
      }
      if Grade(rawValue: row["confidence"]) == nil {
        faults.add(row.fault("confidence", "allowed H, M or L"))
      }
      if year(row["year"]) == nil {
        faults.add(row.fault("year", "allowed a year, such as 2024, or 2021-2024"))
      }
    }
    return CountryFact(
      indicator: indicator, value: value, text: text, unit: unit, year: year(row["year"]),
      source: row["source"], grade: Grade(rawValue: row["confidence"]), note: row["note"])
  }

  /// The last year of "2021-2024".
  private static func year(_ text: String) -> Int? {
    text.split { !$0.isNumber }.last.flatMap { $0.count == 4 ? Int($0) : nil }
  }

  private static func rules(_ rows: FactRows, _ faults: inout DiagnosticList) -> [String: FactRule]
  {
    var rules: [String: FactRule] = [:]
    for row in rows.rows {
      let numbers = ["value", "low", "high"].map { try? NumberText.parse(row[$0]) }
      guard let value = numbers[0], let low = numbers[1], let high = numbers[2],
        low <= value, value <= high, low > 0
      else {
        faults.add(row.fault("value", "allowed 0 < low ≤ value ≤ high"))
        continue
      }
      guard let grade = Grade(rawValue: row["grade"]), !row["reason"].isEmpty else {
        faults.add(row.fault("grade", "allowed H, M, L or ASSUMPTION, and a reason"))
        continue
      }
      rules[row["name"]] = FactRule(
        value: value, low: low, high: high, unit: row["unit"], source: row["source"],
        year: year(row["year"]), grade: grade, reason: row["reason"])
    }
    return rules
  }
}
