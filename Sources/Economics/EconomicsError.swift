/// What the valuation refuses.
public enum EconomicsError: Error, Hashable, Sendable {
  /// A value lies outside what its name allows; `allowed` says what that is, in words.
  case outOfRange(name: String, found: Double, allowed: String)
  /// Servers stand at a site for which no price is given.
  case missingPrice(site: String, known: [String])
  /// Two ledgers or accounts cover different numbers of years.
  case horizonMismatch(found: Int, expected: Int)
}

extension EconomicsError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .outOfRange(let name, let found, let allowed):
      "\(name) is \(found); allowed is \(allowed)"
    case .missingPrice(let site, let known):
      "no price per server at site '\(site)'; known are \(known.joined(separator: ", "))"
    case .horizonMismatch(let found, let expected):
      "the horizon is \(found) years; \(expected) were expected"
    }
  }
}
