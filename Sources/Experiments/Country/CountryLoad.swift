import Operations
import Quantities
import Statistics

/// When the requests of a simulated stretch of the year come.
struct CountryLoad {
  private enum Kind {
    /// As in one hour of the year, without end.
    case steady(CalendarSpan)
    /// As the calendars say, from time 0 of the run on: their arrivals for one request a year, shape
    /// [calendars].
    case following([RateProfile])
  }
  private let kind: Kind

  /// As in one hour of the year, without end.
  static func steady(_ span: CalendarSpan) -> CountryLoad { CountryLoad(kind: .steady(span)) }

  /// As the calendars say, from a time of the year on, for so long.
  static func following(
    _ calendar: CountryCalendar, from: TimeSpan, length: TimeSpan
  ) throws(ExperimentError) -> CountryLoad {
    let to = TimeSpan(seconds: from.seconds + length.seconds)
    return CountryLoad(kind: .following(try calendar.profiles(from: from, to: to)))
  }

  /// The arrivals of a service's requests, or of one of its channels.
  func arrivals(
    of item: Int, perYear: Double, _ calendar: CountryCalendar
  ) -> (rate: Rate, pattern: ArrivalPattern, intensity: Double) {
    arrivals(ofCalendar: calendar.calendarOf[item], perYear: perYear, calendar)
  }

  /// The arrivals of requests of all services that follow one calendar.
  func arrivals(
    ofCalendar index: Int, perYear: Double, _ calendar: CountryCalendar
  ) -> (rate: Rate, pattern: ArrivalPattern, intensity: Double) {
    switch kind {
    case .steady(let span):
      let ratio = calendar.ratio(ofCalendar: index, in: span)
      return (Rate(perSecond: perYear * ratio / TimeSpan.secondsPerYear), .poisson, 1)
    case .following(let profiles):
      let mean = Rate(perSecond: perYear / TimeSpan.secondsPerYear)
      return (mean, .profile(profiles[index]), perYear)
    }
  }
}
