import EventEngine

/// Discrete-event simulation of one work plan; the clock runs in months.
///
/// Everything that happens at one instant is taken in first; then money, then people are assigned in
/// programme order (a `dispatch` event). So the order of simultaneous events never decides who is
/// served. People first fill up the teams of work under way, then begin what waits.
///
/// Parts in other files: `+Steps` (an item moves from step to step), `+People` (pools and work under
/// way), `+Posts` (who comes and goes), `+Money` (tranches, conditions, courses).
struct DeliverySimulation: ~Copyable {
  enum Kind {
    static let dispatch = 0
    static let tranche = 1
    static let decision = 2
    static let workEnd = 3
    static let timeOver = 4
    static let leaving = 5
    static let joining = 6
    static let rampedUp = 7
    static let cohort = 8
    static let cohortEnd = 9
  }

  let plan: WorkPlan
  let portfolio: Portfolio
  let chance: Chance
  let calendar: WorkingCalendar
  let tranches: [ArrivingTranche]
  let horizon: Double
  /// The centre's pool of each skill, −1 where it lends nobody.
  let lender: PerSkill<Int>
  /// Posts of engineers, integrators and security specialists [1].
  let technicalPosts: Double
  var loop = EventLoop()
  var items: [ItemProgress]
  var pools: [WorkPool]
  var poolUse: [PoolUse]
  var dirtyPools: [Int] = []
  var posts: [Post]
  /// When a pool's staff last changed [month].
  var postsUpdated: [Double]
  var treasury: Treasury
  /// Tranches that are due and wait for their condition.
  var heldTranches: [Int] = []
  /// Promised and not yet spent, by project [currency].
  var reserved: [Double]
  /// Items still to end, by project [1].
  var openItems: [Int]
  /// Whether an agency has begun a link through the mediator.
  var isConnected: [Bool]
  /// Projects done by each pool, by kind of item: what it has learnt from, shape [pools × kinds].
  var experience: [Int]
  /// Technical people who have been to a course, and who are at one now [person].
  var trained = 0.0
  var atCourse = 0.0
  /// Whether a year's people wait for money for their course.
  var cohortIsDue = false
  var servicesLive = 0
  var isDispatchPending = false
  var records: [WorkRecord] = []
  var purchases: [KitPurchase] = []
  /// Items in line for money of which some is for kits.
  var waitingForKits: [Int] = []
  var cohorts: [Cohort] = []

  init(_ portfolio: Portfolio, plan: consuming WorkPlan, staffing: Staffing, chance: Chance) {
    self.portfolio = portfolio
    self.chance = chance
    calendar = WorkingCalendar(portfolio.workforce.closures)
    horizon = portfolio.horizon.months
    tranches = ArrivingTranche.all(portfolio, chance)
    poolUse = staffing.pools
    pools = staffing.pools.map { WorkPool(people: $0.people) }
    posts = Post.all(staffing.pools)
    postsUpdated = Array(repeating: 0, count: staffing.pools.count)
    var lender = PerSkill(all: -1)
    if portfolio.organisation.lendsPeople {
      for skill in Skill.allCases { lender[skill] = staffing.centralPool(skill) ?? -1 }
    }
    self.lender = lender
    technicalPosts = Double(Skill.technical.reduce(0) { $0 + portfolio.people[$1] })
    items = plan.items.map { ItemProgress(needCount: $0.needCount, unfunded: $0.unfundedCount) }
    reserved = Array(repeating: 0, count: plan.projects.count)
    openItems = plan.projects.map(\.itemCount)
    isConnected = Array(repeating: false, count: portfolio.agencies.count)
    experience = Array(repeating: 0, count: pools.count * ItemKind.allCases.count)
    treasury = Treasury(
      partyCount: portfolio.agencies.count + 1, itemCount: plan.items.count,
      payers: plan.projects.map { project in
        project.payers.map { $0.index(agencyCount: portfolio.agencies.count) }
      })
    let horizon = horizon
    for tranche in tranches where tranche.month <= horizon && tranche.condition == nil {
      treasury.expect(tranche.parts)
    }
    records.reserveCapacity(plan.steps.count)
    self.plan = plan
  }

  /// Runs to the horizon.
  ///
  /// - Complexity: O(steps × log steps) while queues are short, and O(posts × leavings × work under way).
  mutating func run() throws(EngineError) {
    for (index, tranche) in tranches.enumerated() {
      try loop.schedule(after: tranche.month, kind: Kind.tranche, payload: index)
    }
    for (agency, decision) in plan.decisions.enumerated() where !decision.memberships.isEmpty {
      try loop.schedule(after: decision.month, kind: Kind.decision, payload: agency)
    }
    try openPosts()
    if portfolio.workforce.training.peoplePerYear > 0 {
      try loop.schedule(after: 0, kind: Kind.cohort, payload: 0)
    }
    for item in items.indices where plan.items[item].kind != .service { try enterStep(item) }
    while let event = loop.nextEvent(until: horizon) { try handle(event) }
    stopAtHorizon()
  }

  private mutating func handle(_ event: FiredEvent) throws(EngineError) {
    switch event.kind {
    case Kind.dispatch: try dispatch()
    case Kind.tranche: try trancheIsDue(event.payload)
    case Kind.decision:
      for item in plan.decisions[event.payload].memberships { try needIsMet(item) }
    case Kind.workEnd: try workEndIsDue(event.payload)
    case Kind.leaving: try personLeaves(event.payload)
    case Kind.joining: try personJoins(event.payload)
    case Kind.rampedUp: try newcomerIsExperienced(event.payload)
    case Kind.cohort: try cohortBecomesDue()
    case Kind.cohortEnd: try cohortReturns(event.payload)
    default: try endStep(event.payload)
    }
  }

  /// Makes sure that money and people are assigned once all that happens now has happened.
  mutating func requestDispatch() throws(EngineError) {
    if isDispatchPending { return }
    isDispatchPending = true
    try loop.schedule(after: 0, kind: Kind.dispatch, payload: 0)
  }

  private mutating func dispatch() throws(EngineError) {
    isDispatchPending = false
    if releaseTranches() || cohortIsDue { try sendCohort() }
    repeat {
      while let grant = treasury.grantNext(month: loop.now) {
        try moneyIsPromised(grant.item, grant.amount)
      }
    } while releaseTranches()
    // People who come back from where they were lent are assigned in a further round.
    while !dirtyPools.isEmpty {
      let round = dirtyPools.sorted()
      dirtyPools.removeAll(keepingCapacity: true)
      for pool in round { try assignPeople(pool) }
    }
    try lendPeople()
  }
}

/// A tranche with the date on which it really comes.
struct ArrivingTranche {
  /// From programme start [month].
  var month: Double
  var parts: MoneyParts
  var condition: Portfolio.Tranche.Condition?

  static func all(_ portfolio: Portfolio, _ chance: Chance) -> [ArrivingTranche] {
    let funding = portfolio.funding
    return funding.tranches.enumerated().map { index, tranche in
      let delay = chance.trancheDelay(index: index, funding.delay)
      return ArrivingTranche(
        month: tranche.at.months + delay, parts: parts(of: tranche, portfolio),
        condition: tranche.condition)
    }
  }

  /// A tranche without earmark goes to the pool as far as donors coordinate, the rest to the agencies by
  /// their number of services.
  private static func parts(of tranche: Portfolio.Tranche, _ portfolio: Portfolio) -> MoneyParts {
    let agencies = portfolio.agencies
    if !tranche.earmarks.isEmpty {
      let each = tranche.amount / Double(tranche.earmarks.count)
      return MoneyParts(
        earmarked: tranche.earmarks.map { ($0.index(agencyCount: agencies.count), each) })
    }
    let services = Double(agencies.reduce(0) { $0 + $1.serviceCount })
    let coordination = portfolio.funding.coordination.fraction
    guard coordination < 1, services > 0 else { return MoneyParts(pooled: tranche.amount) }
    let alone = tranche.amount * (1 - coordination)
    return MoneyParts(
      pooled: tranche.amount - alone,
      earmarked: agencies.enumerated().compactMap { index, agency in
        agency.serviceCount > 0 ? (index, alone * Double(agency.serviceCount) / services) : nil
      })
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
  /// Actual effort of the present step, that of the consultants beside it [person-month], and the money
  /// that was promised for both [currency].
  var effort = 0.0
  var consultantEffort = 0.0
  /// Kits that its step asks money for, and then buys.
  var kits = 0
  var promise = 0.0
  /// Money of its project that was left when it asked, and that it has for itself [currency].
  var claim = 0.0
  /// The pool whose people are at work on it, and how many [person].
  var provider = -1
  var persons = 0
  /// Whether its people have left in the middle of the work.
  var isInterrupted = false
  /// Time that people have been held, and what is left to hold experienced people for [person-month];
  /// since and until when [month].
  var held = 0.0
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
