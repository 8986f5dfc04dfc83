import Operations
import Quantities
import Testing

@Suite("Shapes of demand that cannot be meant")
struct DemandShapeTests {
  static func faults(_ shape: DemandShape, year: Int = 2_026) throws -> [String] {
    let year = try CalendarYear(year)
    do {
      _ = try DemandCalendar(year, shape)
      return []
    } catch {
      return "\(error)".split(separator: "\n").map(String.init)
    }
  }

  static func peak(
    _ month: Int, _ day: Int, _ share: Double, _ last: Double, _ days: Int
  ) -> DeadlinePeak {
    DeadlinePeak(
      deadline: MonthDay(month: month, day: day), share: share, lastDayShare: last, days: days)
  }

  @Test("All faults at once") func everything() throws {
    var shape = DemandShape.even
    shape.months = [1, 2]
    shape.weekdays[2] = -1
    shape.weekdays[3] = .nan
    shape.hours = Array(repeating: 0, count: 24)
    shape.season = DemandSeason(
      first: MonthDay(month: 4, day: 31), last: MonthDay(month: Int.max, day: Int.min))
    shape.deadlines = [
      Self.peak(2, 30, 1.5, 0.1, 3), Self.peak(3, 1, 0.5, 0.6, 10), Self.peak(6, 1, 0.5, 0.01, 10),
      Self.peak(9, 1, 0.1, .nan, 367),
    ]
    shape.deadlines[1].lastDayHours = [1]
    #expect(
      try Self.faults(shape) == [
        "months: found 2 factors, allowed: 12",
        "weekdays[2]: found -1.0, allowed: 0.0 to 1000000000.0",
        "weekdays[3]: found nan, allowed: 0.0 to 1000000000.0",
        "hours: found only zeros, allowed: a factor above 0",
        "season.first: found month 4, day 31, allowed: a day of the calendar",
        "season.last: found month \(Int.max), day \(Int.min), allowed: a day of the calendar",
        "deadlines[0].deadline: found month 2, day 30, allowed: a day of the calendar",
        "deadlines[0].share: found 1.5, allowed: above 0, up to 1",
        "deadlines[1].lastDayHours: found 1 factors, allowed: 24",
        "deadlines[1].lastDayShare: found 0.6, allowed: from share / days (0.05) to share (0.5)",
        "deadlines[2].lastDayShare: found 0.01, allowed: from share / days (0.05) to share (0.5)",
        "deadlines[3].days: found 367, allowed: 1 to 366",
        "deadlines: found shares that add up to 2.6, allowed: 1 or less",
      ])
  }

  @Test("What shows only on the calendar") func onTheCalendar() throws {
    var shape = DemandShape.even
    shape.deadlines = [Self.peak(1, 10, 0.1, 0.05, 20), Self.peak(12, 25, 0.1, 0.05, 5)]
    #expect(
      try Self.faults(shape) == [
        "deadlines[1].days: found a run-up that meets another on 25/12, allowed: run-ups that don't overlap"
      ])
    shape.deadlines = [Self.peak(3, 1, 0.1, 0.05, 366)]
    #expect(
      try Self.faults(shape, year: 2_024) == [
        "season: found no day for the share 0.9 that comes outside run-ups, allowed: a season that has days with factors above 0, or run-ups with all demand"
      ])
    #expect(
      try Self.faults(shape).first == "deadlines[0].days: found 366, allowed: 365 in 2026")
    // 1 February 2026 is a Sunday.
    shape.deadlines = [Self.peak(2, 2, 0.1, 0.05, 2)]
    shape.weekdays[6] = 0
    #expect(
      try Self.faults(shape) == [
        "deadlines[0].share: found a share of 0.05 before the last day, on days without demand, allowed: a run-up over weekdays with a factor above 0"
      ])
    shape = .even
    shape.months[6] = 0
    shape.season = DemandSeason(
      first: MonthDay(month: 7, day: 1), last: MonthDay(month: 7, day: 31))
    #expect(try Self.faults(shape).count == 1)
  }

  @Test("Profiles from impossible times and totals") func profiles() throws {
    let calendar = try DemandCalendar(try CalendarYear(2_026), .even)
    let day = TimeSpan(days: 1)
    for (total, from, to) in [
      (-1, TimeSpan.zero, day), (.nan, .zero, day), (.infinity, .zero, day), (1e16, .zero, day),
      (1, day, day), (1, day, .zero), (1, TimeSpan(seconds: .nan), day),
      (1, .zero, TimeSpan(seconds: .infinity)), (1, .zero, TimeSpan(days: 731)),
      (1, TimeSpan(days: -366), day),
    ] {
      #expect(throws: OperationsError.self) {
        try calendar.profile(yearlyTotal: total, from: from, to: to)
      }
    }
    #expect(try calendar.profile(yearlyTotal: 0, from: .zero, to: day).expectedPerRound == 0)
    let span = CalendarSpan(start: TimeSpan(days: -3), length: TimeSpan(days: 1))
    #expect(calendar.share(of: span) == 0)
    #expect(calendar.relativeRate(over: CalendarSpan(start: day, length: .zero)) == 0)
  }
}
