import Quantities

/// Steps of journeys, of services and explicit ones.
extension CountryChecks {
  /// Most rounds of loops in each other, together [1].
  private static let mostRounds = 1e6
  /// Most combinations of cells on one path [1].
  private static let mostWays = 268_435_455.0

  /// Where steps stand.
  struct Surroundings {
    var isParallel = false
    /// Most rounds of all loops around, together [1].
    var rounds = 1.0

    func repeated(_ times: Double) -> Surroundings {
      Surroundings(isParallel: isParallel, rounds: rounds * max(1, times))
    }
  }

  mutating func checkJourneys() {
    for (_, journey) in country["journeys"]?.entries ?? [] {
      if let steps = journey["steps"] {
        checkNotEmpty(steps, "an empty journey")
        check(steps: steps)
      }
      guard let start = journey["start"], let routing = journey["routing"] else { continue }
      checkRouting(start, routing)
    }
  }

  /// Branches add up; loops end; registries are called with their keeper's name.
  mutating func check(steps: CompiledNode?, in place: Surroundings = Surroundings()) {
    checkBlocking(steps?.items ?? [])
    for step in steps?.items ?? [] {
      checkStructure(step, place)
      checkCall(step, place)
      checkPath(step["via"])
      if let transfer = step["transfer"] {
        checkPath(transfer)
        if transfer.items.isEmpty, !transfer.isPartial {
          add(transfer, "found no link, allowed one or more")
        }
      }
      if place.isParallel, let think = step["think"] {
        add(
          think,
          "found think in parallel, allowed calls, transfers and branches: a citizen does not "
            + "think in parallel")
      }
    }
  }

  /// Each link once, and not too many ways through their cells.
  private mutating func checkPath(_ path: CompiledNode?) {
    checkOnce(path)
    let ways = (path?.items ?? []).reduce(1.0) {
      $0 * Double(country["links"]?[$1.text ?? ""]?["cells"]?.whole ?? 1)
    }
    guard ways > Self.mostWays, let path else { return }
    let text = QuantityFormat.number(ways, digits: 7, isGrouped: false)
    add(path, "found \(text) ways through the cells of these links, allowed fewer than 268435456")
  }

  /// Steps that hold steps.
  private mutating func checkStructure(_ step: CompiledNode, _ place: Surroundings) {
    if let branch = step["branch"] {
      checkSum(
        branch.items.compactMap { $0["probability"]?.expression }, at: branch, "probabilities",
        within: 1e-6)
      for way in branch.items { check(steps: way["steps"], in: place) }
    }
    if let parallel = step["parallel"] { checkParallel(step, parallel, place) }
    if let steps = step["repeat"] {
      checkNotEmpty(steps, "nothing to repeat")
      let inside = place.repeated(Double(step["at_most"]?.whole ?? 1))
      checkRounds(inside, at: step["at_most"])
      check(steps: steps, in: inside)
    }
    if let steps = step["attempt"] {
      checkNotEmpty(steps, "nothing to attempt")
      check(steps: steps, in: place)
      check(steps: step["otherwise"], in: place)
    }
  }

  private mutating func checkParallel(
    _ step: CompiledNode, _ parallel: CompiledNode, _ place: Surroundings
  ) {
    let count = parallel.items.count
    if count > 1_000 { add(parallel, "found \(count) things at once, allowed 1000") }
    if count == 0, !parallel.isPartial {
      add(parallel, "found nothing to do, allowed at least one thing")
    } else if let needed = step["needed"], let wanted = needed.whole, wanted > count,
      !parallel.isPartial
    {
      add(needed, "found \(wanted) needed of \(count), allowed at most \(count)")
    }
    var inside = place
    inside.isParallel = true
    for lane in parallel.items {
      checkNotEmpty(lane["steps"], "nothing to do")
      check(steps: lane["steps"], in: inside)
    }
  }

  private mutating func checkRounds(_ place: Surroundings, at node: CompiledNode?) {
    guard place.rounds > Self.mostRounds, let node else { return }
    let text = QuantityFormat.number(place.rounds, digits: 7, isGrouped: false)
    add(node, "found up to \(text) rounds of loops in each other, allowed 1000000 together")
  }

  private mutating func checkCall(_ step: CompiledNode, _ place: Surroundings) {
    guard let call = step["call"] ?? step["notify"], let name = call.text else { return }
    let block = country["blocks"]?[name]
    let isRegistry = block?["is_registry"]?.truth ?? false
    if isRegistry, step["of"] == nil, step["call"] != nil, !step.isPartial {
      add(
        call, "found a call to \(name) that doesn't say whose, allowed one with of",
        suggestion: "add of: with a registry's name")
    }
    if isRegistry, step["notify"] != nil {
      add(
        call, "found a notification to the registry \(name), allowed a call",
        suggestion: "write call")
    }
    if !isRegistry, let of = step["of"], block != nil {
      add(
        of, "found of with \(name), which is no registry, allowed with registries only",
        suggestion: "delete of, or set is_registry: true")
    }
    if let holding = step["holding"] { checkHolding(holding, of: name, step, place) }
    for key in ["request", "response"] {
      if let size = step[key], !size.isNeutral, step["via"] == nil {
        add(size, "found \(key) without via, allowed both", suggestion: "add via, or delete it")
      }
    }
  }

  private mutating func checkHolding(
    _ holding: CompiledNode, of name: String, _ step: CompiledNode, _ place: Surroundings
  ) {
    if sharesServers(name) {
      add(
        holding,
        "found holding at \(name), whose servers are shared, allowed with servers that serve one "
          + "request each", suggestion: "choose another discipline for \(name), and no batches")
    }
    let times = step["times"]?.expression?.reached.upperBound ?? 1
    let inside = place.repeated(times.rounded(.up))
    checkRounds(inside, at: step["times"])
    check(steps: holding, in: inside)
  }

  /// Whether several requests at a station have one server at a time.
  private func sharesServers(_ name: String) -> Bool {
    let station = country["stations"]?[name]
    return station?["discipline"]?.text == QueueDiscipline.processorSharing.rawValue
      || station?["batch_limit"]?.whole ?? 1 > 1
  }

  /// Who goes straight on to a station that blocks keeps a server until there is room.
  private mutating func checkBlocking(_ steps: [CompiledNode]) {
    for (step, next) in zip(steps, steps.dropFirst()) {
      guard let name = step["call"]?.text, let follower = next["call"]?.text, isDirect(step),
        isDirect(next), sharesServers(name), let call = step["call"],
        country["stations"]?[follower]?["when_full"]?.text == FullQueue.block.rawValue
      else { continue }
      add(
        call,
        "found a server that requests share straight before \(follower), which blocks, allowed a "
          + "station whose servers serve one request each")
    }
  }

  /// Whether a call may be one without time on the way, repetition, rules or work that it holds.
  private func isDirect(_ step: CompiledNode) -> Bool {
    guard step["via"] == nil, step["holding"] == nil, step["policy"] == nil else { return false }
    let times = step["times"]?.expression?.reached ?? 1...1
    return times.contains(1) && step["delay"]?.expression?.reached.lowerBound ?? 0 <= 0
  }
}
