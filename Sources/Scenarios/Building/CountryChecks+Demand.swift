import Quantities

/// Explicit streams of requests.
extension CountryChecks {
  mutating func checkDemand() {
    for (name, stream) in country["demand"]?.entries ?? [] {
      checkLastMile(name, stream)
      if let rates = stream["rates"], rates.items.isEmpty, !rates.isPartial {
        add(rates, "found no rates, allowed at least one")
      }
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
