import EventEngine

/// Discrete-event simulation of one work plan; the clock runs in months.
///
/// Everything that happens at one instant is taken in first; then money, then people are assigned in
/// programme order (a `dispatch` event). So the order of simultaneous events never decides who is
/// served. People first fill up the teams of work under way, then begin what waits.
///
/// Parts in other files: `+Steps` (an item moves from step to step), `+People` (pools and work under
/// way).
struct DeliverySimulation: ~Copyable {
  enum Kind {
    static let dispatch = 0
    static let tranche = 1
    static let decision = 2
    static let workEnd = 3
    static let timeOver = 4
  }

  let plan: WorkPlan
  let prices: PerSkill<Double>
  let integration: Portfolio.Integration
  let tranches: [ArrivingTranche]
  let horizon: Double
  var loop = EventLoop()
  var items: [ItemProgress]
  var pools: [WorkPool]
  var poolUse: [PoolUse]
  var dirtyPools: [Int] = []
  var treasury: Treasury
  /// Promised and not yet spent, by project [currency].
  var reserved: [Double]
  /// Items still to end, by project [1].
  var openItems: [Int]
  /// Whether an agency has begun a link through the mediator.
  var isConnected: [Bool]
  var isDispatchPending = false
  var records: [WorkRecord] = []

  init(_ portfolio: Portfolio, plan: consuming WorkPlan, staffing: Staffing, chance: Chance) {
    prices = portfolio.prices
    integration = portfolio.rules.integration
    horizon = portfolio.horizon.months
    tranches = ArrivingTranche.all(portfolio, chance)
    poolUse = staffing.pools
    pools = staffing.pools.map { WorkPool(people: $0.people) }
    items = plan.items.map { ItemProgress(needCount: $0.needCount, unfunded: $0.unfundedCount) }
    reserved = Array(repeating: 0, count: plan.projects.count)
    openItems = plan.projects.map(\.itemCount)
    isConnected = Array(repeating: false, count: portfolio.agencies.count)
    let horizon = horizon
    let toCome = tranches.reduce(0) { $1.month <= horizon ? $0 + $1.amount : $0 }
    treasury = Treasury(toCome: toCome, itemCount: plan.items.count)
    records.reserveCapacity(plan.steps.count)
    self.plan = plan
  }

  /// Runs to the horizon.
  ///
  /// - Complexity: O(steps × log steps) while queues are short.
  mutating func run() throws(EngineError) {
    for (index, tranche) in tranches.enumerated() {
      try loop.schedule(after: tranche.month, kind: Kind.tranche, payload: index)
    }
    for (agency, decision) in plan.decisions.enumerated() where !decision.memberships.isEmpty {
      try loop.schedule(after: decision.month, kind: Kind.decision, payload: agency)
    }
    for item in items.indices where plan.items[item].kind != .service { try enterStep(item) }
    while let event = loop.nextEvent(until: horizon) {
      switch event.kind {
      case Kind.dispatch: try dispatch()
      case Kind.tranche:
        treasury.receive(tranches[event.payload].amount, month: loop.now)
        try requestDispatch()
      case Kind.decision:
        for item in plan.decisions[event.payload].memberships { try needIsMet(item) }
      case Kind.workEnd: try workEndIsDue(event.payload)
      default: try endStep(event.payload)
      }
    }
    stopAtHorizon()
  }

  /// Makes sure that money and people are assigned once all that happens now has happened.
  mutating func requestDispatch() throws(EngineError) {
    if isDispatchPending { return }
    isDispatchPending = true
    try loop.schedule(after: 0, kind: Kind.dispatch, payload: 0)
  }

  private mutating func dispatch() throws(EngineError) {
    isDispatchPending = false
    while let grant = treasury.grantNext(month: loop.now) {
      try moneyIsPromised(grant.item, grant.amount)
    }
    dirtyPools.sort()
    for pool in dirtyPools { try assignPeople(pool) }
    dirtyPools.removeAll(keepingCapacity: true)
  }
}

/// A tranche with the date on which it really comes.
struct ArrivingTranche {
  /// From programme start [month].
  var month: Double
  /// [currency]
  var amount: Double

  static func all(_ portfolio: Portfolio, _ chance: Chance) -> [ArrivingTranche] {
    portfolio.tranches.enumerated().map { index, tranche in
      let delay = chance.trancheDelay(index: index, portfolio.trancheDelay)
      return ArrivingTranche(month: tranche.at.months + delay, amount: tranche.amount)
    }
  }
}

/// Where one item stands.
struct ItemProgress {
  enum Stage { case idle, atGate, moneyOrPeople, working, timeLeft, live }
  var stage = Stage.idle
  /// Steps done [1].
  var step = 0
  /// Things that must still come to life, and projects that must still have money [1].
  var needCount: Int
  var unfunded: Int
  /// Start of the clock that `Step.leastTime` is measured by [month].
  var clock = 0.0
  /// Actual effort of the present step [person-month].
  var effort = 0.0
  /// Persons at work on it [person], what is left in person-months held, since and until when [month].
  var persons = 0
  var left = 0.0
  var begin = 0.0
  var updated = 0.0
  var end = 0.0
  /// When it came to life [month].
  var live: Double?

  init(needCount: Int, unfunded: Int) {
    self.needCount = needCount
    self.unfunded = unfunded
  }
}
