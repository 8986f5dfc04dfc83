import Quantities

/// When offices are open: hours of the week, and days of the year on which they stay closed.
///
///     let morning = OpeningHours.Shift(from: TimeSpan(hours: 8), to: TimeSpan(hours: 12))
///     let week = Array(repeating: [morning], count: 5) + [[], []]
///     let office = try OpeningHours(year: CalendarYear(2026), weekly: week)
///     office.isOpen(at: 0)                 // false: midnight
///     office.nextChange(after: 0)          // 28_800: Thursday, 1 January, 8:00
///
/// Times count from 1 January of `year`; before and after, the calendar goes on.
public struct OpeningHours: Hashable, Sendable {
  /// Part of a day: open from `from` on, closed again at `to`.
  public struct Shift: Hashable, Sendable {
    /// Since midnight [s], ≥ 0.
    public var from: TimeSpan
    /// Since midnight [s], above `from`, up to 24 h. What goes past midnight is written as two.
    public var to: TimeSpan

    public init(from: TimeSpan, to: TimeSpan) {
      self.from = from
      self.to = to
    }
  }

  public let year: CalendarYear
  /// Shape [7 × shifts], Monday first; shifts of a day rise and don't overlap.
  public let weekly: [[Shift]]
  /// Closed every year; 29 February only where there is one.
  public let closedDays: Set<MonthDay>
  /// Whether there is any open and any closed time.
  private let changes: Bool

  /// - Throws: `OperationsError.invalid` with all faults: not seven days, times outside a day, shifts
  ///   that overlap or are out of order, days that don't exist.
  public init(
    year: CalendarYear, weekly: [[Shift]], closedDays: Set<MonthDay> = []
  ) throws(OperationsError) {
    var faults = FaultList()
    if weekly.count != 7 { faults.add("weekly", "\(weekly.count) days", "7, Monday first") }
    for (day, shifts) in weekly.enumerated() {
      Self.check(shifts, "weekly[\(day)]", &faults)
    }
    for date in closedDays.sorted() { DemandShape.check(date, "closedDays", &faults) }
    guard faults.found.isEmpty else { throw .invalid(faults.found) }
    self.year = year
    self.weekly = weekly
    self.closedDays = closedDays
    let openTime = weekly.joined().reduce(0) { $0 + $1.to.seconds - $1.from.seconds }
    changes =
      openTime > 0 && closedDays.count < 366
      && (openTime < 7 * TimeSpan.secondsPerDay || !closedDays.isEmpty)
  }

  private static func check(_ shifts: [Shift], _ place: String, _ faults: inout FaultList) {
    var free = 0.0
    for (index, shift) in shifts.enumerated() {
      let (from, to) = (shift.from.seconds, shift.to.seconds)
      let here = "\(place)[\(index)]"
      faults.check(from, from: 0, to: TimeSpan.secondsPerDay, "\(here).from")
      faults.check(to, from: 0, to: TimeSpan.secondsPerDay, "\(here).to")
      if from >= to { faults.add("\(here).to", "\(to) s", "after from (\(from) s)") }
      if from < free { faults.add("\(here).from", "\(from) s", "\(free) s or later") }
      free = max(free, to)
    }
  }
}

extension OpeningHours {
  /// Times beyond this, forwards and back, are closed [s]: some 30 000 years.
  public static let largestTime = 1e12

  /// Whether offices are open at `time` [s]; they are when a shift begins, and are not when it ends.
  public func isOpen(at time: Double) -> Bool {
    guard let day = day(of: time) else { return false }
    let midnight = Self.midnight(day)
    return shifts(onDay: day).contains {
      time >= midnight + $0.from.seconds && time < midnight + $0.to.seconds
    }
  }

  /// The first time after `time` [s] at which offices open or close; `nil` when they never do.
  ///
  /// - Complexity: O(days until then).
  public func nextChange(after time: Double) -> Double? {
    guard changes, let first = day(of: time) else { return nil }
    let isOpen = isOpen(at: time)
    // Weekdays and leap days come back after 400 years.
    for day in first...first + 146_097 {
      let midnight = Self.midnight(day)
      for shift in shifts(onDay: day) {
        for edge in [midnight + shift.from.seconds, midnight + shift.to.seconds]
        where edge > time && self.isOpen(at: edge) != isOpen {
          return edge
        }
      }
    }
    return nil
  }

  /// Time open between two times [s]; 0 when `end` is not after `start`.
  ///
  /// - Complexity: O(days between them).
  public func openTime(from start: Double, to end: Double) -> Double {
    guard start < end, let first = day(of: start), let last = day(of: end) else { return 0 }
    var sum = 0.0
    for day in first...last {
      let midnight = Self.midnight(day)
      for shift in shifts(onDay: day) {
        let from = max(start, midnight + shift.from.seconds)
        sum += max(0, min(end, midnight + shift.to.seconds) - from)
      }
    }
    return sum
  }

  private static func midnight(_ day: Int) -> Double { Double(day) * TimeSpan.secondsPerDay }

  /// Days since 1 January; `nil` for what is no time.
  private func day(of time: Double) -> Int? {
    guard time.magnitude <= Self.largestTime else { return nil }
    let day = Int((time / TimeSpan.secondsPerDay).rounded(.down))
    // The quotient of a time just before midnight may round up.
    return Self.midnight(day) > time ? day - 1 : day
  }

  private func shifts(onDay day: Int) -> [Shift] {
    if !closedDays.isEmpty, closedDays.contains(year.date(ofDay: day).monthDay) { return [] }
    return weekly[year.weekday(ofDay: day).rawValue]
  }
}
