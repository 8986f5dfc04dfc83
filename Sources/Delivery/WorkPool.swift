/// People of one skill and one owner, with the work they do and the work that waits for them.
struct WorkPool {
  /// Persons without work [person].
  var free: Int
  /// Items in line, by programme order.
  var waiting = RankQueue()
  /// Items at work, ascending.
  private(set) var running: [Int] = []
  /// Whether people or work have come since people were last assigned.
  var isDirty = false

  init(people: Int) { free = people }

  mutating func start(_ item: Int) {
    running.insert(item, at: running.firstIndex { $0 > item } ?? running.endIndex)
  }

  mutating func end(_ item: Int) { running.removeAll { $0 == item } }
}
