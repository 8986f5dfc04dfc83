import Quantities

extension Journey {
  init(name: String, _ reading: Reading) throws(ScenarioError) {
    self.name = name
    guard reading.node["start"] != nil else {
      body = .steps(try reading.list("steps", JourneyStep.init))
      return
    }
    let start = reading.shares("start").map { (station: $0.name, probability: $0.share) }
    let next = try reading.named("routing") { from, row in (from, row) }
      .flatMap { from, row in
        row.node.entries.map { entry in
          (from: from, to: entry.key, probability: entry.value.expression?.value(row.draws) ?? 0)
        }
      }
    body = .routing(start: start, next: next)
  }
}

extension JourneyStep {
  init(_ reading: Reading) throws(ScenarioError) {
    if let target = reading.node["call"]?.text {
      self = .call(try CallTerms(target, reading))
    } else if let target = reading.node["notify"]?.text {
      self = .notify(try CallTerms(target, reading))
    } else if reading.node["think"] != nil {
      self = .think(try reading.variate("think"))
    } else if reading.node["wait"] != nil {
      self = .wait(try reading.variate("wait"))
    } else if reading.node["transfer"] != nil {
      self = .transfer(
        links: reading.texts("transfer"), size: try reading.variate("size"),
        isBack: try reading.truth("back"))
    } else if reading.node["page"] != nil {
      self = .page(try reading.dataSize("page"))
    } else {
      self = try Self.structure(reading)
    }
  }

  /// A step that holds steps.
  private static func structure(_ reading: Reading) throws(ScenarioError) -> JourneyStep {
    if reading.node["parallel"] != nil {
      let lanes = try reading.list("parallel") { lane throws(ScenarioError) in
        try lane.list("steps", JourneyStep.init)
      }
      return .parallel(
        lanes, needed: reading.node["needed"]?.whole, cancels: try reading.truth("cancel"))
    }
    if reading.node["repeat"] != nil {
      return .loop(
        try reading.list("repeat", JourneyStep.init), again: try reading.number("again"),
        atMost: try reading.whole("at_most"))
    }
    if reading.node["attempt"] != nil { return .attempt(try AttemptTerms(reading)) }
    return .branch(
      try reading.list("branch") { way throws(ScenarioError) in
        (
          probability: try way.number("probability"),
          steps: try way.list("steps", JourneyStep.init)
        )
      })
  }
}

extension CallTerms {
  /// Blocks say themselves what a call of them weighs, so that steps of services don't.
  fileprivate init(_ target: String, _ reading: Reading) throws(ScenarioError) {
    self.target = target
    registry = reading.node["of"]?.text
    times = try reading.number("times")
    via = reading.texts("via")
    request = DataSize(bytes: reading.optional("request") ?? 0)
    response = DataSize(bytes: reading.optional("response") ?? 0)
    delay = reading.optionalTimeSpan("delay") ?? .zero
    policy = reading.node["policy"]?.text
    holding = try reading.list("holding", JourneyStep.init)
  }
}

extension AttemptTerms {
  fileprivate init(_ reading: Reading) throws(ScenarioError) {
    steps = try reading.list("attempt", JourneyStep.init)
    policy = reading.node["policy"]?.text
    otherwise = try reading.list("otherwise", JourneyStep.init)
    then = reading.option("then", or: .fail)
  }
}
