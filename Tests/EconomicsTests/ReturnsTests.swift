import Economics
import Testing

@Suite("Discounting and returns")
struct ReturnsTests {
  @Test func factors() throws {
    let tenPercent = try Discounting(rate: 0.1)
    #expect(abs(tenPercent.factor(at: 2) - 1 / 1.21) < 1e-15)
    #expect(tenPercent.factor(at: 0) == 1)
    // In the middle of the first year: 1/√1.1.
    #expect(abs(tenPercent.factor(forYear: 0) - 0.9534625892455924) < 1e-15)
    #expect(abs(tenPercent.factor(forYear: 1) - 0.9534625892455924 / 1.1) < 1e-15)
    #expect(try Discounting(rate: 0).presentValue([1, 2, 3]) == 6)
    // At 21 % the factors of the mid-year points are 1/1.1, 1/1.331, …
    let value = try Discounting(rate: 0.21).presentValue([-110, 133.1])
    #expect(abs(value - 0) < 1e-12)
    for rate in [-1, -2, .nan, .infinity] {
      #expect(throws: EconomicsError.self) { try Discounting(rate: rate) }
    }
  }

  private func rates(_ totals: [Double]) -> [Double] {
    switch InternalRate(totals) {
    case .none: []
    case .one(let rate): [rate]
    case .several(let rates): rates
    }
  }

  @Test func oneInternalRate() {
    // −100 + 60 x + 60 x²: x = (−60 + √27 600)/120.
    let x = (-60 + 27_600.0.squareRoot()) / 120
    #expect(rates([-100, 60, 60]).count == 1)
    #expect(abs(rates([-100, 60, 60])[0] - (1 / x - 1)) < 1e-12)
    #expect(abs(rates([-100, 110])[0] - 0.1) < 1e-12)
    #expect(abs(rates([-100, 0, 0, 0, 50])[0] - (0.5.squareRoot().squareRoot() - 1)) < 1e-12)
    #expect(abs(rates([0, -100, 110])[0] - 0.1) < 1e-12)
    // Ten level years: the annuity factor at 15.0984 % is 5 (tables: 15.10 %).
    #expect(abs(rates([-5] + [Double](repeating: 1, count: 10))[0] - 0.150984) < 1e-6)
  }

  @Test func noInternalRate() {
    #expect(InternalRate([-1, -2, -3]) == .none)
    #expect(InternalRate([1, 2]) == .none)
    #expect(InternalRate([]) == .none)
    #expect(InternalRate([0, 0]) == .none)
    #expect(InternalRate([5]) == .none)
    // 1 − 2x + 2x² has no real root although its signs change twice.
    #expect(InternalRate([1, -2, 2]) == .none)
  }

  @Test func severalInternalRates() {
    // The classic: −1 000, 2 500, −1 540 has 10 % and 40 %.
    let two = rates([-1_000, 2_500, -1_540])
    #expect(two.count == 2)
    #expect(abs(two[0] - 0.1) < 1e-10 && abs(two[1] - 0.4) < 1e-10)
    // (1 + r − 1.1)(1 + r − 1.2)(1 + r − 1.3): −1 000, 3 600, −4 310, 1 716.
    let three = rates([-1_000, 3_600, -4_310, 1_716])
    #expect(three.count == 3)
    for (found, expected) in zip(three, [0.1, 0.2, 0.3]) { #expect(abs(found - expected) < 1e-9) }
    // A double root, (1.1 x − 1)²: once.
    let double = rates([1, -2.2, 1.21])
    #expect(double.count == 1)
    #expect(abs(double[0] - 0.1) < 1e-6)
  }

  @Test func paybackByHand() throws {
    #expect(payback([-100, 40, 40, 40]) == 3.5)
    #expect(payback([-100, 100]) == 2)
    #expect(payback([-100, 40]) == nil)
    #expect(payback([10, 20]) == 0)
    #expect(payback([]) == 0)
    #expect(payback([50, -100, 25, 50]) == 3.5)
    // Discounted at 21 %, mid-year: −100/1.1, 121/1.331: level at the end of year 2.
    let discounting = try Discounting(rate: 0.21)
    let years = try #require(payback([-100, 121.0001], discounting: discounting))
    #expect(abs(years - 2) < 1e-5)
    #expect(payback([-100, 120], discounting: discounting) == nil)
  }
}
