import Quantities
import Testing

@testable import Scenarios

@Suite("Expressions")
struct ExpressionTests {
  private static let context: ExpressionContext = {
    func symbol(_ index: Int, _ unit: String, _ low: Double, _ value: Double, _ high: Double)
      -> ExpressionContext.Symbol
    {
      let unit = (try? UnitOfMeasure(parsing: unit)) ?? .none
      return .init(
        index: index, unit: unit, low: unit.base(low), value: unit.base(value),
        high: unit.base(high))
    }
    var context = ExpressionContext(
      symbols: [
        "factor": symbol(0, "1", 0.5, 2, 4), "delay": symbol(1, "months", 1, 3, 6),
        "wage": symbol(2, "k EUR@2018/year", 5, 10, 20), "part": symbol(3, "%", 10, 20, 40),
      ])
    context.basis = PriceBasis(
      currency: "USD", priceYear: 2024, exchangeRates: ["EUR": 1.08], priceIndex: [2018: 0.80])
    return context
  }()

  /// Draws in base units: factor 3, delay 2 months, wage 10 000 EUR/year, part 25 %.
  private static let draws = [3, 2 * TimeSpan.secondsPerMonth, 10_000, 0.25]

  /// By hand; 10 000 EUR of 2018 × 1.08 / 0.80 = 13 500 USD.
  @Test(
    "Products and quotients",
    arguments: [
      ("5 s", Dimension.duration, 5.0), ("5 s * $factor", .duration, 15),
      ("$factor * 5 s", .duration, 15),
      ("6 s / $factor", .duration, 2), ("6 s / 3", .duration, 2),
      ("6 s / 3 * $factor / 2", .duration, 3),
      ("$delay", .duration, 2 * TimeSpan.secondsPerMonth),
      ("$delay * 50 %", .duration, TimeSpan.secondsPerMonth),
      ("$part", .share, 0.25), ("$part * $factor", .share, 0.75), ("$part", .number, 0.25),
      ("$factor / 4", .share, 0.75), ("12 k * $part", .count, 3_000), ("$wage", .moneyRate, 13_500),
      ("$wage * $part", .moneyRate, 3_375), ("1200 USD/year / 12", .moneyRate, 100),
      ("1 M EUR * $part", .money, 270_000), ("2 person-months * $factor * $factor", .effort, 18),
      ("10/year * $factor", .rate, 30 / TimeSpan.secondsPerYear),
    ])
  func values(text: String, wanted: Dimension, value: Double) throws {
    let expression = try ExpressionParser.parse(text, as: wanted, in: Self.context)
    #expect(abs(expression.value(Self.draws) - value) <= 1e-12 * value.magnitude)
  }

  @Test("The range over the assumptions") func reached() throws {
    func range(_ text: String) throws -> ClosedRange<Double> {
      try ExpressionParser.parse(text, as: .duration, in: Self.context).reached
    }
    #expect(try range("6 s / $factor") == 1.5...12)
    #expect(try range("6 s * $factor") == 3...24)
    #expect(try range("-6 s * $factor") == -24 ... -3)
    #expect(try range("6 s") == 6...6)
  }

  @Test("Money per time keeps its period") func period() throws {
    let wage = try ExpressionParser.parse("$wage", as: .moneyRate, in: Self.context)
    #expect(wage.period == TimeSpan(years: 1))
    let rent = try ExpressionParser.parse(
      "$factor * 25 USD/month", as: .moneyRate, in: Self.context)
    #expect(rent.period == TimeSpan(months: 1) && rent.value(Self.draws) == 75)
  }

  @Test(
    "What is no expression of the wanted kind",
    arguments: [
      ("$factor", Dimension.duration), ("$delay", .number), ("$delay * $delay", .duration),
      ("5 s * 3 s", .duration), ("5 / $delay", .rate), ("5 s / 0", .duration), ("$nobody", .number),
      ("5 s *", .duration), ("* 5 s", .duration), ("5 s ** 2", .duration), ("5 s * * 2", .duration),
      ("$", .number), ("1 RWF * $factor", .money), ("1 USD@1999 * $factor", .money),
      ("1e300 * 1e300", .number),
      ("$wage", .money), ("5 s + 3 s", .duration), ("$factor$factor", .number),
    ])
  func refuses(text: String, wanted: Dimension) {
    #expect(throws: ExpressionFault.self) {
      try ExpressionParser.parse(text, as: wanted, in: Self.context)
    }
  }
}
