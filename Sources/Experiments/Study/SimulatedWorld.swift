import Economics
import Scenarios

/// What simulating one world left, before anything is priced; a store can give it back.
struct SimulatedWorld: Sendable {
  let world: World
  /// In the order of the alternatives, then of the replications.
  let runs: [SimulatedRun]
  let accounts: WorldAccounts
  var tally = WindowTally()
}

/// Rows of one replication of one alternative, but for those of economics.
struct SimulatedRun: Sendable {
  let alternative: String
  let replication: Int
  /// Those that stand before the rows of economics, and after them.
  var before: [ResultRow] = []
  var after: [ResultRow] = []
}

extension WorldRunner {
  /// Prices what a world left: the same for what was just simulated and for what was stored.
  func outcome(of simulated: SimulatedWorld) throws(ExperimentError) -> WorldOutcome {
    let pricing = try AccountPricing(scenario, simulated)
    let reference = try pricing.ledger(scenario.reference, .reference)
    var rows: [ResultRow] = []
    for run in simulated.runs {
      var series = self.series(run.alternative, simulated.world, run.replication)
      series.append(run.before)
      try pricing.ledger(run.alternative, .replication(run.replication))
        .rows(against: reference, start: pricing.start, into: &series)
      series.append(run.after)
      rows += series.rows
    }
    let tally = simulated.tally
    return WorldOutcome(
      world: simulated.world, rows: rows, breakEven: try breakEven(pricing),
      quantities: simulated.accounts.packed, windows: tally.windows, requests: tally.requests,
      events: tally.events, fingerprint: tally.fingerprint)
  }

  /// Rows of one replication in the making.
  func series(_ alternative: String, _ world: World, _ replication: Int) -> RowSeries {
    RowSeries(
      study: scenario.study, scenario: scenario.title, alternative: alternative,
      world: world.index, replication: replication)
  }

  /// From how many services on each contender costs less than the baseline.
  private func breakEven(_ pricing: AccountPricing) throws(ExperimentError) -> [String: Int?] {
    var costs: [String: [Int: Double?]] = [:]
    for alternative in sweptAlternatives {
      for prefix in prefixes {
        costs[alternative, default: [:]][prefix] = try pricing.ledger(alternative, .prefix(prefix))
          .presentValueOfCostsPerServiceYear
      }
    }
    let sweep = BreakEvenSweep(prefixes: prefixes)
    var found: [String: Int?] = [:]
    for contender in contenders {
      found[contender] = sweep.breakEven { prefix, isBaseline in
        costs[isBaseline ? scenario.baseline : contender]?[prefix] ?? nil
      }
    }
    return found
  }

  /// The baseline and whatever is compared with it.
  var sweptAlternatives: [String] { contenders.isEmpty ? [] : [scenario.baseline] + contenders }
}

/// Prices the quantities of one world with that world's prices of each alternative.
private struct AccountPricing {
  let accounts: WorldAccounts
  /// Calendar year of the programme's start.
  let start: Int
  private var prices: [String: Prices] = [:]

  init(_ scenario: Scenario, _ simulated: SimulatedWorld) throws(ExperimentError) {
    accounts = simulated.accounts
    var start = 0
    for alternative in scenario.alternatives {
      let country = try readCountry(
        scenario, alternative.name, simulated.world.values(of: alternative.name))
      prices[alternative.name] = try Prices(country)
      start = country.time.start
    }
    self.start = start
  }

  func ledger(
    _ alternative: String, _ purpose: WorldAccounts.Purpose
  ) throws(ExperimentError) -> Ledger {
    guard let account = accounts.account(of: alternative, purpose),
      let prices = prices[alternative]
    else { throw .notStored(alternative: alternative) }
    return try inPart("economics") { () throws(EconomicsError) in
      try Valuation.ledger(account, prices)
    }
  }
}
