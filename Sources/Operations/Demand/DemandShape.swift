/// How the demand for a service moves over the year: by month, weekday and hour, in a season, towards
/// deadlines. It moves demand and adds none: only ratios within a list matter.
///
///     var shape = DemandShape.even
///     shape.weekdays = [1.2, 1.1, 1.1, 1.1, 1, 0.7, 0.8]
///     shape.season = DemandSeason(
///       first: MonthDay(month: 4, day: 6), last: MonthDay(month: 1, day: 31))
public struct DemandShape: Hashable, Sendable {
  /// Factors of the rate [1], ≥ 0, not all 0; shape [12], January first.
  public var months: [Double]
  /// Factors of the rate [1], ≥ 0, not all 0; shape [7], Monday first.
  public var weekdays: [Double]
  /// Factors of the rate [1], ≥ 0, not all 0; shape [24], from midnight.
  public var hours: [Double]
  /// When the service is open to demand; `nil` for the whole year.
  public var season: DemandSeason?
  /// Their run-ups must not overlap.
  public var deadlines: [DeadlinePeak]

  public init(
    months: [Double], weekdays: [Double], hours: [Double], season: DemandSeason? = nil,
    deadlines: [DeadlinePeak] = []
  ) {
    self.months = months
    self.weekdays = weekdays
    self.hours = hours
    self.season = season
    self.deadlines = deadlines
  }

  /// The same rate all year.
  public static let even = DemandShape(
    months: Array(repeating: 1, count: 12), weekdays: Array(repeating: 1, count: 7),
    hours: Array(repeating: 1, count: 24))
}

/// Days of the year on which a service is asked for, both ends included. A season whose last day comes
/// before its first goes over the turn of the year.
public struct DemandSeason: Hashable, Sendable {
  public var first: MonthDay
  public var last: MonthDay

  public init(first: MonthDay, last: MonthDay) {
    self.first = first
    self.last = last
  }
}

/// Demand that rises day by day towards a deadline at the end of a day.
///
/// On the days of the run-up, the peak replaces what months, season and the other days' demand would
/// give, so that the shares are what a count of the day would find. The last day has its own share; the
/// days before fall geometrically, going back, at the one ratio that makes the sum of the run-up right,
/// and follow the weekday's factor. A run-up goes back over the turn of the year.
public struct DeadlinePeak: Hashable, Sendable {
  /// The last day.
  public var deadline: MonthDay
  /// Of the year's demand, on the days of the run-up together [1], above 0, up to 1.
  public var share: Double
  /// Of the year's demand, on the last day alone [1]: from `share / days` to `share`.
  public var lastDayShare: Double
  /// Length of the run-up with the last day [day], 1 ... 366.
  public var days: Int
  /// Factors of the rate on the last day [1], shape [24], 0 from the hour at which the deadline
  /// passes; `nil` for those of any day.
  public var lastDayHours: [Double]?

  public init(
    deadline: MonthDay, share: Double, lastDayShare: Double, days: Int,
    lastDayHours: [Double]? = nil
  ) {
    self.deadline = deadline
    self.share = share
    self.lastDayShare = lastDayShare
    self.days = days
    self.lastDayHours = lastDayHours
  }

  /// The ratio q of a day to the next, 0 ... 1: 1 + q + … + q^(days − 1) = share / lastDayShare.
  var ratio: Double {
    let wanted = share / lastDayShare
    func sum(_ q: Double) -> Double {
      (1..<max(days, 1)).reduce(1.0) { sum, _ in 1 + q * sum }
    }
    guard wanted > 1 else { return 0 }
    guard wanted < sum(1) else { return 1 }
    var (low, high) = (0.0, 1.0)
    // Halves an interval of length 1 until doubles have no value between its ends.
    for _ in 0..<64 {
      let middle = (low + high) / 2
      if sum(middle) < wanted { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
