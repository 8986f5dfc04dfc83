import Testing

@testable import Statistics

@Suite("Sobol points")
struct SobolTests {
  private let name = StreamName(seed: 61).child("sobol")

  /// Eight dimensions, as SciPy 1.17 gives them and the authors' own program prints them.
  @Test func firstPointsArePublished() throws {
    let expected: [[Double]] = [
      [0, 0, 0, 0, 0, 0, 0, 0],
      [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
      [0.75, 0.25, 0.25, 0.25, 0.75, 0.75, 0.25, 0.75],
      [0.25, 0.75, 0.75, 0.75, 0.25, 0.25, 0.75, 0.25],
      [0.375, 0.375, 0.625, 0.875, 0.375, 0.125, 0.375, 0.875],
      [0.875, 0.875, 0.125, 0.375, 0.875, 0.625, 0.875, 0.375],
      [0.625, 0.125, 0.875, 0.625, 0.625, 0.875, 0.125, 0.125],
      [0.125, 0.625, 0.375, 0.125, 0.125, 0.375, 0.625, 0.625],
      [0.1875, 0.3125, 0.9375, 0.4375, 0.5625, 0.3125, 0.4375, 0.9375],
      [0.6875, 0.8125, 0.4375, 0.9375, 0.0625, 0.8125, 0.9375, 0.4375],
    ]
    #expect(Array(try SobolPoints(dimensions: 8).prefix(10)) == expected)
  }

  /// SciPy 1.17: coordinates 250, 300 and 512 of some points.
  @Test(arguments: [
    (1, [0.5, 0.5, 0.5]), (2, [0.25, 0.75, 0.75]), (3, [0.75, 0.25, 0.25]),
    (5, [0.875, 0.125, 0.875]), (7, [0.625, 0.875, 0.125]),
    (100, [0.0078125, 0.5859375, 0.5234375]), (1_023, [0.3759765625, 0.4951171875, 0.6142578125]),
    (4_095, [0.093017578125, 0.979248046875, 0.914794921875]),
  ])
  func highDimensionsArePublished(index: Int, expected: [Double]) throws {
    let point = try SobolPoints(dimensions: 512).point(at: index)
    #expect([point[249], point[299], point[511]] == expected)
  }

  /// All 512 × 32 direction numbers: an FNV digest of SciPy's table (512 dimensions, 32 bits).
  @Test func directionsArePublished() {
    #expect(SobolDirections.table.count == 512 * 32)
    let digest = SobolDirections.table.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3
    }
    #expect(digest == 0x7188_0117_3987_e197)
  }

  @Test func pointsByNumberAreThoseOfTheSequence() throws {
    for scrambling in [nil, name] {
      var points = try SobolPoints(dimensions: 300, scrambling: scrambling)
      for index in 0..<200 { #expect(try points.point(at: index) == points.next()) }
      try points.skip(to: 3_000_000_017)
      #expect(points.index == 3_000_000_017)
      for index in 3_000_000_017..<3_000_000_050 {
        #expect(try points.point(at: index) == points.next())
      }
    }
  }

  @Test func sequenceEnds() throws {
    var points = try SobolPoints(dimensions: 2, scrambling: name)
    try points.skip(to: SobolPoints.countLimit - 1)
    #expect(points.next() != nil)
    #expect(points.next() == nil && points.next() == nil)
    #expect(throws: StatisticsError.self) { try points.skip(to: SobolPoints.countLimit) }
    #expect(throws: StatisticsError.self) { try points.point(at: -1) }
    #expect(throws: StatisticsError.self) { try SobolPoints(dimensions: 0) }
    #expect(throws: StatisticsError.self) { try SobolPoints(dimensions: 513) }
    #expect(throws: StatisticsError.self) { try SobolPoints(dimensions: .max) }
  }

  /// Any aligned block of 2^k points has one in each of 2^k equal cells of every dimension.
  @Test(arguments: [0, 1, 1_000_003])
  func eachCellIsHitOnce(block: Int) throws {
    for scrambling in [nil, name] {
      var points = try SobolPoints(dimensions: 512, scrambling: scrambling)
      try points.skip(to: block * 256)
      var hits = [Int](repeating: 0, count: 512 * 256)
      for point in points.prefix(256) {
        for (dimension, value) in point.enumerated() {
          hits[dimension * 256 + Int(value * 256)] += 1
        }
      }
      #expect(hits.allSatisfy { $0 == 1 })
    }
  }

  /// The first two dimensions are a (0, 10, 2)-net: each of the 11 ways to cut the square into
  /// 1 024 equal boxes of powers of two has one point in each box.
  @Test func eachBoxIsHitOnce() throws {
    for scrambling in [nil, name] {
      let points = Array(try SobolPoints(dimensions: 2, scrambling: scrambling).prefix(1_024))
      for across in 0...10 {
        let (columns, rows) = (1 << across, 1 << (10 - across))
        let boxes = points.map {
          Int($0[0] * Double(columns)) * rows + Int($0[1] * Double(rows))
        }
        #expect(Set(boxes).count == 1_024)
      }
    }
  }

  /// Equal names, equal bits; other names and other dimensions are scrambled otherwise.
  @Test func scramblingFollowsTheName() throws {
    let points = try SobolPoints(dimensions: 3, scrambling: name)
    #expect(try points.point(at: 9) == SobolPoints(dimensions: 3, scrambling: name).point(at: 9))
    let other = try SobolPoints(dimensions: 3, scrambling: name.child(1))
    #expect(try points.point(at: 9) != other.point(at: 9))
    #expect(Set(try points.point(at: 0)).count == 3)
  }

  /// Nested: two words that share k digits and part at the next share k scrambled digits and part
  /// there too. Later digits flip independently: half of them, four standard errors, 6e-5.
  @Test func scramblingIsNested() {
    var flipped = 0
    for run in 0..<2_000 {
      var stream = RandomStream(name.child(UInt64(run)))
      let word = UInt32(truncatingIfNeeded: stream.next())
      for shared in 0..<32 {
        let part = UInt32(1) << UInt32(31 - shared)
        let noise = UInt32(truncatingIfNeeded: stream.next()) & (part - 1)
        let twin = (word ^ part) & ~(part - 1) | noise
        let key = name.child(UInt64(run))
        let change =
          OwenScrambling.scrambled(word, key: key) ^ OwenScrambling.scrambled(twin, key: key)
        #expect(change.leadingZeroBitCount == shared)
        if shared == 15 { flipped += (change & 0x0000_ffff).nonzeroBitCount }
      }
    }
    #expect(abs(Double(flipped) / 32_000 - 0.5) < 4 * 0.5 / 32_000.0.squareRoot())
  }

  /// One coordinate over 100 000 scramblings is uniform (χ² over 64 cells at 1e-4), for the corner
  /// point 0, whose unscrambled coordinate is 0, and for another; never 0 or 1 itself.
  @Test(arguments: [0, 77])
  func eachPointIsUniformOverScramblings(index: Int) throws {
    var cells = [Int](repeating: 0, count: 64)
    for run in 0..<100_000 {
      let points = try SobolPoints(dimensions: 1, scrambling: name.child(UInt64(run)))
      let value = try points.point(at: index)[0]
      #expect(value > 0 && value < 1)
      cells[Int(value * 64)] += 1
    }
    let expected = [Double](repeating: 100_000.0 / 64, count: 64)
    #expect(try GoodnessOfFit.chiSquare(observed: cells, expected: expected).pValue > 1e-4)
  }

  /// ∏ (1 + (x − ½)/j²) over ten dimensions has the integral 1.
  private func smooth(_ point: [Double]) -> Double {
    var product = 1.0
    for (index, x) in point.enumerated() {
      product *= 1 + (x - 0.5) / Double((index + 1) * (index + 1))
    }
    return product
  }

  private func error(points count: Int, scramblings: Int) throws -> Moments {
    var errors = Moments()
    for run in 0..<scramblings {
      let points = try SobolPoints(dimensions: 10, scrambling: name.child(UInt64(run)))
      errors.add(points.prefix(count).reduce(0) { $0 + smooth($1) } / Double(count) - 1)
    }
    return errors
  }

  /// Random points would halve their error at four times the number; these lose a factor of 5 at
  /// least (8 in the limit). Unbiased: the mean error over 200 scramblings lies within four standard
  /// errors of 0, false alarm 6e-5.
  @Test func errorFallsFasterThanMonteCarlo() throws {
    let few = try error(points: 256, scramblings: 200)
    let more = try error(points: 1_024, scramblings: 200)
    #expect(few.standardDeviation / more.standardDeviation > 5)
    #expect(abs(few.mean) < 4 * few.standardError)
    #expect(abs(more.mean) < 4 * more.standardError)
    // The variance of one random point is 0.0914, so 1 024 of them are off by 0.0094.
    #expect(more.standardDeviation < 0.0094 / 50)
  }

  /// In 300 dimensions, of which all count, the mean of 1 024 points is still 10 times nearer.
  /// Unbiased: five standard errors of 20 scramblings (Student, 19 degrees), false alarm 8e-5.
  @Test func manyDimensions() throws {
    var errors = Moments()
    for run in 0..<20 {
      let points = try SobolPoints(dimensions: 300, scrambling: name.child(UInt64(run)))
      let sum = points.prefix(1_024).reduce(0) { $0 + $1.reduce(0) { $0 + $1 * $1 } }
      errors.add(sum / 1_024 - 100)
    }
    // Random points: √(300 · 4/45 / 1024) = 0.161.
    #expect(errors.standardDeviation < 0.0161)
    #expect(abs(errors.mean) < 5 * errors.standardError)
  }
}
