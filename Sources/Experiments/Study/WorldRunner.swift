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
  let windows: Int
  let requests: Int
  let events: Int
  /// A hash of all windows' trajectories, in order.
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

  /// Name of all chance in one replication of one world; alternatives share it.
  private func name(_ world: Int, _ replication: Int) -> StreamName {
    StreamName(seed: options.seed).child("chance").child(UInt64(world))
      .child(UInt64(replication))
  }

  func outcome(ofWorld index: Int) throws(ExperimentError) -> WorldOutcome {
    try outcome(of: World(index, of: scenario.assumptions, seed: options.seed))
  }

  func outcome(of world: World) throws(ExperimentError) -> WorldOutcome {
    var tally = WindowTally()
    var rows: [ResultRow] = []
    let reference = try ledger(scenario.reference, world)
    for alternative in scenario.alternatives {
      let country = try readCountry(scenario, alternative.name, world.values)
      rows += try self.rows(country, alternative.name, world, reference, &tally)
    }
    let sweep = BreakEvenSweep(prefixes: prefixes)
    var breakEven: [String: Int?] = [:]
    for contender in contenders {
      breakEven[contender] = try sweep.breakEven { prefix, isBaseline throws(ExperimentError) in
        try ledger(isBaseline ? scenario.baseline : contender, world, prefix: prefix)
          .presentValueOfCostsPerServiceYear
      }
    }
    return WorldOutcome(
      world: world, rows: rows, breakEven: breakEven, windows: tally.windows,
      requests: tally.requests, events: tally.events, fingerprint: tally.fingerprint)
  }

  /// The first replication of the alternative that the scenario names last, up to its windows.
  func lastAlternative(ofWorld index: Int) throws(ExperimentError) -> Replication {
    let world = World(index, of: scenario.assumptions, seed: options.seed)
    let last = scenario.alternatives.last?.name ?? scenario.baseline
    return try Replication(
      try readCountry(scenario, last, world.values), prefix: nil, name: name(index, 0),
      planPrices: planPrices)
  }

  /// Alternatives that are compared with the baseline.
  var contenders: [String] {
    scenario.alternatives.map(\.name)
      .filter { $0 != scenario.baseline && $0 != scenario.reference }
  }

  private func rows(
    _ country: Country, _ alternative: String, _ world: World, _ reference: Ledger,
    _ tally: inout WindowTally
  ) throws(ExperimentError) -> [ResultRow] {
    var rows: [ResultRow] = []
    var completion = CompletionByYear()
    let simulatesWindows = world.index < country.operations?.windows.worlds ?? 0
    for index in 0..<(options.replications ?? Self.usualReplications) {
      var series = RowSeries(
        study: scenario.study, scenario: scenario.title, alternative: alternative,
        world: world.index, replication: index)
      var replication = try Replication(
        country, prefix: nil, name: name(world.index, index), planPrices: planPrices)
      if index == 0 && simulatesWindows {
        let observed = try replication.observeWindows()
        for window in observed {
          window.rows(start: country.time.start, into: &series)
          tally.add(window)
        }
        completion = replication.completion
      }
      replication.useCompletion(completion)
      let ledger = try replication.value()
      replication.deliveryRows(into: &series)
      try ledger.rows(against: reference, start: country.time.start, into: &series)
      replication.useRows(into: &series)
      rows += series.rows
    }
    return rows
  }

  /// The ledger of one run without windows, of all services or the first of the programme.
  ///
  /// The reference runs no programme and has no chance in it, and the sweep tries many prefixes: one
  /// run is enough for both.
  private func ledger(
    _ alternative: String, _ world: World, prefix: Int? = nil
  ) throws(ExperimentError) -> Ledger {
    let country = try readCountry(scenario, alternative, world.values)
    var replication = try Replication(
      country, prefix: prefix, name: name(world.index, 0), planPrices: planPrices)
    return try replication.value()
  }
}

/// What the simulated windows came to.
struct WindowTally {
  private(set) var windows = 0
  private(set) var requests = 0
  private(set) var events = 0
  private(set) var fingerprint: UInt64 = 0

  mutating func add(_ window: ObservedWindow) {
    for state in window.states {
      windows += 1
      requests += state.result.requests
      events += state.result.events
      fingerprint = StreamName(seed: fingerprint).child(state.result.fingerprint).bits
    }
  }
}
