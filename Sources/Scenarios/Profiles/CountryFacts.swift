import Foundation

/// One published figure of a country: a row of `scenarios/facts/countries.csv`.
public struct CountryFact: Hashable, Sendable {
  /// What it is about, such as `internet_users`.
  public var indicator: String
  /// In `unit`; `nil` where the table has a blank, which is to be found out.
  public var value: Double?
  /// The value as the table writes it.
  public var text: String
  public var unit: String
  /// Last year that the figure is about.
  public var year: Int?
  public var source: String
  public var grade: Grade?
  public var note: String
}

/// What the table knows of one country.
public struct CountryFacts: Sendable {
  public var name: String
  /// Three letters of ISO 3166-1, such as `RWA`.
  public var code: String
  /// Why it is in the table, such as "LDC, LLDC".
  public var group: String
  /// In the order of the table; each indicator once.
  public var facts: [CountryFact]

  /// The fact about an indicator, `nil` where its value is blank or it has no row.
  public func known(_ indicator: String) -> CountryFact? {
    facts.first { $0.indicator == indicator && $0.value != nil }
  }

  /// Facts with a value, and those that are to be found out [1].
  public var knownCount: Int { facts.count { $0.value != nil } }
  public var blankCount: Int { facts.count - knownCount }

  /// The name as files are called: `sierra-leone`.
  public var fileName: String {
    name.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil).split {
      !$0.isASCII || !($0.isLetter || $0.isNumber)
    }
    .joined(separator: "-")
  }
}

/// A number of ours that stands where no table helps: a row of `scenarios/facts/rules.csv`.
struct FactRule: Sendable {
  /// In `unit`, with a range of at least half to double.
  var value: Double
  var low: Double
  var high: Double
  var unit: String
  var source: String
  var year: Int?
  var grade: Grade
  var reason: String
}

/// The sourced figures of many countries, and the rules that fill their gaps.
///
///     let table = try FactTable.load(folder: "scenarios/facts")
///     table.country(named: "Rwanda")?.known("population")?.value     // 13623302
public struct FactTable: Sendable {
  /// In the order of the table.
  public var countries: [CountryFacts]
  var rules: [String: FactRule]
  /// The hand-editable part of a first file, with `<<names>>` where a country's own words go.
  var template: String

  public var names: [String] { countries.map(\.name) }

  /// The country of this name or three-letter code, capitals or not.
  public func country(named name: String) -> CountryFacts? {
    let wanted = name.lowercased()
    return countries.first {
      [$0.name.lowercased(), $0.code.lowercased(), $0.fileName].contains(wanted)
    }
  }
}
