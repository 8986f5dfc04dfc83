import Quantities

/// `demand:` An explicit stream of requests.
public struct DemandStream: Sendable {
  public var name: String
  public var arrivals: DemandArrivals
  public var journey: String
  /// Requests at each arrival [1].
  public var batch: Int
  /// Urgency: 0 goes first.
  public var priority: Int
  /// Answers after this count as late; `nil` for never.
  public var patience: TimeSpan?
  /// Nobody works knowingly for requests older than this; `nil` for none.
  public var deadline: TimeSpan?
  /// Streams that users try who had no answer in time.
  public var fallbacks: [FallbackTerms]
  /// The users' own connections; `nil` for no limit.
  public var lastMile: LastMile?
  /// Machines' traffic, left out of figures about citizens.
  public var isBackground: Bool
}

/// `fallback:` Where users go who had no answer in time.
public struct FallbackTerms: Sendable {
  /// Name of the stream whose request they make.
  public var stream: String
  public var probability: Share
  /// How long it takes them to get there; `nil` for no time.
  public var delay: VariateSpec?
}

/// How the requests of an explicit stream come.
public enum DemandArrivals: Sendable {
  /// A Poisson process.
  case poisson(Rate)
  /// A Poisson process whose rate changes: each rate lasts so long, and at the end they begin again.
  case profile(rates: [Rate], each: TimeSpan)
  /// Independent gaps.
  case renewal(gap: VariateSpec)
  /// So many customers who think, ask, and think again.
  case closed(customers: Int, think: VariateSpec)
  /// So many in a year, spread over it by a calendar, a Poisson process.
  case calendar(String, perYear: Double)
  /// As they were counted, from the start of the run.
  case trace(ArrivalTrace)
}

/// `calendars:` How demand moves over a year. Only ratios within a list matter.
public struct CalendarTerms: Sendable {
  public var name: String
  /// January first [1], shape [12].
  public var months: [Double]
  /// Monday first [1], shape [7].
  public var weekdays: [Double]
  /// From midnight [1], shape [24].
  public var hours: [Double]
  /// First and last day with demand; `nil` for the whole year.
  public var season: (first: DayOfYear, last: DayOfYear)?
  public var deadlines: [DeadlineTerms]
}

/// `deadlines:` Demand that rises towards the end of a day.
public struct DeadlineTerms: Sendable {
  public var day: DayOfYear
  /// Of the year's demand, in the run-up together.
  public var share: Share
  /// Of the year's demand, on the last day.
  public var lastDayShare: Share
  /// Length of the run-up, last day included [day].
  public var days: Int
  /// Factors on the last day [1], shape [24]; `nil` for those of any day.
  public var hours: [Double]?
}

/// `window:` How long an explicit model is observed.
public struct ObservationWindow: Sendable {
  /// When counting starts; `nil` where no calendar is needed.
  public var start: CalendarMoment?
  public var runIn: TimeSpan
  public var length: TimeSpan
  /// How long requests of the window are followed after its end.
  public var drain: TimeSpan
  public var replications: Int
}
