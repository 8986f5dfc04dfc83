import Quantities

/// Explicit streams of requests.
extension CountryChecks {
  mutating func checkDemand() {
    for (name, stream) in country["demand"]?.entries ?? [] {
      checkLastMile(name, stream)
      checkFallback(stream["fallback"])
      if let calendar = stream["calendar"] { checkStart(calendar) }
      if let rates = stream["rates"], rates.items.isEmpty, !rates.isPartial {
        add(rates, "found no rates, allowed at least one")
      }
    }
  }

  /// No more users go elsewhere than there are.
  private mutating func checkFallback(_ ways: CompiledNode?) {
    guard let ways, !ways.isPartial else { return }
    let sum = worstSum(ways.items.compactMap { $0["probability"]?.expression })
    guard sum > 1 + Self.probabilityTolerance else { return }
    let text = QuantityFormat.number(sum * 100, digits: 6, isGrouped: false)
    add(ways, "found probabilities that add up to \(text) %, allowed at most 100 %")
  }

  /// By rounding [1].
  private static let probabilityTolerance = 1e-9

  /// A calendar needs a year, and a window within it or the one after.
  private mutating func checkStart(_ calendar: CompiledNode) {
    guard let window = country["window"], !window.isPartial else { return }
    guard let start = window["start"], let moment = start.moment else {
      return add(
        window, "found no start for the calendar \(excerpt(calendar.text ?? "")), allowed both",
        suggestion: "add start, such as 2026-01-31 08:00")
    }
    if moment.year == nil, country["time"] == nil {
      add(
        start, "found a time of no year, allowed a date, or a time since 1 January with `time`",
        suggestion: "write a date, such as 2026-01-31")
    }
    let year = TimeSpan(days: 365).seconds
    for key in ["run_in", "length"] {
      guard let span = window[key], let length = span.expression?.coefficient,
        length > (key == "run_in" ? year : year - moment.sinceNewYear.seconds + year)
      else { continue }
      add(
        span,
        "found \(Dimension.duration.text(length)), allowed with calendars at most a year "
          + "before the start, and up to the end of the next year")
    }
  }

  /// Pages need a connection to go over.
  private mutating func checkLastMile(_ name: String, _ stream: CompiledNode) {
    guard stream["last_mile"] == nil, !stream.isPartial, let journey = stream["journey"],
      let steps = country["journeys"]?[journey.text ?? ""]?["steps"], holdsPage(steps)
    else { return }
    add(
      stream, "found no last_mile for the pages of \(excerpt(journey.text ?? "")), allowed both",
      suggestion: "add last_mile")
  }

  private func holdsPage(_ steps: CompiledNode) -> Bool {
    steps.items.contains { step in
      let inside = ["repeat", "attempt", "otherwise", "holding"].compactMap { step[$0] }
      let ways = ["branch", "parallel"].flatMap { step[$0]?.items ?? [] }
      return step["page"] != nil || inside.contains(where: holdsPage)
        || ways.compactMap { $0["steps"] }.contains(where: holdsPage)
    }
  }
}
