import Statistics
import Testing

/// Oracles: SciPy 1.17, `kstwo.sf`, `kstest`, `ks_2samp(method="exact")`, `chisquare`.
@Suite("Goodness of fit")
struct GoodnessOfFitTests {
  private let a = [
    0.61, 0.29, 0.06, 0.59, -1.73, -0.74, 0.51, -0.56, 0.39, 1.64, 0.05, -0.06, 0.64, -0.82, 0.37,
    1.77, 1.09, -1.28, 2.36, 1.31, 1.05, -0.32,
  ]
  private let b = [0.1, 0.9, 1.2, 0.35, 0.77, 2.5, 1.9, 0.45, 1.15]

  /// Each tolerance is the error that the documentation states for n and d. The value for 500 and
  /// 0.04 comes from the same matrix in 60 digits, for SciPy's has seven there.
  @Test(arguments: [
    (1, 0.7, 0.6000000000000001, 1e-12), (10, 0.274, 0.3715203845434957, 1e-12),
    (10, 0.5, 0.00777741, 1e-12), (10, 0.8, 2.207999999999995e-07, 1e-15),
    (100, 0.05, 0.9532159710635725, 1e-12), (100, 0.1, 0.2526927570063874, 1e-12),
    (100, 0.25, 5.408871776434847e-06, 5e-15), (500, 0.04, 0.390251016326406, 1e-12),
    (500, 0.1, 8.342293067263533e-05, 8e-14), (501, 0.04, 0.3890319321741198, 4e-5),
    (1_000, 0.03, 0.3226902143914636, 4e-5), (5_000, 0.02, 0.03613941395325637, 4e-5),
    (10_000, 0.03, 2.9761211950626197e-08, 3e-17), (20_000, 0.01, 0.03638603905248727, 2e-6),
    (1_000_000, 0.001, 0.26982107442589376, 2e-6), (1_000_000, 0.0005, 0.9638386310076212, 2e-6),
    (1_000_000, 0.002, 0.0006700277103670718, 2e-6),
  ])
  func kolmogorov(n: Int, d: Double, expected: Double, tolerance: Double) throws {
    #expect(abs(try Kolmogorov.survival(d, n: n) - expected) < tolerance)
  }

  @Test func kolmogorovEdges() throws {
    #expect(try Kolmogorov.survival(0, n: 5) == 1)
    #expect(try Kolmogorov.survival(0.1, n: 5) == 1)
    #expect(try Kolmogorov.survival(1, n: 5) == 0)
    #expect(try Kolmogorov.survival(2, n: 5_000) == 0)
    #expect(throws: StatisticsError.self) { try Kolmogorov.survival(.nan, n: 5) }
    #expect(throws: StatisticsError.self) { try Kolmogorov.survival(0.1, n: 0) }
  }

  /// `scipy.special.kolmogorov`, on both sides of the change of series at 1.
  @Test(arguments: [
    (0.1, 1.0), (0.3, 0.9999906941986655), (0.5, 0.9639452436648751), (0.999, 0.27107316411506394),
    (1, 0.26999967167735456), (1.5, 0.022217962616525127), (3, 3.045995948942526e-08), (0.01, 1),
  ])
  func kolmogorovLimit(z: Double, expected: Double) {
    #expect(abs(Kolmogorov.limitingSurvival(z) - expected) < 1e-15)
  }

  @Test func oneSample() throws {
    let fit = try GoodnessOfFit.kolmogorovSmirnov(a) { Portable.normalCDF($0) }
    #expect(abs(fit.statistic - 0.20500097210796825) < 1e-14)
    #expect(abs(fit.pValue - 0.2740655014824427) < 1e-12)
  }

  @Test func twoSamples() throws {
    let fit = try GoodnessOfFit.kolmogorovSmirnov(a, b)
    #expect(abs(fit.statistic - 0.4090909090909091) < 1e-15)
    #expect(abs(fit.pValue - 0.18064287955277947) < 1e-12)
    #expect(abs(try GoodnessOfFit.kolmogorovSmirnov(b, a).pValue - fit.pValue) < 1e-14)
    let same = try GoodnessOfFit.kolmogorovSmirnov(a, a)
    #expect(same.statistic == 0 && same.pValue == 1)
    // Apart altogether: two of the (31 over 9) orders.
    let apart = try GoodnessOfFit.kolmogorovSmirnov(a, b.map { $0 + 100 })
    #expect(apart.statistic == 1)
    #expect(abs(apart.pValue - 2 / 20_160_075.0) < 1e-14)
  }

  /// Evenly spread points against the same stretched; SciPy's exact chance, ours exact up to a
  /// product of sizes of ten million.
  @Test(arguments: [
    (1_500, 1_000, 0.0625, 0.059333333333333335, 0.02843820942583749, 1e-12),
    (4_000, 3_000, 0.03, 0.029333333333333333, 0.10287563827475843, 0.007),
  ])
  func twoLargeSamples(
    m: Int, n: Int, stretch: Double, distance: Double, pValue: Double, tolerance: Double
  ) throws {
    let first = (0..<m).map { (Double($0) + 0.5) / Double(m) }
    let second = (0..<n).map { (Double($0) + 0.5) / Double(n) * (1 + stretch) }
    let fit = try GoodnessOfFit.kolmogorovSmirnov(first, second)
    #expect(abs(fit.statistic - distance) < 1e-14)
    #expect(abs(fit.pValue - pValue) < tolerance)
  }

  /// 2 000 tests of uniform numbers: p-values are uniform, so 5 % lie below 0.05; four standard
  /// errors, false alarm 6e-5. A wrong distribution is found each time.
  @Test func pValuesAreUniform() throws {
    var low = (oneSample: 0, twoSamples: 0, counts: 0, wrong: 0)
    for run in 0..<2_000 {
      var stream = RandomStream(StreamName(seed: 51).child(UInt64(run)))
      let x = (0..<200).map { _ in stream.uniform() }
      let y = (0..<150).map { _ in stream.uniform() }
      var cells = [Int](repeating: 0, count: 10)
      for value in x { cells[Int(value * 10)] += 1 }
      let expected = [Double](repeating: 20, count: 10)
      if try GoodnessOfFit.kolmogorovSmirnov(x, cdf: { $0 }).pValue < 0.05 { low.oneSample += 1 }
      if try GoodnessOfFit.kolmogorovSmirnov(x, y).pValue < 0.05 { low.twoSamples += 1 }
      if try GoodnessOfFit.chiSquare(observed: cells, expected: expected).pValue < 0.05 {
        low.counts += 1
      }
      if try GoodnessOfFit.kolmogorovSmirnov(x, cdf: { $0 * $0 }).pValue < 0.05 { low.wrong += 1 }
    }
    #expect(abs(low.oneSample - 100) < 40)
    #expect(abs(low.twoSamples - 95) < 45)
    #expect(abs(low.counts - 100) < 40)
    #expect(low.wrong == 2_000)
  }

  @Test func chiSquare() throws {
    let even = try GoodnessOfFit.chiSquare(
      observed: [16, 18, 16, 14, 12, 12], expected: [Double](repeating: 88.0 / 6, count: 6))
    #expect(abs(even.statistic - 2) < 1e-14)
    #expect(abs(even.pValue - 0.8491450360846096) < 1e-12)
    let fitted = try GoodnessOfFit.chiSquare(
      observed: [16, 18, 16, 14, 12, 12], expected: [16, 16, 16, 16, 16, 8], estimated: 1)
    #expect(abs(fitted.statistic - 3.5) < 1e-14)
    #expect(abs(fitted.pValue - 0.477878344488724) < 1e-12)
  }

  @Test func badInputIsRefused() {
    #expect(throws: StatisticsError.self) { try GoodnessOfFit.kolmogorovSmirnov([], cdf: { $0 }) }
    #expect(throws: StatisticsError.self) {
      try GoodnessOfFit.kolmogorovSmirnov([.nan], cdf: { $0 })
    }
    for wrong in [Double.nan, 1.5, -0.1] {
      #expect(throws: StatisticsError.self) {
        try GoodnessOfFit.kolmogorovSmirnov([0.5], cdf: { _ in wrong })
      }
    }
    #expect(throws: StatisticsError.self) {
      try GoodnessOfFit.kolmogorovSmirnov([0.2, 0.7], cdf: { 1 - $0 })
    }
    // A fall that rounding may make is none.
    #expect(throws: Never.self) {
      try GoodnessOfFit.kolmogorovSmirnov([0.2, 0.7], cdf: { $0 > 0.5 ? 0.5.nextDown : 0.5 })
    }
    #expect(throws: StatisticsError.self) { try GoodnessOfFit.kolmogorovSmirnov([1], []) }
    #expect(throws: StatisticsError.self) {
      try GoodnessOfFit.chiSquare(observed: [1, 2], expected: [3])
    }
    #expect(throws: StatisticsError.self) {
      try GoodnessOfFit.chiSquare(observed: [3], expected: [3])
    }
    #expect(throws: StatisticsError.self) {
      try GoodnessOfFit.chiSquare(observed: [-1, 4], expected: [1, 2])
    }
    #expect(throws: StatisticsError.self) {
      try GoodnessOfFit.chiSquare(observed: [5, 5], expected: [9.9, 0.1])
    }
    #expect(throws: StatisticsError.self) {
      try GoodnessOfFit.chiSquare(observed: [5, 5], expected: [5, 6])
    }
    #expect(throws: StatisticsError.self) {
      try GoodnessOfFit.chiSquare(observed: [5, 5], expected: [5, 5], estimated: .max)
    }
  }
}
