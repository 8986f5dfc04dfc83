import Quantities

/// Explicit stations and what takes them down.
extension CountryChecks {
  /// Servers that fail or are taken away are kept one by one; so many at most [1].
  private static let mostTracked = 1 << 24

  mutating func checkStations() {
    var hit: Set<String> = []
    for (_, outage) in country["outages"]?.entries ?? [] {
      hit.formUnion((outage["stations"]?.items ?? []).compactMap(\.text))
    }
    var tracked = 0
    for (name, station) in country["stations"]?.entries ?? [] {
      checkFailures(station)
      checkSharing(station)
      checkQueue(station)
      checkTurns(station, isHit: hit.contains(name))
      checkShifts(station)
      if let scaling = station["autoscaling"] { checkScaling(scaling, station) }
      tracked += trackedServers(station, isHit: hit.contains(name))
    }
    guard tracked > Self.mostTracked, let stations = country["stations"] else { return }
    add(
      stations,
      "found \(tracked) servers that fail or are taken away, allowed \(Self.mostTracked) together")
  }

  private func trackedServers(_ station: CompiledNode, isHit: Bool) -> Int {
    let isInterrupted =
      station["discipline"]?.text == QueueDiscipline.preemptivePriority.rawValue
      || station["shift_end"]?.text == EndOfShift.interrupt.rawValue
    guard isHit || isInterrupted || station["mean_time_between_failures"] != nil else { return 0 }
    let numbers = (station["shifts"]?.items ?? []).compactMap { $0["servers"]?.whole }
    let most = [station["servers"]?.whole, station["autoscaling"]?["most"]?.whole].compactMap(
      \.self)
    return ((numbers + most).max() ?? 0) * (station["replicas"]?.whole ?? 1)
  }

  private mutating func checkFailures(_ station: CompiledNode) {
    let between = station["mean_time_between_failures"]
    let repair = station["mean_time_to_repair"]
    guard (between == nil) != (repair == nil), !station.isPartial else { return }
    add(
      station,
      "found one of mean_time_between_failures and mean_time_to_repair, allowed both or neither")
  }

  /// What needs a queue, or servers that serve one request each.
  private mutating func checkSharing(_ station: CompiledNode) {
    guard station["discipline"]?.text == QueueDiscipline.processorSharing.rawValue else { return }
    for key in ["queue_limit", "patience", "deterrence", "mean_time_between_failures"] {
      if let found = station[key], !found.isNeutral {
        add(
          found,
          "found \(key) with processor_sharing, allowed without: nobody waits there; delete it")
      }
    }
  }

  private mutating func checkQueue(_ station: CompiledNode) {
    if let rule = station["when_full"], rule.text == FullQueue.block.rawValue {
      if station["queue_limit"] == nil, !station.isPartial {
        add(
          rule, "found block without queue_limit, allowed both", suggestion: "add queue_limit")
      }
      for key in ["patience", "deterrence"] {
        if let found = station[key], !found.isNeutral {
          add(
            found,
            "found \(key) with when_full: block, allowed without: who is held up by a full queue "
              + "cannot go away from it", suggestion: "delete it")
        }
      }
    }
    if let balancing = station["balancing"], station["replicas"] == nil, !station.isPartial {
      add(
        balancing, "found balancing without replicas, allowed both", suggestion: "add replicas")
    }
  }

  /// With contention and in batches, nobody can be taken out of service half done.
  private mutating func checkTurns(_ station: CompiledNode, isHit: Bool) {
    let order = station["discipline"]?.text ?? QueueDiscipline.firstComeFirstServed.rawValue
    for key in ["contention", "batch_limit"] {
      guard let found = station[key], key == "contention" || found.whole ?? 1 > 1 else { continue }
      let what = key == "contention" ? "contention" : "batches"
      let isPlain =
        key == "contention"
        ? order != QueueDiscipline.preemptivePriority.rawValue
        : order == QueueDiscipline.firstComeFirstServed.rawValue
      if !isPlain {
        add(
          found, "found \(what) with \(order), allowed with first_come_first_served",
          suggestion: "delete \(key) or discipline")
      }
      for other in ["mean_time_between_failures", "shifts", "autoscaling"]
      where station[other] != nil {
        add(
          found,
          "found \(what) with \(other), allowed one of them: nobody can be taken out of "
            + "such a service half done", suggestion: "delete one")
      }
      if isHit {
        add(
          found,
          "found \(what) at a station that an outage hits, allowed one of them: nobody can "
            + "be taken out of such a service half done", suggestion: "delete one")
      }
    }
    if let batch = station["batch_limit"], batch.whole ?? 1 > 1, station["contention"] != nil {
      add(batch, "found batches with contention, allowed one of them", suggestion: "delete one")
    }
  }

  private mutating func checkShifts(_ station: CompiledNode) {
    let shifts = station["shifts"]
    checkRising(shifts?.items.compactMap { $0["from"] } ?? [], "shifts")
    if let end = station["shift_end"], shifts == nil, !station.isPartial {
      add(end, "found shift_end without shifts, allowed both", suggestion: "add shifts")
    }
    if let shifts, station["autoscaling"] != nil {
      add(
        shifts, "found shifts with autoscaling, allowed one of them", suggestion: "delete shifts")
    }
  }

  /// Times that must each be later than the one before.
  private mutating func checkRising(_ times: [CompiledNode], _ what: String) {
    for (earlier, later) in zip(times, times.dropFirst()) {
      guard let first = earlier.expression?.coefficient, let next = later.expression?.coefficient,
        next <= first
      else { continue }
      add(
        later,
        "found \(Dimension.duration.text(next)) after \(Dimension.duration.text(first)), allowed "
          + "\(what) in order of time", suggestion: "sort them, each time once")
    }
  }

  private mutating func checkScaling(_ scaling: CompiledNode, _ station: CompiledNode) {
    let levels = ["low", "target", "high"].compactMap { scaling[$0]?.expression?.coefficient }
    if levels.count == 3, !(levels[0] <= levels[1] && levels[1] <= levels[2]) {
      add(
        scaling, "found low, target and high out of order, allowed low ≤ target ≤ high")
    }
    if scaling["signal"]?.text == ScalingSignal.utilisation.rawValue, let high = scaling["high"],
      let level = high.expression?.coefficient, level > 1
    {
      add(
        high, "found \(Dimension.share.text(level)), allowed at most 100 % of utilisation")
    }
    guard let least = scaling["least"]?.whole, let most = scaling["most"]?.whole else { return }
    if least > most {
      add(scaling, "found least \(least) above most \(most), allowed least ≤ most")
    } else if let servers = station["servers"], let count = servers.whole,
      !(least...most).contains(count)
    {
      add(
        servers,
        "found \(count) servers at the start, allowed \(least) to \(most), as autoscaling "
          + "says")
    }
  }

  // MARK: Outages

  mutating func checkOutages() {
    for (_, outage) in country["outages"]?.entries ?? [] {
      checkOnce(outage["stations"])
      checkOnce(outage["links"])
      let hit = [outage["stations"], outage["links"]].compactMap(\.self)
      if hit.allSatisfy({ $0.items.isEmpty && !$0.isPartial }), !outage.isPartial {
        add(
          outage, "found an outage of nothing, allowed stations, links or both",
          suggestion: "add stations")
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
