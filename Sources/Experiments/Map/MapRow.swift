/// One cell of a map of levers: how a contender fares against the baseline at one setting of two
/// levers.
///
/// Rows come map by map (metric, then contender), within a map line by line from the low to the high
/// setting of `y`, within a line from the low to the high setting of `x`.
public struct MapRow: Hashable, Sendable, Codable {
  public var metric: String
  public var unit: String
  public var alternative: String
  public var baseline: String
  /// Lever along x: its name, its title, and its setting as a file would say it, such as "40 %".
  public var xLever: String
  public var xTitle: String
  public var xSetting: String
  /// The setting of the scenario itself, or "" where the alternatives differ in it; and where it lies
  /// among the settings of the map, counted from 0 for the low one, `nil` where it lies beyond them.
  public var xPresent: String
  public var xPresentPlace: Double?
  /// The same of the lever along y.
  public var yLever: String
  public var yTitle: String
  public var ySetting: String
  public var yPresent: String
  public var yPresentPlace: Double?
  /// Mean of the paired difference (alternative minus baseline) with its confidence interval.
  public var mean: Double
  public var lower: Double
  public var upper: Double
  public var level: Double
  /// Worlds that the cell was computed in [1].
  public var n: Int
  /// Share of worlds in which the alternative is better (ties count half), with its interval.
  public var probability: Double
  public var probabilityLower: Double
  public var probabilityUpper: Double
  /// In words, by the rule of all verdicts.
  public var verdict: String
  /// The same as a number: 2 better, 1 probably better, 0 no clear difference, −1 probably worse,
  /// −2 worse; `nil` where it is not computed precisely enough.
  public var rank: Int?
}
