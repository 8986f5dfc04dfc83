/// How much to compute, and from which seed.
public struct StudyOptions: Hashable, Sendable {
  /// Everything random follows from it.
  public var seed: UInt64
  /// Draws of all assumptions [1], ≥ 2.
  public var worlds: Int
  /// Runs of chance inside each world [1]; `nil` for the usual: two for a country, and what
  /// `window.replications` says for an explicit model.
  public var replications: Int?
  /// Worlds computed at once [1]. It changes no result.
  public var threads: Int
  /// Level of every confidence interval, 0 … 1.
  public var confidenceLevel: Double
  /// Whether to map where each alternative wins over the two levers that matter most; it takes
  /// thousands of further runs without windows.
  public var mapsLevers: Bool
  /// Ways of saving work that are turned off.
  public var without: Set<VarianceReduction>
  /// Whether all assumptions keep their central values, so that worlds differ by chance alone.
  public var isPoint: Bool
  /// What is to be reached before the study ends; none for the number of `worlds`. With goals `worlds` is
  /// the most that are computed.
  public var precision: [PrecisionGoal]

  public init(
    seed: UInt64 = 1, worlds: Int = 96, replications: Int? = nil, threads: Int = 2,
    confidenceLevel: Double = 0.95, mapsLevers: Bool = false,
    without: Set<VarianceReduction> = [],
    isPoint: Bool = false, precision: [PrecisionGoal] = []
  ) {
    self.seed = seed
    self.worlds = worlds
    self.replications = replications
    self.threads = threads
    self.confidenceLevel = confidenceLevel
    self.mapsLevers = mapsLevers
    self.without = without
    self.isPoint = isPoint
    self.precision = precision
  }

  var design: SamplingDesign { SamplingDesign(without: without, isPoint: isPoint) }

  /// Upper limits keep products of counts within reason.
  static let worldLimit = 100_000
  static let replicationLimit = 1_000_000

  func checked(fewestReplications: Int = 2) throws(ExperimentError) {
    try Self.check("--worlds", worlds, in: 2...Self.worldLimit)
    try Self.check("--threads", threads, in: 1...1024)
    if let replications {
      try Self.check("replications", replications, in: fewestReplications...Self.replicationLimit)
    }
    for goal in precision { try goal.checked() }
    guard confidenceLevel > 0, confidenceLevel < 1 else {
      throw .badOption(name: "level", found: "\(confidenceLevel)", allowed: "between 0 and 1")
    }
  }

  private static func check(
    _ name: String, _ found: Int, in allowed: ClosedRange<Int>
  ) throws(ExperimentError) {
    guard allowed.contains(found) else {
      throw .badOption(
        name: name, found: "\(found)",
        allowed: "a whole number from \(allowed.lowerBound) to \(allowed.upperBound)")
    }
  }
}

/// How far a study has come.
public struct StudyProgress: Hashable, Sendable {
  public let worldsDone: Int
  public let worlds: Int
  /// In words, such as "worlds".
  public let stage: String
  /// The error of the goal that is furthest from being reached, such as "pvc ± 2.3 % of 2 %".
  public var precision: String?
}
