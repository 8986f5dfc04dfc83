/// All amounts of one alternative over one horizon, and the figures a decision rests on.
///
///     let platform = try Valuation.ledger(account, prices)
///     platform.presentValueOfCosts                      // PVC
///     try platform.netPresentValue(against: today)      // benefits − costs, both incremental
///
/// Benefits exist only against another ledger: what use takes from people there, minus what it
/// takes here. All amounts are in the scenario's currency and price year [currency]; present values
/// are at the start, by the mid-year convention of ``Discounting``.
public struct Ledger: Hashable, Sendable {
  /// Ordered by year.
  public let flows: [CashFlow]
  /// Years of the horizon [1].
  public let years: Int
  public let discounting: Discounting
  /// Sum over services of the years they were live within the horizon [service-year].
  public let serviceYearsLive: Double
  /// Digital requests that succeeded [1], shape [years].
  public let successfulRequests: [Double]

  /// - Throws: `EconomicsError.outOfRange` for a flow outside the horizon or an amount that is
  ///   not finite.
  public init(
    flows: [CashFlow], years: Int, discounting: Discounting, serviceYearsLive: Double,
    successfulRequests: [Double] = []
  ) throws(EconomicsError) {
    for flow in flows {
      guard flow.year >= 0, flow.year < years else {
        throw .outOfRange(name: "year", found: Double(flow.year), allowed: "0 ..< \(years)")
      }
      guard flow.amount.isFinite else {
        throw .outOfRange(name: "amount", found: flow.amount, allowed: "a finite number")
      }
    }
    self.flows = flows
    self.years = years
    self.discounting = discounting
    self.serviceYearsLive = serviceYearsLive
    self.successfulRequests = successfulRequests
  }

  /// Totals per year of the flows that `isIncluded`, shape [years].
  public func totals(where isIncluded: (CashFlow) -> Bool) -> [Double] {
    var totals = [Double](repeating: 0, count: years)
    for flow in flows where isIncluded(flow) { totals[flow.year] += flow.amount }
    return totals
  }

  /// Present value of the flows that `isIncluded`: of those spread over a year as if paid in its
  /// middle, of the others when it ends.
  public func presentValue(where isIncluded: (CashFlow) -> Bool) -> Double {
    let atEnd = totals { $0.isAtYearEnd && isIncluded($0) }
    return atEnd.enumerated().reduce(
      discounting.presentValue(totals { !$0.isAtYearEnd && isIncluded($0) })
    ) { sum, end in
      end.element == 0 ? sum : sum + end.element * discounting.factor(atEndOf: end.offset)
    }
  }
}

// MARK: - Costs

extension Ledger {
  /// Costs per year, undiscounted, shape [years].
  public var costsByYear: [Double] { totals { $0.costCategory != nil } }

  /// Undiscounted costs of each category, in the order of the categories.
  public var costsByCategory: [(category: CostCategory, amount: Double)] {
    CostCategory.allCases.map { category in
      (category, totals { $0.costCategory == category }.reduce(0, +))
    }
  }

  /// Undiscounted CAPEX and OPEX.
  public var capitalCosts: Double {
    totals { $0.costCategory?.isCapital == true }.reduce(0, +)
  }
  public var operatingCosts: Double {
    totals { $0.costCategory?.isCapital == false }.reduce(0, +)
  }

  /// Present value of all costs (PVC), what leaving takes added and the value left at the end taken
  /// off.
  public var presentValueOfCosts: Double { presentValue { $0.costCategory != nil } }

  /// Present value of the costs of one category.
  public func presentValueOfCosts(_ category: CostCategory) -> Double {
    presentValue { $0.costCategory == category }
  }

  /// Present value of the costs that one party pays.
  public func presentValueOfCosts(paidBy party: Party) -> Double {
    presentValue { $0.costCategory != nil && $0.party == party }
  }

  /// PVC over service-years live (undiscounted) [currency per service-year]; `nil` when nothing
  /// went live.
  public var presentValueOfCostsPerServiceYear: Double? {
    serviceYearsLive > 0 ? presentValueOfCosts / serviceYearsLive : nil
  }

  /// Levelised cost of a digital request that succeeds: PVC over requests discounted like money
  /// [currency]; the price per request at which the costs would just be earned. `nil` without such
  /// requests.
  public var levelisedCostPerRequest: Double? {
    let requests = discounting.presentValue(successfulRequests)
    return requests > 0 ? presentValueOfCosts / requests : nil
  }
}

// MARK: - Against another ledger

extension Ledger {
  /// Present value of time and travel saved against a reference; negative when more is taken.
  public func presentValueOfBenefits(against reference: Ledger) throws(EconomicsError) -> Double {
    try checkHorizon(reference)
    return reference.burdens - burdens
  }

  /// The part of the benefits that is of one category.
  public func presentValueOfBenefits(
    _ category: BenefitCategory, against reference: Ledger
  ) throws(EconomicsError) -> Double {
    try checkHorizon(reference)
    let there = reference.presentValue { $0.burdenCategory == category }
    return there - presentValue { $0.burdenCategory == category }
  }

  /// What one party gains against a reference: its burdens and costs there minus those here.
  public func presentValueOfGain(
    of party: Party, against reference: Ledger
  ) throws(EconomicsError) -> Double {
    try checkHorizon(reference)
    return reference.presentValue { $0.party == party } - presentValue { $0.party == party }
  }

  /// Net present value: benefits minus costs, both incremental to the reference.
  public func netPresentValue(against reference: Ledger) throws(EconomicsError) -> Double {
    let benefits = try presentValueOfBenefits(against: reference)
    return benefits - (presentValueOfCosts - reference.presentValueOfCosts)
  }

  /// Benefits over incremental costs [1]; `nil` when this costs no more than the reference, where
  /// the ratio says nothing.
  public func benefitCostRatio(against reference: Ledger) throws(EconomicsError) -> Double? {
    let benefits = try presentValueOfBenefits(against: reference)
    let costs = presentValueOfCosts - reference.presentValueOfCosts
    return costs > 0 ? benefits / costs : nil
  }

  /// What is left per year against the reference, undiscounted, shape [years]: everything spent and
  /// taken there minus everything spent and taken here.
  public func netFlows(against reference: Ledger) throws(EconomicsError) -> [Double] {
    try checkHorizon(reference)
    return zip(reference.totals { _ in true }, totals { _ in true }).map { $0 - $1 }
  }

  /// Present value of all that use takes from people.
  private var burdens: Double { presentValue { $0.burdenCategory != nil } }

  func checkHorizon(_ reference: Ledger) throws(EconomicsError) {
    guard reference.years == years else {
      throw .horizonMismatch(found: reference.years, expected: years)
    }
  }
}
