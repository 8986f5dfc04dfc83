import Testing

@testable import Quantities

@Suite("Quantities for human eyes")
struct QuantityFormatTests {
  @Test(
    "Few digits, no trailing zeros",
    arguments: [
      (3.2, "3.2"), (0.034, "0.034"), (0, "0"), (1, "1"), (12.345, "12.3"), (999.6, "1000"),
      (1234, "1234"), (123_456, "123\u{202f}456"), (-0.5, "−0.5"), (0.1 + 0.2, "0.3"),
      (9.999, "10"),
      (1e-4, "0.0001"), (.infinity, "∞"), (-.infinity, "−∞"), (.nan, "–"), (1e20, "1e+20"),
    ])
  func numbers(value: Double, text: String) {
    #expect(QuantityFormat.number(value) == text)
  }

  @Test("A unit that fits") func units() {
    #expect(TimeSpan(seconds: 1.4).description == "1.4 s")
    #expect(TimeSpan(seconds: 0.25).description == "250 ms")
    #expect(TimeSpan(seconds: 90).description == "90 s")
    #expect(TimeSpan(seconds: 150).description == "2.5 min")
    #expect(TimeSpan(months: 9).description == "9 months")
    #expect(TimeSpan(months: 18).description == "18 months")
    #expect(TimeSpan(years: 10).description == "10 years")
    #expect(TimeSpan.zero.description == "0 s")
    #expect(DataSize(bytes: 5_200).description == "5.2 kB")
    #expect(Bandwidth(bitsPerSecond: 1e7).description == "10 Mbit/s")
    #expect(Share(fraction: 0.345).description == "34.5 %")
    #expect(Effort(personMonths: 60).description == "60 person-months")
    #expect(Money(3_210_000, currency: "USD", priceYear: 2024).description == "3.21 M USD")
    #expect(Money(-2.5e9, currency: "USD", priceYear: 2024).description == "−2.5 bn USD")
    #expect(Money(45_000, currency: "USD", priceYear: 2024).description == "45 k USD")
    #expect(Money(0, currency: "USD", priceYear: 2024).description == "0 USD")
    #expect(Money(0.26, currency: "USD", priceYear: 2024).description == "0.26 USD")
  }

  @Test("Misspelt names") func spelling() {
    let names = ["exponential", "erlang", "lognormal", "mean", "mode"]
    #expect(Spelling.nearest(to: "exponental", in: names) == "exponential")
    #expect(Spelling.nearest(to: "maen", in: names) == "mean")
    #expect(Spelling.nearest(to: "weibull", in: names) == nil)
    #expect(Spelling.nearest(to: "", in: names) == nil)
    #expect(Spelling.nearest(to: String(repeating: "a", count: 10_000), in: names) == nil)
    #expect(Spelling.changes(from: Array("kitten"), to: Array("sitting")) == 3)
  }
}
