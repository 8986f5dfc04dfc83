import Operations
import Quantities
import Statistics
import Testing

/// Traces followed by hand: requests that arrive at given times, each reported by itself.
enum ByHand {
  /// How one request ended.
  enum End: Hashable {
    case answered(after: Double)
    case lost, abandoned, timedOut
    case unfinished
  }

  /// One request each at `times` [s], all with the same steps.
  static func model(
    _ stations: [StationModel], links: [LinkModel] = [], outages: [OutageModel] = [],
    _ steps: [Step] = [.call(station: 0, purpose: 1)], at times: [Double]
  ) -> NetworkModel {
    var model = NetworkModel(
      stations: stations, links: links, journeys: [JourneyModel(name: "journey", steps: steps)])
    model.outages = outages
    for (i, time) in times.enumerated() {
      model.groups.append("\(i)")
      model.sources.append(
        SourceModel(
          name: "\(i)", key: UInt64(i), rate: Rate(perSecond: 1), journey: 0, group: i,
          pattern: .trace([time])))
    }
    return model
  }

  /// Observed from `runIn` to `end` [s], and followed for as long again.
  static func run(_ model: NetworkModel, from runIn: Double = 0, to end: Double) throws
    -> WindowResult
  {
    let window = Window(
      runIn: TimeSpan(seconds: runIn), length: TimeSpan(seconds: end - runIn),
      drain: TimeSpan(seconds: end))
    return try simulate(model, window: window, name: StreamName(seed: 1))
  }

  /// How each request ended, in order; times to a microsecond.
  static func ends(_ result: WindowResult) -> [End] {
    result.groups.map { group in
      if group.failures.lost == 1 { return .lost }
      if group.failures.abandoned == 1 { return .abandoned }
      if group.failures.timedOut == 1 { return .timedOut }
      guard group.completions == 1, let time = group.sojournTime else { return .unfinished }
      return .answered(after: (time * 1e6).rounded() / 1e6)
    }
  }

  static func answered(_ times: Double...) -> [End] { times.map { .answered(after: $0) } }

  /// A rule of callers that is never used, but makes stations keep records of their servers.
  static var unusedRule: CallPolicy { CallPolicy(name: "unused", cancels: true) }
}
