import Delivery
import Economics
import Operations
import Quantities
import Statistics

extension Replication {
  /// Rows that delivery left.
  func deliveryRows(into series: inout RowSeries) {
    let months = country.time.horizon.months
    let goLives = map?.delivery.services.map(\.goLive) ?? []
    let services = Double(catalogue.items.count)
    let sorted = goLives.map { min(months, $0?.months ?? months) }.sorted()
    if !sorted.isEmpty {
      series.add(.timeToMarketMedian, Self.quantile(sorted, 0.5))
      series.add(.timeToMarketP80, Self.quantile(sorted, 0.8))
      series.add(.notReached, Double(goLives.filter { $0 == nil }.count) / services)
    }
    for (index, goLive) in goLives.enumerated() {
      series.add(
        .timeToMarket, min(months, goLive?.months ?? months), entity: catalogue.items[index].name)
    }
    for year in 0..<years {
      series.add(.servicesLive, live(goLives, after: year + 1), year: country.time.start + year)
    }
    series.add(.servicesLiveAfter1, live(goLives, after: 1))
    series.add(.servicesLiveAfter3, live(goLives, after: 3))
    series.add(.servicesLiveAfter5, live(goLives, after: 5))
    series.add(.serviceYears, account.use.serviceYearsLive.reduce(0, +))
    effortRows(into: &series)
  }

  private func live(_ goLives: [TimeSpan?], after years: Int) -> Double {
    Double(goLives.filter { $0.map { $0.years <= Double(years) } ?? false }.count)
  }

  /// The smallest value that a share `p` of them does not exceed: a service that exists, not a mean
  /// of two.
  private static func quantile(_ sorted: [Double], _ p: Double) -> Double {
    sorted[min(sorted.count - 1, max(0, Int((p * Double(sorted.count)).rounded(.up)) - 1))]
  }

  private func effortRows(into series: inout RowSeries) {
    guard let delivery = map?.delivery else { return }
    var total = 0.0
    for skill in Delivery.Skill.allCases {
      let effort = delivery.spend.filter { $0.skill == skill }.reduce(0) { $0 + $1.personMonths }
      series.add(.effort, effort, entity: Economics.Skill(skill).rawValue)
      total += effort
    }
    series.add(.effort, total)
    let live = delivery.deployments.filter { !$0.isExisting && $0.goLive != nil }
    series.add(.deployments, Double(live.count))
  }

  /// Rows that capacity and use left, year by year.
  func useRows(into series: inout RowSeries) {
    guard let map, let terms = country.operations else { return }
    let forecast = Demand(country, terms)
    for year in 0..<years {
      let demand = network?.demand(inYear: year, completion).demand ?? forecast
      let completion = completion.shares(in: year)
      let calendar = country.time.start + year
      series.add(.servers, Double(plans[year].servers.reduce(0, +)), year: calendar)
      var done = demand.streams.map { _ in 0.0 }
      for (item, service) in zip(catalogue.items, map.delivery.services) {
        let live = Accounting.liveShare(service.goLive, year)
        guard live > 0 else { continue }
        let outcome = demand.outcome(of: item, at: Double(year) + 0.5, completion: completion)
        for index in done.indices { done[index] += outcome.done[index] * live }
      }
      for (index, stream) in demand.streams.enumerated() {
        let all = country.regions[stream.region].population * demand.transactionsPerPerson
        series.add(
          .digitalShare, all > 0 ? done[index] / all : 0, entity: stream.name, year: calendar)
      }
    }
  }
}

extension ObservedWindow {
  /// Rows of one window: the whole country, regions by channel, stations and links, as the mean over
  /// the states of faults by weight; and of the country in each state.
  ///
  /// - Parameter start: calendar year of the programme's start.
  func rows(start: Int, into series: inout RowSeries) {
    let (year, window) = (start + year, kind.rawValue)
    func add(_ metric: Metric, _ value: Double?, _ entity: String, _ state: String) {
      series.add(metric, value, entity: entity, year: year, window: window, state: state)
    }
    for state in states {
      add(.stateWeight, state.weight, "country", state.state.rawValue)
      let all = ObservedGroup([(state.weight, state.result.all)])
      all.rows(length) { add($0, $1, "country", state.state.rawValue) }
    }
    guard let first = states.first?.result else { return }
    for (index, group) in first.groups.enumerated()
    where group.name != CountryNetwork.machineGroup {
      ObservedGroup(states.map { ($0.weight, $0.result.groups[index]) })
        .rows(length) { add($0, $1, group.name, "any") }
    }
    ObservedGroup(states.map { ($0.weight, $0.result.all) })
      .rows(length) { add($0, $1, "country", "any") }
    for (index, station) in first.stations.enumerated() {
      func addMean(_ metric: Metric, _ figure: (StationResult) -> Double?) {
        add(metric, mean { figure($0.stations[index]) }, station.name, "any")
      }
      addMean(.utilisation) { $0.utilisation }
      addMean(.waitingTime) { $0.waitingTime }
      addMean(.sojournP95) { $0.sojournP95 }
      addMean(.arrivals) { Double($0.arrivals) / length.seconds }
    }
    for (index, link) in first.links.enumerated() {
      add(.utilisation, mean { $0.links[index].utilisation }, link.name, "any")
    }
    add(.linksBinding, Double(first.links.filter(\.binds).count), "country", "any")
    // The goal is about an ordinary network, with spare servers down or not.
    let missed = first.stations.filter { ($0.waitingTimeP95 ?? 0) > waitingGoal.seconds }
    add(.goalMissed, Double(missed.count), "country", "any")
  }
}

/// One group of requests over several states of faults, with their weights.
struct ObservedGroup {
  let states: [(weight: Double, group: GroupResult)]

  init(_ states: [(weight: Double, group: GroupResult)]) { self.states = states }

  func rows(_ length: TimeSpan, _ add: (Metric, Double?) -> Void) {
    add(.arrivals, mean { Double($0.arrivals) / length.seconds })
    add(.completionShare, mean(\.completionShare))
    add(.sojournTime, mean(\.sojournTime))
    let sojourns = states.map { ($0.group.sojourns, weight: $0.weight * Double($0.group.arrivals)) }
    add(.sojournP50, LogHistogram.quantile(0.5, ofMixture: sojourns))
    add(.sojournP95, LogHistogram.quantile(0.95, ofMixture: sojourns))
    add(.sojournP99, LogHistogram.quantile(0.99, ofMixture: sojourns))
  }

  private func mean(_ figure: (GroupResult) -> Double?) -> Double? {
    weightedMean(states.map { (figure($0.group), $0.weight) })
  }
}
