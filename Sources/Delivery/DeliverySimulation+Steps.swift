import EventEngine

extension DeliverySimulation {
  /// The step that an item has come to.
  func step(_ item: Int) -> Step {
    plan.steps[plan.items[item].steps.lowerBound + items[item].step]
  }

  /// An item comes to its next step, and waits if the gate is closed.
  mutating func enterStep(_ item: Int) throws(EngineError) {
    let isOpen =
      switch step(item).gate {
      case .none: true
      case .needs: items[item].needCount == 0
      case .funding: items[item].unfunded == 0
      }
    if isOpen { try askForMoney(item) } else { items[item].stage = .atGate }
  }

  /// Something that an item needs has come to life.
  mutating func needIsMet(_ item: Int) throws(EngineError) {
    items[item].needCount -= 1
    guard items[item].needCount == 0, items[item].stage == .atGate, step(item).gate == .needs
    else { return }
    try askForMoney(item)
  }

  /// Asks for what the project's promised money does not cover: of the whole plan where a project is
  /// funded, of the step elsewhere.
  private mutating func askForMoney(_ item: Int) throws(EngineError) {
    let step = step(item)
    items[item].stage = .moneyOrPeople
    items[item].effort = actualEffort(item, step)
    let project = plan.items[item].project
    let cost = items[item].effort * prices[step.skill]
    let planned = plan.projects[project].plannedCost
    var amount = cost - reserved[project]
    if step.gate == .funding {
      // Approval has been paid already; the plan covers all that follows.
      amount = max(amount, planned - spentOnApproval(item) - reserved[project])
    }
    if amount <= 1e-9 * (planned + cost) {
      try moneyIsPromised(item, 0)
      return
    }
    let isUnderWay = step.gate != .funding && step.activity != .approval && planned > 0
    treasury.ask(item: item, amount: amount, isUnderWay: isUnderWay)
    try requestDispatch()
  }

  private func spentOnApproval(_ item: Int) -> Double {
    let approval = plan.steps[plan.items[item].steps.lowerBound]
    return approval.effort * prices[approval.skill]
  }

  /// What the mediator makes of a link is known when the work is due: an agency's first one is dearer.
  private mutating func actualEffort(_ item: Int, _ step: Step) -> Double {
    guard plan.items[item].kind == .link else { return step.effort }
    let link = plan.links[plan.items[item].subject]
    guard link.throughMediator else { return step.effort }
    let isLater = isConnected[link.consumer]
    isConnected[link.consumer] = true
    return step.effort
      * (isLater ? integration.laterThroughMediator : integration.firstThroughMediator)
  }

  /// The money for a step is there: its clock starts, and it gets in line for people.
  mutating func moneyIsPromised(_ item: Int, _ amount: Double) throws(EngineError) {
    let step = step(item)
    let project = plan.items[item].project
    reserved[project] += amount - items[item].effort * prices[step.skill]
    if step.startsClock { items[item].clock = loop.now }
    if step.gate == .funding { try releaseFunding(item) }
    if items[item].effort <= 0 {
      try workIsDone(item)
    } else if step.pool >= 0 {
      pools[step.pool].waiting.insert(item)
      try markDirty(step.pool)
    }
  }

  private mutating func releaseFunding(_ item: Int) throws(EngineError) {
    for position in plan.fundingSuccessors.range(of: item) {
      let other = plan.fundingSuccessors[position]
      items[other].unfunded -= 1
      guard items[other].unfunded == 0, items[other].stage == .atGate,
        step(other).gate == .funding
      else { continue }
      try askForMoney(other)
    }
  }

  /// The people are done; the step may still have to wait for its least time.
  mutating func workIsDone(_ item: Int) throws(EngineError) {
    let left = items[item].clock + step(item).leastTime - loop.now
    if left > 0 {
      items[item].stage = .timeLeft
      try loop.schedule(after: left, kind: Kind.timeOver, payload: item)
    } else {
      try endStep(item)
    }
  }

  mutating func endStep(_ item: Int) throws(EngineError) {
    items[item].step += 1
    if items[item].step < plan.items[item].steps.count {
      try enterStep(item)
    } else {
      try comeToLife(item)
    }
  }

  private mutating func comeToLife(_ item: Int) throws(EngineError) {
    items[item].stage = .live
    items[item].live = loop.now
    for position in plan.successors.range(of: item) {
      try needIsMet(plan.successors[position])
    }
    for position in plan.contractServices.range(of: item) {
      try enterStep(plan.contractServices[position])
    }
    if plan.items[item].kind != .contract { try settle(plan.items[item].project) }
  }

  /// The last item of a project gives back what is left of its money.
  private mutating func settle(_ project: Int) throws(EngineError) {
    openItems[project] -= 1
    guard openItems[project] == 0 else { return }
    let left = max(0, reserved[project])
    reserved[project] = 0
    if left > 0 {
      treasury.giveBack(left, month: loop.now)
      try requestDispatch()
    }
  }
}
