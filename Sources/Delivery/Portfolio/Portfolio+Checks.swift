import Quantities
import Statistics

extension Portfolio {
  /// Every value that cannot be simulated, in the portfolio's order; empty when all is well.
  ///
  /// - Complexity: O(size of the portfolio).
  public func faults() -> [PortfolioFault] {
    var check = PortfolioCheck(portfolio: self)
    check.checkBlocks()
    check.checkServices()
    check.checkLegacy()
    check.checkFunding()
    check.checkWorkforce()
    check.checkResources()
    check.checkRules()
    check.checkOverruns()
    check.checkOrganisation()
    return check.faults
  }
}

/// Collects the faults of one portfolio.
struct PortfolioCheck {
  let portfolio: Portfolio
  var faults: [PortfolioFault] = []

  init(portfolio: Portfolio) { self.portfolio = portfolio }

  private mutating func add(_ path: String, _ found: String, _ allowed: String) {
    faults.append(PortfolioFault(path: path, found: found, allowed: allowed))
  }

  private mutating func require(
    _ value: Double, atLeast low: Double = 0, atMost high: Double = .greatestFiniteMagnitude,
    _ path: String
  ) {
    if value >= low && value <= high { return }
    let end = high == .greatestFiniteMagnitude ? "finite" : "at most \(high)"
    add(path, "\(value)", "at least \(low), \(end)")
  }

  private mutating func require(_ effort: Effort, _ path: String) {
    require(effort.personMonths, "\(path) [person-month]")
  }

  private mutating func require(_ share: Share, _ path: String) {
    require(share.fraction, atMost: 1, path)
  }

  private mutating func require(_ time: Distribution, _ path: String) {
    do { try time.checked() } catch { add(path, "\(error)", "a proper distribution [s]") }
  }

  private mutating func require(_ index: Int, below count: Int, _ path: String) {
    if index < 0 || index >= count { add(path, "\(index)", "an index from 0 to \(count - 1)") }
  }

  mutating func checkBlocks() {
    let count = portfolio.blocks.count
    for (i, block) in portfolio.blocks.enumerated() {
      require(block.effort, "blocks[\(i)].effort")
      require(block.adoptEffortShare, "blocks[\(i)].adoptEffortShare")
      let isLive = portfolio.existing.contains { $0.block == i }
      if let enrolment = block.enrolment, !isLive {
        require(enrolment, "blocks[\(i)].enrolment")
      }
      for need in block.needs { require(need, below: count, "blocks[\(i)].needs") }
    }
    if portfolio.blocks.filter(\.isRegistry).count > 1 {
      add("blocks", "several registry blocks", "one: agencies' registries run on it")
    }
    if portfolio.blocks.filter(\.isMediator).count > 1 {
      add("blocks", "several mediators", "one, through which all exchange goes")
    }
    for (i, existing) in portfolio.existing.enumerated() {
      require(existing.block, below: count, "existing[\(i)].block")
      require(existing.owner, below: portfolio.agencies.count, "existing[\(i)].owner")
    }
    if let name = blockInCycle() {
      add("blocks", "\(name) needs itself, directly or through others", "needs without a cycle")
    }
  }

  /// A block that can never be built, found by building all others first (Kahn's algorithm).
  private func blockInCycle() -> String? {
    let blocks = portfolio.blocks
    var isBuilt = [Bool](repeating: false, count: blocks.count)
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for (i, block) in blocks.enumerated() where !isBuilt[i] {
        let isReady = block.needs.allSatisfy { !blocks.indices.contains($0) || isBuilt[$0] }
        if isReady {
          isBuilt[i] = true
          hasChanged = true
        }
      }
    }
    return isBuilt.firstIndex(of: false).map { blocks[$0].name }
  }

  mutating func checkServices() {
    for (i, agency) in portfolio.agencies.enumerated() {
      require(Double(agency.serviceCount), atMost: 1_000_000, "agencies[\(i)].serviceCount")
    }
    var keys = Set<UInt64>()
    for (i, service) in portfolio.services.enumerated() {
      require(service.effort, "services[\(i)].effort")
      require(service.sharedFraction, "services[\(i)].sharedFraction")
      require(service.useRate, "services[\(i)].useRate")
      require(service.agency, below: portfolio.agencies.count, "services[\(i)].agency")
      for block in service.blocks {
        require(block, below: portfolio.blocks.count, "services[\(i)].blocks")
      }
      for owner in service.registries {
        require(owner, below: portfolio.agencies.count, "services[\(i)].registries")
      }
      if !keys.insert(service.key).inserted {
        add("services[\(i)].key", "\(service.key), used before", "a key of its own")
      }
    }
  }

  mutating func checkResources() {
    for skill in Skill.allCases {
      let people = portfolio.people[skill]
      if people < 0 || people > 1_000_000 { add("people.\(skill)", "\(people)", "0 to a million") }
      require(portfolio.prices.employees[skill], "prices.employees.\(skill)")
    }
    require(portfolio.prices.consultant, "prices.consultant")
    require(portfolio.prices.enrolmentKit, "prices.enrolmentKit")
    require(portfolio.prices.course, "prices.course")
    require(portfolio.horizon.seconds, "horizon [s]")
  }

  private mutating func require(_ enrolment: Portfolio.Enrolment, _ path: String) {
    require(enrolment.population, "\(path).population")
    require(enrolment.launchShare, "\(path).launchShare")
    require(enrolment.perPersonMonth, atLeast: 1e-9, "\(path).perPersonMonth")
    if portfolio.workforce.enrolmentKits < 1 || portfolio.people.enrollers < 1 {
      add(path, "nobody to enrol, or no kit", "at least one enroller and one kit")
    }
  }

  mutating func checkLegacy() {
    for (i, system) in portfolio.legacy.enumerated() {
      require(system.agency, below: portfolio.agencies.count, "legacy[\(i)].agency")
      require(system.effort, "legacy[\(i)].effort")
      require(system.wrapShare, "legacy[\(i)].wrapShare")
    }
  }

  mutating func checkFunding() {
    let funding = portfolio.funding
    for (i, tranche) in funding.tranches.enumerated() {
      require(tranche.at.seconds, "tranches[\(i)].at [s]")
      require(tranche.amount, "tranches[\(i)].amount")
      for case .agency(let agency) in tranche.earmarks {
        require(agency, below: portfolio.agencies.count, "tranches[\(i)].earmarks")
      }
      if case .committed(let share) = tranche.condition {
        require(share, "tranches[\(i)].condition.committed")
      }
    }
    require(funding.delay, "tranches.delay")
    require(funding.coordination, "funding.coordination")
    require(Double(funding.donors), atLeast: 1, atMost: 1_000, "funding.donors")
    require(funding.parallelSystems, "funding.parallelSystems")
  }

  mutating func checkWorkforce() {
    let workforce = portfolio.workforce
    require(workforce.attrition, atMost: 12, "workforce.attrition [1/year]")
    require(workforce.recruitingTime, "workforce.recruitingTime")
    require(workforce.rampUpTime.seconds, "workforce.rampUpTime [s]")
    require(workforce.newcomerProductivity, "workforce.newcomerProductivity")
    require(
      workforce.newcomerProductivity.fraction, atLeast: 0.01, "workforce.newcomerProductivity")
    require(workforce.learningRate, atLeast: 0.01, atMost: 1, "workforce.learningRate")
    for (i, closure) in workforce.closures.enumerated() {
      require(closure.from, atMost: 12, "workforce.closures[\(i)].from [month]")
      require(closure.to, atLeast: closure.from, atMost: 12, "workforce.closures[\(i)].to [month]")
    }
    require(workforce.skillGap, "workforce.skillGap")
    require(workforce.training.peoplePerYear, "workforce.training.peoplePerYear")
    require(workforce.training.courseTime.seconds, "workforce.training.courseTime [s]")
    require(
      Double(workforce.enrolmentKits), atMost: 1_000_000, "workforce.enrolmentKits")
    require(
      Double(workforce.enrollersPerKit), atLeast: 1, atMost: 1_000, "workforce.enrollersPerKit")
  }

  mutating func checkRules() {
    let rules = portfolio.rules
    checkTeamSize()
    require(rules.designShare, "rules.designShare")
    require(rules.testShare, "rules.testShare")
    require(rules.securityShare, "rules.securityShare")
    require(rules.selectionTime, "rules.selectionTime")
    require(rules.selectionEffort, "rules.selectionEffort")
    require(rules.reuse.customisation, "rules.reuse.customisation")
    require(rules.designShare.fraction + rules.testShare.fraction, atMost: 1, "design and test")
    require(rules.trainingPerService, "rules.trainingPerService")
    require(rules.trainingPerBlock, "rules.trainingPerBlock")
    require(rules.approvalTime, "rules.approvalTime")
    require(rules.approvalEffort, "rules.approvalEffort")
    require(rules.procurementTime, "rules.procurementTime")
    require(rules.procurementEffort, "rules.procurementEffort")
    require(Double(rules.servicesPerContract), atLeast: 1, "rules.servicesPerContract")
    require(rules.reuse.costOfReuse, "rules.reuse.costOfReuse")
    require(rules.reuse.costOfWritingForReuse, "rules.reuse.costOfWritingForReuse")
    require(rules.reuse.scopeForOneAgency, "rules.reuse.scopeForOneAgency")
    require(rules.integration.link, "rules.integration.link")
    require(rules.integration.firstThroughMediator, "rules.integration.firstThroughMediator")
    require(rules.integration.laterThroughMediator, "rules.integration.laterThroughMediator")
    require(rules.onboarding.time, "rules.onboarding.time")
    require(rules.onboarding.centreEffort, "rules.onboarding.centreEffort")
    require(rules.onboarding.agencyEffort, "rules.onboarding.agencyEffort")
  }

  private mutating func checkTeamSize() {
    switch portfolio.rules.teamSize {
    case .fixed(let persons):
      require(persons, atLeast: 1, atMost: 1_000_000, "rules.teamSize")
    case .schedule(let coefficient, let exponent):
      require(coefficient, atLeast: 0.01, atMost: 1_000, "rules.teamSize.coefficient")
      require(exponent, atLeast: 0, atMost: 1, "rules.teamSize.exponent")
    }
  }

  mutating func checkOverruns() {
    let overruns = portfolio.rules.overruns
    require(overruns.scheduleMedian, "rules.overruns.scheduleMedian")
    require(overruns.scheduleVariation, "rules.overruns.scheduleVariation")
    require(overruns.effortSpread, "rules.overruns.effortSpread")
    require(overruns.tailShare, "rules.overruns.tailShare")
    require(overruns.tailSharePerYear, "rules.overruns.tailSharePerYear")
    require(overruns.tailIndex, atLeast: 0.01, "rules.overruns.tailIndex")
    require(overruns.tailStart, atLeast: 1, "rules.overruns.tailStart")
    require(overruns.tailEnd, atLeast: overruns.tailStart, "rules.overruns.tailEnd")
    require(overruns.countryCorrelation, "rules.overruns.countryCorrelation")
  }

  mutating func checkOrganisation() {
    let organisation = portfolio.organisation
    require(organisation.centralShare, "organisation.centralShare")
    require(organisation.joining, "organisation.joining")
    require(organisation.joiningDelay, "organisation.joiningDelay")
    require(organisation.governanceDelay, "organisation.governanceDelay")
    if organisation.integration == .mediator && !portfolio.blocks.contains(where: \.isMediator) {
      add("organisation.integration", "mediator, but no block is one", "pointToPoint, or a block")
    }
  }
}
