import Quantities

/// A link: in each direction, data are sent at its bandwidth, then travel for its delay.
///
/// Data cross all links of their path at once, as a flow with one rate.
public struct LinkModel: Sendable {
  public var name: String
  /// In each direction, unless `back` says otherwise.
  public var bandwidth: Bandwidth
  /// From the far end to the near one, where that differs.
  public var back: Bandwidth?
  /// Propagation, one way.
  public var delay: TimeSpan
  /// Whether transfers slow each other down: those under way in one direction share the bandwidth by
  /// max-min fairness, together with the other links on their paths. A link that does not bind gives
  /// each transfer its full bandwidth, or what the user's own connection has of it, whatever else there is.
  /// (A link that an outage takes down binds in any case.)
  public var binds: Bool
  /// Equal cells side by side [1], ≥ 1; each user's transfers go through one of them, by chance. The
  /// bandwidth is that of one cell.
  public var cells: Int
  /// Whether users hang on it: a transfer over it has at most the data rate of its request's user
  /// (`SourceModel.lastMileRate`, where one is given), taken to the next middle of a band, which is at most
  /// 9.1 % off.
  public var isLastMile: Bool

  public init(
    name: String, bandwidth: Bandwidth, back: Bandwidth? = nil, delay: TimeSpan = .zero,
    binds: Bool = true, cells: Int = 1, isLastMile: Bool = false
  ) {
    self.name = name
    self.bandwidth = bandwidth
    self.back = back
    self.delay = delay
    self.binds = binds
    self.cells = cells
    self.isLastMile = isLastMile
  }
}
