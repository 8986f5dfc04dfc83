/// Turns physical quantities into money: a pure function of account and prices.
///
/// Every flow is a product of one quantity with prices, so a ledger changes only with the prices
/// that reach it, and stored accounts can be re-costed without simulating again.
public enum Valuation {
  /// All flows of an account, priced.
  ///
  /// - Throws: `EconomicsError.missingPrice` for a site, block or service without a price;
  ///   `.outOfRange` for prices or quantities that are not finite.
  /// - Complexity: O(years × names).
  public static func ledger(
    _ account: PhysicalAccount, _ prices: Prices
  ) throws(EconomicsError) -> Ledger {
    try prices.check()
    guard account.donorShare >= 0, account.donorShare <= 1 else {
      throw .outOfRange(name: "donor share", found: account.donorShare, allowed: "0 to 1")
    }
    let valuing = Valuing(account, prices)
    var flows: [CashFlow] = []
    for year in 0..<account.years { flows += try valuing.flows(year: year) }
    flows += valuing.flowsAtHorizon
    return try Ledger(
      flows: flows, years: account.years, discounting: try Discounting(rate: prices.discountRate),
      serviceYearsLive: account.use.serviceYearsLive.reduce(0, +),
      successfulRequests: (0..<account.years).map { account.use.successes.total(year: $0) })
  }
}

/// `Valuation.ledger` at work.
private struct Valuing {
  let account: PhysicalAccount
  let prices: Prices
  /// Of a person-month, shape [workers × skills].
  let personMonths: [Double]

  typealias Cost = (category: CostCategory, amount: Double)

  init(_ account: PhysicalAccount, _ prices: Prices) {
    (self.account, self.prices) = (account, prices)
    personMonths = prices.personMonths
  }

  private var parties: [(Party, PartyAccount)] {
    [(.agency, account.agency), (.centre, account.centre)]
  }

  /// What is spread over one year.
  func flows(year: Int) throws(EconomicsError) -> [CashFlow] {
    var flows: [CashFlow] = []
    for (party, entries) in parties {
      for cost in programmeCosts(of: entries, year) {
        let given = cost.amount * account.donorShare
        flows.append(flow(cost.category, year, party, cost.amount - given))
        flows.append(flow(cost.category, year, .donor, given))
      }
      for cost in try runningCosts(of: entries, year) {
        flows.append(flow(cost.category, year, party, cost.amount))
      }
    }
    flows += try burdens(year)
    return flows.filter { $0.amount != 0 }
  }

  private func flow(
    _ category: CostCategory, _ year: Int, _ party: Party, _ amount: Double
  ) -> CashFlow {
    CashFlow(year: year, item: .cost(category), party: party, amount: amount)
  }
}

// MARK: - Costs

extension Valuing {
  /// What bringing services to life takes: work by what it is for, and what is bought with it.
  private func programmeCosts(of entries: PartyAccount, _ year: Int) -> [Cost] {
    let work = Activity.allCases.map { activity -> Cost in
      (activity.category, entries.work.cost(activity, year: year, prices: personMonths))
    }
    let bought =
      entries.enrolmentKits[year] * prices.enrolmentKit
      + entries.trainingCourses[year] * prices.trainingCourse
    let training = work.filter { $0.category == .trainingAndEnrolment }
      .reduce(bought) { $0 + $1.amount }
    return work + [
      (.trainingAndEnrolment, bought), (.changeManagement, training * prices.changeManagementShare),
    ]
  }

  /// What lives has to be hosted, connected, run, kept safe, maintained, upgraded and governed.
  private func runningCosts(
    of entries: PartyAccount, _ year: Int
  ) throws(EconomicsError) -> [Cost] {
    let deployments = entries.deploymentYears.total(year: year)
    let servers = entries.serverYears.total(year: year)
    let operators =
      deployments * prices.operatorsPerDeployment + servers * prices.operatorsPerServer
    let engineer = prices.personMonth(.engineer)
    let upgraded = entries.liveAdoptedWork[year] * engineer
    return [
      (.hosting, try hosting(entries, year)),
      (.bandwidth, entries.bandwidthYears[year] * 12 * prices.bandwidth),
      (.operationsStaff, operators * 12 * prices.operatorWage * prices.overhead),
      (.security, deployments * prices.securityPerDeployment),
      (.maintenance, entries.liveBuildWork[year] * engineer * prices.software.maintenanceShare),
      (.versionUpkeep, upgraded * prices.software.versionUpkeepShare),
      (.governance, entries.governanceYears[year] * prices.governance),
      (.licences, try licences(entries, year)),
      (.upkeep, try upkeep(entries, year)),
    ]
  }

  /// Processors, and the place where their servers stand.
  private func hosting(_ entries: PartyAccount, _ year: Int) throws(EconomicsError) -> Double {
    var processors = 0.0
    for (block, years) in entries.blockServerYears.sorted {
      processors += years[year] * (try prices.block(block).processors)
    }
    var rent = 0.0
    for (site, years) in entries.serverYears.sorted {
      rent += years[year] * 12 * (try prices.server(at: site))
    }
    return processors * 12 * prices.processor + rent
  }

  private func licences(_ entries: PartyAccount, _ year: Int) throws(EconomicsError) -> Double {
    var sum = 0.0
    for (block, years) in entries.deploymentYears.sorted {
      sum += years[year] * (try prices.block(block).licence)
    }
    return sum
  }

  private func upkeep(_ entries: PartyAccount, _ year: Int) throws(EconomicsError) -> Double {
    var sum = 0.0
    for (name, years) in entries.existingYears.sorted {
      sum += years[year] * (try prices.upkeep(of: name))
    }
    return sum
  }
}

// MARK: - The horizon's end

extension Valuing {
  /// What software is still worth when the horizon ends, which belongs to whoever runs it, and what
  /// leaving the packaged products then takes.
  var flowsAtHorizon: [CashFlow] {
    let last = account.years - 1
    guard last >= 0 else { return [] }
    return parties.flatMap { party, entries in
      [
        (CostCategory.exit, exitCost(entries)), (.residualValue, -residualValue(entries)),
      ].filter { $0.1 != 0 }.map { category, amount in
        CashFlow(
          year: last, item: .cost(category), party: party, amount: amount, isAtYearEnd: true)
      }
    }
  }

  /// Straight-line: what went live in a year counts as live since its middle.
  private func residualValue(_ entries: PartyAccount) -> Double {
    (0..<account.years).reduce(0) { sum, year in
      let age = Double(account.years) - (Double(year) + 0.5)
      let share = prices.software.residualShare(age: age)
      guard share > 0 else { return sum }
      let cost = Activity.allCases.filter(\.createsSoftware).reduce(0.0) {
        $0 + entries.assets.cost($1, year: year, prices: personMonths)
      }
      return sum + cost * share
    }
  }

  private func exitCost(_ entries: PartyAccount) -> Double {
    let adapted = (0..<account.years).reduce(0.0) {
      $0 + entries.assets.cost(.adaptation, year: $1, prices: personMonths)
    }
    return adapted * prices.software.exitCostShare
  }
}

// MARK: - Burdens

extension Valuing {
  /// What use takes from citizens and officials. Fares are paid for each trip; the hours at the
  /// counter hold the whole errand already.
  private func burdens(_ year: Int) throws(EconomicsError) -> [CashFlow] {
    let use = account.use
    var (citizens, failed, officials, errands) = (0.0, 0.0, 0.0, 0.0)
    for (name, transactions) in use.transactions.sorted {
      let times = try prices.service(name)
      let attempts = use.attempts[name]?[year] ?? 0
      let successes = use.successes[name]?[year] ?? 0
      let counter = transactions[year] - successes
      citizens += successes * times.citizenOnline + counter * times.citizenAtCounter
      failed += (attempts - successes) * times.citizenOnline
      officials += attempts * times.officialOnline + counter * times.officialAtCounter
      errands += counter
    }
    let amounts: [(BenefitCategory, Party, Double)] = [
      (.citizenTime, .citizen, citizens * prices.citizenHour),
      (.failedAttempts, .citizen, failed * prices.citizenHour),
      (.travel, .citizen, errands * prices.tripsPerErrand * prices.farePerVisit),
      (.officialTime, .agency, officials * prices.officialHour),
    ]
    return amounts.map { category, party, amount in
      CashFlow(year: year, item: .burden(category), party: party, amount: amount)
    }
  }
}
