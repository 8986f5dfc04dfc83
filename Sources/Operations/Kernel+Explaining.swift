import EventEngine

/// Saying in the model's names what the engine says in numbers.
extension Kernel {
  /// Why a run could not go on.
  func explained(_ error: EngineError, _ model: NetworkModel) -> OperationsError {
    guard case .zeroDelayLoop(let time, let events) = error else { return .engine(error) }
    var places: [String] = []
    for event in events {
      let place = place(of: event, model)
      if !places.contains(place) { places.append(place) }
    }
    return .endlessCircle(time: time, places: places)
  }

  /// Where an event happens, such as "station counter".
  private func place(of event: FiredEvent, _ model: NetworkModel) -> String {
    switch event.kind {
    case EventKind.candidate:
      "source \(model.sources[event.payload].name)"
    case EventKind.serviceEnd:
      "station \(model.stations[Int(requests[event.payload].station)].name)"
    case EventKind.delayEnd:
      "a delay of source \(model.sources[Int(requests[event.payload].source)].name)"
    case EventKind.departure:
      "link \(model.links[event.payload].name)"
    default:
      "station \(model.stations[Int(servers[event.payload].station)].name)"
    }
  }
}
