import Economics
import Testing

@Suite("Published formulas")
struct FormulaTests {
  /// Validation case 12: COCOMO II.2000 manual, within 0.5 %.
  @Test func cocomo() {
    let model = CocomoTwo.published2000
    let large = model.effort(size: 100, exponent: 1.15)
    #expect(abs(large / 586.6 - 1) < 0.005)
    #expect(abs(model.schedule(effort: large, exponent: 1.15) / 29.7 - 1) < 0.005)
    let nominal = model.exponent(scaleFactors: CocomoTwo.nominalScaleFactors)
    #expect(abs(nominal - 1.0997) < 1e-12)
    let small = model.effort(size: 10, exponent: nominal)
    #expect(abs(small / 37.0 - 1) < 0.005)
    #expect(abs(model.schedule(effort: small, exponent: nominal) / 11.6 - 1) < 0.005)
    #expect(model.effort(size: 10, exponent: 1, multipliers: [2, 0.5]) == 29.4)
  }

  /// Validation case 10: Poulin (1997).
  @Test func reuse() throws {
    let plain = ReuseBreakEven(costOfReuse: 0.2, costOfWritingForReuse: 1.5)
    #expect(abs(try #require(plain.services) - 1.875) < 1e-12)
    #expect(abs(plain.saving(services: 5) - 0.5) < 1e-12)
    #expect(abs(plain.saving(services: 10) - 0.65) < 1e-12)
    #expect(abs(plain.saving(services: 1.875)) < 1e-12)
    let low = ReuseBreakEven(costOfReuse: 0.05, costOfWritingForReuse: 1.24)
    #expect(abs(try #require(low.services) / 1.3 - 1) < 0.01)
    let high = ReuseBreakEven(costOfReuse: 0.4, costOfWritingForReuse: 2.2)
    #expect(abs(try #require(high.services) / 3.7 - 1) < 0.01)
    let central = ReuseBreakEven(
      costOfReuse: 0.2, costOfWritingForReuse: 1.5, sharedFraction: 0.5, centralCost: 1,
      onboardingCost: 0.1)
    #expect(abs(try #require(central.services) - 1.75 / 0.3) < 1e-12)
    #expect(abs(try #require(central.plannedServices(joining: 0.4)) / 14.6 - 1) < 0.01)
    #expect(central.plannedServices(joining: 0) == nil)
    #expect(abs(central.saving(services: 1.75 / 0.3)) < 1e-12)
  }

  @Test func reuseMayNeverPay() {
    let never = ReuseBreakEven(
      costOfReuse: 0.2, costOfWritingForReuse: 1.5, sharedFraction: 0.1, onboardingCost: 0.1)
    #expect(never.services == nil)
    #expect(never.plannedServices(joining: 0.5) == nil)
    #expect(ReuseBreakEven(costOfReuse: 1, costOfWritingForReuse: 1).services == nil)
  }

  /// Validation case 19: dearer up to 2 links, level at 3, cheaper from 4; 10 against 6.5 at 10.
  @Test func integration() {
    let hub = IntegrationBreakEven(first: 2, later: 0.5)
    #expect(hub.links == 3)
    for k in 1...2 { #expect(hub.hub(links: k) > hub.pointToPoint(links: k)) }
    #expect(hub.hub(links: 3) == hub.pointToPoint(links: 3))
    #expect(hub.hub(links: 4) == 3.5 && hub.pointToPoint(links: 4) == 4)
    #expect(hub.hub(links: 10) == 6.5 && hub.pointToPoint(links: 10) == 10)
    #expect(hub.hub(links: 0) == 0)
    #expect(IntegrationBreakEven(first: 2, later: 1).links == nil)
    #expect(IntegrationBreakEven(first: 1, later: 1).links == 0)
  }
}
