import Quantities

/// Calendars of demand: that they leave every request a day to come on.
extension CountryChecks {
  mutating func checkCalendars() {
    let year = calendarYear
    for (_, calendar) in country["calendars"]?.entries ?? [] where !calendar.isPartial {
      checkFactors(calendar["months"], count: 12)
      checkFactors(calendar["weekdays"], count: 7)
      checkFactors(calendar["hours"], count: 24)
      var isPossible = true
      for deadline in calendar["deadlines"]?.items ?? [] {
        checkFactors(deadline["hours"], count: 24)
        isPossible = checkShares(deadline) && isPossible
      }
      let lists = [("months", 12), ("weekdays", 7)].allSatisfy { key, count in
        calendar[key] == nil || calendar[key]?.items.count == count
      }
      if isPossible, lists { lay(calendar, over: DaysOfYear(year)) }
    }
  }

  /// The year that calendars are laid over.
  private var calendarYear: Int {
    country["window"]?["start"]?.moment?.year ?? country["time"]?["start"]?.whole ?? 2000
  }

  private mutating func checkFactors(_ list: CompiledNode?, count: Int) {
    guard let list, !list.isPartial else { return }
    if list.items.count != count {
      add(list, "found \(list.items.count) factors, allowed \(count)")
    } else if list.items.allSatisfy({ $0.expression?.coefficient == 0 }) {
      add(list, "found only zeros, allowed a factor above 0")
    }
  }

  private mutating func checkShares(_ deadline: CompiledNode) -> Bool {
    guard let share = deadline["share"]?.expression?.coefficient,
      let last = deadline["last_day_share"], let part = last.expression?.coefficient,
      let days = deadline["days"]?.whole
    else { return false }
    let least = share / Double(days)
    if part >= least * (1 - 1e-12), part <= share { return true }
    add(
      last,
      "found \(Dimension.share.text(part)), allowed from share / days "
        + "(\(Dimension.share.text(least))) to share (\(Dimension.share.text(share)))")
    return false
  }

  /// Lays run-ups over the days, then what is left over the others.
  private mutating func lay(_ calendar: CompiledNode, over year: DaysOfYear) {
    let weekdays = calendar["weekdays"]?.items.compactMap { $0.expression?.coefficient } ?? []
    let months = calendar["months"]?.items.compactMap { $0.expression?.coefficient } ?? []
    func weekday(_ day: Int) -> Double { weekdays.isEmpty ? 1 : weekdays[year.weekday(day)] }
    var isRunUp = Array(repeating: false, count: year.count)
    var rest = 1.0
    for deadline in calendar["deadlines"]?.items ?? [] {
      guard let day = deadline["day"]?.day, let days = deadline["days"], let length = days.whole,
        let share = deadline["share"]?.expression?.coefficient,
        let part = deadline["last_day_share"]?.expression?.coefficient
      else { return }
      rest -= share
      let last = year.number(of: day)
      let runUp = (0..<min(length, year.count)).map { (last - $0 + year.count) % year.count }
      if length > year.count || runUp.contains(where: { isRunUp[$0] }) {
        return add(days, "found a run-up that meets another, allowed run-ups that don't overlap")
      }
      for day in runUp { isRunUp[day] = true }
      if share - part > 1e-9, runUp.dropFirst().allSatisfy({ weekday($0) == 0 }) {
        add(deadline, "found a run-up over weekdays without demand, allowed one with some")
      }
    }
    if rest < -1e-9 {
      add(calendar, "found deadlines with more than all demand, allowed at most 100 % together")
    }
    let season = calendar["season"].flatMap { season -> (Int, Int)? in
      guard let first = season["first"]?.day, let last = season["last"]?.day else { return nil }
      return (year.number(of: first), year.number(of: last))
    }
    let isServed = (0..<year.count).contains { day in
      let isIn = season.map { $0 <= $1 ? ($0...$1).contains(day) : day >= $0 || day <= $1 } ?? true
      let month = months.isEmpty ? 1 : months[year.month(day)]
      return !isRunUp[day] && isIn && month > 0 && weekday(day) > 0
    }
    if rest > 1e-9, !isServed {
      add(
        calendar,
        "found no day for demand outside run-ups, allowed a season, months and weekdays with one")
    }
  }
}

/// The days of one calendar year, from 0.
struct DaysOfYear {
  private let year: Int
  /// First day of each month, and of the next year.
  private let starts: [Int]

  init(_ year: Int) {
    self.year = year
    let february = CalendarMoment.isLeap(year) ? 29 : 28
    let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    starts = lengths.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
  }

  var count: Int { starts[12] }

  /// Without a 29 February, the day before stands for it.
  func number(of day: DayOfYear) -> Int {
    min(starts[day.month - 1] + day.day - 1, starts[day.month] - 1)
  }

  /// Month of a day, from 0.
  func month(_ day: Int) -> Int { (starts.lastIndex { $0 <= day } ?? 0) }

  /// Weekday of a day, Monday 0. 1 January of the year 1 was a Monday.
  func weekday(_ day: Int) -> Int {
    let before = year - 1
    return (before * 365 + before / 4 - before / 100 + before / 400 + day) % 7
  }
}
