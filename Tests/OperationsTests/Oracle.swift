import Operations
import Quantities
import Statistics
import Testing

/// Compares simulated means with a truth.
///
/// Rule of all oracle tests here: independent replications, a Student interval of level 99.9 %, the
/// truth must lie inside, and the half-width must stay below a stated share of the truth (a wide
/// interval proves nothing). With a new seed each check fails by chance with probability 0.1 %, the
/// whole suite (about 100 checks) with about 10 %; seeds are fixed, so it never does by itself.
enum Oracle {
  static let level = 0.999

  static func replicate(
    _ model: NetworkModel, runIn: Double, length: Double, drain: Double = 500, times: Int = 20,
    seed: UInt64 = 20_261_123
  ) throws -> [WindowResult] {
    let window = Window(
      runIn: TimeSpan(seconds: runIn), length: TimeSpan(seconds: length),
      drain: TimeSpan(seconds: drain))
    return try (0..<times).map { replication in
      let name = StreamName(seed: seed).child(UInt64(replication))
      return try simulate(model, window: window, name: name)
    }
  }

  /// The truth lies inside the interval, and the interval is no wider than ± `within` of it.
  static func check(
    _ what: String, _ samples: [Double?], _ truth: Double, within share: Double = 0.02,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let interval = try Intervals.student(samples.map { try #require($0) }, level: level)
    #expect(
      interval.contains(truth), "\(what): \(interval.mean) ± \(interval.halfWidth), truth \(truth)",
      sourceLocation: sourceLocation)
    #expect(
      interval.halfWidth <= share * abs(truth),
      "\(what): half-width \(interval.halfWidth) is too wide for \(truth)",
      sourceLocation: sourceLocation)
  }

  /// A station by itself with Poisson arrivals.
  static func station(
    arrivalRate: Double, serviceTime: Distribution, servers: Int = 1, queueLimit: Int? = nil,
    failure: FailureModel? = nil, patience: TimeSpan? = nil
  ) -> NetworkModel {
    network(
      [
        StationModel(
          name: "station", servers: servers, serviceTime: serviceTime, queueLimit: queueLimit,
          failure: failure)
      ], [.call(station: 0, purpose: 1)], arrivalRate: arrivalRate, patience: patience)
  }

  /// One source whose requests take these steps.
  static func network(
    _ stations: [StationModel], links: [LinkModel] = [], _ steps: [Step], arrivalRate: Double,
    patience: TimeSpan? = nil
  ) -> NetworkModel {
    NetworkModel(
      stations: stations, links: links, journeys: [JourneyModel(name: "journey", steps: steps)],
      sources: [
        SourceModel(
          name: "source", key: 1, rate: Rate(perSecond: arrivalRate), journey: 0, group: 0,
          patience: patience)
      ], groups: ["all"])
  }
}
