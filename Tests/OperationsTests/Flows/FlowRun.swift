import EventEngine

@testable import Operations

/// A flow network with a clock of its own: ends happen in order of time, found by looking at all classes.
struct FlowRun: ~Copyable {
  var network = FlowNetwork()
  var now = 0.0
  /// Ends so far: when [s], and whose.
  var ends: [(time: Double, job: Int)] = []

  /// When the next flow of a class ends [s], if nothing changes.
  func end(of flowClass: Int) -> Double {
    network.classes[flowClass].lastChange + network.classes[flowClass].timeToDeparture
  }

  /// The class whose flow ends first, and when [s]; `nil` if none ever does.
  func nextEnd() -> (time: Double, flowClass: Int)? {
    var first: (time: Double, flowClass: Int)?
    for flowClass in 0..<network.classes.count {
      let time = end(of: flowClass)
      if time < first?.time ?? .infinity { first = (time, flowClass) }
    }
    return first
  }

  /// Lets flows end up to a time [s], that included.
  mutating func run(until time: Double) {
    while let next = nextEnd(), next.time <= time {
      now = max(now, next.time)
      ends.append((now, network.removeFirst(of: next.flowClass, at: now)))
    }
    if time < .infinity { now = time }
  }

  mutating func start(_ flowClass: Int, bits: Double, job: Int = 0) {
    network.start(flowClass, bits: bits, job: job, at: now)
  }

  mutating func setCapacity(of link: Int, to capacity: Double) {
    network.setCapacity(of: link, to: capacity, at: now)
  }

  /// Rates of one flow of each class [bit/s].
  var rates: [Double] { (0..<network.classes.count).map { network.classes[$0].rate } }

  /// Flows under way of each class [1].
  var counts: [Int] { (0..<network.classes.count).map { network.classes[$0].flows.count } }

  /// Links that a class crosses.
  func path(of flowClass: Int) -> [Int] {
    (network.classes[flowClass].firstHop..<network.classes[flowClass].endHop).map {
      Int(network.hops[$0].link)
    }
  }

  /// Brings the meter of a link up to now, and reads it.
  mutating func meter(of link: Int) -> FlowMeter {
    network.links[link].settle(at: now)
    return network.links[link].meter
  }
}

/// Max-min fair rates as the definition finds them, for the whole network, slowly: all rates rise
/// together; whoever reaches its cap or a full link stays behind.
///
/// - Source: D. Bertsekas, R. Gallager, "Data Networks", 2nd ed. (1992), section 6.5.2.
struct ProgressiveFilling {
  var capacities: [Double]
  var classes: [(path: [Int], cap: Double, flows: Int)]

  /// Rates of one flow of each class [bit/s]; 0 for classes without flows.
  func rates() -> [Double] {
    var rates = classes.map { _ in 0.0 }
    var rising = Set(classes.indices.filter { classes[$0].flows > 0 })
    while !rising.isEmpty {
      var level = rising.map { classes[$0].cap }.min() ?? 0
      for link in capacities.indices { level = min(level, fullLevel(of: link, rates, rising)) }
      let full = Set(
        capacities.indices.filter { fullLevel(of: $0, rates, rising) <= level * (1 + 1e-13) })
      for flowClass in rising.sorted() {
        let isAtCap = classes[flowClass].cap <= level * (1 + 1e-13)
        if isAtCap || !full.isDisjoint(with: classes[flowClass].path) {
          rates[flowClass] = level
          rising.remove(flowClass)
        }
      }
    }
    return rates
  }

  /// The level of rising rates at which a link is full [bit/s].
  private func fullLevel(of link: Int, _ rates: [Double], _ rising: Set<Int>) -> Double {
    var (left, flows) = (capacities[link], 0.0)
    for (index, flowClass) in classes.enumerated() {
      let times = Double(flowClass.path.count { $0 == link } * flowClass.flows)
      if rising.contains(index) { flows += times } else { left -= times * rates[index] }
    }
    return flows == 0 ? .infinity : max(0, left) / flows
  }
}
