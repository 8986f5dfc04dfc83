/// An amount in the prices of one year. Amounts of different currencies or price years never add up
/// silently: convert them first (`PriceBasis`).
@frozen public struct Money: Hashable, Sendable {
  public var amount: Double
  /// ISO 4217 code, such as "USD".
  public var currency: String
  /// The year whose prices the amount is in, such as 2024.
  public var priceYear: Int

  public init(_ amount: Double, currency: String, priceYear: Int) {
    self.amount = amount
    self.currency = currency
    self.priceYear = priceYear
  }
}

/// Money per time, such as a wage or a rent.
@frozen public struct MoneyRate: Hashable, Sendable {
  /// The amount due for one `period`.
  public var money: Money
  public var period: TimeSpan

  public init(_ money: Money, per period: TimeSpan) {
    self.money = money
    self.period = period
  }

  /// The amount per month, in the money's own currency and price year.
  public var perMonth: Double { money.amount * TimeSpan.secondsPerMonth / period.seconds }
  /// The amount per year.
  public var perYear: Double { money.amount * TimeSpan.secondsPerYear / period.seconds }
  /// The amount per hour.
  public var perHour: Double { money.amount * TimeSpan.secondsPerHour / period.seconds }
}
