import Statistics
import Testing

@Suite("Random streams")
struct StreamTests {
  /// NumPy 2.4: `PCG64DXSM(12345).random_raw(6)` and the state it starts from.
  @Test func knownAnswers() {
    var stream = RandomStream(
      stateHigh: 0x1905_e033_5aae_9634, stateLow: 0x9199_b0d0_9775_add5,
      incrementHigh: 0xc9c7_353e_6e2b_1f28, incrementLow: 0x7d76_1f2d_4027_fae7)
    let expected: [UInt64] = [
      17_193_872_397_121_361_007, 6_225_879_447_261_284_483, 4_002_610_872_796_635_837,
      6_506_281_922_641_356_830, 10_147_648_032_342_742_849, 16_291_563_099_318_681_940,
    ]
    for word in expected { #expect(stream.next() == word) }
  }

  /// Names are part of every stored result: these must never change.
  @Test func namesAreStable() {
    let name = StreamName(seed: 7).child(3).child("demand")
    #expect(StreamName(seed: 0).bits == 3_640_214_977_906_337_423)
    #expect(name.bits == 17_316_244_245_113_439_911)
    #expect(StreamName.hash("urban") == 4_233_154_153_666_364_122)
    var stream = RandomStream(name)
    #expect(stream.next() == 17_384_661_741_497_366_929)
    #expect(name.uniform == 0.5520118117974478)
  }

  @Test func pathsMatter() {
    let root = StreamName(seed: 1)
    #expect(root.child(1).child(2) == root.child(1).child(2))
    #expect(root.child(1).child(2) != root.child(2).child(1))
    #expect(root.child("a").child("b") != root.child("ab"))
    #expect(root.child("") != root)
    #expect(StreamName(seed: 1) != StreamName(seed: 2))
    let names = Set((0..<100_000).map { root.child(UInt64($0)).bits })
    #expect(names.count == 100_000)
    let grandchildren = Set(
      (0..<300).flatMap { i in (0..<300).map { root.child(UInt64(i)).child(UInt64($0)) } })
    #expect(grandchildren.count == 90_000)
  }

  @Test func uniformsStayInside() {
    // The smallest and largest words that a generator can give.
    var zero = RandomStream(stateHigh: 0, stateLow: 0, incrementHigh: 0, incrementLow: 1)
    #expect(zero.uniform() == 0x1p-53)
    var ones = RandomStream(
      stateHigh: 0x72fc_ab15_589f_ab15, stateLow: 0, incrementHigh: 0, incrementLow: 1)
    let same = ones
    #expect(ones.next() == .max)
    ones = same
    #expect(ones.uniform() == 1 - 0x1p-53)
    var stream = RandomStream(StreamName(seed: 3))
    for _ in 0..<1_000_000 {
      let u = stream.uniform()
      guard u > 0, u < 1 else {
        Issue.record("\(u)")
        return
      }
    }
  }

  /// Each byte of the words, along one stream, over the first words of many streams, and over names
  /// with consecutive numbers. 40 tests: false alarm 4e-6 in all.
  @Test func bytesAreUniform() {
    let root = StreamName(seed: 11)
    var along = RandomStream(root)
    let sources: [(Int) -> UInt64] = [
      { i in root.child(UInt64(i)).bits },
      { i in
        var stream = RandomStream(root.child(UInt64(i)))
        return stream.next()
      },
      { i in
        var stream = RandomStream(root.child(UInt64(i)))
        _ = stream.next()
        return stream.next()
      },
      { i in root.child(UInt64(i) << 40).child(7).bits },
    ]
    var samples = sources.map { source in (0..<100_000).map(source) }
    samples.append((0..<100_000).map { _ in along.next() })
    for words in samples {
      for byte in 0..<8 {
        var cells = [Int](repeating: 0, count: 256)
        for word in words { cells[Int(word >> (8 * UInt64(byte)) & 255)] += 1 }
        #expect(Goodness.ofEqualCells(cells) > 1e-7)
      }
    }
  }

  /// Correlation of n pairs of independent uniforms has standard error 1/√n; 5 of them: false alarm
  /// 6e-7.
  static func correlation(_ pairs: [(Double, Double)]) -> Double {
    12 * pairs.reduce(0) { $0 + ($1.0 - 0.5) * ($1.1 - 0.5) } / Double(pairs.count)
  }

  @Test func relativesAreIndependent() {
    let n = 200_000
    let root = StreamName(seed: 5)
    func first(_ name: StreamName) -> Double {
      var stream = RandomStream(name)
      return stream.uniform()
    }
    let relations: [(UInt64) -> (Double, Double)] = [
      { (first(root.child($0)), first(root.child($0 + 1))) },
      { (first(root.child($0)), root.child($0).uniform) },
      { (first(root.child($0)), first(root.child($0).child(0))) },
      { (root.child($0).uniform, root.child($0).child(0).uniform) },
      { (first(root.child($0).child(0)), first(root.child($0).child(1))) },
      { (first(StreamName(seed: $0)), first(StreamName(seed: $0 + 1))) },
      { (first(StreamName(seed: $0).child(1)), first(StreamName(seed: $0 + 1).child(0))) },
    ]
    for (index, relation) in relations.enumerated() {
      let pairs = (0..<UInt64(n)).map(relation)
      #expect(abs(Self.correlation(pairs)) < 5 / Double(n).squareRoot(), "relation \(index)")
      // Joint uniformity on a 16 × 16 grid.
      var cells = [Int](repeating: 0, count: 256)
      for (a, b) in pairs { cells[Int(a * 16) * 16 + Int(b * 16)] += 1 }
      #expect(Goodness.ofEqualCells(cells) > 1e-7, "relation \(index)")
    }
  }

  /// One draw from each of a million streams, as requests take them, follows the law as well as a
  /// million from one stream; so do the second draws, and the two are independent. KS 1e-7 each;
  /// correlation 5 standard errors.
  @Test func firstDrawsOfManyStreams() {
    let n = 1_000_000
    let root = StreamName(seed: 13).child("work")
    var firsts: [Double] = []
    var seconds: [Double] = []
    var heights: [Double] = []
    for number in 0..<UInt64(n) {
      var stream = RandomStream(root.child(number))
      firsts.append(stream.exponential())
      seconds.append(stream.exponential())
      var other = RandomStream(root.child(number).child(0))
      heights.append(other.normal())
    }
    #expect(Goodness.ofFit(firsts, Goodness.exponential.cumulative) > 1e-7)
    #expect(Goodness.ofFit(seconds, Goodness.exponential.cumulative) > 1e-7)
    #expect(Goodness.ofFit(heights) { Portable.normalCDF($0) } > 1e-7)
    let bound = 5 / Double(n).squareRoot()
    func product(_ a: [Double], _ b: ArraySlice<Double>, _ mean: Double) -> Double {
      zip(a, b).reduce(0) { $0 + ($1.0 - 1) * ($1.1 - mean) } / Double(n)
    }
    #expect(abs(product(firsts, seconds[...], 1)) < bound)
    #expect(abs(product(firsts, firsts.dropFirst(), 1)) < bound)
    #expect(abs(product(firsts, heights[...], 0)) < bound)
  }

  /// Streams beside each other, read in turn as one sequence: triples on a grid of 16³ cells, by the
  /// high and by the low bits of their words.
  @Test(arguments: [60, 0] as [UInt64])
  func interleavedStreamsFillTheCube(shift: UInt64) {
    var streams = (0..<1_000).map { RandomStream(StreamName(seed: 17).child(UInt64($0))) }
    var cells = [Int](repeating: 0, count: 4_096)
    for _ in 0..<1_000 {
      var cell = 0
      for index in streams.indices {
        cell = (cell << 4 | Int(streams[index].next() >> shift & 15)) & 4_095
        if index % 3 == 2 { cells[cell] += 1 }
      }
    }
    #expect(Goodness.ofEqualCells(cells) > 1e-7)
  }

  /// Flipping one bit of a child's number flips each bit of the name with chance 1/2: over 2 000
  /// numbers the share has standard error 0.011; 6 of them in 4 096 cells: false alarm 8e-6.
  @Test func avalanche() {
    let root = StreamName(seed: 9)
    for input in 0..<64 {
      var flips = [Int](repeating: 0, count: 64)
      for n in 0..<2_000 {
        let number = UInt64(n)
        let change = root.child(number).bits ^ root.child(number ^ (1 << UInt64(input))).bits
        for output in 0..<64 where change >> UInt64(output) & 1 == 1 { flips[output] += 1 }
      }
      for count in flips { #expect(abs(Double(count) / 2_000 - 0.5) < 0.067) }
    }
  }
}
