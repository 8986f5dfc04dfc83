import Quantities

extension Programme {
  init(_ reading: Reading) throws(ScenarioError) {
    people = try reading.required("people", People.init)
    tranches = try reading.list("tranches") { reading throws(ScenarioError) in
      Tranche(at: try reading.timeSpan("at"), amount: try reading.money("amount"))
    }
    trancheDelay = try reading.variate("tranche_delay")
    teamSize = try reading.number("team_size")
    designShare = try reading.share("design_share")
    testShare = try reading.share("test_share")
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
  }
}

extension Reuse {
  init(_ reading: Reading) throws(ScenarioError) {
    costOfReuse = try reading.number("cost_of_reuse")
    costOfWritingForReuse = try reading.number("cost_of_writing_for_reuse")
    scopeForOneAgency = try reading.share("scope_for_one_agency")
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
    joining = try reading.share("joining")
    joiningDelay = try reading.variate("joining_delay")
    governanceDelay = try reading.variate("governance_delay")
    governance = try reading.moneyRate("governance")
    siteOfOwn = reading.node["site_of_own"]?.text ?? anySite
    siteOfShared = reading.node["site_of_shared"]?.text ?? siteOfOwn
  }
}
