import Operations
import Statistics

/// Looks for the cheapest sizes by simulation, along the path that closed forms show.
///
/// All sizes meet the same requests, and a size counts as enough where every goal is met with
/// confidence in every window, with one server down at any one station.
struct CapacitySearch {
  /// Whether sizes are enough, and if not, what says so.
  struct Verdict: Hashable, Sendable {
    var isMet: Bool
    /// Whether the goal is missed with confidence, and not only not met with confidence.
    var isClear = false
    /// The first that is not met, and all of them when the runs ended.
    var requirement = 0
    var unmet: [Int] = []
    /// What the runs show of it; `nil` where nothing was counted.
    var judgement: Judgement?
    var window = 0
    var state = FailureState.allUp

    static let met = Verdict(isMet: true)
  }

  var trial: CapacityTrial
  let places: [CapacityPlace]
  let failures: Int
  /// The least rung of each place: what closed forms give where too few calls come to judge by, else 0.
  let floors: [Int]
  private var known: [[Int]: Verdict] = [:]

  /// How much a close call may take, over a first look [1].
  private static let patience = 8

  init(_ trial: CapacityTrial, _ places: [CapacityPlace], failures: Int) {
    (self.trial, self.places, self.failures) = (trial, places, failures)
    floors = places.map { place in
      place.kind == .station && trial.isSometimesRare(place.name)
        ? place.firstRung(trial.requirements, failures: failures) : 0
    }
  }

  /// - Returns: the rung of each place; `nil` where no size on the path is enough, with the last verdict.
  mutating func cheapest() async throws(ExperimentError) -> (sizes: [Int]?, last: Verdict) {
    let start = places.map { $0.firstRung(trial.requirements, failures: failures) }
    let path = CapacityPath(places, start: start, enough: enough)
    let (found, last) = try await firstEnough(path)
    guard var sizes = found else { return (nil, last) }
    try await prune(&sizes)
    try await exchange(&sizes)
    return (sizes, last)
  }

  /// Waiting too short to matter for any goal [s].
  private var enough: Double {
    let limits = trial.requirements.filter { $0.goal.figure.isTime }.map(\.goal.limit)
    if let least = limits.min() { return least * 1e-3 }
    let work = places.reduce(0.0) { sum, place in
      guard case .servers(_, let time, _, _) = place.delay.law else { return sum }
      return sum + place.delay.visits * time
    }
    return work * 1e-3
  }

  // MARK: Along the path

  /// The shortest way along the path to a size that is enough, taking for granted that more is never
  /// worse. What is missed at one place alone is mended there.
  private mutating func firstEnough(
    _ path: CapacityPath
  ) async throws(ExperimentError) -> ([Int]?, last: Verdict) {
    let limit = trial.requirements.filter { $0.goal.figure.isTime }.map(\.goal.limit).min()
    let guess = limit.flatMap { limit in path.waiting.firstIndex { $0 <= limit / 10 } } ?? 0
    var (short, long): (Int, Int?) = (-1, nil)
    var (next, stride) = (min(guess, path.steps.count), 1)
    var last = Verdict.met
    var least = path.start
    var raises = 0
    while true {
      let sizes = zip(path.sizes(after: next), least).map { max($0, $1) }
      let verdict = try await verdict(sizes)
      if !verdict.isMet, let place = place(of: verdict.requirement) {
        raises += 1
        let raised = sizes[place] + (1 << min(10, raises / 8))
        guard raises <= Self.raises, raised < places[place].ladder.count else {
          return (nil, verdict)
        }
        least[place] = raised
        continue
      }
      if verdict.isMet { long = next } else { (short, last) = (next, verdict) }
      if let long {
        if long - short <= 1 {
          return (zip(path.sizes(after: long), least).map { max($0, $1) }, last)
        }
        next = short < 0 ? max(0, long - stride) : short + (long - short) / 2
      } else {
        guard short < path.steps.count else { return (nil, last) }
        next = min(path.steps.count, short + stride)
      }
      stride *= 2
    }
  }

  /// Most steps at places that miss goals of their own [1].
  private static let raises = 64

  /// The place that a requirement is about; `nil` for requests.
  func place(of requirement: Int) -> Int? {
    let target = trial.requirements[requirement].target
    return places.firstIndex { place in
      switch target {
      case .station(let name): place.kind == .station && place.name == name
      case .link(let name): place.kind == .link && place.name == name
      case .requests: false
      }
    }
  }

  // MARK: Around it

  /// Takes away what is not needed, the dearest first.
  private mutating func prune(_ sizes: inout [Int]) async throws(ExperimentError) {
    let order = places.indices.filter { sizes[$0] > floors[$0] }.sorted { a, b in
      places[a].step(from: sizes[a] - 1) > places[b].step(from: sizes[b] - 1)
    }
    for place in order {
      while sizes[place] > floors[place] {
        var fewer = sizes
        fewer[place] -= 1
        guard try await verdict(fewer).isMet else { break }
        sizes = fewer
      }
    }
  }

  /// Most tries to put one cheap step in the place of a dearer one.
  private static let exchanges = 24

  private mutating func exchange(_ sizes: inout [Int]) async throws(ExperimentError) {
    var tries = 0
    var improved = true
    while improved {
      improved = false
      for (out, into) in swaps(sizes) where tries < Self.exchanges {
        var other = sizes
        other[out] -= 1
        other[into] += 1
        tries += known[other] == nil ? 1 : 0
        guard try await verdict(other).isMet else { continue }
        sizes = other
        improved = true
        break
      }
      if improved { try await prune(&sizes) }
    }
  }

  /// One rung less here for one more where it helps most for its price and saves money, the most saving
  /// first; none where every goal is about one place.
  private func swaps(_ sizes: [Int]) -> [(out: Int, into: Int)] {
    var swaps: [(out: Int, into: Int, saving: Double)] = []
    guard trial.requirements.indices.contains(where: { place(of: $0) == nil }) else { return [] }
    for out in places.indices where sizes[out] > floors[out] {
      let cheaper = places.indices.filter { into in
        into != out && sizes[into] + 1 < places[into].ladder.count && places[into].load > 0
          && places[out].step(from: sizes[out] - 1) > places[into].step(from: sizes[into])
      }
      let gains = cheaper.map { CapacityPath.gain(places[$0], sizes[$0]) }
      guard let best = gains.indices.max(by: { gains[$0] < gains[$1] }) else { continue }
      let into = cheaper[best]
      let saving = places[out].step(from: sizes[out] - 1) - places[into].step(from: sizes[into])
      swaps.append((out, into, saving))
    }
    return swaps.sorted { $0.saving > $1.saving }.map { ($0.out, $0.into) }
  }

  // MARK: One size

  /// Whether sizes are enough, in every searched window and state.
  mutating func verdict(_ sizes: [Int]) async throws(ExperimentError) -> Verdict {
    if let known = known[sizes] { return known }
    var verdict = Verdict.met
    for index in trial.windows.indices where trial.windows[index].isSearched && verdict.isMet {
      verdict = try await self.verdict(sizes, inWindow: index)
    }
    known[sizes] = verdict
    return verdict
  }

  /// What holds with one server of every station down holds with any one of them down, and with none. A
  /// station's own goals are taken to be the same whichever other station has lost a server.
  private mutating func verdict(
    _ sizes: [Int], inWindow index: Int
  ) async throws(ExperimentError) -> Verdict {
    guard failures > 0 else { return try await settle(sizes, index, .allUp) }
    let joint = try await settle(sizes, index, .allOneDown)
    if joint.isMet { return .met }
    let up = try await settle(sizes, index, .allUp)
    guard up.isMet else { return up }
    for place in singles(sizes, unmet: joint.unmet) {
      let down = try await settle(sizes, index, .oneDown(place))
      guard down.isMet else { return down }
    }
    return .met
  }

  /// Stations whose single failure is to be tried, where goals were not met with one server of every
  /// station down: those whose own goals they were, and where a goal of requests was among them, all.
  func singles(_ sizes: [Int], unmet: [Int]) -> [Int] {
    let own = unmet.compactMap { place(of: $0) }.filter { places[$0].kind == .station }
    let named = places.indices.filter { own.contains($0) }
    guard unmet.contains(where: { place(of: $0).map { places[$0].kind } != .station }) else {
      return named
    }
    return named + stationsByLoad(sizes).filter { !named.contains($0) }
  }

  /// Stations by utilisation with one server down, the highest first.
  private func stationsByLoad(_ sizes: [Int]) -> [Int] {
    func load(_ place: Int) -> Double {
      places[place].load / max(0.5, places[place].ladder[sizes[place]] - 1)
    }
    return places.indices.filter { places[$0].kind == .station && places[$0].load > 0 }
      .sorted { load($0) > load($1) }
  }

  private mutating func settle(
    _ sizes: [Int], _ index: Int, _ state: FailureState
  ) async throws(ExperimentError) -> Verdict {
    var verdict = try await settle(trial.windows[index].model.sized(places, sizes, state), index)
    verdict.state = state
    return verdict
  }

  /// Simulates more while it is unclear whether a goal is met.
  mutating func settle(
    _ model: NetworkModel, _ index: Int
  ) async throws(ExperimentError) -> Verdict {
    let window = trial.windows[index]
    let first = trial.replications(window)
    var observed = try await trial.observe(model, window, 0..<first)
    var count = first
    while true {
      let judgements = try trial.judge(observed, window, level: trial.level)
      let unmet = judgements.indices.filter { !judgements[$0].isMet }
      guard let unclear = unmet.first else { return .met }
      let missed = judgements.firstIndex(where: \.isMissed)
      if missed != nil || count >= first * Self.patience {
        let named = missed ?? unclear
        return Verdict(
          isMet: false, isClear: missed != nil, requirement: named, unmet: unmet,
          judgement: judgements[named], window: index)
      }
      let more = try await trial.observe(model, window, count..<2 * count)
      for requirement in observed.pairs.indices {
        observed.pairs[requirement] += more.pairs[requirement]
      }
      count *= 2
    }
  }
}
