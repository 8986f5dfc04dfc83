/// One fault (or doubt) in a scenario: where it is, what was found, what is allowed, what to write.
///
///     scenarios/a.yaml:12:9: regions.urban.online: found 140 %, allowed a share from 0 % to 100 %
public struct Diagnostic: Hashable, Sendable {
  public enum Severity: String, CaseIterable, Sendable { case error, warning }

  public var severity: Severity
  /// Path as the user gave it (files that it extends: relative to the same place), or `--set`.
  public var file: String
  /// Line and column from 1; for tables, row (the heading is row 1) and column. `nil` where the
  /// fault belongs to the whole file.
  public var line: Int?
  public var column: Int?
  /// Dotted, such as `regions.urban.online`; empty where the fault belongs to the whole file.
  public var keyPath: String
  /// What was found, and what is allowed.
  public var message: String
  /// What to do, such as "write 1.5" or "did you mean central_share?".
  public var suggestion: String?

  public init(
    _ severity: Severity, file: String, line: Int? = nil, column: Int? = nil, keyPath: String = "",
    message: String, suggestion: String? = nil
  ) {
    self.severity = severity
    self.file = file
    self.line = line
    self.column = column
    self.keyPath = keyPath
    self.message = message
    self.suggestion = suggestion
  }

  init(
    _ severity: Severity = .error, at place: Place, keyPath: String = "", _ message: String,
    suggestion: String? = nil
  ) {
    self.init(
      severity, file: place.file, line: place.line > 0 ? place.line : nil,
      column: place.line > 0 && place.column > 0 ? place.column : nil, keyPath: keyPath,
      message: message, suggestion: suggestion)
  }
}

extension Diagnostic: CustomStringConvertible {
  /// One line: `file:line:column: key path: message; suggestion`.
  public var description: String {
    let place = [file, line.map(String.init), column.map(String.init)].compactMap(\.self)
    var parts = [place.joined(separator: ":")]
    if severity == .warning { parts.append("warning") }
    if !keyPath.isEmpty { parts.append(keyPath) }
    parts.append(message + (suggestion.map { "; \($0)" } ?? ""))
    return parts.joined(separator: ": ").split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}

/// Where something is written: lines and columns from 1; line 0 stands for the file as a whole.
struct Place: Hashable, Sendable {
  var file: String
  var line: Int
  var column: Int

  static func whole(_ file: String) -> Place { Place(file: file, line: 0, column: 0) }
}

/// Faults gathered while a scenario is read: none twice, and not more than a reader can use.
struct DiagnosticList: Sendable {
  private(set) var all: [Diagnostic] = []
  private var seen: Set<Diagnostic> = []
  /// More faults than this are counted, not kept [1].
  static let limit = 200
  private var omitted = 0

  var hasErrors: Bool { all.contains { $0.severity == .error } }

  mutating func add(_ diagnostic: Diagnostic) {
    guard seen.insert(diagnostic).inserted else { return }
    if all.count < Self.limit { all.append(diagnostic) } else { omitted += 1 }
  }

  mutating func add(contentsOf others: [Diagnostic]) { others.forEach { add($0) } }

  mutating func add(contentsOf others: DiagnosticList) {
    add(contentsOf: others.all)
    omitted += others.omitted
  }

  /// What stops a scenario, in order; doubts are left out.
  var sortedErrors: [Diagnostic] { sorted.filter { $0.severity == .error } }

  /// By file (in order of first mention), line and column.
  var sorted: [Diagnostic] {
    var rank: [String: Int] = [:]
    for diagnostic in all where rank[diagnostic.file] == nil { rank[diagnostic.file] = rank.count }
    let keyed = all.enumerated().sorted { a, b in
      let left = (rank[a.element.file] ?? 0, a.element.line ?? 0, a.element.column ?? 0, a.offset)
      let right = (rank[b.element.file] ?? 0, b.element.line ?? 0, b.element.column ?? 0, b.offset)
      return left < right
    }
    var list = keyed.map(\.element)
    if omitted > 0, let first = list.first {
      list.append(Diagnostic(.error, file: first.file, message: "and \(omitted) more"))
    }
    return list
  }
}

/// Names in a sentence: all of them, or the first dozen.
func enumeration(_ names: [String]) -> String {
  names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", …" : "")
}

/// A text as it is quoted in messages: one line, not too long.
func excerpt(_ text: String) -> String {
  let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
  return line.count > 60 ? line.prefix(57) + "…" : line
}
