import Operations
import Statistics

extension Theory {
  /// Calls and transfers in a row: each station and each link is as if alone, fed at the rate of
  /// its visits.
  mutating func addRow(
    _ model: NetworkModel, _ rate: Double, _ steps: [Step]
  ) throws(ExperimentError) {
    let source = "Baskett, Chandy, Muntz and Palacios, Journal of the ACM 22 (1975)"
    var visits = Visits(model)
    guard visits.add(steps, model) else {
      throw Self.unknown("a step other than calls, transfers, ways and loops")
    }
    var (number, busiest) = (0.0, 0.0)
    for (index, count) in visits.ofStations.enumerated() where count > 0 {
      let station = model.stations[index]
      let theory = try Self.productForm(station, rate * count)
      add(station.name, theory, source)
      number += theory.meanNumberInSystem
      busiest = max(busiest, theory.utilisation)
    }
    for (index, count) in visits.ofLinks.enumerated() where count > 0 {
      let link = model.links[index]
      let sending = 8 * visits.bytes[index] / count / link.bandwidth.bitsPerSecond
      let theory = try inPart("M/G/1-PS") { () throws(StatisticsError) in
        try ProcessorSharingMG1(arrivalRate: rate * count, serviceMean: sending)
      }
      add(link.name, theory, source, only: [.utilisation, .sojournTime])
      number += theory.meanNumberInSystem
      busiest = max(busiest, theory.utilisation)
    }
    for group in model.callers {
      add(group, .sojournTime, number / rate + visits.delay, source, busiest)
    }
  }

  mutating func addRoutes(
    _ model: NetworkModel, _ rate: Double, _ start: [(station: Int, probability: Double)],
    _ next: [[(station: Int, probability: Double)]]
  ) throws(ExperimentError) {
    let source = "Jackson, Management Science 10 (1963)"
    var external = model.stations.map { _ in 0.0 }
    for way in start { external[way.station] += rate * way.probability }
    var routing = model.stations.map { _ in model.stations.map { _ in 0.0 } }
    for (from, ways) in next.enumerated() {
      for way in ways { routing[from][way.station] += way.probability }
    }
    let network = try inPart("open Jackson network") { () throws(StatisticsError) in
      try JacksonNetwork(
        stations: model.stations.map {
          JacksonNetwork.Station(serviceRate: 1 / $0.serviceTime.mean, servers: $0.servers)
        }, externalRates: external, routing: routing)
    }
    for (station, theory) in zip(model.stations, network.stations) {
      // The same station by itself: refuses what the network's theory does not cover.
      _ = try Self.productForm(station, theory.arrivalRate)
      add(station.name, theory, source, only: [.numberInSystem, .utilisation])
    }
    let busiest = network.stations.map(\.utilisation).max() ?? 0
    for group in model.callers {
      add(group, .sojournTime, network.meanSojournTime, source, busiest)
    }
  }

  static func erlangC(
    _ station: StationModel, _ rate: Double
  ) throws(ExperimentError) -> MMc {
    try inPart("M/M/c") { () throws(StatisticsError) in
      try MMc(
        arrivalRate: rate, serviceRate: 1 / station.serviceTime.mean, servers: station.servers)
    }
  }

  /// A station of a network: exponential, with endless room and servers that never fail.
  private static func productForm(
    _ station: StationModel, _ rate: Double
  ) throws(ExperimentError) -> MMc {
    guard case .exponential = station.serviceTime else {
      throw unknown("a network with general service times")
    }
    guard station.isPlain else {
      throw unknown("a network with limited room, failures, priorities or patience")
    }
    return try erlangC(station, rate)
  }
}

/// How often one request visits each station and link.
struct Visits {
  /// Shape [stations], and [links].
  var ofStations: [Double]
  var ofLinks: [Double]
  /// Mean data over each link, all visits together [byte], shape [links].
  var bytes: [Double]
  /// Propagation, all visits together [s].
  var delay = 0.0

  init(_ model: NetworkModel) {
    ofStations = model.stations.map { _ in 0 }
    ofLinks = model.links.map { _ in 0 }
    bytes = ofLinks
  }

  /// Takes steps in that are gone through so often, on average; `false` if there is one that theory
  /// does not cover. Thinking is no system time.
  ///
  /// Visits of a station may depend on each other: where they stand in a journey is a class of the
  /// network, and product form needs no more than the mean number of visits.
  mutating func add(_ steps: [Step], times: Double = 1, _ model: NetworkModel) -> Bool {
    steps.allSatisfy { add($0, times: times, model) }
  }

  private mutating func add(_ step: Step, times: Double, _ model: NetworkModel) -> Bool {
    switch step {
    case .call(let call) where call.isLocal:
      ofStations[call.station] += times * call.times
    case .transfer(let transfer) where transfer.path.count == 1:
      let link = transfer.path[0]
      guard model.links[link].binds, model.links[link].cells == 1 else { return false }
      ofLinks[link] += times
      bytes[link] += times * transfer.size.mean
      delay += times * model.links[link].delay.seconds
    case .branch(let ways, _):
      return ways.allSatisfy { add($0.steps, times: times * $0.probability, model) }
    case .loop(let loop):
      // 1 + p + … + pⁿ⁻¹.
      let rounds = (1..<max(loop.atMost, 1)).reduce(1.0) { sum, _ in 1 + loop.again * sum }
      return add(loop.steps, times: times * rounds, model)
    case .think: break
    default: return false
    }
    return true
  }
}
