import Operations
import Quantities
import Statistics

/// A network with endless capacity: what each place has to carry, and what no capacity can mend.
struct CapacityPilot {
  private(set) var windows: [CapacityWindow]
  /// Means over replications of what each place carries in the busiest window, by name.
  private(set) var loads: [String: Load] = [:]

  struct Load {
    /// Busy servers, or data in the busier direction [bit/s].
    var load = 0.0
    /// Calls or transfers [1/s], and mean work of one [s or bit].
    var rate = 0.0
    var work = 0.0
    /// Visits per citizens' request [1].
    var visits = 0.0
  }

  private static let replications = 4
  private static let mostReplications = 400
  private static let wantedRequests = 2_000.0
  private static let mostServers = 1_000_000

  init(
    _ windows: [CapacityWindow], _ items: [CapacityCase.Item], _ options: StudyOptions
  ) async throws(ExperimentError) {
    self.windows = windows
    for index in windows.indices where windows[index].isSearched {
      let results = try await Self.results(windows[index], items, options)
      let requests = results.reduce(0.0) { $0 + Double($1.all.arrivals) }
      self.windows[index].requests = requests / Double(results.count)
      for (number, station) in windows[index].model.stations.enumerated() {
        let calls = results.reduce(0.0) { $0 + Double($1.stations[number].arrivals) }
        self.windows[index].calls[station.name] = calls / Double(results.count)
      }
      note(results, requests, windows[index])
    }
    for index in windows.indices where !windows[index].isSearched {
      expectDay(index)
    }
  }

  /// Whether nobody asks for anything.
  var isIdle: Bool { windows.allSatisfy { $0.requests == 0 } }

  /// A day has as many calls for each request as the busiest hour.
  private mutating func expectDay(_ index: Int) {
    let day = windows[index]
    windows[index].requests = day.model.expectedRequests(day.window)
    guard let hour = windows.first(where: \.isSearched) else { return }
    let ratio = windows[index].requests / max(1, hour.model.expectedRequests(hour.window))
    windows[index].calls = hour.calls.mapValues { $0 * ratio }
  }

  /// The same network with more of everything than it can use.
  static func endless(
    _ model: NetworkModel, _ items: [CapacityCase.Item], servers: Int
  ) -> NetworkModel {
    var model = model
    for item in items {
      if let index = model.stations.firstIndex(where: { $0.name == item.name }),
        item.kind == .station
      {
        model.stations[index].servers = max(servers, model.stations[index].servers)
      } else if let index = model.links.firstIndex(where: { $0.name == item.name }) {
        model.links[index].binds = false
        model.links[index].bandwidth = Bandwidth(bitsPerSecond: 1e15)
        model.links[index].back = nil
      }
    }
    return model
  }

  /// How many servers are as good as endless, for a network that may keep a record of each.
  var endlessServers: Int {
    let most = loads.values.map(\.load).max() ?? 0
    return Int(min(Double(Self.mostServers), max(100, 4 * most)))
  }

  private static func results(
    _ window: CapacityWindow, _ items: [CapacityCase.Item], _ options: StudyOptions
  ) async throws(ExperimentError) -> [WindowResult] {
    let runner = NetworkRunner(window.window, options)
    var servers = 100
    while true {
      let model = endless(window.model, items, servers: servers)
      var results = try await runner.run(model, 0..<replications)
      let busiest = results.flatMap(\.stations).filter { station in
        items.contains { $0.name == station.name }
      }.map { $0.serversBusy / Double(servers) }.max()
      if let busiest, busiest > 0.5, servers < mostServers {
        servers *= 10
        continue
      }
      let requests = results.reduce(0) { $0 + $1.all.arrivals }
      let wanted = wantedRequests / max(0.01, Double(requests) / Double(replications))
      let more = min(mostReplications, Int(wanted.rounded(.up)))
      if more > replications { results += try await runner.run(model, replications..<more) }
      return results
    }
  }

  private mutating func note(
    _ results: [WindowResult], _ requests: Double, _ window: CapacityWindow
  ) {
    let (runs, seconds) = (Double(results.count), window.window.length.seconds)
    for (index, station) in (results.first?.stations ?? []).enumerated() {
      let stations = results.map { $0.stations[index] }
      var load = Load()
      let calls = stations.reduce(0.0) { $0 + Double($1.arrivals) }
      load.load = stations.reduce(0) { $0 + $1.serversBusy } / runs
      load.rate = calls / runs / seconds
      load.work = load.rate > 0 ? load.load / load.rate : 0
      let awaited = stations.reduce(0.0) { $0 + Double($1.awaited.count) }
      load.visits = max(awaited, 0.01 * calls) / max(1, requests)
      take(load, station.name)
    }
    for (index, link) in (results.first?.links ?? []).enumerated() {
      let links = results.map { $0.links[index] }
      var load = Load()
      let transfers = links.reduce(0.0) { $0 + Double($1.transfers) }
      load.load = links.reduce(0) { $0 + max($1.there.load, $1.back.load) } / runs
      load.rate = transfers / runs / seconds
      load.work = load.rate > 0 ? links.reduce(0) { $0 + $1.load } / runs / load.rate : 0
      load.visits = transfers / max(1, requests)
      take(load, link.name)
    }
  }

  private mutating func take(_ load: Load, _ name: String) {
    if load.load > loads[name]?.load ?? -1 { loads[name] = load }
  }
}

extension NetworkModel {
  /// Requests in a window, those of machines included [1].
  fileprivate func expectedRequests(_ window: Window) -> Double {
    sources.reduce(0) { sum, source in
      guard case .profile(let profile) = source.pattern else {
        return sum + source.rate.perSecond * window.length.seconds
      }
      return sum + source.intensity * profile.expectedPerRound
    }
  }
}

// MARK: - Places

extension CapacityPilot {
  /// What is sized, with the sizes to choose from.
  func places(
    _ items: [CapacityCase.Item], failures: Int
  ) -> [CapacityPlace] {
    items.compactMap { item in
      let load = loads[item.name] ?? Load()
      let isStation = item.kind == .station
      // What nothing crosses needs no bandwidth.
      guard isStation || load.load > 0 else { return nil }
      let copies = isStation ? stationCopies(item.name) : linkCells(item.name)
      let each = load.load / copies
      let unit = item.unit > 0 ? item.unit : Self.unit(each)
      let law: PlaceDelay.Law =
        isStation
        ? .servers(
          arrivalRate: load.rate / copies, serviceTime: load.work, stretch: stretch(item.name),
          down: failures)
        : .link(size: load.work, load: each)
      return CapacityPlace(
        kind: item.kind, name: item.name, price: item.price, copies: item.copies, now: item.now,
        load: each,
        ladder: isStation
          ? CapacityPlace.servers(load: each, failures: failures)
          : CapacityPlace.bandwidths(load: each, unit: unit),
        delay: PlaceDelay(law: law, visits: load.visits))
    }
  }

  private func stationCopies(_ name: String) -> Double {
    Double(windows.first?.model.stations.first { $0.name == name }?.replicas ?? 1)
  }

  private func linkCells(_ name: String) -> Double {
    Double(windows.first?.model.links.first { $0.name == name }?.cells ?? 1)
  }

  /// (1 + cv²)/2 of a station's law [1]; where all share the servers, their law does not matter.
  private func stretch(_ name: String) -> Double {
    guard let station = windows.first?.model.stations.first(where: { $0.name == name }),
      station.discipline != .processorSharing, station.serviceTime.mean > 0
    else { return 1 }
    let mean = station.serviceTime.mean
    return (1 + station.serviceTime.variance / (mean * mean)) / 2
  }

  /// A tenth of the load's power of ten [bit/s].
  private static func unit(_ load: Double) -> Double {
    var unit = 1e-6
    while unit * 100 <= load { unit *= 10 }
    return unit
  }
}
