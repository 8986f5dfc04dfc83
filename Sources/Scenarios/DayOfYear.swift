import Quantities

/// A day of every year, such as 31 January.
public struct DayOfYear: Hashable, Sendable {
  /// 1 ... 12.
  public var month: Int
  /// 1 ... 31; 29 February exists.
  public var day: Int

  /// From January on.
  public static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  private static let lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

  /// Reads "31 January"; `nil` for what is no day.
  init?(_ text: String) {
    let parts = text.split(separator: " ")
    guard parts.count == 2, let day = WholeText.parse(parts[0], digits: 1...2),
      let month = Self.monthNames.firstIndex(of: String(parts[1])), day >= 1,
      day <= Self.lengths[month]
    else { return nil }
    self.month = month + 1
    self.day = day
  }
}

/// A moment of a calendar year.
public struct CalendarMoment: Hashable, Sendable {
  /// `nil` for the year in which the scenario starts.
  public var year: Int?
  /// Since 1 January, 0:00.
  public var sinceNewYear: TimeSpan

  /// Reads "2026-01-31", "2026-01-31 08:00" or "730 h"; `nil` for what is neither, or not in a year.
  init?(_ text: String) {
    if let span = try? QuantityText.parse(text, as: .duration).baseValue {
      guard (0...366 * TimeSpan.secondsPerDay).contains(span) else { return nil }
      self.init(year: nil, sinceNewYear: TimeSpan(seconds: span))
      return
    }
    let parts = text.split(separator: " ")
    guard parts.count == 1 || parts.count == 2 else { return nil }
    let date = parts[0].split(separator: "-", omittingEmptySubsequences: false)
    guard date.count == 3, let year = WholeText.parse(date[0], digits: 4...4),
      (1900...2200).contains(year), let month = WholeText.parse(date[1], digits: 2...2),
      let day = WholeText.parse(date[2], digits: 2...2), (1...12).contains(month),
      (1...Self.days(of: month, year)).contains(day)
    else { return nil }
    var hours = 0.0
    if parts.count == 2 {
      guard let clock = Self.clock(parts[1]) else { return nil }
      hours = clock
    }
    let before = (1..<month).reduce(0) { $0 + Self.days(of: $1, year) } + day - 1
    self.init(year: year, sinceNewYear: TimeSpan(hours: Double(before * 24) + hours))
  }

  private init(year: Int?, sinceNewYear: TimeSpan) {
    self.year = year
    self.sinceNewYear = sinceNewYear
  }

  /// Hours since midnight of "08:00".
  private static func clock(_ text: Substring) -> Double? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let hour = WholeText.parse(parts[0], digits: 2...2), hour < 24,
      let minute = WholeText.parse(parts[1], digits: 2...2), minute < 60
    else { return nil }
    return Double(hour) + Double(minute) / 60
  }

  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  private static func days(of month: Int, _ year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

/// Plain digits.
private enum WholeText {
  static func parse(_ text: Substring, digits: ClosedRange<Int>) -> Int? {
    guard digits.contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    return Int(text)
  }
}
