import Economics

extension Ledger {
  /// Rows that economics left.
  ///
  /// - Parameters:
  ///   - reference: what benefits and returns are counted against.
  ///   - start: calendar year of the programme's start.
  func rows(
    against reference: Ledger, start: Int, into series: inout RowSeries
  ) throws(ExperimentError) {
    costRows(start: start, into: &series)
    do {
      try returnRows(against: reference, into: &series)
      try partyRows(against: reference, into: &series)
    } catch {
      throw .model(part: "economics", what: "\(error)")
    }
  }

  private func costRows(start: Int, into series: inout RowSeries) {
    series.add(.pvc, presentValueOfCosts)
    series.add(.capex, presentValue { $0.costCategory?.isCapital == true })
    series.add(.opex, presentValue { $0.costCategory?.isCapital == false })
    series.add(.pvcPerServiceYear, presentValueOfCostsPerServiceYear)
    series.add(.costPerRequest, levelisedCostPerRequest)
    series.add(.residualValue, -presentValueOfCosts(.residualValue))
    for category in CostCategory.allCases {
      series.add(.costCategory, presentValueOfCosts(category), entity: category.rawValue)
    }
    let during = totals { $0.costCategory != nil && !$0.isAtYearEnd }
    let atEnd = totals { $0.costCategory != nil && $0.isAtYearEnd }
    var cumulative = 0.0
    for year in 0..<years {
      cumulative += during[year] * discounting.factor(forYear: year)
      if atEnd[year] != 0 { cumulative += atEnd[year] * discounting.factor(atEndOf: year) }
      series.add(.cumulativeCost, cumulative, year: start + year)
    }
  }

  private func returnRows(
    against reference: Ledger, into series: inout RowSeries
  ) throws(EconomicsError) {
    series.add(.npv, try netPresentValue(against: reference))
    series.add(.benefits, try presentValueOfBenefits(against: reference))
    series.add(.benefitCostRatio, try benefitCostRatio(against: reference))
    series.add(.internalRate, try internalRate(against: reference))
    series.add(.payback, try payback(against: reference))
    series.add(.discountedPayback, try payback(against: reference, discounted: true))
    for category in BenefitCategory.allCases {
      series.add(
        .benefitCategory, try presentValueOfBenefits(category, against: reference),
        entity: category.rawValue)
    }
  }

  private func partyRows(
    against reference: Ledger, into series: inout RowSeries
  ) throws(EconomicsError) {
    for party in Party.allCases {
      series.add(.paid, presentValueOfCosts(paidBy: party), entity: party.rawValue)
      series.add(
        .gain, try presentValueOfGain(of: party, against: reference), entity: party.rawValue)
    }
  }
}
