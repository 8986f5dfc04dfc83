import Operations
import Quantities
import Statistics
import Testing

/// No two draws of a request are the same, and no retry shifts another: every call goes to a station of its own
/// with room for all, whose sojourn time is the work that was drawn.
@Suite struct DrawTests {
  private static let patient = CallPolicy(name: "patient", timeout: TimeSpan(seconds: 1e6))

  /// What the calls of one request drew, in microseconds, station by station.
  private static func works(
    _ steps: [Step], stations: Int, _ policies: [CallPolicy] = [patient]
  ) throws -> [Double] {
    let station = JourneyTests.ample(.exponential(mean: 1))
    var model = Trace.model(Array(repeating: station, count: stations), steps, at: [1])
    model.policies = policies
    let window = Window(runIn: .zero, length: TimeSpan(seconds: 1e6), drain: .zero)
    let result = try simulate(model, window: window, name: StreamName(seed: 7))
    return try result.stations.map { (try #require($0.sojournTime) * 1e6).rounded() }
  }

  private static func call(_ station: Int) -> Step { .call(station: station, purpose: 1) }

  private static func attempt(_ steps: [Step], otherwise: [Step] = []) -> Step {
    .attempt(Attempt(steps, policy: 0, otherwise: otherwise, goesOn: true, purpose: 99))
  }

  /// An attempt in an attempt, with draws for one purpose inside, between and behind.
  @Test func attemptsInEachOther() throws {
    let plain = try Self.works((0..<5).map(Self.call), stations: 5)
    let inner = Self.attempt([Self.call(0), Self.call(1)])
    let outer = Self.attempt([inner, Self.call(2), Self.call(3)])
    let works = try Self.works([outer, Self.call(4)], stations: 5)
    #expect(Set(works).count == 5 && works == plain)
  }

  /// Nothing that is drawn behind a call depends on how often that was tried.
  @Test func retriesShiftNothing() throws {
    let steps = [Self.call(0), Self.call(1)]
    let plain = try Self.works(steps + [Self.call(2), Self.call(3)], stations: 4)
    for retries in 0...3 {
      let hopeless = CallPolicy(
        name: "hopeless", timeout: TimeSpan(seconds: 1e-6),
        retries: Retries(atMost: retries, pause: .constant(1)))
      let works = try Self.works(
        [Self.attempt(steps, otherwise: [Self.call(2)]), Self.call(3)], stations: 4, [hopeless])
      #expect(works[2...] == plain[2...])
    }
  }

  /// Random steps, all sure to happen: with every attempt they draw what they draw without.
  @Test func tryingShiftsNothing() throws {
    var compared = 0
    for seed in UInt64(0)..<200 {
      var plan = Plan(chance: RandomStream(StreamName(seed: seed)))
      let tried = plan.steps(depth: 0) + plan.steps(depth: 0)
      let count = plan.stations
      let works = try Self.works(tried, stations: count)
      let plain = try Self.works(Plan.untried(tried), stations: count)
      #expect(works == plain, "seed \(seed)")
      compared += works.count
    }
    #expect(compared > 2_000)
  }
}

/// Random journeys that use few purposes again and again.
private struct Plan {
  var chance: RandomStream
  private(set) var stations = 0

  init(chance: RandomStream) { self.chance = chance }

  private mutating func number(_ most: Int) -> Int { 1 + Int(chance.uniform() * Double(most)) }

  private mutating func call(holds depth: Int) -> Call {
    stations += 1
    var call = Call(
      station: stations - 1, times: Double(number(3)), purpose: UInt64(number(2)))
    if depth < 3 && number(4) == 1 { call.holding = steps(depth: depth + 1) }
    return call
  }

  mutating func steps(depth: Int) -> [Step] { (0..<number(3)).map { _ in step(depth) } }

  private mutating func step(_ depth: Int) -> Step {
    switch number(depth < 3 ? 8 : 3) {
    case 1, 2: return .call(call(holds: depth))
    case 3: return .notify(call(holds: .max))
    case 4:
      return .loop(
        Loop(steps: steps(depth: depth + 1), again: 1, atMost: number(3), purpose: 3))
    case 5:
      let branches = (0..<number(2)).map { _ in steps(depth: depth + 1) }
      return .parallel(Parallel(branches: branches, purpose: 4))
    case 6:
      return .branch([(1, steps(depth: depth + 1))], purpose: 5)
    default: return .attempt(Attempt(steps(depth: depth + 1), policy: 0, purpose: 99))
    }
  }

  /// The same without attempts.
  static func untried(_ steps: [Step]) -> [Step] {
    steps.flatMap { step -> [Step] in
      switch step {
      case .attempt(let attempt): return untried(attempt.steps)
      case .call(var call):
        call.holding = untried(call.holding)
        return [.call(call)]
      case .loop(var loop):
        loop.steps = untried(loop.steps)
        return [.loop(loop)]
      case .parallel(var parallel):
        parallel.branches = parallel.branches.map(untried)
        return [.parallel(parallel)]
      case .branch(let ways, let purpose):
        return [.branch(ways.map { ($0.probability, untried($0.steps)) }, purpose: purpose)]
      default: return [step]
      }
    }
  }
}
