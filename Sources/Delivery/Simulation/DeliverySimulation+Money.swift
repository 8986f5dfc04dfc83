import EventEngine

extension DeliverySimulation {
  /// A tranche comes when it is due and its condition is met.
  mutating func trancheIsDue(_ tranche: Int) throws(EngineError) {
    heldTranches.append(tranche)
    try requestDispatch()
  }

  /// Takes in the tranches whose condition is met, one after the other, for each changes what the next one
  /// is judged by; says whether there were any.
  mutating func releaseTranches() -> Bool {
    var hasReleased = false
    while let position = heldTranches.firstIndex(where: { isMet(tranches[$0].condition) }) {
      let tranche = tranches[heldTranches.remove(at: position)]
      treasury.receive(
        tranche.parts, wasExpected: tranche.condition == nil, month: loop.now)
      hasReleased = true
    }
    return hasReleased
  }

  private func isMet(_ condition: Portfolio.Tranche.Condition?) -> Bool {
    switch condition {
    case nil: true
    case .servicesLive(let count): servicesLive >= count
    case .committed(let share):
      treasury.promised >= share.fraction * treasury.received * (1 - 1e-12)
    }
  }

  /// Asks for what the project's promised money does not cover: of the whole plan where a project is
  /// funded, of the step elsewhere.
  mutating func askForMoney(_ item: Int) throws(EngineError) {
    let step = step(item)
    items[item].stage = .moneyOrPeople
    items[item].effort = actualEffort(item, step)
    let consultants = consultantShare(step.skill)
    items[item].consultantEffort = items[item].effort * consultants
    let project = plan.items[item].project
    items[item].kits = missingKits(step)
    let kits = Double(items[item].kits) * portfolio.prices.enrolmentKit
    let cost =
      items[item].effort * portfolio.prices.personMonth(step.skill, consultantShare: consultants)
      + kits
    items[item].promise = cost
    let planned = plan.projects[project].plannedCost
    var amount = cost - reserved[project]
    if step.gate == .funding { amount = max(amount, planned - reserved[project]) }
    // Nobody else of the project may count on it from now on.
    items[item].claim = reserved[project]
    reserved[project] = 0
    if amount <= 1e-9 * (planned + cost) {
      try moneyIsPromised(item, 0)
      return
    }
    let isUnderWay = planned > 0 && step.gate != .funding && !step.isBeforeFunding
    if step.kits > 0 { waitingForKits.append(item) }
    treasury.ask(item: item, amount: amount, project: project, isUnderWay: isUnderWay)
    try requestDispatch()
  }

  /// What the mediator makes of a link is known when the work is due: an agency's first one is dearer.
  private mutating func actualEffort(_ item: Int, _ step: Step) -> Double {
    guard plan.items[item].kind == .link else { return step.effort }
    let link = plan.links[plan.items[item].subject]
    guard link.throughMediator else { return step.effort }
    let integration = portfolio.rules.integration
    let isLater = isConnected[link.consumer]
    isConnected[link.consumer] = true
    return step.effort
      * (isLater ? integration.laterThroughMediator : integration.firstThroughMediator)
  }

  /// Settles what a step really cost against what was promised for it.
  mutating func settleStep(_ item: Int) {
    let step = step(item)
    let actual =
      paidWork(item) * portfolio.prices.employees[step.skill]
      + items[item].consultantEffort * portfolio.prices.consultant
      + Double(items[item].kits) * portfolio.prices.enrolmentKit
    let difference = actual - items[item].promise
    if abs(difference) > 1e-9 * (items[item].promise + 1) {
      reserved[plan.items[item].project] -= difference
    }
  }

  /// The last item of a project gives back what is left of its money, or leaves arrears.
  mutating func settle(_ item: Int) throws(EngineError) {
    let project = plan.items[item].project
    openItems[project] -= 1
    guard openItems[project] == 0 else { return }
    let left = reserved[project]
    reserved[project] = 0
    if left != 0 {
      treasury.settle(left, project: project, month: loop.now)
      try requestDispatch()
    }
  }
}
