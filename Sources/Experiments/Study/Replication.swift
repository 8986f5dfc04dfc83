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
  /// Share of digital attempts that succeed, by year and stream of demand.
  private(set) var completion = CompletionByYear()
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
      Accounting.bookUpkeep(
        into: &account, country, retired: country.legacy.map { _ in nil })
      Accounting.bookCountersOnly(into: &account, country, catalogue, demand)
      return
    }
    account = PhysicalAccount(years: years)
    let map = try deliver()
    self.map = map
    let network = try CountryNetwork(map, terms, demand)
    self.network = network
    for year in 0..<years { plans.append(try network.plan(year: year)) }
    completion = CompletionByYear(streams: demand.streams.count)
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
    for year in network.terms.windows.years.sorted() where year >= 1 && year <= years {
      // Whoever failed in the years that were observed before has been lost by now.
      let usual = network.demand(inYear: year - 1, completion)
      for kind in WindowKind.allCases {
        let window = try usual.observe(kind, year: year - 1, plan: plans[year - 1], name: name)
        observed.append(window)
        if kind == .ordinaryHour { completion.observe(window, streams: usual.demand.streams.count) }
      }
    }
    return observed
  }

  /// Takes over what another replication of the same world observed.
  mutating func useCompletion(_ other: CompletionByYear) {
    if !other.isEmpty { completion = other }
  }

  /// Books everything that is left.
  mutating func book() {
    guard let map, let network else { return }
    var accounting = Accounting(map, years: years)
    accounting.bookDelivery()
    for year in 0..<years {
      accounting.bookCapacity(plans[year], year: year)
      accounting.bookUse(
        network.demand(inYear: year, completion).demand, completion: completion.shares(in: year),
        year: year)
    }
    account = accounting.account
  }
}

extension CountryNetwork {
  /// The network with the people who still ask after what happened the year before.
  func demand(inYear year: Int, _ completion: CompletionByYear) -> CountryNetwork {
    guard year > 0, !completion.isEmpty else { return self }
    var network = self
    network.demand = demand.following(completion: completion.shares(in: year - 1))
    return network
  }
}

/// Share of digital attempts that succeed in the ordinary hours of the years that were simulated; linear
/// between them, constant outside.
struct CompletionByYear {
  private let streams: Int
  /// Ascending by year (from 0), shares of shape [streams].
  private var observed: [(year: Int, shares: [Double])] = []

  init(streams: Int = 0) { self.streams = streams }

  var isEmpty: Bool { observed.isEmpty }

  /// Takes in an ordinary hour; years come in order.
  mutating func observe(_ window: ObservedWindow, streams: Int) {
    let before = observed.last?.shares
    observed.append(
      (
        window.year,
        (0..<streams).map { stream in
          window.mean { $0.groups[stream].completionShare } ?? before?[stream] ?? 1
        }
      ))
  }

  /// Shape [streams]; all ones where nothing was observed.
  func shares(in year: Int) -> [Double] {
    guard let first = observed.first, let last = observed.last else {
      return Array(repeating: 1, count: streams)
    }
    if year <= first.year { return first.shares }
    for (a, b) in zip(observed, observed.dropFirst()) where year <= b.year {
      let t = Double(year - a.year) / Double(b.year - a.year)
      return zip(a.shares, b.shares).map { $0 + t * ($1 - $0) }
    }
    return last.shares
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
