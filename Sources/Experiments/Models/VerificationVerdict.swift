import Statistics

/// What the whole table says: how many checks fail, and how likely a right engine is to show that.
public struct VerificationVerdict: Hashable, Sendable, Codable {
  public var checks: Int
  public var failed: Int
  /// Checks that chance can fail [1].
  public var byChance: Int
  /// Upper bound on the probability that theory lies outside at least one interval of a right engine
  /// [1]: the sum over the checks, however they depend on each other (Bonferroni).
  public var falseAlarmBound: Double
  /// The same probability if the checks were independent [1]; those of one model are not, and fail
  /// together more often, so that the truth lies below.
  public var falseAlarmIfIndependent: Double

  /// The whole table passes if all of its checks do, and there are any.
  public var passes: Bool { failed == 0 && checks > 0 }

  /// - Parameter table: figures of the group `outcome` in it are not judged, and not counted.
  public init(_ table: [VerificationCheck]) {
    let table = table.filter { $0.group != .outcome }
    checks = table.count
    failed = table.count { !$0.passes }
    let levels = table.map(\.level).filter { $0 < 1 }
    byChance = levels.count
    falseAlarmBound = min(levels.reduce(0) { $0 + 1 - $1 }, 1)
    falseAlarmIfIndependent = 1 - levels.reduce(1, *)
  }
}
