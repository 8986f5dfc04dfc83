/// The cheapest capacity that meets goals, what it costs, and what breaks next as demand grows.
///
///     let goal = try ServiceLevelObjective(parsing: "p95 sojourn_time < 2 s")
///     let report = try await findCapacity(scenario, CapacityOptions(objectives: [goal]), options: .init())
///     report.plans.first?.places.first?.needed
public struct CapacityReport: Sendable, Codable {
  public var study: String
  public var title: String
  public var notes: [String]
  public var seed: UInt64
  /// Probability with which what is called enough is enough [1].
  public var confidence: Double
  /// Of the costs; `nil` where nothing has a price, so that servers and Mbit/s are counted.
  public var currency: String?
  /// One for each year, or one for a model of its own.
  public var plans: [Plan]
  public var run: RunRecord

  /// Whether every year has a capacity that meets the goals.
  public var isMet: Bool { plans.allSatisfy(\.isMet) }

  public struct Plan: Sendable, Codable {
    /// Of the calendar; `nil` for a model of its own.
    public var year: Int?
    public var isMet: Bool
    /// Why no capacity meets the goals, in a sentence.
    public var reason: String?
    public var places: [Place]
    public var goals: [Goal]
    /// Of a year, for what is installed now and for what is needed [currency].
    public var costNow: Double
    public var cost: Double
    /// Looks of the proof, replications of its last look, and the level of each of its tests.
    public var looks: Int
    public var replications: Int
    public var level: Double
    /// Stations with too few calls to simulate: their waiting goals rest on closed forms.
    public var byClosedForms: [String]
    public var next: Break?
  }

  /// A station or link.
  public struct Place: Hashable, Sendable, Codable {
    public var name: String
    /// station or link.
    public var kind: String
    /// Servers, or bandwidth [bit/s].
    public var now: Double
    public var needed: Double
    /// Of a year [currency].
    public var costNow: Double
    public var cost: Double
    /// What the busiest searched window asks of it over what it has [1].
    public var utilisation: Double
    /// What would not hold with one step less; `nil` where less could not carry the load at all, or closed
    /// forms ask for it.
    public var binding: Binding?
    /// Whether closed forms ask for it, since too few calls come to judge by.
    public var isByClosedForm: Bool
  }

  /// A goal that is not met, and when.
  public struct Binding: Hashable, Sendable, Codable {
    public var goal: String
    public var window: String
    /// Such as "all up" or "one server of identity down".
    public var state: String
    /// Whether it is missed with confidence; otherwise it is only not shown to be met.
    public var isClear: Bool
  }

  /// One goal where it is tightest.
  public struct Goal: Hashable, Sendable, Codable {
    public var goal: String
    /// The station, link or stream; empty for all requests.
    public var place: String
    public var window: String
    public var state: String
    /// s or share.
    public var unit: String
    public var limit: Double
    public var value: Double
    /// The end of its one-sided interval that the limit is compared with.
    public var bound: Double
    /// Of a quantile: share of requests or calls within the limit [1].
    public var keptBy: Double?
    /// Share of the limit that the bound leaves [1]; of completion and of quantiles, of the misses allowed.
    public var margin: Double
  }

  /// What no longer holds when demand grows.
  public struct Break: Hashable, Sendable, Codable {
    /// Load at which the first goal is missed on average, as a multiple of the load at hand; where none
    /// is, the largest tried.
    public var load: Double
    /// The goal, and the station or link where waiting grows most; `nil` where all held.
    public var goal: String?
    public var window: String?
    public var state: String?
    public var place: String?
  }
}
