import Quantities
import Scenarios
import Statistics

/// A country's services one by one, in the order of the programme.
///
/// The order is the file's: line by line. It is the same for every alternative.
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
    self.items = prefix.map { Array(items.prefix($0)) } ?? items
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
  /// Mean calls of one request, in the order in which the journey makes them.
  func calls(of steps: [JourneyStep]) -> [JourneyCall] {
    var calls: [JourneyCall] = []
    for step in steps {
      switch step {
      case .call(let target, let registry, let times):
        if let call = call(target, registry, times) { calls.append(call) }
      case .notify(let target, let times):
        if let call = call(target, nil, times) { calls.append(call) }
      case .branch(let ways):
        for way in ways {
          calls += self.calls(of: way.steps).map {
            JourneyCall(
              block: $0.block, registryOwner: $0.registryOwner, times: $0.times * way.probability)
          }
        }
      case .parallel(let lanes):
        for lane in lanes { calls += self.calls(of: lane) }
      case .think, .transfer: break
      }
    }
    return calls
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
