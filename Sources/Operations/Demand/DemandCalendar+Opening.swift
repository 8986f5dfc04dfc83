import Quantities

extension DemandCalendar {
  /// The same demand where it can only come while offices are open: each hour keeps as much of it as the
  /// hour is open, and the year's total comes in those hours.
  ///
  /// - Returns: `nil` where no demand is left, such as offices that never open.
  public func restricted(to hours: OpeningHours) -> DemandCalendar? {
    let hour = TimeSpan.secondsPerHour
    var restricted = self
    restricted.hourlyShares = hourlyShares.enumerated().map { index, share in
      let open = hours.openTime(from: Double(index) * hour, to: Double(index + 1) * hour)
      return share * open / hour
    }
    let sum = restricted.hourlyShares.reduce(0, +)
    guard sum > 0 else { return nil }
    restricted.hourlyShares = restricted.hourlyShares.map { $0 / sum }
    return restricted
  }
}
