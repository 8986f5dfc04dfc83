import EventEngine

/// Why a portfolio could not be simulated. There is no result then.
public enum DeliveryError: Error, Hashable, Sendable {
  /// Every fault that was found, in the portfolio's order; nothing has been simulated.
  case impossiblePortfolio([PortfolioFault])
  /// A time that no calendar can hold, or more items than events can name.
  case engine(EngineError)
}

extension DeliveryError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .impossiblePortfolio(let faults):
      faults.map(\.description).joined(separator: "\n")
    case .engine(let error): error.description
    }
  }
}

/// A value that a portfolio may not hold.
public struct PortfolioFault: Hashable, Sendable, CustomStringConvertible {
  /// Where, such as `services[3].agency`.
  public var path: String
  public var found: String
  public var allowed: String

  public init(path: String, found: String, allowed: String) {
    self.path = path
    self.found = found
    self.allowed = allowed
  }

  public var description: String { "\(path): found \(found), allowed: \(allowed)" }
}
