import Quantities

extension WorkPlanBuilder {
  /// Who does and pays the work of an item.
  struct Staff {
    var payer: Party
    /// The agency that stands in where the centre has nobody.
    var lead: Int
  }

  private func step(
    _ activity: Activity, _ skill: Skill, _ staff: Staff, effort: Double
  ) -> Step {
    let isPaperwork = skill == .approver || skill == .procurementOfficer
    return Step(
      activity: activity, skill: skill, payer: staff.payer,
      pool: staffing.pool(for: staff.payer, skill, lead: staff.lead), effort: effort,
      crew: isPaperwork ? 1 : portfolio.rules.crew)
  }

  /// Decision and procurement of one project.
  ///
  /// - Parameter delay: added to the time of the decision [month].
  private func paperwork(_ key: ThingKey, _ staff: Staff, delay: Double) -> [Step] {
    let rules = portfolio.rules
    var approval = step(
      .approval, .approver, staff, effort: rules.approvalEffort.personMonths)
    approval.leastTime = delay + chance.approvalTime(key, rules.approvalTime)
    var procurement = step(
      .procurement, .procurementOfficer, staff, effort: rules.procurementEffort.personMonths)
    procurement.leastTime = chance.procurementTime(key, rules.procurementTime)
    procurement.gate = .funding
    return [approval, procurement]
  }

  /// Design, building or adapting, testing and training of one item.
  ///
  /// - Parameters:
  ///   - effort: planned engineering [person-month].
  ///   - training: planned training [person-month].
  private func engineering(
    effort: Double, training: Double, adaptationShare: Double, _ staff: Staff,
    _ factors: OverrunFactors
  ) -> [Step] {
    let (design, test) = (
      portfolio.rules.designShare.fraction, portfolio.rules.testShare.fraction
    )
    let whole = effort * factors.effort
    var build = step(.build, .engineer, staff, effort: whole * max(0, 1 - design - test))
    build.gate = .needs
    build.adaptationShare = adaptationShare
    var steps = [
      step(.design, .engineer, staff, effort: whole * design), build,
      step(.testing, .engineer, staff, effort: whole * test),
      step(.training, .trainer, staff, effort: training * factors.effort),
    ]
    for i in steps.indices { steps[i].stretch = factors.schedule }
    return steps
  }

  func contractSteps(_ contract: Contract) -> [Step] {
    let staff = Staff(payer: .agency(contract.agency), lead: contract.agency)
    return paperwork(contract.key(portfolio), staff, delay: 0)
  }

  func serviceSteps(_ index: Int) -> [Step] {
    let service = portfolio.services[index]
    let rules = portfolio.rules
    return engineering(
      effort: rules.plannedEffort(of: service),
      training: rules.trainingPerService.personMonths,
      adaptationShare: rules.adaptationShare(of: service),
      Staff(payer: .agency(service.agency), lead: service.agency),
      contracts.contracts[contracts.contractOf[index]].factors)
  }

  /// Adds the item of a deployment and returns its number.
  mutating func addDeployment(_ deployment: Deployment, lead: Int, needs: Needs) -> Int {
    let rules = portfolio.rules
    let block = portfolio.blocks[deployment.block]
    let staff = Staff(payer: deployment.owner, lead: lead)
    let key = ThingKey(
      kind: .deployment, subject: block.key, agency: portfolio.agencies[lead].key)
    let effort = deployment.plannedEffort.personMonths
    let training = rules.trainingPerBlock.personMonths
    let factors = chance.overrun(
      key, rules.overrunLaw(plannedEffort: effort + training),
      correlation: rules.overruns.countryCorrelation)
    var delay = deployment.owner == .centre ? 0 : joiningDelay[lead]
    if deployment.isShared {
      delay += chance.governanceDelay(key, portfolio.organisation.governanceDelay)
    }
    let paper = paperwork(key, staff, delay: delay)
    let work = engineering(
      effort: effort, training: training, adaptationShare: block.mode == .adopt ? 1 : 0, staff,
      factors)
    let steps = paper + work
    let project = plan.projects.count
    plan.projects.append(
      Project(plannedCost: cost(of: steps, planned: factors), itemCount: 1))
    let item = addItem(
      .deployment, subject: plan.deployments.count, project: project, steps, needs: needs)
    plan.deployments.append(deployment)
    addFundingEdges(from: needs.deployments, to: item)
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
      effort: onboarding.centreEffort.personMonths)
    atOwner.gate = .needs
    var atMember = step(
      .integration, .integrator, member, effort: onboarding.agencyEffort.personMonths)
    atMember.startsClock = false
    atMember.leastTime = chance.onboardingTime(key, onboarding.time)
    let item = addItem(
      .membership, subject: plan.memberships.count, project: plan.projects.count,
      [atOwner, atMember], needs: needs)
    plan.projects.append(Project(plannedCost: 0, itemCount: 1))
    plan.memberships.append(membership)
    return item
  }

  /// Adds the item of a link, by the agency that asks, and returns its number. The effort is that of a
  /// point-to-point link; what the mediator changes is known when the work starts.
  mutating func addLink(_ link: DataLink, needs: Needs) -> Int {
    let staff = Staff(payer: .agency(link.consumer), lead: link.consumer)
    var work = step(
      .integration, .integrator, staff,
      effort: portfolio.rules.integration.link.personMonths)
    work.gate = .needs
    let item = addItem(
      .link, subject: plan.links.count, project: plan.projects.count, [work], needs: needs)
    plan.projects.append(Project(plannedCost: 0, itemCount: 1))
    plan.links.append(link)
    return item
  }
}
