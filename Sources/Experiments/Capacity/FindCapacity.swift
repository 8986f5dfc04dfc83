import Economics
import Operations
import Quantities
import Scenarios
import Statistics

/// The cheapest servers and bandwidth that meet goals in every window, also with one server down.
///
/// 1. A run with endless capacity says what each place has to carry, and what no capacity can mend.
/// 2. Closed forms order the sizes: each step buys what takes away most waiting per money.
/// 3. Simulation finds the first size on that path that meets all goals with confidence, takes away what
///    is not needed, and tries cheaper steps for dearer ones. All sizes meet the same requests.
/// 4. Fresh chance proves what was found, and makes it larger where it must.
///
/// What is proved is that the goals are met; that nothing is cheaper is what closed forms and steps around
/// the find say, no proof. Same seed, same answer, on any number of threads.
///
/// - Throws: `ExperimentError.badOption` for goals about places that are not there; as models and countries
///   do.
public func findCapacity(
  _ scenario: Scenario, _ search: CapacityOptions, options: StudyOptions,
  progress: @Sendable (StudyProgress) -> Void = { _ in }
) async throws(ExperimentError) -> CapacityReport {
  try search.checked()
  try options.checked()
  let (cases, heading) = try capacityCases(scenario, search, options)
  var report = CapacityReport(
    study: scenario.study, title: scenario.title, notes: heading, seed: options.seed,
    confidence: search.confidence, currency: cases.first?.currency, plans: [], run: .none)
  for (index, one) in cases.enumerated() {
    func tell(_ stage: Int, _ text: String) {
      let year = one.year.map { "year \($0), " } ?? ""
      progress(
        StudyProgress(worldsDone: 4 * index + stage, worlds: 4 * cases.count, stage: year + text))
    }
    let (plan, run) = try await capacityPlan(one, search, options, tell)
    report.plans.append(plan)
    report.notes += one.notes.filter { !report.notes.contains($0) }
    report.run.windows += run.windows
    report.run.requests += run.requests
    report.run.events += run.events
  }
  for index in report.plans.indices {
    guard let year = report.plans[index].year else { continue }
    report.plans[index].year = try firstYear(scenario) + year - 1
  }
  report.run.threads = options.threads
  return report
}

private func firstYear(_ scenario: Scenario) throws(ExperimentError) -> Int {
  try readCountry(scenario, scenario.baseline, [:]).time.start
}

/// What is to be sized, and what a reader should know of all of it.
private func capacityCases(
  _ scenario: Scenario, _ search: CapacityOptions, _ options: StudyOptions
) throws(ExperimentError) -> (cases: [CapacityCase], notes: [String]) {
  let baseline = try readCountry(scenario, scenario.baseline, [:])
  guard baseline.stations.isEmpty else {
    guard search.alternative == nil, search.years.isEmpty else {
      throw .wrongKind(
        found: "a file that states its stations and window",
        needed: "a country for --alternative and --year")
    }
    return ([try CapacityCase(explicit: baseline, search, options)], [])
  }
  guard search.prices.isEmpty else {
    throw .wrongKind(
      found: "a country", needed: "a file with stations for --price; a country has money: prices")
  }
  let alternative = try NetworkRun.alternative(search.alternative, of: scenario)
  let replication = try Replication(
    try readCountry(scenario, alternative, [:]), prefix: nil,
    name: StreamName(seed: options.seed).child("chance").child(0).child(0),
    planPrices: try Prices(baseline).plan)
  guard let network = replication.network else {
    throw try NetworkRun.nothingRuns(in: alternative, of: scenario)
  }
  var years = search.years.isEmpty ? network.terms.windows.years : search.years
  years = Set(years).sorted()
  if search.years.isEmpty { years = years.filter { $0 <= replication.years } }
  for year in years where !(1...replication.years).contains(year) {
    throw .badOption(
      name: "--year", found: "\(year)", allowed: "1 to \(replication.years), years of the programme"
    )
  }
  var cases: [CapacityCase] = []
  for year in years {
    cases.append(try CapacityCase(replication, network, year: year, search))
  }
  let note =
    "\(alternative), at the central values of all assumptions; one history of delivery by the seed"
  return (cases, [note])
}

/// Sizes one model, or one year of a country.
private func capacityPlan(
  _ one: CapacityCase, _ search: CapacityOptions, _ options: StudyOptions,
  _ tell: (Int, String) -> Void
) async throws(ExperimentError) -> (CapacityReport.Plan, RunRecord) {
  tell(0, "what each place has to carry")
  let pilot = try await CapacityPilot(one.windows, one.items, options)
  let places = pilot.places(one.items, failures: search.failures)
  let requirements = try Requirement.all(search.objectives, places, pilot.windows)
  let trial = CapacityTrial(pilot.windows, requirements, options, level: search.confidence)
  var finder = CapacitySearch(trial, places, failures: search.failures)
  var plan = CapacityReport.Plan(
    year: one.year, isMet: false, reason: nil, places: [], goals: [],
    costNow: places.reduce(0) { $0 + $1.cost($1.now) }, cost: 0, looks: 0, replications: 0,
    level: search.confidence, byClosedForms: [], next: nil)
  guard !pilot.isIdle else {
    guard one.year != nil else {
      throw .model(part: "capacity", what: "no request came in the window; lengthen window.length")
    }
    (plan.isMet, plan.reason) = (true, "nobody asks for anything yet, so nothing is needed")
    return (plan, finder.trial.run)
  }
  if let reason = try await beyondCapacity(&finder, one.items, servers: pilot.endlessServers) {
    plan.reason = reason
    return (plan, finder.trial.run)
  }
  plan.byClosedForms = finder.trial.rareStations
  tell(1, "the cheapest sizes")
  let (found, last) = try await finder.cheapest()
  guard var sizes = found else {
    plan.reason = finder.text(last)
    return (plan, finder.trial.run)
  }
  tell(2, "proof on fresh chance")
  let proof = try await CapacityProof(&finder, &sizes)
  plan.places = try await finder.report(sizes, proof)
  plan.cost = plan.places.reduce(0) { $0 + $1.cost }
  plan.goals = finder.goals(proof)
  (plan.isMet, plan.looks) = (proof.isMet, proof.looks)
  (plan.level, plan.replications) = (proof.level, proof.replications)
  if let missed = proof.missed {
    let goal = requirements[missed.requirement].goal.text
    plan.reason =
      "\(goal) could not be shown to hold in \(missed.window), \(missed.state.text(places)), after "
      + "\(proof.looks) looks; ask for more replications, or a goal further from what is possible"
    return (plan, finder.trial.run)
  }
  guard search.findsBreakingPoint else { return (plan, finder.trial.run) }
  tell(3, "what breaks next")
  var growth = CapacityGrowth(sizes, proof)
  plan.next = try await growth.found(&finder)
  return (plan, finder.trial.run)
}

/// Why goals are missed whatever is bought; `nil` where endless capacity meets them.
private func beyondCapacity(
  _ finder: inout CapacitySearch, _ items: [CapacityCase.Item], servers: Int
) async throws(ExperimentError) -> String? {
  for (index, window) in finder.trial.windows.enumerated() where window.isSearched {
    let model = CapacityPilot.endless(window.model, items, servers: servers)
    let verdict = try await finder.settle(model, index)
    guard !verdict.isMet else { continue }
    return
      "\(finder.shortfall(verdict)) in \(window.name) even with endless servers and bandwidth: "
      + "service itself, users' own connections, fixed delays and what stays as it is take that much; "
      + "set a goal that leaves room for them"
  }
  return nil
}

extension CapacitySearch {
  fileprivate func text(_ last: Verdict) -> String {
    "\(shortfall(last)) in \(trial.windows[last.window].name), \(last.state.text(places)), at every size "
      + "tried; more servers and bandwidth do not help, so set a goal that leaves more room"
  }

  /// Such as `p95 sojourn_time < 2 s is missed (only 91.2 % keep it)`.
  fileprivate func shortfall(_ verdict: Verdict) -> String {
    let requirement = trial.requirements[verdict.requirement]
    let verb = verdict.isClear ? "is missed" : "is too close to call"
    let place = requirement.place.isEmpty ? "" : " at \(requirement.place)"
    guard let ratio = verdict.judgement?.ratio else {
      return "\(requirement.goal.text)\(place) \(verb)"
    }
    let isTime = requirement.goal.figure.isTime && requirement.goal.quantile == nil
    let found =
      isTime
      ? TimeSpan(seconds: ratio).formatted() : "\(QuantityFormat.number(ratio * 100, digits: 4)) %"
    let words = requirement.goal.quantile == nil ? "it is \(found)" : "\(found) keep it"
    return "\(requirement.goal.text)\(place) \(verb) (\(words))"
  }

  /// What was found at each place, and what one step less would break.
  fileprivate mutating func report(
    _ sizes: [Int], _ proof: CapacityProof
  ) async throws(ExperimentError) -> [CapacityReport.Place] {
    var report: [CapacityReport.Place] = []
    for (index, place) in places.enumerated() {
      let binding = try await binding(of: index, sizes, proof)
      let needed = place.ladder[sizes[index]]
      report.append(
        CapacityReport.Place(
          name: place.name, kind: place.kind.rawValue, now: place.now, needed: needed,
          costNow: place.cost(place.now), cost: place.cost(needed),
          utilisation: place.load / needed, binding: binding,
          isByClosedForm: floors[index] > 0 && sizes[index] == floors[index]))
    }
    return report
  }

  /// What one step less at a place would break; `nil` where less could not carry the load.
  private mutating func binding(
    of place: Int, _ sizes: [Int], _ proof: CapacityProof
  ) async throws(ExperimentError) -> CapacityReport.Binding? {
    guard sizes[place] > 0 else { return nil }
    var fewer = sizes
    fewer[place] -= 1
    let verdict = try await verdict(fewer)
    // Enough for the search, so it was the proof that asked for it.
    guard !verdict.isMet else {
      return proof.raised[place].map { missed in
        CapacityReport.Binding(
          goal: trial.requirements[missed.requirement].goal.text, window: missed.window,
          state: missed.state.text(places), isClear: false)
      }
    }
    return CapacityReport.Binding(
      goal: trial.requirements[verdict.requirement].goal.text,
      window: trial.windows[verdict.window].name, state: verdict.state.text(places),
      isClear: verdict.isClear)
  }

  fileprivate func goals(_ proof: CapacityProof) -> [CapacityReport.Goal] {
    proof.tightest.map { tight in
      let requirement = trial.requirements[tight.requirement]
      return CapacityReport.Goal(
        goal: requirement.goal.text, place: requirement.place, window: tight.window,
        state: tight.state.text(places), unit: requirement.goal.figure.isTime ? "s" : "share",
        limit: requirement.goal.limit, value: tight.value, bound: tight.bound,
        keptBy: requirement.goal.quantile == nil ? nil : tight.judgement.ratio,
        margin: tight.margin)
    }
  }
}

// MARK: - Goals and places

extension Requirement {
  /// Every goal at every place that it is about.
  static func all(
    _ goals: [ServiceLevelObjective], _ places: [CapacityPlace], _ windows: [CapacityWindow]
  ) throws(ExperimentError) -> [Requirement] {
    var requirements: [Requirement] = []
    for (index, goal) in goals.enumerated() {
      let targets = try targets(of: goal, places, windows)
      guard !targets.isEmpty else {
        throw .badOption(
          name: "--slo", found: "'\(goal.text)'",
          allowed: "a goal about something that can be sized; this file has nothing of that kind")
      }
      requirements += targets.map { Requirement(objective: index, goal: goal, target: $0) }
    }
    return requirements
  }

  private static func targets(
    of goal: ServiceLevelObjective, _ places: [CapacityPlace], _ windows: [CapacityWindow]
  ) throws(ExperimentError) -> [Target] {
    let stations = places.filter { $0.kind == .station }.map(\.name)
    let links = places.filter { $0.kind == .link }.map(\.name)
    guard let name = goal.place else {
      switch goal.figure {
      case .waitingTime: return stations.map { .station($0) }
      case .utilisation: return stations.map { .station($0) } + links.map { .link($0) }
      case .sojournTime, .completionShare, .blockingShare, .abandonmentShare:
        return [.requests(group: nil)]
      }
    }
    let ofStreams = goal.figure != .waitingTime && goal.figure != .utilisation
    let groups = ofStreams ? windows.first?.model.groups ?? [] : []
    if stations.contains(name) { return [.station(name)] }
    if groups.contains(name) { return [.requests(group: name)] }
    let isLoad = goal.figure == .utilisation
    if isLoad, links.contains(name) { return [.link(name)] }
    let allowed = stations + groups + (isLoad ? links : [])
    let hint = Spelling.nearest(to: name, in: allowed).map { "; did you mean \($0)?" } ?? ""
    throw .badOption(
      name: "--slo", found: "'\(goal.text)'",
      allowed: "at one of \(allowed.prefix(12).joined(separator: ", "))"
        + (allowed.count > 12 ? " …" : "") + hint)
  }
}
