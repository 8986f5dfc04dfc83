import Operations
import Quantities
import Testing

@Suite("Windows of a year of demand")
struct DemandWindowTests {
  static func date(_ span: CalendarSpan, _ year: CalendarYear) -> (CivilDate, Double) {
    let day = Int(span.start.hours) / 24
    return (year.date(ofDay: day), span.start.hours - Double(day * 24))
  }

  /// Mondays at 10:00 in March are busiest; the first is 2 March 2026. Of the office hours, those
  /// with all factors 1 are more than half of all, and the first of them is on Thursday, 1 January,
  /// at 8:00.
  @Test func byHand() throws {
    let year = try CalendarYear(2026)
    var shape = DemandShape.even
    shape.months[2] = 1.5
    shape.weekdays[0] = 1.2
    shape.weekdays[5] = 0.5
    shape.hours[10] = 2
    shape.hours[3] = 0.1
    let calendar = try DemandCalendar(year, shape)
    #expect(Self.date(calendar.busiestHour, year) == (CivilDate(year: 2026, month: 3, day: 2), 10))
    #expect(Self.date(calendar.ordinaryHour, year) == (CivilDate(year: 2026, month: 1, day: 1), 8))
    #expect(Self.date(calendar.deadlineDay, year) == (CivilDate(year: 2026, month: 3, day: 2), 0))
    #expect(calendar.deadlineDay.length == TimeSpan(days: 1))
    let ratio =
      calendar.relativeRate(over: calendar.busiestHour)
      / calendar.relativeRate(over: calendar.ordinaryHour)
    #expect(abs(ratio - 1.5 * 1.2 * 2) < 1e-12)
    #expect(abs(calendar.peakRatio / calendar.relativeRate(over: calendar.busiestHour) - 1) < 1e-12)
    // A Monday in March against the mean day: each list's mean over the year by hand.
    let day = calendar.relativeRate(over: calendar.deadlineDay)
    // Mondays, Saturdays and other days of 2026, and of its March.
    let weights = 1.2 * 47 + 0.5 * 48 + 239 + 1.5 * (1.2 * 5 + 0.5 * 4 + 22)
    #expect(abs(day - 1.5 * 1.2 / (weights / 365)) < 1e-12)
  }

  @Test("The peak hour lies outside deadline days, the ordinary hour outside run-ups")
  func aroundDeadlines() throws {
    let year = try CalendarYear(2026)
    var shape = DemandShape.even
    shape.hours = (0..<24).map { $0 == 9 ? 4 : 1 }
    shape.deadlines = [
      DeadlinePeak(
        deadline: MonthDay(month: 1, day: 15), share: 0.3, lastDayShare: 0.1, days: 15)
    ]
    let calendar = try DemandCalendar(year, shape)
    #expect(Self.date(calendar.deadlineDay, year).0 == CivilDate(year: 2026, month: 1, day: 15))
    #expect(Self.date(calendar.busiestHour, year) == (CivilDate(year: 2026, month: 1, day: 14), 9))
    #expect(Self.date(calendar.ordinaryHour, year) == (CivilDate(year: 2026, month: 1, day: 16), 8))
    #expect(calendar.peakRatio > calendar.relativeRate(over: calendar.busiestHour))
  }

  @Test("Demand only on a deadline's day, and only at night") func corners() throws {
    let year = try CalendarYear(2026)
    var shape = DemandShape.even
    shape.hours = (0..<24).map { $0 == 3 ? 1 : 0 }
    #expect(try DemandCalendar(year, shape).ordinaryHour.start == TimeSpan(hours: 3))
    shape.deadlines = [
      DeadlinePeak(deadline: MonthDay(month: 5, day: 1), share: 1, lastDayShare: 1, days: 1)
    ]
    let calendar = try DemandCalendar(year, shape)
    #expect(calendar.busiestHour.start == TimeSpan(hours: 120 * 24 + 3))
    #expect(calendar.ordinaryHour == calendar.busiestHour)
    #expect(abs(calendar.peakRatio - 8_760) < 1e-9)
  }

  /// An even service four times as large as one with a deadline: shares add up by size.
  @Test func mixing() throws {
    let year = try CalendarYear(2026)
    var shape = DemandShape.even
    shape.deadlines = [
      DeadlinePeak(deadline: MonthDay(month: 5, day: 1), share: 1, lastDayShare: 1, days: 1)
    ]
    let deadline = try DemandCalendar(year, shape)
    let even = try DemandCalendar(year, .even)
    let mix = try DemandCalendar(mixing: [(even, 4e6), (deadline, 1e6), (deadline, 0)])
    #expect(abs(mix.hourlyShares.reduce(0, +) - 1) < 1e-12)
    #expect(abs(mix.share(of: mix.deadlineDay) - (0.8 / 365 + 0.2)) < 1e-12)
    #expect(mix.deadlineDays == [120])
    #expect(Self.date(mix.deadlineDay, year).0 == CivilDate(year: 2026, month: 5, day: 1))
    #expect(try DemandCalendar(mixing: [(even, 1), (deadline, 0)]).deadlineDays == [])
    #expect(throws: OperationsError.self) { try DemandCalendar(mixing: []) }
    #expect(throws: OperationsError.self) { try DemandCalendar(mixing: [(even, 0)]) }
    #expect(throws: OperationsError.self) { try DemandCalendar(mixing: [(even, .nan)]) }
    let other = try DemandCalendar(try CalendarYear(2024), .even)
    let error = #expect(throws: OperationsError.self) {
      try DemandCalendar(mixing: [(even, 1), (other, 1)])
    }
    #expect(error?.description == "parts[1].year: found 2024, allowed: 2026, as in the first part")
  }
}
