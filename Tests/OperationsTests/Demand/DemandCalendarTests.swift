import Operations
import Quantities
import Statistics
import Testing

@Suite("Demand over a year")
struct DemandCalendarTests {
  /// Everything at once: factors, a weekday without demand, two run-ups, one over the turn of the year.
  static var full: DemandShape {
    DemandShape(
      months: [3, 2.5, 2, 1, 1, 0.7, 0.5, 0.5, 1, 1.2, 1.1, 0.8],
      weekdays: [1.3, 1.1, 1, 1, 0.9, 0.4, 0],
      hours: (0..<24).map { (8..<18).contains($0) ? 5 + Double($0) / 10 : 0.5 },
      deadlines: [
        DeadlinePeak(
          deadline: MonthDay(month: 1, day: 10), share: 0.2, lastDayShare: 0.05, days: 20),
        DeadlinePeak(
          deadline: MonthDay(month: 6, day: 30), share: 0.1, lastDayShare: 0.1, days: 5,
          lastDayHours: (0..<24).map { $0 < 12 ? 1 : 0 }),
      ])
  }

  static func hour(_ month: Int, _ day: Int, _ hour: Int, _ year: CalendarYear) -> Int {
    year.day(of: MonthDay(month: month, day: day)) * 24 + hour
  }

  static func span(_ hour: Int, hours: Double = 1) -> CalendarSpan {
    CalendarSpan(start: TimeSpan(hours: Double(hour)), length: TimeSpan(hours: hours))
  }

  @Test(
    "A year's arrivals are the yearly total, in common and leap years", arguments: 2_023...2_030)
  func totals(number: Int) throws {
    let year = try CalendarYear(number)
    let end = TimeSpan(seconds: year.seconds)
    for shape in [DemandShape.even, Self.full] {
      let calendar = try DemandCalendar(year, shape)
      for total in [1, 11_480_000, 2.2e9] {
        let profile = try calendar.profile(yearlyTotal: total, from: .zero, to: end)
        #expect(profile.duration == year.seconds)
        #expect(abs(profile.expectedPerRound / total - 1) < 1e-12)
      }
    }
  }

  /// 2026 has 261 days from Monday to Friday and 104 at weekends, counted on a calendar. With factors
  /// 2 and 1, an hour at a weekend has 1/(24 · (2 · 261 + 104)) of the year.
  @Test func weekdaysByHand() throws {
    let year = try CalendarYear(2026)
    var shape = DemandShape.even
    shape.weekdays = [2, 2, 2, 2, 2, 1, 1]
    let calendar = try DemandCalendar(year, shape)
    let weekend = 1 / (24.0 * 626)
    let (saturday, friday) = (Self.hour(1, 31, 12, year), Self.hour(1, 30, 23, year))
    #expect(abs(calendar.hourlyShares[saturday] / weekend - 1) < 1e-13)
    #expect(abs(calendar.hourlyShares[friday] / (2 * weekend) - 1) < 1e-13)
    #expect(abs(calendar.relativeRate(atHour: saturday) - 365.0 / 626) < 1e-13)
    #expect(calendar.relativeRate(atHour: -1) == 0)
    #expect(calendar.relativeRate(atHour: 8_760) == 0)
  }

  /// January counts three times: 31 · 3 + 334 days. Noon counts 23 times as much as other hours.
  @Test func monthsAndHoursByHand() throws {
    let year = try CalendarYear(2023)
    var shape = DemandShape.even
    shape.months[0] = 3
    shape.hours[12] = 23
    let calendar = try DemandCalendar(year, shape)
    let noon = calendar.hourlyShares[Self.hour(1, 5, 12, year)]
    #expect(abs(noon - 3.0 / 427 / 2) < 1e-15)
    let night = calendar.hourlyShares[Self.hour(7, 5, 3, year)]
    #expect(abs(night - 1.0 / 427 / 46) < 1e-15)
  }

  @Test("Only ratios within a list matter") func scale() throws {
    let year = try CalendarYear(2026)
    var shape = Self.full
    shape.months = shape.months.map { $0 * 1_024 }
    shape.weekdays = shape.weekdays.map { $0 / 4 }
    #expect(try DemandCalendar(year, shape) == DemandCalendar(year, Self.full))
  }

  /// 7/8 of the year in three days, half of it on the last: 1 + q + q² = 7/4, so q = 1/2, and the
  /// days have 1/2, 1/4 and 1/8. The run-up goes back over the turn of the year.
  @Test func runUpByHand() throws {
    let year = try CalendarYear(2026)
    var shape = DemandShape.even
    shape.deadlines = [
      DeadlinePeak(
        deadline: MonthDay(month: 1, day: 2), share: 0.875, lastDayShare: 0.5, days: 3,
        lastDayHours: (0..<24).map { $0 == 0 || $0 == 11 ? 1 : 0 })
    ]
    let calendar = try DemandCalendar(year, shape)
    for (day, share) in [(1, 0.5), (0, 0.25), (364, 0.125), (363, 0.125 / 362)] {
      #expect(abs(calendar.share(of: Self.span(day * 24, hours: 24)) - share) < 1e-14)
    }
    #expect(abs(calendar.hourlyShares[24 + 11] - 0.25) < 1e-14)
    #expect(calendar.hourlyShares[24 + 12] == 0)
    #expect(calendar.deadlineDays == [1])
  }

  /// Before the last day, 0.3 over a Monday and the Sunday and Saturday before it. All equal but for
  /// the weekday: 0.3 · 1/(1 + 0 + 0.5), 0 and half of the first.
  @Test func runUpFollowsWeekdays() throws {
    let year = try CalendarYear(2026)
    var shape = DemandShape.even
    shape.weekdays = [1, 1, 1, 1, 1, 0.5, 0]
    // 3 February 2026 is a Tuesday.
    shape.deadlines = [
      DeadlinePeak(
        deadline: MonthDay(month: 2, day: 3), share: 0.4, lastDayShare: 0.1, days: 4)
    ]
    let calendar = try DemandCalendar(year, shape)
    for (day, share) in [(33, 0.1), (32, 0.2), (31, 0), (30, 0.1)] {
      #expect(abs(calendar.share(of: Self.span(day * 24, hours: 24)) - share) < 1e-14)
    }
  }

  @Test("A season over the turn of the year leaves nothing outside it") func season() throws {
    let year = try CalendarYear(2026)
    var shape = DemandShape.even
    shape.season = DemandSeason(
      first: MonthDay(month: 4, day: 6), last: MonthDay(month: 1, day: 31))
    let calendar = try DemandCalendar(year, shape)
    let open = year.days - 28 - 31 - 5
    #expect(calendar.hourlyShares[30 * 24 + 23] > 0)
    #expect(calendar.hourlyShares[31 * 24] == 0)
    #expect(calendar.hourlyShares[Self.hour(4, 5, 23, year)] == 0)
    let first = calendar.hourlyShares[Self.hour(4, 6, 0, year)]
    #expect(abs(first * Double(open * 24) - 1) < 1e-13)
  }

  /// Half an hour of one hour, a whole one, and a quarter of the next; and over both ends of the year.
  @Test func partsOfHours() throws {
    let year = try CalendarYear(2026)
    let calendar = try DemandCalendar(year, Self.full)
    let shares = calendar.hourlyShares
    let profile = try calendar.profile(
      yearlyTotal: 1e6, from: TimeSpan(hours: 4_000.5), to: TimeSpan(hours: 4_002.25))
    let expected = 1e6 * (shares[4_000] / 2 + shares[4_001] + shares[4_002] / 4)
    #expect(profile.duration == 1.75 * 3_600)
    #expect(abs(profile.expectedPerRound / expected - 1) < 1e-13)
    #expect(profile.rate(at: 0) == 1e6 * shares[4_000] / 3_600)
    #expect(profile.rate(at: 1_800) == 1e6 * shares[4_001] / 3_600)
    let turn = try calendar.profile(
      yearlyTotal: 1e6, from: TimeSpan(hours: -1), to: TimeSpan(hours: 1))
    #expect(turn.rate(at: 0) == 1e6 * shares[8_759] / 3_600)
    #expect(turn.rate(at: 3_600) == 1e6 * shares[0] / 3_600)
  }

  /// χ² of the arrivals in each hour of 2026, drawn from the profile, against the calendar. The
  /// number of arrivals is given, so that the counts are multinomial; and it is Poisson itself:
  /// within 5 standard errors. False alarm: 1e-6 each.
  @Test func drawnArrivals() throws {
    let year = try CalendarYear(2026)
    let calendar = try DemandCalendar(year, Self.full)
    let total = 2e6
    let profile = try calendar.profile(
      yearlyTotal: total, from: .zero, to: TimeSpan(seconds: year.seconds))
    var stream = RandomStream(StreamName(seed: 4_711))
    var counts = Array(repeating: 0, count: year.hours)
    var now = 0.0
    while let next = profile.nextArrival(after: now, &stream) {
      counts[min(Int(next / 3_600), year.hours - 1)] += 1
      now = next
    }
    let drawn = Double(counts.reduce(0, +))
    #expect(abs(drawn - total) < 5 * total.squareRoot())
    var observed: [Int] = []
    var expected: [Double] = []
    for (count, share) in zip(counts, calendar.hourlyShares) {
      if share == 0 { #expect(count == 0) }
      if share * drawn >= 5 {
        observed.append(count)
        expected.append(share * drawn)
      }
    }
    // The rare hours together.
    observed.append(Int(drawn) - observed.reduce(0, +))
    expected.append(drawn - expected.reduce(0, +))
    if (expected.last ?? 0) < 5 {
      observed[0] += observed.removeLast()
      expected[0] += expected.removeLast()
    }
    #expect(observed.count > 7_000)
    let fit = try GoodnessOfFit.chiSquare(observed: observed, expected: expected)
    #expect(fit.pValue > 1e-6)
  }
}
