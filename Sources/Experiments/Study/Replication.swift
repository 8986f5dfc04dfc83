import Delivery
import Economics
import Operations
import Quantities
import Scenarios
import Statistics

/// One run of chance of one alternative in one world: delivery, then capacity year by year, then the
/// windows, then what it all costs.
struct Replication {
  let country: Country
  let catalogue: Catalogue
  /// Names the chance of this replication; the same for all alternatives.
  let name: StreamName
  /// What planners reckon a person-month costs [currency].
  let planPrices: Portfolio.PlanPrices

  private(set) var map: DeploymentMap?
  private(set) var plans: [CapacityPlan] = []
  private(set) var account: PhysicalAccount
  /// Share of digital attempts that succeed, by stream of demand.
  private(set) var completion: [Double] = []
  private(set) var network: CountryNetwork?

  /// Years of the horizon [1].
  var years: Int { account.years }

  init(
    _ country: Country, prefix: Int?, name: StreamName, planPrices: Portfolio.PlanPrices
  ) throws(ExperimentError) {
    self.country = country
    self.name = name
    self.planPrices = planPrices
    catalogue = Catalogue(country, prefix: prefix)
    guard let terms = country.operations, let organisation = country.organisation else {
      throw .wrongKind(
        found: "a scenario without regions, organisation and operations", needed: "a country")
    }
    let years = max(1, Int(country.time.horizon.years.rounded(.up)))
    let demand = Demand(country, terms)
    guard organisation.delivers else {
      account = PhysicalAccount(years: years)
      Accounting.bookUpkeep(into: &account, country)
      Accounting.bookCountersOnly(into: &account, country, catalogue, demand)
      return
    }
    account = PhysicalAccount(years: years)
    let map = try deliver()
    self.map = map
    let network = try CountryNetwork(map, terms, demand)
    self.network = network
    for year in 0..<years { plans.append(try network.plan(year: year)) }
    completion = demand.streams.map { _ in 1 }
  }

  private func deliver() throws(ExperimentError) -> DeploymentMap {
    let portfolio = try Portfolio(country, catalogue, planPrices: planPrices)
    let result = try inPart("delivery") { () throws(DeliveryError) in
      try simulateDelivery(portfolio, name: name.child("delivery"))
    }
    return DeploymentMap(country, catalogue, result)
  }

  /// Simulates the windows of the chosen years; what fails there goes to the counter.
  mutating func observeWindows() throws(ExperimentError) -> [ObservedWindow] {
    guard let network else { return [] }
    var observed: [ObservedWindow] = []
    for year in network.terms.windows.years where year >= 1 && year <= years {
      for kind in WindowKind.allCases {
        observed.append(
          try network.observe(kind, year: year - 1, plan: plans[year - 1], name: name))
      }
    }
    useCompletion(of: observed, network.demand.streams.count)
    return observed
  }

  /// Takes the completion share of the ordinary hours, the mean over the years observed.
  private mutating func useCompletion(of observed: [ObservedWindow], _ streams: Int) {
    for stream in 0..<streams {
      let shares = observed.filter { $0.kind == .ordinaryHour }
        .compactMap { $0.mean { $0.groups[stream].completionShare } }
      guard !shares.isEmpty else { continue }
      completion[stream] = shares.reduce(0, +) / Double(shares.count)
    }
  }

  /// Takes over what another replication of the same world observed.
  mutating func useCompletion(_ shares: [Double]) {
    if shares.count == completion.count { completion = shares }
  }

  /// Books everything that is left and prices it.
  mutating func value() throws(ExperimentError) -> Ledger {
    if let map, let network {
      var accounting = Accounting(map, years: years)
      accounting.bookDelivery()
      for year in 0..<years {
        accounting.bookCapacity(plans[year], year: year)
        accounting.bookUse(network.demand, completion: completion, year: year)
      }
      account = accounting.account
    }
    let prices = try Prices(country)
    let account = account
    return try inPart("economics") { () throws(EconomicsError) in
      try Valuation.ledger(account, prices)
    }
  }
}

/// One simulated hour.
struct ObservedWindow {
  let kind: WindowKind
  /// Years since the start, from 0.
  let year: Int
  let length: TimeSpan
  let waitingGoal: TimeSpan
  /// In the order of `WindowState`; their weights add up to 1.
  let states: [ObservedState]

  /// The mean of a figure over the states that have it, by weight.
  func mean(_ figure: (WindowResult) -> Double?) -> Double? {
    weightedMean(states.map { (figure($0.result), $0.weight) })
  }
}

/// The mean over the states that have a value, by weight; `nil` where none has.
func weightedMean(_ states: [(value: Double?, weight: Double)]) -> Double? {
  var (sum, weights) = (0.0, 0.0)
  for case (let value?, let weight) in states {
    sum += weight * value
    weights += weight
  }
  return weights > 0 ? sum / weights : nil
}

/// A window in one state of faults.
struct ObservedState {
  let state: WindowState
  /// Share of time in that state [1].
  let weight: Double
  let result: WindowResult
}
