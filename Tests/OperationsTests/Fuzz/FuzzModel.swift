import Operations
import Quantities
import Statistics

/// Random models over everything that a model may say, much of it together.
///
/// Equal seeds give equal models. Not all are accepted; `NetworkModel.checked()` says which.
struct FuzzModel {
  var chance: RandomStream
  var model = NetworkModel(groups: ["a", "b"])
  /// Whether all arrivals end after a minute.
  let isFinite: Bool
  /// Whether who keeps a server only calls stations behind that one, so that none can wait for each
  /// other in a circle; and no station has a standby.
  let isLayered: Bool
  /// Steps that may still be made [1].
  var room = 24

  init(seed: UInt64) {
    chance = RandomStream(StreamName(seed: seed))
    isFinite = chance.uniform() < 0.5
    isLayered = chance.uniform() < 0.6
  }

  /// The model of a seed.
  static func make(seed: UInt64) -> FuzzModel {
    var fuzz = FuzzModel(seed: seed)
    fuzz.fill()
    return fuzz
  }

  private mutating func fill() {
    let (stations, links) = (number(1, 5), number(0, 3))
    for i in 0..<stations { model.stations.append(station(i, of: stations)) }
    for i in 0..<links { model.links.append(link(i)) }
    for i in 0..<number(0, 3) { model.policies.append(policy(i)) }
    for i in 0..<number(0, 3) { model.outages.append(outage(i)) }
    for i in 0..<number(1, 2) {
      room = 24
      model.journeys.append(JourneyModel(name: "journey \(i)", steps: steps(Place(), number(1, 4))))
    }
    for i in 0..<number(1, 3) { model.sources.append(source(i)) }
    if happens(0.2) { model.groupsApart = [1] }
    addFallbacks()
  }

  /// To sources further on; where arrivals don't end, some to themselves.
  private mutating func addFallbacks() {
    let last = model.sources.count - 1
    for index in model.sources.indices where happens(0.3) {
      let isFree = index < last || !isFinite
      if case .closed = model.sources[index].pattern { continue }
      guard isFree else { continue }
      let target = isFinite ? number(index + 1, last) : number(index, last)
      model.sources[index].fallbacks = [
        Fallback(source: target, probability: amount(0.3, 1), delay: law(amount(0.1, 9)))
      ]
      guard happens(0.3) else { continue }
      let opens = span(0, 30)
      model.sources[target].openTimes = [
        OpenTime(from: opens, to: TimeSpan(seconds: opens.seconds + amount(1, 40)))
      ]
    }
  }

  // MARK: Draws

  mutating func happens(_ probability: Double) -> Bool { chance.uniform() < probability }

  mutating func number(_ low: Int, _ high: Int) -> Int {
    min(high, low + Int(chance.uniform() * Double(high - low + 1)))
  }

  mutating func amount(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * chance.uniform()
  }

  mutating func span(_ low: Double, _ high: Double) -> TimeSpan {
    // Whole seconds make events meet.
    let seconds = amount(low, high)
    return TimeSpan(seconds: happens(0.4) ? seconds.rounded(.up) : seconds)
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[number(0, elements.count - 1)]
  }

  mutating func law(_ mean: Double) -> Distribution {
    switch number(0, 6) {
    case 0: .constant(mean)
    case 1: .constant(mean.rounded(.up))
    case 2: .constant(happens(0.3) ? 0 : mean)
    case 3: .lognormal(mean: mean, cv: 1.5)
    case 4: .normal(mean: mean, standardDeviation: mean)
    default: .exponential(mean: mean)
    }
  }

  // MARK: Stations

  private mutating func station(_ index: Int, of count: Int) -> StationModel {
    var station = StationModel(
      name: "station \(index)", servers: number(1, 4), serviceTime: law(amount(0.05, 1.5)))
    if happens(0.4) { station.discipline = pick(Discipline.allCases) }
    if happens(0.4) { station.queueLimit = number(0, 4) }
    if happens(0.4) { station.whenFull = .block }
    if happens(0.2) { station.patience = law(amount(0.5, 4)) }
    if happens(0.2) {
      station.failure = FailureModel(
        meanTimeBetweenFailures: span(5, 60), meanTimeToRepair: span(1, 10))
    }
    if happens(0.15) { station.deterrence = amount(0, 0.9) }
    station.dropsExpired = happens(0.4)
    if happens(0.1) {
      station.contention = Contention(
        serialShare: amount(0, 0.5), coherency: happens(0.5) ? 0 : amount(0, 0.001))
    }
    if happens(0.15) { station.batchLimit = number(2, 4) }
    addEntrance(to: &station)
    addCapacity(to: &station, index, of: count)
    return station
  }

  private mutating func addEntrance(to station: inout StationModel) {
    if happens(0.15) {
      station.rateLimit = RateLimit(rate: Rate(perSecond: amount(0.5, 4)), burst: amount(1, 5))
    }
    if happens(0.15) {
      station.cache = Cache(
        hitShare: amount(0, 1), hitTime: happens(0.2) ? .zero : span(0.001, 0.5))
    }
    if happens(0.2) { station.replicas = number(2, 4) }
    station.balancing = pick(Balancing.allCases)
  }

  private mutating func addCapacity(to station: inout StationModel, _ index: Int, of count: Int) {
    if happens(0.2) {
      var from = happens(0.5) ? 0 : amount(0, 20)
      for _ in 0..<number(1, 3) {
        station.shifts.append(Shift(from: TimeSpan(seconds: from), servers: number(0, 4)))
        from += span(1, 20).seconds
      }
      station.shifts[station.shifts.count - 1].servers = number(1, 4)
      if happens(0.6) { station.shiftPeriod = TimeSpan(seconds: from) }
      station.shiftEnd = pick(ShiftEnd.allCases)
      station.closingRule = pick(ClosingRule.allCases)
    } else if happens(0.15) {
      station.scaling = Autoscaling(
        signal: pick(Autoscaling.Signal.allCases), low: amount(0.1, 0.4),
        target: amount(0.4, 0.8), high: amount(0.8, 2), least: 1, most: 8, interval: span(1, 8),
        bootDelay: span(0, 6), coolDown: span(0, 6))
    }
    if !isLayered && happens(0.4) { station.standby = number(0, count - 1) }
    if happens(0.5) { station.failoverDelay = span(0, 5) }
  }

  // MARK: Links, callers, outages

  private mutating func link(_ index: Int) -> LinkModel {
    var link = LinkModel(
      name: "link \(index)", bandwidth: Bandwidth(bitsPerSecond: amount(5e4, 2e6)),
      delay: happens(0.5) ? .zero : span(0, 0.2), binds: happens(0.7),
      cells: happens(0.3) ? number(2, 4) : 1, isLastMile: happens(0.2))
    if happens(0.3) { link.back = Bandwidth(bitsPerSecond: amount(5e4, 2e6)) }
    return link
  }

  private mutating func policy(_ index: Int) -> CallPolicy {
    var policy = CallPolicy(name: "policy \(index)", cancels: happens(0.5))
    if happens(0.7) { policy.timeout = span(0.2, 4) }
    if happens(0.7) {
      policy.retries = Retries(
        atMost: number(0, 3), pause: law(amount(0.1, 1)), growth: amount(1, 3),
        longest: happens(0.5) ? span(0, 3) : nil, jitter: pick(Jitter.allCases),
        budget: happens(0.3)
          ? RetryBudget(share: amount(0, 0.5), reserve: amount(1, 10)) : nil)
    }
    if happens(0.4) {
      policy.breaker = CircuitBreaker(
        window: number(1, 12), threshold: amount(0.1, 1), openFor: span(0.5, 10),
        probes: number(1, 3))
    }
    if happens(0.3) { policy.atOnce = number(1, 6) }
    return policy
  }

  private mutating func outage(_ index: Int) -> OutageModel {
    var outage = OutageModel(name: "outage \(index)", pattern: pattern())
    outage.stations = model.stations.indices.filter { _ in happens(0.4) }
    outage.links = model.links.indices.filter { _ in happens(0.4) }
    outage.left = happens(0.5) ? 0 : amount(0, 1)
    outage.losesWork = happens(0.5)
    if happens(0.3) {
      outage.restore = [
        (span(0.5, 2), amount(0, 1)), (span(2.5, 5), amount(0, 1)), (span(6, 9), 1),
      ]
    }
    return outage
  }

  private mutating func pattern() -> OutageModel.Pattern {
    switch number(0, 2) {
    case 0: .once(at: span(0, 40), length: span(1, 20))
    case 1: .every(span(10, 30), from: span(0, 20), length: span(1, 9))
    default: .random(meanTimeBetween: span(5, 60), repairTime: law(amount(1, 8)))
    }
  }

  // MARK: Sources

  private mutating func source(_ index: Int) -> SourceModel {
    let rate = amount(0.3, 3)
    var source = SourceModel(
      name: "source \(index)", key: UInt64(index), rate: Rate(perSecond: rate),
      ceilingRate: happens(0.5) ? Rate(perSecond: rate * 2) : nil,
      journey: number(0, model.journeys.count - 1), group: number(0, 1))
    source.pattern = isFinite ? finitePattern(rate) : pattern(rate)
    if happens(0.2) { source.batchSize = number(2, 4) }
    source.priority = number(0, 2)
    if happens(0.4) { source.patience = span(1, 10) }
    if happens(0.5) { source.deadline = span(1, 10) }
    if happens(0.5) { source.lastMileRate = .lognormal(mean: amount(1e5, 1e6), cv: 1) }
    if happens(0.3) { source.lastMileRoundTrip = span(0, 0.5) }
    return source
  }

  private mutating func finitePattern(_ rate: Double) -> ArrivalPattern {
    if happens(0.3), let profile = profile(rate, repeats: false) { return .profile(profile) }
    let isWhole = happens(0.5)
    var times = (0..<number(1, 100)).map { _ in amount(0, 60) }
    if isWhole { times = times.map { $0.rounded() } }
    return .trace(times.sorted())
  }

  private mutating func pattern(_ rate: Double) -> ArrivalPattern {
    switch number(0, 4) {
    case 0: return .renewal(law(1 / rate))
    case 1: return .closed(customers: number(1, 8), thinkTime: law(amount(0.5, 5)))
    case 2: return profile(rate, repeats: true).map { .profile($0) } ?? .poisson
    default: return .poisson
    }
  }

  private mutating func profile(_ rate: Double, repeats: Bool) -> RateProfile? {
    try? RateProfile(
      [.constant(rate, for: 20), .linear(from: rate, to: 0, for: 10), .constant(2 * rate, for: 9)],
      repeats: repeats)
  }
}
