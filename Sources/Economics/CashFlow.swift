/// One amount in one year, in the scenario's currency and price year.
public struct CashFlow: Hashable, Sendable, Codable {
  /// What the amount is for: money spent, or time and travel that use takes, valued.
  public enum Item: Hashable, Sendable, Codable {
    case cost(CostCategory)
    case burden(BenefitCategory)
  }

  /// Year since the start, 0-based.
  public var year: Int
  public var item: Item
  /// Who bears it.
  public var party: Party
  /// ≥ 0 for what is spent or taken [currency]; the value left at the end is negative.
  public var amount: Double
  /// Whether it falls due when the year ends; spread over the year otherwise.
  public var isAtYearEnd: Bool

  public init(
    year: Int, item: Item, party: Party, amount: Double, isAtYearEnd: Bool = false
  ) {
    self.year = year
    self.item = item
    self.party = party
    self.amount = amount
    self.isAtYearEnd = isAtYearEnd
  }

  /// The cost's category; `nil` for a burden.
  public var costCategory: CostCategory? {
    if case .cost(let category) = item { category } else { nil }
  }

  /// The burden's category; `nil` for a cost.
  public var burdenCategory: BenefitCategory? {
    if case .burden(let category) = item { category } else { nil }
  }
}
