import Quantities
import Statistics
import Testing

@testable import Delivery

/// The law of overruns against its parameters, at 100 000 projects.
///
/// Bounds are 4 standard errors: each check fails by chance once in 16 000 seeds; the seed is fixed.
@Suite struct OverrunLawTests {
  static let count = 100_000

  private func factors(correlation: Double, plannedYears: Double) -> [OverrunFactors] {
    let law = OverrunLaw(Fixture.overruns, plannedYears: plannedYears)
    return (0..<Self.count).map { i in
      // A fresh country for each project: draws are independent.
      Chance(StreamName(seed: 77).child(UInt64(i))).overrun(
        ThingKey(kind: .contract, subject: 1, agency: 2), law,
        correlation: Share(fraction: correlation))
    }
  }

  @Test(arguments: [0.0, 0.3]) func scheduleMatchesMedianAndVariation(correlation: Double) {
    let sample = factors(correlation: correlation, plannedYears: 1).map(\.schedule).sorted()
    let n = Double(Self.count)
    let below = Double(sample.filter { $0 < 1.24 }.count) / n
    #expect(abs(below - 0.5) < 4 * 0.5 / n.squareRoot())
    var moments = Moments()
    for x in sample { moments.add(x) }
    // Mean of a lognormal is median × √(1 + cv²).
    let mean = 1.24 * (1 + 0.09).squareRoot()
    #expect(abs(moments.mean - mean) < 4 * 0.3 * mean / n.squareRoot())
    #expect(abs(moments.standardDeviation / moments.mean - 0.3) < 0.01)
  }

  /// Tail share 0.12 + 0.042 a year; within the tail P(X > x) = (x^−α − b^−α) / (a^−α − b^−α).
  @Test(arguments: [0.0, 2.0]) func effortMatchesTail(plannedYears: Double) {
    let sample = factors(correlation: 0.3, plannedYears: plannedYears).map(\.effort)
    let n = Double(Self.count)
    let share = 0.12 + 0.042 * plannedYears
    let tail = sample.filter { $0 > 1.25 }
    #expect(abs(Double(tail.count) / n - share) < 4 * (share * (1 - share) / n).squareRoot())
    #expect(tail.allSatisfy { $0 <= 8 })
    let power = { (x: Double) in Portable.pow(x, -1.1) }
    let beyond = (power(2.5) - power(8)) / (power(1.25) - power(8))
    let found = Double(tail.filter { $0 > 2.5 }.count) / Double(tail.count)
    let error = (beyond * (1 - beyond) / Double(tail.count)).squareRoot()
    #expect(abs(found - beyond) < 4 * error)
  }

  /// The body is normal(1, 0.2) on 0.5 … 1.25: its mean by the formula of the truncated normal.
  @Test func effortMatchesBody() {
    let body = factors(correlation: 0, plannedYears: 0).map(\.effort).filter { $0 <= 1.25 }
    var moments = Moments()
    for x in body { moments.add(x) }
    let density = { (z: Double) in Portable.exp(-z * z / 2) * 0.3989422804014327 }
    let mass = Portable.normalCDF(1.25) - Portable.normalCDF(-2.5)
    let mean = 1 + 0.2 * (density(-2.5) - density(1.25)) / mass
    let error = moments.standardDeviation / Double(body.count).squareRoot()
    #expect(abs(moments.mean - mean) < 4 * error)
    #expect(body.allSatisfy { $0 >= 0.5 })
  }

  /// Two projects of one country: the correlation of their log schedule factors is ρ.
  @Test func countryFactorCorrelatesProjects() {
    let law = OverrunLaw(Fixture.overruns, plannedYears: 1)
    var (products, squares) = (Moments(), Moments())
    for i in 0..<Self.count {
      let chance = Chance(StreamName(seed: 78).child(UInt64(i)))
      let logs = [UInt64(1), 2].map { subject in
        let factor = chance.overrun(
          ThingKey(kind: .deployment, subject: subject, agency: 1), law,
          correlation: Share(fraction: 0.3))
        return Portable.log(factor.schedule / 1.24)
      }
      products.add(logs[0] * logs[1])
      squares.add(logs[0] * logs[0])
    }
    let found = products.mean / squares.mean
    // Standard error of a correlation: (1 − ρ²)/√n, here about 0.003.
    #expect(abs(found - 0.3) < 4 * 0.0035)
  }

  @Test func factorsGrowWithTheirArgument() {
    let law = OverrunLaw(Fixture.overruns, plannedYears: 1)
    let grid = (1..<1_000).map { Double($0) / 1_000 }
    for (low, high) in zip(grid, grid.dropFirst()) {
      #expect(law.effortFactor(uniform: low) <= law.effortFactor(uniform: high))
    }
    #expect(law.effortFactor(uniform: 1) <= 8 * (1 + 1e-12))
    let certain = OverrunLaw(Fixture.noOverruns, plannedYears: 3)
    #expect(certain.effortFactor(uniform: 0.999) == 1)
    #expect(certain.scheduleFactor(normal: 2) == 1)
  }
}
