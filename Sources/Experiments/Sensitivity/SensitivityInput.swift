import Quantities
import Scenarios

/// Something that sensitivity analysis moves: an assumption within its range, or a lever.
struct SensitivityInput: Sendable {
  enum Source: Sendable {
    case assumption(Assumption)
    /// With the range between its two numbers; `nil` where it has no numbers.
    case lever(Lever, LeverRange?)
  }

  let source: Source
  let name: String
  let title: String
  let grade: String

  /// Ends of an assumption's range, as shares of draws below them [1].
  private static let ends = (low: 0.05, high: 0.95)

  init(_ assumption: Assumption) {
    (source, name, title) = (.assumption(assumption), assumption.name, assumption.name)
    grade = assumption.grade.rawValue
  }

  init(_ lever: Lever, of scenario: Scenario) {
    source = .lever(lever, LeverRange(lever, isWhole: scenario.takesWholeNumbers(lever)))
    (name, title, grade) = (lever.name, lever.heading, "")
  }

  var kind: TornadoRow.Kind {
    switch source {
    case .assumption: .assumption
    case .lever: .lever
    }
  }

  /// Numbers at both ends, between which the sign may change; `nil` where the lever has none.
  var range: (low: Double, high: Double)? {
    switch source {
    case .assumption(let assumption):
      (assumption.quantile(Self.ends.low), assumption.quantile(Self.ends.high))
    case .lever(_, let range): range.map { ($0.low, $0.high) }
    }
  }

  /// Whether it can take different values at all.
  var varies: Bool {
    switch source {
    case .assumption(let assumption):
      assumption.distribution != .fixed && assumption.low < assumption.high
    case .lever(let lever, _): lever.low != lever.high
    }
  }

  /// What a file would say at a number of its range.
  func text(_ value: Double) -> String {
    switch source {
    case .assumption(let assumption):
      assumption.written(LeverRange.rounded(value, digits: 3))
    case .lever(_, let range): range.map { $0.text($0.tidied(value, digits: 3)) } ?? ""
    }
  }

  /// What a file says at both ends.
  var ends: (low: String, high: String) {
    if case .lever(let lever, _) = source { return (lever.low, lever.high) }
    return range.map { (text($0.low), text($0.high)) } ?? ("", "")
  }

  /// Where it stands when nobody moves it.
  func central(in scenario: Scenario) -> String {
    switch source {
    case .assumption(let assumption): assumption.written(assumption.value)
    case .lever(let lever, _): LeverGrid(lever, of: scenario).present
    }
  }
}

extension Assumption {
  /// A value in base units as a table of assumptions would say it.
  fileprivate func written(_ value: Double) -> String {
    if unit == "share" { return "\(QuantityFormat.number(100 * value, digits: 3)) %" }
    let number = QuantityFormat.number(value, digits: 3)
    return unit == "1" || unit.isEmpty ? number : "\(number) \(unit)"
  }
}
