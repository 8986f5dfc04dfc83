import EventEngine
import Testing

/// A small generator, so that these tests need no other module (splitmix64).
struct TestRandom: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// Loads that break naive event lists.
enum Load: String, CaseIterable {
  case uniform, allEqual, twoTimes, ascending, descending, twelveOrders, bursts, subnormal

  func times(_ n: Int) -> [Double] {
    var random = TestRandom(state: 7)
    return (0..<n).map { i in
      switch self {
      case .uniform: Double.random(in: 0..<1_000, using: &random)
      case .allEqual: 5
      case .twoTimes: Double(Int.random(in: 0...1, using: &random))
      case .ascending: Double(i)
      case .descending: Double(n - i)
      case .twelveOrders: Self.power(10, Int.random(in: -6...6, using: &random))
      case .bursts: Double(i / 100) + (i % 7 == 0 ? 1e-12 : 0)
      case .subnormal: Double(bitPattern: UInt64.random(in: 0..<1_000, using: &random))
      }
    }
  }

  static func power(_ base: Double, _ n: Int) -> Double {
    (0..<abs(n)).reduce(1) { x, _ in n < 0 ? x / base : x * base }
  }
}

@Suite struct EventCalendarTests {
  /// Pops must equal a stable sort by time: that is the order *and* the FIFO rule.
  @Test(arguments: Load.allCases) func popsInStableOrder(load: Load) {
    for n in [0, 1, 2, 3, 4, 5, 6, 7, 17, 64, 1_000, 5_000] {
      let times = load.times(n)
      var calendar = EventCalendar(capacity: 1)
      for (i, time) in times.enumerated() {
        calendar.push(Event(time: time, sequence: UInt64(i), kind: i % 16, payload: i))
      }
      let expected = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
      var popped: [Int] = []
      while !calendar.isEmpty { popped.append(calendar.popFirst().payload) }
      #expect(popped == expected, "\(load), n = \(n)")
    }
  }

  /// Random pushes, pops and replacements against a sorted array.
  @Test(arguments: [1, 2, 3] as [UInt64]) func mixedOperationsMatchSortedArray(seed: UInt64) {
    var random = TestRandom(state: seed)
    var calendar = EventCalendar(capacity: 2)
    var reference: [(time: Double, sequence: Int)] = []
    for sequence in 0..<20_000 {
      let time = Double(Int.random(in: 0..<200, using: &random))
      let event = Event(time: time, sequence: UInt64(sequence), kind: 0, payload: sequence)
      let choice = Int.random(in: 0..<5, using: &random)
      if choice == 0, !calendar.isEmpty {
        #expect(calendar.popFirst().payload == reference.removeFirst().sequence)
        continue
      }
      if choice == 1, !calendar.isEmpty {
        #expect(calendar.first.payload == reference.removeFirst().sequence)
        calendar.replaceFirst(with: event)
      } else {
        calendar.push(event)
      }
      let place = reference.firstIndex { $0.time > time } ?? reference.endIndex
      reference.insert((time, sequence), at: place)
    }
    #expect(calendar.count == reference.count)
    while !calendar.isEmpty {
      #expect(calendar.popFirst().payload == reference.removeFirst().sequence)
    }
  }

  @Test func tagKeepsItsParts() {
    let event = Event(
      time: 3, sequence: Event.sequenceLimit - 1, kind: 15, payload: Event.payloadLimit - 1)
    #expect(event.kind == 15)
    #expect(event.payload == 16_777_215)
    #expect(event.tag >> 28 == 68_719_476_735)
  }
}

@Suite struct SlabTests {
  /// Elements move when the slab grows; each must be released exactly once.
  @Test func growsAndReleases() {
    final class Witness {}
    weak var first: Witness?
    do {
      var slab = Slab<Witness>(capacity: 1)
      let witness = Witness()
      first = witness
      slab.append(witness)
      for _ in 0..<100 { slab.append(Witness()) }
      #expect(slab.count == 101)
      #expect(slab[0] === witness)
      _ = slab.removeLast()
      #expect(slab.count == 100)
    }
    #expect(first == nil)
  }

  @Test func changesInPlace() {
    var slab = Slab<Int>(capacity: 4)
    for i in 0..<10 { slab.append(i) }
    slab[7] += 100
    #expect(slab[7] == 107)
    slab.removeAll()
    #expect(slab.isEmpty == true)
  }
}
