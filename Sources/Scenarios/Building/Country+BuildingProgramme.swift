import Quantities

extension Programme {
  init(_ reading: Reading) throws(ScenarioError) {
    people = try reading.required("people", People.init)
    workforce = try reading.part("workforce", WorkforceTerms.init)
    cocomo = reading.cocomoRatings("cocomo")
    priority = try reading.option("priority")
    tranches = try reading.list("tranches", Tranche.init)
    trancheDelay = try reading.variate("tranche_delay")
    donorCoordination = try reading.share("donor_coordination")
    donors = try reading.whole("donors")
    parallelSystems = try reading.share("parallel_systems")
    teamSize = reading.optional("team_size")
    designShare = try reading.share("design_share")
    testShare = try reading.share("test_share")
    securityShare = try reading.share("security_share")
    selectionTime = try reading.variate("selection_time")
    selectionEffort = try reading.effort("selection_effort")
    trainingPerService = try reading.effort("training_per_service")
    trainingPerBlock = try reading.effort("training_per_block")
    approvalTime = try reading.variate("approval_time")
    approvalEffort = try reading.effort("approval_effort")
    procurementTime = try reading.variate("procurement_time")
    procurementEffort = try reading.effort("procurement_effort")
    servicesPerContract = try reading.whole("services_per_contract")
    reuse = try reading.required("reuse", Reuse.init)
    integration = try reading.required("integration", IntegrationEffort.init)
    overruns = try reading.required("overruns", Overruns.init)
    onboarding = try reading.required("onboarding", Onboarding.init)
  }
}

extension People {
  init(_ reading: Reading) throws(ScenarioError) {
    engineers = try reading.whole("engineers")
    integrators = try reading.whole("integrators")
    trainers = try reading.whole("trainers")
    procurementOfficers = try reading.whole("procurement_officers")
    approvers = try reading.whole("approvers")
    securitySpecialists = try reading.whole("security_specialists")
    enrollers = try reading.whole("enrollers")
  }
}

extension Tranche {
  init(_ reading: Reading) throws(ScenarioError) {
    at = try reading.timeSpan("at")
    amount = try reading.money("amount")
    source = try reading.option("from")
    earmarks = reading.texts("earmark")
    servicesLive = reading.node["services_live"]?.whole
    committed = reading.optional("committed").map { Share(fraction: $0) }
  }
}

extension Reuse {
  init(_ reading: Reading) throws(ScenarioError) {
    costOfReuse = try reading.number("cost_of_reuse")
    costOfWritingForReuse = try reading.number("cost_of_writing_for_reuse")
    scopeForOneAgency = try reading.share("scope_for_one_agency")
    customisation = try reading.share("customisation")
  }
}

extension IntegrationEffort {
  init(_ reading: Reading) throws(ScenarioError) {
    link = try reading.effort("link")
    firstThroughMediator = try reading.number("first_through_mediator")
    laterThroughMediator = try reading.number("later_through_mediator")
  }
}

extension Overruns {
  init(_ reading: Reading) throws(ScenarioError) {
    scheduleMedian = try reading.number("schedule_median")
    scheduleVariation = try reading.number("schedule_variation")
    effortSpread = try reading.number("effort_spread")
    tailShare = try reading.share("tail_share")
    tailSharePerYear = try reading.share("tail_share_per_year")
    tailIndex = try reading.number("tail_index")
    tailStart = try reading.number("tail_start")
    tailEnd = try reading.number("tail_end")
    countryCorrelation = try reading.share("country_correlation")
  }
}

extension Onboarding {
  init(_ reading: Reading) throws(ScenarioError) {
    time = try reading.variate("time")
    centreEffort = try reading.effort("centre_effort")
    agencyEffort = try reading.effort("agency_effort")
  }
}

extension Organisation {
  /// - Parameter anySite: stands in where no site is named, because nothing will be built.
  init(_ reading: Reading, anySite: String) throws(ScenarioError) {
    delivers = try reading.truth("delivers")
    sharing = try reading.option("sharing")
    integration = try reading.option("integration")
    centralShare = try reading.share("central_share")
    lendsPeople = try reading.truth("lends_people")
    mandate = try reading.truth("mandate")
    let byOrder = try reading.share("joining")
    let byChoice = reading.optional("joining_by_choice").map { Share(fraction: $0) }
    joining = mandate ? byOrder : byChoice ?? byOrder
    joiningDelay = try reading.variate("joining_delay")
    governanceDelay = try reading.variate("governance_delay")
    governance = try reading.moneyRate("governance")
    siteOfOwn = reading.node["site_of_own"]?.text ?? anySite
    siteOfShared = reading.node["site_of_shared"]?.text ?? siteOfOwn
  }
}
