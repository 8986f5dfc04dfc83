import Economics
import Scenarios

/// What an alternative comes to in one world.
struct MapValue: Hashable, Sendable {
  /// Present value of costs and net present value [currency].
  var pvc: Double
  var npv: Double

  subscript(metric: Metric) -> Double { metric.name == Metric.npv.name ? npv : pvc }
}

extension WorldRunner {
  /// Money of the baseline and the contenders in one world: one run of chance, no windows, so that
  /// every digital attempt succeeds.
  ///
  /// The world and its chance are those of the study's world of the same number.
  func mapValues(ofWorld index: Int) throws(ExperimentError) -> [String: MapValue] {
    let world = World(index, of: scenario.assumptions, seed: options.seed)
    let reference = try ledger(scenario.reference, world)
    var values: [String: MapValue] = [:]
    for alternative in sweptAlternatives {
      let own =
        alternative == scenario.reference ? reference : try ledger(alternative, world)
      let npv = try inPart("economics") { () throws(EconomicsError) in
        try own.netPresentValue(against: reference)
      }
      values[alternative] = MapValue(pvc: own.presentValueOfCosts, npv: npv)
    }
    return values
  }

  private func ledger(_ alternative: String, _ world: World) throws(ExperimentError) -> Ledger {
    let country = try readCountry(scenario, alternative, world.values)
    var replication = try Replication(
      country, prefix: nil, name: name(world.index, 0), planPrices: planPrices)
    replication.book()
    let (account, prices) = (replication.account, try Prices(country))
    return try inPart("economics") { () throws(EconomicsError) in
      try Valuation.ledger(account, prices)
    }
  }
}
