import Operations

/// At which load the first goal is missed, and where.
///
/// All loads thin the same candidates, so that a heavier load keeps all requests of a lighter one. Goals
/// are compared with estimates here, not with bounds.
struct CapacityGrowth {
  private static let largest = 4.0
  private static let precision = 1.02
  private static let loads = [1.1, 1.25, 1.5, 2, 3, largest]

  let sizes: [Int]
  /// Of single failures, the one that came closest; with all servers up otherwise.
  let states: [FailureState]
  private var last: CapacityReport.Break?

  init(_ sizes: [Int], _ proof: CapacityProof) {
    self.sizes = sizes
    var states = [FailureState.allUp]
    let tight = proof.tightest.filter { $0.state != .allUp }.min { $0.margin < $1.margin }
    if let tight { states.append(tight.state) }
    self.states = states
  }

  /// - Returns: `nil` where the load cannot be multiplied.
  mutating func found(
    _ search: inout CapacitySearch
  ) async throws(ExperimentError) -> CapacityReport.Break? {
    guard search.trial.windows.contains(where: \.canGrow) else { return nil }
    var (low, high) = (1.0, Double?.none)
    for load in Self.loads {
      guard try await breaks(&search, load) else {
        low = load
        continue
      }
      high = load
      break
    }
    guard var high else { return CapacityReport.Break(load: Self.largest) }
    while high / low > Self.precision {
      let middle = (low + high) / 2
      if try await breaks(&search, middle) { high = middle } else { low = middle }
    }
    last?.load = high
    return last
  }

  private mutating func breaks(
    _ search: inout CapacitySearch, _ load: Double
  ) async throws(ExperimentError) -> Bool {
    // The hardest hour comes first, and all grow alike.
    if let window = search.trial.windows.first(where: \.isSearched) {
      let heavier = try window.model.loaded(load, ceiling: Self.largest)
      for state in states {
        let observed = try await search.trial.observe(
          heavier.sized(search.places, sizes, state), window, 0..<search.trial.replications(window),
          keepsTimes: true)
        let judgements = try search.trial.judge(observed, window, level: search.trial.level)
        guard let missed = judgements.firstIndex(where: \.isMissedOnAverage) else { continue }
        let requirement = search.trial.requirements[missed]
        last = CapacityReport.Break(
          load: load, goal: requirement.goal.text, window: window.name,
          state: state.text(search.places),
          place: requirement.place.isEmpty ? busiest(observed, search) : requirement.place)
        return true
      }
    }
    return false
  }

  /// Where requests wait longest; ties go to the name.
  private func busiest(
    _ observed: CapacityTrial.Observed, _ search: CapacitySearch
  ) -> String? {
    let waiting = observed.waiting.sorted { $0.key < $1.key }
    return waiting.max { $0.value < $1.value }.flatMap { $0.value > 0 ? $0.key : nil }
  }
}

extension CapacityWindow {
  fileprivate var canGrow: Bool {
    isSearched
      && model.sources.allSatisfy { source in
        if case .trace = source.pattern { return false }
        return true
      }
  }
}

extension FailureState {
  /// In words.
  func text(_ places: [CapacityPlace]) -> String {
    switch self {
    case .allUp: "all up"
    case .oneDown(let place): "one server of \(places[place].name) down"
    case .allOneDown: "one server down"
    }
  }
}
