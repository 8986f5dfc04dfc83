import Delivery
import Operations
import Quantities
import Scenarios
import Statistics

/// Builds the journey of one service: calls of blocks become calls of their deployments.
///
/// A policy has a state (its budget, its breaker, its limit) for each deployment that is called under
/// it, and for each service that attempts steps under it.
struct CountryJourneys {
  private let map: DeploymentMap
  private let item: Catalogue.Item
  /// The station of each deployment; `nil` where it is not live.
  private let stations: [Int?]
  /// Those of the model so far, and those that this journey adds.
  private(set) var policies: [CallPolicy]

  init(
    _ map: DeploymentMap, _ item: Catalogue.Item, _ stations: [Int?], policies: [CallPolicy]
  ) {
    self.map = map
    self.item = item
    self.stations = stations
    self.policies = policies
  }

  mutating func steps(_ journey: [JourneyStep]) throws(ExperimentError) -> [Step] {
    var steps: [Step] = []
    for step in journey { steps += try self.steps(of: step) }
    return steps
  }

  private mutating func steps(of step: JourneyStep) throws(ExperimentError) -> [Step] {
    switch step {
    case .call(let terms):
      return try attempted(calls(terms), terms.policy ?? map.country.operations?.policy)
    case .notify(let terms): return calls(terms).map { .notify($0) }
    case .think(let time):
      return [.think(try distribution(time, "think"), purpose: StreamName.hash("think"))]
    case .wait(let time):
      return [.wait(try distribution(time, "wait"), purpose: StreamName.hash("wait"))]
    case .branch(let ways):
      var branches: [(probability: Double, steps: [Step])] = []
      for way in ways { branches.append((way.probability, try steps(way.steps))) }
      return [.branch(branches, purpose: StreamName.hash("branch"))]
    case .parallel(let lanes, let needed, let cancels):
      var branches: [[Step]] = []
      for lane in lanes { branches.append(try steps(lane)) }
      return [
        .parallel(
          Parallel(
            branches: branches, needed: needed, cancels: cancels,
            purpose: StreamName.hash("parallel")))
      ]
    case .loop(let body, let again, let atMost):
      return [
        .loop(
          Loop(
            steps: try steps(body), again: again, atMost: atMost,
            purpose: StreamName.hash("repeat")))
      ]
    case .attempt(let terms): return [try attempt(terms)]
    case .transfer, .page: return []
    }
  }

  private mutating func attempt(_ terms: AttemptTerms) throws(ExperimentError) -> Step {
    .attempt(
      Attempt(
        try steps(terms.steps),
        policy: try terms.policy.flatMap { name throws(ExperimentError) in
          try policy(name, of: item.name)
        }, otherwise: try steps(terms.otherwise), goesOn: terms.then == .goOn,
        purpose: StreamName.hash("attempt")))
  }

  /// Calls under the rules of their caller, if there are any.
  private mutating func attempted(
    _ calls: [Call], _ name: String?
  ) throws(ExperimentError) -> [Step] {
    let steps = calls.map { Step.call($0) }
    guard let name, let last = calls.last else { return steps }
    let callee = stations.firstIndex(of: last.station).map(map.name) ?? ""
    let policy = try policy(name, of: callee)
    return [.attempt(Attempt(steps, policy: policy, purpose: StreamName.hash("attempt")))]
  }

  /// The index of a policy's state for whom it is about.
  private mutating func policy(_ name: String, of whom: String) throws(ExperimentError) -> Int? {
    let own = "\(name) (\(whom))"
    if let index = policies.firstIndex(where: { $0.name == own }) { return index }
    guard let terms = map.country.policies.first(where: { $0.name == name }) else { return nil }
    policies.append(try CallPolicy(terms, named: own))
    return policies.count - 1
  }

  /// The calls of deployments that a call of a block comes to.
  private func calls(_ terms: CallTerms) -> [Call] {
    guard let block = map.country.blocks.firstIndex(where: { $0.name == terms.target }) else {
      return []
    }
    let owner = map.country.owner(ofRegistry: terms.registry)
    return map.route(block, registryOwner: owner, from: item.agency)
      .compactMap { map.call($0, times: terms.times, stations) }
  }
}

extension DeploymentMap {
  /// One call to a deployment, or `nil` where it is not live; its purpose is the block, so that the
  /// same question draws the same work wherever it is answered.
  func call(_ deployment: Int, times: Double, _ stations: [Int?]) -> Call? {
    guard let station = stations[deployment] else { return nil }
    let block = country.blocks[delivery.deployments[deployment].block]
    let site = siteOf[deployment]
    return Call(
      station: station, times: times, purpose: StreamName.hash(block.name), path: [site],
      request: block.request, response: block.response,
      fixedDelay: country.sites[sites[site].kind].roundTrip)
  }
}
