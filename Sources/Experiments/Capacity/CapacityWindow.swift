import Economics
import Operations
import Quantities
import Scenarios
import Statistics

/// A stretch of time in which the goals must hold.
public struct CapacityWindow: Sendable {
  /// Of a country's year.
  public enum Kind: String, CaseIterable, Sendable {
    case ordinaryHour = "ordinary-hour"
    case peakHour = "peak-hour"
    case deadlineDay = "deadline-day"
  }
  /// As the kind, or "window" for that of a model of its own.
  var name: String
  /// As it stands now, with all up.
  var model: NetworkModel
  var window: Window
  /// Whether sizes are tried in it; a whole day is simulated only to check what was found.
  var isSearched: Bool
  /// Citizens' requests expected in one replication [1].
  var requests = 0.0
  /// Calls expected in one replication at each station, by its name [1].
  var calls: [String: Double] = [:]
}

/// What is sized at once: a model of its own, or a country in one year.
struct CapacityCase {
  /// Something that can be bought.
  struct Item {
    var kind: CapacityPlace.Kind
    var name: String
    /// Of a server or of one Mbit/s [currency/year].
    var price: Double
    var copies: Double
    /// [servers or bit/s].
    var now: Double
    /// Least bandwidth that is sold [bit/s]; 0 for what fits the load.
    var unit: Double
  }
  /// Of the programme, from 1; `nil` for a model of its own.
  var year: Int?
  /// The hardest first.
  var windows: [CapacityWindow]
  var items: [Item]
  /// `nil` where nothing has a price.
  var currency: String?
  var notes: [String]
}

// MARK: - A model of its own

extension CapacityCase {
  init(
    explicit country: Country, _ search: CapacityOptions, _ options: StudyOptions
  ) throws(ExperimentError) {
    let run = try NetworkRun(explicit: country, options)
    year = nil
    windows = [
      CapacityWindow(name: "window", model: run.model, window: run.window, isSearched: true)
    ]
    currency = search.prices.isEmpty ? nil : country.money?.currency ?? ""
    notes = []
    items = []
    var known: Set<String> = []
    for station in run.model.stations {
      known.insert(station.name)
      guard station.shifts.isEmpty, station.scaling == nil else {
        notes.append("\(station.name) follows shifts or scales by itself and stays as it is")
        continue
      }
      items.append(
        Item(
          kind: .station, name: station.name, price: Self.price(of: station.name, search),
          copies: Double(station.replicas), now: Double(station.servers), unit: 0))
    }
    for link in run.model.links where !link.isLastMile {
      guard known.insert(link.name).inserted else { continue }
      items.append(
        Item(
          kind: .link, name: link.name, price: Self.price(of: link.name, search),
          copies: Double(link.cells), now: link.bandwidth.bitsPerSecond, unit: 0))
    }
    for name in search.prices.keys.sorted() where !known.contains(name) {
      throw .badOption(
        name: "--price", found: name,
        allowed: "a station or link: \(known.sorted().joined(separator: ", "))")
    }
    if search.prices.isEmpty {
      notes.append("no prices: every server, and every Mbit/s, counts 1 (--price)")
    }
  }

  /// Of a year; 1 where nothing has a price.
  private static func price(of name: String, _ search: CapacityOptions) -> Double {
    search.prices.isEmpty ? 1 : 12 * (search.prices[name] ?? 1)
  }
}

// MARK: - A country

extension CapacityCase {
  /// - Parameters:
  ///   - year: of the programme, from 1.
  ///   - baseline: whose prices planners reckon with.
  init(
    _ replication: Replication, _ network: CountryNetwork, year: Int, _ search: CapacityOptions
  ) throws(ExperimentError) {
    let (map, plan) = (network.map, replication.plans[year - 1])
    let prices = try Prices(replication.country)
    self.year = year
    currency = replication.country.money?.currency
    notes = []
    items = []
    let operators =
      12 * prices.operatorsPerServer * prices.operatorWage * prices.overhead
    for (index, deployment) in map.delivery.deployments.enumerated() where plan.servers[index] > 0 {
      let block = map.country.blocks[deployment.block]
      let site = map.country.sites[map.sites[map.siteOf[index]].kind]
      items.append(
        Item(
          kind: .station, name: map.name(index),
          price: 12 * (Double(block.processors) * prices.processor + site.pricePerServer.perMonth)
            + operators, copies: Double(deployment.copies), now: Double(plan.servers[index]),
          unit: 0))
    }
    windows = []
    for kind in [CapacityWindow.Kind.peakHour, .ordinaryHour, .deadlineDay]
    where search.windows.contains(kind) {
      windows.append(
        try CapacityWindow(kind, network, year: year, plan: plan, name: replication.name))
    }
    for (site, place) in map.sites.enumerated() where plan.dataRates[site] > 0 {
      let name = CountryNetwork.siteLinkPrefix + map.ownerName(place.owner)
      guard !items.contains(where: { $0.name == name }) else { continue }
      items.append(
        Item(
          kind: .link, name: name, price: 12 * prices.bandwidth, copies: 1,
          now: plan.bandwidth[site].bitsPerSecond, unit: 1e6))
    }
    noteWhatStays()
  }

  private mutating func noteWhatStays() {
    let others = (windows.first?.model.links ?? []).map(\.name)
      .filter { !$0.hasPrefix(CountryNetwork.siteLinkPrefix) }
    if !others.isEmpty {
      notes.append(
        "not the state's to buy, so left as they are: \(others.prefix(6).joined(separator: ", "))")
    }
    notes.append(
      "one failure is one server of any one station; sites and links stand alone, so no size outlives "
        + "the loss of one")
  }
}

extension CapacityWindow {
  /// An hour with more requests is simulated until so many have come, but no longer than the file's windows
  /// are, and not for less than a minute.
  private static let enoughRequests = 20_000.0

  fileprivate init(
    _ kind: Kind, _ network: CountryNetwork, year: Int, plan: CapacityPlan, name: StreamName
  ) throws(ExperimentError) {
    let stretch: CountryChoice.Stretch =
      switch kind {
      case .ordinaryHour: .hour(.ordinaryHour)
      case .peakHour: .hour(.peakHour)
      case .deadlineDay: .deadlineDay
      }
    let run = try network.stretch(
      CountryChoice(stretch: stretch, state: WindowState.allUp.rawValue), year: year - 1,
      plan: plan, name: name)
    (self.name, model, window) = (kind.rawValue, run.model, run.window)
    isSearched = kind != .deadlineDay
    guard isSearched else { return }
    let rate = model.sources.reduce(0) { $0 + $1.rate.perSecond }
    if rate * window.length.seconds > Self.enoughRequests {
      let usual = network.terms.windows.length.seconds
      window.length = TimeSpan(
        seconds: min(window.length.seconds, usual, max(60, Self.enoughRequests / rate)))
    }
    window.arrivalsAfterEnd = TimeSpan(seconds: min(60, window.drain.seconds))
  }
}
