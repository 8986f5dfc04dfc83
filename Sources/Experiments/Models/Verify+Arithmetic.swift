import Economics

/// Holds the formulas of economics and of effort against published examples and tables made by hand.
///
/// Nothing is simulated, so no check can fail by chance.
///
/// - Throws: `ExperimentError.model` where a formula refuses its example.
public func verifyArithmetic() throws(ExperimentError) -> [VerificationCheck] {
  var table = ArithmeticTable()
  table.addTraffic()
  table.addTimeSaved()
  table.addReuse()
  table.addCocomo()
  table.addIntegration()
  do {
    try table.addPresentValues()
    try table.addPayback()
  } catch {
    throw .model(part: "economics", what: "\(error)")
  }
  table.addInternalRates()
  table.addResidualValue()
  return table.checks
}

/// `verifyArithmetic` in the making.
private struct ArithmeticTable {
  var checks: [VerificationCheck] = []

  /// Adds one figure of an example.
  ///
  /// - Parameter tolerance: half of the band, as a share of the published value; without one the
  ///   figure is exact but for rounding.
  mutating func add(
    _ model: String, _ entity: String, _ metric: String, _ unit: String, published: Double,
    ours: Double?, within tolerance: Double = 1e-9, source: String
  ) {
    let reach = tolerance * max(published.magnitude, 1e-3)
    let found = ours ?? .infinity
    checks.append(
      VerificationCheck(
        group: .arithmetic, model: model, metric: metric, entity: entity, unit: unit,
        expected: published, simulated: found, halfWidth: 0, standardErrorsOff: 0,
        allowedHalfWidth: 0, level: 1, lowest: published - reach, highest: published + reach,
        kind: "arithmetic", source: source, passes: (found - published).magnitude <= reach))
  }
}

// MARK: - Published examples

extension ArithmeticTable {
  /// Validation case 1.
  fileprivate mutating func addTraffic() {
    let (model, source) = ("X-Road in Estonia", "xroad25.nortal.com, public logs (2026)")
    let daily = 3.87e9 / 182
    let rate = daily / 86_400
    func add(_ metric: String, _ unit: String, _ published: Double, _ ours: Double, _ band: Double)
    {
      self.add(
        model, "3.87e9 requests, 182 days", metric, unit, published: published, ours: ours,
        within: band, source: source)
    }
    add("requests a day", "1", 21.27e6, daily, 0.005)
    add("requests a second", "1/s", 246, rate, 0.005)
    add("a head in a year of 365 days", "1", 5_790, daily * 365 / 1.34e6, 0.005)
    // Published to two digits.
    add("of each of 1 083 organisations", "1/s", 0.23, rate / 1_083, 0.005 / 0.23)
  }

  /// Validation case 2: the kind of year makes a factor of five.
  fileprivate mutating func addTimeSaved() {
    let model = "Time saved by X-Road"
    let first = 1.3e9 * 0.03 * 0.25
    add(
      model, "1.3e9 queries, 3 % human", "calendar years of 8 760 h", "1", published: 1_100,
      ours: first / 8_760, within: 0.02, source: "e-estonia.com (2020): more than 1 100 years")
    add(
      model, "1.3e9 queries, 3 % human", "working years of 1 750 h", "1", published: 5_571,
      ours: first / 1_750, within: 0.001, source: "e-estonia.com (2020): more than 1 100 years")
    add(
      model, "1.5e6 queries a day, 5 %", "calendar years of 8 760 h", "1", published: 820,
      ours: 1.5e6 * 365 * 0.05 * 0.25 / 8_760, within: 0.06, source: "e-estonia.com (2017)")
  }

  /// Validation case 10.
  fileprivate mutating func addReuse() {
    let (model, source) = ("Break-even of reuse", "Poulin, Measuring Software Reuse (1997)")
    func add(_ entity: String, _ metric: String, _ published: Double, _ ours: Double?) {
      let unit = metric == "saving" ? "share" : "services"
      self.add(
        model, entity, metric, unit, published: published, ours: ours, within: 0.01,
        source: source)
    }
    let plain = ReuseBreakEven(costOfReuse: 0.2, costOfWritingForReuse: 1.5)
    add("RCWR 1.5, RCR 0.2", "break-even", 1.875, plain.services)
    add("5 services", "saving", 0.5, plain.saving(services: 5))
    add("10 services", "saving", 0.65, plain.saving(services: 10))
    add(
      "RCWR 1.24, RCR 0.05", "break-even", 1.3,
      ReuseBreakEven(costOfReuse: 0.05, costOfWritingForReuse: 1.24).services)
    add(
      "RCWR 2.2, RCR 0.4", "break-even", 3.7,
      ReuseBreakEven(costOfReuse: 0.4, costOfWritingForReuse: 2.2).services)
    let central = ReuseBreakEven(
      costOfReuse: 0.2, costOfWritingForReuse: 1.5, sharedFraction: 0.5, centralCost: 1,
      onboardingCost: 0.1)
    add("F 1, f 0.5, a 0.1", "break-even", 5.8, central.services)
    add("40 % join", "planned services", 14.6, central.plannedServices(joining: 0.4))
  }

  /// Validation case 12.
  fileprivate mutating func addCocomo() {
    let cocomo = CocomoTwo.published2000
    let nominal = cocomo.exponent(scaleFactors: CocomoTwo.nominalScaleFactors)
    let examples = [(100.0, 1.15, 586.6, 29.7), (10, nominal, 37.0, 11.6)]
    for (size, exponent, effort, schedule) in examples {
      let found = cocomo.effort(size: size, exponent: exponent)
      let (model, entity) = ("COCOMO II", "\(Int(size)) thousand lines")
      let source = "Boehm et al., COCOMO II.2000 manual"
      add(
        model, entity, "effort", "person-months", published: effort, ours: found, within: 0.005,
        source: source)
      add(
        model, entity, "schedule", "months", published: schedule,
        ours: cocomo.schedule(effort: found, exponent: exponent), within: 0.005, source: source)
    }
  }

  /// Validation case 19.
  fileprivate mutating func addIntegration() {
    let hub = IntegrationBreakEven(first: 2, later: 0.5)
    let (model, source) = (
      "Hub or point to point", "NIIS knowledge base 4916715 for the direction; factors assumed"
    )
    func add(_ entity: String, _ metric: String, _ published: Double, _ ours: Double?) {
      self.add(model, entity, metric, "links", published: published, ours: ours, source: source)
    }
    add("first 2, later 0.5", "level at", 3, hub.links)
    for (links, cost) in [(2, 2.5), (3, 3), (4, 3.5), (10, 6.5)] {
      add("\(links) links", "cost through the hub", cost, hub.hub(links: links))
    }
    add("10 links", "cost point to point", 10, hub.pointToPoint(links: 10))
  }
}

// MARK: - Tables made by hand

extension ArithmeticTable {
  private static let byHand = "table computed by hand"

  private mutating func add(
    _ model: String, _ entity: String, _ metric: String, _ unit: String, _ expected: Double,
    _ ours: Double?
  ) {
    add(
      model, entity, metric, unit, published: expected, ours: ours, within: 1e-8,
      source: Self.byHand)
  }

  /// Costs of 100 and 200 at 21 %, where mid-year factors are 1/1.1 and 1/1.331; 400 a year saved
  /// against a reference that costs 10 a year.
  fileprivate mutating func addPresentValues() throws(EconomicsError) {
    let discounting = try Discounting(rate: 0.21)
    func ledger(_ flows: [(Int, CashFlow.Item, Double)]) throws(EconomicsError) -> Ledger {
      try Ledger(
        flows: flows.map { CashFlow(year: $0, item: $1, party: .agency, amount: $2) }, years: 2,
        discounting: discounting, serviceYearsLive: 4, successfulRequests: [0, 1_000])
    }
    let here = try ledger([(0, .cost(.build), 100), (1, .cost(.hosting), 200)])
    let there = try ledger(
      [0, 1].flatMap { year -> [(Int, CashFlow.Item, Double)] in
        [(year, .cost(.upkeep), 10), (year, .burden(.citizenTime), 400)]
      })
    let (model, entity) = ("Present values", "21 %, two years")
    add(model, entity, "PVC of 100 and 200", "", 241.172_051_089, here.presentValueOfCosts)
    add(
      model, entity, "NPV, 400 a year saved", "", 439.594_290_008,
      try here.netPresentValue(against: there))
    add(
      model, entity, "PVC over 1 000 requests/1.331", "", 0.321,
      here.levelisedCostPerRequest)
    add(
      model, "8.15 % nominal, 3 % inflation", "real rate", "share", 0.05,
      Discounting.realRate(nominal: 0.0815, inflation: 0.03))
  }

  fileprivate mutating func addInternalRates() {
    let model = "Internal rate of return"
    func rates(_ totals: [Double]) -> [Double] {
      switch InternalRate(totals) {
      case .none: []
      case .one(let rate): [rate]
      case .several(let rates): rates
      }
    }
    let one = rates([-100, 60, 60])
    add(model, "−100, 60, 60", "rates", "1", 1, Double(one.count))
    add(model, "−100, 60, 60", "rate", "share", 0.130_662_386_29, one.first)
    add(model, "−1, −2, −3", "rates", "1", 0, Double(rates([-1, -2, -3]).count))
    let several = rates([-1_000, 2_500, -1_540])
    add(model, "−1 000, 2 500, −1 540", "rates", "1", 2, Double(several.count))
    add(model, "−1 000, 2 500, −1 540", "lower rate", "share", 0.1, several.first)
    add(model, "−1 000, 2 500, −1 540", "higher rate", "share", 0.4, several.last)
  }

  fileprivate mutating func addPayback() throws(EconomicsError) {
    let model = "Payback"
    let discounting = try Discounting(rate: 0.21)
    add(model, "−100, then 40 a year", "simple", "years", 3.5, payback([-100, 40, 40, 40]))
    add(
      model, "−100, 0, 200 at 21 %", "discounted", "years", 2.732_05,
      payback([-100, 0, 200], discounting: discounting))
    add(
      model, "−100, 40", "years with payback", "1", 0, payback([-100, 40]) == nil ? 0 : 1)
  }

  fileprivate mutating func addResidualValue() {
    let terms = SoftwareTerms(
      maintenanceShare: 0, versionUpkeepShare: 0, exitCostShare: 0, assetLife: 8)
    add(
      "Value left in software", "2.5 of 8 years old", "share", "share", 0.6875,
      terms.residualShare(age: 2.5))
    add(
      "Value left in software", "9 of 8 years old", "share", "share", 0,
      terms.residualShare(age: 9))
  }
}
