/// The currency and price year that a scenario counts in, and how other money gets there.
///
///     let basis = PriceBasis(currency: "USD", priceYear: 2024,
///                            exchangeRates: ["EUR": 1.08], priceIndex: [2018: 0.80])
///     try basis.convert(Money(100, currency: "EUR", priceYear: 2018)).amount   // 135
public struct PriceBasis: Hashable, Sendable {
  public var currency: String
  public var priceYear: Int
  /// Units of `currency` for one unit of another.
  public var exchangeRates: [String: Double]
  /// Price level of a year relative to that of `priceYear` [1].
  public var priceIndex: [Int: Double]

  public init(
    currency: String, priceYear: Int, exchangeRates: [String: Double] = [:],
    priceIndex: [Int: Double] = [:]
  ) {
    self.currency = currency
    self.priceYear = priceYear
    self.exchangeRates = exchangeRates
    self.priceIndex = priceIndex
  }

  /// The factor from an amount of `currency` in prices of `year` to this basis; `nil` means this
  /// basis's own price year.
  ///
  /// - Throws: `PriceBasisError` when a rate or an index entry is missing.
  public func factor(currency: String, priceYear year: Int?) throws(PriceBasisError) -> Double {
    var factor = 1.0
    if currency != self.currency {
      guard let rate = exchangeRates[currency] else {
        throw .noExchangeRate(from: currency, to: self.currency, known: exchangeRates.keys.sorted())
      }
      factor = rate
    }
    if let year, year != priceYear {
      guard let level = priceIndex[year] else {
        throw .noPriceLevel(year: year, priceYear: priceYear, known: priceIndex.keys.sorted())
      }
      factor /= level
    }
    return factor
  }

  /// The same money in this basis: exchanged first, then brought to the price year.
  ///
  /// - Throws: `PriceBasisError` when a rate or an index entry is missing.
  public func convert(_ money: Money) throws(PriceBasisError) -> Money {
    let factor = try factor(currency: money.currency, priceYear: money.priceYear)
    return Money(money.amount * factor, currency: currency, priceYear: priceYear)
  }
}

/// Money that cannot be brought to a basis.
public enum PriceBasisError: Error, Hashable, Sendable {
  case noExchangeRate(from: String, to: String, known: [String])
  case noPriceLevel(year: Int, priceYear: Int, known: [Int])
}

extension PriceBasisError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noExchangeRate(let from, let to, let known):
      "found \(from), allowed \(([to] + known).joined(separator: ", ")); "
        + "give the rate as money.exchange_rates.\(from)"
    case .noPriceLevel(let year, let priceYear, let known):
      "found prices of \(year), allowed "
        + "\((known + [priceYear]).map(String.init).joined(separator: ", ")); "
        + "give the price level as money.price_index.\(year)"
    }
  }
}
