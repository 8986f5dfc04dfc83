// MARK: - How well the money works

extension Ledger {
  /// The internal rate of return of choosing this instead of a reference [1/year]; `nil` unless there
  /// is exactly one.
  public func internalRate(against reference: Ledger) throws(EconomicsError) -> Double? {
    let (during, atEnd) = try netFlowsInTwo(against: reference)
    let halfYears = zip(during, atEnd).flatMap { [$0, $1] }
    guard case .one(let rate) = InternalRate(halfYears: halfYears) else { return nil }
    return rate
  }

  /// Years until what is saved against a reference first outweighs what was spent [year]: simple
  /// payback, or discounted. `nil` where it never does, and where nothing differs.
  public func payback(
    against reference: Ledger, discounted: Bool = false
  ) throws(EconomicsError) -> Double? {
    let (during, atEnd) = try netFlowsInTwo(against: reference)
    guard (during + atEnd).contains(where: { $0 != 0 }) else { return nil }
    return Economics.payback(
      during, atYearEnd: atEnd, discounting: discounted ? discounting : nil)
  }

  /// `netFlows` apart: what is spread over each year, and what falls due when it ends.
  private func netFlowsInTwo(
    against reference: Ledger
  ) throws(EconomicsError) -> (during: [Double], atEnd: [Double]) {
    try checkHorizon(reference)
    func net(_ isIncluded: (CashFlow) -> Bool) -> [Double] {
      zip(reference.totals(where: isIncluded), totals(where: isIncluded)).map { $0 - $1 }
    }
    return (net { !$0.isAtYearEnd }, net { $0.isAtYearEnd })
  }
}
