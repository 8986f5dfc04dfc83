import Operations
import Quantities
import Statistics

/// What is out of order while a window is simulated.
///
/// Windows are simulated once in each state and weighed by the share of time that the fault calendar
/// gives it, so that a rare outage costs no more runs than an ordinary hour. Which server or which
/// outage it is, chance says, by their shares of time.
enum WindowState: String, CaseIterable {
  case allUp = "all-up"
  case serverDown = "server-down"
  case outage
  case recovery

  /// Share of time of each state that matters [1]; together 1.
  static func weights(
    _ faulty: NetworkModel, recoveryTime: TimeSpan, horizon: TimeSpan
  ) -> [(state: WindowState, weight: Double)] {
    let shares = FaultCalendar(faulty, recoveryTime: recoveryTime).shares(over: horizon)
    let weights: [(state: WindowState, weight: Double)] = [
      (.allUp, shares[.allUp]),
      // Two at a time are as rare as the square: they are taken for one.
      (.serverDown, shares[.oneServerDown] + shares[.severalServersDown]),
      (.outage, shares[.outage]), (.recovery, shares[.recovery]),
    ]
    let kept = weights.filter { $0.weight >= Self.leastWeight }
    let sum = kept.reduce(0) { $0 + $1.weight }
    return kept.map { ($0.state, $0.weight / sum) }
  }

  /// A state of less than five minutes a year is left out [1].
  private static let leastWeight = 1e-5

  /// The network in this state, and nothing else happening to it.
  ///
  /// - Parameters:
  ///   - faulty: with all its failures and outages.
  ///   - name: of the chance that says which server or outage it is.
  func model(_ faulty: NetworkModel, window: Window, name: StreamName) -> NetworkModel {
    var model = faulty
    for index in model.stations.indices { model.stations[index].failure = nil }
    model.outages = []
    let chance = name.child("state").uniform
    switch self {
    case .allUp: break
    case .serverDown: model.takeServer(of: faulty, chance)
    case .outage:
      model.takeDown(faulty, chance, length: TimeSpan(years: 1))
    case .recovery:
      model.takeDown(faulty, chance, length: window.runIn)
    }
    return model
  }
}

extension NetworkModel {
  /// Takes one server away, by the shares of time that servers are down.
  fileprivate mutating func takeServer(of faulty: NetworkModel, _ chance: Double) {
    let odds = faulty.stations.map { station in
      station.failure.map { Double(station.servers) * (1 - $0.availability) } ?? 0
    }
    guard let index = Self.pick(odds, chance) else { return }
    if stations[index].servers > 1 {
      stations[index].servers -= 1
    } else {
      outages = [
        OutageModel(
          name: "server", stations: [index],
          pattern: .once(at: .zero, length: TimeSpan(years: 1)))
      ]
    }
  }

  /// Lets one outage last from the start of the run for so long.
  fileprivate mutating func takeDown(
    _ faulty: NetworkModel, _ chance: Double, length: TimeSpan
  ) {
    let odds = faulty.outages.map { $0.share(over: TimeSpan(years: 1)) }
    guard let index = Self.pick(odds, chance) else { return }
    var outage = faulty.outages[index]
    outage.pattern = .once(at: .zero, length: length)
    outage.restore = []
    outages = [outage]
  }

  /// An index by its odds, or `nil` where there are none.
  private static func pick(_ odds: [Double], _ chance: Double) -> Int? {
    let sum = odds.reduce(0, +)
    guard sum > 0 else { return nil }
    var left = chance * sum
    for (index, share) in odds.enumerated() where share > 0 {
      left -= share
      if left <= 0 { return index }
    }
    return odds.lastIndex { $0 > 0 }
  }
}
