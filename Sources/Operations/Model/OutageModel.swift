import Quantities
import Statistics

/// Something that takes stations and links down together: a power cut, a cable, a fire, an update.
///
///     OutageModel(
///       name: "cable", links: [0],
///       pattern: .once(at: TimeSpan(hours: 10), length: TimeSpan(hours: 3)))
///
/// A station or link that several outages hit has the smallest of the shares that they leave.
public struct OutageModel: Sendable {
  /// When it happens.
  public enum Pattern: Hashable, Sendable {
    /// Once, from a time of the run on.
    case once(at: TimeSpan, length: TimeSpan)
    /// Again and again at equal distances: planned maintenance.
    case every(TimeSpan, from: TimeSpan, length: TimeSpan)
    /// By chance: exponential times from repair to the next failure, and repair times [s] of any law.
    /// The run begins in the stationary state.
    case random(meanTimeBetween: TimeSpan, repairTime: Distribution)
  }
  /// Indices into `NetworkModel.stations` and `.links`.
  public var stations: [Int]
  public var links: [Int]
  public var name: String
  public var pattern: Pattern
  /// Share of servers and bandwidth that is left while it lasts [1]: 0 for nothing. Of servers, whole ones:
  /// ⌊share × those that should be there⌋.
  public var left: Double
  /// How capacity comes back: from so long after the start on, that share. Empty for all of it at the end.
  /// The last entry's share must be 1, and its time is the end, whatever the pattern's length says.
  public var restore: [(after: TimeSpan, share: Double)]
  /// Whether calls on servers that are gone are lost (their requests fail), and, where no server is left,
  /// those that wait and those that come; of a link that is cut, what is sent over it. Otherwise all of
  /// them wait for the repair, and work is resumed where it stopped.
  public var losesWork: Bool
  /// Physical identity, from which its draws are keyed.
  public var key: UInt64

  /// - Parameter key: `nil` for a hash of the name.
  public init(
    name: String, stations: [Int] = [], links: [Int] = [], pattern: Pattern, left: Double = 0,
    restore: [(after: TimeSpan, share: Double)] = [], losesWork: Bool = false, key: UInt64? = nil
  ) {
    self.name = name
    self.stations = stations
    self.links = links
    self.pattern = pattern
    self.left = left
    self.restore = restore
    self.losesWork = losesWork
    self.key = key ?? StreamName.hash(name)
  }
}

extension OutageModel {
  /// Mean time from its beginning until all is restored [s].
  public var meanLength: Double {
    if let last = restore.last { return last.after.seconds }
    switch pattern {
    case .once(_, let length), .every(_, _, let length): return length.seconds
    case .random(_, let repairTime): return repairTime.mean
    }
  }

  /// Share of time in which it lasts, restoring included [1]; of one that happens once, its length over a
  /// horizon.
  public func share(over horizon: TimeSpan) -> Double {
    switch pattern {
    case .once: min(1, meanLength / horizon.seconds)
    case .every(let period, _, _): min(1, meanLength / period.seconds)
    case .random(let meanTimeBetween, _): meanLength / (meanTimeBetween.seconds + meanLength)
    }
  }
}
