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

  /// 8.15 % nominal at 3 % inflation is 5 % real.
  @Test func nominalRates() {
    #expect(abs(Discounting.realRate(nominal: 0.0815, inflation: 0.03) - 0.05) < 1e-15)
    #expect(Discounting.realRate(nominal: 0.07, inflation: 0) == 1.07 - 1)
  }

  /// Half-year steps: 121 a year and a half after 100 is 13.55 % a year; in whole years nothing
  /// changes.
  @Test func ratesOfHalfYears() throws {
    func one(_ rate: InternalRate) -> Double? { if case .one(let r) = rate { r } else { nil } }
    let rate = try #require(one(InternalRate(halfYears: [-100, 0, 0, 121])))
    let cube = (1 + rate) * (1 + rate) * (1 + rate)
    #expect(abs(cube - 1.4641) < 1e-12)
    let whole = try #require(one(InternalRate(halfYears: [-100, 0, 60, 0, 60, 0])))
    #expect(abs(whole - (try #require(one(InternalRate([-100, 60, 60]))))) < 1e-12)
    #expect(InternalRate(halfYears: [-1, 0, -2]) == .none)
  }

  /// What is due at a year's end pays back then.
  @Test func paybackAtTheEnd() throws {
    #expect(payback([-100, 40], atYearEnd: [0, 60]) == 2)
    #expect(payback([-100, 40], atYearEnd: [0, 59]) == nil)
    #expect(payback([10, 20], atYearEnd: [-50, 0]) == nil)
    #expect(payback([0, 200], atYearEnd: [-100, 0]) == 1.5)
    // −100/1.1 in the middle of the first year, 146.41/1.4641 = 100 when the second ends.
    let discounting = try Discounting(rate: 0.21)
    #expect(payback([-100, 0], atYearEnd: [0, 146.41], discounting: discounting) == 2)
    #expect(payback([-100, 0], atYearEnd: [0, 133], discounting: discounting) == nil)
  }

  /// A ledger's returns against a reference that costs nothing and takes 60 a year: 100 once.
  @Test func returnsOfLedgers() throws {
    func ledger(_ flows: [CashFlow]) throws -> Ledger {
      try Ledger(
        flows: flows, years: 3, discounting: try Discounting(rate: 0.1), serviceYearsLive: 1)
    }
    let build = CashFlow(year: 0, item: .cost(.build), party: .donor, amount: 100)
    let here = try ledger([build])
    let there = try ledger(
      (1...2).map { year in
        CashFlow(year: year, item: .burden(.travel), party: .citizen, amount: 60)
      })
    let rate = try #require(try here.internalRate(against: there))
    #expect(abs(rate - 0.130662386) < 1e-8)
    let simple = try #require(try here.payback(against: there))
    #expect(abs(simple - (2 + 40.0 / 60)) < 1e-12)
    // 60/1.1 + 60/1.21 = 104.13: 4.13 of the third year's 49.59 are not needed.
    let discounted = try #require(try here.payback(against: there, discounted: true))
    let spare: Double = 60 / 1.1 + 60 / 1.21 - 100
    #expect(abs(discounted - (3 - spare / (60 / 1.21))) < 1e-12)
    #expect(try here.payback(against: here) == nil)
    #expect(try here.internalRate(against: here) == nil)
    #expect(try there.internalRate(against: here) != nil)
    #expect(try there.payback(against: here) == nil)
  }
}
