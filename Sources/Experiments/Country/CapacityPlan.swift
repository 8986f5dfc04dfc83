import Operations
import Quantities
import Scenarios
import Statistics

/// What is installed in one year: sized before operations by one rule for all alternatives.
///
/// The rule is `CapacityRule`: the smallest servers and bandwidth whose closed form meets the goal at
/// the forecast peak hour of the peak day, with spare servers down. What a scenario fixes overrides it.
struct CapacityPlan {
  /// Servers of each deployment, shape [deployments]; 0 where it is not live in this year.
  let servers: [Int]
  /// Bandwidth of each site's link, shape [sites].
  let bandwidth: [Bandwidth]
  /// Forecast load at the peak [bit/s], shape [sites].
  let dataRates: [Double]

  /// - Parameters:
  ///   - isLive: services live at the end of the year, shape [services].
  ///   - deploymentIsLive: the same of deployments, shape [deployments].
  ///   - peakRates: digital transactions of each service at the peak, were it live [1/s], shape
  ///     [services].
  init(
    _ map: DeploymentMap, _ terms: OperationsTerms, _ serviceTimes: [Distribution],
    isLive: [Bool], deploymentIsLive: [Bool], peakRates: [Double]
  ) throws(ExperimentError) {
    var calls = [Double](repeating: 0, count: map.delivery.deployments.count)
    for index in map.catalogue.items.indices where isLive[index] {
      for visit in map.visits[index] { calls[visit.deployment] += peakRates[index] * visit.times }
    }
    for exchange in MachineExchange.all(map, isLive: isLive) {
      let asked = exchange.shares.reduce(0) { $0 + peakRates[$1.item] * $1.share }
      let rate = asked * terms.machineCallsPerTransaction
      for deployment in exchange.route { calls[deployment] += rate }
    }
    var data = [Double](repeating: 0, count: map.sites.count)
    var servers: [Int] = []
    let rule = CapacityRule(
      waitingGoal: terms.goal.waitingTime, spareServers: terms.goal.spareServers,
      linkUtilisation: terms.goal.linkUtilisation.fraction)
    for (index, deployment) in map.delivery.deployments.enumerated() {
      let block = map.country.blocks[deployment.block]
      data[map.siteOf[index]] += calls[index] * (block.request.bits + block.response.bits)
      guard deploymentIsLive[index] else {
        servers.append(0)
        continue
      }
      if let fixed = block.servers {
        servers.append(fixed)
        continue
      }
      servers.append(
        try inPart("capacity of \(map.name(index))") { () throws(OperationsError) in
          try rule.servers(
            arrivalRate: Rate(perSecond: calls[index]),
            serviceTime: serviceTimes[deployment.block])
        })
    }
    var bandwidth: [Bandwidth] = []
    for (site, load) in zip(map.sites, data) {
      if let fixed = map.country.sites[site.kind].bandwidth {
        bandwidth.append(fixed)
        continue
      }
      bandwidth.append(
        try inPart("bandwidth") { () throws(OperationsError) in
          try rule.bandwidth(load: Bandwidth(bitsPerSecond: load))
        })
    }
    (self.servers, self.bandwidth, dataRates) = (servers, bandwidth, data)
  }
}

/// Machine-to-machine traffic that comes with people's transactions: from an agency to a registry.
struct MachineExchange {
  let agency: Int
  let registryOwner: Int
  /// The services whose transactions cause it, and the share of them that do [1].
  let shares: [(item: Int, share: Double)]
  /// Deployments that each call passes.
  let route: [Int]

  /// Each live service's machine calls go in equal parts to the registries that its journey reads.
  static func all(_ map: DeploymentMap, isLive: [Bool]) -> [MachineExchange] {
    let agencies = map.country.agencies.count
    guard let registry = map.country.blocks.firstIndex(where: { $0.isRegistry }) else { return [] }
    let readBy = map.callsOf.map { calls in
      calls.filter { $0.block == registry }.map(\.registryOwner)
    }
    var shares: [Int: [(item: Int, share: Double)]] = [:]
    for (index, item) in map.catalogue.items.enumerated() where isLive[index] {
      let owners = readBy[item.service]
      for owner in owners {
        let pair = item.agency * agencies + (owner ?? item.agency)
        shares[pair, default: []].append((index, 1 / Double(owners.count)))
      }
    }
    return shares.sorted { $0.key < $1.key }.compactMap { pair, shares in
      let (agency, owner) = (pair / agencies, pair % agencies)
      let route = map.route(registry, registryOwner: owner, from: agency)
      return route.isEmpty
        ? nil
        : MachineExchange(
          agency: agency, registryOwner: owner, shares: shares, route: route)
    }
  }
}

extension MachineExchange {
  /// Transactions that cause it, by the calendar that they follow.
  ///
  /// - Parameter yearly: of each service [1/year], shape [services].
  func transactions(
    _ yearly: [Double], _ calendar: CountryCalendar
  ) -> [(calendar: Int, perYear: Double)] {
    var sums: [Int: Double] = [:]
    for part in shares {
      sums[calendar.calendarOf[part.item], default: 0] += yearly[part.item] * part.share
    }
    return sums.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
