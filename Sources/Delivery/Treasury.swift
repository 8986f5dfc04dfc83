/// One pool of money for the whole programme: tranches come in, projects are promised what they ask
/// for, in order, and never more than has come.
///
/// Projects under way that cost more than was promised come first, then all others in programme
/// order. Whoever is next waits for money rather than being overtaken; only a request that no money
/// still to come could cover is passed over.
struct Treasury {
  /// Arrived and not promised [currency].
  private(set) var available = 0.0
  /// Still to come within the horizon [currency].
  private var toCome: Double
  private var queue = RankQueue()
  private var amounts: [Double]
  private let itemCount: Int
  private(set) var entries: [BudgetEntry] = []

  init(toCome: Double, itemCount: Int) {
    self.toCome = toCome
    self.itemCount = itemCount
    amounts = Array(repeating: 0, count: itemCount)
  }

  mutating func receive(_ amount: Double, month: Double) {
    available += amount
    toCome = max(0, toCome - amount)
    entries.append(BudgetEntry(month: month, arrived: amount, committed: 0))
  }

  /// Puts an item in line for `amount`.
  ///
  /// - Parameter isUnderWay: whether its project has been promised money before.
  mutating func ask(item: Int, amount: Double, isUnderWay: Bool) {
    amounts[item] = amount
    queue.insert(isUnderWay ? item : item + itemCount)
  }

  /// Promises money to the next in line that can have it, or returns `nil`.
  mutating func grantNext(month: Double) -> (item: Int, amount: Double)? {
    for position in 0..<queue.count {
      let item = queue.rank(at: position) % itemCount
      let amount = amounts[item]
      if amount <= available {
        queue.remove(at: position)
        available -= amount
        entries.append(BudgetEntry(month: month, arrived: 0, committed: amount))
        return (item, amount)
      }
      if amount <= available + toCome { return nil }
    }
    return nil
  }

  /// Takes back what a finished project did not need.
  mutating func giveBack(_ amount: Double, month: Double) {
    available += amount
    entries.append(BudgetEntry(month: month, arrived: 0, committed: -amount))
  }
}
