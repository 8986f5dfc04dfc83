/// Why a text is not the quantity that is wanted. Each case says what was found, what is allowed and,
/// where one can be guessed, what to write.
public enum QuantityError: Error, Hashable, Sendable {
  /// Nothing was written.
  case empty(wanted: Dimension?)
  /// The number is not in plain decimal spelling.
  case malformedNumber(found: String, suggestion: String?)
  /// Not a number, or infinity.
  case notFinite(found: String)
  /// A number too large or too small to be kept.
  case beyondLimits(found: String)
  /// A number stands where a unit is needed.
  case missingUnit(found: String, wanted: Dimension)
  /// No such unit.
  case unknownUnit(found: String, nearest: String?, wanted: Dimension? = nil)
  /// A quantity of another kind.
  case wrongKind(found: String, kind: Dimension, wanted: Dimension)
  /// A count that is not whole.
  case notWhole(found: String)

  /// What was found, for a sentence.
  public var found: String {
    switch self {
    case .empty: "nothing"
    case .malformedNumber(let found, _), .notFinite(let found), .beyondLimits(let found),
      .missingUnit(let found, _), .notWhole(let found):
      found
    case .unknownUnit(let found, _, _): "the unit \(found)"
    case .wrongKind(let found, let kind, _): "\(found) (\(kind.title))"
    }
  }

  /// What is allowed, for a sentence.
  public var allowed: String {
    switch self {
    case .empty(let wanted):
      wanted.map { "\($0.title), \($0.examples)" } ?? "a number with its unit"
    case .malformedNumber: "a plain decimal number, such as 1500 or 0.25"
    case .notFinite: "a finite number"
    case .beyondLimits: "a number between 1e-300 and 1e300"
    case .missingUnit(_, let wanted): "\(wanted.title) with its unit, \(wanted.examples)"
    case .unknownUnit(_, _, let wanted?): "\(wanted.title), \(wanted.examples)"
    case .unknownUnit(_, _, nil):
      "ns us ms s min h days weeks months years, their rates (/s, /year), B kB MB GB KiB MiB GiB, "
        + "bit/s kbit/s Mbit/s Gbit/s, %, person-months, k, M, money (USD, M USD@2024, USD/month)"
    case .wrongKind(_, _, let wanted): "\(wanted.title), \(wanted.examples)"
    case .notWhole: "a whole number"
    }
  }

  /// What to write instead, where it can be guessed.
  public var suggestion: String? {
    switch self {
    case .malformedNumber(_, let suggestion): suggestion.map { "write \($0)" }
    case .unknownUnit(_, let nearest, _): nearest.map { "did you mean \($0)?" }
    case .missingUnit(let found, let wanted): wanted.exampleUnit.map { "write \(found)\($0)" }
    default: nil
    }
  }
}

extension QuantityError: CustomStringConvertible {
  public var description: String {
    "found \(found), allowed \(allowed)" + (suggestion.map { "; \($0)" } ?? "")
  }
}

extension Dimension {
  /// What a number without its unit most likely lacks.
  fileprivate var exampleUnit: String? {
    switch self {
    case .duration: " s"
    case .rate: "/s"
    case .dataSize: " kB"
    case .bandwidth: " Mbit/s"
    case .effort: " person-months"
    case .money: " USD"
    case .moneyRate: " USD/month"
    case .share, .count, .number: nil
    }
  }
}
