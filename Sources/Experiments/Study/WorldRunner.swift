import Delivery
import Economics
import Operations
import Scenarios
import Statistics

/// What one world left: all rows of all alternatives, and the break-even of each contender.
struct WorldOutcome: Sendable {
  let world: World
  let rows: [ResultRow]
  /// Break-even prefix by contender; `nil` where none within the catalogue.
  let breakEven: [String: Int?]
  /// Physical quantities in packed form.
  let quantities: [UInt8]
  let windows: Int
  let requests: Int
  let events: Int
  /// A hash of all windows' trajectories, in order; 0 for a world that was stored.
  let fingerprint: UInt64
}

/// Computes worlds of one scenario, each by itself, so that threads can share them out.
struct WorldRunner: Sendable {
  let scenario: Scenario
  let options: StudyOptions
  /// Person-month prices at the central values of all assumptions: what a budget is made with.
  let planPrices: Portfolio.PlanPrices
  /// Sizes of the prefixes that the break-even sweep tries.
  let prefixes: [Int]

  static let usualReplications = 2

  init(_ scenario: Scenario, _ options: StudyOptions) throws(ExperimentError) {
    self.scenario = scenario
    self.options = options
    let central = try readCountry(scenario, scenario.baseline, [:])
    planPrices = try Prices(central).plan
    prefixes = BreakEvenSweep.prefixes(upTo: Catalogue(central).items.count)
  }

  /// Name of all chance in one replication of one world; alternatives share it, unless common numbers are
  /// turned off.
  func name(_ world: Int, _ replication: Int, _ alternative: String) -> StreamName {
    let name = StreamName(seed: options.seed).child("chance").child(UInt64(world))
      .child(UInt64(replication))
    return options.design.hasCommonNumbers ? name : name.child(alternative)
  }

  func world(_ index: Int) -> World {
    World(
      index, of: scenario.assumptions, alternatives: scenario.alternatives.map(\.name),
      seed: options.seed, options.design)
  }

  func outcome(ofWorld index: Int) throws(ExperimentError) -> WorldOutcome {
    try outcome(of: world(index))
  }

  func outcome(of world: World) throws(ExperimentError) -> WorldOutcome {
    try outcome(of: try simulate(world))
  }

  /// Everything about a world but its prices.
  private func simulate(_ world: World) throws(ExperimentError) -> SimulatedWorld {
    var tally = WindowTally()
    var runs: [SimulatedRun] = []
    var accounts = WorldAccounts()
    var countries: [String: Country] = [:]
    for alternative in scenario.alternatives.map(\.name) {
      let country = try readCountry(scenario, alternative, world.values(of: alternative))
      countries[alternative] = country
      runs += try self.runs(country, alternative, world, &accounts, &tally)
    }
    if let country = countries[scenario.reference] {
      try book(country, scenario.reference, .reference, world, &accounts)
    }
    for alternative in sweptAlternatives {
      guard let country = countries[alternative] else { continue }
      for prefix in prefixes {
        try book(country, alternative, .prefix(prefix), world, &accounts)
      }
    }
    return SimulatedWorld(world: world, runs: runs, accounts: accounts, tally: tally)
  }

  /// The first replication of the alternative that the scenario names last, up to its windows.
  func lastAlternative(ofWorld index: Int) throws(ExperimentError) -> Replication {
    let last = scenario.alternatives.last?.name ?? scenario.baseline
    return try Replication(
      try readCountry(scenario, last, world(index).values(of: last)), prefix: nil,
      name: name(index, 0, last),
      planPrices: planPrices)
  }

  var contenders: [String] { scenario.contenders }

  /// All replications of an alternative.
  private func runs(
    _ country: Country, _ alternative: String, _ world: World, _ accounts: inout WorldAccounts,
    _ tally: inout WindowTally
  ) throws(ExperimentError) -> [SimulatedRun] {
    var runs: [SimulatedRun] = []
    var completion = CompletionByYear()
    let simulatesWindows = world.index < country.operations?.windows.worlds ?? 0
    for index in 0..<(options.replications ?? Self.usualReplications) {
      var before = series(alternative, world, index)
      var after = before
      var replication = try Replication(
        country, prefix: nil, name: name(world.index, index, alternative),
        planPrices: planPrices)
      if index == 0 && simulatesWindows {
        let observed = try replication.observeWindows()
        for window in observed {
          window.rows(start: country.time.start, into: &before)
          tally.add(window)
        }
        completion = replication.completion
      }
      replication.useCompletion(completion)
      replication.book()
      replication.deliveryRows(into: &before)
      replication.useRows(into: &after)
      accounts.entries.append(.init(alternative, .replication(index), replication.account))
      runs.append(
        SimulatedRun(
          alternative: alternative, replication: index, before: before.rows, after: after.rows))
    }
    return runs
  }

  /// Books one run without windows, of all services or the first of the programme.
  ///
  /// The reference runs no programme and has no chance in it, and the sweep tries many prefixes: one
  /// run is enough for both. Of a prefix only its costs matter.
  private func book(
    _ country: Country, _ alternative: String, _ purpose: WorldAccounts.Purpose, _ world: World,
    _ accounts: inout WorldAccounts
  ) throws(ExperimentError) {
    var size: Int?
    if case .prefix(let prefix) = purpose { size = prefix }
    var replication = try Replication(
      country, prefix: size, name: name(world.index, 0, alternative), planPrices: planPrices)
    replication.book()
    let account = size == nil ? replication.account : replication.account.condensed
    accounts.entries.append(.init(alternative, purpose, account))
  }
}

/// What the simulated windows came to.
struct WindowTally {
  private(set) var windows = 0
  private(set) var requests = 0
  private(set) var events = 0
  private(set) var fingerprint: UInt64 = 0

  init(windows: Int = 0, requests: Int = 0, events: Int = 0) {
    (self.windows, self.requests, self.events) = (windows, requests, events)
  }

  mutating func add(_ window: ObservedWindow) {
    for state in window.states {
      windows += 1
      requests += state.result.requests
      events += state.result.events
      fingerprint = StreamName(seed: fingerprint).child(state.result.fingerprint).bits
    }
  }
}

extension Scenario {
  /// Alternatives that are compared with the baseline.
  var contenders: [String] {
    alternatives.map(\.name).filter { $0 != baseline && $0 != reference }
  }
}
