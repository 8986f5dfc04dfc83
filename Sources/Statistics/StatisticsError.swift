/// What the statistics refuse, always with the name of the quantity and the value found.
public enum StatisticsError: Error, Hashable, Sendable {
  /// A value lies outside what its parameter allows; `allowed` says what that is, in words.
  case outOfRange(name: String, found: Double, allowed: String)
  /// A sample or parameter is NaN or infinite; `index` is its place in an array, if it has one.
  case notFinite(name: String, found: Double, index: Int?)
  /// Fewer samples than the estimate needs.
  case tooFewSamples(found: Int, needed: Int)
  /// Two arrays that belong together differ in length.
  case shapeMismatch(name: String, found: Int, expected: Int)
  /// A control variate is a linear combination of those before it, or constant; `index` is its
  /// place among the controls, from 0.
  case collinear(name: String, index: Int)
  /// All samples are equal, so that a correlation is undefined.
  case noVariation(name: String)
  /// The offered load exceeds the capacity, so that no steady state exists; ρ [1].
  case unstable(name: String, utilisation: Double)
  /// A linear system has no unique solution, such as a network that customers cannot leave.
  case singular(name: String)
  /// The GNU Scientific Library reported a status other than success.
  case library(function: String, status: Int, message: String)
}

extension StatisticsError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .outOfRange(let name, let found, let allowed):
      "\(name) is \(found); allowed is \(allowed)"
    case .notFinite(let name, let found, let index):
      if let index {
        "\(name)[\(index)] is \(found); only finite numbers are allowed"
      } else {
        "\(name) is \(found); only finite numbers are allowed"
      }
    case .tooFewSamples(let found, let needed):
      "\(found) samples are too few; at least \(needed) are needed"
    case .shapeMismatch(let name, let found, let expected):
      "\(name) has \(found) elements; \(expected) were expected"
    case .collinear(let name, let index):
      "\(name)[\(index)] is constant or follows from those before it; leave it out"
    case .noVariation(let name):
      "all values of \(name) are equal, so the correlation is undefined"
    case .unstable(let name, let utilisation):
      "\(name) has no steady state: utilisation is \(utilisation), and must stay below 1"
    case .singular(let name):
      "\(name) has no unique solution: check that customers can leave the network"
    case .library(let function, let status, let message):
      "GSL's \(function) ended with status \(status): \(message)"
    }
  }
}

/// Refuses what is not a finite number.
func requireFinite(_ value: Double, _ name: String) throws(StatisticsError) {
  guard value.isFinite else { throw .notFinite(name: name, found: value, index: nil) }
}

/// Refuses what is not a finite number above zero.
func requirePositive(_ value: Double, _ name: String) throws(StatisticsError) {
  try requireFinite(value, name)
  guard value > 0 else { throw .outOfRange(name: name, found: value, allowed: "above 0") }
}

/// Refuses what is not a finite number of at least zero.
func requireNonNegative(_ value: Double, _ name: String) throws(StatisticsError) {
  try requireFinite(value, name)
  guard value >= 0 else { throw .outOfRange(name: name, found: value, allowed: "at least 0") }
}

/// Refuses a count below one.
func requireCount(_ value: Int, _ name: String) throws(StatisticsError) {
  guard value >= 1 else {
    throw .outOfRange(name: name, found: Double(value), allowed: "a whole number, at least 1")
  }
}

/// Whether a load stays below its capacity by more than rounding may have made: 8 units in the last
/// place. Ten times 0.1 a second is no spare capacity for 1 a second.
func isStable(_ load: Double, below capacity: Double) -> Bool {
  load < capacity * (1 - 0x1p-49)
}

/// Refuses a load that is not ``isStable(_:below:)``.
func requireStable(
  _ load: Double, below capacity: Double, _ name: String
) throws(StatisticsError) {
  guard isStable(load, below: capacity) else {
    throw .unstable(name: name, utilisation: max(1, load / capacity))
  }
}

/// Refuses an array with an element that is not finite.
func requireFinite(_ values: [Double], _ name: String) throws(StatisticsError) {
  for (index, value) in values.enumerated() where !value.isFinite {
    throw .notFinite(name: name, found: value, index: index)
  }
}
