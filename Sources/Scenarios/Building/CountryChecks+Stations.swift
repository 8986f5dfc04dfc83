import Quantities

/// Explicit stations and what takes them down.
extension CountryChecks {
  /// Servers that fail or are taken away are kept one by one; so many at most [1].
  private static let mostTracked = 1 << 24
  private static let mostCells = 1_000_000

  mutating func checkStations() {
    var hit: Set<String> = []
    for (_, outage) in country["outages"]?.entries ?? [] {
      hit.formUnion((outage["stations"]?.items ?? []).compactMap(\.text))
    }
    checkStandby()
    checkCells()
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
    if let closing = station["closing"], closing.text == ClosingTime.sendHome.rawValue {
      add(
        closing, "found send_home with processor_sharing, allowed wait: all are in service")
    }
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
      for other in ["mean_time_between_failures", "shifts", "opening_hours", "autoscaling"]
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
    let hours = station["opening_hours"]
    checkRising(shifts?.items.compactMap { $0["from"] } ?? [], "shifts")
    if shifts == nil, hours == nil, !station.isPartial {
      for key in ["shift_end", "closing", "shift_period"] {
        if let found = station[key] {
          add(found, "found \(key) without shifts, allowed both", suggestion: "add shifts")
        }
      }
    }
    if let shifts, hours != nil {
      add(shifts, "found shifts with opening_hours, allowed one of them", suggestion: "delete one")
    }
    if let hours {
      checkOpening(hours)
      if let period = station["shift_period"] {
        add(
          period,
          "found shift_period with opening_hours, allowed without: they are those of a week",
          suggestion: "delete it")
      }
    }
    if let period = station["shift_period"], let length = period.expression?.coefficient,
      let last = shifts?.items.last?["from"]?.expression?.coefficient, last >= length
    {
      add(
        period,
        "found \(Dimension.duration.text(length)), allowed more than the last shift's "
          + Dimension.duration.text(last))
    }
    for (key, node) in [("shifts", shifts), ("opening_hours", hours)] {
      guard let node else { continue }
      for other in ["autoscaling", "replicas"]
      where station[other] != nil && (other == "autoscaling" || station[other]?.whole != 1) {
        add(
          node, "found \(key) with \(other), allowed one of them", suggestion: "delete \(key)")
      }
    }
  }

  /// Hours of a day follow each other without overlap.
  mutating func checkOpening(_ hours: CompiledNode) {
    if hours.items.isEmpty, !hours.isPartial {
      add(hours, "found no hours, allowed some", suggestion: "delete opening_hours")
    }
    var taken: [String: [(from: Double, to: Double)]] = [:]
    for part in hours.items {
      checkOnce(part["days"])
      guard let from = part["from"]?.expression?.coefficient, let end = part["to"],
        let to = end.expression?.coefficient, let days = part["days"]
      else { continue }
      if days.items.isEmpty, !days.isPartial { add(days, "found no day, allowed one or more") }
      if to <= from {
        add(
          end,
          "found \(Dimension.duration.text(to)), allowed more than from "
            + "(\(Dimension.duration.text(from)))", suggestion: "write two parts around midnight")
      }
      for day in days.items {
        guard let name = day.text else { continue }
        if taken[name, default: []].contains(where: { from < $0.to && $0.from < to }) {
          add(day, "found hours on \(name) that overlap others, allowed hours that don't")
        }
        taken[name, default: []].append((from, to))
      }
    }
  }

  /// Requests that no station has a server for end at the last standby.
  private mutating func checkStandby() {
    let stations = country["stations"]
    for (name, station) in stations?.entries ?? [] {
      if let delay = station["failover_delay"], !delay.isNeutral, station["standby"] == nil,
        !station.isPartial
      {
        add(delay, "found failover_delay without standby, allowed both", suggestion: "add standby")
      }
      guard let standby = station["standby"] else { continue }
      var path = [name]
      var next = standby.text
      while let current = next, !path.contains(current) {
        path.append(current)
        next = stations?[current]?["standby"]?.text
      }
      guard next == name else { continue }
      let circle = (path + [name]).joined(separator: " → ")
      add(standby, "found a circle of standbys (\(circle)), allowed none")
    }
  }

  /// Times that must each be later than the one before.
  mutating func checkRising(_ times: [CompiledNode], _ what: String) {
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

  private mutating func checkCells() {
    let cells = (country["links"]?.entries ?? []).reduce(0) { $0 + ($1.value["cells"]?.whole ?? 1) }
    guard cells > Self.mostCells, let links = country["links"] else { return }
    add(links, "found \(cells) cells, allowed \(Self.mostCells) in all links together")
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
    if let replicas = station["replicas"], replicas.whole != 1 {
      add(
        scaling, "found autoscaling with replicas, allowed one of them",
        suggestion: "delete replicas")
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
}
