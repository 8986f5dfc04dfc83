import Operations
import Quantities
import Testing

@Suite("Opening hours")
struct OpeningHoursTests {
  static func shift(_ from: Double, _ to: Double) -> OpeningHours.Shift {
    OpeningHours.Shift(from: TimeSpan(hours: from), to: TimeSpan(hours: to))
  }

  /// [s] in 2026; 1 January is a Thursday.
  static func time(_ day: Int, _ hour: Double) -> Double { (Double(day - 1) * 24 + hour) * 3_600 }

  /// Monday to Friday 8–12 and 13–17, Saturday 9–12; closed on 1 January and 29 February.
  static func office() throws -> OpeningHours {
    let weekday = [shift(8, 12), shift(13, 17)]
    return try OpeningHours(
      year: CalendarYear(2026),
      weekly: Array(repeating: weekday, count: 5) + [[shift(9, 12)], []],
      closedDays: [MonthDay(month: 1, day: 1), MonthDay(month: 2, day: 29)])
  }

  @Test func byHand() throws {
    let office = try Self.office()
    let open: [(Int, Double)] = [(2, 8), (2, 11.9), (2, 13), (3, 9), (5, 16.99), (59, 11)]
    let closed: [(Int, Double)] = [
      (1, 10), (2, 7.99), (2, 12), (2, 12.5), (2, 17), (3, 8), (3, 12), (4, 10), (366, 10),
    ]
    for (day, hour) in open { #expect(office.isOpen(at: Self.time(day, hour)), "\(day) \(hour)") }
    // 1 January 2027 is day 366 of 2026.
    for (day, hour) in closed {
      #expect(!office.isOpen(at: Self.time(day, hour)), "\(day) \(hour)")
    }
    // 31 December 2025, a Wednesday.
    #expect(office.isOpen(at: Self.time(0, 10)))
    let changes: [(Double, Double)] = [
      (Self.time(1, 9), Self.time(2, 8)), (Self.time(2, 8), Self.time(2, 12)),
      (Self.time(2, 12), Self.time(2, 13)), (Self.time(2, 13.5), Self.time(2, 17)),
      (Self.time(2, 17), Self.time(3, 9)), (Self.time(3, 12), Self.time(5, 8)),
      (Self.time(0, 17), Self.time(2, 8)),
    ]
    for (now, next) in changes { #expect(office.nextChange(after: now) == next) }
    // A week from Monday, 5 January: 5 · 8 + 3 hours.
    #expect(office.openTime(from: Self.time(5, 0), to: Self.time(12, 0)) == 43 * 3_600)
    #expect(office.openTime(from: Self.time(5, 10), to: Self.time(5, 14.5)) == 3.5 * 3_600)
    #expect(office.openTime(from: 10, to: 10) == 0)
  }

  @Test("Changes alternate, and the time between them adds up") func walk() throws {
    let office = try Self.office()
    var (now, isOpen, sum) = (0.0, false, 0.0)
    #expect(!office.isOpen(at: now))
    let end = Self.time(366 + 2 * 365, 0)
    while let next = office.nextChange(after: now), next < end {
      #expect(next > now && office.isOpen(at: next) != isOpen)
      #expect(office.isOpen(at: (now + next) / 2) == isOpen)
      if isOpen { sum += next - now }
      (now, isOpen) = (next, !isOpen)
    }
    #expect(office.openTime(from: 0, to: end) == sum)
    // 1095 days from a Thursday on are 156 weeks, a Thursday, a Friday and a Saturday: 782 days from
    // Monday to Friday and 157 Saturdays. Of those closed, 1 January 2026 and 2027 and 29 February
    // 2028 are a Thursday, a Friday and a Tuesday, and 1 January 2028 is a Saturday.
    #expect(sum == Double((782 - 3) * 8 + (157 - 1) * 3) * 3_600)
  }

  @Test("Shifts that meet at midnight are one") func throughTheNight() throws {
    let year = try CalendarYear(2026)
    let evening = [Self.shift(0, 6), Self.shift(22, 24)]
    let office = try OpeningHours(year: year, weekly: Array(repeating: evening, count: 7))
    #expect(office.nextChange(after: Self.time(3, 23)) == Self.time(4, 6))
    let parts = try OpeningHours(
      year: year, weekly: Array(repeating: [Self.shift(0, 9), Self.shift(9, 24)], count: 7))
    #expect(parts.nextChange(after: 0) == nil && parts.isOpen(at: 1e9))
    let never = try OpeningHours(year: year, weekly: Array(repeating: [], count: 7))
    #expect(never.nextChange(after: 0) == nil && !never.isOpen(at: 1e9))
  }

  /// Sundays that are 29 February: after 2026 first in 2032.
  @Test func leapSundays() throws {
    let all = (1...12).flatMap { month in
      (1...CivilDate.days(inMonth: month, of: 2_024)).map { MonthDay(month: month, day: $0) }
    }
    var closed = Set(all)
    closed.remove(MonthDay(month: 2, day: 29))
    let office = try OpeningHours(
      year: CalendarYear(2026), weekly: Array(repeating: [], count: 6) + [[Self.shift(10, 11)]],
      closedDays: closed)
    let leap = CivilDate(year: 2032, month: 2, day: 29)
    let days = leap.dayNumber - CivilDate(year: 2026, month: 1, day: 1).dayNumber
    #expect(leap.weekday == .sunday)
    #expect(office.nextChange(after: 0) == Self.time(days + 1, 10))
    closed.insert(MonthDay(month: 2, day: 29))
    let never = try OpeningHours(
      year: CalendarYear(2026), weekly: Array(repeating: [Self.shift(0, 24)], count: 7),
      closedDays: closed)
    #expect(never.nextChange(after: 0) == nil)
  }

  @Test("Times next to midnight, and times that are none") func corners() throws {
    let office = try OpeningHours(
      year: CalendarYear(2026), weekly: Array(repeating: [Self.shift(0, 24)], count: 6) + [[]])
    // Sunday, 4 January.
    let midnight = Self.time(4, 0)
    #expect(office.isOpen(at: midnight.nextDown) && !office.isOpen(at: midnight))
    #expect(office.nextChange(after: midnight.nextDown) == midnight)
    #expect(office.isOpen(at: Self.time(5, 0)) && !office.isOpen(at: Self.time(5, 0).nextDown))
    for time in [Double.nan, .infinity, -.infinity, 1e300] {
      #expect(!office.isOpen(at: time))
      #expect(office.nextChange(after: time) == nil)
      #expect(office.openTime(from: 0, to: time) == 0)
    }
  }

  @Test("All faults at once") func faults() throws {
    let year = try CalendarYear(2026)
    let weekly = [
      [Self.shift(8, 8), Self.shift(13, 12)], [Self.shift(8, 12), Self.shift(11, 13)],
      [Self.shift(-1, 25)], [OpeningHours.Shift(from: TimeSpan(seconds: .nan), to: .zero)],
    ]
    do {
      _ = try OpeningHours(
        year: year, weekly: weekly, closedDays: [MonthDay(month: 13, day: 1)])
      Issue.record("nothing was thrown")
    } catch {
      #expect(
        "\(error)" == """
          weekly: found 4 days, allowed: 7, Monday first
          weekly[0][0].to: found 28800.0 s, allowed: after from (28800.0 s)
          weekly[0][1].to: found 43200.0 s, allowed: after from (46800.0 s)
          weekly[1][1].from: found 39600.0 s, allowed: 43200.0 s or later
          weekly[2][0].from: found -3600.0, allowed: 0.0 to 86400.0
          weekly[2][0].to: found 90000.0, allowed: 0.0 to 86400.0
          weekly[2][0].from: found -3600.0 s, allowed: 0.0 s or later
          weekly[3][0].from: found nan, allowed: 0.0 to 86400.0
          closedDays: found month 13, day 1, allowed: a day of the calendar
          """)
    }
  }
}
