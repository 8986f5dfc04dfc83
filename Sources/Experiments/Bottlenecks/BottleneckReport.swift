/// Where a network loses time, what gives way first as load grows, and what one step more would buy.
///
///     let report = try await findBottlenecks(scenario, options: StudyOptions(seed: 1))
///     report.places.first?.name        // where requests lose most time
///     report.knee?.load                // how much more load it bears
public struct BottleneckReport: Sendable, Codable {
  public var study: String
  public var title: String
  /// Of a country: what of it was run, and how much, in sentences.
  public var notes: [String]
  public var seed: UInt64
  /// Where time goes, most first.
  public var places: [Place]
  /// Mean sojourn time of a request [s]. What is not at a place is spent on users' own connections and in
  /// fixed delays; where a request does several things at once, or keeps a server meanwhile, places have
  /// more.
  public var sojournTime: Estimate
  /// The load sweep, lightest first.
  public var loads: [LoadPoint]
  /// The heaviest load of the sweep that is still borne: see `LoadPoint.isBorne`.
  public var knee: LoadPoint?
  /// One step more, most useful first.
  public var whatIfs: [WhatIf]
  public var run: RunRecord

  /// Time of a request at none of the places [s]: on its user's own connection, and in fixed delays.
  public var elsewhere: Double {
    let known = places.reduce(0) { $0 + ($1.kind == .retries ? 0 : $1.waiting + $1.service) }
    return max(0, sojournTime.mean - known)
  }

  /// A mean over replications with its interval.
  public struct Estimate: Hashable, Sendable, Codable {
    public var mean: Double
    public var lower: Double
    public var upper: Double
  }

  /// A station, a link or a policy, per citizen's request of the window.
  public struct Place: Hashable, Sendable, Codable {
    public enum Kind: String, Sendable, Codable { case station, link, retries }
    public var name: String
    public var kind: Kind
    /// Busy share [1]; 0 for retries.
    public var utilisation: Double
    /// Visits over requests [1]: calls, transfers, attempts after the first; those of machines and those
    /// that nobody waits for, too.
    public var visits: Double
    /// Time that one request waits for it, in the queue, in service or under way [s]. Of retries: waiting
    /// is the pauses, and service is what attempts took that failed, which stations and links count too.
    public var waiting: Double
    public var service: Double
    /// 95th percentile of one visit's sojourn [s], stations only.
    public var sojournP95: Double?
    /// Load at which it is full by the utilisation law, as a multiple of the load at hand; `nil` where it is
    /// not used.
    public var fullAtLoad: Double?
  }

  /// The whole network at a multiple of its load.
  public struct LoadPoint: Hashable, Sendable, Codable {
    /// As a multiple of the load at hand [1].
    public var load: Double
    public var arrivalRate: Double
    public var sojournTime: Estimate
    public var sojournP95: Estimate
    public var completionShare: Estimate
    /// The busiest station or link, and its utilisation [1].
    public var busiest: String
    public var utilisation: Double
    /// Whether the load is borne: the 95th percentile is at most three times that of the lightest load,
    /// and no more than 1 % fewer requests are completed in time.
    public var isBorne: Bool
  }

  /// One change, and what it does at the load at hand, run against run with equal chance.
  public struct WhatIf: Hashable, Sendable, Codable {
    /// In words, such as "one more server at identity".
    public var change: String
    /// Differences: with the change minus without.
    public var sojournTime: Estimate
    public var sojournP95: Estimate
    public var completionShare: Estimate
    /// Whether any of the three intervals leaves 0 out.
    public var isClear: Bool
  }
}
