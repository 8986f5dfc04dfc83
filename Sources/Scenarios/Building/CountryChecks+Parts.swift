import Quantities

extension CountryChecks {
  // MARK: Blocks and services

  mutating func checkBlocks() {
    let blocks = country["blocks"]?.entries ?? []
    for (_, block) in blocks
    where block["mode"]?.text == BlockMode.adopt.rawValue && !block.isPartial {
      guard block["adopt_effort_share"]?.isNeutral ?? true else { continue }
      add(
        block, "found mode adopt without adopt_effort_share, allowed both",
        suggestion: "add adopt_effort_share")
    }
    if let circle = circleOfNeeds(blocks) {
      let node = country["blocks"]?[circle[0]]?["needs"] ?? country
      add(node, "found a circle of needs (\(circle.joined(separator: " → "))), allowed none")
    }
    let mediators = blocks.filter { $0.value["is_mediator"]?.truth == true }
    for (name, block) in mediators.dropFirst() {
      add(block, "found a second mediator (\(mediators[0].key), \(name)), allowed one")
    }
  }

  /// A circle of blocks that need each other, first name repeated at the end; or `nil`.
  private func circleOfNeeds(_ blocks: [(key: String, value: CompiledNode)]) -> [String]? {
    var needs: [String: [String]] = [:]
    for (name, block) in blocks { needs[name] = (block["needs"]?.items ?? []).compactMap(\.text) }
    var finished: Set<String> = []
    for (start, _) in blocks where !finished.contains(start) {
      // Depth first without recursion: the path, and for each block on it which needs are left.
      var path = [start]
      var left = [needs[start] ?? []]
      while let name = path.last, let next = left[left.count - 1].popLast() ?? "" as String? {
        if next.isEmpty {
          finished.insert(name)
          path.removeLast()
          left.removeLast()
          if path.isEmpty { break }
        } else if let position = path.firstIndex(of: next) {
          return Array(path[position...]) + [next]
        } else if !finished.contains(next) {
          path.append(next)
          left.append(needs[next] ?? [])
        }
      }
    }
    return nil
  }

  mutating func checkRegistries() {
    var keeper: [String: String] = [:]
    for (name, agency) in country["agencies"]?.entries ?? [] {
      for item in agency["registries"]?.items ?? [] {
        guard let registry = item.text else { continue }
        if let other = keeper[registry] {
          add(
            item,
            "found the registry \(excerpt(registry)) at \(name) and at \(other), allowed one keeper"
          )
        }
        keeper[registry] = name
      }
    }
  }

  mutating func checkServices() {
    for (_, service) in country["services"]?.entries ?? [] {
      guard let journey = service["journey"] else { continue }
      if journey.items.isEmpty, !journey.isPartial {
        add(journey, "found an empty journey, allowed at least one step")
      }
      checkSteps(journey)
    }
  }

  /// Branches add up; registries are called with their keeper's name.
  private mutating func checkSteps(_ steps: CompiledNode) {
    for step in steps.items {
      if let branch = step["branch"] {
        checkSum(
          branch.items.compactMap { $0["probability"]?.expression }, at: branch, "probabilities",
          within: 1e-6)
        for way in branch.items { way["steps"].map { checkSteps($0) } }
      }
      if let parallel = step["parallel"] {
        for lane in parallel.items { lane["steps"].map { checkLane($0) } }
      }
      guard let call = step["call"] ?? step["notify"], let name = call.text else { continue }
      let isRegistry = country["blocks"]?[name]?["is_registry"]?.truth ?? false
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
      if !isRegistry, let of = step["of"], country["blocks"]?[name] != nil {
        add(
          of, "found of with \(name), which is no registry, allowed with registries only",
          suggestion: "delete of, or set is_registry: true")
      }
    }
  }

  /// What is done at once with something else.
  private mutating func checkLane(_ steps: CompiledNode) {
    if steps.items.isEmpty, !steps.isPartial {
      add(steps, "found nothing to do, allowed at least one step")
    }
    for step in steps.items {
      if let think = step["think"] {
        add(
          think,
          "found think in parallel, allowed calls, transfers and branches: a citizen does not "
            + "think in parallel")
      }
    }
    checkSteps(steps)
  }

  mutating func checkCatalogue() {
    guard let catalogue = country["catalogue"], !catalogue.items.isEmpty else { return }
    checkSum(
      catalogue.items.compactMap { $0["demand_share"]?.expression }, at: catalogue,
      "demand shares", within: 1e-3 + 1e-9)
    let count = catalogue.items.reduce(0) { $0 + ($1["count"]?.whole ?? 0) }
    guard count > 100_000 else { return }
    add(catalogue, "found \(count) services, allowed 100000")
  }

  // MARK: Programme and organisation

  mutating func checkProgramme() {
    guard let programme = country["programme"] else { return }
    for (name, people) in programme["people"]?.entries ?? [] where people.whole == 0 {
      add(people, "found no \(name), allowed at least one where a programme is run")
    }
    if let design = programme["design_share"]?.expression,
      let test = programme["test_share"]?.expression,
      design.reached.upperBound + test.reached.upperBound > 1
    {
      add(programme, "found design_share and test_share above 100 % together, allowed less")
    }
    let overruns = programme["overruns"]
    if let start = overruns?["tail_start"]?.expression, let end = overruns?["tail_end"],
      let high = end.expression, high.reached.lowerBound <= start.reached.upperBound
    {
      add(end, "found a tail that ends before it starts, allowed tail_end above tail_start")
    }
  }

  mutating func checkOrganisation() {
    guard let organisation = country["organisation"], organisation["delivers"]?.truth == true else {
      return
    }
    var needed = ["sharing", "integration", "central_share", "site_of_own"]
    if organisation["sharing"]?.text == Sharing.shared.rawValue {
      needed += ["joining", "joining_delay", "governance_delay", "governance", "site_of_shared"]
    }
    for key in needed where organisation[key]?.isNeutral ?? !organisation.isPartial {
      let path = organisation.path.isEmpty ? key : "\(organisation.path).\(key)"
      faults.add(
        Diagnostic(
          at: organisation.place, keyPath: path,
          "found nothing, allowed a value, because delivers is true"
            + (needed.firstIndex(of: key).map { $0 > 3 } == true ? " and sharing is shared" : ""),
          suggestion: "add \(key)"))
    }
    let hasMediator = (country["blocks"]?.entries ?? []).contains {
      $0.value["is_mediator"]?.truth == true
    }
    if organisation["integration"]?.text == IntegrationMode.mediator.rawValue, !hasMediator {
      add(
        organisation["integration"] ?? organisation,
        "found mediator, but no block with is_mediator: true",
        suggestion: "write point_to_point, or mark the block")
    }
  }

  // MARK: Operations

  mutating func checkWindows() {
    guard let years = country["operations"]?["windows"]?["years"] else { return }
    if years.items.isEmpty, !years.isPartial { add(years, "found no years, allowed at least one") }
    guard let horizon = country["time"]?["horizon"]?.expression?.coefficient else { return }
    let last = TimeSpan(seconds: horizon).years
    for year in years.items where Double(year.whole ?? 1) > last + 1e-9 {
      add(
        year,
        "found year \(year.whole ?? 0), allowed years up to the horizon (\(QuantityFormat.number(last)))"
      )
    }
  }

  mutating func checkStations() {
    for (_, station) in country["stations"]?.entries ?? [] {
      let between = station["mean_time_between_failures"]
      let repair = station["mean_time_to_repair"]
      guard (between == nil) != (repair == nil), !station.isPartial else { continue }
      add(
        station,
        "found one of mean_time_between_failures and mean_time_to_repair, allowed both or neither")
    }
    for (_, station) in country["stations"]?.entries ?? []
    where station["discipline"]?.text == QueueDiscipline.processorSharing.rawValue {
      for key in ["queue_limit", "patience", "mean_time_between_failures"] {
        if let found = station[key] {
          add(
            found,
            "found \(key) with processor_sharing, allowed without: nobody waits there; delete it")
        }
      }
    }
  }

  mutating func checkJourneys() {
    for (_, journey) in country["journeys"]?.entries ?? [] {
      if let steps = journey["steps"] {
        if steps.items.isEmpty, !steps.isPartial {
          add(steps, "found an empty journey, allowed at least one step")
        }
        checkSteps(steps)
      }
      guard let start = journey["start"], let routing = journey["routing"] else { continue }
      checkStationNames(start)
      checkStationNames(routing)
      checkSum(
        start.entries.compactMap(\.value.expression), at: start, "probabilities", within: 1e-6)
      for (_, row) in routing.entries {
        checkStationNames(row)
        let sum = worstSum(row.entries.compactMap(\.value.expression))
        guard sum > 1 + 1e-6 else { continue }
        let text = QuantityFormat.number(sum * 100, digits: 6, isGrouped: false)
        add(row, "found probabilities that add up to \(text) %, allowed at most 100 %")
      }
      checkWayOut(start, routing)
    }
  }

  private mutating func checkStationNames(_ map: CompiledNode) {
    let names = country["stations"]?.keys ?? []
    for (name, value) in map.entries where !names.contains(name) {
      add(
        value, "found the station \(excerpt(name)), allowed \(names.joined(separator: ", "))",
        suggestion: Spelling.nearest(to: name, in: names).map { "did you mean \($0)?" })
    }
  }

  /// From every station that can be reached, requests must be able to leave; otherwise they pile up
  /// for ever.
  private mutating func checkWayOut(_ start: CompiledNode, _ routing: CompiledNode) {
    guard !routing.isPartial, routing.entries.allSatisfy({ !$0.value.isPartial }) else { return }
    var next: [String: [String]] = [:]
    var leaving: Set<String> = Set(country["stations"]?.keys ?? []).subtracting(routing.keys)
    for (name, row) in routing.entries {
      let shares = row.entries.compactMap(\.value.expression)
      next[name] = row.entries.filter { ($0.value.expression?.coefficient ?? 0) > 0 }.map(\.key)
      if shares.reduce(0, { $0 + $1.coefficient }) < 1 - 1e-9 { leaving.insert(name) }
    }
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for (name, followers) in next
      where !leaving.contains(name) && followers.contains(where: leaving.contains) {
        leaving.insert(name)
        isGrowing = true
      }
    }
    for (name, row) in routing.entries where !leaving.contains(name) {
      add(row, "found a station (\(name)) that requests never leave, allowed a way out")
    }
  }
}
