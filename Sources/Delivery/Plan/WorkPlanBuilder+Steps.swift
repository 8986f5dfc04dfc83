import Quantities

extension WorkPlanBuilder {
  /// Who does and pays the work of an item.
  struct Staff {
    var payer: Party
    /// The agency that stands in where the centre has nobody.
    var lead: Int
  }

  private func step(
    _ activity: Activity, _ skill: Skill, _ staff: Staff, effort: Double, crew: Int = 1
  ) -> Step {
    Step(
      activity: activity, skill: skill, payer: staff.payer,
      pool: staffing.pool(for: staff.payer, skill, lead: staff.lead), effort: effort,
      crew: crew)
  }

  /// People on a project of some size at once, at most.
  private func crew(_ plannedEffort: Double) -> Int {
    portfolio.rules.teamSize.crew(plannedEffort: plannedEffort)
  }

  /// What comes before the work itself: design, the choice of a product where there is one to choose, the
  /// decision, and the contract, with which the project's money is promised.
  ///
  /// - Parameters:
  ///   - design: effort [person-month], overrun included.
  ///   - isPackaged: whether a product is chosen.
  ///   - delay: added to the time of the decision [month].
  private func preparation(
    _ key: ThingKey, _ staff: Staff, design: Double, crew: Int, _ factors: OverrunFactors,
    isPackaged: Bool, delay: Double
  ) -> [Step] {
    let rules = portfolio.rules
    var steps = [step(.design, .engineer, staff, effort: design, crew: crew)]
    steps[0].stretch = factors.schedule
    if isPackaged {
      var selection = step(
        .selection, .engineer, staff, effort: rules.selectionEffort.personMonths, crew: crew)
      selection.leastTime = chance.selectionTime(key, rules.selectionTime)
      steps.append(selection)
    }
    var approval = step(
      .approval, .approver, staff,
      effort: rules.approvalEffort.personMonths * portfolio.funding.appraisals)
    approval.leastTime = delay + chance.approvalTime(key, rules.approvalTime)
    steps.append(approval)
    for i in steps.indices { steps[i].isBeforeFunding = true }
    var procurement = step(
      .procurement, .procurementOfficer, staff, effort: rules.procurementEffort.personMonths)
    procurement.leastTime = chance.procurementTime(key, rules.procurementTime)
    procurement.gate = .funding
    return steps + [procurement]
  }

  /// The work itself: building or adapting, testing, security work and training. Design is done before.
  ///
  /// - Parameters:
  ///   - effort: planned engineering, design included [person-month].
  ///   - training: planned training [person-month].
  private func engineering(
    effort: Double, training: Double, adaptationShare: Double, _ staff: Staff,
    _ factors: OverrunFactors
  ) -> [Step] {
    let rules = portfolio.rules
    let (design, test) = (rules.designShare.fraction, rules.testShare.fraction)
    let whole = effort * factors.effort
    let crew = crew(effort)
    var build = step(
      .build, .engineer, staff, effort: whole * max(0, 1 - design - test), crew: crew)
    build.gate = .needs
    build.adaptationShare = adaptationShare
    var steps = [
      build, step(.testing, .engineer, staff, effort: whole * test, crew: crew),
      step(
        .security, .securitySpecialist, staff, effort: whole * rules.securityShare.fraction,
        crew: crew),
      step(.training, .trainer, staff, effort: training * factors.effort, crew: crew),
    ]
    for i in steps.indices { steps[i].stretch = factors.schedule }
    return steps
  }

  /// Moving a service's part of its agency's old systems, which comes first and waits for nothing.
  private func migration(
    _ effort: Double, crew: Int, _ staff: Staff, _ factors: OverrunFactors
  ) -> [Step] {
    guard effort > 0 else { return [] }
    var move = step(
      .migration, .engineer, staff, effort: effort * factors.effort, crew: crew)
    move.stretch = factors.schedule
    return [move]
  }

  /// Registering the people of a deployment: some before it goes live, the others after.
  private func enrolment(_ deployment: Deployment, _ staff: Staff) -> [Step] {
    guard let terms = portfolio.blocks[deployment.block].enrolment else { return [] }
    let people = terms.population * portfolio.shareOfPeople(using: deployment.users)
    let effort = people / terms.perPersonMonth
    guard effort > 0 else { return [] }
    let workforce = portfolio.workforce
    var launch = step(
      .enrolment, .enroller, staff, effort: effort * terms.launchShare.fraction)
    launch.crew = max(1, staffing.people(in: launch.pool))
    launch.kits = min(
      workforce.enrolmentKits,
      (launch.crew + workforce.enrollersPerKit - 1) / workforce.enrollersPerKit)
    var rest = launch
    rest.effort = effort * max(0, 1 - terms.launchShare.fraction)
    rest.isAfterGoLive = true
    rest.kits = 0
    return [launch, rest]
  }

  func contractSteps(_ contract: Contract) -> [Step] {
    let staff = Staff(payer: .agency(contract.agency), lead: contract.agency)
    let planned = contract.services.reduce(0) { $0 + plannedEffort(ofService: $1) }
    return preparation(
      contract.key(portfolio), staff,
      design: planned * portfolio.rules.designShare.fraction * contract.factors.effort,
      crew: crew(planned), contract.factors, isPackaged: false, delay: 0)
  }

  /// Whether a service calls a block that its agency shares with others.
  private func usesSharedBlocks(_ service: Portfolio.Service) -> Bool {
    use.joined[service.agency]
      && use.ownBlocks(of: service).contains { use.sharedUsers[$0].count > 1 }
  }

  private func plannedEffort(ofService index: Int) -> Double {
    let service = portfolio.services[index]
    return portfolio.rules.plannedEffort(of: service, isShared: usesSharedBlocks(service))
  }

  func serviceSteps(_ index: Int) -> [Step] {
    let service = portfolio.services[index]
    let rules = portfolio.rules
    let staff = Staff(payer: .agency(service.agency), lead: service.agency)
    let factors = contracts.contracts[contracts.contractOf[index]].factors
    let effort = plannedEffort(ofService: index)
    return migration(portfolio.migrationEffort(of: index), crew: crew(effort), staff, factors)
      + engineering(
        effort: effort,
        training: rules.trainingPerService.personMonths,
        adaptationShare: rules.adaptationShare(
          of: service, isShared: usesSharedBlocks(service)),
        staff, factors)
  }

  /// Adds the item of a deployment and returns its number.
  mutating func addDeployment(_ deployment: Deployment, lead: Int, needs: Needs) -> Int {
    let rules = portfolio.rules
    let block = portfolio.blocks[deployment.block]
    let staff = Staff(payer: deployment.owner, lead: lead)
    let key = ThingKey(
      kind: .deployment, subject: block.key, agency: portfolio.agencies[lead].key)
    var deployment = deployment
    if chance.isBuiltTwice(key, probability: portfolio.funding.parallelProbability) {
      deployment.copies = 2
      deployment.plannedEffort.personMonths *= 2
    }
    let effort = deployment.plannedEffort.personMonths
    let training = rules.trainingPerBlock.personMonths
    let factors = chance.overrun(
      key, rules.overrunLaw(plannedEffort: effort + training),
      correlation: rules.overruns.countryCorrelation)
    var delay = deployment.owner == .centre ? 0 : joiningDelay[lead]
    if deployment.isShared {
      delay += chance.governanceDelay(key, portfolio.organisation.governanceDelay)
    }
    let design = effort * rules.designShare.fraction * factors.effort
    var steps =
      preparation(
        key, staff, design: design, crew: crew(effort), factors, isPackaged: block.mode == .adopt,
        delay: delay)
      + engineering(
        effort: effort, training: training, adaptationShare: block.mode == .adopt ? 1 : 0, staff,
        factors)
      + enrolment(deployment, staff)
    // Systems in parallel have teams in parallel.
    for i in steps.indices where steps[i].skill == .engineer { steps[i].crew *= deployment.copies }
    let project = plan.projects.count
    plan.projects.append(
      Project(
        plannedCost: cost(of: steps, planned: factors) + costOfKits(steps), itemCount: 1,
        payers: payers(deployment)))
    let item = addItem(
      .deployment, subject: plan.deployments.count, project: project, steps, needs: needs)
    plan.deployments.append(deployment)
    addFundingEdges(from: needs.deployments, to: item)
    return item
  }

  /// Price of the kits that these steps need and no project before them plans to buy [currency]: kits travel.
  private mutating func costOfKits(_ steps: [Step]) -> Double {
    let needed = steps.reduce(0) { max($0, $1.kits) }
    let missing = max(0, needed - plannedKits)
    plannedKits += missing
    return Double(missing) * portfolio.prices.enrolmentKit
  }

  /// A deployment is paid by its owner, and a shared one by all whom it serves.
  private func payers(_ deployment: Deployment) -> [Party] {
    let users = deployment.isShared ? deployment.users.map { Party.agency($0) } : []
    return users.contains(deployment.owner) ? users : [deployment.owner] + users
  }

  /// Adds the item of an adapter for an old system, and returns its number.
  mutating func addAdapter(_ index: Int) -> Int {
    let system = portfolio.legacy[index]
    let staff = Staff(payer: .agency(system.agency), lead: system.agency)
    let effort = system.effort.personMonths * system.wrapShare.fraction
    let work = step(.integration, .integrator, staff, effort: effort, crew: crew(effort))
    let item = addItem(
      .legacy, subject: index, project: plan.projects.count, [work], needs: Needs())
    plan.projects.append(Project(plannedCost: 0, itemCount: 1, payers: [.agency(system.agency)]))
    return item
  }

  /// Adds the item of a membership and returns its number: work at the owner, then at the member, and
  /// together no faster than the time that onboarding takes.
  mutating func addMembership(
    _ membership: Membership, owner: Party, block: Int, lead: Int, needs: Needs
  ) -> Int {
    let onboarding = portfolio.rules.onboarding
    let member = Staff(payer: membership.member, lead: lead)
    let key = ThingKey(
      kind: .membership, subject: portfolio.blocks[block].key,
      agency: portfolio.agencies[lead].key)
    var atOwner = step(
      .integration, .integrator, Staff(payer: owner, lead: lead),
      effort: onboarding.centreEffort.personMonths,
      crew: crew(onboarding.centreEffort.personMonths))
    atOwner.gate = .needs
    var atMember = step(
      .integration, .integrator, member, effort: onboarding.agencyEffort.personMonths,
      crew: crew(onboarding.agencyEffort.personMonths))
    atMember.startsClock = false
    atMember.leastTime = chance.onboardingTime(key, onboarding.time)
    let item = addItem(
      .membership, subject: plan.memberships.count, project: plan.projects.count,
      [atOwner, atMember], needs: needs)
    plan.projects.append(
      Project(plannedCost: 0, itemCount: 1, payers: [owner, membership.member]))
    plan.memberships.append(membership)
    return item
  }

  /// Adds the item of a link, by the agency that asks, and returns its number. The effort is that of a
  /// point-to-point link; what the mediator changes is known when the work starts.
  mutating func addLink(_ link: DataLink, needs: Needs) -> Int {
    let staff = Staff(payer: .agency(link.consumer), lead: link.consumer)
    let effort = portfolio.rules.integration.link.personMonths
    var work = step(.integration, .integrator, staff, effort: effort, crew: crew(effort))
    work.gate = .needs
    let item = addItem(
      .link, subject: plan.links.count, project: plan.projects.count, [work], needs: needs)
    plan.projects.append(Project(plannedCost: 0, itemCount: 1, payers: [.agency(link.consumer)]))
    plan.links.append(link)
    return item
  }
}
