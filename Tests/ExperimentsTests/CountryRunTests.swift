import Operations
import Quantities
import Scenarios
import Testing

@testable import Experiments

/// What `govsim run` and `govsim bottlenecks` take of a country, and how they tell its times.
@Suite struct CountryRunTests {
  private static func run(_ choice: CountryChoice, seed: UInt64 = 1) throws -> NetworkRun {
    try NetworkRun(try Fixture.rwanda(), StudyOptions(seed: seed), choice)
  }

  /// 2024 is a leap year: 31 March is its day 90 from 0, and the day after the 60th is 1 March.
  @Test func clocks() throws {
    let year = try CalendarYear(2024)
    let hour = RunClock(
      year, start: TimeSpan(seconds: 90 * 86_400 + 9 * 3_600 + 58 * 60), showsDates: false)
    #expect(hour.text(TimeSpan(seconds: 120)) == "10:00")
    #expect(hour.text(TimeSpan(seconds: 135)) == "10:00:15")
    #expect(
      hour.stretch(from: TimeSpan(seconds: 120), to: TimeSpan(seconds: 120 + 86_400))
        == "31 March, 10:00 to 1 April, 10:00 (calendar of 2024)")
    #expect(hour.axis(from: .zero).zero.seconds == -(9 * 3_600 + 58 * 60))
    let year1 = RunClock(year, start: TimeSpan(seconds: -120), showsDates: true)
    #expect(year1.text(.zero) == "31 December, 23:58")
    #expect(year1.text(TimeSpan(seconds: 60 * 86_400 + 120)) == "1 March, 00:00")
    #expect(RunClock.sinceStart.text(TimeSpan(seconds: 600)) == "0:10:00")
  }

  /// The window of the deadline day begins at midnight of 31 March, after the run-in.
  @Test func timesOfADeadlineDay() throws {
    let day = try Self.run(CountryChoice(stretch: .deadlineDay))
    #expect(day.window.runIn.seconds > 0)
    #expect(day.clock.text(day.window.runIn) == "00:00")
    #expect(
      day.clock.text(TimeSpan(seconds: day.window.runIn.seconds + 10 * 3_600)) == "10:00")
    let twoDays = try Self.run(
      CountryChoice(stretch: .between(TimeSpan(days: 89), TimeSpan(days: 91))))
    #expect(twoDays.clock.text(twoDays.window.runIn) == "30 March, 00:00")
  }

  /// All years are laid out like 2024, so a date of another year would have the wrong weekday.
  @Test func datesNameTheirCalendar() throws {
    let last = try Self.run(CountryChoice(stretch: .deadlineDay))
    #expect(last.notes[0].hasPrefix("platform, 2033"))
    #expect(last.notes[1].hasPrefix("31 March, 00:00 (calendar of 2024), 24 h long"))
    let first = try Self.run(CountryChoice(alternative: "silo", year: 1, stretch: .deadlineDay))
    #expect(first.notes[0].hasPrefix("silo, 2024"))
    #expect(first.notes[1].hasPrefix("31 March 2024, 00:00, 24 h long"))
  }

  @Test func todayHasNothingToRun() throws {
    let error = #expect(throws: ExperimentError.self) {
      try Self.run(CountryChoice(alternative: "today"))
    }
    guard case .badOption("--alternative", let found, "silo, platform") = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(found.hasPrefix("today, in which no programme is run"))
  }

  /// Rules of callers are named after the deployment that is called.
  @Test func policiesNameDeployments() throws {
    let model = try Self.run(CountryChoice()).model
    let stations = Set(model.stations.map(\.name))
    let called = model.policies.compactMap { $0.name.wholeMatch(of: /between_systems \((.+)\)/)?.1 }
    #expect(called.count == model.policies.count && called.count > 10)
    #expect(called.allSatisfy { stations.contains(String($0)) })
    #expect(Set(called).count == called.count)
  }

  /// What is asked for is done; the rest of a country is kept short and told.
  @Test func bottlenecksOfACountryAreShort() throws {
    func effort(
      _ choice: CountryChoice?, _ options: StudyOptions, _ search: BottleneckOptions
    ) throws -> BottleneckEffort {
      let plan = try NetworkRun(try Fixture.rwanda(), options, choice)
      return BottleneckEffort(plan, search, options, choice)
    }
    let usual = try effort(nil, StudyOptions(), BottleneckOptions())
    #expect(usual.window.length.seconds < 3_600 && usual.loads.count < 8)
    #expect(usual.replications == 5 && usual.notes.count == 1)
    let asked = try effort(
      CountryChoice(stretch: .hour(.peakHour)), StudyOptions(replications: 12),
      BottleneckOptions(loads: [1, 4]))
    #expect(asked.window.length.seconds == 3_600 && asked.loads == [1, 4])
    #expect(asked.replications == 12 && asked.notes.isEmpty)
    let model = try Fixture.load("scenarios/verify/mm1.yaml")
    let own = try NetworkRun(model, StudyOptions(), nil)
    let effortOfModel = BottleneckEffort(own, BottleneckOptions(), StudyOptions(), nil)
    #expect(effortOfModel.window == own.window && effortOfModel.replications == own.replications)
    #expect(effortOfModel.loads.count == 8 && effortOfModel.notes.isEmpty)
  }

  /// Rates by the clock are multiplied as steady ones are.
  @Test func loadsOfProfiles() throws {
    let model = try Self.run(CountryChoice(stretch: .deadlineDay)).model
    let heavy = try model.loaded(1.5, ceiling: 3)
    for (light, heavy) in zip(model.sources, heavy.sources) {
      guard case .profile = light.pattern else { continue }
      #expect(abs(heavy.intensity - 1.5 * light.intensity) <= 1e-12 * heavy.intensity)
    }
    #expect(model.sources.contains { if case .profile = $0.pattern { true } else { false } })
  }

  @Test func weightedMeans() {
    #expect(weightedMean([(2, 0.25), (nil, 0.5), (4, 0.75)]) == 3.5)
    #expect(weightedMean([(nil, 1)]) == nil)
  }
}
