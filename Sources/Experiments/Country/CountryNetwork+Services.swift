import Operations
import Quantities
import Scenarios
import Statistics

/// Requests of services, and what becomes of those that fail.
extension CountryNetwork {
  /// Adds the requests of all live services.
  ///
  /// - Returns: index of the source of each service and stream, shape [services][streams]; `nil` where
  ///   there is none.
  func addServices(
    _ stations: [Int?], _ isLive: [Bool], _ load: CountryLoad, _ years: Double,
    to model: inout NetworkModel
  ) throws(ExperimentError) -> [[Int?]] {
    let access = try addAccess(isLive, years, to: &model)
    var sources: [[Int?]] = []
    for (index, item) in map.catalogue.items.enumerated() {
      guard isLive[index] else {
        sources.append(demand.streams.map { _ in nil })
        continue
      }
      var builder = CountryJourneys(map, item, stations, policies: model.policies)
      let steps = try builder.steps(map.country.services[item.service].journey)
      model.policies = builder.policies
      let first = model.journeys.count
      for way in access.ways {
        model.journeys.append(
          JourneyModel(name: item.name, steps: way.before + steps + way.after))
      }
      sources.append(
        demand.streams.enumerated().map { group, stream in
          guard demand.offers(item, on: stream.channel) else { return nil }
          let arrivals = load.arrivals(
            of: index,
            perYear: demand.yearlyTransactions(of: item, in: stream, at: years), calendar)
          let user = access.users[group]
          var source = SourceModel(
            name: "\(item.name) \(stream.name)",
            key: StreamName(seed: item.key).child(stream.key).bits, arrivals,
            journey: first + user.way, group: group)
          source.patience = terms.patience
          (source.lastMileRate, source.lastMileRoundTrip) = (user.rate, user.roundTrip)
          model.sources.append(source)
          return model.sources.count - 1
        })
    }
    return sources
  }

  /// Lets those whose request fails on one channel try the next one.
  ///
  /// - Parameters:
  ///   - sources: index of each source, shape [services][streams].
  ///   - counters: the same of visits to counters, see `addCounters`.
  func addFallbacks(
    _ sources: [[Int?]], _ counters: [[Int]], to model: inout NetworkModel
  ) throws(ExperimentError) {
    let channels = terms.channels
    let delays: [Demand.Channel: Distribution] = [
      .text: try accessTime(channels.text?.accessTime, "text"),
      .assisted: try accessTime(channels.assisted?.accessTime, "assisted"),
    ]
    let toCounter = try accessTime(channels.counter?.accessTime, "counter")
    for (index, item) in map.catalogue.items.enumerated() {
      for (group, stream) in demand.streams.enumerated() {
        guard let source = sources[index][group] else { continue }
        var left = 1.0
        if let next = demand.nextChannel(after: stream.channel, for: item, inRegion: stream.region),
          let target = demand.index(of: next.channel, inRegion: stream.region),
          let other = sources[index][target], next.probability > 0
        {
          model.sources[source].fallbacks.append(
            Fallback(
              source: other, probability: next.probability,
              delay: delays[next.channel] ?? .constant(0)))
          left -= next.probability
        }
        guard left > 0, !counters.isEmpty, !counters[stream.region].isEmpty else { continue }
        let visits = counters[stream.region][calendar.calendarOf[index]]
        model.sources[source].fallbacks.append(
          Fallback(source: visits, probability: left, delay: toCounter))
      }
    }
  }

  func accessTime(
    _ spec: VariateSpec?, _ channel: String
  ) throws(ExperimentError) -> Distribution {
    guard let spec else { return .constant(0) }
    return try distribution(spec, "operations.channels.\(channel).access_time")
  }
}
