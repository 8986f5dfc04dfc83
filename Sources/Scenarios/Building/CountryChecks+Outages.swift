import Quantities

/// What takes explicit stations and links down, and rules of callers.
extension CountryChecks {
  mutating func checkOutages() {
    for (_, outage) in country["outages"]?.entries ?? [] {
      checkOnce(outage["stations"])
      checkOnce(outage["links"])
      checkOnce(outage["sites"])
      checkOnce(outage["regions"])
      let hit = ["stations", "links", "sites", "regions"].compactMap { outage[$0] }
      if hit.allSatisfy({ $0.items.isEmpty && !$0.isPartial }), !outage.isPartial {
        add(
          outage, "found an outage of nothing, allowed stations, links, sites or regions",
          suggestion: "add stations, or sites in a country")
      }
      checkLength(outage)
      if let restore = outage["restore"], !restore.isPartial { checkRestore(restore, outage) }
    }
  }

  /// Either a length or a recovery, and both shorter than the time to the next.
  private mutating func checkLength(_ outage: CompiledNode) {
    let key = outage["mean_time_between"] == nil ? "lasts" : "repair_time"
    let restore = outage["restore"]
    if restore == nil, outage[key] == nil, !outage.isPartial {
      add(outage, "found neither \(key) nor restore, allowed one of them", suggestion: "add \(key)")
    }
    if restore != nil, let length = outage[key] {
      add(
        length, "found \(key) with restore, whose last step is the end, allowed one of them",
        suggestion: "delete \(key)")
    }
    let end = restore?.items.last?["after"] ?? outage["lasts"]
    guard let every = outage["every"], let period = every.expression?.reached.lowerBound,
      let longest = end?.expression?.reached.upperBound, longest >= period
    else { return }
    add(
      every,
      "found \(Dimension.duration.text(period)), allowed more than one of them lasts "
        + "(\(Dimension.duration.text(longest)))")
  }

  private mutating func checkRestore(_ restore: CompiledNode, _ outage: CompiledNode) {
    guard let last = restore.items.last else {
      return add(restore, "found no steps, allowed at least one", suggestion: "delete restore")
    }
    checkRising(restore.items.compactMap { $0["after"] }, "steps")
    var before = outage["left"]?.expression?.reached.upperBound ?? 0
    for step in restore.items {
      guard let share = step["share"], let level = share.expression?.coefficient else { continue }
      if level < before {
        add(
          share,
          "found \(Dimension.share.text(level)) after \(Dimension.share.text(before)), "
            + "allowed shares that don't fall")
      }
      before = level
    }
    if let share = last["share"], let level = share.expression?.coefficient, level < 1 {
      add(
        share, "found \(Dimension.share.text(level)) in the last step, allowed 100 %",
        suggestion: "add a step in which all is back")
    }
  }

  // MARK: Policies

  mutating func checkPolicies() {
    for (_, policy) in country["policies"]?.entries ?? [] {
      guard let retries = policy["retries"], retries["at_most"] == nil, !retries.isPartial,
        let pause = retries["pause"], case .variate(.constant, let values) = pause.content,
        let value = values.first?.value, value.reached.lowerBound <= 0
      else { continue }
      add(
        pause, "found no pause between retries without end, allowed a pause above 0 s",
        suggestion: "add at_most, or a pause")
    }
  }
}
