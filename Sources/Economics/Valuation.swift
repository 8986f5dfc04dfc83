/// Turns physical quantities into money: a pure function of account and prices.
///
/// Every flow is a product of one quantity with prices, so a ledger changes only with the prices
/// that reach it, and stored accounts can be re-costed without simulating again.
public enum Valuation {
  /// All flows of an account, priced.
  ///
  /// - Throws: `EconomicsError.missingPrice` for a site with servers and no price; `.outOfRange`
  ///   for prices or quantities that are not finite.
  /// - Complexity: O(years).
  public static func ledger(
    _ account: PhysicalAccount, _ prices: Prices
  ) throws(EconomicsError) -> Ledger {
    try prices.check()
    var flows: [CashFlow] = []
    for year in 0..<account.years {
      for (party, entries) in [(Party.agency, account.agency), (.centre, account.centre)] {
        let costs = try costs(of: entries, year, prices)
        flows += costs.filter { $0.amount != 0 }.map { category, amount in
          CashFlow(year: year, item: .cost(category), party: party, amount: amount)
        }
      }
      flows += burdens(of: account.use, year, prices)
    }
    return try Ledger(
      flows: flows, years: account.years, discounting: try Discounting(rate: prices.discountRate),
      serviceYearsLive: account.use.serviceYearsLive.reduce(0, +))
  }

  private typealias Cost = (category: CostCategory, amount: Double)

  private static func costs(
    of entries: PartyAccount, _ year: Int, _ prices: Prices
  ) throws(EconomicsError) -> [Cost] {
    let work = workCosts(of: entries, year, prices)
    let training = work.filter { $0.category == .trainingAndEnrolment }.reduce(0) { $0 + $1.amount }
    let running = try runningCosts(of: entries, year, prices)
    return work + [(.changeManagement, training * prices.changeManagementShare)] + running
  }

  /// Work by what it is for.
  private static func workCosts(
    of entries: PartyAccount, _ year: Int, _ prices: Prices
  ) -> [Cost] {
    Activity.allCases.map { activity in
      let amount = Skill.allCases.reduce(0) { sum, skill in
        let work = entries.work(skill: skill, activity: activity, year: year)
        return sum + work * prices.personMonth(skill)
      }
      return (activity.category, amount)
    }
  }

  /// What lives has to be hosted, connected, run, kept safe, maintained and governed.
  private static func runningCosts(
    of entries: PartyAccount, _ year: Int, _ prices: Prices
  ) throws(EconomicsError) -> [Cost] {
    var servers = 0.0
    var serverRent = 0.0
    for (site, years) in entries.serverYears.sorted(by: { $0.key < $1.key }) {
      guard let price = prices.servers[site] else {
        throw .missingPrice(site: site, known: prices.servers.keys.sorted())
      }
      servers += years[year]
      serverRent += years[year] * 12 * price
    }
    let deployments = entries.deploymentYears[year]
    let operators =
      deployments * prices.operatorsPerDeployment + servers * prices.operatorsPerServer
    let built = entries.liveBuildWork[year] * prices.personMonth(.engineer)
    return [
      (.hosting, entries.processorYears[year] * 12 * prices.processor + serverRent),
      (.bandwidth, entries.bandwidthYears[year] * 12 * prices.bandwidth),
      (.operationsStaff, operators * 12 * prices.operatorWage * prices.overhead),
      (.security, deployments * prices.securityPerDeployment),
      (.maintenance, built * prices.maintenanceShare),
      (.governance, entries.governanceYears[year] * prices.governance),
      (.licences, entries.licences[year]),
      (.upkeep, entries.upkeep[year]),
    ]
  }

  /// What use takes from citizens and officials.
  private static func burdens(
    of use: UseAccount, _ year: Int, _ prices: Prices
  ) -> [CashFlow] {
    let citizenHours = use.citizenHoursOnline[year] + use.citizenHoursAtCounter[year]
    let officialHours = use.officialHoursOnline[year] + use.officialHoursAtCounter[year]
    let amounts: [(BenefitCategory, Party, Double)] = [
      (.citizenTime, .citizen, citizenHours * prices.citizenHour),
      (.travel, .citizen, use.visits[year] * prices.farePerVisit),
      (.officialTime, .agency, officialHours * prices.officialHour),
    ]
    return amounts.filter { $0.2 != 0 }.map { category, party, amount in
      CashFlow(year: year, item: .burden(category), party: party, amount: amount)
    }
  }
}
