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
    goal = try reading.required("goal", CapacityGoal.init)
    windows = try reading.required("windows", WindowTerms.init)
    pageWeight = try reading.dataSize("page_weight")
    interactionsPerTransaction = try reading.number("interactions_per_transaction")
  }
}

extension Adoption {
  init(_ reading: Reading) throws(ScenarioError) {
    innovation = try reading.rate("innovation")
    imitation = try reading.rate("imitation")
    ceiling = try reading.share("ceiling")
    initial = try reading.share("initial")
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
