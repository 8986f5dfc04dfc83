import Quantities
import Scenarios
import Statistics

/// A country's services one by one, in the order of the programme.
///
/// The order is the file's, line by line, or that of the programme's rule. It is the same for every
/// alternative: nothing that an alternative may change goes into it.
struct Catalogue {
  struct Item {
    /// Such as `birth_certificate@districts#2`.
    let name: String
    /// Identity in random streams.
    let key: UInt64
    /// Indices into the country's `services` and `agencies`.
    let service: Int
    let agency: Int
    /// Share of all transactions of the country [1].
    let demandShare: Double
  }
  let items: [Item]

  /// - Parameter prefix: keep only so many services from the start of the order.
  init(_ country: Country, prefix: Int? = nil) {
    var items: [Item] = []
    for line in country.catalogue {
      guard let service = country.services.firstIndex(where: { $0.name == line.service }),
        let agency = country.agencies.firstIndex(where: { $0.name == line.agency })
      else { continue }
      for number in 1...max(1, line.count) {
        let name = "\(line.service)@\(line.agency)#\(number)"
        items.append(
          Item(
            name: name, key: StreamName.hash(name), service: service, agency: agency,
            demandShare: line.demandShare.fraction / Double(line.count)))
      }
    }
    items = country.ordered(items)
    self.items = prefix.map { Array(items.prefix($0)) } ?? items
  }
}

extension Country {
  /// Services by the programme's rule; those of equal rank keep their order.
  fileprivate func ordered(_ items: [Catalogue.Item]) -> [Catalogue.Item] {
    func ascending(_ rank: (Catalogue.Item) -> Double) -> [Catalogue.Item] {
      let ranked = items.enumerated().map { (position: $0.offset, rank: rank($0.element)) }
      return ranked.sorted { ($0.rank, $0.position) < ($1.rank, $1.position) }
        .map { items[$0.position] }
    }
    return switch programme?.priority ?? .given {
    case .given: items
    case .value: ascending { -$0.demandShare }
    case .cost: ascending { effort(of: services[$0.service].work).personMonths }
    case .readiness:
      ascending { Double(missingParts(of: services[$0.service], agency: $0.agency)) }
    }
  }

  /// Blocks that a service calls and nobody runs yet, registers of others that it reads, and old systems
  /// of its agency [1].
  private func missingParts(of service: Scenarios.Service, agency: Int) -> Int {
    let calls = calls(of: service.journey)
    let live = Set(existing.map(\.block))
    let missing = Set(calls.map(\.block)).filter { !live.contains(blocks[$0].name) }
    let read = Set(calls.compactMap(\.registryOwner)).subtracting([agency])
    let old = legacy.filter { $0.agency == agencies[agency].name }
    return missing.count + read.count + old.count
  }
}

/// What a journey asks of which block, with branches weighed by probability.
struct JourneyCall: Hashable {
  let block: Int
  /// Whose registry, where the block is one; `nil` for the service's own agency.
  let registryOwner: Int?
  /// Mean calls in one request [1].
  let times: Double
}

extension Country {
  /// Mean calls of one request, in the order in which the journey makes them. Retries, and what is done
  /// after failures, come on top.
  func calls(of steps: [JourneyStep]) -> [JourneyCall] {
    var calls: [JourneyCall] = []
    for step in steps {
      switch step {
      case .call(let terms), .notify(let terms):
        if let call = call(terms.target, terms.registry, terms.times) { calls.append(call) }
      case .branch(let ways):
        for way in ways { calls += self.calls(of: way.steps, times: way.probability) }
      case .parallel(let lanes, _, _):
        for lane in lanes { calls += self.calls(of: lane) }
      case .loop(let body, let again, let atMost):
        calls += self.calls(of: body, times: Self.meanRounds(again: again, atMost: atMost))
      case .attempt(let attempt): calls += self.calls(of: attempt.steps)
      case .think, .wait, .transfer, .page: break
      }
    }
    return calls
  }

  private func calls(of steps: [JourneyStep], times: Double) -> [JourneyCall] {
    calls(of: steps).map {
      JourneyCall(block: $0.block, registryOwner: $0.registryOwner, times: $0.times * times)
    }
  }

  /// 1 + a + a² + … of n terms: how often a loop is gone through on average [1].
  static func meanRounds(again: Double, atMost: Int) -> Double {
    if again >= 1 { return Double(atMost) }
    var (sum, term) = (0.0, 1.0)
    for _ in 0..<atMost {
      sum += term
      term *= again
      if term < 1e-18 { break }
    }
    return sum
  }

  private func call(_ target: String, _ registry: String?, _ times: Double) -> JourneyCall? {
    guard let block = blocks.firstIndex(where: { $0.name == target }) else { return nil }
    return JourneyCall(block: block, registryOwner: owner(ofRegistry: registry), times: times)
  }

  /// The agency that keeps a registry.
  func owner(ofRegistry registry: String?) -> Int? {
    registry.flatMap { name in agencies.firstIndex { $0.registries.contains(name) } }
  }
}
