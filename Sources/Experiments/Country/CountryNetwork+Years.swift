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
    let end = Double(year + 1)
    let yearly = demand.yearlyTransactions(at: end)
    return try CapacityPlan(
      map, terms, serviceTimes, isLive: liveServices(year),
      deploymentIsLive: map.delivery.deployments.map { isLive($0.goLive, year) },
      peakRate: yearly * WindowKind.peakHour.ratio(terms) / TimeSpan.secondsPerYear)
  }

  /// By then all but a few of the window's requests have made their calls and only download.
  private static let arrivalsAfterEnd = TimeSpan(seconds: 60)

  /// Simulates one hour at the end of a year, request by request.
  func observe(
    _ kind: WindowKind, year: Int, plan: CapacityPlan, name: StreamName
  ) throws(ExperimentError) -> ObservedWindow {
    let model = try model(
      plan, isLive: liveServices(year), window: kind, years: Double(year + 1))
    // Who asks last still gets as long as citizens are patient.
    let patience = terms.patience.seconds * terms.interactionsPerTransaction
    let window = Window(
      runIn: terms.windows.runIn, length: terms.windows.length,
      drain: TimeSpan(seconds: patience), arrivalsAfterEnd: Self.arrivalsAfterEnd)
    let stream = name.child("window").child(kind.rawValue).child(UInt64(year))
    let result = try inPart("operations, \(kind.rawValue) of year \(year + 1)") {
      () throws(OperationsError) in
      try simulate(model, window: window, name: stream)
    }
    return ObservedWindow(
      kind: kind, year: year, length: terms.windows.length,
      waitingGoal: terms.goal.waitingTime, result: result)
  }
}
