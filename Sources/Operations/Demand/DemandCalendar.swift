import Quantities
import Statistics

/// How much of a year's demand comes in each of its hours.
///
///     let calendar = try DemandCalendar(CalendarYear(2026), shape)
///     let peak = calendar.busiestHour
///     calendar.relativeRate(over: peak)                                  // 3.1 times the mean
///     let arrivals = try calendar.profile(
///       yearlyTotal: 4e6, from: peak.start, to: peak.end)                // a RateProfile
///
/// The shares of the hours add up to 1, so a year's demand stays what population and use per head make
/// of it. Within an hour the rate is constant.
public struct DemandCalendar: Hashable, Sendable {
  public let year: CalendarYear
  /// Of the year's demand, in each hour [1]; shape [hours of the year], sum 1.
  public internal(set) var hourlyShares: [Double]
  /// Whether a day belongs to a deadline's run-up; shape [days of the year].
  let isRunUp: [Bool]
  /// The last days before deadlines, from 0, rising.
  public let deadlineDays: [Int]

  /// The calendar of one shape.
  ///
  /// - Throws: `OperationsError.invalid` with all faults of the shape; with those that show only in
  ///   this year: run-ups that overlap, or demand for which the shape leaves no hour.
  /// - Complexity: O(hours of the year).
  public init(_ year: CalendarYear, _ shape: DemandShape) throws(OperationsError) {
    var faults = FaultList()
    shape.check(&faults)
    guard faults.found.isEmpty else { throw .invalid(faults.found) }
    var shares = HourShares(year, shape)
    shares.lay(&faults)
    guard faults.found.isEmpty else { throw .invalid(faults.found) }
    self.year = year
    hourlyShares = shares.normalised()
    isRunUp = shares.isRunUp
    deadlineDays = Set(shape.deadlines.map { year.day(of: $0.deadline) }).sorted()
  }

  /// The calendar of several demands together, such as all services of a country.
  ///
  /// - Parameter parts: calendars of the same year with their demand [1/year], ≥ 0, not all 0.
  /// - Throws: `OperationsError.invalid`.
  public init(
    mixing parts: [(calendar: DemandCalendar, yearlyTotal: Double)]
  ) throws(OperationsError) {
    var faults = FaultList()
    for (index, part) in parts.enumerated() {
      faults.check(
        part.yearlyTotal, from: 0, to: Self.largestTotal, "parts[\(index)].yearlyTotal")
      if part.calendar.year != parts[0].calendar.year {
        faults.add(
          "parts[\(index)].year", "\(part.calendar.year.number)",
          "\(parts[0].calendar.year.number), as in the first part")
      }
    }
    let total = parts.reduce(0) { $0 + $1.yearlyTotal }
    if !(total > 0) { faults.add("parts", "no demand", "a yearly total above 0") }
    guard faults.found.isEmpty, let first = parts.first?.calendar else {
      throw .invalid(faults.found)
    }
    var shares = Array(repeating: 0.0, count: first.year.hours)
    var isRunUp = Array(repeating: false, count: first.year.days)
    for (calendar, yearlyTotal) in parts where yearlyTotal > 0 {
      for (hour, share) in calendar.hourlyShares.enumerated() {
        shares[hour] += share * (yearlyTotal / total)
      }
      for (day, flag) in calendar.isRunUp.enumerated() where flag { isRunUp[day] = true }
    }
    year = first.year
    hourlyShares = shares
    self.isRunUp = isRunUp
    let demanded = parts.filter { $0.yearlyTotal > 0 }
    deadlineDays = Set(demanded.flatMap(\.calendar.deadlineDays)).sorted()
  }

  /// The rate in an hour of the year (from 0) against the mean of the year [1]; 0 outside the year.
  public func relativeRate(atHour hour: Int) -> Double {
    guard hourlyShares.indices.contains(hour) else { return 0 }
    return hourlyShares[hour] * Double(hourlyShares.count)
  }
}

extension DemandCalendar {
  /// Yearly totals go up to 1e15 [1/year].
  public static let largestTotal = 1e15

  /// Arrivals between two times of the year; time 0 of the profile is `from`, and it doesn't repeat.
  ///
  /// - Parameters:
  ///   - yearlyTotal: [1/year], 0 ... ``largestTotal``.
  ///   - from, to: since the year began, `from` < `to`. A year before and a year after are taken to be
  ///     like this one, for what runs in before 1 January and drains after 31 December.
  /// - Throws: `OperationsError.invalid`.
  /// - Complexity: O(hours between the two).
  public func profile(
    yearlyTotal: Double, from: TimeSpan, to: TimeSpan
  ) throws(OperationsError) -> RateProfile {
    var faults = FaultList()
    let length = year.seconds
    faults.check(yearlyTotal, from: 0, to: Self.largestTotal, "yearlyTotal")
    faults.check(from.seconds, from: -length, to: 2 * length, "from")
    faults.check(to.seconds, from: -length, to: 2 * length, "to")
    if !(from < to) { faults.add("from", "\(from.seconds) s", "before to (\(to.seconds) s)") }
    guard faults.found.isEmpty else { throw .invalid(faults.found) }
    var pieces: [RateProfile.Piece] = []
    let first = Int((from.seconds / TimeSpan.secondsPerHour).rounded(.down))
    let last = Int((to.seconds / TimeSpan.secondsPerHour).rounded(.up))
    for hour in first..<last {
      let start = max(from.seconds, Double(hour) * TimeSpan.secondsPerHour)
      let end = min(to.seconds, Double(hour + 1) * TimeSpan.secondsPerHour)
      guard end > start else { continue }
      let share = hourlyShares[(hour + 2 * year.hours) % year.hours]
      pieces.append(.constant(yearlyTotal * share / TimeSpan.secondsPerHour, for: end - start))
    }
    do {
      return try RateProfile(pieces, repeats: false)
    } catch {
      throw .invalid([ModelFault(place: "profile", found: "\(error)", allowed: "possible rates")])
    }
  }
}
