import Operations
import Quantities
import Scenarios
import Statistics

/// When a country's demand comes: a calendar for each of its services, and all of them together.
///
/// All years are laid out like the year in which the programme starts.
struct CountryCalendar {
  /// Calendars in use, and which of them each service of the catalogue follows.
  private let calendars: [DemandCalendar]
  let calendarOf: [Int]
  /// Of all services together.
  let whole: DemandCalendar

  init(
    _ country: Country, _ catalogue: Catalogue, _ terms: OperationsTerms
  ) throws(ExperimentError) {
    let year = try inPart("time.start") { () throws(OperationsError) in
      try CalendarYear(country.time.start)
    }
    var names: [String] = []
    var calendars: [DemandCalendar] = []
    var calendarOf: [Int] = []
    for item in catalogue.items {
      let name = country.services[item.service].calendar ?? terms.calendar
      guard let known = names.firstIndex(of: name) else {
        calendarOf.append(names.count)
        names.append(name)
        calendars.append(try Self.calendar(name, year, country, terms))
        continue
      }
      calendarOf.append(known)
    }
    (self.calendars, self.calendarOf) = (calendars, calendarOf)
    var totals = calendars.map { _ in 0.0 }
    for (item, index) in zip(catalogue.items, calendarOf) { totals[index] += item.demandShare }
    whole = try inPart("calendars") { () throws(OperationsError) in
      try DemandCalendar(mixing: zip(calendars, totals).map { ($0, yearlyTotal: $1) })
    }
  }

  private static func calendar(
    _ name: String, _ year: CalendarYear, _ country: Country, _ terms: OperationsTerms
  ) throws(ExperimentError) -> DemandCalendar {
    guard let found = country.calendars.first(where: { $0.name == name }) else {
      throw .wrongKind(found: "no calendar \(name)", needed: "calendars.\(name)")
    }
    return try inPart("calendars.\(name)") { () throws(OperationsError) in
      try DemandCalendar(year, found.shape.raised(to: terms.peakedness))
    }
  }

  /// A service's rate in a stretch of the year over its mean of the year [1].
  func ratio(of item: Int, in span: CalendarSpan) -> Double {
    calendars[calendarOf[item]].relativeRate(over: span)
  }

  /// The same of all that follow one calendar.
  func ratio(ofCalendar index: Int, in span: CalendarSpan) -> Double {
    calendars[index].relativeRate(over: span)
  }

  /// Arrivals of one request a year in a stretch of the year, by each calendar.
  func profiles(from: TimeSpan, to: TimeSpan) throws(ExperimentError) -> [RateProfile] {
    try inPart("calendars") { () throws(OperationsError) in
      try calendars.map { calendar throws(OperationsError) in
        try calendar.profile(yearlyTotal: 1, from: from, to: to)
      }
    }
  }

  /// The calendars in use, for demand that can only come while offices are open.
  func restricted(to hours: OpeningHours) throws(ExperimentError) -> [DemandCalendar] {
    try calendars.map { calendar throws(ExperimentError) in
      guard let restricted = calendar.restricted(to: hours) else {
        throw .wrongKind(
          found: "a calendar without demand while offices are open", needed: "longer opening hours")
      }
      return restricted
    }
  }

  /// The busiest hour of the year, deadlines included: what capacity is sized for.
  var peakHour: CalendarSpan {
    let shares = whole.hourlyShares
    let busiest = shares.indices.max { shares[$0] < shares[$1] } ?? 0
    return CalendarSpan(start: TimeSpan(hours: Double(busiest)), length: TimeSpan(hours: 1))
  }
}

extension DemandShape {
  /// The same shape with all factors raised to a power [1], ≥ 0: 0 for an even year. Factors of 0 stay,
  /// deadlines too.
  func raised(to power: Double) -> DemandShape {
    func raise(_ factors: [Double]) -> [Double] {
      factors.map { $0 > 0 ? Portable.exp(power * Portable.log($0)) : 0 }
    }
    var shape = self
    (shape.months, shape.weekdays) = (raise(months), raise(weekdays))
    shape.hours = raise(hours)
    return shape
  }
}
