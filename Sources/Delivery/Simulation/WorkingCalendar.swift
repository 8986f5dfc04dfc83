/// When people work: always, but for the same closures in every year.
///
/// Time runs in months from programme start, which is a 1 January; work advances in the open stretches.
struct WorkingCalendar {
  /// Disjoint, ascending, within 0 … 12 [month].
  private let closures: [Portfolio.Closure]
  private let openPerYear: Double

  init(_ closures: [Portfolio.Closure]) {
    var merged: [Portfolio.Closure] = []
    for closure in closures.sorted(by: { $0.from < $1.from }) where closure.from < closure.to {
      if let last = merged.last, closure.from <= last.to {
        merged[merged.count - 1].to = max(last.to, closure.to)
      } else {
        merged.append(closure)
      }
    }
    self.closures = merged
    openPerYear = 12 - merged.reduce(0) { $0 + $1.to - $1.from }
  }

  /// Open months between two times.
  func worked(from: Double, to: Double) -> Double {
    closures.isEmpty ? to - from : max(0, open(until: to) - open(until: from))
  }

  /// Time from `start` in which so many open months pass [month]; endless where nobody ever works.
  func elapsed(from start: Double, working months: Double) -> Double {
    if closures.isEmpty || months <= 0 { return max(0, months) }
    guard openPerYear > 0 else { return .infinity }
    let target = open(until: start) + months
    var year = (target / openPerYear).rounded(.down)
    var rest = target - year * openPerYear
    // The end of a year's work comes before the closure that ends the year.
    if rest <= 0 {
      year -= 1
      rest = openPerYear
    }
    var moment = 0.0
    for closure in closures {
      if rest <= closure.from - moment { break }
      rest -= closure.from - moment
      moment = closure.to
    }
    return max(0, year * 12 + moment + rest - start)
  }

  /// Open months from programme start.
  private func open(until time: Double) -> Double {
    let year = (time / 12).rounded(.down)
    let moment = time - year * 12
    let closed = closures.reduce(0) { $0 + max(0, min(moment, $1.to) - $1.from) }
    return year * openPerYear + moment - closed
  }
}
