import Quantities
import Testing

@testable import Scenarios

/// Calendars, dates and traces in scenario files.
@Suite("Demand of explicit models")
struct DemandTests {
  @Test("A calendar, its deadline and the start of the window") func calendar() throws {
    let scenario = try Scenario.load(path: Fixture.path("Good/year.yaml"))
    let country = try scenario.country(alternative: "base", values: [:])
    let calendar = try #require(country.calendars.first)
    #expect(calendar.months == Array(repeating: 1, count: 12) && calendar.hours.count == 24)
    #expect(calendar.weekdays == [1.2, 1.1, 1.1, 1.1, 1, 0.7, 0.8])
    #expect(calendar.season?.first.month == 4 && calendar.season?.last.day == 31)
    let deadline = try #require(calendar.deadlines.first)
    #expect(deadline.share.fraction == 0.4 && deadline.lastDayShare.fraction == 0.07)
    #expect(deadline.days == 31 && deadline.hours == nil && deadline.day.month == 1)
    // 30 days and 8 hours after New Year.
    let start = try #require(country.window?.start)
    #expect(start.year == 2026 && start.sinceNewYear.hours == 728)
    guard case .calendar("returns", 1_000_000) = country.demand[0].arrivals else {
      Issue.record("\(country.demand[0].arrivals)")
      return
    }
  }

  @Test("Traces come from tables beside the file, and from tables in it") func traces() throws {
    let scenario = try Scenario.load(path: Fixture.path("Good/year.yaml"))
    let arrivals = try scenario.country(alternative: "base", values: [:]).demand.map(\.arrivals)
    guard case .trace(.times(let counted)) = arrivals[1],
      case .trace(.hourlyRequests(let hourly)) = arrivals[2],
      case .trace(.times(let inline)) = arrivals[3]
    else {
      Issue.record("\(arrivals)")
      return
    }
    #expect(counted == [0.5, 3, 3] && hourly == [3_600, 0, 7_200] && inline == [1.5, 2.5])
    let input = scenario.inputs.first { $0.path == "demand.counted.trace" }
    #expect(input?.text == "a table of 3 lines" && input?.source == "A log, 2026")
  }

  @Test("A file with tables stands alone when it is written out") func resolved() throws {
    let scenario = try Scenario.load(path: Fixture.path("Good/year.yaml"))
    let again = try Fixture.scenario(scenario.resolvedText)
    #expect(again.resolvedText == scenario.resolvedText)
    let country = try again.country(alternative: "base", values: [:])
    guard case .trace(.times(let counted)) = country.demand[1].arrivals else {
      Issue.record("no trace")
      return
    }
    #expect(counted == [0.5, 3, 3])
  }

  @Test("A setting cannot name a table") func setting() throws {
    let scenario = try Scenario.load(path: Fixture.path("Good/year.yaml"))
    #expect(throws: ScenarioError.self) {
      try scenario.setting("demand.counted.trace", to: "parts/hours.csv")
    }
  }

  @Test(
    "Moments",
    arguments: [
      ("2026-01-01", 2026, 0), ("2026-03-01 10:30", 2026, 59 * 24 + 10.5),
      ("2024-03-01", 2024, 60 * 24), ("2100-12-31 23:59", 2100, 364 * 24 + 23 + 59.0 / 60),
    ] as [(String, Int, Double)])
  func moments(text: String, year: Int, hours: Double) {
    let moment = CalendarMoment(text)
    #expect(moment?.year == year && moment?.sinceNewYear.hours == hours)
  }

  @Test(
    "What is no moment and no day",
    arguments: [
      "", "2026", "2026-1-1", "2026-13-01", "2026-02-29", "2026-01-01 24:00", "1026-01-01",
      "2026-01-01 08:00 x", "-1 h", "9000 h", "31 january", "0 May", "31 June", "May", "1 1 May",
    ])
  func refused(text: String) {
    #expect(CalendarMoment(text) == nil && DayOfYear(text) == nil)
  }

  @Test("Weekdays and days of years, by known dates") func days() {
    // 1 January 2026 is a Thursday, 29 February 2024 too, 31 December 2000 a Sunday.
    #expect(DaysOfYear(2026).weekday(0) == 3 && DaysOfYear(2024).weekday(59) == 3)
    #expect(DaysOfYear(2000).weekday(365) == 6 && DaysOfYear(2000).count == 366)
    #expect(DaysOfYear(1900).count == 365 && DaysOfYear(2026).month(58) == 1)
    let leapDay = DayOfYear("29 February")
    #expect(leapDay.map(DaysOfYear(2026).number(of:)) == 58)
    #expect(leapDay.map(DaysOfYear(2028).number(of:)) == 59)
  }
}
