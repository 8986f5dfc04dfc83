import Statistics
import Testing

@testable import Experiments

/// A study that stops when it is precise enough still holds what its interval promises.
@Suite struct StoppingRuleTests {
  private static let rule = StoppingRule(design: SamplingDesign(), level: 0.95)

  /// Goes on with worlds until the rule is content.
  private static func run(
    _ rule: StoppingRule, halfWidth: Double, _ value: (Int) -> Double
  ) throws -> [Double] {
    var values: [Double] = []
    while true {
      let wanted = try rule.worldsWanted(values, halfWidth: halfWidth)
      if wanted <= values.count { return values }
      values += (values.count..<wanted).map(value)
    }
  }

  /// 600 studies each of independent worlds, normal and skewed (lognormal, σ = 1), which stop at half a
  /// tenth of a standard deviation to a third: 95 % of intervals cover the mean. Fewer than 551 of 600
  /// would come by chance in less than one of 1 000 runs at 95 %; the skewed ones may lose two points more.
  @Test(arguments: [0.08, 0.15, 0.33]) func coverageIsKept(goal: Double) throws {
    let deviation = ((Portable.exp(1) - 1) * Portable.exp(1)).squareRoot()
    var covered = (normal: 0, skewed: 0)
    for seed in 0..<600 {
      let name = StreamName(seed: UInt64(seed)).child("goal \(goal)")
      let z = { (index: Int) in
        Portable.normalQuantile(name.child(UInt64(index)).uniform)
      }
      for design in [SamplingDesign.independent] {
        let rule = StoppingRule(design: design, level: 0.95)
        let normal = try Self.run(rule, halfWidth: goal, z)
        let interval = try design.interval(normal, isComplete: true, level: 0.95)
        #expect(interval.halfWidth <= goal && normal.count.isMultiple(of: 8))
        if interval.contains(0) { covered.normal += 1 }
        let skewed = try Self.run(rule, halfWidth: goal * deviation) { Portable.exp(z($0)) }
        if try design.interval(skewed, isComplete: true, level: 0.95).contains(Portable.exp(0.5)) {
          covered.skewed += 1
        }
      }
    }
    #expect(covered.normal >= 551)
    #expect(covered.skewed >= 536)
  }

  /// Evenly spread worlds, whose block means are what counts: 4 000 studies each that need the pilot's 8
  /// blocks, half as many again, or three times as many. What is promised covers 95 %: fewer than 3 756 of
  /// 4 000 would come by chance in less than one of 1 000 runs. Blocks are exact here: all worlds of a block
  /// have its mean.
  @Test(arguments: [0.83, 0.68, 0.48]) func promisesAreKept(goal: Double) throws {
    var covered = 0
    for seed in 0..<4_000 {
      let name = StreamName(seed: UInt64(seed)).child("goal \(goal)")
      let values = try Self.run(Self.rule, halfWidth: goal) { index in
        Portable.normalQuantile(name.child(UInt64(index / 8)).uniform)
      }
      let promised = try Self.rule.promised(values)
      #expect(promised <= goal * (1 + 1e-12))
      if Moments(values).mean.magnitude <= promised { covered += 1 }
    }
    #expect(covered >= 3_756)
  }

  /// A pilot comes first; what doesn't vary is enough after it; the least number is Stein's.
  @Test func stagesByHand() throws {
    let rule = StoppingRule(design: .independent, level: 0.95)
    #expect(try rule.worldsWanted([], halfWidth: 1) == 64)
    #expect(try rule.worldsWanted(Array(repeating: 1, count: 64), halfWidth: 1) == 64)
    // Standard deviation 1.0079 and t = 1.9983: half-width 0.25177 at 64 worlds, so 406 for 0.1.
    let values = (0..<64).map { $0 % 2 == 0 ? 1.0 : -1 }
    #expect(try rule.worldsWanted(values, halfWidth: 0.1) == 408)
    #expect(try rule.worldsWanted(values, halfWidth: 0.26) == 64)
    // However quiet what follows the pilot is, the pilot's number stands.
    let quiet = values + Array(repeating: 0, count: 200)
    #expect(try rule.worldsWanted(quiet, halfWidth: 0.1) == 408)
  }

  @Test func goalsAreShares() throws {
    let goals = PrecisionGoal.all(share: 0.02)
    #expect(goals.map(\.metric) == ["pvc", "time_to_market.p80"])
    #expect(goals[0].halfWidth(baseline: -50) == 1)
    #expect(goals[0].halfWidth(baseline: 0) == nil)
    #expect(PrecisionGoal(metric: "npv", width: .absolute(3)).halfWidth(baseline: 0) == 3)
    for bad in [
      PrecisionGoal(metric: "npv", width: .share(0)), .init(metric: "x", width: .share(1)),
    ] {
      #expect(throws: ExperimentError.self) { try bad.checked() }
    }
  }
}
