/// What the valuation refuses.
public enum EconomicsError: Error, Hashable, Sendable {
  /// A value lies outside what its name allows; `allowed` says what that is, in words.
  case outOfRange(name: String, found: Double, allowed: String)
  /// The account names something (a site, a block, a service) for which no price is given.
  case missingPrice(kind: String, name: String, known: [String])
  /// Two ledgers or accounts cover different numbers of years.
  case horizonMismatch(found: Int, expected: Int)
  /// Packed accounts that are torn, changed or of another format.
  case damagedAccounts(found: String)
}

extension EconomicsError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .outOfRange(let name, let found, let allowed):
      "\(name) is \(found); allowed is \(allowed)"
    case .missingPrice(let kind, let name, let known):
      "no price of \(kind) '\(name)'; known are \(known.joined(separator: ", "))"
    case .horizonMismatch(let found, let expected):
      "the horizon is \(found) years; \(expected) were expected"
    case .damagedAccounts(let found): "the stored quantities are damaged: \(found)"
    }
  }
}
