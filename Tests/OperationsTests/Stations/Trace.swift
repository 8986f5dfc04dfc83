import Operations
import Quantities
import Statistics

/// Runs that can be followed by hand: requests come at given times, and all that happens is in the window.
enum Trace {
  static let length = 100.0

  /// One source whose requests take these steps; work is what the stations say.
  static func model(_ stations: [StationModel], _ steps: [Step], at times: [Double]) -> NetworkModel
  {
    var model = Oracle.network(stations, steps, arrivalRate: 1)
    model.sources[0].pattern = .trace(times)
    return model
  }

  static func run(_ model: NetworkModel, seed: UInt64 = 1) throws -> WindowResult {
    let window = Window(runIn: .zero, length: TimeSpan(seconds: length), drain: .zero)
    return try simulate(model, window: window, name: StreamName(seed: seed))
  }

  /// The station by itself.
  static func run(_ station: StationModel, at times: [Double]) throws -> WindowResult {
    try run(model([station], [.call(station: 0, purpose: 1)], at: times))
  }

  static func station(
    _ work: Double, servers: Int = 1, name: String = "station",
    _ rules: (inout StationModel) -> Void
  ) -> StationModel {
    var station = StationModel(name: name, servers: servers, serviceTime: .constant(work))
    rules(&station)
    return station
  }
}

/// Equal but for rounding.
func isClose(_ a: Double?, _ b: Double, within share: Double = 1e-9) -> Bool {
  a.map { abs($0 - b) <= share * max(1, abs(b)) } ?? false
}
