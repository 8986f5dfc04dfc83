import Operations
import Quantities
import Scenarios
import Statistics

extension NetworkModel {
  /// The network that a file states itself: `stations`, `links`, `journeys` and `demand`, with the
  /// `policies` of callers and the `outages`.
  ///
  /// Each stream of demand is a group of its own.
  init(explicit country: Country) throws(ExperimentError) {
    guard !country.stations.isEmpty, !country.demand.isEmpty, let window = country.window else {
      throw .wrongKind(
        found: "a file without stations, demand or window",
        needed: "an explicit model; for a country use `govsim compare`")
    }
    self.init(
      groups: country.demand.map(\.name),
      backgroundGroups: Set(country.demand.indices.filter { country.demand[$0].isBackground }))
    for station in country.stations { stations.append(try StationModel(station)) }
    links = country.links.map(LinkModel.init)
    let names = ExplicitNames(country)
    for outage in country.outages { outages.append(try OutageModel(outage, names)) }
    for policy in country.policies { policies.append(try CallPolicy(policy)) }
    let builder = ExplicitJourneys(names)
    for journey in country.journeys { journeys.append(try builder.model(of: journey)) }
    for (index, stream) in country.demand.enumerated() {
      guard let journey = country.journeys.firstIndex(where: { $0.name == stream.journey }) else {
        continue
      }
      sources.append(try SourceModel(stream, journey: journey, group: index, country, window))
    }
  }
}

/// Indices of an explicit model's parts by their names.
struct ExplicitNames {
  let stations: [String: Int]
  let links: [String: Int]
  let policies: [String: Int]

  init(_ country: Country) {
    stations = Self.indices(of: country.stations.map(\.name))
    links = Self.indices(of: country.links.map(\.name))
    policies = Self.indices(of: country.policies.map(\.name))
  }

  private static func indices(of names: [String]) -> [String: Int] {
    Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
  }
}
