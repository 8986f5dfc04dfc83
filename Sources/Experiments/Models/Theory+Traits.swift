import Operations
import Statistics

/// What a station has beyond servers, a service law, and an endless queue in order of coming.
struct StationTraits: OptionSet, Sendable {
  let rawValue: Int

  static let limited = StationTraits(rawValue: 1 << 0)
  static let failing = StationTraits(rawValue: 1 << 1)
  static let impatient = StationTraits(rawValue: 1 << 2)
  static let shared = StationTraits(rawValue: 1 << 3)
  static let prioritised = StationTraits(rawValue: 1 << 4)
  /// A full queue blocks who comes.
  static let blocking = StationTraits(rawValue: 1 << 5)
  static let deterring = StationTraits(rawValue: 1 << 6)
  static let contended = StationTraits(rawValue: 1 << 7)
  static let throttled = StationTraits(rawValue: 1 << 8)
  static let cached = StationTraits(rawValue: 1 << 9)
  /// Served several together.
  static let together = StationTraits(rawValue: 1 << 10)
  static let replicated = StationTraits(rawValue: 1 << 11)
  /// Servers come and go.
  static let changing = StationTraits(rawValue: 1 << 12)
}

extension StationModel {
  var traits: StationTraits {
    var traits: StationTraits = []
    if queueLimit != nil { traits.insert(whenFull == .block ? .blocking : .limited) }
    if failure != nil { traits.insert(.failing) }
    if patience != nil { traits.insert(.impatient) }
    switch discipline {
    case .firstComeFirstServed: break
    case .processorSharing: traits.insert(.shared)
    case .priority, .preemptivePriority: traits.insert(.prioritised)
    }
    if deterrence > 0 { traits.insert(.deterring) }
    if contention != nil { traits.insert(.contended) }
    if rateLimit != nil { traits.insert(.throttled) }
    if cache != nil { traits.insert(.cached) }
    if batchLimit > 1 { traits.insert(.together) }
    if replicas > 1 { traits.insert(.replicated) }
    if !shifts.isEmpty || scaling != nil || standby != nil { traits.insert(.changing) }
    return traits
  }

  /// Whether it serves in order of coming, with endless room, servers that never fail, and callers who
  /// never give up.
  var isPlain: Bool { traits.isEmpty }

  /// Mean of its exponential work [s]; `nil` for other laws.
  var exponentialMean: Double? {
    if case .exponential(let mean) = serviceTime { mean } else { nil }
  }

  /// Whether it has so many servers for this load [1] that hardly anybody ever waits: the number there is
  /// Poisson, and ten standard deviations are less than 1e-15 of it.
  func isAmple(for load: Double) -> Bool {
    Double(servers) > load + 10 * load.squareRoot() + 20
  }
}

extension Call {
  /// Whether it takes no time on the way and keeps no server.
  var isLocal: Bool { path.isEmpty && fixedDelay == .zero && holding.isEmpty }
  /// The same, made once.
  var isPlain: Bool { times == 1 && isLocal }
}

// MARK: - Parts of a model

extension NetworkModel {
  /// Names of its streams of demand.
  var callers: [String] { sources.map { groups[$0.group] } }

  /// The model as pieces that share no station, no link and no policy, in the order of their journeys.
  var separateParts: [NetworkModel] {
    var parts: [(journeys: [Int], places: Set<Place>)] = []
    for (index, journey) in journeys.enumerated() {
      var part = (journeys: [index], places: Place.all(in: journey.steps))
      for other in parts where !other.places.isDisjoint(with: part.places) {
        part.journeys += other.journeys
        part.places.formUnion(other.places)
      }
      parts.removeAll { !$0.places.isDisjoint(with: part.places) }
      parts.append(part)
    }
    return parts.map { piece($0.journeys.sorted()) }
  }

  private func piece(_ kept: [Int]) -> NetworkModel {
    var piece = self
    piece.journeys = kept.map { journeys[$0] }
    piece.sources = sources.compactMap { source in
      guard let journey = kept.firstIndex(of: source.journey) else { return nil }
      var source = source
      source.journey = journey
      return source
    }
    return piece
  }
}

extension NetworkModel {
  /// Names of the stations whose calls may be called back, which leaves no time of theirs.
  var stationsCalledBack: Set<String> {
    let places = journeys.reduce(into: Set<Place>()) { $0.formUnion(calledBack($1.steps)) }
    return Set(
      places.compactMap { if case .station(let index) = $0 { stations[index].name } else { nil } })
  }

  private func calledBack(_ steps: [Step]) -> Set<Place> {
    steps.reduce(into: []) { places, step in
      switch step {
      case .parallel(let parallel):
        let lanes = parallel.branches.flatMap(\.self)
        places.formUnion(parallel.cancels ? Place.all(in: lanes) : calledBack(lanes))
      case .attempt(let attempt):
        let cancels = attempt.policy.map { policies[$0].cancels } ?? false
        places.formUnion(cancels ? Place.all(in: attempt.steps) : calledBack(attempt.steps))
        places.formUnion(calledBack(attempt.otherwise))
      case .branch(let ways, _): places.formUnion(calledBack(ways.flatMap(\.steps)))
      case .loop(let loop): places.formUnion(calledBack(loop.steps))
      case .call(let call), .notify(let call): places.formUnion(calledBack(call.holding))
      case .think, .wait, .transfer, .lastMile, .route: break
      }
    }
  }
}

/// What journeys can have in common.
private enum Place: Hashable {
  case station(Int)
  case link(Int)
  case policy(Int)

  static func all(in steps: [Step]) -> Set<Place> {
    steps.reduce(into: []) { $0.formUnion(all(in: $1)) }
  }

  private static func all(in step: Step) -> Set<Place> {
    switch step {
    case .call(let call), .notify(let call):
      return all(in: call.holding).union(call.path.map(Place.link) + [.station(call.station)])
    case .transfer(let transfer): return Set(transfer.path.map(Place.link))
    case .branch(let ways, _): return ways.reduce(into: []) { $0.formUnion(all(in: $1.steps)) }
    case .parallel(let parallel):
      return parallel.branches.reduce(into: []) { $0.formUnion(all(in: $1)) }
    case .loop(let loop): return all(in: loop.steps)
    case .attempt(let attempt):
      let places = all(in: attempt.steps).union(all(in: attempt.otherwise))
      return attempt.policy.map { places.union([.policy($0)]) } ?? places
    case .route(let start, let next, _):
      return Set((start + next.flatMap(\.self)).map { .station($0.station) })
    case .think, .wait, .lastMile: return []
    }
  }
}
