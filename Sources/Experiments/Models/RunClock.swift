import Operations
import Quantities
import Scenarios

/// How times of a run are told: of a model since the run began, and of a stretch of a country's year as
/// calendar and clock show them.
///
///     RunClock.sinceStart.text(TimeSpan(seconds: 600))     // 0:10:00
///     clock.text(TimeSpan(seconds: 600))                   // 09:40, or 31 March, 09:40
public struct RunClock: Hashable, Sendable {
  fileprivate struct Place: Hashable {
    let year: CalendarYear
    /// Time 0 of the run, since the beginning of the year.
    let start: TimeSpan
    let showsDates: Bool
  }
  /// `nil` for runs that belong to no year.
  private let place: Place?

  /// Counts from the beginning of the run.
  public static let sinceStart = RunClock(place: nil)

  private init(place: Place?) { self.place = place }

  /// - Parameters:
  ///   - year: in which days are told.
  ///   - start: time 0 of the run, since the beginning of the year.
  ///   - showsDates: for stretches of more than a day.
  init(_ year: CalendarYear, start: TimeSpan, showsDates: Bool) {
    self.init(place: Place(year: year, start: start, showsDates: showsDates))
  }

  /// Whether it tells times of a year.
  public var isOfYear: Bool { place != nil }

  /// A time since the start of the run.
  public func text(_ time: TimeSpan) -> String {
    guard let place else { return time.clock }
    return place.year.text(of: place.sinceNewYear(time), dated: place.showsDates)
  }

  /// A stretch of the run, such as `31 March, 00:00 to 1 April, 00:00 (calendar of 2024)`.
  public func stretch(from: TimeSpan, to: TimeSpan) -> String {
    guard let place else { return "\(from.clock) to \(to.clock) of the run" }
    let ends = [from, to].map { place.year.text(of: place.sinceNewYear($0), dated: true) }
    return "\(ends[0]) to \(ends[1]) (calendar of \(place.year.number))"
  }

  /// The axis of a picture.
  ///
  /// - Parameter from: the first time in the picture, since the start of the run.
  /// - Returns: the time of the run at which the axis has its 0, and what it counts.
  public func axis(from: TimeSpan) -> (zero: TimeSpan, title: String) {
    guard let place else { return (.zero, "Time since the start of the run") }
    let first = place.sinceNewYear(from)
    let midnight = TimeSpan(days: (first.seconds / TimeSpan.secondsPerDay).rounded(.down))
    let zero = TimeSpan(seconds: midnight.seconds - place.start.seconds)
    guard place.showsDates else { return (zero, "Time of the day") }
    return (zero, "Time since \(place.year.text(of: midnight, dated: true))")
  }
}

extension RunClock.Place {
  func sinceNewYear(_ time: TimeSpan) -> TimeSpan {
    TimeSpan(seconds: start.seconds + time.seconds)
  }
}

extension CalendarYear {
  /// A time since the beginning of the year, such as `31 March, 09:40` or `09:40`; seconds where there are
  /// any.
  func text(of time: TimeSpan, dated: Bool) -> String {
    let second = Int(time.seconds.rounded())
    let day = Int((Double(second) / TimeSpan.secondsPerDay).rounded(.down))
    let rest = second - day * Int(TimeSpan.secondsPerDay)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let clock = "\(two(rest / 3_600)):\(two(rest / 60 % 60))"
    let exact = rest % 60 == 0 ? clock : "\(clock):\(two(rest % 60))"
    return dated ? "\(date(ofDay: day).dayAndMonth), \(exact)" : exact
  }

  /// The same with the year: `31 March 2024, 10:00`, or where another year has this one's calendar,
  /// `31 March, 10:00 (calendar of 2024)`.
  func text(of time: TimeSpan, in year: Int) -> String {
    guard year == number else { return "\(text(of: time, dated: true)) (calendar of \(number))" }
    let date = date(ofDay: Int((time.seconds / TimeSpan.secondsPerDay).rounded(.down)))
    return "\(date.dayAndMonth) \(date.year), \(text(of: time, dated: false))"
  }
}

extension CivilDate {
  /// Such as `31 March`.
  fileprivate var dayAndMonth: String { "\(day) \(DayOfYear.monthNames[month - 1])" }
}
