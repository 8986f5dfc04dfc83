import Delivery
import Economics
import Operations
import Quantities

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

  /// Rows that economics left.
  func economicRows(
    _ ledger: Ledger, against reference: Ledger, into series: inout RowSeries
  ) throws(ExperimentError) {
    let (npv, benefits, ratio) = try inPart("economics") { () throws(EconomicsError) in
      (
        try ledger.netPresentValue(against: reference),
        try ledger.presentValueOfBenefits(against: reference),
        try ledger.benefitCostRatio(against: reference)
      )
    }
    series.add(.pvc, ledger.presentValueOfCosts)
    series.add(.npv, npv)
    series.add(.capex, ledger.presentValue { $0.costCategory?.isCapital == true })
    series.add(.opex, ledger.presentValue { $0.costCategory?.isCapital == false })
    series.add(.pvcPerServiceYear, ledger.presentValueOfCostsPerServiceYear)
    series.add(.benefits, benefits)
    series.add(.benefitCostRatio, ratio)
    for category in CostCategory.allCases {
      series.add(
        .costCategory, ledger.presentValueOfCosts(category), entity: category.rawValue)
    }
    var cumulative = 0.0
    for (year, cost) in ledger.costsByYear.enumerated() {
      cumulative += cost * ledger.discounting.factor(forYear: year)
      series.add(.cumulativeCost, cumulative, year: country.time.start + year)
    }
  }

  /// Rows that capacity and use left, year by year.
  func useRows(into series: inout RowSeries) {
    guard let map, let terms = country.operations else { return }
    let demand = Demand(country, terms)
    for year in 0..<years {
      let calendar = country.time.start + year
      series.add(.servers, Double(plans[year].servers.reduce(0, +)), year: calendar)
      let live = zip(catalogue.items, map.delivery.services).reduce(0.0) { sum, pair in
        sum + pair.0.demandShare * Accounting.liveShare(pair.1.goLive, year)
      }
      for (index, stream) in demand.streams.enumerated() {
        let all = country.regions[stream.region].population * demand.transactionsPerPerson
        let done = demand.yearlyTransactions(stream, at: Double(year) + 0.5) * completion[index]
        let share = all > 0 ? done * live / all : 0
        series.add(.digitalShare, share, entity: stream.name, year: calendar)
      }
    }
  }
}

extension ObservedWindow {
  /// Rows of one window: the whole country, regions by channel, stations and links.
  ///
  /// - Parameter start: calendar year of the programme's start.
  func rows(start: Int, into series: inout RowSeries) {
    let (year, window) = (start + year, kind.rawValue)
    func add(_ metric: Metric, _ value: Double?, _ entity: String = "country") {
      series.add(metric, value, entity: entity, year: year, window: window, state: "any")
    }
    for group in result.groups where group.name != CountryNetwork.machineGroup {
      addGroup(group) { add($0, $1, group.name) }
    }
    addGroup(result.all) { add($0, $1, "country") }
    for station in result.stations {
      add(.utilisation, station.utilisation, station.name)
      add(.waitingTime, station.waitingTime, station.name)
      add(.sojournP95, station.sojournP95, station.name)
      add(.arrivals, Double(station.arrivals) / length.seconds, station.name)
    }
    for link in result.links { add(.utilisation, link.utilisation, link.name) }
    add(.linksBinding, Double(result.links.filter(\.binds).count))
    let missed = result.stations.filter { ($0.waitingTimeP95 ?? 0) > waitingGoal.seconds }
    add(.goalMissed, Double(missed.count))
  }

  private func addGroup(_ group: GroupResult, _ add: (Metric, Double?) -> Void) {
    add(.arrivals, Double(group.arrivals) / length.seconds)
    add(.completionShare, group.completionShare)
    add(.sojournTime, group.sojournTime)
    add(.sojournP50, group.sojournP50)
    add(.sojournP95, group.sojournP95)
    add(.sojournP99, group.sojournP99)
  }
}
