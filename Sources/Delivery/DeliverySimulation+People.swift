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
    for position in pools[pool].running.indices where pools[pool].free > 0 {
      let item = pools[pool].running[position]
      let room = step(item).crew - items[item].persons
      if room > 0 { try add(min(room, pools[pool].free), to: item, of: pool) }
    }
    while pools[pool].free > 0, let item = pools[pool].waiting.popFirst() {
      begin(item, in: pool)
      try add(min(step(item).crew, pools[pool].free), to: item, of: pool)
    }
  }

  private mutating func begin(_ item: Int, in pool: Int) {
    pools[pool].start(item)
    items[item].stage = .working
    items[item].begin = loop.now
    items[item].updated = loop.now
    items[item].persons = 0
    items[item].left = items[item].effort * step(item).stretch
  }

  /// More persons make the rest of the work shorter; the former end is overtaken and then ignored.
  private mutating func add(_ persons: Int, to item: Int, of pool: Int) throws(EngineError) {
    pools[pool].free -= persons
    account(item, pool)
    items[item].persons += persons
    let duration = max(0, items[item].left) / Double(items[item].persons)
    items[item].end = loop.now + duration
    try loop.schedule(after: duration, kind: Kind.workEnd, payload: item)
  }

  /// Brings the books of an item at work up to now.
  private mutating func account(_ item: Int, _ pool: Int) {
    let held = Double(items[item].persons) * (loop.now - items[item].updated)
    items[item].left -= held
    items[item].updated = loop.now
    poolUse[pool].busyPersonMonths += held
  }

  /// An end of work that was scheduled once; it holds if the work has not got ahead of it.
  mutating func workEndIsDue(_ item: Int) throws(EngineError) {
    guard items[item].stage == .working, items[item].end <= loop.now else { return }
    let pool = step(item).pool
    account(item, pool)
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
      for item in pools[pool].running {
        account(item, pool)
        let whole = items[item].effort * step(item).stretch
        if whole > 0 { record(item, share: min(1, max(0, 1 - items[item].left / whole))) }
      }
    }
  }

  private mutating func record(_ item: Int, share: Double) {
    let step = step(item)
    let work = items[item].effort * share
    if step.activity != .build {
      append(item, step.activity, work)
      return
    }
    append(item, .build, work * (1 - step.adaptationShare))
    append(item, .adaptation, work * step.adaptationShare)
  }

  private mutating func append(_ item: Int, _ activity: Activity, _ personMonths: Double) {
    guard personMonths > 0 else { return }
    let step = step(item)
    records.append(
      WorkRecord(
        startMonth: items[item].begin, endMonth: loop.now, activity: activity,
        skill: step.skill, personMonths: personMonths, payer: step.payer,
        kind: plan.items[item].kind, subject: plan.items[item].subject))
  }
}
