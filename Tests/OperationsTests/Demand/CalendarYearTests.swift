import Operations
import Testing

@Suite("Calendar years")
struct CalendarYearTests {
  /// Weekdays from printed calendars.
  @Test(arguments: [
    (CivilDate(year: 1900, month: 1, day: 1), Weekday.monday),
    (CivilDate(year: 1969, month: 7, day: 20), .sunday),
    (CivilDate(year: 1970, month: 1, day: 1), .thursday),
    (CivilDate(year: 2000, month: 2, day: 29), .tuesday),
    (CivilDate(year: 2024, month: 2, day: 29), .thursday),
    (CivilDate(year: 2026, month: 1, day: 31), .saturday),
    (CivilDate(year: 2100, month: 3, day: 1), .monday),
  ])
  func weekdays(date: CivilDate, weekday: Weekday) { #expect(date.weekday == weekday) }

  /// 1900 and 2100 are no leap years; 2000 is.
  @Test func leapYears() throws {
    for (year, days) in [(1900, 365), (2000, 366), (2023, 365), (2024, 366), (2100, 365)] {
      let calendar = try CalendarYear(year)
      #expect(calendar.days == days && calendar.hours == days * 24)
      #expect(calendar.seconds == Double(days) * 86_400)
    }
  }

  /// Each day from 1899 to 2201 follows the one before, by the rules of months that children learn.
  @Test func daysFollowEachOther() {
    var date = CivilDate(year: 1899, month: 1, day: 1)
    var weekday = date.weekday.rawValue
    let first = date.dayNumber
    for number in first..<first + 302 * 365 + 73 {
      #expect(CivilDate(dayNumber: number) == date && date.dayNumber == number)
      #expect(date.weekday.rawValue == weekday)
      weekday = (weekday + 1) % 7
      date.day += 1
      if date.day > CivilDate.days(inMonth: date.month, of: date.year) {
        date.day = 1
        date.month = date.month % 12 + 1
        if date.month == 1 { date.year += 1 }
      }
    }
    #expect(date.year == 2201)
  }

  @Test func daysOfTheYear() throws {
    let (common, leap) = (try CalendarYear(2026), try CalendarYear(2024))
    #expect(common.day(of: MonthDay(month: 1, day: 1)) == 0)
    #expect(common.day(of: MonthDay(month: 1, day: 31)) == 30)
    #expect(common.day(of: MonthDay(month: 2, day: 29)) == 58)
    #expect(leap.day(of: MonthDay(month: 2, day: 29)) == 59)
    #expect(common.day(of: MonthDay(month: 12, day: 31)) == 364)
    #expect(leap.day(of: MonthDay(month: 12, day: 31)) == 365)
    #expect(common.date(ofDay: -1) == CivilDate(year: 2025, month: 12, day: 31))
    #expect(common.date(ofDay: 365) == CivilDate(year: 2027, month: 1, day: 1))
    #expect(common.weekday(ofDay: 30) == .saturday)
  }

  @Test(arguments: [1_899, 2_201, Int.min, Int.max])
  func yearsOutOfRange(number: Int) {
    let error = #expect(throws: OperationsError.self) { try CalendarYear(number) }
    #expect(error?.description == "year: found \(number), allowed: 1900 to 2200")
  }
}
