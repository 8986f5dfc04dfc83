import EventEngine
import Quantities
import Statistics

/// Simulates one programme: what is live when, and what work went into it.
///
///     let silo = try simulateDelivery(portfolio, name: world.child("delivery"))
///     portfolio.organisation = shared
///     let platform = try simulateDelivery(portfolio, name: world.child("delivery"))  // same luck
///
/// - Parameters:
///   - portfolio: the programme under one organisation.
///   - name: of the world and replication; give all alternatives the same one.
/// - Throws: `DeliveryError.impossiblePortfolio` with every fault; `.engine` for times beyond all
///   calendars.
/// - Complexity: a few milliseconds for 240 services and 130 deployments.
public func simulateDelivery(
  _ portfolio: Portfolio, name: StreamName
) throws(DeliveryError) -> DeliveryResult {
  let faults = portfolio.faults()
  guard faults.isEmpty else { throw .impossiblePortfolio(faults) }
  let chance = Chance(name)
  let staffing = Staffing(portfolio)
  let plan = WorkPlanBuilder(portfolio, chance, staffing).build()
  var simulation = DeliverySimulation(portfolio, plan: plan, staffing: staffing, chance: chance)
  do { try simulation.run() } catch { throw .engine(error) }
  return simulation.result(serviceCount: portfolio.services.count)
}

extension DeliverySimulation {
  /// What the run left, in the tables of its plan.
  consuming func result(serviceCount: Int) -> DeliveryResult {
    var result = DeliveryResult(
      deployments: plan.deployments,
      services: Array(repeating: ServiceOutcome(goLive: nil), count: serviceCount),
      memberships: plan.memberships, links: plan.links,
      legacy: portfolio.legacy.map { _ in LegacyOutcome() }, joined: plan.joined, spend: records,
      budget: treasury.entries, pools: poolUse, purchases: purchases, cohorts: cohorts,
      eventCount: loop.firedCount)
    for (item, progress) in zip(plan.items, items) {
      let goLive = progress.live.map { TimeSpan(months: $0) }
      switch item.kind {
      case .deployment: result.deployments[item.subject].goLive = goLive
      case .membership: result.memberships[item.subject].goLive = goLive
      case .link: result.links[item.subject].goLive = goLive
      case .service: result.services[item.subject].goLive = goLive
      case .legacy: result.legacy[item.subject].wrapped = goLive
      case .contract: break
      }
    }
    for (index, system) in portfolio.legacy.enumerated() where system.strategy == .migrate {
      result.legacy[index].retired = portfolio.retirement(of: system, result.services)
    }
    return result
  }
}

extension Portfolio {
  /// When the last service of a system's agency has gone live without it; `nil` for not within the
  /// horizon, or for no service at all.
  fileprivate func retirement(of system: LegacySystem, _ outcomes: [ServiceOutcome]) -> TimeSpan? {
    var last: TimeSpan?
    let planned = services.count { $0.agency == system.agency }
    // Services outside this programme still run on it.
    guard planned >= agencies[system.agency].serviceCount else { return nil }
    for (service, outcome) in zip(services, outcomes) where service.agency == system.agency {
      guard let goLive = outcome.goLive else { return nil }
      if last.map({ $0.seconds < goLive.seconds }) ?? true { last = goLive }
    }
    return last
  }
}
