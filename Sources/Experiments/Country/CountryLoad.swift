import Operations
import Quantities
import Statistics

/// When the requests of a simulated stretch of the year come.
struct CountryLoad {
  private enum Kind {
    /// As in one hour of the year, without end.
    case steady(CalendarSpan)
    /// As the calendars say: their arrivals for one request a year, shape [calendars].
    case following([RateProfile])
  }
  private let kind: Kind
  /// Where in the year time 0 of the run is, and how long the run can be; `nil` for no time of the year.
  let stretch: CalendarSpan?

  /// As in one hour of the year, without end.
  static func steady(_ span: CalendarSpan) -> CountryLoad {
    CountryLoad(kind: .steady(span), stretch: nil)
  }

  /// As the calendars say, from a time of the year on, for so long.
  static func following(
    _ calendar: CountryCalendar, _ stretch: CalendarSpan
  ) throws(ExperimentError) -> CountryLoad {
    CountryLoad(
      kind: .following(try calendar.profiles(from: stretch.start, to: stretch.end)),
      stretch: stretch)
  }

  /// The arrivals of a service's requests, or of one of its channels.
  func arrivals(
    of item: Int, perYear: Double, _ calendar: CountryCalendar
  ) -> CountryArrivals {
    arrivals(ofCalendar: calendar.calendarOf[item], perYear: perYear, calendar)
  }

  /// The arrivals of requests of all services that follow one calendar.
  func arrivals(
    ofCalendar index: Int, perYear: Double, _ calendar: CountryCalendar
  ) -> CountryArrivals {
    switch kind {
    case .steady(let span):
      let ratio = calendar.ratio(ofCalendar: index, in: span)
      return CountryArrivals(
        rate: Rate(perSecond: perYear * ratio / TimeSpan.secondsPerYear), pattern: .poisson,
        intensity: 1)
    case .following(let profiles):
      let mean = Rate(perSecond: perYear / TimeSpan.secondsPerYear)
      return CountryArrivals(rate: mean, pattern: .profile(profiles[index]), intensity: perYear)
    }
  }
}

/// How the requests of one source come, as `SourceModel` has it.
struct CountryArrivals {
  var rate: Rate
  var pattern: ArrivalPattern
  var intensity: Double
}
