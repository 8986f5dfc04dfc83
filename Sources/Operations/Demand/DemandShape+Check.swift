extension DemandShape {
  /// Factors above this cannot be meant [1].
  static let largestFactor = 1e9
  /// What shares that add up to 1 may miss it by [1].
  static let shareTolerance = 1e-9

  /// Every fault, in the order of the fields.
  func check(_ faults: inout FaultList) {
    Self.check(months, count: 12, "months", &faults)
    Self.check(weekdays, count: 7, "weekdays", &faults)
    Self.check(hours, count: 24, "hours", &faults)
    if let season {
      Self.check(season.first, "season.first", &faults)
      Self.check(season.last, "season.last", &faults)
    }
    for (index, peak) in deadlines.enumerated() { peak.check("deadlines[\(index)]", &faults) }
    let sum = deadlines.reduce(0) { $0 + $1.share }
    if sum > 1 + Self.shareTolerance {
      faults.add("deadlines", "shares that add up to \(sum)", "1 or less")
    }
  }

  static func check(_ factors: [Double], count: Int, _ place: String, _ faults: inout FaultList) {
    guard factors.count == count else {
      return faults.add(place, "\(factors.count) factors", "\(count)")
    }
    for (index, factor) in factors.enumerated() {
      faults.check(factor, from: 0, to: largestFactor, "\(place)[\(index)]")
    }
    if factors.allSatisfy({ $0 == 0 }) { faults.add(place, "only zeros", "a factor above 0") }
  }

  static func check(_ date: MonthDay, _ place: String, _ faults: inout FaultList) {
    guard !date.exists else { return }
    faults.add(place, "month \(date.month), day \(date.day)", "a day of the calendar")
  }
}

extension DeadlinePeak {
  func check(_ place: String, _ faults: inout FaultList) {
    DemandShape.check(deadline, "\(place).deadline", &faults)
    if !(share > 0 && share <= 1) { faults.add("\(place).share", "\(share)", "above 0, up to 1") }
    faults.check(days, in: 1...366, "\(place).days")
    if let lastDayHours {
      DemandShape.check(lastDayHours, count: 24, "\(place).lastDayHours", &faults)
    }
    guard share > 0, share <= 1, (1...366).contains(days) else { return }
    let low = share / Double(days)
    let slack = 1 + DemandShape.shareTolerance
    if !(lastDayShare * slack >= low && lastDayShare <= share * slack) {
      faults.add(
        "\(place).lastDayShare", "\(lastDayShare)", "from share / days (\(low)) to share (\(share))"
      )
    }
  }
}
