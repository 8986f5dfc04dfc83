import Quantities

/// A stretch of a year, counted from its start.
public struct CalendarSpan: Hashable, Sendable {
  /// Since 1 January, 0:00 [s].
  public var start: TimeSpan
  /// [s], ≥ 0.
  public var length: TimeSpan

  public init(start: TimeSpan, length: TimeSpan) {
    self.start = start
    self.length = length
  }

  public var end: TimeSpan { TimeSpan(seconds: start.seconds + length.seconds) }

  static func hour(_ hour: Int) -> CalendarSpan {
    CalendarSpan(start: TimeSpan(hours: Double(hour)), length: TimeSpan(hours: 1))
  }

  static func day(_ day: Int) -> CalendarSpan {
    CalendarSpan(start: TimeSpan(days: Double(day)), length: TimeSpan(days: 1))
  }
}

/// The windows of a year that are worth simulating, each the first of those that are alike.
extension DemandCalendar {
  /// The hours in which offices work: those that begin at 8:00 to 15:00, Monday to Friday.
  static let officeHours = 8..<16

  /// The office hour with the median rate (the lower of two), of those with demand and outside the
  /// run-ups of deadlines; of all hours with demand when no office hour has any.
  public var ordinaryHour: CalendarSpan {
    let office = hourlyShares.indices.filter { hour in
      let day = hour / 24
      return Self.officeHours.contains(hour % 24) && !isRunUp[day]
        && year.weekday(ofDay: day).rawValue <= Weekday.friday.rawValue && hourlyShares[hour] > 0
    }
    let hours = office.isEmpty ? hourlyShares.indices.filter { hourlyShares[$0] > 0 } : office
    let sorted = hours.map { hourlyShares[$0] }.sorted()
    guard !sorted.isEmpty else { return .hour(0) }
    let median = sorted[(sorted.count - 1) / 2]
    return .hour(hours.first { hourlyShares[$0] == median } ?? 0)
  }

  /// The hour with the highest rate outside deadline days; of all hours when only deadline days have
  /// demand.
  public var busiestHour: CalendarSpan {
    let isLastDay = Set(deadlineDays)
    let hours = hourlyShares.indices.filter { !isLastDay.contains($0 / 24) }
    let hour = busiest(of: hours)
    return .hour(hourlyShares[hour] > 0 ? hour : busiest(of: Array(hourlyShares.indices)))
  }

  /// The day, from midnight to midnight, with most demand.
  public var deadlineDay: CalendarSpan {
    let days = (0..<year.days).map { day in share(of: .day(day)) }
    let most = days.max() ?? 0
    return .day(days.firstIndex(of: most) ?? 0)
  }

  /// The highest hourly rate of the year, deadline days included, against the mean [1].
  public var peakRatio: Double {
    (hourlyShares.max() ?? 0) * Double(hourlyShares.count)
  }

  /// Of the year's demand, within a span [1]; 0 outside the year.
  public func share(of span: CalendarSpan) -> Double {
    let (start, end) = (max(0, span.start.hours), min(Double(year.hours), span.end.hours))
    guard start < end else { return 0 }
    var sum = 0.0
    for hour in Int(start)..<Int(end.rounded(.up)) {
      let overlap = min(end, Double(hour + 1)) - max(start, Double(hour))
      sum += hourlyShares[hour] * overlap
    }
    return sum
  }

  /// The mean rate within a span against that of the year [1]; 0 for a span without length.
  public func relativeRate(over span: CalendarSpan) -> Double {
    guard span.length.hours > 0 else { return 0 }
    return share(of: span) * Double(year.hours) / span.length.hours
  }

  private func busiest(of hours: [Int]) -> Int {
    hours.reduce(hours.first ?? 0) { hourlyShares[$1] > hourlyShares[$0] ? $1 : $0 }
  }
}
