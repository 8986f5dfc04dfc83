import Quantities

extension OperationsTerms {
  init(_ reading: Reading) throws(ScenarioError) {
    transactionsPerPerson = try reading.rate("transactions_per_person")
    adoption = try reading.required("adoption", Adoption.init)
    calendar = try reading.text("calendar")
    peakedness = try reading.number("peakedness")
    policy = reading.node["policy"]?.text
    recoveryTime = try reading.timeSpan("recovery_time")
    patience = try reading.timeSpan("patience")
    machineCallsPerTransaction = try reading.number("machine_calls_per_transaction")
    channels = try reading.part("channels", ChannelTerms.init) ?? ChannelTerms()
    goal = try reading.required("goal", CapacityGoal.init)
    windows = try reading.required("windows", WindowTerms.init)
    pageWeight = try reading.dataSize("page_weight")
    interactionsPerTransaction = try reading.number("interactions_per_transaction")
  }
}

extension ChannelTerms {
  init(_ reading: Reading) throws(ScenarioError) {
    text = try reading.part("text", TextChannel.init)
    assisted = try reading.part("assisted", AssistedChannel.init)
    counter = try reading.part("counter", CounterChannel.init)
  }
}

extension TextChannel {
  init(_ reading: Reading) throws(ScenarioError) {
    screens = try reading.number("screens")
    screenSize = try reading.dataSize("screen_size")
    roundTrip = try reading.timeSpan("round_trip")
    accessTime = try reading.optionalVariate("access_time")
  }
}

extension AssistedChannel {
  init(_ reading: Reading) throws(ScenarioError) {
    accessTime = try reading.optionalVariate("access_time")
  }
}

extension CounterChannel {
  init(_ reading: Reading) throws(ScenarioError) {
    utilisation = try reading.share("utilisation")
    openingHours = try reading.list("opening_hours", OpeningTerms.init)
    closing = reading.option("closing", or: .wait)
    shiftEnd = reading.option("shift_end", or: .finish)
    accessTime = try reading.optionalVariate("access_time")
  }
}

extension Adoption {
  init(_ reading: Reading) throws(ScenarioError) {
    innovation = try reading.rate("innovation")
    imitation = try reading.rate("imitation")
    ceiling = try reading.share("ceiling")
    initial = try reading.share("initial")
    lostAfterFailure = try reading.share("lost_after_failure")
  }
}

extension CapacityGoal {
  init(_ reading: Reading) throws(ScenarioError) {
    waitingTime = try reading.timeSpan("waiting_time")
    spareServers = try reading.whole("spare_servers")
    linkUtilisation = try reading.share("link_utilisation")
  }
}

extension WindowTerms {
  init(_ reading: Reading) throws(ScenarioError) {
    years = (reading.node["years"]?.items ?? []).compactMap(\.whole)
    runIn = try reading.timeSpan("run_in")
    length = try reading.timeSpan("length")
    worlds = try reading.whole("worlds")
  }
}
