import Quantities

/// Where the people of a programme work: the centre takes its share of each skill, the agencies
/// divide the rest by their number of services.
///
/// The total is the same for every organisation. A skill with fewer people left than agencies at work
/// forms one pool for all agencies, so that nobody is left without an approver. A party without
/// people of a skill turns to the centre, the centre to the agency that the work is for; if they have
/// none either, the work is never done. Enrollers travel with their kits for whoever enrols: they are one
/// pool for all, no larger than the kits keep busy.
struct Staffing {
  private(set) var pools: [PoolUse] = []
  /// Index into `pools` or −1, shape [parties × skills].
  private var poolOf: [Int]
  private let agencyCount: Int

  init(_ portfolio: Portfolio) {
    agencyCount = portfolio.agencies.count
    poolOf = Array(repeating: -1, count: (agencyCount + 1) * Skill.allCases.count)
    let isAtWork = Self.agenciesAtWork(portfolio)
    for skill in Skill.allCases where skill != .enroller {
      let total = portfolio.people[skill]
      let share = portfolio.organisation.centralShare.fraction
      let central = min(total, Int((share * Double(total)).rounded(.toNearestOrAwayFromZero)))
      if central > 0 { add(.party(.centre), skill, central, parties: [agencyCount]) }
      staffAgencies(skill, total - central, portfolio, isAtWork)
    }
    let kits = portfolio.workforce.enrolmentKits * portfolio.workforce.enrollersPerKit
    let enrollers = min(portfolio.people.enrollers, kits)
    if enrollers > 0 {
      add(.allAgencies, .enroller, enrollers, parties: Array(0...agencyCount))
    }
  }

  /// Whether the centre has engineers, and so can own deployments.
  var centreCanBuild: Bool { poolOf[slot(agencyCount, .engineer)] >= 0 }

  /// The pool that does a party's work.
  ///
  /// - Parameter lead: the agency that stands in where the centre has nobody.
  /// - Returns: an index into `pools`, or −1 where nobody can do the work.
  func pool(for party: Party, _ skill: Skill, lead: Int) -> Int {
    let own = poolOf[slot(party.index(agencyCount: agencyCount), skill)]
    if own >= 0 { return own }
    let substitute = party == .centre ? lead : agencyCount
    return poolOf[slot(substitute, skill)]
  }

  /// Posts of a pool [person]; none for −1.
  func people(in pool: Int) -> Int { pool >= 0 ? pools[pool].people : 0 }

  /// The centre's pool of a skill, if it has people.
  func centralPool(_ skill: Skill) -> Int? {
    let pool = poolOf[slot(agencyCount, skill)]
    return pool >= 0 ? pool : nil
  }

  private func slot(_ party: Int, _ skill: Skill) -> Int {
    party * Skill.allCases.count + skill.rawValue
  }

  private mutating func add(
    _ owner: PoolUse.Owner, _ skill: Skill, _ people: Int, parties: [Int]
  ) {
    for party in parties { poolOf[slot(party, skill)] = pools.count }
    pools.append(
      PoolUse(
        owner: owner, skill: skill, people: people, staffedPersonMonths: 0, busyPersonMonths: 0))
  }

  private mutating func staffAgencies(
    _ skill: Skill, _ people: Int, _ portfolio: Portfolio, _ isAtWork: [Bool]
  ) {
    let working = isAtWork.indices.filter { isAtWork[$0] }
    guard people > 0, !working.isEmpty else { return }
    guard people >= working.count else {
      // Agencies that only run what exists call on the same few people.
      add(.allAgencies, skill, people, parties: Array(isAtWork.indices))
      return
    }
    let weights = working.map { portfolio.agencies[$0].serviceCount }
    for (agency, count) in zip(working, Self.divide(people, by: weights)) {
      add(.party(.agency(agency)), skill, count, parties: [agency])
    }
  }

  /// Agencies with services in the catalogue, a registry that is read, or a block they run.
  private static func agenciesAtWork(_ portfolio: Portfolio) -> [Bool] {
    var isAtWork = portfolio.agencies.map { $0.serviceCount > 0 }
    for service in portfolio.services {
      isAtWork[service.agency] = true
      for owner in service.registries { isAtWork[owner] = true }
    }
    for existing in portfolio.existing { isAtWork[existing.owner] = true }
    return isAtWork
  }

  /// One person each, the rest in proportion to the weights by largest remainder (ties: the first).
  static func divide(_ people: Int, by weights: [Int]) -> [Int] {
    var result = [Int](repeating: 1, count: weights.count)
    let rest = people - weights.count
    let total = weights.reduce(0, +)
    guard rest > 0 else { return result }
    let quotas = weights.map { weight in
      total > 0
        ? Double(rest) * Double(weight) / Double(total) : Double(rest) / Double(weights.count)
    }
    for (i, quota) in quotas.enumerated() { result[i] += Int(quota) }
    let left = max(0, people - result.reduce(0, +))
    let byRemainder = quotas.indices.sorted { a, b in
      let (x, y) = (quotas[a] - quotas[a].rounded(.down), quotas[b] - quotas[b].rounded(.down))
      return x != y ? x > y : a < b
    }
    for i in byRemainder.prefix(left) { result[i] += 1 }
    return result
  }
}
