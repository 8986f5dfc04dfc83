import Quantities

extension WorkPlanBuilder {
  /// Adds to `needs` what must be live before a party can use a block, creating it where missing.
  mutating func require(_ block: Int, for party: Party, _ needs: inout Needs) {
    if let entry = use.existing(block, for: party) {
      let owner = Party.agency(portfolio.existing[entry].owner)
      if owner != party { requireMembership(party, block, owner, deployment: entry, &needs) }
      return
    }
    guard usesShared(party) else {
      needs.add(deployment: ownDeploymentItem(block, for: party))
      return
    }
    let item = sharedDeploymentItem(block)
    needs.add(deployment: item)
    let deployment = plan.items[item].subject
    let owner = plan.deployments[deployment].owner
    if owner != party { requireMembership(party, block, owner, deployment: deployment, &needs) }
  }

  /// Adds to `needs` what must be live before an agency can read a registry: the registry itself,
  /// and a link if it is another agency's.
  mutating func requireRegistry(of owner: Int, for agency: Int, _ needs: inout Needs) {
    var behind = Needs()
    if let block = use.registryBlock { require(block, for: .agency(owner), &behind) }
    if owner == agency {
      needs.items += behind.items
      needs.deployments += behind.deployments
      return
    }
    let throughMediator = use.goesThroughMediator(agency, owner)
    if throughMediator, let mediator = use.mediatorBlock {
      require(mediator, for: .agency(agency), &behind)
      require(mediator, for: .agency(owner), &behind)
    }
    let cell = agency * portfolio.agencies.count + owner
    if link[cell] < 0 {
      link[cell] = addLink(
        DataLink(consumer: agency, registryOwner: owner, throughMediator: throughMediator),
        needs: behind)
    }
    needs.items.append(link[cell])
    needs.deployments += behind.deployments
  }

  private func usesShared(_ party: Party) -> Bool {
    switch party {
    case .agency(let agency): use.joined[agency]
    case .centre: true
    }
  }

  private func cell(_ party: Party, _ block: Int) -> Int {
    party.index(agencyCount: portfolio.agencies.count) * portfolio.blocks.count + block
  }

  private mutating func ownDeploymentItem(_ block: Int, for party: Party) -> Int {
    let cell = cell(party, block)
    if ownDeployment[cell] >= 0 { return ownDeployment[cell] }
    guard case .agency(let agency) = party else { return sharedDeploymentItem(block) }
    var needs = Needs()
    for need in portfolio.blocks[block].needs { require(need, for: party, &needs) }
    let deployment = newDeployment(block, owner: party, users: [agency])
    ownDeployment[cell] = addDeployment(deployment, lead: agency, needs: needs)
    return ownDeployment[cell]
  }

  private mutating func sharedDeploymentItem(_ block: Int) -> Int {
    if sharedDeployment[block] >= 0 { return sharedDeployment[block] }
    let users = use.sharedUsers[block]
    let lead = users.first ?? 0
    let owner = centreOwns ? Party.centre : .agency(lead)
    var needs = Needs()
    for need in portfolio.blocks[block].needs { require(need, for: owner, &needs) }
    sharedDeployment[block] = addDeployment(
      newDeployment(block, owner: owner, users: users), lead: lead, needs: needs)
    return sharedDeployment[block]
  }

  private func newDeployment(_ block: Int, owner: Party, users: [Int]) -> Deployment {
    let isShared = users.count > 1
    let effort = portfolio.rules.plannedEffort(of: portfolio.blocks[block], isShared: isShared)
    return Deployment(
      block: block, owner: owner, users: users, isExisting: false, isShared: isShared,
      plannedEffort: Effort(personMonths: effort))
  }

  private mutating func requireMembership(
    _ member: Party, _ block: Int, _ owner: Party, deployment: Int, _ needs: inout Needs
  ) {
    let cell = cell(member, block)
    if membership[cell] < 0 {
      membership[cell] = newMembership(member, block, owner, deployment: deployment)
    }
    needs.items.append(membership[cell])
  }

  private mutating func newMembership(
    _ member: Party, _ block: Int, _ owner: Party, deployment: Int
  ) -> Int {
    let isExisting = plan.deployments[deployment].isExisting
    var needs = Needs()
    if !isExisting { needs.items.append(sharedDeployment[block]) }
    // The centre is nobody's customer for luck: it stands for the first agency that needs the block.
    let lead: Int
    switch member {
    case .agency(let agency): lead = agency
    case .centre: lead = plan.deployments[deployment].users.first ?? 0
    }
    let item = addMembership(
      Membership(deployment: deployment, member: member), owner: owner, block: block, lead: lead,
      needs: needs)
    if case .agency(let agency) = member, !isExisting, joiningDelay[agency] > 0 {
      plan.decisions[agency].memberships.append(item)
      plan.items[item].needCount += 1
    }
    return item
  }
}

extension Needs {
  mutating func add(deployment item: Int) {
    items.append(item)
    deployments.append(item)
  }
}
