/// Money for the whole programme: tranches come in, projects are promised what they ask for, in order,
/// and never more than has come.
///
/// Money earmarked for a party is spent by that party only, and first; the rest is one pool for all.
/// Projects under way that cost more than was promised come first, then all others in programme order.
/// Whoever is next waits for money rather than being overtaken at the same purse; only a request that no
/// money still to come could cover is passed over.
struct Treasury {
  /// One store of money.
  private struct Purse {
    /// Arrived and not promised [currency].
    var available = 0.0
    /// Still to come within the horizon [currency].
    var toCome = 0.0
    /// Promised out of it and not given back [currency].
    var drawn = 0.0
    /// Whether somebody waits for it, in the present round of grants.
    var isAwaited = false
  }
  private struct Request {
    /// [currency]
    var amount = 0.0
    /// The purse of whoever pays.
    var payer = 0
  }

  /// Of each party, and the pool last, shape [parties + 1].
  private var purses: [Purse]
  private var queue = RankQueue()
  private var requests: [Request]
  private let itemCount: Int
  private(set) var entries: [BudgetEntry] = []
  /// All that has come, and all that is promised and not given back [currency].
  private(set) var received = 0.0
  private(set) var promised = 0.0

  private var pool: Int { purses.count - 1 }

  init(partyCount: Int, itemCount: Int) {
    purses = Array(repeating: Purse(), count: partyCount + 1)
    requests = Array(repeating: Request(), count: itemCount)
    self.itemCount = itemCount
  }

  /// Money that is expected within the horizon.
  mutating func expect(_ parts: MoneyParts) {
    purses[pool].toCome += parts.pooled
    for (party, amount) in parts.earmarked { purses[party].toCome += amount }
  }

  mutating func receive(_ parts: MoneyParts, month: Double) {
    add(parts.pooled, to: pool)
    for (party, amount) in parts.earmarked { add(amount, to: party) }
    received += parts.total
    entries.append(BudgetEntry(month: month, arrived: parts.total, committed: 0))
  }

  private mutating func add(_ amount: Double, to purse: Int) {
    purses[purse].available += amount
    purses[purse].toCome = max(0, purses[purse].toCome - amount)
  }

  /// Puts an item in line for `amount`.
  ///
  /// - Parameters:
  ///   - payer: row of the party that pays.
  ///   - isUnderWay: whether its project has been promised money before.
  mutating func ask(item: Int, amount: Double, payer: Int, isUnderWay: Bool) {
    requests[item] = Request(amount: amount, payer: payer)
    queue.insert(isUnderWay ? item : item + itemCount)
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
        purses[request.payer].isAwaited = true
        purses[pool].isAwaited = true
      }
      if purses.allSatisfy(\.isAwaited) { return nil }
    }
    return nil
  }

  /// Takes the money from the payer's own purse first, where nobody else waits for it.
  private mutating func pay(_ request: Request) -> Bool {
    let own = purses[request.payer].isAwaited ? 0 : max(0, purses[request.payer].available)
    let fromOwn = min(own, request.amount)
    let fromPool = request.amount - fromOwn
    guard fromPool <= 0 || (!purses[pool].isAwaited && fromPool <= purses[pool].available) else {
      return false
    }
    purses[request.payer].available -= fromOwn
    purses[request.payer].drawn += fromOwn
    purses[pool].available -= fromPool
    return true
  }

  private func withinReach(_ request: Request) -> Double {
    let (own, pool) = (purses[request.payer], purses[pool])
    return max(0, own.available) + own.toCome + max(0, pool.available) + pool.toCome
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

  /// Takes back what a finished project did not need: into the payer's own purse as far as that has paid,
  /// the rest into the pool. Below zero it settles what the project cost more than was promised: arrears,
  /// which the next money for all pays.
  mutating func giveBack(_ amount: Double, payer: Int, month: Double) {
    let toOwn = min(max(0, amount), purses[payer].drawn)
    purses[payer].available += toOwn
    purses[payer].drawn -= toOwn
    purses[pool].available += amount - toOwn
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
