import Quantities

/// A piece of a scenario file with the place it was written at.
struct ScenarioNode: Sendable {
  enum Content: Sendable {
    /// `isPlain` is false for quoted and block scalars.
    case scalar(String, isPlain: Bool)
    case map([Entry])
    case list([ScenarioNode])
  }

  struct Entry: Sendable {
    var key: String
    var keyPlace: Place
    var value: ScenarioNode
  }

  var content: Content
  var place: Place
  /// Where the value comes from; only meaningful for scalars.
  var provenance = Provenance()
  /// `alternatives.NAME` when the node is part of an alternative's overrides, else empty.
  var origin = ""

  init(_ content: Content, at place: Place) {
    self.content = content
    self.place = place
  }

  init(text: String, at place: Place) { self.init(.scalar(text, isPlain: true), at: place) }

  /// The entries of a map, or none.
  var entries: [Entry] {
    if case .map(let entries) = content { entries } else { [] }
  }

  /// The text of a scalar, or `nil`.
  var text: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// Whether the scalar says nothing: empty, `~` or `null`.
  var isNothing: Bool {
    guard case .scalar(let text, isPlain: true) = content else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(text)
  }

  /// The value of a key, or `nil`.
  subscript(_ key: String) -> ScenarioNode? { entries.first { $0.key == key }?.value }

  /// What it is, for messages.
  var foundText: String {
    switch content {
    case .scalar(let text, _): isNothing ? "nothing" : excerpt(text)
    case .map(let entries): entries.isEmpty ? "an empty map" : "a map"
    case .list: "a list"
    }
  }
}

/// Where a value comes from: the closest `source`, `year`, `grade` and `note` around it.
struct Provenance: Hashable, Sendable {
  var source = ""
  var year: Int?
  var grade: Grade?
  var note = ""

  static let keys = ["source", "year", "grade", "note"]
}

extension ScenarioNode {
  /// The same tree with `source`, `year`, `grade` and `note` of each map handed down to the scalars
  /// below it, and `{value: …, source: …}` made a scalar. Done file by file, before merging, so that
  /// a value never takes the source of a value it replaces.
  func handingDownProvenance(
    _ inherited: Provenance = Provenance(), path: [String] = [],
    faults: inout DiagnosticList
  ) -> ScenarioNode {
    var copy = self
    switch content {
    case .scalar:
      copy.provenance = inherited
    case .list(let items):
      copy.content = .list(
        items.map { $0.handingDownProvenance(inherited, path: path + ["-"], faults: &faults) })
    case .map(let entries):
      // The keys of `sources:` are names of the user's own choice.
      if path == ["sources"] { return self }
      let own = provenance(of: entries, inherited, path: path, faults: &faults)
      var values: [Entry] = []
      for var entry in entries where !Provenance.keys.contains(entry.key) {
        entry.value = entry.value.handingDownProvenance(
          own, path: path + [entry.key], faults: &faults)
        values.append(entry)
      }
      let isAssumption = path.first == "assumptions"
      if !isAssumption, values.count == 1, values[0].key == "value", values[0].value.text != nil {
        return values[0].value
      }
      copy.content = .map(values)
    }
    return copy
  }

  private func provenance(
    of entries: [Entry], _ inherited: Provenance, path: [String], faults: inout DiagnosticList
  ) -> Provenance {
    var own = Provenance()
    var isGiven = false
    for entry in entries where Provenance.keys.contains(entry.key) {
      isGiven = true
      let keyPath = (path + [entry.key]).joined(separator: ".")
      guard let text = entry.value.text, !entry.value.isNothing else {
        faults.add(
          Diagnostic(
            at: entry.value.place, keyPath: keyPath,
            "found \(entry.value.foundText), allowed a text"))
        continue
      }
      own.take(entry.key, text, at: entry.value.place, keyPath: keyPath, faults: &faults)
    }
    // A closer source stands alone: the year and grade of another source are not its own.
    if own.source.isEmpty {
      own.source = inherited.source
      own.year = own.year ?? inherited.year
      own.grade = own.grade ?? inherited.grade
    }
    if own.note.isEmpty, !isGiven { own.note = inherited.note }
    return own
  }
}

extension Provenance {
  fileprivate mutating func take(
    _ key: String, _ text: String, at place: Place, keyPath: String, faults: inout DiagnosticList
  ) {
    switch key {
    case "source": source = text
    case "note": note = text
    case "grade":
      grade = Grade(rawValue: text)
      guard grade == nil else { return }
      let allowed = Grade.allCases.map(\.rawValue)
      faults.add(
        Diagnostic(
          at: place, keyPath: keyPath,
          "found \(excerpt(text)), allowed \(allowed.joined(separator: ", "))",
          suggestion: Spelling.nearest(to: text, in: allowed).map { "did you mean \($0)?" }))
    default:
      year = Int(text)
      guard year.map({ 1900...2200 ~= $0 }) != true else { return }
      year = nil
      faults.add(
        Diagnostic(
          at: place, keyPath: keyPath, "found \(excerpt(text)), allowed a year, such as 2024"))
    }
  }
}
