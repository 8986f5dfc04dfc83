/// What one input does to the difference between two alternatives while all others keep their central
/// values: a bar of a tornado diagram.
public struct TornadoRow: Hashable, Sendable, Codable {
  public enum Kind: String, Hashable, Sendable, Codable { case assumption, lever }

  /// Name of the assumption or lever, its title, and the grade of its source (none for levers).
  public var input: String
  public var title: String
  public var kind: Kind
  public var grade: String
  /// The ends of its range and where it stands, as a file would say them: of an assumption its 5 % and
  /// 95 % points.
  public var low: String
  public var central: String
  public var high: String
  public var metric: String
  public var unit: String
  public var alternative: String
  public var baseline: String
  /// Contender minus baseline, mean over runs of chance [unit]; half the width of its interval.
  public var atLow: Double
  public var atCentral: Double
  public var atHigh: Double
  public var errorAtLow: Double
  public var errorAtCentral: Double
  public var errorAtHigh: Double
  /// The same of the change from low to high, run by run [unit].
  public var errorOfSwing: Double
  /// Where the difference changes its sign within the range, as a file would say it; `nil` where it keeps
  /// it.
  public var flip: String?

  /// How far the input moves the difference [unit].
  public var swing: Double { (atHigh - atLow).magnitude }
  /// Whether the change is beyond its computing error.
  public var isClear: Bool { swing > errorOfSwing }
}

/// What matters: inputs by how far they move the differences.
public struct SensitivityResult: Hashable, Sendable, Codable {
  public var study: String
  public var title: String
  public var seed: UInt64
  /// Runs of chance at each setting [1].
  public var replications: Int
  public var confidenceLevel: Double
  public var currency: String
  /// By metric and contender, the widest swing first.
  public var rows: [TornadoRow]
  /// Inputs that could not be moved, with the reason.
  public var notes: [String]
}
