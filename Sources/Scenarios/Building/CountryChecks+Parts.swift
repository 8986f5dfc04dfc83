import Quantities

extension CountryChecks {
  // MARK: Blocks and services

  mutating func checkBlocks() {
    let blocks = country["blocks"]?.entries ?? []
    for (_, block) in blocks { checkWork(block) }
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
      checkWork(service)
      guard let journey = service["journey"] else { continue }
      if journey.items.isEmpty, !journey.isPartial {
        add(journey, "found an empty journey, allowed at least one step")
      }
      check(steps: journey)
    }
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
    for (name, people) in programme["people"]?.entries ?? []
    where people.whole == 0 && !people.isNeutral {
      add(people, "found no \(name), allowed at least one where a programme is run")
    }
    checkSpecialists(programme)
    checkTranches(programme)
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

  /// Work that nobody can do would never end.
  private mutating func checkSpecialists(_ programme: CompiledNode) {
    let people = programme["people"]
    if let share = programme["security_share"], share.expression?.reached.upperBound ?? 0 > 0,
      people?["security_specialists"]?.whole ?? 0 == 0
    {
      add(
        share, "found security work without anybody to do it, allowed with security_specialists",
        suggestion: "add programme.people.security_specialists")
    }
    let kits = programme["workforce"]?["enrolment_kits"]?.whole ?? 0
    let existing = (country["existing"]?.items ?? []).compactMap { $0["block"]?.text }
    for (name, block) in country["blocks"]?.entries ?? [] where !existing.contains(name) {
      guard let enrolment = block["enrolment"] else { continue }
      if people?["enrollers"]?.whole ?? 0 == 0 || kits == 0 {
        add(
          enrolment, "found enrolment without enrollers or kits, allowed with both",
          suggestion: "add programme.people.enrollers and programme.workforce.enrolment_kits")
      }
    }
    for closure in programme["workforce"]?["closures"]?.items ?? [] {
      guard let from = closure["from"]?.day, let to = closure["to"]?.day,
        (from.month, from.day) > (to.month, to.day)
      else { continue }
      add(
        closure, "found a closure that ends before it starts, allowed days of one year in order",
        suggestion: "write one closure to 31 December and one from 1 January")
    }
  }

  private mutating func checkTranches(_ programme: CompiledNode) {
    for tranche in programme["tranches"]?.items ?? [] {
      checkOnce(tranche["earmark"])
      guard tranche["services_live"] != nil, tranche["committed"] != nil else { continue }
      add(tranche, "found two conditions of one tranche, allowed one")
    }
  }

  /// Whether a block or service says how much work it is.
  mutating func checkWork(_ part: CompiledNode) {
    guard part["effort"] == nil, part["size"] == nil, !part.isPartial else { return }
    add(part, "found neither effort nor size, allowed one of them", suggestion: "add effort")
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
}
