import Delivery
import Quantities
import Scenarios
import Statistics

extension Portfolio {
  /// What delivery is asked to bring to life in one alternative of a country.
  ///
  /// - Parameter planPrices: what planners reckon work and things cost when they ask for money
  ///   [currency]. Central estimates: a budget does not know how wages will turn out.
  init(
    _ country: Country, _ catalogue: Catalogue, planPrices: PlanPrices
  ) throws(ExperimentError) {
    guard let programme = country.programme, let organisation = country.organisation else {
      throw .wrongKind(found: "a country without programme", needed: "programme and organisation")
    }
    // Of the whole catalogue, also where only its first services are asked for.
    let counts = Catalogue(country).items.reduce(into: [Int: Int]()) {
      $0[$1.agency, default: 0] += 1
    }
    self.init(
      agencies: country.agencies.enumerated().map { index, agency in
        Agency(name: agency.name, serviceCount: counts[index] ?? 0)
      },
      blocks: country.blocks.map { Block($0, in: country) },
      existing: country.existing.compactMap { entry in
        guard let block = country.blocks.firstIndex(where: { $0.name == entry.block }),
          let owner = country.agencies.firstIndex(where: { $0.name == entry.owner })
        else { return nil }
        return ExistingBlock(block: block, owner: owner)
      },
      legacy: country.legacy.compactMap { LegacySystem($0, in: country) },
      services: catalogue.items.map { Service($0, in: country) },
      people: PerSkill(
        engineers: programme.people.engineers, integrators: programme.people.integrators,
        trainers: programme.people.trainers,
        procurementOfficers: programme.people.procurementOfficers,
        approvers: programme.people.approvers,
        securitySpecialists: programme.people.securitySpecialists,
        enrollers: programme.people.enrollers),
      workforce: try programme.workforce.map { terms throws(ExperimentError) in
        try Workforce(terms)
      } ?? Workforce(),
      funding: try Funding(programme, country),
      rules: try Rules(programme),
      organisation: try Organisation(organisation),
      prices: planPrices,
      horizon: country.time.horizon)
  }
}

extension Portfolio.Block {
  fileprivate init(_ block: Scenarios.Block, in country: Country) {
    self.init(
      name: block.name, effort: country.effort(of: block.work),
      mode: block.mode == .build ? .build : .adopt,
      adoptEffortShare: block.adoptEffortShare,
      needs: block.needs.compactMap { need in country.blocks.firstIndex { $0.name == need } },
      isRegistry: block.isRegistry, isMediator: block.isMediator,
      enrolment: block.enrolment.map { Portfolio.Enrolment($0, in: country) })
  }
}

extension Portfolio.Service {
  fileprivate init(_ item: Catalogue.Item, in country: Country) {
    let service = country.services[item.service]
    let calls = country.calls(of: service.journey)
    let blocks = Set(calls.map(\.block)).sorted()
    let owners = calls.filter { country.blocks[$0.block].isRegistry }
      .map { $0.registryOwner ?? item.agency }
    self.init(
      name: item.name, key: item.key, agency: item.agency,
      effort: country.effort(of: service.work), sharedFraction: service.sharedFraction,
      blocks: blocks, registries: Set(owners).sorted(),
      useRate: (country.operations?.transactionsPerPerson.perYear ?? 0) * item.demandShare)
  }
}

extension Portfolio.Rules {
  init(_ programme: Programme) throws(ExperimentError) {
    let (reuse, integration) = (programme.reuse, programme.integration)
    let (overruns, onboarding) = (programme.overruns, programme.onboarding)
    self.init(
      teamSize: programme.teamSizeLaw, designShare: programme.designShare,
      testShare: programme.testShare, securityShare: programme.securityShare,
      selectionTime: try distribution(programme.selectionTime, "programme.selection_time"),
      selectionEffort: programme.selectionEffort, trainingPerService: programme.trainingPerService,
      trainingPerBlock: programme.trainingPerBlock,
      approvalTime: try distribution(programme.approvalTime, "programme.approval_time"),
      approvalEffort: programme.approvalEffort,
      procurementTime: try distribution(programme.procurementTime, "programme.procurement_time"),
      procurementEffort: programme.procurementEffort,
      servicesPerContract: programme.servicesPerContract,
      reuse: .init(
        costOfReuse: reuse.costOfReuse, costOfWritingForReuse: reuse.costOfWritingForReuse,
        scopeForOneAgency: reuse.scopeForOneAgency, customisation: reuse.customisation),
      integration: .init(
        link: integration.link, firstThroughMediator: integration.firstThroughMediator,
        laterThroughMediator: integration.laterThroughMediator),
      overruns: .init(
        scheduleMedian: overruns.scheduleMedian, scheduleVariation: overruns.scheduleVariation,
        effortSpread: overruns.effortSpread, tailShare: overruns.tailShare,
        tailSharePerYear: overruns.tailSharePerYear, tailIndex: overruns.tailIndex,
        tailStart: overruns.tailStart,
        // The largest overrun is drawn; it cannot lie below where the tail starts.
        tailEnd: max(overruns.tailStart, overruns.tailEnd),
        countryCorrelation: overruns.countryCorrelation),
      onboarding: .init(
        time: try distribution(onboarding.time, "programme.onboarding.time"),
        centreEffort: onboarding.centreEffort, agencyEffort: onboarding.agencyEffort))
  }
}

extension Portfolio.Organisation {
  fileprivate init(_ organisation: Scenarios.Organisation) throws(ExperimentError) {
    self.init(
      sharing: organisation.sharing == .own ? .own : .shared,
      integration: organisation.integration == .mediator ? .mediator : .pointToPoint,
      centralShare: organisation.centralShare, lendsPeople: organisation.lendsPeople,
      joining: organisation.joining,
      joiningDelay: try distribution(organisation.joiningDelay, "organisation.joining_delay"),
      governanceDelay: try distribution(
        organisation.governanceDelay, "organisation.governance_delay"))
  }
}
