import Quantities

/// Builds the work plan of a portfolio: the second pass, in programme order.
///
/// Parts in other files: `+Access` (who gets at which block, by which items), `+Steps` (the steps of
/// each kind of item and their effort).
struct WorkPlanBuilder {
  let portfolio: Portfolio
  let chance: Chance
  let staffing: Staffing
  let use: BlockUse
  let centreOwns: Bool
  /// From programme start until each agency has decided to join [month], 0 where it doesn't.
  let joiningDelay: [Double]
  let contracts: ContractTable
  var plan = WorkPlan()
  var edges: [(from: Int, to: Int)] = []
  var fundingEdges: [(from: Int, to: Int)] = []
  var contractEdges: [(from: Int, to: Int)] = []
  /// Item of the own deployment, by [party × block]; of the shared one, by [block]; −1 for none.
  var ownDeployment: [Int]
  var sharedDeployment: [Int]
  /// Item of a membership, by [party × block]; of a link, by [consumer × owner]; −1 for none.
  var membership: [Int]
  var link: [Int]
  /// Item of the adapter of each old system, −1 before its first service.
  var adapter: [Int]
  /// Item of each contract, −1 before its first service.
  var contractItem: [Int]
  /// Enrolment kits that the projects so far plan to buy [1].
  var plannedKits = 0

  init(_ portfolio: Portfolio, _ chance: Chance, _ staffing: Staffing) {
    self.portfolio = portfolio
    self.chance = chance
    self.staffing = staffing
    use = BlockUse(portfolio, chance)
    centreOwns = staffing.centreCanBuild
    joiningDelay = zip(portfolio.agencies, use.joined).map { agency, hasJoined in
      hasJoined
        ? chance.joiningDelay(agency: agency.key, portfolio.organisation.joiningDelay) : 0
    }
    contracts = ContractTable(portfolio, chance)
    let agencies = portfolio.agencies.count
    let parties = agencies + 1
    ownDeployment = Array(repeating: -1, count: parties * portfolio.blocks.count)
    sharedDeployment = Array(repeating: -1, count: portfolio.blocks.count)
    membership = ownDeployment
    link = Array(repeating: -1, count: agencies * agencies)
    adapter = Array(repeating: -1, count: portfolio.legacy.count)
    contractItem = Array(repeating: -1, count: contracts.contracts.count)
  }

  /// - Complexity: O(services × (blocks + registries)), and O(blocks) for each deployment.
  consuming func build() -> WorkPlan {
    plan.joined = use.joined
    plan.decisions = joiningDelay.map { JoiningDecision(month: $0, memberships: []) }
    addExistingDeployments()
    for service in portfolio.services.indices { addService(service) }
    let count = plan.items.count
    plan.successors = EdgeList(edges, nodeCount: count)
    plan.fundingSuccessors = EdgeList(fundingEdges, nodeCount: count)
    plan.contractServices = EdgeList(contractEdges, nodeCount: count)
    return plan
  }

  private mutating func addExistingDeployments() {
    for (entry, existing) in portfolio.existing.enumerated() {
      plan.deployments.append(
        Deployment(
          block: existing.block, owner: .agency(existing.owner),
          users: use.existingUsers[entry], isExisting: true, isShared: false,
          plannedEffort: .zero, goLive: .zero))
    }
  }

  private mutating func addService(_ index: Int) {
    let service = portfolio.services[index]
    let agency = Party.agency(service.agency)
    var needs = Needs()
    for block in use.ownBlocks(of: service) { require(block, for: agency, &needs) }
    for owner in service.registries { requireRegistry(of: owner, for: service.agency, &needs) }
    requireAdapters(of: service.agency, &needs)
    let contract = contracts.contractOf[index]
    if contractItem[contract] < 0 { addContract(contract, needs: needs) }
    let item = addItem(
      .service, subject: index, project: plan.items[contractItem[contract]].project,
      serviceSteps(index), needs: needs)
    contractEdges.append((contractItem[contract], item))
  }

  /// Old systems that stay must be callable first.
  private mutating func requireAdapters(of agency: Int, _ needs: inout Needs) {
    for (index, system) in portfolio.legacy.enumerated()
    where system.agency == agency && system.strategy == .wrap {
      if adapter[index] < 0 { adapter[index] = addAdapter(index) }
      needs.items.append(adapter[index])
    }
  }

  /// Adds a contract with its first service, whose deployments must have their money before it.
  private mutating func addContract(_ index: Int, needs: Needs) {
    let contract = contracts.contracts[index]
    let project = plan.projects.count
    let steps = contractSteps(contract)
    var cost = cost(of: steps, planned: contract.factors)
    for service in contract.services {
      cost += self.cost(of: serviceSteps(service), planned: contract.factors)
    }
    plan.projects.append(
      Project(
        plannedCost: cost, itemCount: contract.services.count,
        payers: [.agency(contract.agency)]))
    contractItem[index] = addItem(
      .contract, subject: contract.services[0], project: project, steps, needs: Needs())
    addFundingEdges(from: needs.deployments, to: contractItem[index])
  }

  /// Adds an item with its steps and edges, and returns its number.
  mutating func addItem(
    _ kind: ItemKind, subject: Int, project: Int, _ steps: [Step], needs: Needs
  ) -> Int {
    let item = plan.items.count
    let first = plan.steps.count
    plan.steps.append(contentsOf: steps)
    for need in needs.items { edges.append((need, item)) }
    plan.items.append(
      WorkItem(
        kind: kind, subject: subject, steps: first..<plan.steps.count,
        needCount: needs.items.count, unfundedCount: 0, project: project))
    return item
  }

  mutating func addFundingEdges(from deployments: [Int], to item: Int) {
    for other in deployments { fundingEdges.append((other, item)) }
    plan.items[item].unfundedCount += deployments.count
  }

  /// Money for the steps from procurement on as planned [currency]: at the efforts before the overrun, and
  /// with the consultants that the start needs. Kits are counted on top.
  func cost(of steps: [Step], planned factors: OverrunFactors) -> Double {
    steps.filter { !$0.isBeforeFunding }.reduce(0) { sum, step in
      let hasOverrun =
        step.skill != .approver && step.skill != .procurementOfficer && step.skill != .enroller
      let effort = hasOverrun ? step.effort / factors.effort : step.effort
      let consultants = step.skill.isTechnical ? portfolio.workforce.skillGap.fraction : 0
      return sum + effort * portfolio.prices.personMonth(step.skill, consultantShare: consultants)
    }
  }
}

/// What an item waits for.
struct Needs {
  /// Items that must be live first.
  var items: [Int] = []
  /// Deployments among them or behind them, whose money must be promised first.
  var deployments: [Int] = []
}

/// Services of one agency under one procurement.
struct Contract {
  var agency: Int
  /// In programme order; never empty.
  var services: [Int]
  /// How far the project misses its plan.
  var factors: OverrunFactors
}

/// Which services share a contract: each agency's, in programme order, so many at a time.
struct ContractTable {
  private(set) var contracts: [Contract] = []
  private(set) var contractOf: [Int] = []

  init(_ portfolio: Portfolio, _ chance: Chance) {
    var open = [Int](repeating: -1, count: portfolio.agencies.count)
    for (index, service) in portfolio.services.enumerated() {
      let last = open[service.agency]
      let size = portfolio.rules.servicesPerContract
      if last >= 0 && contracts[last].services.count < size {
        contracts[last].services.append(index)
      } else {
        open[service.agency] = contracts.count
        contracts.append(
          Contract(
            agency: service.agency, services: [index], factors: .init(schedule: 1, effort: 1)))
      }
      contractOf.append(open[service.agency])
    }
    for i in contracts.indices {
      contracts[i].factors = Self.factors(of: contracts[i], portfolio, chance)
    }
  }

  private static func factors(
    of contract: Contract, _ portfolio: Portfolio, _ chance: Chance
  ) -> OverrunFactors {
    let rules = portfolio.rules
    let planned = contract.services.reduce(0) {
      $0 + rules.plannedEffort(of: portfolio.services[$1]) + rules.trainingPerService.personMonths
        + portfolio.migrationEffort(of: $1)
    }
    return chance.overrun(
      contract.key(portfolio), rules.overrunLaw(plannedEffort: planned),
      correlation: rules.overruns.countryCorrelation)
  }
}

extension Contract {
  /// A contract is known by its first service.
  func key(_ portfolio: Portfolio) -> ThingKey {
    ThingKey(
      kind: .contract, subject: portfolio.services[services[0]].key,
      agency: portfolio.agencies[agency].key)
  }
}
