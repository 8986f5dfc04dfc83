@testable import Scenarios
import Statistics
import Testing

@testable import Experiments

/// Draws of assumptions follow the range that their rows state.
@Suite struct WorldTests {
  private func assumption(_ distribution: AssumptionDistribution) -> Assumption {
    Assumption(
      name: "a", value: 2, low: 1, high: 4, distribution: distribution, unit: "1", source: "",
      year: nil, grade: .assumption, reaches: [], reason: "")
  }

  @Test func rangesAreWhatTheySay() {
    for bounded in [AssumptionDistribution.uniform, .triangular, .pert, .beta] {
      #expect(assumption(bounded).quantile(1e-9) >= 1)
      #expect(assumption(bounded).quantile(1 - 1e-9) <= 4)
    }
    let lognormal = assumption(.lognormal)
    #expect(abs(lognormal.quantile(0.05) - 1) < 1e-9)
    #expect(abs(lognormal.quantile(0.5) - 2) < 1e-9)
    #expect(abs(lognormal.quantile(0.95) - 4) < 1e-9)
    #expect(assumption(.fixed).quantile(0.3) == 2)
  }

  /// A new assumption moves no other one.
  @Test func streamsAreTheirOwn() {
    var other = assumption(.uniform)
    other.name = "b"
    let alone = World(3, of: [assumption(.uniform)], seed: 9)
    let both = World(3, of: [other, assumption(.uniform)], seed: 9)
    #expect(alone.values["a"] == both.values["a"])
    #expect(both.values["a"] != both.values["b"])
  }
}
