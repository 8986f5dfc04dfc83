extension TimeSpan {
  /// Reads `250 ms`, `5 s`, `9 months`.
  public init(parsing text: String) throws(QuantityError) {
    self.init(seconds: try QuantityText.parse(text, as: .duration).baseValue)
  }
}

extension Rate {
  /// Reads `0.9/s`, `40/min`, `10 /year`.
  public init(parsing text: String) throws(QuantityError) {
    self.init(perSecond: try QuantityText.parse(text, as: .rate).baseValue)
  }
}

extension DataSize {
  /// Reads `2 kB`, `0.8 MB`, `1 GiB`.
  public init(parsing text: String) throws(QuantityError) {
    self.init(bytes: try QuantityText.parse(text, as: .dataSize).baseValue)
  }
}

extension Bandwidth {
  /// Reads `512 kbit/s`, `10 Mbit/s`.
  public init(parsing text: String) throws(QuantityError) {
    self.init(bitsPerSecond: try QuantityText.parse(text, as: .bandwidth).baseValue)
  }
}

extension Effort {
  /// Reads `60 person-months`.
  public init(parsing text: String) throws(QuantityError) {
    self.init(personMonths: try QuantityText.parse(text, as: .effort).baseValue)
  }
}

extension Share {
  /// Reads `34 %` or `0.34`; the range is not checked.
  public init(parsing text: String) throws(QuantityError) {
    self.init(fraction: try QuantityText.parse(text, as: .share).baseValue)
  }
}

extension Money {
  /// Reads `1200 USD`, `2.5 M USD@2018`; without a year the amount is in prices of `priceYear`.
  public init(parsing text: String, priceYear: Int) throws(QuantityError) {
    let quantity = try QuantityText.parse(text, as: .money)
    self.init(
      quantity.baseValue, currency: quantity.unit.currency ?? "",
      priceYear: quantity.unit.priceYear ?? priceYear)
  }
}

extension MoneyRate {
  /// Reads `850 USD/month`, `0.26 USD@2018/h`; without a year the amount is in prices of `priceYear`.
  public init(parsing text: String, priceYear: Int) throws(QuantityError) {
    let quantity = try QuantityText.parse(text, as: .moneyRate)
    let money = Money(
      quantity.baseValue, currency: quantity.unit.currency ?? "",
      priceYear: quantity.unit.priceYear ?? priceYear)
    self.init(money, per: quantity.unit.period ?? TimeSpan(months: 1))
  }
}
