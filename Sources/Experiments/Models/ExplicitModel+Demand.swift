import Operations
import Quantities
import Scenarios
import Statistics

extension SourceModel {
  /// - Parameters:
  ///   - journey, group: indices in the model.
  ///   - window: from whose start calendars count.
  init(
    _ stream: DemandStream, journey: Int, group: Int, _ window: ObservationWindow
  ) throws(ExperimentError) {
    let place = "demand.\(stream.name)"
    let (rate, pattern) = try Self.arrivals(stream.arrivals, place)
    self.init(
      name: stream.name, key: StreamName.hash(stream.name), rate: rate, journey: journey,
      group: group, pattern: pattern, batchSize: stream.batch, priority: stream.priority,
      patience: stream.patience)
    deadline = stream.deadline
    guard let connection = stream.lastMile else { return }
    lastMileRate = try distribution(connection.rate, "\(place).last_mile.rate")
    lastMileRoundTrip = connection.roundTrip
  }

  private static func arrivals(
    _ arrivals: DemandArrivals, _ place: String
  ) throws(ExperimentError) -> (Rate, ArrivalPattern) {
    switch arrivals {
    case .poisson(let rate): return (rate, .poisson)
    case .profile(let rates, let each):
      let profile = try inPart(place) { () throws(StatisticsError) in
        try RateProfile(rates: rates.map(\.perSecond), each: each.seconds, repeats: true)
      }
      return (Rate(perSecond: profile.expectedPerRound / profile.duration), .profile(profile))
    case .renewal(let spec):
      let gap = try distribution(spec, "\(place).gap")
      guard gap.mean > 0 else {
        throw .wrongKind(found: "\(place).gap with mean 0", needed: "gaps above 0 on average")
      }
      return (Rate(perSecond: 1 / gap.mean), .renewal(gap))
    case .closed(let customers, let spec):
      let think = try distribution(spec, "\(place).think")
      return (Rate(perSecond: 0), .closed(customers: customers, thinkTime: think))
    }
  }
}
