import Quantities

/// Money of another currency or price year, and how it came to the scenario's own.
public struct PriceConversion: Hashable, Sendable {
  /// Key path of the input, and the amount as written.
  public var path: String
  public var text: String
  public var currency: String
  /// `nil` for prices of the scenario's own price year.
  public var priceYear: Int?
  /// Units of the scenario's currency for one of `currency` [1].
  public var exchangeRate: Double
  /// Price level of `priceYear` over that of the scenario's [1].
  public var priceLevel: Double
  /// The amount in the scenario's currency and price year, in the period as written.
  public var amount: Double
  /// `USD@2024`, with the period.
  public var unit: String
}

extension PriceBasis {
  /// Every amount of the inputs that was converted, in their order.
  func conversions(_ inputs: [InputRecord]) -> [PriceConversion] {
    inputs.flatMap { input in
      Self.terms(input.text).compactMap { conversion($0, path: input.path) }
    }
  }

  /// The factors of a product, each with its unit.
  private static func terms(_ text: String) -> [String] {
    var terms: [String] = []
    var words: [Substring] = []
    for word in text.split(separator: " ") {
      if word == "*" || word == "/" {
        terms.append(words.joined(separator: " "))
        words = []
      } else {
        words.append(word)
      }
    }
    return terms + [words.joined(separator: " ")]
  }

  private func conversion(_ text: String, path: String) -> PriceConversion? {
    guard let quantity = try? QuantityText.parse(text), let currency = quantity.unit.currency
    else { return nil }
    let year = quantity.unit.priceYear
    guard currency != self.currency || (year ?? priceYear) != priceYear,
      let factor = try? factor(currency: currency, priceYear: year),
      let rate = try? self.factor(currency: currency, priceYear: nil)
    else { return nil }
    let own = quantity.unit.text.drop { $0 != "/" }
    return PriceConversion(
      path: path, text: text, currency: currency, priceYear: year, exchangeRate: rate,
      priceLevel: rate / factor, amount: quantity.value * Self.size(quantity) * factor,
      unit: "\(self.currency)@\(priceYear)\(own)")
  }

  /// What k, M and the like before the currency stand for; the base of money is its unit.
  private static func size(_ quantity: Quantity) -> Double {
    quantity.unit.multiplier / quantity.unit.divisor
  }
}
