import Delivery
import Operations
import Quantities
import Scenarios
import Statistics

/// Which hour of a year is simulated request by request.
public enum WindowKind: String, CaseIterable, Sendable {
  case ordinaryHour = "ordinary-hour"
  case peakHour = "peak-hour"

  /// The hour of the year that it is.
  func span(_ calendar: CountryCalendar) -> CalendarSpan {
    switch self {
    case .ordinaryHour: calendar.whole.ordinaryHour
    case .peakHour: calendar.peakHour
    }
  }
}

/// Builds the network of stations, links, journeys and sources that one hour of one alternative is.
struct CountryNetwork {
  let map: DeploymentMap
  let terms: OperationsTerms
  let demand: Demand
  let calendar: CountryCalendar
  let serviceTimes: [Distribution]

  /// A link carries at least so much of its bandwidth at the peak before it is simulated as shared;
  /// below, its queues are too short to notice and it is a delay only.
  static let bindingUtilisation = 0.2

  /// Group of machines' calls; all other groups are citizens'.
  static let machineGroup = "machine"

  /// The network at the end of a year, with all that may happen to it.
  ///
  /// - Parameters:
  ///   - load: when its requests come.
  ///   - years: years since the start at which demand is taken [year].
  func model(
    _ plan: CapacityPlan, isLive: [Bool], load: CountryLoad, years: Double
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
    try addServices(stations, isLive, load, years, to: &model)
    try addMachines(stations, isLive, load, years, to: &model)
    try addOutages(stations, to: &model)
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
    _ stations: [Int?], _ isLive: [Bool], _ load: CountryLoad, _ years: Double,
    to model: inout NetworkModel
  ) throws(ExperimentError) {
    let yearly = demand.streams.map { demand.yearlyTransactions($0, at: years) }
    let lastMiles = try map.country.regions.map { region throws(ExperimentError) in
      try distribution(region.lastMile.rate, "regions.\(region.name).last_mile.rate")
    }
    // A transaction is a series of screens: so many downloads, and as much patience.
    let screens = terms.interactionsPerTransaction
    let pages = Step.lastMile(size: DataSize(bytes: terms.pageWeight.bytes * screens))
    let doors = addDoors(to: &model)
    for (index, item) in map.catalogue.items.enumerated() where isLive[index] {
      var builder = CountryJourneys(map, item, stations, policies: model.policies)
      let steps = try builder.steps(map.country.services[item.service].journey)
      model.policies = builder.policies
      let first = model.journeys.count
      for door in doors {
        model.journeys.append(JourneyModel(name: item.name, steps: door + steps + [pages]))
      }
      for (group, stream) in demand.streams.enumerated() where yearly[group] > 0 {
        let region = map.country.regions[stream.region]
        let arrivals = load.arrivals(
          of: index, perYear: yearly[group] * item.demandShare, calendar)
        model.sources.append(
          SourceModel(
            name: "\(item.name) \(stream.name)",
            key: StreamName(seed: item.key).child(stream.key).bits, rate: arrivals.rate,
            journey: doors.count == 1 ? first : first + stream.region, group: group,
            pattern: arrivals.pattern,
            patience: TimeSpan(seconds: terms.patience.seconds * screens),
            lastMileRate: lastMiles[stream.region],
            lastMileRoundTrip: TimeSpan(
              seconds: region.lastMile.roundTrip.seconds * screens)))
        model.sources[model.sources.count - 1].intensity = arrivals.intensity
      }
    }
  }

  private func addMachines(
    _ stations: [Int?], _ isLive: [Bool], _ load: CountryLoad, _ years: Double,
    to model: inout NetworkModel
  ) throws(ExperimentError) {
    let yearly = demand.yearlyTransactions(at: years) * terms.machineCallsPerTransaction
    for exchange in MachineExchange.all(map, isLive: isLive) {
      let name =
        "\(map.country.agencies[exchange.agency].name) > "
        + map.country.agencies[exchange.registryOwner].name
      let steps = exchange.route.compactMap { deployment in
        map.call(deployment, times: 1, stations).map { Step.call($0) }
      }
      guard !steps.isEmpty else { continue }
      model.journeys.append(JourneyModel(name: name, steps: steps))
      for (index, share) in exchange.shares(calendar) {
        let arrivals = load.arrivals(ofCalendar: index, perYear: yearly * share, calendar)
        model.sources.append(
          SourceModel(
            name: name,
            key: StreamName(seed: StreamName.hash("machine \(name)")).child(UInt64(index)).bits,
            rate: arrivals.rate, journey: model.journeys.count - 1, group: demand.streams.count,
            pattern: arrivals.pattern))
        model.sources[model.sources.count - 1].intensity = arrivals.intensity
      }
    }
  }
}
