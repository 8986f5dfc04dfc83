import Operations
import Quantities
import Scenarios
import Statistics

extension SourceModel {
  /// - Parameters:
  ///   - journey, group: indices in the model.
  ///   - window: that of the country; calendars are laid over it.
  init(
    _ stream: DemandStream, journey: Int, group: Int, _ country: Country,
    _ window: ObservationWindow
  ) throws(ExperimentError) {
    let place = "demand.\(stream.name)"
    let (rate, pattern) = try Self.arrivals(stream.arrivals, place, country, window)
    self.init(
      name: stream.name, key: StreamName.hash(stream.name), rate: rate, journey: journey,
      group: group, pattern: pattern, batchSize: stream.batch, priority: stream.priority,
      patience: stream.patience)
    deadline = stream.deadline
    guard let connection = stream.lastMile else { return }
    lastMileRate = try distribution(connection.rate, "\(place).last_mile.rate")
    lastMileRoundTrip = connection.roundTrip
  }

  private static func arrivals(
    _ arrivals: DemandArrivals, _ place: String, _ country: Country, _ window: ObservationWindow
  ) throws(ExperimentError) -> (Rate, ArrivalPattern) {
    switch arrivals {
    case .poisson(let rate): return (rate, .poisson)
    case .profile(let rates, let each):
      let profile = try inPart(place) { () throws(StatisticsError) in
        try RateProfile(rates: rates.map(\.perSecond), each: each.seconds, repeats: true)
      }
      return (Rate(perSecond: profile.expectedPerRound / profile.duration), .profile(profile))
    case .renewal(let spec):
      let gap = try distribution(spec, "\(place).gap")
      guard gap.mean > 0 else {
        throw .wrongKind(found: "\(place).gap with mean 0", needed: "gaps above 0 on average")
      }
      return (Rate(perSecond: 1 / gap.mean), .renewal(gap))
    case .closed(let customers, let spec):
      let think = try distribution(spec, "\(place).think")
      return (Rate(perSecond: 0), .closed(customers: customers, thinkTime: think))
    case .calendar(let name, let perYear):
      guard let terms = country.calendars.first(where: { $0.name == name }),
        let start = window.start
      else {
        throw .wrongKind(found: "\(place) without a calendar", needed: "calendars and window.start")
      }
      let profile = try inPart(place) { () throws(OperationsError) in
        try terms.profile(perYear, start, of: start.year ?? country.time.start, window)
      }
      return (Rate(perSecond: profile.expectedPerRound / profile.duration), .profile(profile))
    case .trace(let trace): return (Rate(perSecond: 0), try pattern(of: trace, place))
    }
  }

  /// Requests one by one as they came; requests of hours as a Poisson process.
  private static func pattern(
    of trace: ArrivalTrace, _ place: String
  ) throws(ExperimentError) -> ArrivalPattern {
    switch trace {
    case .times(let times): return .trace(times)
    case .hourlyRequests(let counts):
      let hour = TimeSpan.secondsPerHour
      return try inPart(place) { () throws(StatisticsError) in
        .profile(try RateProfile(rates: counts.map { $0 / hour }, each: hour, repeats: false))
      }
    }
  }
}

extension Fallback {
  /// `nil` where there is no such stream.
  init?(
    _ terms: FallbackTerms, from stream: String, among streams: [DemandStream]
  ) throws(ExperimentError) {
    guard let source = streams.firstIndex(where: { $0.name == terms.stream }) else { return nil }
    self.init(source: source, probability: terms.probability.fraction)
    guard let spec = terms.delay else { return }
    delay = try distribution(spec, "demand.\(stream).fallback.delay")
  }
}

extension CalendarTerms {
  /// Arrivals from the start of the run-in until a week after the window, or the end of the year after.
  fileprivate func profile(
    _ perYear: Double, _ start: CalendarMoment, of number: Int, _ window: ObservationWindow
  ) throws(OperationsError) -> RateProfile {
    let year = try CalendarYear(number)
    let calendar = try DemandCalendar(year, shape)
    let from = start.sinceNewYear.seconds - window.runIn.seconds
    let end = start.sinceNewYear.seconds + window.length.seconds
    let to = max(end, min(end + 7 * TimeSpan.secondsPerDay, 2 * year.seconds))
    return try calendar.profile(
      yearlyTotal: perYear, from: TimeSpan(seconds: from), to: TimeSpan(seconds: to))
  }

  var shape: DemandShape {
    DemandShape(
      months: months, weekdays: weekdays, hours: hours,
      season: season.map { DemandSeason(first: MonthDay($0.first), last: MonthDay($0.last)) },
      deadlines: deadlines.map {
        DeadlinePeak(
          deadline: MonthDay($0.day), share: $0.share.fraction,
          lastDayShare: $0.lastDayShare.fraction, days: $0.days, lastDayHours: $0.hours)
      })
  }
}

extension MonthDay {
  init(_ day: DayOfYear) { self.init(month: day.month, day: day.day) }
}
