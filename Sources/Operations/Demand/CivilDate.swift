/// A day of the week; weeks begin on Monday.
public enum Weekday: Int, CaseIterable, Hashable, Sendable {
  case monday, tuesday, wednesday, thursday, friday, saturday, sunday
}

/// A day of every year, such as 31 January.
public struct MonthDay: Hashable, Comparable, Sendable {
  /// 1 ... 12.
  public var month: Int
  /// 1 ... 31; 29 February exists.
  public var day: Int

  public init(month: Int, day: Int) {
    self.month = month
    self.day = day
  }

  public static func < (a: Self, b: Self) -> Bool { (a.month, a.day) < (b.month, b.day) }

  /// Whether a leap year has this day.
  public var exists: Bool {
    (1...12).contains(month)
      && (1...CivilDate.days(inMonth: month, of: 2_000)).contains(day)
  }
}

/// A day of the Gregorian calendar.
///
///     CivilDate(year: 2026, month: 1, day: 31).weekday     // saturday
///
/// - Source: days are counted as in H. Hinnant, chrono-compatible low-level date algorithms (2021),
///   with years that begin in March.
public struct CivilDate: Hashable, Comparable, Sendable {
  public var year: Int
  /// 1 ... 12.
  public var month: Int
  /// 1 ... days of the month.
  public var day: Int

  public init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day that comes `dayNumber` days after 1 January 1970.
  public init(dayNumber: Int) {
    let shifted = dayNumber + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since 1 January 1970 [day].
  public var dayNumber: Int {
    let marchYear = month <= 2 ? year - 1 : year
    let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  public var weekday: Weekday { Self.weekday(ofDayNumber: dayNumber) }
  public var monthDay: MonthDay { MonthDay(month: month, day: day) }

  public static func < (a: Self, b: Self) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }

  public static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// Days of a month, 1 ... 12 [day].
  public static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Day 0, 1 January 1970, was a Thursday.
  static func weekday(ofDayNumber number: Int) -> Weekday {
    let index = (number % 7 + 7 + Weekday.thursday.rawValue) % 7
    return Weekday(rawValue: index) ?? .monday
  }
}

/// A year of the calendar, in which days and hours are counted from 0. Every day has 24 hours: local
/// standard time, without summer time.
public struct CalendarYear: Hashable, Sendable {
  /// Years that can be meant, as in scenario files.
  public static let allowed = 1_900...2_200

  public let number: Int

  /// - Throws: `OperationsError.invalid` outside of ``allowed``.
  public init(_ number: Int) throws(OperationsError) {
    var faults = FaultList()
    faults.check(number, in: Self.allowed, "year")
    guard faults.found.isEmpty else { throw .invalid(faults.found) }
    self.number = number
  }

  public var isLeap: Bool { CivilDate.isLeap(number) }
  /// 365 or 366 [day].
  public var days: Int { isLeap ? 366 : 365 }
  /// 8760 or 8784 [h].
  public var hours: Int { days * 24 }
  /// Length [s].
  public var seconds: Double { Double(days) * 86_400 }
  /// The day number of 1 January, as ``CivilDate/dayNumber``.
  public var firstDayNumber: Int { CivilDate(year: number, month: 1, day: 1).dayNumber }

  /// The date of the day `day` (0 is 1 January); days before and after the year count on.
  public func date(ofDay day: Int) -> CivilDate { CivilDate(dayNumber: firstDayNumber + day) }

  /// The weekday of the day `day` (0 is 1 January).
  public func weekday(ofDay day: Int) -> Weekday {
    CivilDate.weekday(ofDayNumber: firstDayNumber + day)
  }

  /// The day of the year, from 0; without a 29 February, the day before stands for it.
  public func day(of date: MonthDay) -> Int {
    let day = min(date.day, CivilDate.days(inMonth: date.month, of: number))
    return CivilDate(year: number, month: date.month, day: day).dayNumber - firstDayNumber
  }
}
