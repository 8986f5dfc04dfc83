import Operations
import Quantities
import Statistics
import Testing

/// Networks and links against closed forms.
@Suite struct NetworkOracleTests {
  static let external = [0.7, 0.4, 0.5, 0.0, 0.0]
  static let serviceRates = [1.0, 0.8, 0.35, 0.22, 0.6]
  static let servers = [1, 2, 4, 8, 2]
  static let routing = [
    [0.0, 0.6, 0.2, 0.0, 0.0],
    [0.0, 0.0, 0.5, 0.3, 0.0],
    [0.1, 0.0, 0.0, 0.7, 0.2],
    [0.0, 0.0, 0.0, 0.0, 0.3],
    [0.0, 0.1, 0.0, 0.0, 0.0],
  ]

  /// Five stations with feedback, one Poisson source for all three entries.
  static var jackson: NetworkModel {
    let total = external.reduce(0, +)
    let start = external.enumerated().map { (station: $0.offset, probability: $0.element / total) }
    let next = routing.map { row in
      row.enumerated().map { (station: $0.offset, probability: $0.element) }
    }
    return Oracle.network(
      zip(serviceRates, servers).enumerated().map { i, parts in
        StationModel(
          name: "station \(i)", servers: parts.1, serviceTime: .exponential(mean: 1 / parts.0))
      }, [.route(start: start, next: next, purpose: 5)], arrivalRate: total)
  }

  @Test func fiveStationJacksonNetwork() throws {
    let truth = try JacksonNetwork(
      stations: zip(Self.serviceRates, Self.servers).map { .init(serviceRate: $0, servers: $1) },
      externalRates: Self.external, routing: Self.routing)
    // Solved independently (mean value analysis).
    #expect(abs(truth.meanSojournTime - 11.453_150_416_052_0) < 1e-9)
    let results = try Oracle.replicate(Self.jackson, runIn: 1_000, length: 200_000)
    try Oracle.check("sojourn", results.map(\.all.sojournTime), truth.meanSojournTime, within: 0.01)
    for (i, station) in truth.stations.enumerated() {
      let rows = results.map { $0.stations[i] }
      try Oracle.check("throughput \(i)", rows.map(\.throughput), station.arrivalRate)
      try Oracle.check("utilisation \(i)", rows.map(\.utilisation), station.utilisation)
      try Oracle.check(
        "sojourn \(i)", rows.map(\.sojournTime), station.meanSojournTime, within: 0.03)
    }
  }

  /// L = λ W at each station. Both sides come from different observations of one window; they differ
  /// only by what straddles its edges, about W / length, here 1e-4.
  @Test func littlesLawAtEachStation() throws {
    for result in try Oracle.replicate(Self.jackson, runIn: 500, length: 100_000, times: 3) {
      for station in result.stations {
        let arrivalRate = Double(station.arrivals) / 100_000
        let waiting = try #require(station.waitingTime)
        let sojourn = try #require(station.sojournTime)
        #expect(abs(arrivalRate * sojourn / station.numberInSystem - 1) < 2e-3)
        #expect(abs(arrivalRate * waiting - station.queueLength) < 2e-3 * station.numberInSystem)
        #expect(abs(station.throughput / arrivalRate - 1) < 2e-3)
      }
    }
  }

  /// Egalitarian processor sharing: mean time E[S]/(1 − ρ), whatever the law of sizes.
  @Test(arguments: [
    Distribution.constant(125_000), .exponential(mean: 125_000),
    .hyperexponential(mean: 125_000, cv: 2),
  ])
  func processorSharingLink(size: Distribution) throws {
    let link = LinkModel(name: "link", bandwidth: Bandwidth(bitsPerSecond: 1e6))
    let model = Oracle.network(
      [], links: [link], [.transfer(link: 0, size: size, purpose: 1)], arrivalRate: 0.7)
    let results = try Oracle.replicate(model, runIn: 1_000, length: 400_000)
    let links = results.map { $0.links[0] }
    try Oracle.check("time", links.map(\.transferTime), 1 / 0.3, within: 0.03)
    try Oracle.check("under way", links.map(\.transfersUnderWay), 0.7 / 0.3, within: 0.03)
    try Oracle.check("utilisation", links.map(\.utilisation), 0.7)
    try Oracle.check("load", links.map(\.load), 0.7e6)
    try Oracle.check("sojourn", results.map(\.all.sojournTime), 1 / 0.3, within: 0.03)
  }

  /// Given its size, the mean time under processor sharing is proportional to it: two classes.
  @Test func processorSharingIsFairToSizes() throws {
    let link = LinkModel(name: "link", bandwidth: Bandwidth(bitsPerSecond: 1e6))
    var model = Oracle.network(
      [], links: [link], [.transfer(link: 0, size: .constant(25_000), purpose: 1)], arrivalRate: 1)
    model.journeys.append(
      JourneyModel(
        name: "large", steps: [.transfer(link: 0, size: .constant(250_000), purpose: 1)]))
    model.groups.append("large")
    model.sources.append(
      SourceModel(name: "large", key: 2, rate: Rate(perSecond: 0.2), journey: 1, group: 1))
    let results = try Oracle.replicate(model, runIn: 1_000, length: 200_000)
    try Oracle.check("small", results.map { $0.groups[0].sojournTime }, 0.2 / 0.4, within: 0.03)
    try Oracle.check("large", results.map { $0.groups[1].sojournTime }, 2.0 / 0.4, within: 0.03)
  }
}
