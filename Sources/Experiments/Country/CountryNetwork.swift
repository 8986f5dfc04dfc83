import Delivery
import Operations
import Quantities
import Scenarios
import Statistics

/// Which hour of a year is simulated request by request.
enum WindowKind: String, CaseIterable {
  case ordinaryHour = "ordinary-hour"
  case peakHour = "peak-hour"

  /// How busy the hour is over the mean hour of the year [1].
  func ratio(_ terms: OperationsTerms) -> Double {
    switch self {
    case .ordinaryHour: terms.ordinaryHourRatio
    case .peakHour: terms.peakHourRatio * terms.peakDayRatio
    }
  }
}

/// Builds the network of stations, links, journeys and sources that one hour of one alternative is.
struct CountryNetwork {
  let map: DeploymentMap
  let terms: OperationsTerms
  let demand: Demand
  let serviceTimes: [Distribution]

  /// A link carries at least so much of its bandwidth at the peak before it is simulated as shared;
  /// below, its queues are too short to notice and it is a delay only.
  static let bindingUtilisation = 0.2

  /// Group of machines' calls; all other groups are citizens'.
  static let machineGroup = "machine"

  /// The network at the end of a year.
  ///
  /// - Parameter years: years since the start at which demand is taken [year].
  func model(
    _ plan: CapacityPlan, isLive: [Bool], window: WindowKind, years: Double
  ) throws(ExperimentError) -> NetworkModel {
    var model = NetworkModel(
      groups: demand.streams.map(\.name) + [Self.machineGroup],
      backgroundGroups: [demand.streams.count])
    model.links = map.sites.indices.map { site in
      let share = plan.dataRates[site] / plan.bandwidth[site].bitsPerSecond
      return LinkModel(
        name: "link@\(map.ownerName(map.sites[site].owner))", bandwidth: plan.bandwidth[site],
        binds: share >= Self.bindingUtilisation)
    }
    let stations = addStations(plan, to: &model)
    let ratio = window.ratio(terms) / TimeSpan.secondsPerYear
    try addServices(stations, isLive, ratio, years, to: &model)
    addMachines(stations, isLive, ratio, years, to: &model)
    return model
  }

  /// - Returns: the station of each deployment; `nil` where it is not live.
  private func addStations(_ plan: CapacityPlan, to model: inout NetworkModel) -> [Int?] {
    map.delivery.deployments.indices.map { index in
      guard plan.servers[index] > 0 else { return nil }
      let site = map.country.sites[map.sites[map.siteOf[index]].kind]
      model.stations.append(
        StationModel(
          name: map.name(index), servers: plan.servers[index],
          serviceTime: serviceTimes[map.delivery.deployments[index].block],
          failure: FailureModel(
            meanTimeBetweenFailures: site.serverMeanTimeBetweenFailures,
            meanTimeToRepair: site.serverMeanTimeToRepair)))
      return model.stations.count - 1
    }
  }

  private func addServices(
    _ stations: [Int?], _ isLive: [Bool], _ ratio: Double, _ years: Double,
    to model: inout NetworkModel
  ) throws(ExperimentError) {
    let rates = demand.streams.map { demand.yearlyTransactions($0, at: years) * ratio }
    let lastMiles = try map.country.regions.map { region throws(ExperimentError) in
      try distribution(region.lastMile.rate, "regions.\(region.name).last_mile.rate")
    }
    // A transaction is a series of screens: so many downloads, and as much patience.
    let screens = terms.interactionsPerTransaction
    let pages = Step.lastMile(size: DataSize(bytes: terms.pageWeight.bytes * screens))
    for (index, item) in map.catalogue.items.enumerated() where isLive[index] {
      var builder = CountryJourneys(map, item, stations, policies: model.policies)
      let steps = try builder.steps(map.country.services[item.service].journey)
      model.policies = builder.policies
      model.journeys.append(JourneyModel(name: item.name, steps: steps + [pages]))
      for (group, stream) in demand.streams.enumerated() where rates[group] > 0 {
        let region = map.country.regions[stream.region]
        model.sources.append(
          SourceModel(
            name: "\(item.name) \(stream.name)",
            key: StreamName(seed: item.key).child(stream.key).bits,
            rate: Rate(perSecond: rates[group] * item.demandShare),
            journey: model.journeys.count - 1, group: group,
            patience: TimeSpan(seconds: terms.patience.seconds * screens),
            lastMileRate: lastMiles[stream.region],
            lastMileRoundTrip: TimeSpan(
              seconds: region.lastMile.roundTrip.seconds * screens)))
      }
    }
  }

  private func addMachines(
    _ stations: [Int?], _ isLive: [Bool], _ ratio: Double, _ years: Double,
    to model: inout NetworkModel
  ) {
    let rate = demand.yearlyTransactions(at: years) * ratio
    for exchange in MachineExchange.all(map, isLive: isLive) {
      let name =
        "\(map.country.agencies[exchange.agency].name) > "
        + map.country.agencies[exchange.registryOwner].name
      let steps = exchange.route.compactMap { deployment in
        map.call(deployment, times: 1, stations).map { Step.call($0) }
      }
      guard !steps.isEmpty else { continue }
      model.journeys.append(JourneyModel(name: name, steps: steps))
      model.sources.append(
        SourceModel(
          name: name, key: StreamName.hash("machine \(name)"),
          rate: Rate(
            perSecond: rate * exchange.demandShare * terms.machineCallsPerTransaction),
          journey: model.journeys.count - 1, group: demand.streams.count))
    }
  }
}
