import Quantities

/// `workforce:` How people come, go, learn and rest; the same for every alternative.
public struct WorkforceTerms: Sendable {
  /// Rate at which people leave.
  public var attrition: Rate
  /// From a leaving to a successor's first day.
  public var recruitingTime: VariateSpec
  /// How long a newcomer learns the job, and what they get done meanwhile over what others do.
  public var rampUpTime: TimeSpan
  public var newcomerProductivity: Share
  /// What each doubling of the projects of a kind that a team has done takes off the effort of the next.
  public var learningGain: Share
  public var closures: [ClosedDays]
  /// Consultants' work beside the technical people at the start, over theirs.
  public var skillGap: Share
  public var training: TrainingTerms?
  /// Kits for enrolment in the field [1], and the enrollers that one keeps busy [person].
  public var enrolmentKits: Int
  public var enrollersPerKit: Int
}

/// A stretch of every year without work, both days included.
public struct ClosedDays: Hashable, Sendable {
  public var from: DayOfYear
  public var to: DayOfYear
}

/// `training:` Courses that close the skill gap, a cohort each year.
public struct TrainingTerms: Sendable {
  /// Technical people in each year's course [person].
  public var peoplePerYear: Double
  public var courseTime: TimeSpan
}

/// `legacy:` An old system that does some of an agency's work.
public struct LegacySystem: Sendable {
  public var name: String
  public var title: String
  public var agency: String
  /// Effort to move all of it to new systems.
  public var effort: Effort
  public var strategy: LegacyStrategy
  /// Share of `effort` that an adapter takes.
  public var wrapShare: Share
  /// What it costs as long as it runs.
  public var upkeep: MoneyRate
}

public enum LegacyStrategy: String, CaseIterable, Sendable {
  /// Moved service by service, then switched off.
  case migrate
  /// Made callable by an adapter, and kept.
  case wrap
}

/// `enrolment:` Registering people for a block in the field.
public struct EnrolmentTerms: Sendable {
  /// Share of the country's people who need the block.
  public var shareOfPeople: Share
  /// Share of them who must be registered before it goes live.
  public var launchShare: Share
  /// Registrations of one enroller at work.
  public var rate: Rate
}

/// How much work something is.
public enum WorkSize: Hashable, Sendable {
  case effort(Effort)
  /// Thousands of source lines [kSLOC], for COCOMO II.
  case sourceLines(Double)
}
