import Quantities

/// Each type of the country from its piece of the scenario; keys as in `ScenarioSchema`.
extension Country {
  init(_ reading: Reading, title: String) throws(ScenarioError) {
    var reading = reading
    let terms = reading.child("money")
    reading.currency = try terms?.text("currency") ?? ""
    reading.priceYear = try terms?.whole("price_year") ?? 0
    self.title = title
    window = try reading.part("window", ObservationWindow.init)
    time =
      try reading.part("time", TimeFrame.init)
      ?? TimeFrame(start: 2000, horizon: TimeSpan(seconds: window?.length.seconds ?? 0))
    money = try reading.part("money", MoneyTerms.init)
    regions = try reading.named("regions", Region.init)
    sites = try reading.named("sites", Site.init)
    agencies = try reading.named("agencies", Agency.init)
    blocks = try reading.named("blocks", Block.init)
    services = try reading.named("services", Service.init)
    catalogue = try reading.list("catalogue", CatalogueLine.init)
    programme = try reading.part("programme", Programme.init)
    let anySite = sites.first?.name ?? ""
    organisation = try reading.part("organisation") { reading throws(ScenarioError) in
      try Organisation(reading, anySite: anySite)
    }
    existing = try reading.list("existing", ExistingBlock.init)
    legacy = try reading.named("legacy", LegacySystem.init)
    operations = try reading.part("operations", OperationsTerms.init)
    stations = try reading.named("stations", Station.init)
    links = try reading.named("links", Link.init)
    outages = try reading.named("outages", Outage.init)
    policies = try reading.named("policies", Policy.init)
    journeys = try reading.named("journeys", Journey.init)
    demand = try reading.named("demand", DemandStream.init)
    sizing = try reading.named("sizing", SizingTerms.init)
    measurements = try reading.named("measurements", Measurement.init)
    calendars = try reading.named("calendars", CalendarTerms.init)
  }
}

extension TimeFrame {
  init(_ reading: Reading) throws(ScenarioError) {
    start = try reading.whole("start")
    horizon = try reading.timeSpan("horizon")
  }
}

extension MoneyTerms {
  init(_ reading: Reading) throws(ScenarioError) {
    currency = reading.currency
    priceYear = reading.priceYear
    discountRate = try reading.number("discount_rate")
    discounting = try reading.option("discounting")
    inflation = try reading.number("inflation")
    wages = try reading.required("wages", Wages.init)
    consultant = try reading.moneyRate("consultant")
    overhead = try reading.number("overhead")
    processor = try reading.moneyRate("processor")
    bandwidth = try reading.moneyRate("bandwidth")
    maintenanceShare = try reading.share("maintenance_share")
    versionUpkeepShare = try reading.share("version_upkeep_share")
    exitCostShare = try reading.share("exit_cost_share")
    assetLife = try reading.timeSpan("asset_life")
    operatorsPerDeployment = try reading.number("operators_per_deployment")
    operatorsPerServer = try reading.number("operators_per_server")
    securityPerDeployment = try reading.moneyRate("security_per_deployment")
    changeManagementShare = try reading.share("change_management_share")
    enrolmentKit = try reading.money("enrolment_kit")
    trainingCourse = try reading.money("training_course")
    citizenTime = try reading.moneyRate("citizen_time")
    farePerVisit = try reading.money("fare_per_visit")
    failedVisitShare = try reading.share("failed_visit_share")
  }
}

extension Wages {
  init(_ reading: Reading) throws(ScenarioError) {
    engineer = try reading.moneyRate("engineer")
    integrator = try reading.moneyRate("integrator")
    trainer = try reading.moneyRate("trainer")
    procurementOfficer = try reading.moneyRate("procurement_officer")
    approver = try reading.moneyRate("approver")
    securitySpecialist = try reading.moneyRate("security_specialist")
    enroller = try reading.moneyRate("enroller")
    `operator` = try reading.moneyRate("operator")
    official = try reading.moneyRate("official")
  }
}

extension Region {
  init(name: String, _ reading: Reading) throws(ScenarioError) {
    self.name = name
    title = reading.title(or: name)
    population = try reading.number("population")
    online = try reading.share("online")
    mobile = reading.optional("mobile").map { Share(fraction: $0) }
    assistedReach = try reading.share("assisted_reach")
    lastMile = try reading.required("last_mile", LastMile.init)
    cells = try reading.part("cells", RadioCells.init)
    backhaul = try reading.part("backhaul", Backhaul.init)
    offices = reading.node["offices"]?.whole ?? 0
  }
}

extension RadioCells {
  init(_ reading: Reading) throws(ScenarioError) {
    count = try reading.whole("count")
    bandwidth = try reading.bandwidth("bandwidth")
  }
}

extension Backhaul {
  init(_ reading: Reading) throws(ScenarioError) {
    bandwidth = try reading.bandwidth("bandwidth")
    delay = try reading.timeSpan("delay")
  }
}

extension LastMile {
  init(_ reading: Reading) throws(ScenarioError) {
    rate = try reading.variate("rate")
    roundTrip = try reading.timeSpan("round_trip")
  }
}

extension Site {
  init(name: String, _ reading: Reading) throws(ScenarioError) {
    self.name = name
    title = reading.title(or: name)
    roundTrip = try reading.timeSpan("round_trip")
    serverMeanTimeBetweenFailures = try reading.timeSpan("server_mean_time_between_failures")
    serverMeanTimeToRepair = try reading.timeSpan("server_mean_time_to_repair")
    bandwidth = reading.optional("bandwidth").map { Bandwidth(bitsPerSecond: $0) }
    pricePerServer = try reading.moneyRate("price_per_server")
  }
}

extension Agency {
  init(name: String, _ reading: Reading) {
    self.name = name
    title = reading.title(or: name)
    registries = reading.texts("registries")
  }
}

extension Block {
  init(name: String, _ reading: Reading) throws(ScenarioError) {
    self.name = name
    title = reading.title(or: name)
    serviceTime = try reading.variate("service_time")
    processors = try reading.number("processors")
    request = try reading.dataSize("request")
    response = try reading.dataSize("response")
    servers = reading.node["servers"]?.whole
    needs = reading.texts("needs")
    work = try reading.workSize()
    enrolment = try reading.part("enrolment", EnrolmentTerms.init)
    mode = try reading.option("mode")
    adoptEffortShare = try reading.share("adopt_effort_share")
    licence = try reading.moneyRate("licence")
    isRegistry = try reading.truth("is_registry")
    isMediator = try reading.truth("is_mediator")
  }
}

extension Service {
  init(name: String, _ reading: Reading) throws(ScenarioError) {
    self.name = name
    title = reading.title(or: name)
    work = try reading.workSize()
    sharedFraction = try reading.share("shared_fraction")
    calendar = reading.node["calendar"]?.text
    isTextual = try reading.truth("text")
    journey = try reading.list("journey", JourneyStep.init)
    citizenTimeAtCounter = try reading.timeSpan("citizen_time_at_counter")
    officialTimeAtCounter = try reading.timeSpan("official_time_at_counter")
    citizenTimeOnline = try reading.timeSpan("citizen_time_online")
    officialTimeOnline = try reading.timeSpan("official_time_online")
  }
}

extension CatalogueLine {
  init(_ reading: Reading) throws(ScenarioError) {
    service = try reading.text("service")
    agency = try reading.text("agency")
    count = try reading.whole("count")
    demandShare = try reading.share("demand_share")
  }
}

extension ExistingBlock {
  init(_ reading: Reading) throws(ScenarioError) {
    block = try reading.text("block")
    owner = try reading.text("owner")
    upkeep = try reading.moneyRate("upkeep")
  }
}

extension Reading {
  /// The title, or the name where none is given.
  func title(or name: String) -> String { node["title"]?.text ?? name }
}
