@testable import Scenarios
import Statistics
import Testing

@testable import Experiments

/// Worlds are drawn as the design says, and intervals hold what they promise.
@Suite struct SamplingDesignTests {
  private static let blocks = SamplingDesign()

  private static func assumptions(_ count: Int) -> [Assumption] {
    (0..<count).map {
      Assumption(
        name: "a\($0)", value: 0.5, low: 0, high: 1, distribution: .uniform, unit: "1",
        source: "", year: nil, grade: .assumption, reaches: [], reason: "")
    }
  }

  private static func values(
    _ index: Int, _ assumptions: [Assumption], seed: UInt64, _ design: SamplingDesign = blocks
  ) -> [String: Double] {
    World(index, of: assumptions, alternatives: ["a", "b"], seed: seed, design).values
  }

  /// Each eighth of each range is met once in a block, in every block in another order.
  @Test func blocksSpreadEvenly() {
    let all = Self.assumptions(130)
    let worlds = (0..<64).map { Self.values($0, all, seed: 3) }
    for assumption in all {
      for block in 0..<8 {
        let cells = (0..<8).map { Int((worlds[8 * block + $0][assumption.name] ?? 0) * 8) }
        #expect(Set(cells) == Set(0..<8))
      }
      let first = worlds[0..<8].map { $0[assumption.name] }
      #expect(first != worlds[8..<16].map { $0[assumption.name] })
    }
  }

  /// An assumption at the end of the list moves no other; beyond 512 each has its own stream.
  @Test func laterAssumptionsMoveNoOthers() {
    let (few, many) = (Self.assumptions(20), Self.assumptions(600))
    let (here, there) = (Self.values(5, few, seed: 1), Self.values(5, many, seed: 1))
    for assumption in few { #expect(here[assumption.name] == there[assumption.name]) }
    #expect(Set(there.values).count == 600)
  }

  /// Without common numbers each alternative meets draws of its own, evenly spread all the same.
  @Test func alternativesMayMeetWorldsOfTheirOwn() {
    let all = Self.assumptions(3)
    let apart = SamplingDesign(without: [.commonNumbers])
    let worlds = (0..<8).map {
      World($0, of: all, alternatives: ["a", "b"], seed: 1, apart)
    }
    for alternative in ["a", "b"] {
      let cells = worlds.map { Int((($0.values(of: alternative))["a1"] ?? 0) * 8) }
      #expect(Set(cells) == Set(0..<8))
    }
    #expect(worlds[0].values(of: "a") != worlds[0].values(of: "b"))
    let together = World(0, of: all, alternatives: ["a", "b"], seed: 1, Self.blocks)
    #expect(together.values(of: "a") == together.values)
  }

  /// A sum of twelve assumptions and chance, whose mean is known: 96 worlds, 400 seeds. An interval of 95 %
  /// misses in 20 of them; between 6 and 38 (p < 0.1 % on either side). Even spreading takes away all
  /// variance but that of chance, here a sixteenth, and a sixty-fourth that is left within the cells.
  @Test func intervalsOfBlocksHold() throws {
    let all = Self.assumptions(12)
    var (missed, gains) = (0, Moments())
    for seed in 0..<400 {
      let values = (0..<96).map { index -> Double in
        let draws = Self.values(index, all, seed: UInt64(seed))
        let noise = StreamName(seed: UInt64(seed)).child("noise").child(UInt64(index)).uniform
        return all.reduce(0.0) { $0 + (draws[$1.name] ?? 0) } + (noise - 0.5) * 0.75.squareRoot()
      }
      let interval = try Self.blocks.interval(values, isComplete: true, level: 0.95)
      if !interval.contains(6) { missed += 1 }
      gains.add(try #require(Self.blocks.reduction(values)))
    }
    #expect((6...38).contains(missed))
    #expect(gains.mean > 8)
  }

  /// What is not whole is taken for independent, and a constant has no error.
  @Test func intervalsOfFewWorldsAreStudents() throws {
    let values = (0..<70).map { Double($0 * $0 % 17) }
    let student = try Intervals.student(values, level: 0.9)
    #expect(try Self.blocks.interval(values, isComplete: false, level: 0.9) == student)
    #expect(
      try SamplingDesign.independent.interval(values, isComplete: true, level: 0.9) == student)
    let few = Array(values.prefix(31))
    #expect(
      try Self.blocks.interval(few, isComplete: true, level: 0.9)
        == Intervals.student(few, level: 0.9))
    let whole = try Self.blocks.interval(values, isComplete: true, level: 0.9)
    #expect(abs(whole.mean - student.mean) < 1e-12 && whole.halfWidth != student.halfWidth)
    #expect(try Self.blocks.interval([2, 2, 2], isComplete: true, level: 0.9).halfWidth == 0)
  }

  /// By hand: means of four blocks 1, 2, 3, 4 have variance 5/3; the mean's is a quarter of that. Six
  /// worlds more, all 2.5, weigh 32² / 38², and the spread of all worlds 6 / 38².
  @Test func varianceByHand() throws {
    var values = (0..<32).map { Double($0 / 8 + 1) }
    #expect(abs(try Self.halfWidth(values) - (5.0 / 12).squareRoot()) < 1e-12)
    let independent = Moments(values).variance / 32
    #expect(abs(try #require(Self.blocks.reduction(values)) - independent / (5.0 / 12)) < 1e-12)
    values += Array(repeating: 2.5, count: 6)
    let expected = (32.0 * 32 / 1_444 * 5 / 12 + 6 / 1_444 * Moments(values).variance)
    #expect(abs(try Self.halfWidth(values) - expected.squareRoot()) < 1e-12)
  }

  /// The standard error, from an interval with three degrees of freedom.
  private static func halfWidth(_ values: [Double]) throws -> Double {
    try blocks.interval(values, isComplete: true, level: 0.95).halfWidth
      / Intervals.studentQuantile(level: 0.95, degreesOfFreedom: 3)
  }
}
