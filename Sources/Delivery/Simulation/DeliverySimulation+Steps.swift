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

  /// The money for a step is there: its clock starts, and it gets in line for people.
  mutating func moneyIsPromised(_ item: Int, _ amount: Double) throws(EngineError) {
    let step = step(item)
    let project = plan.items[item].project
    reserved[project] += amount + items[item].claim - items[item].promise
    if step.startsClock { items[item].clock = loop.now }
    if step.gate == .funding { try releaseFunding(item) }
    if step.kits > 0 { try buyKits(for: item) }
    if items[item].effort <= 0 {
      items[item].held = 0
      try workIsDone(item)
    } else if step.pool >= 0 {
      pools[step.pool].waiting.insert(item)
      try markDirty(step.pool)
    }
  }

  /// Kits travel: only those are bought that the programme hasn't got.
  /// Whoever still waits for money for the same kits asks for less from now on.
  private mutating func buyKits(for item: Int) throws(EngineError) {
    let step = step(item)
    waitingForKits.removeAll { $0 == item }
    items[item].kits = missingKits(step)
    guard items[item].kits > 0 else { return }
    purchases.append(KitPurchase(month: loop.now, kits: items[item].kits, payer: step.payer))
    for other in waitingForKits {
      let missing = missingKits(self.step(other))
      let cost = Double(items[other].kits - missing) * portfolio.prices.enrolmentKit
      items[other].kits = missing
      items[other].promise -= cost
      treasury.lower(item: other, by: cost)
    }
    try requestDispatch()
  }

  /// Kits that a step needs and nobody has bought yet [1].
  func missingKits(_ step: Step) -> Int {
    max(0, step.kits - purchases.reduce(0) { $0 + $1.kits })
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
    settleStep(item)
    items[item].step += 1
    let isDone = items[item].step == plan.items[item].steps.count
    if items[item].live == nil, isDone || step(item).isAfterGoLive { try comeToLife(item) }
    if isDone {
      // Whatever was scheduled for it is overtaken.
      items[item].stage = .live
      if plan.items[item].kind != .contract { try settle(item) }
    } else {
      try enterStep(item)
    }
  }

  private mutating func comeToLife(_ item: Int) throws(EngineError) {
    items[item].stage = .live
    items[item].live = loop.now
    learn(from: item)
    for position in plan.successors.range(of: item) {
      try needIsMet(plan.successors[position])
    }
    for position in plan.contractServices.range(of: item) {
      try enterStep(plan.contractServices[position])
    }
    guard plan.items[item].kind == .service else { return }
    servicesLive += 1
    // A tranche may have waited for this.
    if !heldTranches.isEmpty { try requestDispatch() }
  }

  /// Each technical pool that worked on an item has done one more of its kind.
  private mutating func learn(from item: Int) {
    let kind = plan.items[item].kind
    var taught: [Int] = []
    for step in plan.steps[plan.items[item].steps]
    where step.pool >= 0 && step.skill.isTechnical && !taught.contains(step.pool) {
      taught.append(step.pool)
      experience[slot(step.pool, kind)] += 1
    }
  }

  /// Where `experience` has a pool's projects of a kind.
  func slot(_ pool: Int, _ kind: ItemKind) -> Int {
    pool * ItemKind.allCases.count + kind.rawValue
  }
}
