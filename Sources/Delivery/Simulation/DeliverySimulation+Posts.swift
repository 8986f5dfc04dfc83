import EventEngine
import Quantities

extension DeliverySimulation {
  /// From the start every post is filled with somebody experienced.
  mutating func openPosts() throws(EngineError) {
    guard portfolio.workforce.attrition > 0 else { return }
    for post in posts.indices { try scheduleLeaving(post, after: stay(post)) }
  }

  /// How long whoever begins in a post now will stay [month].
  private func stay(_ post: Int) -> Double {
    chance.stay(in: posts[post], rate: portfolio.workforce.attrition)
  }

  private mutating func scheduleLeaving(_ post: Int, after stay: Double) throws(EngineError) {
    guard loop.now + stay <= horizon else { return }
    try loop.schedule(after: stay, kind: Kind.leaving, payload: post)
  }

  /// The post is vacant until somebody new has been found; a trained person's knowledge goes along.
  mutating func personLeaves(_ post: Int) throws(EngineError) {
    let pool = posts[post].pool
    let isNewcomer = posts[post].state == .newcomer
    bookStaff(pool)
    try takePerson(from: pool)
    try whileAccounting([pool]) { $0.pools[pool].leave(isNewcomer: isNewcomer) }
    if posts[post].skill.isTechnical, technicalPosts > 0 {
      trained -= trained / technicalPosts
    }
    let vacancy = chance.recruitingTime(
      for: posts[post], portfolio.workforce.recruitingTime)
    posts[post].state = .vacant
    posts[post].leavings += 1
    try loop.schedule(after: vacancy, kind: Kind.joining, payload: post)
  }

  mutating func personJoins(_ post: Int) throws(EngineError) {
    let pool = posts[post].pool
    bookStaff(pool)
    posts[post].state = .newcomer
    try whileAccounting([pool]) { $0.pools[pool].join() }
    try markDirty(pool)
    let stay = stay(post)
    let rampUp = portfolio.workforce.rampUpTime.months
    if rampUp < stay {
      try loop.schedule(after: rampUp, kind: Kind.rampedUp, payload: post)
    }
    try scheduleLeaving(post, after: stay)
  }

  mutating func newcomerIsExperienced(_ post: Int) throws(EngineError) {
    posts[post].state = .experienced
    let pool = posts[post].pool
    try whileAccounting([pool]) { $0.pools[pool].newcomers -= 1 }
  }

  private mutating func bookStaff(_ pool: Int) {
    let time = loop.now - postsUpdated[pool]
    poolUse[pool].staffedPersonMonths += Double(pools[pool].employed) * time
    postsUpdated[pool] = loop.now
  }

  /// Share of the technical people who are at a course [1].
  var shareAtCourse: Double {
    technicalPosts > 0 ? min(1, atCourse / technicalPosts) : 0
  }

  /// Consultants' work beside that of a skill's people, over theirs: what those cannot do alone [1].
  func consultantShare(_ skill: Skill) -> Double {
    guard skill.isTechnical, technicalPosts > 0 else { return 0 }
    let untrained = 1 - min(1, max(0, trained / technicalPosts))
    return portfolio.workforce.skillGap.fraction * untrained
  }
}

// MARK: - Courses

extension DeliverySimulation {
  mutating func cohortBecomesDue() throws(EngineError) {
    cohortIsDue = true
    try loop.schedule(after: 12, kind: Kind.cohort, payload: 0)
    try requestDispatch()
  }

  /// Sends a year's people to a course once the pool of money has what it costs; a year that has to wait
  /// for more than a year is left out.
  mutating func sendCohort() throws(EngineError) {
    guard cohortIsDue else { return }
    let training = portfolio.workforce.training
    let people = min(training.peoplePerYear, max(0, technicalPosts - trained))
    // Less than a person is nobody.
    guard people >= min(1, training.peoplePerYear), people > 0,
      treasury.takeFromPool(people * portfolio.prices.course, month: loop.now)
    else { return }
    cohortIsDue = false
    cohorts.append(Cohort(month: loop.now, people: people))
    try changeAtCourse(by: people)
    try loop.schedule(
      after: training.courseTime.months, kind: Kind.cohortEnd, payload: cohorts.count - 1)
  }

  mutating func cohortReturns(_ cohort: Int) throws(EngineError) {
    let people = cohorts[cohort].people
    trained = min(technicalPosts, trained + people)
    try changeAtCourse(by: -people)
  }

  private mutating func changeAtCourse(by people: Double) throws(EngineError) {
    // One number for all technical pools: their books close together.
    let technical = pools.indices.filter { poolUse[$0].skill.isTechnical }
    try whileAccounting(technical) { $0.atCourse = max(0, $0.atCourse + people) }
  }
}
