import EventEngine

extension DeliverySimulation {
  mutating func markDirty(_ pool: Int) throws(EngineError) {
    if !pools[pool].isDirty {
      pools[pool].isDirty = true
      dirtyPools.append(pool)
    }
    try requestDispatch()
  }

  /// Gives free people work: first they join teams under way, then they begin what waits.
  mutating func assignPeople(_ pool: Int) throws(EngineError) {
    pools[pool].isDirty = false
    try fillTeams(of: pool, lent: false)
    try takeBack(pool)
    while pools[pool].free > 0, let item = pools[pool].waiting.popFirst() {
      try begin(item, by: pool)
    }
    try fillTeams(of: pool, lent: true)
  }

  /// Free people join teams under way: of their own work, or of work that they are lent for.
  private mutating func fillTeams(of pool: Int, lent: Bool) throws(EngineError) {
    for position in pools[pool].running.indices where pools[pool].free > 0 {
      let item = pools[pool].running[position]
      let room = step(item).crew - items[item].persons
      if room > 0, (step(item).pool != pool) == lent {
        try add(min(room, pools[pool].free), to: item)
      }
    }
  }

  /// People who are free again take over from those who were lent for their work, once they are as many.
  private mutating func takeBack(_ pool: Int) throws(EngineError) {
    let centre = lender[poolUse[pool].skill]
    guard centre >= 0, centre != pool else { return }
    for item in pools[centre].running where step(item).pool == pool {
      guard pools[pool].free >= items[item].persons else { continue }
      account(item)
      pools[centre].end(item)
      pools[centre].free += items[item].persons
      items[item].persons = 0
      items[item].isInterrupted = true
      try markDirty(centre)
      try begin(item, by: pool)
    }
  }

  /// People of the centre without work take over what waits at agencies, in programme order, and come
  /// back when that step ends, or when the agency's own people take it back.
  mutating func lendPeople() throws(EngineError) {
    for skill in Skill.allCases {
      let centre = lender[skill]
      guard centre >= 0, pools[centre].waiting.first == nil else { continue }
      while pools[centre].free > 0, let pool = poolInNeed(of: skill, besides: centre),
        let item = pools[pool].waiting.popFirst()
      { try begin(item, by: centre) }
    }
  }

  /// The pool of a skill at which the item waits that comes first in the programme.
  private func poolInNeed(of skill: Skill, besides centre: Int) -> Int? {
    var best: (item: Int, pool: Int)?
    for (pool, use) in poolUse.enumerated() where use.skill == skill && pool != centre {
      guard let item = pools[pool].waiting.first else { continue }
      if best.map({ item < $0.item }) ?? true { best = (item, pool) }
    }
    return best?.pool
  }

  private mutating func begin(_ item: Int, by pool: Int) throws(EngineError) {
    pools[pool].start(item)
    items[item].stage = .working
    items[item].provider = pool
    items[item].updated = loop.now
    if !items[item].isInterrupted {
      items[item].begin = loop.now
      items[item].held = 0
      learnt(item)
      items[item].left = items[item].effort * step(item).stretch
    }
    items[item].isInterrupted = false
    try add(min(step(item).crew, pools[pool].free), to: item)
  }

  /// What has been learnt from projects before makes the work that begins smaller; the money promised for
  /// it comes back when it ends.
  private mutating func learnt(_ item: Int) {
    let step = step(item)
    guard step.skill.isTechnical, portfolio.workforce.learningRate < 1 else { return }
    let factor = LearningCurve.factor(
      portfolio.workforce.learningRate,
      after: experience[slot(step.pool, plan.items[item].kind)])
    items[item].effort *= factor
    items[item].consultantEffort *= factor
  }

  private mutating func add(_ persons: Int, to item: Int) throws(EngineError) {
    account(item)
    pools[items[item].provider].free -= persons
    items[item].persons += persons
    try scheduleEnd(item)
  }

  /// What is left takes as long as its people need; a former end is overtaken and then ignored.
  private mutating func scheduleEnd(_ item: Int) throws(EngineError) {
    let rate = Double(items[item].persons) * productivity(items[item].provider)
    guard rate > 0 else {
      items[item].end = .infinity
      return
    }
    let duration = calendar.elapsed(
      from: loop.now, working: max(0, items[item].left) / rate)
    items[item].end = loop.now + duration
    guard items[item].end <= horizon else { return }
    try loop.schedule(after: duration, kind: Kind.workEnd, payload: item)
  }

  /// What a person of a pool gets done on average over what an experienced one does who is not at a
  /// course [1].
  private func productivity(_ pool: Int) -> Double { presence(pool) * skillOfStaff(pool) }

  /// Share of a pool's people who are not at a course [1].
  private func presence(_ pool: Int) -> Double {
    poolUse[pool].skill.isTechnical ? 1 - shareAtCourse : 1
  }

  private func skillOfStaff(_ pool: Int) -> Double {
    pools[pool].productivity(ofNewcomers: portfolio.workforce.newcomerProductivity.fraction)
  }

  /// Brings the books of an item at work up to now.
  private mutating func account(_ item: Int) {
    let pool = items[item].provider
    let worked = calendar.worked(from: items[item].updated, to: loop.now)
    let held = Double(items[item].persons) * worked * presence(pool)
    items[item].held += held
    items[item].left -= held * skillOfStaff(pool)
    items[item].updated = loop.now
    poolUse[pool].busyPersonMonths += held
  }

  /// Brings all work of some pools up to now, lets something change, and reckons its ends anew.
  mutating func whileAccounting(
    _ pools: [Int], _ change: (inout DeliverySimulation) -> Void
  ) throws(EngineError) {
    let running = pools.flatMap { self.pools[$0].running }
    for item in running { account(item) }
    change(&self)
    for item in running { try scheduleEnd(item) }
  }

  /// Somebody stops working for a pool: one without work, else one from what comes last in the programme.
  mutating func takePerson(from pool: Int) throws(EngineError) {
    if pools[pool].free > 0 {
      pools[pool].free -= 1
      return
    }
    guard let item = pools[pool].running.last else { return }
    account(item)
    items[item].persons -= 1
    guard items[item].persons == 0 else { return try scheduleEnd(item) }
    pools[pool].end(item)
    items[item].stage = .moneyOrPeople
    items[item].isInterrupted = true
    pools[step(item).pool].waiting.insert(item)
    try markDirty(step(item).pool)
  }

  /// An end of work that was scheduled once; it holds if the work has not got ahead of it.
  mutating func workEndIsDue(_ item: Int) throws(EngineError) {
    guard items[item].stage == .working, items[item].end <= loop.now else { return }
    let pool = items[item].provider
    account(item)
    pools[pool].end(item)
    pools[pool].free += items[item].persons
    items[item].persons = 0
    record(item, share: 1)
    try markDirty(pool)
    try workIsDone(item)
  }

  /// Books the part of the work under way that the horizon lets be done.
  mutating func stopAtHorizon() {
    for pool in pools.indices {
      for item in pools[pool].running { account(item) }
      let filled = max(0, horizon - postsUpdated[pool])
      poolUse[pool].staffedPersonMonths += Double(pools[pool].employed) * filled
    }
    for item in items.indices where items[item].stage == .working || items[item].isInterrupted {
      let whole = items[item].effort * step(item).stretch
      if whole > 0 { record(item, share: min(1, max(0, 1 - items[item].left / whole))) }
    }
  }

  /// Books what has been done of a step: employees by the time that they were held, less what overruns
  /// of schedule alone held them for; consultants by their share of the effort.
  private mutating func record(_ item: Int, share: Double) {
    append(item, .employee, paidWork(item))
    append(item, .consultant, items[item].consultantEffort * share)
  }

  /// Employees' work on a step so far [person-month].
  func paidWork(_ item: Int) -> Double {
    let stretch = step(item).stretch
    return stretch > 0 ? items[item].held / stretch : 0
  }

  private mutating func append(_ item: Int, _ worker: Worker, _ work: Double) {
    let step = step(item)
    guard step.activity == .build else { return append(item, step.activity, worker, work) }
    append(item, .build, worker, work * (1 - step.adaptationShare))
    append(item, .adaptation, worker, work * step.adaptationShare)
  }

  private mutating func append(
    _ item: Int, _ activity: Activity, _ worker: Worker, _ personMonths: Double
  ) {
    guard personMonths > 0 else { return }
    let step = step(item)
    records.append(
      WorkRecord(
        startMonth: items[item].begin, endMonth: loop.now, activity: activity,
        skill: step.skill, worker: worker, personMonths: personMonths, payer: step.payer,
        kind: plan.items[item].kind, subject: plan.items[item].subject))
  }
}
