import Testing

@testable import Quantities

@Suite("Currencies and price years")
struct PriceBasisTests {
  private let basis = PriceBasis(
    currency: "USD", priceYear: 2024, exchangeRates: ["EUR": 1.08], priceIndex: [2018: 0.80])

  /// By hand: 100 EUR × 1.08 / 0.80 = 135 USD.
  @Test("Money is exchanged, then brought to the price year") func converts() throws {
    let money = try basis.convert(Money(100, currency: "EUR", priceYear: 2018))
    #expect(money.currency == "USD" && money.priceYear == 2024)
    #expect(abs(money.amount - 135) < 1e-12)
    #expect(try basis.factor(currency: "USD", priceYear: nil) == 1)
    #expect(try basis.factor(currency: "USD", priceYear: 2024) == 1)
  }

  @Test("Missing rates and price levels are named") func refuses() {
    #expect(throws: PriceBasisError.noExchangeRate(from: "RWF", to: "USD", known: ["EUR"])) {
      try basis.convert(Money(1, currency: "RWF", priceYear: 2024))
    }
    #expect(throws: PriceBasisError.noPriceLevel(year: 2010, priceYear: 2024, known: [2018])) {
      try basis.convert(Money(1, currency: "USD", priceYear: 2010))
    }
  }
}
