/// Lays a year's demand over its hours: the run-ups of deadlines first, then what is left over all
/// other days.
struct HourShares {
  private let year: CalendarYear
  private let shape: DemandShape
  private let monthFactors: [Double]
  private let weekdayFactors: [Double]
  private let hourFactors: [Double]
  private var shares: [Double]
  private(set) var isRunUp: [Bool]

  /// - Parameter shape: checked.
  init(_ year: CalendarYear, _ shape: DemandShape) {
    self.year = year
    self.shape = shape
    monthFactors = Self.scaled(shape.months)
    weekdayFactors = Self.scaled(shape.weekdays)
    hourFactors = Self.scaled(shape.hours)
    shares = Array(repeating: 0, count: year.hours)
    isRunUp = Array(repeating: false, count: year.days)
  }

  /// Factors that add up to 1.
  private static func scaled(_ factors: [Double]) -> [Double] {
    let sum = factors.reduce(0, +)
    return factors.map { $0 / sum }
  }

  mutating func lay(_ faults: inout FaultList) {
    for (index, peak) in shape.deadlines.enumerated() {
      lay(peak, "deadlines[\(index)]", &faults)
    }
    layRest(&faults)
  }

  /// The shares with the rounding of their sum taken out. Summed by days first, which rounds less.
  func normalised() -> [Double] {
    let sum = (0..<year.days).reduce(0.0) { sum, day in
      sum + shares[day * 24..<day * 24 + 24].reduce(0, +)
    }
    return shares.map { $0 / sum }
  }

  private mutating func lay(_ peak: DeadlinePeak, _ place: String, _ faults: inout FaultList) {
    let last = year.day(of: peak.deadline)
    guard peak.days <= year.days else {
      return faults.add("\(place).days", "\(peak.days)", "\(year.days) in \(year.number)")
    }
    let ratio = peak.ratio
    var weights: [Double] = []
    var weight = 1.0
    for back in 0..<peak.days {
      let day = (last - back + year.days) % year.days
      guard !isRunUp[day] else {
        let date = year.date(ofDay: day)
        return faults.add(
          "\(place).days", "a run-up that meets another on \(date.day)/\(date.month)",
          "run-ups that don't overlap")
      }
      isRunUp[day] = true
      if back > 0 { weights.append(weight * weekdayFactors[year.weekday(ofDay: day).rawValue]) }
      weight *= ratio
    }
    add(peak.lastDayShare, onDay: last, Self.scaled(peak.lastDayHours ?? shape.hours))
    layBefore(last, weights, peak.share - peak.lastDayShare, place, &faults)
  }

  /// The days before the last one, going back.
  private mutating func layBefore(
    _ last: Int, _ weights: [Double], _ share: Double, _ place: String, _ faults: inout FaultList
  ) {
    guard share > DemandShape.shareTolerance else { return }
    let sum = weights.reduce(0, +)
    guard sum > 0 else {
      return faults.add(
        "\(place).share", "a share of \(share) before the last day, on days without demand",
        "a run-up over weekdays with a factor above 0")
    }
    for (index, weight) in weights.enumerated() {
      let day = (last - 1 - index + year.days) % year.days
      add(share * weight / sum, onDay: day, hourFactors)
    }
  }

  private mutating func layRest(_ faults: inout FaultList) {
    let rest = 1 - shape.deadlines.reduce(0) { $0 + $1.share }
    guard rest > DemandShape.shareTolerance else { return }
    var weights = Array(repeating: 0.0, count: year.days)
    for day in 0..<year.days where !isRunUp[day] && isInSeason(day) {
      weights[day] =
        monthFactors[year.date(ofDay: day).month - 1]
        * weekdayFactors[year.weekday(ofDay: day).rawValue]
    }
    let sum = weights.reduce(0, +)
    guard sum > 0 else {
      return faults.add(
        "season", "no day for the share \(rest) that comes outside run-ups",
        "a season that has days with factors above 0, or run-ups with all demand")
    }
    for (day, weight) in weights.enumerated() where weight > 0 {
      add(rest * weight / sum, onDay: day, hourFactors)
    }
  }

  private func isInSeason(_ day: Int) -> Bool {
    guard let season = shape.season else { return true }
    let (first, last) = (year.day(of: season.first), year.day(of: season.last))
    return first <= last ? (first...last).contains(day) : day >= first || day <= last
  }

  private mutating func add(_ share: Double, onDay day: Int, _ factors: [Double]) {
    for (hour, factor) in factors.enumerated() { shares[day * 24 + hour] += share * factor }
  }
}
