import EventEngine

/// Why a model was not simulated, or not to the end.
public enum OperationsError: Error, Hashable, Sendable {
  /// The model or the window cannot be meant; every fault found. Nothing was simulated.
  case invalid([ModelFault])
  /// The engine reached a limit, such as the number of requests that are alive at once; the run has
  /// no result.
  case engine(EngineError)
  /// Requests go round in a circle without time passing, first at `time` [s]; `places` are the
  /// stations, links and sources that they pass. The run has no result.
  case endlessCircle(time: Double, places: [String])
  /// No installed capacity can meet the goal: what was asked, in words.
  case unreachableGoal(String)
}

/// One fault of a model: where, what was found, what is allowed.
public struct ModelFault: Hashable, Sendable {
  /// Path in the model, such as `stations[3].servers`.
  public var place: String
  public var found: String
  public var allowed: String
}

extension ModelFault: CustomStringConvertible {
  public var description: String { "\(place): found \(found), allowed: \(allowed)" }
}

extension OperationsError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .invalid(let faults):
      faults.map(\.description).joined(separator: "\n")
    case .engine(let error):
      error.description
    case .endlessCircle(let time, let places):
      "at \(time) s requests go in a circle without time passing, through "
        + places.joined(separator: ", ") + "; give one of them a service time or delay above 0"
    case .unreachableGoal(let goal):
      "no capacity meets this goal: \(goal)"
    }
  }
}
