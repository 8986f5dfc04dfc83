import Delivery
import Operations
import Quantities
import Scenarios
import Statistics

/// Where every call of every service goes in one alternative, and what that asks of each deployment.
///
/// One station stands for one deployment; stations of one owner share that owner's site link.
struct DeploymentMap {
  struct Site {
    let owner: Delivery.Party
    /// Index into the country's `sites`.
    let kind: Int
  }
  /// A call that reached a deployment.
  struct Visit {
    let deployment: Int
    let times: Double
  }

  let country: Country
  let delivery: DeliveryResult
  let catalogue: Catalogue
  /// Owners' sites, and the site of each deployment.
  private(set) var sites: [Site] = []
  private(set) var siteOf: [Int] = []
  /// Mean calls of one request of each service, shape [services][visits], mediator included.
  private(set) var visits: [[Visit]] = []
  /// Mean calls of one request of each archetype, shape [archetypes][calls].
  let callsOf: [[JourneyCall]]
  private let lookup: [Int: Int]
  private let mediator: Int?
  private let throughMediator: Set<Int>

  init(_ country: Country, _ catalogue: Catalogue, _ delivery: DeliveryResult) {
    self.country = country
    self.catalogue = catalogue
    self.delivery = delivery
    let agencies = country.agencies.count
    var lookup: [Int: Int] = [:]
    for (index, deployment) in delivery.deployments.enumerated() {
      for user in deployment.users { lookup[deployment.block * agencies + user] = index }
    }
    self.lookup = lookup
    mediator = country.blocks.firstIndex { $0.isMediator }
    throughMediator = Set(
      delivery.links.filter(\.throughMediator).map { $0.consumer * agencies + $0.registryOwner })
    callsOf = country.services.map { country.calls(of: $0.journey) }
    placeDeployments()
    visits = catalogue.items.map { item in
      callsOf[item.service].flatMap { call in
        route(call.block, registryOwner: call.registryOwner, from: item.agency)
          .map { Visit(deployment: $0, times: call.times) }
      }
    }
  }

  /// Deployments that one call passes: the mediator first where the agencies exchange through it.
  func route(_ block: Int, registryOwner: Int?, from agency: Int) -> [Int] {
    let agencies = country.agencies.count
    let owner = country.blocks[block].isRegistry ? registryOwner ?? agency : agency
    guard let target = lookup[block * agencies + owner] else { return [] }
    guard owner != agency, throughMediator.contains(agency * agencies + owner),
      let mediator, let hub = lookup[mediator * agencies + agency]
    else { return [target] }
    return [hub, target]
  }

  /// As results name a deployment, such as "payments@rra" or "payments@centre".
  func name(_ deployment: Int) -> String {
    let entry = delivery.deployments[deployment]
    return "\(country.blocks[entry.block].name)@\(ownerName(entry.owner))"
  }

  func ownerName(_ owner: Delivery.Party) -> String {
    switch owner {
    case .centre: "centre"
    case .agency(let agency): country.agencies[agency].name
    }
  }

  private mutating func placeDeployments() {
    let own = siteKind(country.organisation?.siteOfOwn)
    let shared = siteKind(country.organisation?.siteOfShared)
    for deployment in delivery.deployments {
      let owner = deployment.owner
      let kind = deployment.isShared ? shared : own
      let known = sites.firstIndex { $0.owner == owner && $0.kind == kind }
      if known == nil { sites.append(Site(owner: owner, kind: kind)) }
      siteOf.append(known ?? sites.count - 1)
    }
  }

  private func siteKind(_ name: String?) -> Int {
    country.sites.firstIndex { $0.name == name } ?? 0
  }
}
