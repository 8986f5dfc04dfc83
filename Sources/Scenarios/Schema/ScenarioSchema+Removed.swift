extension ScenarioSchema {
  /// Keys that files once had, and what says the same now.
  private static let removed: [String: String] = [
    "operations.ordinary_hour_ratio": aCalendar, "operations.peak_day_ratio": aCalendar,
    "operations.peak_hour_ratio": aCalendar,
  ]

  private static let aCalendar =
    "peaks follow from a calendar: write calendars.NAME and name it in operations.calendar; "
    + "operations.peakedness makes its peaks higher or lower"

  /// What to write instead of a key that is no more; `nil` for others.
  static func successor(of path: String) -> String? { removed[path] }
}
