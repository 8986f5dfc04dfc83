import Economics
import Scenarios

/// What an alternative comes to in one world.
struct MapValue: Hashable, Sendable {
  /// Present value of costs and net present value [currency].
  var pvc: Double
  var npv: Double

  subscript(metric: Metric) -> Double { metric.name == Metric.npv.name ? npv : pvc }
}

/// The money of a world: all that differs between alternatives, and the ledger that NPV is taken
/// against.
struct MapWorld: Sendable {
  var values: [String: MapValue] = [:]
  var reference: Ledger?

  /// What also holds where only other alternatives than these are moved. NPV is taken against the
  /// reference: where that is moved, nothing holds.
  func limited(to alternatives: Set<String>, reference name: String) -> MapWorld {
    guard alternatives.contains(name) else { return MapWorld() }
    return MapWorld(
      values: values.filter { alternatives.contains($0.key) }, reference: reference)
  }
}

extension WorldRunner {
  /// Money of the baseline and the contenders in one world: one run of chance, no windows, so that
  /// every digital attempt succeeds.
  ///
  /// The world and its chance are those of the study's world of the same number.
  /// - Parameter known: what has been computed already.
  func mapWorld(
    _ index: Int, knowing known: MapWorld
  ) throws(ExperimentError) -> MapWorld {
    try mapWorld(world(index), knowing: known)
  }

  /// The same for a world of given values, with the chance of its number.
  func mapWorld(
    _ world: World, knowing known: MapWorld
  ) throws(ExperimentError) -> MapWorld {
    var found = known
    let reference: Ledger
    if let ledger = known.reference {
      reference = ledger
    } else {
      reference = try ledger(scenario.reference, world)
    }
    found.reference = reference
    for alternative in sweptAlternatives where found.values[alternative] == nil {
      let own =
        alternative == scenario.reference ? reference : try ledger(alternative, world)
      let npv = try inPart("economics") { () throws(EconomicsError) in
        try own.netPresentValue(against: reference)
      }
      found.values[alternative] = MapValue(pvc: own.presentValueOfCosts, npv: npv)
    }
    return found
  }

  private func ledger(_ alternative: String, _ world: World) throws(ExperimentError) -> Ledger {
    let country = try readCountry(scenario, alternative, world.values(of: alternative))
    var replication = try Replication(
      country, prefix: nil, name: name(world.index, 0, alternative),
      planPrices: planPrices)
    replication.book()
    let (account, prices) = (replication.account, try Prices(country))
    return try inPart("economics") { () throws(EconomicsError) in
      try Valuation.ledger(account, prices)
    }
  }
}
