/// People of one skill and one owner, with the work they do and the work that waits for them.
struct WorkPool {
  /// Persons in post, newcomers among them, and persons without work [person].
  private(set) var employed: Int
  var newcomers = 0
  var free: Int
  /// Items in line, by programme order.
  var waiting = RankQueue()
  /// Items that these people are at work on, lent ones included, ascending.
  private(set) var running: [Int] = []
  /// Whether people or work have come since people were last assigned.
  var isDirty = false

  init(people: Int) {
    employed = people
    free = people
  }

  mutating func start(_ item: Int) {
    running.insert(item, at: running.firstIndex { $0 > item } ?? running.endIndex)
  }

  mutating func end(_ item: Int) { running.removeAll { $0 == item } }

  /// Somebody new, without work yet.
  mutating func join() {
    employed += 1
    newcomers += 1
    free += 1
  }

  /// Somebody leaves the post; who did their work is settled elsewhere.
  mutating func leave(isNewcomer: Bool) {
    employed -= 1
    if isNewcomer { newcomers -= 1 }
  }

  /// What a person gets done on average over what an experienced one does [1].
  func productivity(ofNewcomers productivity: Double) -> Double {
    guard employed > 0, newcomers > 0 else { return 1 }
    let part = Double(newcomers) / Double(employed)
    return 1 - part * (1 - productivity)
  }
}

/// A post: somebody is in it, or it is vacant.
struct Post {
  enum State { case experienced, newcomer, vacant }
  var pool: Int
  /// Names its chance: the same post of a skill is hit by the same leavings in every alternative.
  var skill: Skill
  var number: Int
  var state = State.experienced
  /// People who have left it [1].
  var leavings = 0

  /// All posts of all pools, numbered by skill in the order of pools.
  static func all(_ pools: [PoolUse]) -> [Post] {
    var next = PerSkill(all: 0)
    var posts: [Post] = []
    for (index, pool) in pools.enumerated() {
      for _ in 0..<pool.people {
        posts.append(Post(pool: index, skill: pool.skill, number: next[pool.skill]))
        next[pool.skill] += 1
      }
    }
    return posts
  }
}
