/// Sizes in the order in which closed forms would buy them: each step takes away the most waiting per
/// money (marginal allocation). The sum of waits is convex in each size, so every size on the path is
/// the cheapest one for the waiting that it leaves, by those forms.
///
/// - Source: B. Fox, "Discrete optimization via marginal analysis", Management Science 13 (1966).
struct CapacityPath {
  /// Rung of each place, shape [places].
  let start: [Int]
  /// The place that each further step enlarges.
  private(set) var steps: [Int] = []
  /// Waiting per request at the start and after each step [s].
  private(set) var waiting: [Double] = []

  private static let mostSteps = 5_000

  /// - Parameter enough: waiting at which it ends [s].
  init(_ places: [CapacityPlace], start: [Int], enough: Double) {
    self.start = start
    var sizes = start
    var waits = places.indices.map { places[$0].delay.waiting(places[$0].ladder[start[$0]]) }
    var gains = places.indices.map { Self.gain(places[$0], sizes[$0]) }
    waiting = [waits.reduce(0, +)]
    while let last = waiting.last, last > enough, steps.count < Self.mostSteps {
      guard let best = gains.indices.max(by: { gains[$0] < gains[$1] }), gains[best] > 0 else {
        break
      }
      sizes[best] += 1
      waits[best] = places[best].delay.waiting(places[best].ladder[sizes[best]])
      gains[best] = Self.gain(places[best], sizes[best])
      steps.append(best)
      waiting.append(waits.reduce(0, +))
    }
  }

  /// After so many steps, shape [places].
  func sizes(after count: Int) -> [Int] {
    var sizes = start
    for place in steps.prefix(count) { sizes[place] += 1 }
    return sizes
  }

  /// Waiting that one step more takes away, over what it costs.
  static func gain(_ place: CapacityPlace, _ rung: Int) -> Double {
    guard rung + 1 < place.ladder.count else { return 0 }
    let less =
      place.delay.waiting(place.ladder[rung]) - place.delay.waiting(place.ladder[rung + 1])
    return less.isNaN ? .infinity : less / place.step(from: rung)
  }
}

extension CapacityPlace {
  /// The smallest rung that closed forms give for the goals that are about this place alone.
  func firstRung(_ requirements: [Requirement], failures: Int) -> Int {
    let own = requirements.filter { requirement in
      switch requirement.target {
      case .station(let name): kind == .station && name == self.name
      case .link(let name): kind == .link && name == self.name
      case .requests: false
      }
    }
    let down = kind == .station ? Double(failures) : 0
    let enough = ladder.indices.first { rung in
      own.allSatisfy { isEnough(ladder[rung], down: down, $0.goal) }
    }
    return enough ?? ladder.count - 1
  }

  private func isEnough(_ amount: Double, down: Double, _ goal: ServiceLevelObjective) -> Bool {
    let left = amount - down
    switch goal.figure {
    case .utilisation: return load <= goal.limit * left
    case .waitingTime:
      guard delay.visits > 0 else { return true }
      guard left > 0 else { return false }
      guard let p = goal.quantile else { return delay.waiting(left) / delay.visits <= goal.limit }
      return delay.waitingTail(left, goal.limit) <= 1 - p
    case .sojournTime, .completionShare, .blockingShare, .abandonmentShare: return true
    }
  }
}
