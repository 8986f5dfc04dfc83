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
      groupsApart: Set(country.demand.indices.filter { country.demand[$0].isBackground }))
    let names = ExplicitNames(country)
    let start = try window.runStart(startYear: country.time.start)
    for station in country.stations {
      var model = try StationModel(station)
      model.standby = station.standby.flatMap { names.stations[$0] }
      model.open(station.openingHours, runFrom: start)
      stations.append(model)
    }
    links = country.links.map(LinkModel.init)
    for outage in country.outages {
      outages.append(
        try OutageModel(
          outage, name: outage.name, stations: outage.stations.compactMap { names.stations[$0] },
          links: outage.links.compactMap { names.links[$0] }))
    }
    for policy in country.policies { policies.append(try CallPolicy(policy)) }
    let builder = ExplicitJourneys(names)
    for journey in country.journeys { journeys.append(try builder.model(of: journey)) }
    for (index, stream) in country.demand.enumerated() {
      guard let journey = country.journeys.firstIndex(where: { $0.name == stream.journey }) else {
        continue
      }
      sources.append(try SourceModel(stream, journey: journey, group: index, country, window))
    }
    for (index, stream) in country.demand.enumerated() where sources.indices.contains(index) {
      for terms in stream.fallbacks {
        guard let way = try Fallback(terms, from: stream.name, among: country.demand) else {
          continue
        }
        sources[index].fallbacks.append(way)
      }
    }
  }
}

extension ObservationWindow {
  /// When the run begins, its run-in included, since Monday, 0:00; a window without a date begins on
  /// Monday.
  fileprivate func runStart(startYear: Int) throws(ExperimentError) -> TimeSpan {
    guard let start else { return .zero }
    let year = try inPart("window.start") { () throws(OperationsError) in
      try CalendarYear(start.year ?? startYear)
    }
    let newYear = Double(year.weekday(ofDay: 0).rawValue) * TimeSpan.secondsPerDay
    return TimeSpan(seconds: newYear + start.sinceNewYear.seconds - runIn.seconds)
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
