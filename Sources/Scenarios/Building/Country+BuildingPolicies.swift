import Quantities

extension Policy {
  init(name: String, _ reading: Reading) throws(ScenarioError) {
    self.name = name
    timeout = reading.optionalTimeSpan("timeout")
    cancels = try reading.truth("cancel")
    retries = try reading.part("retries", RetryTerms.init)
    breaker = try reading.part("breaker", BreakerTerms.init)
    atOnce = reading.node["at_once"]?.whole
  }
}

extension RetryTerms {
  init(_ reading: Reading) throws(ScenarioError) {
    atMost = reading.node["at_most"]?.whole
    pause = try reading.variate("pause")
    growth = try reading.number("growth")
    longest = reading.optionalTimeSpan("longest")
    jitter = reading.option("jitter", or: .none)
    budget = try reading.part("budget", BudgetTerms.init)
  }
}

extension BudgetTerms {
  init(_ reading: Reading) throws(ScenarioError) {
    share = try reading.number("share")
    reserve = try reading.number("reserve")
  }
}

extension BreakerTerms {
  init(_ reading: Reading) throws(ScenarioError) {
    window = try reading.whole("window")
    threshold = try reading.share("threshold")
    openFor = try reading.timeSpan("open_for")
    probes = try reading.whole("probes")
  }
}
