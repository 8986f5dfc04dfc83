import Operations
import Quantities
import Scenarios
import Statistics

extension CountryNetwork {
  init(
    _ map: DeploymentMap, _ terms: OperationsTerms, _ demand: Demand
  ) throws(ExperimentError) {
    self.map = map
    self.terms = terms
    self.demand = demand
    calendar = try CountryCalendar(map.country, map.catalogue, terms)
    serviceTimes = try map.country.blocks.map { block throws(ExperimentError) in
      try distribution(block.serviceTime, "blocks.\(block.name).service_time")
    }
  }

  /// What is live at the end of a year, `year` counted from 0.
  private func isLive(_ goLive: TimeSpan?, _ year: Int) -> Bool {
    goLive.map { $0.years <= Double(year + 1) } ?? false
  }

  private func liveServices(_ year: Int) -> [Bool] {
    map.delivery.services.map { isLive($0.goLive, year) }
  }

  /// Capacity installed for a year: sized for what is live at its end.
  func plan(year: Int) throws(ExperimentError) -> CapacityPlan {
    let peak = calendar.peakHour
    return try CapacityPlan(
      map, terms, serviceTimes, isLive: liveServices(year),
      deploymentIsLive: map.delivery.deployments.map { isLive($0.goLive, year) },
      peakRates: map.catalogue.items.enumerated().map { index, item in
        demand.yearlyTransactions(of: item, at: Double(year + 1))
          * calendar.ratio(of: index, in: peak) / TimeSpan.secondsPerYear
      })
  }

  /// By then all but a few of the window's requests have made their calls and only download.
  private static let arrivalsAfterEnd = TimeSpan(seconds: 60)

  /// The network at the end of a year.
  func model(
    year: Int, plan: CapacityPlan, load: CountryLoad
  ) throws(ExperimentError) -> NetworkModel {
    try model(plan, isLive: liveServices(year), load: load, years: Double(year + 1))
  }

  /// Whoever is served too late is still followed for so many times their patience [1], so that sojourn times
  /// say how late.
  private static let patiencesFollowed = 10.0

  var drain: TimeSpan { TimeSpan(seconds: Self.patiencesFollowed * terms.patience.seconds) }

  /// Simulates one hour at the end of a year, request by request, in each state of faults.
  func observe(
    _ kind: WindowKind, year: Int, plan: CapacityPlan, name: StreamName
  ) throws(ExperimentError) -> ObservedWindow {
    let faulty = try model(year: year, plan: plan, load: .steady(kind.span(calendar)))
    let weights = WindowState.weights(
      faulty, recoveryTime: terms.recoveryTime, horizon: map.country.time.horizon)
    let window = Window(
      runIn: terms.windows.runIn, length: terms.windows.length, drain: drain,
      arrivalsAfterEnd: Self.arrivalsAfterEnd)
    // All states meet the same requests.
    let stream = name.child("window").child(kind.rawValue).child(UInt64(year))
    var states: [ObservedState] = []
    for (state, weight) in weights {
      let model = state.model(faulty, window: window, name: stream)
      let result = try inPart("operations, \(kind.rawValue) of year \(year + 1), \(state.rawValue)")
      {
        () throws(OperationsError) in
        try simulate(model, window: window, name: stream)
      }
      states.append(ObservedState(state: state, weight: weight, result: result))
    }
    return ObservedWindow(
      kind: kind, year: year, length: terms.windows.length,
      waitingGoal: terms.goal.waitingTime, states: states)
  }
}
