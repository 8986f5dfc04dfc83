import Statistics

/// One outage through time: when it begins and ends, and what it leaves.
///
///     var clock = OutageClock(model, name: root)
///     while clock.changesAt <= horizon { clock.change() }
struct OutageClock {
  enum Phase {
    /// Nothing is wrong.
    case quiet
    /// As much is gone as ever.
    case down
    /// Capacity comes back.
    case restoring
  }

  private(set) var phase = Phase.quiet
  /// Share of servers and bandwidth that is left now [1].
  private(set) var share = 1.0
  /// When that changes next [s]; infinite for never.
  private(set) var changesAt = Double.infinity
  private let pattern: OutageModel.Pattern
  private let left: Double
  private let restore: [(after: Double, share: Double)]
  private var faults: RandomStream
  private var startedAt = 0.0
  /// The entry of `restore` that comes next, and outages so far [1].
  private var step = 0
  private var number = 0.0

  /// An outage at time 0; by chance, in its stationary state.
  ///
  /// - Parameter root: the run's name.
  init(_ model: OutageModel, _ root: StreamName) {
    let name = root.child(Purpose.outages).child(model.key)
    faults = RandomStream(name)
    pattern = model.pattern
    left = model.left
    restore = model.restore.map { ($0.after.seconds, $0.share) }
    switch pattern {
    case .once(let at, _): changesAt = at.seconds
    case .every(_, let from, _): changesAt = from.seconds
    case .random(let meanTimeBetween, let repairTime):
      let mean = model.meanLength
      let isDown = name.uniform < mean / (mean + meanTimeBetween.seconds)
      if isDown { beginUnderWay(repairTime) } else { waitForNext(0) }
    }
  }

  /// At time 0 an outage has lasted for a uniform share of its length.
  private mutating func beginUnderWay(_ repairTime: Distribution) {
    let length = restore.last?.after ?? repairTime.drawLengthBiased(&faults)
    begin(at: -length * faults.uniform(), length)
    while changesAt <= 0 { change() }
  }

  /// Makes the change that is due at `changesAt`.
  mutating func change() {
    if phase == .quiet { return begin(at: changesAt, drawLength()) }
    guard step < restore.count - 1 else { return finish() }
    phase = .restoring
    share = restore[step].share
    step += 1
    changesAt = startedAt + restore[step].after
  }

  private mutating func begin(at time: Double, _ length: Double) {
    startedAt = time
    phase = .down
    share = left
    step = 0
    changesAt = time + (restore.first?.after ?? length)
  }

  private mutating func finish() {
    phase = .quiet
    share = 1
    number += 1
    switch pattern {
    case .once: changesAt = .infinity
    case .every(let period, let from, _): changesAt = from.seconds + number * period.seconds
    case .random: waitForNext(changesAt)
    }
  }

  private mutating func waitForNext(_ now: Double) {
    guard case .random(let meanTimeBetween, _) = pattern else { return }
    changesAt = now + meanTimeBetween.seconds * faults.exponential()
  }

  private mutating func drawLength() -> Double {
    switch pattern {
    case .once(_, let length), .every(_, _, let length): length.seconds
    case .random(_, let repairTime): restore.isEmpty ? max(0, repairTime.draw(&faults)) : 0
    }
  }
}
