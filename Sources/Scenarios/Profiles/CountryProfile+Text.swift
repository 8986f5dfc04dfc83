import Quantities

/// The profile as a part of a scenario file.
extension CountryProfile {
  /// A file of its own, which a country's file extends.
  ///
  /// - Parameter library: the library's path, relative to the file.
  public func text(extending library: String) -> String {
    let command = "govsim new --country \(ShellWord.quoted(country.name)) --profile"
    let head = [
      "# \(country.name): the sourced part, made from scenarios/facts/countries.csv.",
      "# Do not edit it: correct the table, then write it anew with",
      "#",
      "#   \(command) > scenarios/countries/profiles/\(country.fileName).yaml",
      "#",
    ]
    let lines =
      head + questionLines + [
        "govsim: 1", "title: \(Self.title(country.name))", "extends: \(library)", "",
      ]
      + sourceLines(adding: []) + [""] + assumptionLines + [""] + regionLines
    return lines.joined(separator: "\n") + "\n"
  }

  /// What is to be found out, as comments.
  var questionLines: [String] {
    guard !questions.isEmpty else { return ["# Nothing is left to find out."] }
    return ["# Find out (row of the table: what it is; what stands in for it):"]
      + questions.map { "#   \($0.indicator): \($0.question); \($0.standIn)" }
  }

  func sourceLines(adding others: [(key: String, citation: String)]) -> [String] {
    let facts = cited.compactMap { country.known($0) }
      .map { (key: "facts_" + $0.indicator, citation: $0.source) }
    return ["sources:"]
      + (facts + others).map { "  \($0.key): \(Self.quoted($0.citation))" }
  }

  var assumptionLines: [String] {
    ["assumptions:"] + assumptions.flatMap(lines)
  }

  private func lines(_ assumption: ProfileAssumption) -> [String] {
    func show(_ value: Double) -> String {
      QuantityFormat.number(value, digits: 15, isGrouped: false)
    }
    let hasRange = assumption.low < assumption.high
    let year = assumption.year.map { ["    year: \($0)"] } ?? []
    return [
      "  \(assumption.name):", "    value: \(show(assumption.value))",
      "    low: \(show(assumption.low))", "    high: \(show(assumption.high))",
      "    unit: \(assumption.unit)",
      "    distribution: \(hasRange ? "triangular" : "fixed")",
      "    reaches: [\(assumption.reaches)]", "    source: \(Self.source(assumption.source))",
    ] + year + [
      "    grade: \(assumption.grade.rawValue)", "    reason: \(Self.quoted(assumption.reason))",
    ]
  }

  var regionLines: [String] { ["regions:"] + regions.flatMap(lines) }

  private func lines(_ region: ProfileRegion) -> [String] {
    var lines = ["  \(region.name):", "    title: \(region.title)"]
    lines.append(
      "    population: {value: \(Self.number(region.people)), "
        + "note: \(Self.quoted(region.peopleNote))}")
    lines += Self.lines("online", region.online)
    if let mobile = region.mobile { lines += Self.lines("mobile", mobile) }
    lines += Self.lines("assisted_reach", region.assisted)
    lines += [
      "    last_mile:",
      "      rate: {distribution: lognormal, mean: \(region.rate), cv: $last_mile_rate_variation}",
      "      round_trip: $last_mile_round_trip",
    ]
    lines += ["    cells:"] + Self.lines("count", region.cells, indent: 6)
    lines.append("      bandwidth: $cell_bandwidth")
    if let offices = region.offices { lines += Self.lines("offices", offices) }
    return lines + populationOrigin
  }

  /// The source of whatever has none of its own.
  private var populationOrigin: [String] {
    guard let fact = country.known("population") else { return [] }
    return [
      "    source: facts_population", "    year: \(fact.year ?? 0)",
      "    grade: \((fact.grade ?? .medium).rawValue)",
    ]
  }

  // MARK: Pieces

  private static func lines(_ key: String, _ value: ProfileValue, indent: Int = 4) -> [String] {
    let space = String(repeating: " ", count: indent)
    guard let source = value.source else {
      let comment = value.note.isEmpty ? [] : ["\(space)# \(value.note)"]
      return comment + ["\(space)\(key): \(value.text)"]
    }
    var parts = ["value: \(value.text)", "source: \(self.source(source))"]
    if let year = value.year { parts.append("year: \(year)") }
    parts.append("grade: \(value.grade.rawValue)")
    if !value.note.isEmpty { parts.append("note: \(quoted(value.note))") }
    return ["\(space)\(key): {\(parts.joined(separator: ", "))}"]
  }

  /// A key under `sources:` as it is, anything else in quotes.
  private static func source(_ text: String) -> String {
    SchemaReader.isName(text) ? text : quoted(text)
  }

  /// A name as it is where YAML can't mistake it, else in quotes.
  static func title(_ name: String) -> String {
    name.allSatisfy { $0.isLetter || $0 == " " } ? name : quoted(name)
  }

  /// A text in YAML's double quotes, on one line.
  static func quoted(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    let escaped = line.flatMap { character -> [Character] in
      ["\"", "\\"].contains(character) ? ["\\", character] : [character]
    }
    return "\"" + String(escaped) + "\""
  }
}

/// A name as one word of a shell's command line.
enum ShellWord {
  static func quoted(_ text: String) -> String {
    text.contains(" ") ? "\"\(text)\"" : text
  }
}
