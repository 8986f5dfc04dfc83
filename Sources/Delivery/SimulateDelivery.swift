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
      memberships: plan.memberships, links: plan.links, joined: plan.joined, spend: records,
      budget: treasury.entries, pools: poolUse, eventCount: loop.firedCount)
    for (item, progress) in zip(plan.items, items) {
      let goLive = progress.live.map { TimeSpan(months: $0) }
      switch item.kind {
      case .deployment: result.deployments[item.subject].goLive = goLive
      case .membership: result.memberships[item.subject].goLive = goLive
      case .link: result.links[item.subject].goLive = goLive
      case .service: result.services[item.subject].goLive = goLive
      case .contract: break
      }
    }
    return result
  }
}
