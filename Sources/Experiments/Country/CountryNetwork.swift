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

/// Builds the network of stations, links, journeys and sources that a stretch of the year of one
/// alternative is.
///
/// Whoever fails on one channel tries the next. Counters take their visitors hours to serve, so only
/// stretches that follow the calendar have them, not single hours.
struct CountryNetwork {
  let map: DeploymentMap
  let terms: OperationsTerms
  var demand: Demand
  let calendar: CountryCalendar
  let serviceTimes: [Distribution]

  /// A link carries at least so much of its bandwidth at the peak before it is simulated as shared;
  /// below, its queues are too short to notice and it is a delay only.
  static let bindingUtilisation = 0.2

  /// Before the owner in the name of a site's link.
  static let siteLinkPrefix = "link@"

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
    var model = NetworkModel(groups: demand.streams.map(\.name))
    model.links = map.sites.indices.map { site in
      let share = plan.dataRates[site] / plan.bandwidth[site].bitsPerSecond
      return LinkModel(
        name: Self.siteLinkPrefix + map.ownerName(map.sites[site].owner),
        bandwidth: plan.bandwidth[site],
        binds: share >= Self.bindingUtilisation)
    }
    let stations = addStations(plan, to: &model)
    let sources = try addServices(stations, isLive, load, years, to: &model)
    let counters = try addCounters(isLive, load, years, to: &model)
    try addFallbacks(sources, counters, to: &model)
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

  private func addMachines(
    _ stations: [Int?], _ isLive: [Bool], _ load: CountryLoad, _ years: Double,
    to model: inout NetworkModel
  ) throws(ExperimentError) {
    let yearly = map.catalogue.items.map {
      demand.yearlyTransactions(of: $0, at: years) * terms.machineCallsPerTransaction
    }
    let group = model.addGroup(Self.machineGroup, isApart: true)
    for exchange in MachineExchange.all(map, isLive: isLive) {
      let name =
        "\(map.country.agencies[exchange.agency].name) > "
        + map.country.agencies[exchange.registryOwner].name
      let steps = exchange.route.compactMap { deployment in
        map.call(deployment, times: 1, stations).map { Step.call($0) }
      }
      guard !steps.isEmpty else { continue }
      model.journeys.append(JourneyModel(name: name, steps: steps))
      for (index, perYear) in exchange.transactions(yearly, calendar) {
        let arrivals = load.arrivals(ofCalendar: index, perYear: perYear, calendar)
        model.sources.append(
          SourceModel(
            name: name,
            key: StreamName(seed: StreamName.hash("machine \(name)")).child(UInt64(index)).bits,
            arrivals, journey: model.journeys.count - 1, group: group))
      }
    }
  }
}

extension NetworkModel {
  /// - Returns: its index.
  mutating func addGroup(_ name: String, isApart: Bool) -> Int {
    groups.append(name)
    if isApart { groupsApart.insert(groups.count - 1) }
    return groups.count - 1
  }
}

extension SourceModel {
  init(name: String, key: UInt64, _ arrivals: CountryArrivals, journey: Int, group: Int) {
    self.init(
      name: name, key: key, rate: arrivals.rate, journey: journey, group: group,
      pattern: arrivals.pattern)
    intensity = arrivals.intensity
  }
}
