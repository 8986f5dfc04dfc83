import Operations
import Quantities

/// A station or link whose size is looked for, with the sizes that it may have, smallest first.
struct CapacityPlace: Sendable {
  enum Kind: String, Sendable, Codable { case station, link }
  let kind: Kind
  let name: String
  /// Of a server, or of one Mbit/s [currency/year].
  let price: Double
  /// Equal sets of servers, or cells, that are bought together [1].
  let copies: Double
  /// Installed now, by the file or the plan's rule [servers or bit/s].
  let now: Double
  /// What it has to carry at the busiest hour, when nothing waits elsewhere: busy servers [1], or data
  /// in the direction that has more [bit/s].
  let load: Double
  /// Allowed sizes, ascending [servers or bit/s]; the first is the least that carries the load.
  let ladder: [Double]
  let delay: PlaceDelay

  /// Of one year [currency].
  func cost(_ amount: Double) -> Double {
    (kind == .station ? amount : amount / 1e6) * price * copies
  }

  /// What one rung more costs [currency/year].
  func step(from rung: Int) -> Double { cost(ladder[rung + 1]) - cost(ladder[rung]) }

  /// Most sizes of one place [1].
  private static let rungs = 3_000

  /// Whole numbers of servers, from the least that stays stable with so many down.
  static func servers(load: Double, failures: Int) -> [Double] {
    let least = load.rounded(.down) + 1 + Double(failures)
    return (0..<rungs).map { least + Double($0) }
  }

  /// Whole units of bandwidth above the load, 5 % apart where that is more than a unit.
  ///
  /// - Parameter unit: [bit/s].
  static func bandwidths(load: Double, unit: Double) -> [Double] {
    var units = (load / unit).rounded(.down) + 1
    var ladder: [Double] = []
    for _ in 0..<200 {
      ladder.append(units * unit)
      units = max(units + 1, (units * 1.05).rounded())
    }
    return ladder
  }
}

/// What of a network is out of order while its goals must hold.
enum FailureState: Hashable, Sendable {
  case allUp
  /// One server of one place, by its index.
  case oneDown(Int)
  /// One server of every station at once: harder than any single failure.
  case allOneDown
}

extension NetworkModel {
  /// The same network with other sizes, in a state of failure.
  ///
  /// - Parameter sizes: rung of each place, shape [places].
  func sized(_ places: [CapacityPlace], _ sizes: [Int], _ state: FailureState) -> NetworkModel {
    var model = self
    var dark: [Int] = []
    for (number, place) in places.enumerated() {
      let amount = place.ladder[sizes[number]]
      guard place.kind == .station else {
        model.setBandwidth(amount, of: place)
        continue
      }
      guard let index = stations.firstIndex(where: { $0.name == place.name }) else { continue }
      let isHit = state == .allOneDown || state == .oneDown(number)
      let servers = Int(amount) - (isHit ? 1 : 0)
      model.stations[index].servers = max(1, servers)
      if servers < 1 { dark.append(index) }
    }
    if !dark.isEmpty {
      model.outages.append(
        OutageModel(
          name: "no server left", stations: dark,
          pattern: .once(at: .zero, length: TimeSpan(years: 1))))
    }
    return model
  }

  /// A link below this share of its bandwidth is a delay only.
  private static let bindingUtilisation = CountryNetwork.bindingUtilisation

  private mutating func setBandwidth(_ amount: Double, of place: CapacityPlace) {
    guard let index = links.firstIndex(where: { $0.name == place.name }) else { return }
    let factor = amount / links[index].bandwidth.bitsPerSecond
    links[index].back = links[index].back.map {
      Bandwidth(bitsPerSecond: $0.bitsPerSecond * factor)
    }
    links[index].bandwidth = Bandwidth(bitsPerSecond: amount)
    links[index].binds = place.load >= Self.bindingUtilisation * amount
  }
}
