import Quantities
import Statistics

/// A network of queues and links, and the requests that travel through it.
///
///     var model = NetworkModel()
///     model.stations = [StationModel(name: "identity", servers: 2, serviceTime: .exponential(mean: 0.1))]
///     model.journeys = [JourneyModel(name: "log in", steps: [.call(station: 0, purpose: 1)])]
///     model.groups = ["all"]
///     model.sources = [SourceModel(name: "web", key: 1, rate: Rate(perSecond: 15), journey: 0, group: 0)]
///     let result = try simulate(model, window: window, name: StreamName(seed: 1))
///
/// Parts refer to each other by index into these arrays; `checked()` finds indices that lead nowhere.
public struct NetworkModel: Sendable {
  public var stations: [StationModel]
  public var links: [LinkModel]
  public var journeys: [JourneyModel]
  public var sources: [SourceModel]
  /// Rules of callers, for `Attempt.policy`.
  public var policies: [CallPolicy] = []
  /// Failures of whole sites, regions and links.
  public var outages: [OutageModel] = []
  /// Names of the groups that requests are reported by, such as "rural/web".
  public var groups: [String]
  /// Groups that `WindowResult.all`, which speaks of citizens' digital requests, leaves out, by index:
  /// machines' traffic, and visits to counters.
  public var groupsApart: Set<Int>

  public init(
    stations: [StationModel] = [], links: [LinkModel] = [], journeys: [JourneyModel] = [],
    sources: [SourceModel] = [], groups: [String] = [], groupsApart: Set<Int> = []
  ) {
    self.stations = stations
    self.links = links
    self.journeys = journeys
    self.sources = sources
    self.groups = groups
    self.groupsApart = groupsApart
  }
}

extension NetworkModel {
  /// Whether anything may be called back before it is done.
  var callsBack: Bool {
    policies.contains(where: \.cancels) || journeys.contains { Self.callsBack(in: $0.steps) }
  }

  private static func callsBack(in steps: [Step]) -> Bool {
    steps.contains { step in
      switch step {
      case .parallel(let parallel):
        parallel.cancels || parallel.branches.contains { callsBack(in: $0) }
      case .branch(let ways, _): ways.contains { callsBack(in: $0.steps) }
      case .loop(let loop): callsBack(in: loop.steps)
      case .attempt(let attempt): callsBack(in: attempt.steps + attempt.otherwise)
      case .call(let call): callsBack(in: call.holding)
      default: false
      }
    }
  }
}
