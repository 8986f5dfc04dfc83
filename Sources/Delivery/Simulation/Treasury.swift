/// Money for the whole programme: tranches come in, projects are promised what they ask for, in order,
/// and never more than has come.
///
/// Money earmarked for a party is spent by projects that serve that party only, and first; the rest is one
/// pool for all. A shared block serves all its users, and is paid by them together. Projects under way that
/// cost more than was promised come first, then all others in programme order. Whoever is next waits for
/// money rather than being overtaken at the same purse; only a request that no money still to come could
/// cover is passed over.
struct Treasury {
  /// One store of money.
  private struct Purse {
    /// Arrived and not promised [currency].
    var available = 0.0
    /// Still to come within the horizon, whatever happens [currency].
    var toCome = 0.0
    /// Whether somebody waits for it, in the present round of grants.
    var isAwaited = false
  }
  private struct Request {
    /// [currency]
    var amount = 0.0
    var project = 0
  }

  /// Of each party, and the pool last, shape [parties + 1].
  private var purses: [Purse]
  /// Purses of the parties that each project serves; the pool serves all.
  private let payers: [[Int]]
  /// What each project has from each of its payers' purses [currency], shaped as `payers`.
  private var drawn: [[Double]]
  private var queue = RankQueue()
  private var requests: [Request]
  private let itemCount: Int
  private(set) var entries: [BudgetEntry] = []
  /// All that has come, and all that is promised and not given back [currency].
  private(set) var received = 0.0
  private(set) var promised = 0.0

  private var pool: Int { purses.count - 1 }

  /// - Parameter payers: rows of the parties that each project serves.
  init(partyCount: Int, itemCount: Int, payers: [[Int]]) {
    purses = Array(repeating: Purse(), count: partyCount + 1)
    requests = Array(repeating: Request(), count: itemCount)
    self.itemCount = itemCount
    self.payers = payers
    drawn = payers.map { $0.map { _ in 0 } }
  }

  /// Money that is sure to come within the horizon.
  mutating func expect(_ parts: MoneyParts) {
    purses[pool].toCome += parts.pooled
    for (party, amount) in parts.earmarked { purses[party].toCome += amount }
  }

  /// - Parameter wasExpected: whether `expect` has been told of it.
  mutating func receive(_ parts: MoneyParts, wasExpected: Bool, month: Double) {
    for (purse, amount) in [(pool, parts.pooled)] + parts.earmarked.map({ ($0.party, $0.amount) }) {
      purses[purse].available += amount
      if wasExpected { purses[purse].toCome = max(0, purses[purse].toCome - amount) }
    }
    received += parts.total
    entries.append(BudgetEntry(month: month, arrived: parts.total, committed: 0))
  }

  /// Puts an item in line for `amount`.
  ///
  /// - Parameter isUnderWay: whether its project has been promised money before.
  mutating func ask(item: Int, amount: Double, project: Int, isUnderWay: Bool) {
    requests[item] = Request(amount: amount, project: project)
    queue.insert(isUnderWay ? item : item + itemCount)
  }

  /// Lowers what an item in line asks for.
  mutating func lower(item: Int, by amount: Double) {
    requests[item].amount = max(0, requests[item].amount - amount)
  }

  /// Promises money to the next in line that can have it, or returns `nil`.
  mutating func grantNext(month: Double) -> (item: Int, amount: Double)? {
    for index in purses.indices { purses[index].isAwaited = false }
    for position in 0..<queue.count {
      let item = queue.rank(at: position) % itemCount
      let request = requests[item]
      if pay(request) {
        queue.remove(at: position)
        promised += request.amount
        entries.append(BudgetEntry(month: month, arrived: 0, committed: request.amount))
        return (item, request.amount)
      }
      if request.amount <= withinReach(request) {
        for purse in payers[request.project] { purses[purse].isAwaited = true }
        purses[pool].isAwaited = true
      }
      if purses.allSatisfy(\.isAwaited) { return nil }
    }
    return nil
  }

  /// Takes the money from the payers' own purses first, each by what it has, where nobody else waits.
  private mutating func pay(_ request: Request) -> Bool {
    let own = payers[request.project].map { purse in
      purses[purse].isAwaited ? 0 : max(0, purses[purse].available)
    }
    let all = own.reduce(0, +)
    let fromOwn = min(all, request.amount)
    let fromPool = request.amount - fromOwn
    guard fromPool <= 0 || (!purses[pool].isAwaited && fromPool <= purses[pool].available) else {
      return false
    }
    if all > 0 {
      for (position, purse) in payers[request.project].enumerated() {
        let part = fromOwn * own[position] / all
        purses[purse].available -= part
        drawn[request.project][position] += part
      }
    }
    purses[pool].available -= fromPool
    return true
  }

  private func withinReach(_ request: Request) -> Double {
    (payers[request.project] + [pool]).reduce(0) {
      $0 + max(0, purses[$1].available) + purses[$1].toCome
    }
  }

  /// Takes what there is of `amount` at once, out of turn, and says whether it was enough; if not, nothing
  /// is taken.
  mutating func takeFromPool(_ amount: Double, month: Double) -> Bool {
    guard amount <= purses[pool].available else { return false }
    purses[pool].available -= amount
    promised += amount
    entries.append(BudgetEntry(month: month, arrived: 0, committed: amount))
    return true
  }

  /// Takes back what a finished project did not need: into its payers' purses as far as those have paid,
  /// the rest into the pool. Below zero it settles what the project cost more than was promised, from
  /// the payers' purses and then from the pool: arrears, which the next money pays.
  mutating func settle(_ amount: Double, project: Int, month: Double) {
    var left = amount
    for (position, purse) in payers[project].enumerated() {
      let part =
        left >= 0
        ? min(left, drawn[project][position]) : max(left, -max(0, purses[purse].available))
      purses[purse].available += part
      drawn[project][position] -= part
      left -= part
    }
    purses[pool].available += left
    promised -= amount
    entries.append(BudgetEntry(month: month, arrived: 0, committed: -amount))
  }
}

/// An amount by who may spend it.
struct MoneyParts {
  /// For everybody [currency].
  var pooled = 0.0
  /// For one party alone, by its row in tables of parties [currency].
  var earmarked: [(party: Int, amount: Double)] = []

  var total: Double { earmarked.reduce(pooled) { $0 + $1.amount } }
}
