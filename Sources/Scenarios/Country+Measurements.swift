import Quantities

/// `measurements:` A figure that was published, measured or worked out by hand, which the model is held
/// against.
public struct Measurement: Sendable {
  /// How the model comes by its figure.
  public enum Kind: String, CaseIterable, Sendable {
    /// Nothing in the model was set to meet it.
    case predicted
    /// The model was given what it takes to meet it.
    case inputReproduced = "input_reproduced"
    /// It follows from the inputs by arithmetic alone.
    case arithmetic
    /// It was worked out by hand for this very model.
    case byHand = "by_hand"
  }
  public var name: String
  /// A station, link, stream of demand or part of the sizing; "all" for the whole sizing.
  public var of: String
  /// As `govsim explain` lists it.
  public var metric: String
  /// What `of` is compared with, or `nil`: the figure is then the change from it, as a share.
  public var against: String?
  /// In the metric's base unit, or [1] for a change.
  public var value: Double
  /// The model's figure has to lie from `low` to `high`.
  public var low: Double
  public var high: Double
  public var kind: Kind
}

/// `sizing:` Part of an installation in which equal units share a load.
public struct SizingTerms: Sendable {
  /// Mean of a day, and the share of a day's load in its busiest hour; `nil` where `load` is that of the
  /// peak itself.
  public var load: Rate?
  public var peakHourShare: Share?
  /// Load that one unit bears.
  public var perUnit: Rate?
  /// Units, where they do not follow from load.
  public var units: Int?
  public var name: String
  /// Of one unit: processors [1].
  public var processors: Double
  public var memory: DataSize
  /// Processors kept beyond those that the load takes, as a share of them [1].
  public var headroom: Double
}
