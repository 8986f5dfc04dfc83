/// Why a scenario cannot be used.
public enum ScenarioError: Error, Hashable, Sendable {
  /// The file cannot be read at all: it is missing, a folder, not readable.
  case file(path: String, reason: String)
  /// The content is faulty. All faults are listed, in order of their places.
  case invalid([Diagnostic])
  /// No alternative has this name.
  case unknownAlternative(String, known: [String])
  /// A value was given for an assumption that does not exist, or is not a finite number.
  case badValue(assumption: String, value: String, known: [String])
}

extension ScenarioError: CustomStringConvertible {
  /// One line for each fault.
  public var description: String {
    switch self {
    case .file(let path, let reason): "\(path): \(reason)"
    case .invalid(let diagnostics): diagnostics.map(\.description).joined(separator: "\n")
    case .unknownAlternative(let name, let known):
      "found alternative \(name), allowed \(known.joined(separator: ", "))"
    case .badValue(let name, let value, let known):
      known.contains(name)
        ? "assumption \(name): found \(value), allowed a finite number"
        : "found assumption \(name), allowed \(known.joined(separator: ", "))"
    }
  }
}
