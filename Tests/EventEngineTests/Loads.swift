import EventEngine

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

  /// Uniform on 0 ..< 1.
  mutating func unit() -> Double { Double.random(in: 0..<1, using: &self) }
}

/// Loads that break naive event lists: how long after now each event fires [s].
enum Load: String, CaseIterable, Sendable {
  case uniform, allEqual, twoTimes, ascending, descending, twelveOrders, bursts, subnormal
  case slidingWindow, nearAndFar, shrinking, hugeTimes

  /// The delay of the `i`-th event that is scheduled.
  func delay(_ i: Int, _ random: inout TestRandom) -> Double {
    switch self {
    case .uniform: random.unit() * 1_000
    case .allEqual: 5
    case .twoTimes: Double(Int.random(in: 0...1, using: &random))
    case .ascending: Double(i)
    case .descending: 1 / Double(i + 1)
    case .twelveOrders: Self.power(10, Int.random(in: -6...6, using: &random)) * random.unit()
    case .bursts: Double(i / 100) + (i % 7 == 0 ? 1e-12 : 0)
    case .subnormal: Double(bitPattern: UInt64.random(in: 0..<1_000, using: &random))
    case .slidingWindow: 10 + random.unit() * 0.01
    case .nearAndFar: i % 1_000 == 0 ? 1e9 * random.unit() : random.unit()
    case .shrinking: Self.power(0.5, min(300, i / 200)) * random.unit()
    case .hugeTimes: 1e300 * random.unit()
    }
  }

  func times(_ n: Int) -> [Double] {
    var random = TestRandom(state: 7)
    return (0..<n).map { delay($0, &random) }
  }

  static func power(_ base: Double, _ n: Int) -> Double {
    (0..<abs(n)).reduce(1) { x, _ in n < 0 ? x / base : x * base }
  }
}
