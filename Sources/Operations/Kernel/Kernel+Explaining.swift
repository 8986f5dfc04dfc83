import EventEngine
import Statistics

/// Saying in the model's names what the engine says in numbers.
extension Kernel {
  /// Where requests go round without time passing from `time` [s] on. Equal runs take equal ways, so
  /// a second run, watched, comes to the same circle.
  static func zeroDelayCycle(
    at time: Double, _ model: NetworkModel, window: Window, name: StreamName
  ) throws(EngineError) -> [String] {
    var kernel = try Kernel(model, window: window, name: name, calendar: .automatic)
    var visits: [String: Int] = [:]
    do throws(EngineError) {
      while let event = kernel.loop.nextEvent(until: time) {
        // Only what came in the window is settled.
        if !kernel.isOpen && event.time > kernel.open { kernel.openWindow() }
        if event.time == time { visits[kernel.place(of: event, model), default: 0] += 1 }
        try kernel.fire(event)
      }
    } catch {
      // What only led into the circle, or happened beside it, is rare by comparison.
      let most = visits.values.max() ?? 0
      return visits.filter { $0.value * 1_000 > most }.keys.sorted()
    }
    return []
  }

  /// Where an event happens, such as "station counter".
  private func place(of event: FiredEvent, _ model: NetworkModel) -> String {
    switch event.kind {
    case EventKind.candidate:
      "source \(model.sources[event.payload].name)"
    case EventKind.serviceEnd, EventKind.patienceEnd, EventKind.batchEnd, EventKind.answer:
      "station \(name(ofStation: requests[event.payload].station, model))"
    case EventKind.timeout:
      "an attempt of source \(model.sources[Int(requests[event.payload].source)].name)"
    case EventKind.delayEnd:
      "a delay of source \(model.sources[Int(requests[event.payload].source)].name)"
    case EventKind.flowEnd:
      "link \(model.links[firstLink(of: event.payload)].name)"
    case EventKind.departure:
      "station \(name(ofStation: sharers[event.payload].station, model))"
    case EventKind.shift:
      "station \(name(ofStation: shiftClocks[event.payload].station, model))"
    case EventKind.look, EventKind.boot:
      "station \(name(ofStation: scalings[event.payload].station, model))"
    case EventKind.outage: "outage \(model.outages[event.payload].name)"
    default:
      "station \(name(ofStation: servers[event.payload].station, model))"
    }
  }

  private func name(ofStation station: Int32, _ model: NetworkModel) -> String {
    model.stations[Int(stations[Int(station)].front)].name
  }

  private func firstLink(of flowClass: Int) -> Int {
    let hop = flows.hops[flows.classes[flowClass].firstHop]
    return Int(flows.links[Int(hop.link)].owner) / 2
  }
}
