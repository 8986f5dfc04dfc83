/// Whoever waits, in order of rank: the smallest rank is first.
///
/// - Complexity: insertion O(n) in moved words, removal of the first O(1); n stays in the hundreds.
struct RankQueue {
  /// Descending, so that the first in line is last in the array.
  private var ranks: [Int] = []

  var first: Int? { ranks.last }
  var count: Int { ranks.count }

  mutating func insert(_ rank: Int) {
    var low = 0
    var high = ranks.count
    while low < high {
      let middle = (low + high) / 2
      if ranks[middle] > rank { low = middle + 1 } else { high = middle }
    }
    ranks.insert(rank, at: low)
  }

  mutating func popFirst() -> Int? { ranks.popLast() }

  /// The rank that is `position` places behind the first.
  func rank(at position: Int) -> Int { ranks[ranks.count - 1 - position] }

  mutating func remove(at position: Int) { ranks.remove(at: ranks.count - 1 - position) }
}
