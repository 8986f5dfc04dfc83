/// An uncertain input: a central value, a range, and where both come from.
///
/// In a file, `$name` stands for it wherever a value may stand, alone or in a product
/// (`1046 USD / 12 * $wage_to_gdp`).
public struct Assumption: Sendable {
  public var name: String
  /// Central value, low and high end of the range (5 % and 95 % points for unbounded families),
  /// in the base unit of `unit` (durations [s], shares and numbers [1]).
  public var value: Double
  public var low: Double
  public var high: Double
  public var distribution: AssumptionDistribution
  /// As written, such as "months" or "share".
  public var unit: String
  public var source: String
  public var year: Int?
  public var grade: Grade
  /// Which part an input reaches; results are re-costed without simulating for `valuation` only.
  public var reaches: Set<Reach>
  public var reason: String
}

public enum AssumptionDistribution: String, CaseIterable, Sendable {
  case fixed, uniform, triangular, pert, normal, lognormal, beta
}

/// How far a number can be trusted.
public enum Grade: String, CaseIterable, Sendable {
  /// Primary source; secondary or computed; weak or promotional; no source.
  case high = "H"
  case medium = "M"
  case low = "L"
  case assumption = "ASSUMPTION"
}

/// The part of the model that an input reaches.
public enum Reach: String, CaseIterable, Sendable { case valuation, delivery, operations }

/// An input that a user may move, and the key path it sets.
public struct Lever: Sendable {
  public var name: String
  public var title: String
  /// Dotted key path below the top, such as `organisation.central_share`.
  public var path: String
  /// As text, the way a file would say it.
  public var low: String
  public var high: String
  public var reaches: Set<Reach>
  /// Alternatives it applies to; empty for all.
  public var alternatives: [String]
}

/// A limit on a result; missing it ends a command with exit code 99.
public struct Threshold: Sendable {
  public var name: String
  public var metric: String
  public var alternative: String
  public var above: Double?
  public var below: Double?
  public var unit: String
}

/// One way to organise the same country.
public struct Alternative: Sendable {
  public var name: String
  public var title: String
}

/// A value in a file together with where it comes from: one row of the report's appendix.
public struct InputRecord: Sendable {
  public var path: String
  /// As written, such as "34 %".
  public var text: String
  public var source: String
  public var year: Int?
  public var grade: Grade?
  public var reaches: Set<Reach>
  /// `file:line` below the scenario folder.
  public var place: String
}
