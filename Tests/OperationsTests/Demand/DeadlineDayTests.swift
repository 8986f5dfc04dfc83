import Operations
import Quantities
import Statistics
import Testing

/// The United Kingdom's income tax returns for 2024–25: 11.48 M by the deadline, 6 April 2025 to
/// 31 January 2026, of which 475 722 on the last day and 32 982 from 17:00 to 18:00 of it.
///
/// Inputs: the season, the total, the counts of the last day, of its hour from 17:00 and of its last
/// hour (27 456). Assumed, and not in any of the figures compared: the other hours of the last day
/// (even from 8:00 on, a tenth of that at night), and a run-up of 30 days with a third of the returns.
/// A calendar year stands for the season: the months after January are those of the next one.
///
/// - Source: HMRC press release, February 2026.
@Suite("A tax deadline as published")
struct DeadlineDayTests {
  static let total = 11_480_000.0
  static let lastDay = 475_722.0
  static let peak = 32_982.0
  static let lastHour = 27_456.0
  /// 6 April to 31 January.
  static let seasonHours = 301.0 * 24

  static func calendar() throws -> DemandCalendar {
    let rest = lastDay - peak - lastHour
    // 14 hours of the day and 8 of the night.
    let unit = rest / (14 + 8 * 0.1)
    var hours = (0..<24).map { $0 < 8 ? 0.1 * unit : unit }
    hours[17] = peak
    hours[23] = lastHour
    var shape = DemandShape.even
    shape.season = DemandSeason(
      first: MonthDay(month: 4, day: 6), last: MonthDay(month: 1, day: 31))
    shape.deadlines = [
      DeadlinePeak(
        deadline: MonthDay(month: 1, day: 31), share: 1.0 / 3, lastDayShare: lastDay / total,
        days: 30, lastDayHours: hours)
    ]
    return try DemandCalendar(CalendarYear(2026), shape)
  }

  @Test("Published figures come back: 4.14 %, 32 982 at 17:00, 20.8 and 1.66 times the mean")
  func reproduced() throws {
    let calendar = try Self.calendar()
    let day = calendar.deadlineDay
    #expect(day == CalendarSpan(start: TimeSpan(days: 30), length: TimeSpan(days: 1)))
    let daily = calendar.share(of: day)
    #expect((daily * 1e4).rounded() == 414)
    #expect(abs(daily * Self.total - Self.lastDay) < 1e-6)
    let first = 30 * 24
    let busiest = (0..<24).max {
      calendar.hourlyShares[first + $0] < calendar.hourlyShares[first + $1]
    }
    #expect(busiest == 17)
    let hourly = calendar.hourlyShares[first + 17]
    #expect(abs(hourly * Self.total - Self.peak) < 1e-6)
    #expect((hourly * Self.seasonHours * 10).rounded() == 208)
    #expect((hourly / (daily / 24) * 100).rounded() == 166)
    // 12.5 times an even daily spread, as the fact sheet says.
    #expect((daily * 301 * 10).rounded() == 125)
    // Nothing after the deadline, until the season opens again.
    let closed = CalendarSpan(start: TimeSpan(days: 31), length: TimeSpan(days: 64))
    #expect(calendar.share(of: closed) == 0)
    #expect(calendar.relativeRate(atHour: (31 + 64) * 24) > 0)
  }

  @Test("Each day of the run-up has more than the one before, by one ratio") func rising() throws {
    let calendar = try Self.calendar()
    let days = (1...30).map {
      calendar.share(
        of: CalendarSpan(start: TimeSpan(days: Double($0)), length: TimeSpan(days: 1)))
    }
    let ratios = zip(days, days.dropFirst()).map { $0 / $1 }
    #expect(ratios.allSatisfy { $0 < 1 && abs($0 - ratios[0]) < 1e-12 })
    #expect(abs(days.reduce(0, +) - 1.0 / 3) < 1e-12)
  }

  /// The day drawn arrival by arrival: Poisson counts within 5 standard errors of what was published.
  /// False alarm: 6e-7 each, 2e-6 in all three.
  @Test func drawn() throws {
    let calendar = try Self.calendar()
    let day = calendar.deadlineDay
    let profile = try calendar.profile(yearlyTotal: Self.total, from: day.start, to: day.end)
    var stream = RandomStream(StreamName(seed: 31))
    var counts = Array(repeating: 0.0, count: 24)
    var now = 0.0
    while let next = profile.nextArrival(after: now, &stream) {
      counts[min(Int(next / 3_600), 23)] += 1
      now = next
    }
    #expect(abs(counts.reduce(0, +) - Self.lastDay) < 5 * Self.lastDay.squareRoot())
    #expect(abs(counts[17] - Self.peak) < 5 * Self.peak.squareRoot())
    #expect(abs(counts[23] - Self.lastHour) < 5 * Self.lastHour.squareRoot())
  }
}
