import Operations
import Statistics

/// Whether sizes that a search found are enough, on chance that the search has not seen.
///
/// Each goal is tested at the level, in every window and state, and all must pass: the probability of
/// calling sizes enough that miss a goal somewhere is then at most that of one test (intersection–union).
/// Each look spends half of what is left of it, so that all looks together stay within 1 − confidence.
///
/// - Source: R. L. Berger, Technometrics 24 (1982).
struct CapacityProof {
  /// The tightest place of one goal.
  struct Tightest {
    var requirement: Int
    var window: String
    var state: FailureState
    var judgement: Judgement
    /// [s or 1].
    var value: Double
    var bound: Double
    /// Share of the limit that is left [1].
    var margin: Double
  }
  private(set) var isMet = false
  /// Of the last look.
  private(set) var level = 0.0
  private(set) var looks = 0
  private(set) var replications = 0
  /// Shape [requirements], those that had something to count.
  private(set) var tightest: [Tightest] = []
  /// What was not met, when.
  typealias Missed = (requirement: Int, window: String, state: FailureState)
  /// In the last look.
  private(set) var missed: Missed?
  /// What each place was made larger for, by its index.
  private(set) var raised: [Int: Missed] = [:]

  private static let mostLooks = 6
  /// A look of the proof over a first look of the search [1].
  private static let effort = 4
  /// Requests of a day above which fewer replications must do.
  private static let largeDay = 50_000.0
  private static let fewReplications = 3
  /// Single failures tried on a whole day where all at once are too many [1].
  private static let singlesOfDay = 3

  /// - Parameter sizes: made larger where a look shows a goal not met.
  init(_ search: inout CapacitySearch, _ sizes: inout [Int]) async throws(ExperimentError) {
    let doubt = 1 - search.trial.level
    var left = doubt
    while looks < Self.mostLooks {
      looks += 1
      left /= 2
      level = 1 - left
      (tightest, missed) = ([], nil)
      try await look(&search, sizes)
      isMet = missed == nil
      guard let missed else { return }
      guard looks < Self.mostLooks, let place = search.mostUseful(sizes, missed) else { return }
      sizes[place] += 1
      raised[place] = missed
    }
  }

  private mutating func look(
    _ search: inout CapacitySearch, _ sizes: [Int]
  ) async throws(ExperimentError) {
    for window in search.trial.windows {
      var states = [FailureState.allUp]
      if search.failures > 0 { states.append(.allOneDown) }
      for state in states {
        let unmet = try await look(&search, sizes, window, state)
        guard let first = unmet.first else { continue }
        guard state == .allOneDown else {
          missed = (first, window.name, state)
          return
        }
        // A whole day is long: there, those that matter most stand for all.
        let singles = search.singles(sizes, unmet: unmet)
        for place in window.isSearched ? singles[...] : singles.prefix(Self.singlesOfDay) {
          let single = FailureState.oneDown(place)
          guard let unmet = try await look(&search, sizes, window, single).first else { continue }
          missed = (unmet, window.name, single)
          return
        }
      }
    }
  }

  /// - Returns: requirements that are not met.
  private mutating func look(
    _ search: inout CapacitySearch, _ sizes: [Int], _ window: CapacityWindow,
    _ state: FailureState
  ) async throws(ExperimentError) -> [Int] {
    let model = window.model.sized(search.places, sizes, state)
    // Chance of its own for each look.
    let first = 10_000_000 * looks
    var count = search.trial.replications(window) * Self.effort
    if !window.isSearched, window.requests > Self.largeDay { count = Self.fewReplications }
    replications = max(replications, count)
    let observed = try await search.trial.observe(
      model, window, first..<first + count, keepsTimes: true)
    let judgements = try search.trial.judge(observed, window, level: level)
    let unmet = judgements.indices.filter { !judgements[$0].isMet }
    // Harder than any single failure: it proves them all, or says nothing.
    if state == .allOneDown, !unmet.isEmpty { return unmet }
    for (index, judgement) in judgements.enumerated() {
      let requirement = search.trial.requirements[index]
      guard let (value, bound) = judgement.figure(requirement, observed.times[index]) else {
        continue
      }
      keep(
        Tightest(
          requirement: index, window: window.name, state: state, judgement: judgement,
          value: value, bound: bound, margin: requirement.margin(judgement.bound)))
    }
    return unmet
  }

  private mutating func keep(_ next: Tightest) {
    guard let known = tightest.firstIndex(where: { $0.requirement == next.requirement }) else {
      tightest.append(next)
      return
    }
    if next.margin < tightest[known].margin { tightest[known] = next }
  }
}

extension Requirement {
  /// Share of the limit that a bound leaves [1], negative beyond it: of a share that must be high, of the
  /// misses that it allows.
  func margin(_ bound: Double) -> Double {
    isFloor ? 1 - (1 - bound) / (1 - limit) : 1 - bound / limit
  }
}

extension CapacitySearch {
  /// Where one step more helps most per cost against what was missed.
  func mostUseful(
    _ sizes: [Int], _ missed: CapacityProof.Missed
  ) -> Int? {
    if let named = place(of: missed.requirement) {
      return sizes[named] + 1 < places[named].ladder.count ? named : nil
    }
    let gains = places.indices.map { CapacityPath.gain(places[$0], sizes[$0]) }
    guard let best = gains.indices.max(by: { gains[$0] < gains[$1] }), gains[best] > 0 else {
      return nil
    }
    return best
  }
}
